"""Verdicts on an article that is not ours: entries against their records, uncited units against the whole corpus, and
citations that prove nothing named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult, Finding, UnitVerdict
from draftbot.verify.article import ReadArticle
from draftbot.verify.checks.answer import contradicted, passed, unsupported
from draftbot.verify.cited import CitedWork
from draftbot.verify.claimless import claims_nothing
from draftbot.verify.consistency import consistent
from draftbot.verify.context import Context
from draftbot.verify.entries import differences
from draftbot.verify.finder import Finder
from draftbot.verify.precision import idle
from draftbot.verify.repeated import repeated
from draftbot.verify.units import verify_unit, verify_units
from draftbot.verify.wording import as_finding

OWN_WORDS = frozenset({"hidden", "banned", "policy"})
# A source that says otherwise: these checks compare what both sides state.
COMPARED = frozenset({"numbers", "arms", "regimens", "direction", "negation", "significance"})


def verify_article(article: ReadArticle, context: Context) -> dict[str, UnitVerdict]:
    """A verdict for each unit id of any article; one of ours must cite for itself, a foreign one is helped."""
    if article.own:
        return verify_units(article.units, context)
    finder = Finder(context.library)
    visible = [unit for unit in article.units if unit.kind not in ("meta", "jsonld")]
    judged = {unit.id: _visible(unit, article, context, finder) for unit in visible}
    verdicts = consistent(visible, judged, context.library)
    for unit in article.units:
        if unit.kind in ("meta", "jsonld"):
            alone = _uncited(unit, context, finder)
            verdicts[unit.id] = repeated(unit, visible, verdicts, alone, context)
    return verdicts


def _visible(unit: Unit, article: ReadArticle, context: Context, finder: Finder) -> UnitVerdict:
    if unit.block is not None:
        return _entry(unit, article.entries[unit.id], context)
    if not unit.sources:
        return _uncited(unit, context, finder)
    verdict = _leniently(unit, verify_unit(unit, context))
    if not verdict.published:
        return _with(verdict, *_elsewhere(unit, context, finder))
    return _with(verdict, *idle(unit, context.library))


def _entry(unit: Unit, work: CitedWork, context: Context) -> UnitVerdict:
    """The verdict on a bibliographic line: the record's, letter of identifiers, year, author, volume and page."""
    results: list[CheckResult] = []
    if work.problem:
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


def _uncited(unit: Unit, context: Context, finder: Finder) -> UnitVerdict:
    """What the corpus says of a unit that cites nothing: supported, with a warning, where one source carries it."""
    bare = verify_unit(unit, context) if unit.kind not in ("meta", "jsonld") else _bare(unit, context)
    own = [result for result in bare.checks if result.answer != "pass" and result.check in OWN_WORDS]
    if bare.published:
        return bare
    if not own and claims_nothing(unit, context.library):
        return UnitVerdict(unit=unit.id, verdict="exempt", checks=(*bare.checks[:-1], passed("claimless")))
    tried = [
        _leniently(unit, verify_unit(unit.model_copy(update={"sources": (source,)}), context))
        for source in finder.sources(unit)
    ]
    proved = next((verdict for verdict in tried if verdict.published), None)
    if proved:
        where = proved.evidence[0].source if proved.evidence else ""
        message = f"true but uncited: {_called(where, context)} ({where}) carries it; cite it"
        return _with(proved, Finding(severity="warn", check="citations", message=message))
    return _unproved(unit, own, tried, context)


def _bare(unit: Unit, context: Context) -> UnitVerdict:
    return verify_unit(unit.model_copy(update={"kind": "sentence"}), context)


def _unproved(unit: Unit, own: list[CheckResult], tried: Sequence[UnitVerdict], context: Context) -> UnitVerdict:
    nearest = next(iter(tried), None)
    evidence = nearest.evidence if nearest else ()
    reason = next((f.message for f in nearest.findings if f.severity == "block"), "") if nearest else ""
    result = unsupported("citations", "nothing is cited, and no source of the corpus speaks of it")
    if evidence:
        where = f"{_called(evidence[0].source, context)} ({evidence[0].source})"
        result = unsupported(
            "citations", f"nothing is cited, and the nearest source, {where}, does not carry it: {reason}"
        )
        compared = {check.check for check in nearest.checks if check.answer != "pass"} if nearest else set()
        if compared and compared <= COMPARED and nearest and nearest.verdict == "contradicted":
            result = contradicted("citations", f"nothing is cited, and {where} says otherwise: {reason}")
    return UnitVerdict(
        unit=unit.id,
        verdict="contradicted" if result.contradicts else "unsupported",
        checks=(*own, result),
        findings=(*map(as_finding, own), as_finding(result)),
        evidence=evidence,
    )


def _leniently(unit: Unit, verdict: UnitVerdict) -> UnitVerdict:
    """The verdict without our own page's conventions: a foreign page need not carry our second-hand mark, so what is
    known second-hand only is a warning there."""
    failed = [check for check in verdict.checks if check.answer != "pass"]
    marks = [finding for finding in verdict.findings if finding.check == "attribution"]
    if not marks or {check.check for check in failed} != {"attribution"}:
        return verdict
    kept = tuple(finding for finding in verdict.findings if finding.check != "attribution")
    told = "known second-hand only: the source itself was not seen; say who reports it"
    warning = Finding(severity="warn", check="attribution", message=told)
    return verdict.model_copy(update={"unit": unit.id, "verdict": "supported", "findings": (*kept, warning)})


def _elsewhere(unit: Unit, context: Context, finder: Finder) -> Iterator[Finding]:
    """A note where the statement is true of another source than the cited ones."""
    for source in finder.sources(unit):
        if source not in unit.sources:
            other = verify_unit(unit.model_copy(update={"sources": (source,)}), context)
            if other.published:
                message = f"another source carries this: {_called(source, context)} ({source})"
                yield Finding(severity="note", check="citations", message=message)
                return


def _with(verdict: UnitVerdict, *findings: Finding) -> UnitVerdict:
    return verdict.model_copy(update={"findings": (*verdict.findings, *findings)})


def _called(source: str, context: Context) -> str:
    reference = context.library.corpus.references.get(source)
    return reference.card.called if reference else source
