"""All checks of the corpus that need no verifier, as findings with file and line."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.corpus.figures import outcome_figures
from draftbot.corpus.finding import CorpusFinding, Defect
from draftbot.corpus.identifiers import identifiers
from draftbot.corpus.links import links
from draftbot.corpus.load import Loaded


def lint(loaded: Loaded) -> Iterator[CorpusFinding]:
    """Findings in the order of the checks."""
    for check in (identifiers, links, outcome_figures):
        for defect in check(loaded.corpus):
            yield located(loaded, defect)


def located(loaded: Loaded, defect: Defect) -> CorpusFinding:
    """The finding with the file and line of the value it speaks of."""
    file, line = loaded.line_of(defect.kind, defect.key, defect.location)
    field = ".".join(str(part) for part in defect.location)
    return CorpusFinding(severity=defect.severity, file=file, line=line, field=field, message=defect.message)
