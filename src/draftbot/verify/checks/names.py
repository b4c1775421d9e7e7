"""Is every name in the evidence, and is the compound that a figure is about named beside it?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.names import Name
from draftbot.text.words import words
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "names"
AUTHOR_YEAR = re.compile(r"\b([A-Z][\w'’-]+)(?: et al\.?)?,? \(?((?:19|20)\d\d)\b(?!\s*(?:mg|g|mL|IU|µg|U)\b)")


def check(claim: Claim, library: Library) -> CheckResult:
    """Compounds must be named in the aligned sentences themselves (a source about one compound only may leave it out);
    other names and author-year pairs may also come from the work's bibliography."""
    for name in library.names.find(claim.text):
        if not _supported(name, claim, library):
            return unsupported(NAME, f"{name.canonical} is not named in the cited source's sentences")
    if claim.subject and not _named(claim.subject, claim, library):
        return unsupported(NAME, f"the cited sentences are not about {claim.subject}")
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
    named = [library.compounds.find(sentence.text) for sentence in claim.evidence]
    if any(name.canonical == compound for names in named for name in names):
        return True
    only = [
        library.corpus.compounds[slug].name
        for reference in claim.references
        for slug in reference.compounds
        if slug in library.corpus.compounds
    ]
    return bool(claim.evidence) and only == [compound] and not any(named)


def _author_year(match: re.Match[str], called: str, issued: int | None) -> bool:
    return match.group(1).lower() in called.lower() and str(issued) == match.group(2)
