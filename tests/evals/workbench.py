"""Suites of a synthetic workspace, and `draftbot eval` as a user calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TRIAL = "Adverse events were recorded in 21% of Examplopril patients and 19% of placebo patients."
TRUE = "Adverse events were recorded in 21% of Examplopril patients."
FALSE = "Adverse events were recorded in 12% of Examplopril patients."
SUITES = {
    "claims": ("claims", "measures:\n  caught: {least: 0.5}\n  published: {least: 0.5}\n"),
    "articles": ("draft", "measures:\n  supported: {least: 0.9}\n  surface: {least: 1}\n"),
    "model": ("draft", "writer: llm\nmeasures:\n  supported: {least: 0.9}\n"),
    "times": ("speed", "measures:\n  within: {least: 1}\n"),
}
CASES: dict[str, list[dict[str, object]]] = {
    "claims": [
        {
            "id": f"c{number}",
            "kind": "figure",
            "source": TRIAL,
            "reference": "synthetic-trial-a",
            "claim": TRUE if number % 2 else FALSE,
            "label": "supported" if number % 2 else "contradicted",
        }
        for number in range(8)
    ],
    "articles": [{"id": "pair", "pair": ["examplopril", "samplosartan"]}],
    "model": [{"id": "pair", "pair": ["examplopril", "samplosartan"]}],
    "times": [{"id": "search", "work": "search", "seconds": 600}],
}


@dataclass(frozen=True)
class Said:
    """What the command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


@dataclass(frozen=True)
class Desk:
    """A workspace, and the command run in it."""

    root: Path
    eval: Callable[..., Said]

    def suite(self, name: str) -> Path:
        return self.root / "evals" / name

    def cases(self, name: str, cases: list[dict[str, object]]) -> None:
        text = "".join(f"{json.dumps(case)}\n" for case in cases)
        (self.suite(name) / "cases.jsonl").write_text(text, encoding="utf-8")
