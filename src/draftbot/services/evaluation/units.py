"""Each unit of an article: was it proved, do its sources carry it by another judge, and does it repeat?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.evals.independent import opinion
from draftbot.evals.item import Fact, Item
from draftbot.evals.readability import grade
from draftbot.evals.repetition import fresh
from draftbot.records.unit import Unit
from draftbot.services.evaluation.drafted import Drafted
from draftbot.services.evaluation.world import World

RUNNING = ("sentence", "item", "faq")
LABELS = ("label", "withheld")


def units(drafted: Drafted, world: World) -> Iterator[Item]:
    """Every published unit that claims something, every held one, the running text and its length."""
    for unit in drafted.article.units:
        if unit.kind not in ("meta", "jsonld") and unit.sources and unit.rule is None and unit.block is None:
            yield _cited(unit, drafted, world)
    verdicts = {unit.id: unit.verdict for unit in drafted.trace.units}
    for traced in drafted.trace.units:
        if traced.derivation is not None:
            yield _item(drafted, f"derived/{traced.id}", "derived", traced.text, {"proved": True}, verdicts[traced.id])
    for held in drafted.trace.held:
        reason = held.reasons[0] if held.reasons else "held"
        yield _item(drafted, f"held/{held.id}", "held", held.text, {"proved": False}, f"held: {reason}")
    yield from _running(drafted)


def _cited(unit: Unit, drafted: Drafted, world: World) -> Item:
    """A cited unit. The gate's answer is the trace's; the scorer reads the whole texts of the cited sources."""
    texts = [world.corpus.texts[key].text for key in unit.sources if key in world.corpus.texts]
    carried = bool(texts) and opinion(unit.text, texts).carried
    facts: dict[str, Fact] = {"proved": True, "carried": carried, "gate": True, "scorer": carried}
    if texts:
        facts["needed"] = sum(_needed(unit.text, texts, at, carried) for at in range(len(texts))) / len(texts)
    said = "carried" if carried else "not carried, says the independent scorer"
    return _item(drafted, unit.id, unit.kind, unit.text, facts, f"{', '.join(unit.sources)}: {said}")


def _needed(text: str, texts: Sequence[str], at: int, carried: bool) -> bool:
    """Whether a citation counts: the statement is carried, and either by this source alone, or not without it."""
    if not carried or opinion(text, [texts[at]]).carried:
        return carried
    return not opinion(text, [*texts[:at], *texts[at + 1 :]]).carried


def _running(drafted: Drafted) -> Iterator[Item]:
    entries = {unit.text for unit in drafted.document.units if unit.anchor}
    running = [
        unit
        for unit in drafted.document.units
        if unit.kind in RUNNING and unit.text not in entries and unit.section != "references"
    ]
    for at, (unit, new) in enumerate(zip(running, fresh([unit.text for unit in running]), strict=True)):
        said = "new" if new else "says again what an earlier sentence said"
        yield _item(drafted, f"said/{at:04d}", "repetition", unit.text, {"fresh": new}, said)
    told = grade([unit.text for unit in running])
    yield _item(drafted, "grade", "readability", f"grade {told}", {"grade": told})
    low, high = drafted.report.length
    words = drafted.report.words
    right = drafted.report.thin or low <= words <= high
    text = f"{words:,} words; the house asks for {low:,} to {high:,}"
    yield _item(drafted, "words", "length", text, {"length": right})


def _item(drafted: Drafted, key: str, kind: str, text: str, facts: dict[str, Fact], said: str = "") -> Item:
    return Item(id=f"{drafted.case}/{key}", cluster=drafted.case, kind=kind, text=text, said=said, facts=facts)
