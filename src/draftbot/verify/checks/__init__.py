"""One question a file: each check takes a claim and the library and answers with a reason."""

from draftbot.verify.checks import (
    arms,
    attributes,
    attribution,
    certainty,
    comparison,
    coverage,
    difference,
    direction,
    endpoint,
    exchange,
    identifiers,
    names,
    negation,
    numbers,
    quantifiers,
    quotations,
    regimens,
    scope,
    significance,
)

CHECKS = (
    numbers,
    arms,
    regimens,
    exchange,
    identifiers,
    names,
    quotations,
    attributes,
    direction,
    comparison,
    difference,
    negation,
    significance,
    scope,
    endpoint,
    certainty,
    quantifiers,
    attribution,
    coverage,
)

__all__ = ["CHECKS"]
