"""What a rule is, what it may know, and the small moves that rules are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from draftbot.records.record import Record

Family = Literal["numeric", "other", "rewrite"]
Effect = str | Callable[[re.Match[str]], str]

FINDING = re.compile(
    r"\b(?:improv|favour|better|worse|reduc|rais|increas|decreas|differ|higher|lower|shorter|longer|fell|rose|effective)"
)
DENIAL = re.compile(r"\b(?:not|no|neither|nor|never|none|without|only)\b|n't\b", re.IGNORECASE)
MARK = "†"


class Scene(Record):
    """What is known about a sentence: ``source`` is all text it rests on; ``names`` are substances that could be
    mistaken for each other; ``arms`` what was compared, substances included; ``true`` other true sentences of the
    same source; ``single`` tells that the source is one trial."""

    source: str
    names: tuple[str, ...] = ()
    arms: tuple[str, ...] = ("placebo", "control")
    true: tuple[str, ...] = ()
    single: bool = False


Apply = Callable[[str, Random, Scene], str | None]


@dataclass(frozen=True)
class Rule:
    """A named rule; ``apply`` gives the changed text, or ``None`` where the rule does not fit."""

    kind: str
    family: Family
    apply: Apply


def replaced(text: str, rng: Random, changes: Sequence[tuple[str, Effect]]) -> str | None:
    """One place that one of the patterns fits, changed; ``None`` where none fits or the change changes nothing."""
    places = [(match, effect) for pattern, effect in changes for match in re.finditer(pattern, text)]
    if not places:
        return None
    match, effect = rng.choice(places)
    by = match.expand(effect) if isinstance(effect, str) else effect(match)
    changed = re.sub(r"  +", " ", text[: match.start()] + by + text[match.end() :]).replace(" .", ".").strip()
    return None if changed == text else capital(changed)


def one_of(changes: Sequence[tuple[str, Effect]]) -> Apply:
    """The rule that changes one place that one of the patterns fits."""
    return lambda text, rng, _: replaced(text, rng, changes)


def table(pairs: Mapping[str, str]) -> list[tuple[str, Effect]]:
    """Whole words to their replacements, the first letter's case kept."""
    small: dict[str, str] = {form: new for old, new in pairs.items() for form in (old, capital(old))}
    return [(rf"(?<![\w-]){re.escape(old)}(?![\w-])", _cased(new)) for old, new in small.items()]


def _cased(new: str) -> Callable[[re.Match[str]], str]:
    return lambda match: capital(new) if match.group()[:1].isupper() else new


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def lowered(text: str, keep: Sequence[str] = ()) -> str:
    """The text to be continued from: its first letter small, unless it opens with a name or an abbreviation."""
    first = re.match(r"[\w-]*", text)
    word = first.group() if first else ""
    title = re.match(r"(?!(?:The|A|An|In|Of|On|No) )[A-Z]\w* [A-Z]", text)
    kept = bool(title) or word in keep or any(letter.isupper() or letter.isdigit() for letter in word[1:])
    return text if kept else text[:1].lower() + text[1:]


def appended(text: str, tail: str) -> str:
    """A sentence with ``tail`` before its full stop and its second-hand mark."""
    match = re.search(rf"({MARK}?\.?)$", text)
    ending = match.group() if match else ""
    return text[: len(text) - len(ending)] + tail + ending


def says(source: str, word: str) -> bool:
    """Whether a source speaks of something, in any case."""
    return word.lower() in source.lower()


def either(names: Sequence[str]) -> str:
    """A pattern for any of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"
