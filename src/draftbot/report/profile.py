"""A compound's profile as lines for people: its values with their sources, its gaps, conflicts and open questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from draftbot.records.compound import Compound
from draftbot.records.corpus import Corpus


def profile_lines(compound: Compound, corpus: Corpus, states: Mapping[str, str]) -> Iterator[str]:
    """The profile; ``states`` maps a reference to its standing in a word."""
    yield f"{compound.name} ({compound.slug})"
    yield from (f"also called: {synonym.text}{_rests(synonym.refs)}" for synonym in compound.synonyms)
    for other in compound.look_alikes:
        yield f"not to be taken for: {other.name}{f' ({other.why})' if other.why else ''}"
    yield from (f"{identifier.kind}: {identifier.value}" for identifier in compound.identifiers)
    for key, field in corpus.fields.fields.items():
        for value in compound.values(key):
            yield f"{field.label}: {value.plain()}{_extra(value)}{_rests(value.refs)}"
    yield from _gaps(compound, corpus)
    yield from _open(compound)
    yield from _sources(compound, corpus, states)


def _extra(value: object) -> str:
    """What a value's words leave out: what a regimen is for and where it comes from, the date of a status."""
    said = (getattr(value, name, None) for name in ("context", "setting", "as_of"))
    found = [str(part) for part in said if part]
    return f" ({'; '.join(found)})" if found else ""


def _rests(refs: tuple[str, ...]) -> str:
    return f" [{', '.join(refs)}]" if refs else ""


def _gaps(compound: Compound, corpus: Corpus) -> Iterator[str]:
    silent = {entry.field for entry in compound.not_stated}
    labels = {key: field.label for key, field in corpus.fields.fields.items()}
    stated = [label for key, label in labels.items() if key in silent]
    unlooked = [label for key, label in labels.items() if key not in silent and not compound.values(key)]
    if stated or unlooked:
        yield ""
    if stated:
        yield f"gaps, not stated in the sources: {', '.join(stated)}"
    if unlooked:
        yield f"gaps, neither filled in nor listed as not stated: {', '.join(unlooked)}"


def _open(compound: Compound) -> Iterator[str]:
    for conflict in compound.conflicts:
        yield ""
        state = f"settled: {conflict.resolution}" if conflict.resolution else "open"
        yield f"conflict {conflict.id} ({state}): {conflict.about}"
        yield f"  {conflict.first} ({conflict.first_where})"
        yield f"  {conflict.second} ({conflict.second_where})"
    if compound.unproved:
        yield ""
    for entry in compound.unproved:
        yield f"open question, {entry.field}: {entry.text} ({entry.reason})"


def _sources(compound: Compound, corpus: Corpus, states: Mapping[str, str]) -> Iterator[str]:
    about = corpus.about(compound.slug)
    kinds = Counter(str(reference.card.design) for reference in about)
    yield ""
    yield f"sources about it: {len(about)}{_tally(kinds)}"
    for reference in about:
        yield f"  {states[reference.id]}: {reference.id}: {reference.card.called}"


def _tally(kinds: Counter[str]) -> str:
    return f" ({', '.join(f'{count} {kind}' for kind, count in kinds.most_common())})" if kinds else ""
