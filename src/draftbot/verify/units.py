"""Every unit to its verdict: exempt by approved text, derived by rule, or supported by its cited sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from draftbot.records.record import Record
from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult, UnitVerdict, Verdict
from draftbot.verify import absence, derived
from draftbot.verify.cascade import Asked, read
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim, claims_of
from draftbot.verify.consistency import consistent
from draftbot.verify.context import Context
from draftbot.verify.integrity import integrity
from draftbot.verify.mirrored import mirrored
from draftbot.verify.wording import as_finding, wording


def verify_units(units: Sequence[Unit], context: Context) -> dict[str, UnitVerdict]:
    """A verdict for each unit id. Metadata and JSON-LD strings are judged last, against the visible units."""
    visible = [unit for unit in units if unit.kind not in ("meta", "jsonld")]
    verdicts = consistent(visible, verify_each(visible, context), context.library)
    for unit in units:
        if unit.kind in ("meta", "jsonld"):
            verdicts[unit.id] = mirrored(unit, visible, verdicts, context)
    return verdicts


def verify_unit(unit: Unit, context: Context) -> UnitVerdict:
    """The verdict on one visible unit."""
    return verify_each([unit], context)[unit.id]


def verify_each(units: Sequence[Unit], context: Context) -> dict[str, UnitVerdict]:
    """The verdict on each visible unit for itself, whatever the others say; all readings in one batch. What the
    context has judged already is not judged again."""
    known = [context.known.verdict(unit) for unit in units]
    new = [unit for unit, verdict in zip(units, known, strict=True) if verdict is None]
    found = _settle([_opinion(unit, context) for unit in new], context)
    for unit, verdict in zip(new, found, strict=True):
        context.known.learn(unit, verdict)
    judged = iter(found)
    return {unit.id: verdict or next(judged) for unit, verdict in zip(units, known, strict=True)}


class Opinion(Record):
    """What the exact checks make of a cited unit; a unit that needs none has its ``verdict`` already."""

    unit: Unit
    verdict: UnitVerdict | None = None
    results: tuple[CheckResult, ...] = ()
    asked: tuple[Asked, ...] = ()


def _opinion(unit: Unit, context: Context) -> Opinion:
    results = wording(unit, context.library.corpus.house)
    if is_fixed(unit, context):
        verdict = UnitVerdict(unit=unit.id, verdict="exempt", checks=(passed("fixed"),))
    elif unit.rule is not None:
        verdict = _derived(unit, context)
    elif unit.block is not None:
        differs = unsupported("fixed", f"differs from the approved text {unit.block!r}")
        verdict = _failed(unit, "unsupported", (differs,))
    elif unit.kind == "heading" and unit.text.endswith("?") and all(result.answer == "pass" for result in results):
        verdict = UnitVerdict(unit=unit.id, verdict="exempt", checks=(*results, passed("question")))
    elif not unit.sources:
        verdict = _uncited(unit, results, context)
    else:
        claims = claims_of(unit, context.library)
        asked = tuple(Asked(claim=claim, results=_answers(claim, context)) for claim in claims)
        # an absence that its source states needs no search of ours; one that the corpus refutes is refuted all the same
        refuted = absence.refuted(unit, context.library)
        against = (refuted,) if refuted else ()
        return Opinion(unit=unit, results=(*results, _citations(unit, context), *against), asked=asked)
    return Opinion(unit=unit, verdict=verdict)


def _answers(claim: Claim, context: Context) -> tuple[CheckResult, ...]:
    known = context.known.answers(claim)
    if known is None:
        known = tuple(module.check(claim, context.library) for module in context.checks)
        context.known.answered(claim, known)
    return known


def _uncited(unit: Unit, results: tuple[CheckResult, ...], context: Context) -> UnitVerdict:
    """An absence worded to its search needs no source but the search; everything else does."""
    searched = absence.check(unit, context.library)
    checks = (*results, searched or unsupported("citations", "nothing is cited for this"))
    failed = [result for result in checks if result.answer != "pass"]
    if not failed:
        basis = (f"search {_hash(searched.reason)}",) if searched else ()
        return UnitVerdict(unit=unit.id, verdict="supported", checks=checks, basis=basis)
    return _failed(unit, _verdict(failed), checks)


def _settle(opinions: Sequence[Opinion], context: Context) -> list[UnitVerdict]:
    """The verdicts, in order: readers are asked only about units of which nothing else failed, all in one batch."""
    hopeful = [one for opinion in opinions if _hopeful(opinion) for one in opinion.asked]
    answers = read(hopeful, context)
    by_claim = {id(hopeful[position]): answer for position, answer in answers.items()}
    return [opinion.verdict or _cited(opinion, by_claim, context) for opinion in opinions]


def _hopeful(opinion: Opinion) -> bool:
    sound = all(result.answer == "pass" for result in opinion.results)
    return sound and all(one.readable or not one.failed for one in opinion.asked)


def is_fixed(unit: Unit, context: Context) -> bool:
    """Whether the text is an approved one, byte for byte: of the named block, or of any where none is named."""
    if unit.block is not None:
        return unit.text in context.fixed.get(unit.block, frozenset())
    proofless = not unit.sources and unit.rule is None
    return proofless and any(unit.text in texts for texts in context.fixed.values())


def _derived(unit: Unit, context: Context) -> UnitVerdict:
    result = derived.check(unit, context.derivations)
    if result.answer != "pass":
        return _failed(unit, "contradicted", (result,))
    derivation = derived.find(unit, context.derivations)
    basis = (f"rule {unit.rule} {_hash('|'.join(derivation.inputs))}",) if derivation else ()
    return UnitVerdict(unit=unit.id, verdict="derived", checks=(result,), derivation=derivation, basis=basis)


def _cited(opinion: Opinion, readers: Mapping[int, CheckResult], context: Context) -> UnitVerdict:
    """A unit takes its worst claim's verdict; a reader's answer stands in place of what it was asked about."""
    unit, corpus = opinion.unit, context.library.corpus
    by_claim = [(*_kept(one, readers), *_read(one, readers)) for one in opinion.asked]
    checks = (*opinion.results, *_worst(by_claim))
    failed = [result for result in checks if result.answer != "pass"]
    evidence = tuple(dict.fromkeys(sentence.span() for one in opinion.asked for sentence in one.claim.evidence))
    return UnitVerdict(
        unit=unit.id,
        verdict=_verdict(failed),
        checks=checks,
        findings=(*map(as_finding, failed), *integrity(unit.sources, corpus)),
        evidence=evidence,
        basis=tuple(f"{source} {corpus.texts[source].sha256}" for source in unit.sources if source in corpus.texts),
    )


def _kept(one: Asked, readers: Mapping[int, CheckResult]) -> tuple[CheckResult, ...]:
    return tuple(result for result in one.results if result.answer == "pass") if id(one) in readers else one.results


def _read(one: Asked, readers: Mapping[int, CheckResult]) -> tuple[CheckResult, ...]:
    return (readers[id(one)],) if id(one) in readers else ()


def _worst(by_claim: Sequence[Sequence[CheckResult]]) -> tuple[CheckResult, ...]:
    """Each check's worst answer over the claims."""
    worst: dict[str, CheckResult] = {}
    for result in (result for results in by_claim for result in results):
        known = worst.get(result.check)
        if known is None or _badness(result) > _badness(known):
            worst[result.check] = result
    return tuple(worst.values())


def _badness(result: CheckResult) -> tuple[bool, bool, bool]:
    return result.contradicts, result.answer == "fail", result.answer != "pass"


def _citations(unit: Unit, context: Context) -> CheckResult:
    corpus = context.library.corpus
    unknown = [source for source in unit.sources if source not in corpus.references]
    if unknown:
        return unsupported("citations", f"cites {unknown[0]!r}, which is not in the corpus")
    closed = context.closed.get(unit.section)
    outside = set(unit.passages) - closed if closed is not None else set()
    if outside:
        return unsupported("citations", f"cites the passage {sorted(outside)[0]!r}, which the section was not given")
    return passed("citations")


def _verdict(failed: Sequence[CheckResult]) -> Verdict:
    if any(result.contradicts for result in failed):
        return "contradicted"
    if any(result.answer == "cannot tell" for result in failed):
        return "uncertain"
    return "unsupported" if failed else "supported"


def _failed(unit: Unit, verdict: Verdict, checks: tuple[CheckResult, ...]) -> UnitVerdict:
    findings = tuple(as_finding(result) for result in checks if result.answer != "pass")
    return UnitVerdict(unit=unit.id, verdict=verdict, checks=checks, findings=findings)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
