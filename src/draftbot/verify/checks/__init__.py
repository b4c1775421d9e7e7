"""One question a file: each check takes a claim and the library and answers with a reason."""

from draftbot.verify.checks import (
    arms,
    attribution,
    comparison,
    coverage,
    direction,
    names,
    negation,
    numbers,
    quantifiers,
    regimens,
    scope,
    significance,
)

CHECKS = (
    numbers,
    arms,
    regimens,
    names,
    direction,
    comparison,
    negation,
    significance,
    scope,
    quantifiers,
    attribution,
    coverage,
)

__all__ = ["CHECKS"]
