"""Training rows: claim and source as token ids, the label, and which claim tokens are wrong where that is known."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from draftbot.grounding.windows import windows
from training.grounding.network import LABELS

CLS, SEP = 101, 102
UNKNOWN = -1.0
STEP = 32


@dataclass(frozen=True)
class Row:
    """``wrong`` has one value a claim token: 1 wrong, 0 right, -1 not known."""

    claim: np.ndarray
    source: np.ndarray
    label: int
    wrong: np.ndarray
    weight: float
    origin: str

    def __len__(self) -> int:
        return len(self.claim) + len(self.source) + 3


def read(path: Path, tokenizer: Tokenizer, most: int, weight: float = 1.0) -> list[Row]:
    """The rows of a file of pairs; a long source is focused on its claim."""
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    measured: dict[str, int] = {}

    def measure(text: str) -> int:
        if text not in measured:
            measured[text] = len(tokenizer.encode(text, add_special_tokens=False).ids)
        return measured[text]

    rows = []
    for row in given:
        source = windows(row["source"], row["claim"], most, measure)[0]
        claim = tokenizer.encode(row["claim"], add_special_tokens=False)
        rows.append(
            Row(
                claim=np.array(claim.ids[:96], dtype=np.int64),
                source=np.array(tokenizer.encode(source, add_special_tokens=False).ids[:most], dtype=np.int64),
                label=LABELS.index(row["label"]),
                wrong=_wrong(row, claim.offsets[:96]),
                weight=weight,
                origin=row.get("origin", path.stem),
            )
        )
    return rows


def _wrong(row: dict, offsets: Sequence[tuple[int, int]]) -> np.ndarray:
    if row["label"] == "supported":
        return np.zeros(len(offsets), dtype=np.float32)
    if not row.get("wrong"):
        return np.full(len(offsets), UNKNOWN, dtype=np.float32)
    spans = row["wrong"]
    return np.array([float(any(s < b and a < e for s, e in spans)) for a, b in offsets], dtype=np.float32)


def batches(rows: Sequence[Row], tokens: int, rng: random.Random) -> Iterator[list[Row]]:
    """Rows of like length together, at most ``tokens`` a batch with padding, in random order."""
    shuffled = list(rows)
    rng.shuffle(shuffled)
    groups: list[list[Row]] = []
    for width in sorted({_width(row) for row in shuffled}):
        alike = [row for row in shuffled if _width(row) == width]
        groups += [alike[start : start + tokens // width] for start in range(0, len(alike), tokens // width)]
    rng.shuffle(groups)
    yield from groups


def _width(row: Row) -> int:
    """The padded length: few widths, since each new shape costs the CPU kernels a compilation."""
    return -(-len(row) // STEP) * STEP


def arrays(batch: Sequence[Row]) -> dict[str, np.ndarray]:
    """Padded arrays of a batch: ids, mask, types, labels, token labels and weights."""
    width = max(map(_width, batch))
    shape = (len(batch), width)
    ids, mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    wrong = np.full(shape, UNKNOWN, dtype=np.float32)
    for at, row in enumerate(batch):
        whole = np.concatenate([[CLS], row.claim, [SEP], row.source, [SEP]])
        own = len(row.claim) + 2
        ids[at, : len(whole)], mask[at, : len(whole)] = whole, 1
        types[at, own : len(whole)] = 1
        wrong[at, 1 : own - 1] = row.wrong
    labels = np.array([row.label for row in batch])
    weights = np.array([row.weight for row in batch], dtype=np.float32)
    positions = np.arange(max(len(row.claim) for row in batch) + 2)
    return {
        "ids": ids, "mask": mask, "types": types, "positions": positions, "wrong": wrong, "labels": labels,
        "weights": weights,
    }  # fmt: skip
