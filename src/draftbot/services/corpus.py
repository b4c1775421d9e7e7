"""The corpus of a workspace: checked, and shown."""

from __future__ import annotations

from difflib import get_close_matches

from draftbot.corpus import Defect, lint, load, load_corpus, located
from draftbot.corpus.standing import standing
from draftbot.errors import UnknownName
from draftbot.progress import Progress
from draftbot.records.compound import Compound
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.report.card import card_lines
from draftbot.report.profile import profile_lines
from draftbot.reports import CorpusReport, corpus_report
from draftbot.settings import Settings
from draftbot.verify import Library, verify_profiles


def check_corpus(settings: Settings, progress: Progress) -> CorpusReport:
    """Reads every file, asks the corpus checks, then proves every value of every record in its references' texts."""
    progress("reading the corpus", 0, 0)
    loaded = load(settings.corpus)
    findings = list(lint(loaded))
    proved = 0
    for verdict in verify_profiles(Library(loaded.corpus)):
        proved += 1
        progress("proving values", proved, 0)
        for finding in verdict.verdict.findings:
            if finding.severity == "block":
                message = f"not proved in its references: {finding.message} ({verdict.text!r})"
                defect = Defect.model_validate(
                    {
                        "severity": "error",
                        "kind": verdict.kind,
                        "key": verdict.key,
                        "location": verdict.location,
                        "message": message,
                    }
                )
                findings.append(located(loaded, defect))
    corpus = loaded.corpus
    standings = tuple(standing(reference) for reference in corpus.references.values())
    return corpus_report(findings, standings, len(corpus.compounds), proved)


class Shown(Record):
    """A record, and what people read of it."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    record: Compound | Reference
    lines: tuple[str, ...]


def show(settings: Settings, name: str) -> Shown:
    """One record by its slug or id."""
    corpus = load_corpus(settings.corpus)
    if name in corpus.compounds:
        compound = corpus.compounds[name]
        states = {key: standing(reference).state for key, reference in corpus.references.items()}
        return Shown(record=compound, lines=tuple(profile_lines(compound, corpus, states)))
    if name in corpus.references:
        reference = corpus.references[name]
        return Shown(record=reference, lines=tuple(card_lines(reference, corpus, standing(reference).printed())))
    known = [*corpus.compounds, *corpus.references]
    raise UnknownName("compound or reference", name, get_close_matches(name, known, n=2, cutoff=0.5))
