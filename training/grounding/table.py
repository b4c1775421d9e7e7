"""Pairs from a table of inference, one a line with premise, hypothesis and label, as several public sets come:
`python -m training.grounding.table IN.tsv OUT.jsonl`. Rows of another form (a heading, a broken line) are left out."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

LABELS = {"entailment": "supported", "contradiction": "contradicted", "neutral": "unsupported"}


def pairs(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Each row as a pair, numbered from the top of the table."""
    for at, row in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
        if len(row) == 3 and row[2] in LABELS:
            yield {"id": str(at), "source": row[0], "claim": row[1], "label": LABELS[row[2]]}


def main() -> None:
    given, out = map(Path, sys.argv[1:])
    with given.open(encoding="utf-8-sig", newline="") as lines:
        rows = [json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs(lines)]
    out.write_text("".join(rows), encoding="utf-8")
    print(len(rows), "pairs written")


if __name__ == "__main__":
    main()
