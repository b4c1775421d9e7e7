"""What the product's sentences report: to people as lines, to scripts as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from draftbot.corpus import CorpusFinding
from draftbot.corpus.standing import Standing
from draftbot.publish import Published
from draftbot.records.article import Article
from draftbot.records.record import Record
from draftbot.records.unit import Draft
from draftbot.records.verdict import EvidenceSpan, Finding, UnitVerdict
from draftbot.records.writing import Spending
from draftbot.trace import Trace
from draftbot.verify import ReadArticle
from draftbot.verify.article import NOWHERE
from draftbot.verify.cited import CitedWork


class DraftReport(Record):
    """What a draft run published. ``exit_code`` is 0 when the article is whole, 3 when units were held. With a model:
    ``flagged`` sections lost more than a third of their sentences, ``judge`` chose between candidates."""

    folder: str
    revision: bool
    words: int
    length: tuple[int, int]
    units: dict[str, int]
    held: tuple[str, ...]
    thin: bool
    left_out: tuple[str, ...]
    messages: tuple[str, ...]
    exit_code: int
    flagged: tuple[str, ...] = ()
    judge: str | None = None
    spending: Spending | None = None


class CheckedUnit(Record):
    """One unit of a verified file, as the JSON contract has it, and where it stands: the line from 1 (0: not in this
    file), ``start`` and ``end`` in code points of the file."""

    id: str
    text: str
    kind: str
    verdict: str
    findings: tuple[Finding, ...]
    reasons: tuple[str, ...]
    citations: tuple[str, ...]
    evidence: tuple[EvidenceSpan, ...]
    line: int
    start: int
    end: int


class VerifyReport(Record):
    """A verified file. ``works`` are the works that a foreign article cites, each with the record that it is.
    ``exit_code`` is 4 when a finding blocks, else 0."""

    units: tuple[CheckedUnit, ...]
    findings: tuple[Finding, ...]
    works: tuple[CitedWork, ...]
    summary: dict[str, int]
    exit_code: int


class CorpusReport(Record):
    """The state of the corpus and of each reference. ``exit_code`` is 4 when there is an error, else 0."""

    findings: tuple[CorpusFinding, ...]
    standings: tuple[Standing, ...]
    summary: dict[str, int]
    exit_code: int


def draft_report(
    article: Article,
    written: Draft,
    trace: Trace,
    published: Published,
    length: tuple[int, int],
    spending: Spending | None = None,
) -> DraftReport:
    """The report of a published draft; ``length`` is what the house asks for, in words."""
    words = article.running_words
    missing = [message.id for message in article.messages if not message.units]
    writing = trace.provenance.writing
    return DraftReport(
        folder=str(published.folder),
        revision=published.revision,
        words=words,
        length=length,
        units=dict(Counter(unit.verdict for unit in trace.units)),
        held=tuple(f"{held.unit.text}: {'; '.join(held.reasons)}" for held in article.held),
        thin=written.thin,
        left_out=(*written.left_out, *(f"key message {key}" for key in missing)),
        messages=tuple(message.says for message in article.messages if message.units),
        exit_code=3 if article.held else 0,
        flagged=tuple(one.section for one in writing.sections if one.flagged) if writing else (),
        judge=writing.judge if writing and writing.candidates > 1 else None,
        spending=spending,
    )


def verify_report(
    article: ReadArticle, verdicts: Mapping[str, UnitVerdict], left_out: Sequence[Finding] = ()
) -> VerifyReport:
    """The report of a file that was read and judged; ``left_out`` is what it should also tell."""
    units = tuple(
        CheckedUnit(
            id=unit.id,
            text=unit.text,
            kind=unit.kind,
            verdict=verdicts[unit.id].verdict,
            findings=verdicts[unit.id].findings,
            reasons=verdicts[unit.id].reasons,
            citations=(*unit.sources, *((f"rule {unit.rule}",) if unit.rule else ())),
            evidence=verdicts[unit.id].evidence,
            **article.places.get(unit.id, NOWHERE).model_dump(),
        )
        for unit in article.units
    )
    findings = (*article.findings, *left_out)
    blocking = sum(1 for unit in units if any(finding.severity == "block" for finding in unit.findings))
    blocking += sum(1 for finding in findings if finding.severity == "block")
    tally: Counter[str] = Counter(verdict.verdict for verdict in verdicts.values())
    summary = {"units": len(units), "blocking": blocking, **dict(sorted(tally.items()))}
    return VerifyReport(
        units=units,
        findings=findings,
        works=article.works,
        summary=summary,
        exit_code=4 if blocking else 0,
    )


def corpus_report(
    findings: list[CorpusFinding], standings: tuple[Standing, ...], compounds: int, tried: int
) -> CorpusReport:
    """The report of a corpus check: how many values were put to the proof, and what was found."""
    tally = Counter(finding.severity for finding in findings)
    summary = {
        "compounds": compounds,
        "references": len(standings),
        "values put to the proof": tried,
        "errors": tally["error"],
        "warnings": tally["warn"],
        "notes": tally["note"],
        **Counter(str(standing.state) for standing in standings),
    }
    return CorpusReport(
        findings=tuple(findings), standings=standings, summary=summary, exit_code=4 if tally["error"] else 0
    )
