"""All checks of the corpus that need no verifier, as findings with file and line."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.corpus.direction import directions
from draftbot.corpus.figures import figures
from draftbot.corpus.finding import CorpusFinding, Defect
from draftbot.corpus.identifiers import identifiers
from draftbot.corpus.load import Loaded
from draftbot.corpus.open_questions import open_questions
from draftbot.corpus.profiles import profiles
from draftbot.corpus.stated import stated
from draftbot.corpus.studies import studies
from draftbot.corpus.substances import substances
from draftbot.corpus.yaml_file import dotted

CHECKS = (identifiers, substances, profiles, studies, figures, directions, stated, open_questions)


def lint(loaded: Loaded) -> Iterator[CorpusFinding]:
    """Findings in the order of the checks."""
    for check in CHECKS:
        for defect in check(loaded.corpus):
            yield located(loaded, defect)


def located(loaded: Loaded, defect: Defect) -> CorpusFinding:
    """The finding with the file and line of the value it speaks of."""
    file, line = loaded.line_of(defect.kind, defect.key, defect.location)
    field = dotted(defect.location)
    return CorpusFinding(severity=defect.severity, file=file, line=line, field=field, message=defect.message)
