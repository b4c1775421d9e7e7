"""What an article must tell, counted from the corpus and not from the writer: planned fields, cells, key messages, and
findings that speak against its compounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftbot.evals.item import Item
from draftbot.records.compound import Compound
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit
from draftbot.rules.search import NOT_STATED
from draftbot.services.evaluation.drafted import Drafted
from draftbot.services.evaluation.world import World
from draftbot.text.words import content

CONTRARY = frozenset({"favours-comparator", "no-difference", "harm-signal"})
DENIED = re.compile(r"\b(?:no|not|none|without|unspecified|nor|neither)\b", re.IGNORECASE)
ENOUGH = 0.6  # of a value's words


def told(drafted: Drafted, world: World) -> Iterator[Item]:
    """One item for each thing to tell."""
    said = [unit for unit in drafted.article.units if unit.kind not in ("meta", "jsonld")]
    compounds = [world.corpus.compounds[slug] for slug in drafted.pair]
    planned = dict.fromkeys(field for section in world.plan.sections for part in section.parts for field in part.fields)
    for compound in compounds:
        for field in planned:
            if compound.values(field):
                yield _field(drafted, compound, field, said)
    labels = {defined.label: field for field, defined in world.corpus.fields.fields.items()}
    for unit in said:
        key = labels.get(unit.row or "")
        under = next((one for one in compounds if one.name == unit.column), None)
        if unit.kind == "cell" and key and under:
            yield from _cell(drafted, unit, under, key, world)
    yield from _messages(drafted)
    yield from _against(drafted, said, world.corpus)


def _field(drafted: Drafted, compound: Compound, field: str, said: Sequence[Unit]) -> Item:
    """A planned field is told where one unit cites a source of a value and has most of the value's words."""
    found = any(_tells(unit, value.plain(), value.refs) for value in compound.values(field) for unit in said)
    return Item(
        id=f"{drafted.case}/field/{compound.slug}.{field}",
        cluster=drafted.case,
        kind="field",
        text=f"{compound.name}: {field}",
        said="told" if found else "nowhere told",
        facts={"told": found},
    )


def _tells(unit: Unit, value: str, refs: Sequence[str]) -> bool:
    wanted = {word.stem for word in content(value)}
    own = {word.stem for word in content(f"{unit.row or ''} {unit.text}")}
    return bool(set(refs) & set(unit.sources)) and len(wanted & own) >= ENOUGH * len(wanted)


def _cell(drafted: Drafted, unit: Unit, compound: Compound, field: str, world: World) -> Iterator[Item]:
    silent = unit.text == NOT_STATED
    key = f"{drafted.case}/cell/{unit.section}.{compound.slug}.{field}"
    text = f"{unit.row} / {unit.column}: {unit.text}"
    if compound.values(field):
        answered = not silent and unit.text != world.plan.withheld
        said = "answered" if answered else "left open, though the profile has a value"
        yield Item(id=key, cluster=drafted.case, kind="cell", text=text, said=said, facts={"answered": answered})
    elif silent:
        where = _spoken_of(compound, field, world.corpus)
        said = f"{where} speaks of it" if where else "nobody speaks of it"
        facts = {"silent": where is None}
        yield Item(id=key, cluster=drafted.case, kind="silent cell", text=text, said=said, facts=facts)


def _spoken_of(compound: Compound, field: str, corpus: Corpus) -> str | None:
    """A source whose sentence names the compound with one of the field's words and denies nothing."""
    terms = [re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE) for term in corpus.fields.fields[field].terms]
    for reference in corpus.references.values():
        for item in reference.text:
            named = compound.name.lower() in item.text.lower() and not DENIED.search(item.text)
            if named and any(term.search(item.text) for term in terms):
                return reference.id
    return None


def _messages(drafted: Drafted) -> Iterator[Item]:
    for message in drafted.trace.messages:
        yield Item(
            id=f"{drafted.case}/message/{message.id}",
            cluster=drafted.case,
            kind="key message",
            text=message.says,
            said="told" if message.units else "left out",
            facts={"message": bool(message.units)},
        )


def _against(drafted: Drafted, said: Sequence[Unit], corpus: Corpus) -> Iterator[Item]:
    """Each finding of the corpus against a compound of the pair is told where a unit of the text cites its source."""
    cited = {source for unit in said if unit.block is None and unit.section != "references" for source in unit.sources}
    for reference in corpus.references.values():
        for outcome in reference.card.outcomes:
            if outcome.treatment in drafted.pair and outcome.direction in CONTRARY:
                yield Item(
                    id=f"{drafted.case}/against/{reference.id}.{outcome.id}",
                    cluster=drafted.case,
                    kind="contrary finding",
                    text=f"{reference.card.called}: {outcome.finding}",
                    said="its source is cited" if reference.id in cited else "its source is nowhere cited",
                    facts={"against": reference.id in cited},
                )
