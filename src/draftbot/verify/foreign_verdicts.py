"""Verdicts on an article that is not ours: entries against their records, uncited units against the whole corpus,
strings against what the page shows, and citations that prove nothing named."""

from __future__ import annotations

from dataclasses import replace

from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult, Finding, UnitVerdict
from draftbot.verify import absence
from draftbot.verify.article import ReadArticle
from draftbot.verify.cells import reread
from draftbot.verify.checks import attribution
from draftbot.verify.checks.answer import contradicted, passed, unsupported
from draftbot.verify.cited import CitedWork
from draftbot.verify.claimless import Claimless
from draftbot.verify.consistency import consistent
from draftbot.verify.context import Context
from draftbot.verify.entries import differences
from draftbot.verify.foreign import REMARK
from draftbot.verify.integrity import told_once
from draftbot.verify.lacking import carried, lacking, quoted
from draftbot.verify.precision import idle
from draftbot.verify.repeated import Strings
from draftbot.verify.uncited import OF_THE_SENTENCE, UNCARRIED, Search, pair_of
from draftbot.verify.units import verify_each, verify_units
from draftbot.verify.wording import as_finding

# What no search for a source can mend: the words themselves.
OWN_WORDS = frozenset({"hidden", "banned", "policy"})
NEAR = 0.5


def verify_article(article: ReadArticle, context: Context) -> dict[str, UnitVerdict]:
    """A verdict for each unit id of any article; one of ours must cite for itself, a foreign one is helped."""
    return told_once(article.units, _judged(article, context), context.library.corpus)


def _judged(article: ReadArticle, context: Context) -> dict[str, UnitVerdict]:
    if article.own:
        return verify_units(article.units, context)
    # a foreign page need not carry our second-hand mark: what is known second-hand only is a warning there
    context = replace(context, checks=tuple(check for check in context.checks if check.NAME != attribution.NAME))
    visible = [unit for unit in article.units if unit.kind not in ("meta", "jsonld")]
    strings = Strings([unit for unit in article.units if unit.kind in ("meta", "jsonld")], visible, context.library)
    statements = [unit for unit in visible if unit.block is None]
    # a name that we print as a column's heading is an answer in the body of another's table
    answers = verify_each([unit for unit in statements if unit.row is not None], replace(context, fixed={}))
    told = verify_each([*(unit for unit in statements if unit.row is None), *strings.statements], context)
    answers |= reread([u for u in statements if u.row and u.sources and not answers[u.id].published], context)
    verdicts = consistent(statements, {**answers, **told}, context.library)
    claimless = Claimless(context.library, strings.publisher)
    verdicts |= _helped([*statements, *strings.statements], verdicts, context, claimless)
    for unit in visible:
        if unit.block is not None:
            verdicts[unit.id] = _entry(unit, article.entries[unit.id], context)
    return {
        unit.id: strings.verdict(unit, verdicts) if strings.holds(unit) else verdicts[unit.id] for unit in article.units
    }


def _helped(
    units: list[Unit], verdicts: dict[str, UnitVerdict], context: Context, claimless: Claimless
) -> dict[str, UnitVerdict]:
    """The verdicts of cited units with what is to be said of their citations; of uncited ones after a search."""
    search = Search(context, pair_of(units, context.library))
    unproved = [unit for unit in units if not verdicts[unit.id].published]
    uncited = [unit for unit in unproved if not unit.sources and not _own_words(verdicts[unit.id])]
    helped = {unit.id: _exempt(verdicts[unit.id]) for unit in uncited if claimless.holds(unit)}
    found = search.verdicts([unit for unit in uncited if unit.id not in helped])
    # an absence that no source tells keeps the answer of its own search
    helped |= {key: one for key, one in found.items() if one.published or not _absence(verdicts[key])}
    notes = search.elsewhere([unit for unit in unproved if unit.sources])
    for unit in units:
        verdict = helped.get(unit.id, verdicts[unit.id])
        findings = [*_second_hand(unit, verdict, context)]
        if unit.sources:
            verdict = _told(unit, verdict, context)
            findings += idle(unit, context.library) if verdict.published else ()
            findings += [notes[unit.id]] if unit.id in notes else ()
        helped[unit.id] = verdict.model_copy(update={"findings": (*verdict.findings, *findings)})
    return helped


def _absence(verdict: UnitVerdict) -> bool:
    return any(result.check == absence.NAME for result in verdict.checks)


def _told(unit: Unit, verdict: UnitVerdict, context: Context) -> UnitVerdict:
    """The verdict on a cited unit with reasons that an editor can follow: the nearest sentence and the words that it
    lacks; what was compared with a sentence that speaks of something else is left out."""
    unknown = [finding for finding in verdict.findings if finding.check == "citations"]
    if unknown:  # what the work says cannot be compared
        own = {"citations", "integrity", *OWN_WORDS}
        return verdict.model_copy(update={"findings": tuple(f for f in verdict.findings if f.check in own)})
    missing = {finding.check for finding in verdict.findings if finding.severity == "block"} & UNCARRIED
    if not missing or not verdict.evidence:
        return verdict
    far = carried(unit, verdict.evidence, context.library) < NEAR
    words = lacking(unit, verdict.evidence, context.library)
    message = f"the cited source says {quoted(verdict.evidence[0].quote)} and lacks: {', '.join(words)}"
    findings: list[Finding] = []
    for finding in verdict.findings:
        if finding.check in UNCARRIED and words:
            findings.append(finding.model_copy(update={"message": message}))
        elif not (far and finding.check in OF_THE_SENTENCE):
            findings.append(finding)
    held = [result for result in verdict.checks if result.answer != "pass"]
    kept = [result for result in held if not (far and result.check in OF_THE_SENTENCE)]
    word = verdict.verdict if any(r.contradicts for r in kept) or verdict.verdict != "contradicted" else "unsupported"
    return verdict.model_copy(update={"findings": tuple(findings), "verdict": word})


def _own_words(verdict: UnitVerdict) -> list[CheckResult]:
    return [result for result in verdict.checks if result.answer != "pass" and result.check in OWN_WORDS]


def _exempt(verdict: UnitVerdict) -> UnitVerdict:
    kept = tuple(result for result in verdict.checks if result.answer == "pass")
    return UnitVerdict(unit=verdict.unit, verdict="exempt", checks=(*kept, passed("claimless")))


def _second_hand(unit: Unit, verdict: UnitVerdict, context: Context) -> list[Finding]:
    """A warning on what is proved by a report of a source alone, unless the unit says that it is reported."""
    first = next(iter(verdict.evidence), None)
    text = context.library.corpus.texts.get(first.source) if first else None
    if not verdict.published or first is None or text is None or attribution.SAID.search(unit.text):
        return []
    if not any(part.start <= first.start < part.end for part in text.second_hand):
        return []
    told = "known second-hand only: the source itself was not seen; say who reports it"
    return [Finding(severity="warn", check=attribution.NAME, message=told)]


def _entry(unit: Unit, work: CitedWork, context: Context) -> UnitVerdict:
    """The verdict on a bibliographic line: the record's, letter of identifiers, year, author, volume and page."""
    results: list[CheckResult] = []
    if unit.block == REMARK:
        pass  # read as such because the record says all of it
    elif work.problem:
        answer = contradicted if work.conflict else unsupported
        results.append(answer("references", work.problem))
    else:
        told = differences(unit.text, context.library.corpus.references[work.sources[0]])
        results += [contradicted("references", f"{work.label}: {difference}") for difference in told]
    if not results:
        return UnitVerdict(unit=unit.id, verdict="supported", checks=(passed("references"),))
    wrong = any(result.contradicts for result in results)
    return UnitVerdict(
        unit=unit.id,
        verdict="contradicted" if wrong else "unsupported",
        checks=tuple(results),
        findings=tuple(map(as_finding, results)),
    )
