"""The file of a new compound: what is known, and for everything else a commented example to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from draftbot.corpus.importers.plain import clean
from draftbot.corpus.substances import FORMATS
from draftbot.records.compound import Compound
from draftbot.records.corpus import Fields

# One filled-in value of each type; every key that the type knows, so that nothing has to be looked up.
EXAMPLES = {
    "text": "{text: a noun phrase, scope: in mice, refs: [SOURCE]}",
    "quantity": '{amount: "20", unit: minutes, scope: in rats, refs: [SOURCE]}',
    "regimen": '{amount: "5", unit: mg, route: by mouth, frequency: once daily, duration: 14 days, '
    "context: what it is for, setting: trial, refs: [SOURCE]}",
    "status": "{jurisdiction: the United States, status: a prescription product, as_of: 2026-01-31, refs: [SOURCE]}",
    "test": "{phase: baseline, test: CBC, range: 7–56 U/L, refs: [SOURCE]}",
    "rule": "{trigger: allergic reaction, action: stop, refs: [SOURCE]}",
    "effect": "{effect: headache, frequency: occasional, refs: [SOURCE]}",
    "target": "{target: neurogenesis, emphasis: headline, refs: [SOURCE]}",
    "goal": "{goal: the use in the source's words, topic: TOPIC, refs: [SOURCE]}",
    "combination": "{members: [Another compound], name: its name, refs: [SOURCE]}",
}
HEAD = """\
# Take the # away where you fill something in. Every value names the sources that state it (`refs`: their ids in
# references/), and is proved in their texts by `draftbot corpus check`. What the sources do not say goes to not_stated;
# what you met but no source here carries goes to unproved. Never guess.
"""


def blank_profile(compound: Compound, synonyms: Sequence[str], fields: Fields) -> str:
    """The text of the file. Synonyms stand as remarks until a source is named that gives them."""
    return "\n".join([*_lines(compound, synonyms, fields), ""])


def _lines(compound: Compound, synonyms: Sequence[str], fields: Fields) -> Iterator[str]:
    yield HEAD.rstrip()
    yield f"slug: {_quoted(compound.slug)}"
    yield f"name: {_quoted(compound.name)}"
    yield ""
    yield "# Other names of the same thing. Each needs a source that gives it."
    yield "# synonyms:"
    for name in synonyms or ("another name",):
        yield f"# - {{text: {_quoted(name)}, refs: [SOURCE]}}"
    yield ""
    yield "# What it must not be taken for: sources about these are not about this compound."
    alike = [f"{{name: {_quoted(one.name)}}}" for one in compound.look_alikes]
    yield from _listed("look_alikes", alike, "{name: a like name, why: what it is instead}")
    yield ""
    yield f"# Registers' names; form and check digits are checked. Kinds: {', '.join(FORMATS)}."
    known = [f"{{kind: {_quoted(one.kind)}, value: {_quoted(one.value)}}}" for one in compound.identifiers]
    yield from _listed("identifiers", known, '{kind: CAS, value: "50-78-2"}')
    yield ""
    yield "# fields:"
    for key, field in fields.fields.items():
        yield f"#   # {clean(field.label)}"
        yield f"#   {key}:"
        yield f"#   - {EXAMPLES[field.type]}"
    yield f"# Topics for goals: {', '.join(fields.topics)}"
    yield ""
    some = next(iter(fields.fields), "FIELD")
    yield "# not_stated:"
    yield f"# - field: {some}"
    yield "# unproved:"
    yield f"# - {{field: {some}, text: what was met, reason: where, and why it is not proved}}"


def _listed(key: str, entries: Sequence[str], example: str) -> Iterator[str]:
    yield f"{key}:" if entries else f"# {key}:"
    yield from (f"- {entry}" for entry in entries) if entries else iter([f"# - {example}"])


def _quoted(text: str) -> str:
    """A YAML scalar that is read back as the same text, whatever is in it; JSON's strings are YAML's."""
    return json.dumps(clean(text), ensure_ascii=False)
