"""Matched pairs from real text: `python -m training.grounding.made OUT.jsonl TEXTS.jsonl...`.

From a passage P and its altered twin P' (one sentence changed), and the sentence and its twin rewritten alike (c, c'):
(P, c) and (P', c') are supported, (P, c') and (P', c) are not. Each claim and each source carries both labels, so
neither gives anything away alone.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from draftbot.text.sentences import sentences
from training.grounding.mistakes import change
from training.grounding.rewrites import rewrite

NEIGHBOURS = (1, 5)


def quadruple(pieces: list[str], rng: random.Random, kinds: Sequence[str] = ()) -> Iterator[dict]:
    """Rows from one window of sentences; only errors of ``kinds`` where they are given."""
    options = [at for at, piece in enumerate(pieces) if 6 <= len(piece.split()) <= 45 and piece.endswith(".")]
    if not options:
        return
    passage = " ".join(pieces)
    rng.shuffle(options)
    tries = ((at, change(pieces[at], passage, rng, kinds)) for at in (options if kinds else options[:1]))
    at, made = next(((at, made) for at, made in tries if made), (0, None))
    if not made:
        return
    seed = rng.random()
    other = " ".join([*pieces[:at], made.text, *pieces[at + 1 :]])
    claim = rewrite(pieces[at], passage, random.Random(seed))
    false = rewrite(made.text, other, random.Random(seed))
    if claim.strip().lower() == false.strip().lower() or len(claim) < 15:
        return  # the rewrite dropped what was changed
    denied = "unsupported" if made.one_way or made.kind == "name" else "contradicted"
    yield _row(passage, claim, "supported", made.kind)
    yield _row(passage, false, denied, made.kind, claim)
    if rng.random() < 0.6:
        yield _row(other, false, "supported", made.kind)
        if made.one_way:
            yield _row(other, claim, "supported", made.kind)
        else:
            yield _row(other, claim, denied, made.kind, false)


def joined(pieces: list[str], others: list[str], rng: random.Random) -> Iterator[dict]:
    """A sentence of two facts: both from the passage, or the second from elsewhere (half-true)."""
    first, second, foreign = rng.choice(pieces), rng.choice(pieces), rng.choice(others)
    if first == second or not all(6 <= len(x.split()) <= 28 and x.endswith(".") for x in (first, second, foreign)):
        return
    passage = " ".join(pieces)
    start = rewrite(first, passage, rng)[:-1]
    for text, label in ((second, "supported"), (foreign, "unsupported")):
        tail = rewrite(text, passage, rng)
        tail = tail[:1].lower() + tail[1:] if tail[1:2].islower() else tail
        claim = f"{start}, and {tail}" if rng.random() < 0.8 else f"{start}. {tail[:1].upper()}{tail[1:]}"
        yield _row(passage, claim, label, "joined", start if label == "unsupported" else None)


def missing(pieces: list[str], rng: random.Random) -> Iterator[dict]:
    """The same claim with and without the sentence that carries it."""
    if len(pieces) < 3:
        return
    at = rng.randrange(len(pieces))
    if not (8 <= len(pieces[at].split()) <= 45):
        return
    claim = rewrite(pieces[at], " ".join(pieces), rng)
    yield _row(" ".join(pieces), claim, "supported", "missing")
    yield _row(" ".join(pieces[:at] + pieces[at + 1 :]), claim, "unsupported", "missing")


def _row(source: str, claim: str, label: str, kind: str, right: str | None = None) -> dict:
    row = {"source": source, "claim": claim, "label": label, "origin": kind}
    if right is not None and label != "supported":
        blocks = SequenceMatcher(None, right.split(" "), claim.split(" "), autojunk=False).get_opcodes()
        words, position = [], 0
        for word in claim.split(" "):
            words.append((position, position + len(word)))
            position += len(word) + 1
        row["wrong"] = [words[at] for tag, _, _, low, high in blocks if tag != "equal" for at in range(low, high)]
        if not row["wrong"]:  # something was dropped: the words beside the gap
            row.pop("wrong")
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", nargs="+", type=Path, help="rows with a `source` or `text`")
    parser.add_argument("--rounds", type=int, default=2, help="windows taken a text")
    parser.add_argument("--most", type=int, default=40_000)
    parser.add_argument("--kinds", nargs="*", default=[], help="only these kinds of error")
    parser.add_argument("--seed", type=int, default=13)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    texts = sorted({row.get("source") or row["text"] for path in options.texts for row in map(json.loads, path.open())})
    split = [[span.of(text) for span in sentences(text.replace("\n", " "))] for text in texts]
    split = [pieces for pieces in split if pieces]
    rows: list[dict] = []
    for _ in range(options.rounds):
        for pieces in split:
            size = rng.randint(*NEIGHBOURS) if rng.random() < 0.7 else rng.randint(5, 9)
            start = rng.randrange(max(len(pieces) - size, 0) + 1)
            window = pieces[start : start + size]
            if len(" ".join(window)) > 2000:
                continue
            rows += quadruple(window, rng, options.kinds)
            if options.kinds:
                continue
            chance = rng.random()
            if chance < 0.35:
                rows += joined(window, rng.choice(split), rng)
            elif chance < 0.8:
                rows += missing(window, rng)
    kept = capped(rows, options.most, rng)
    options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), encoding="utf-8")
    print(len(rows), "rows made,", len(kept), "written")


def capped(rows: list[dict], most: int, rng: random.Random) -> list[dict]:
    """At most ``most`` rows in random order, an equal share of each kind of error as far as there are enough."""
    kinds: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        kinds[row["origin"]].append(row)
    kept: list[dict] = []
    for done, kind in enumerate(sorted(kinds, key=lambda kind: len(kinds[kind]))):
        share = (most - len(kept)) // (len(kinds) - done)
        kept += rng.sample(kinds[kind], min(share, len(kinds[kind])))
    rng.shuffle(kept)
    return kept


if __name__ == "__main__":
    main()
