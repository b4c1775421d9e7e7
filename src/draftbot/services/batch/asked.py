"""Which pairs a batch is asked for: a CSV file of two columns, or every pair of the corpus."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

from draftbot.errors import BadInput, BadInputs
from draftbot.records.corpus import Corpus

Names = tuple[str, str]
HEADINGS = frozenset({"a", "b", "first", "second", "compound", "compound a", "compound b", "compound_a", "compound_b"})


def pairs_in(path: Path) -> list[Names]:
    """The pairs of a CSV file, in order, each once; a first row of headings is passed over.

    Raises BadInput, with a line for each row that does not name two compounds. Whether the corpus has them is not asked
    here: a name that it lacks fails alone.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path)) from error
    reader = csv.reader(text.splitlines(), skipinitialspace=True)
    found: dict[Names, None] = {}
    defects = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells) or (not found and {cell.lower() for cell in cells} <= HEADINGS):
                continue
            if len(cells) != 2 or not all(cells):
                what = f"two compounds a row are expected, not {len([cell for cell in cells if cell])}"
                defects.append(BadInput(what, path=str(path), line=reader.line_num))
            else:
                found[(cells[0], cells[1])] = None
    except csv.Error as error:
        defects.append(BadInput(f"not CSV: {error}", path=str(path), line=reader.line_num))
    if defects:
        raise BadInputs(defects) if len(defects) > 1 else defects[0]
    if not found:
        raise BadInput("holds no pair", path=str(path))
    return list(found)


def all_pairs(corpus: Corpus) -> list[Names]:
    """Every two compounds that have a value with a reference, in the order of their names."""
    known = sorted(slug for slug, compound in corpus.compounds.items() if compound.references())
    return list(itertools.combinations(known, 2))
