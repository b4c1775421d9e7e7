"""Does each figure belong to the same group as in the evidence?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import quantities
from draftbot.text.words import words
from draftbot.verify.attached import attached
from draftbot.verify.binding import Bound, bindings
from draftbot.verify.checks.answer import contradicted, passed, place, sides, where
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library, Sentence

NAME = "arms"
TOGETHER = re.compile(r"\b(?:together|combined|overall|in both groups|of all patients)\b", re.IGNORECASE)


def check(claim: Claim, library: Library) -> CheckResult:
    """A figure that the claim gives for one group and the evidence only for another is a swap; so is a dose."""
    named = frozenset[str]().union(*(library.card_numbers(reference.id) for reference in claim.references))
    own = [bound for bound in bindings(claim.text, library.arms) if f"num:{bound.value}" not in named]
    dosed = _dosed(claim, library) or _exchanged(claim, library)
    if dosed:
        return dosed
    labelled = _labelled(claim, library)
    if labelled or not own:
        return labelled or passed(NAME)
    for sentence in _told(claim, own):
        for bound in own:
            if bound.family == "percent" and _together(bound, sentence, library) and not TOGETHER.search(claim.text):
                printed = claim.text[bound.start : bound.end]
                told = sides(f"{printed} of all groups together", f"{printed} for {bound.group}")
                return contradicted(
                    NAME,
                    f"the source does not give this figure for one group; {told}",
                    place(claim, bound.start, bound.end),
                )
        stated = _groups(bindings(sentence.text, library.arms))
        for bound in own:
            known = stated.get((bound.family, bound.value))
            if known and bound.group not in known and _comparable(bound, known):
                figure = claim.text[bound.start : bound.end]
                told = sides(f"{figure} for {sorted(known)[0]}", f"{figure} for {bound.group}")
                reason = f"a figure given for {bound.group} belongs to {sorted(known)[0]} in the source; {told}"
                return contradicted(NAME, reason, place(claim, bound.start, bound.end))
    return passed(NAME)


def _dosed(claim: Claim, library: Library) -> CheckResult | None:
    """A dose told of another group than the one that it stands behind in the evidence."""
    own = _doses(claim.text, library)
    for sentence in claim.evidence if own else ():
        stated = _doses(sentence.text, library)
        for key, group in own.items():
            if key in stated and stated[key] != group:
                told = sides(f"{stated[key]} at this dose", f"{group} at this dose")
                return contradicted(
                    NAME,
                    f"a figure given for {group} belongs to {stated[key]} in the source; {told}",
                    where(claim, group),
                )
    return None


def _exchanged(claim: Claim, library: Library) -> CheckResult | None:
    """A dose, route, frequency or length of treatment told of one group that the evidence gives to another, where this
    one has its own there."""
    own = attached(claim.text, library.arms)
    told = [one for s in (*claim.evidence, *claim.relevant) for one in attached(s.text, library.arms)] if own else []
    for one in own:
        stated = {other.group for other in told if (other.family, other.value) == (one.family, one.value)}
        known = [other.value for other in told if other.family == one.family and other.group == one.group]
        if stated and one.group not in stated and known:
            printed = claim.text[one.start : one.end]
            told_of = sides(f"{printed} for {sorted(stated)[0]}", f"{printed} for {one.group}")
            return contradicted(
                NAME,
                f"the {one.family} given for {one.group} belongs to {sorted(stated)[0]} in the source; {told_of}",
                place(claim, one.start, one.end),
            )
    return None


def _doses(text: str, library: Library) -> dict[str, str]:
    """Each amount with the group right before it ("A 30 mL"); one that stands behind two groups belongs to neither."""
    names = library.arms.find(text)
    found: dict[str, str] = {}
    for quantity in quantities(text):
        before = [
            name.canonical
            for name in names
            if quantity.kind == "amount"
            and text[name.end : quantity.start].strip() == ""
            and name.end <= quantity.start
        ]
        for group in before:
            found[quantity.key] = group if found.get(quantity.key, group) == group else ""
    return {key: group for key, group in found.items() if group}


def _labelled(claim: Claim, library: Library) -> CheckResult | None:
    """A figure that the source prints behind one word ("AMPA (80.1%)") told of another word that has its own."""
    found = [q for q in quantities(claim.text) if q.kind in ("percent", "number")]
    for sentence in claim.evidence if found else ():
        labels = {b.value: b.group.strip("'") for b in bindings(sentence.text, library.arms) if b.group.startswith("'")}
        places = [(word.start, word.stem) for word in words(claim.text) if word.stem in labels.values()]
        for quantity in found:
            label = labels.get(quantity.key.split(":")[1])
            if label is None or not places:
                continue
            nearest = min(places, key=lambda at: abs(at[0] - quantity.start))[1]
            if nearest != label and label not in claim.text.lower()[max(0, quantity.start - 40) : quantity.end + 40]:
                printed = claim.text[quantity.start : quantity.end]
                told = sides(f"{printed} for {label}", f"{printed} for {nearest}")
                return contradicted(
                    NAME, f"a figure stands with another word; {told}", place(claim, quantity.start, quantity.end)
                )
    return None


def _together(bound: Bound, sentence: Sentence, library: Library) -> bool:
    """Whether the source gives the figure for the groups taken together."""
    named = {name.canonical for name in library.arms.find(sentence.text)}
    return len(named) > 1 and bool(TOGETHER.search(sentence.text)) and f"{bound.value}" in sentence.text


def _told(claim: Claim, own: Iterable[Bound]) -> tuple[Sentence, ...]:
    """The sentences to compare with: those that hold most of the claim's figures, aligned ones first."""
    values = {f":{bound.value}" for bound in own}
    told = (*claim.evidence, *claim.relevant)
    counts = [sum(any(value in f"{key}:".replace(":-", ":") for key in s.keys) for value in values) for s in told]
    most = max(counts, default=0)
    return tuple(s for s, count in zip(told, counts, strict=True) if count and count == most)


def _groups(found: Iterable[Bound]) -> dict[tuple[str, str], frozenset[str]]:
    groups: defaultdict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for bound in found:
        groups[bound.family, bound.value] |= {bound.group}
    return groups


def _comparable(bound: Bound, known: frozenset[str]) -> bool:
    """A group of the trial is no word of an outcome."""
    return bound.group.startswith("'") == all(group.startswith("'") for group in known)
