"""A thousand scripted edits by hand, and what became of the decisions on the article: shared by tests and bench."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from draftbot.decisions.decide import decide
from draftbot.decisions.edits import find, insert_after, replace
from draftbot.decisions.fold import Fold
from draftbot.decisions.keys import same_words
from draftbot.decisions.page import Page, read_page
from draftbot.decisions.standing import standings
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit

EDITS_PER_VERSION = 28
Hand = Callable[[Page, Unit, random.Random], bool]


def reworded(change: Callable[[str], str]) -> Hand:
    def hand(page: Page, unit: Unit, _: random.Random) -> bool:
        text = change(unit.text)
        spot = find(page, unit)
        if text == unit.text or spot is None:
            return False
        replace(spot, [unit.model_copy(update={"text": text})])
        return True

    return hand


def negate(text: str) -> str:
    for verb in (" was ", " is ", " were ", " are "):
        if verb in text:
            return text.replace(verb, f"{verb}not ", 1)
    return text.replace(" ", " not ", 1)


def renumber(text: str) -> str:
    return next((text.replace(digit, str(9 - int(digit)), 1) for digit in text if digit.isdigit()), text)


def split(page: Page, unit: Unit, _: random.Random) -> bool:
    words = unit.text.split()
    spot = find(page, unit)
    if len(words) < 8 or spot is None:
        return False
    middle = len(words) // 2
    halves = (" ".join(words[:middle]) + ".", words[middle].capitalize() + " " + " ".join(words[middle + 1 :]))
    replace(spot, [unit.model_copy(update={"text": half}) for half in halves])
    return True


def merge(page: Page, unit: Unit, _: random.Random) -> bool:
    spot = find(page, unit)
    if spot is None or spot.at + 1 >= len(spot.chunk.units):
        return False
    other = spot.chunk.units[spot.at + 1]
    if other.id in page.touched:  # type: ignore[attr-defined]  # set by the test
        return False
    del spot.chunk.units[spot.at + 1]
    page.touched.add(other.id)  # type: ignore[attr-defined]  # set by the test
    joined = f"{unit.text.rstrip('.')}, and {other.text[0].lower()}{other.text[1:]}"
    spot.chunk.units[spot.at] = unit.model_copy(update={"text": joined})
    spot.chunk.changed = True
    return True


def reorder(page: Page, unit: Unit, draw: random.Random) -> bool:
    spot = find(page, unit)
    if spot is None:
        return False
    replace(spot, [])
    insert_after(page, unit, None, draw.choice([c.section for c in page.chunks if c.kind == "paragraph" and c.units]))
    return True


def duplicate(page: Page, unit: Unit, _: random.Random) -> bool:
    insert_after(page, unit, None, unit.section)
    return True


HANDS: dict[str, Hand] = {
    "negation": reworded(negate),
    "number": reworded(renumber),
    "emoji": reworded(lambda text: f"{text[:-1]} 👩‍⚕️{text[-1]}"),
    "split": split,
    "merge": merge,
    "reorder": reorder,
    "duplicate": duplicate,
}


def same(unit: Unit) -> tuple[object, ...]:
    return (same_words(unit.text), unit.row, unit.column, frozenset(unit.sources), unit.rule)


def hand_edited(text: str, corpus: Corpus, draw: random.Random, tally: Counter[str]) -> tuple[str, set[str]]:
    """The article after some edits by hand, and the texts of the new wordings."""
    page = read_page(text, {}, corpus)
    page.touched = set()  # type: ignore[attr-defined]  # what this version's edits have used
    bodies = [u for c, u in page.units() if c.kind in ("paragraph", "item") and u.sources and u.kind != "faq"]
    for unit in draw.sample(bodies, EDITS_PER_VERSION):
        name = draw.choice(list(HANDS))
        if unit.id not in page.touched and HANDS[name](page, unit, draw):  # type: ignore[attr-defined]  # set above
            page.touched.add(unit.id)  # type: ignore[attr-defined]  # set above
            tally[name] += 1
    printed = page.markdown()
    if draw.random() < 0.2:
        tally["CRLF"] += 1
        printed = printed.replace("\n", "\r\n")
    return printed, page.touched  # type: ignore[attr-defined]  # set above


def revised(corpus: Corpus, source: str) -> Corpus:
    text = corpus.texts[source].model_copy(update={"sha256": "f" * 64})
    return corpus.model_copy(update={"texts": {**corpus.texts, source: text}})


def approved(text: str, corpus: Corpus) -> Fold:
    """Every unit of the article accepted."""
    fold = Fold(read_page(text, {}, corpus), corpus)
    for spot in list(fold.spots()):
        fold.apply(decide(fold, "anna", "accept", spot.unit))
    return fold


def outcome(text: str, corpus: Corpus, versions: int) -> dict[str, float]:
    """Counts over so many hand-edited versions of an article whose every unit was accepted."""
    base = approved(text, corpus)
    approvals = Counter(same(spot.unit) for spot in base.spots())
    draw, tally = random.Random(7), Counter[str]()
    count: Counter[str] = Counter()
    for version in range(versions):
        source = draw.choice(sorted(base.page.numbers))
        changed = revised(corpus, source) if version % 4 == 0 else corpus
        tally["source revised"] += version % 4 == 0
        printed, touched = hand_edited(text, corpus, draw, tally)
        fold = Fold(read_page(printed, {}, changed), changed)
        for decision in base.decisions:
            fold.apply(decision)
        count += judged(fold, approvals, source if changed is not corpus else "", touched, text, corpus)
    return {**count, "edits": sum(tally.values()), "kinds": len(tally)}


def judged(
    fold: Fold, approvals: Counter[tuple[object, ...]], source: str, touched: set[str], text: str, corpus: Corpus
) -> Counter[str]:
    """Counts: wrongly carried; untouched units and those that kept theirs; new wordings and those with a history."""
    count: Counter[str] = Counter()
    found = standings(fold)
    original = {same(u) for _, u in read_page(text, {}, corpus).units() if u.id not in touched}
    for spot in fold.spots():
        unit, standing = spot.unit, found[id(spot.unit)]
        if standing.judgement is not None:
            count["wrong"] += same(unit) not in approvals or source in unit.sources
        if same(unit) not in approvals:
            count["edited"] += 1
            count["with history"] += bool(standing.history)
        elif same(unit) in original and source not in unit.sources:
            count["untouched"] += 1
            count["kept"] += standing.judgement is not None
    return count
