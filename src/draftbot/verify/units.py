"""Every unit to its verdict: exempt by approved text, derived by rule, or supported by its cited sources."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult, UnitVerdict, Verdict
from draftbot.verify import derived
from draftbot.verify.checks import CHECKS
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
    verdicts = consistent(visible, {unit.id: verify_unit(unit, context) for unit in visible}, context.library)
    for unit in units:
        if unit.kind in ("meta", "jsonld"):
            verdicts[unit.id] = mirrored(unit, visible, verdicts, context)
    return verdicts


def verify_unit(unit: Unit, context: Context) -> UnitVerdict:
    """The verdict on one visible unit."""
    if is_fixed(unit, context):
        return UnitVerdict(unit=unit.id, verdict="exempt", checks=(passed("fixed"),))
    if unit.rule is not None:
        return _derived(unit, context)
    if unit.block is not None:
        return _failed(unit, "unsupported", (unsupported("fixed", f"differs from the approved text {unit.block!r}"),))
    results = wording(unit, context.library.corpus.house)
    if unit.kind == "heading" and unit.text.endswith("?") and all(result.answer == "pass" for result in results):
        return UnitVerdict(unit=unit.id, verdict="exempt", checks=(*results, passed("question")))
    if not unit.sources:
        return _failed(unit, "unsupported", (*results, unsupported("citations", "nothing is cited for this")))
    return _cited(unit, context, results)


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


def _cited(unit: Unit, context: Context, results: tuple[CheckResult, ...]) -> UnitVerdict:
    claims = claims_of(unit, context.library)
    checks = (*results, _citations(unit, context), *_ask(claims, context))
    notices = tuple(integrity(unit.sources, context.library.corpus))
    failed = [result for result in checks if result.answer != "pass"]
    evidence = tuple(dict.fromkeys(sentence.span() for claim in claims for sentence in claim.evidence))
    findings = (*map(as_finding, failed), *notices)
    return UnitVerdict(
        unit=unit.id,
        verdict=_verdict(failed),
        checks=checks,
        findings=findings,
        evidence=evidence,
        basis=tuple(
            f"{source} {context.library.corpus.texts[source].sha256}"
            for source in unit.sources
            if source in context.library.corpus.texts
        ),
    )


def _ask(claims: Sequence[Claim], context: Context) -> tuple[CheckResult, ...]:
    """Each check's worst answer over the claims: a unit takes its worst claim's verdict."""
    answers = []
    for module in CHECKS:
        given = [module.check(claim, context.library) for claim in claims]
        answers.append(
            max(given, key=lambda result: (result.answer != "pass", result.contradicts), default=passed(module.NAME))
        )
    return tuple(answers)


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
