"""Parts of the public sets for training and, by source, for development: `python -m training.grounding.split IN OUT`.

The sets that come as development sets are kept whole for development, but for one of summaries that is trained on.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

# The share of sources that is kept for development.
SHARES = {
    "scifact.train": 0.3, "healthver.train": 0.5, "attributionbench.train": 0.25, "climatefever.train": 0.08,
    "fever_dev.train": 0.02, "med.train": 0.03, "negation.train": 0.03,
}  # fmt: skip
WHOLE = ("evinf", "covidfact", "nli4ct")
DEVELOPMENT = ("wice.dev", "cliff.dev", "qags_xsum.all")
TRAINING = ("qags_cnndm.all",)


def parts(source: Path, out: Path) -> None:
    """Writes NAME.tr.jsonl and NAME.dv.jsonl for each set."""
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(11)
    for name, share in SHARES.items():
        rows = _rows(source / f"{name}.jsonl")
        sources = sorted({row["source"] for row in rows})
        rng.shuffle(sources)
        held = set(sources[: int(len(sources) * share)])
        stem = name.partition(".")[0]
        _write(out / f"{stem}.tr.jsonl", [row for row in rows if row["source"] not in held])
        _write(out / f"{stem}.dv.jsonl", [row for row in rows if row["source"] in held])
    for name in WHOLE:
        _write(out / f"{name}.tr.jsonl", _rows(source / f"{name}.train.jsonl"))
        _write(out / f"{name}.dv.jsonl", _rows(source / f"{name}.dev.jsonl"))
    for name, part in [*((name, "dv") for name in DEVELOPMENT), *((name, "tr") for name in TRAINING)]:
        _write(out / f"{name.partition('.')[0]}.{part}.jsonl", _rows(source / f"{name}.jsonl"))


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _write(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    parts(Path(sys.argv[1]), Path(sys.argv[2]))
