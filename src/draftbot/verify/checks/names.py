"""Is every name in the evidence, and is the compound that a figure is about named beside it?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.names import Name
from draftbot.text.quantities import NAMES_WITH_DIGITS
from draftbot.text.words import words
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "names"
AUTHOR_YEAR = re.compile(r"\b([A-Z][\w'’-]+)(?: et al\.?)?,? \(?((?:19|20)\d\d)\b(?!\s*(?:mg|g|mL|IU|µg|U)\b)")


def check(claim: Claim, library: Library) -> CheckResult:
    """Compounds must be named in the best sentence itself (a source about one compound only may leave it out);
    other names, names with digits and author-year pairs may also come from the other sentences and the work's
    bibliography."""
    for name in library.names.find(claim.text):
        if not _supported(name, claim, library):
            return unsupported(NAME, f"{name.canonical} is not named in the cited source's sentences")
    if claim.subject and not _named(claim.subject, claim, library):
        return unsupported(NAME, f"the cited sentences are not about {claim.subject}")
    known = " ".join([*(sentence.text for sentence in claim.evidence), *(ref.card.called for ref in claim.references)])
    for match in NAMES_WITH_DIGITS.finditer(claim.text):
        if match.group().lower() not in known.lower():
            return unsupported(NAME, f"{match.group()!r} is not in the cited source")
    for match in AUTHOR_YEAR.finditer(claim.text):
        if not any(
            _author_year(match, reference.card.called, reference.bibliography.issued) for reference in claim.references
        ):
            return unsupported(NAME, f"{match.group(0)!r} is not the cited work")
    return passed(NAME)


def _supported(name: Name, claim: Claim, library: Library) -> bool:
    if name.canonical in library.compound_names:
        return _named(name.canonical, claim, library)
    stems = {word.stem for word in words(name.canonical)}
    return stems <= claim.card or any(
        name.canonical == other.canonical for sentence in claim.evidence for other in library.names.find(sentence.text)
    )


def _named(compound: str, claim: Claim, library: Library) -> bool:
    """Whether the best sentence names the compound, or names none while its source is about this one only. Another
    sentence will not do: any compound is named somewhere in a source about several."""
    if claim.best is None:
        return False
    named = {name.canonical for name in library.compounds.find(claim.best.text)}
    about = library.corpus.references[claim.best.source].compounds
    only = [library.corpus.compounds[slug].name for slug in about if slug in library.corpus.compounds]
    return compound in named or (only == [compound] and not named)


def _author_year(match: re.Match[str], called: str, issued: int | None) -> bool:
    return match.group(1).lower() in called.lower() and str(issued) == match.group(2)
