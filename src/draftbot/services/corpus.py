"""The corpus of a workspace: checked, and shown."""

from __future__ import annotations

from difflib import get_close_matches

from draftbot.corpus import Defect, lint, load, load_corpus, located
from draftbot.errors import UnknownName
from draftbot.progress import Progress
from draftbot.records.compound import Compound
from draftbot.records.reference import Reference
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
    return corpus_report(findings, len(corpus.compounds), len(corpus.references), proved)


def show(settings: Settings, name: str) -> Compound | Reference:
    """One record by its slug or id."""
    corpus = load_corpus(settings.corpus)
    found = corpus.compounds.get(name) or corpus.references.get(name)
    if found is None:
        known = [*corpus.compounds, *corpus.references]
        raise UnknownName("compound or reference", name, get_close_matches(name, known, n=2, cutoff=0.5))
    return found
