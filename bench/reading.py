"""How fast the grounding model reads: pairs and tokens a second on this machine, for passages of 250 and 80 words.

Plain prose (this project's own pages) and the example corpus's sources, whose figures and names make more tokens of a
word, with claims of the hand-written set, through `judge` as check-pairs calls it. Processor time is printed beside the
clock: on a machine that others share only it can be compared. Nothing is truncated: a passage longer than a window is
read in several, and every reading is counted.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from draftbot.corpus import load_corpus
from draftbot.grounding import Shipped
from draftbot.records.grounding import Pair
from draftbot.settings import load_settings

ROOT = Path(__file__).parents[1]
PAIRS, ROUNDS = 32, 3
PARAGRAPH = re.compile(r"^[A-Z][^|`<>\[\]]{80,}$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """Passages of so many words of a text; ``goal`` in pairs a second on two idle cores."""

    text: str
    words: int
    goal: int | None = None


CASES = (Case("prose", 250, 40), Case("prose", 80, 120), Case("sources", 250))


def texts() -> dict[str, str]:
    pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))]
    sources = load_corpus(load_settings(ROOT).corpus).texts.values()
    return {
        "prose": " ".join(paragraph for page in pages for paragraph in PARAGRAPH.findall(page)),
        "sources": " ".join(source.text for source in sources),
    }


def passages(text: str, size: int) -> Iterator[str]:
    """Pieces of so many words, one after the other, from the start again at the end."""
    words = text.split()
    return (" ".join(words[start : start + size]) for start in cycle(range(0, len(words) - size, size)))


def measured(model: Shipped, case: Case, text: str) -> dict[str, float | str]:
    """The best of three rounds after one that is not counted."""
    cases = (ROOT / "evals" / "handwritten" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    claims = [json.loads(line)["claim"] for line in cases[:PAIRS]]
    pairs = [
        Pair(source=source, claim=claim) for source, claim in zip(passages(text, case.words), claims, strict=False)
    ]
    readings = [reading.size for at, pair in enumerate(pairs) for reading in model._readings(at, pair)]
    model.judge(pairs[:4])
    wall, own = [], []
    for _ in range(ROUNDS):
        start, begun = time.perf_counter(), time.process_time()
        model.judge(pairs)
        wall.append(time.perf_counter() - start)
        own.append(time.process_time() - begun)
    return {
        "text": case.text,
        "words": case.words,
        "readings a pair": len(readings) / len(pairs),
        "tokens a pair": sum(readings) / len(pairs),
        "pairs a second": len(pairs) / min(wall),
        "tokens a second": sum(readings) / min(wall),
        "processor ms a pair": 1000 * min(own) / len(pairs),
        "pairs a second on idle cores": (os.cpu_count() or 1) * len(pairs) / min(own),
    }


def main() -> None:
    print(f"grounding model, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; nothing is truncated")
    model, given, found = Shipped(), texts(), []
    for case in CASES:
        one = measured(model, case, given[case.text])
        found.append(one)
        goal = f" (goal {case.goal})" if case.goal else ""
        print(
            f"{case.text:<8}{case.words:>4} words, {one['readings a pair']:.1f} readings, {one['tokens a pair']:.0f} "
            f"tokens a pair: {one['pairs a second']:.1f} pairs/s{goal}, {one['tokens a second']:,.0f} tokens/s; "
            f"{one['processor ms a pair']:.1f} ms of processor a pair, "
            f"{one['pairs a second on idle cores']:.0f} pairs/s on idle cores",
            flush=True,
        )
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "reading.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
