"""Claims against texts of their own."""

from __future__ import annotations

import json
from collections import Counter, deque
from itertools import islice
from pathlib import Path

from draftbot.corpus import load_corpus
from draftbot.errors import UserError
from draftbot.pipeline import reader
from draftbot.progress import Progress
from draftbot.services.pairs_file import read_rows, written
from draftbot.settings import Settings
from draftbot.verify import Context, Library, verify_pairs

PAIRS_AT_ONCE = 64


def check_pairs(settings: Settings, rows: Path, out: Path, progress: Progress) -> dict[str, int]:
    """Claims against texts of their own, answered in batches as they are read; the count of each verdict.

    A file is read through once before: a bad row is told at once, not after an hour's work.
    """
    context = Context(library=Library(load_corpus(settings.corpus)))
    model = reader(settings)
    if model is None:
        raise UserError("check-pairs needs a grounding model; draftbot.toml sets it to none ([grounding] model)")
    if rows.is_file():
        deque(read_rows(rows), maxlen=0)
    counts: Counter[str] = Counter()
    waiting = read_rows(rows)
    with written(out) as file:
        while batch := tuple(islice(waiting, PAIRS_AT_ONCE)):
            for row, found in zip(batch, verify_pairs([row.pair for row in batch], context, model), strict=True):
                file.write(json.dumps({"id": row.id, **found.model_dump()}, ensure_ascii=False) + "\n")
                counts[found.verdict] += 1
            progress("checking pairs", counts.total(), 0)
    return dict(counts)
