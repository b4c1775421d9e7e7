"""A compound whose name is written with a letter that only looks like one of it proves nothing."""

from __future__ import annotations

import pytest

from draftbot.records.unit import Unit
from draftbot.verify import Context, verify_unit

ODD = {"i": "\u0131", "I": "\u0130", "s": "\u017f", "k": "\u212a"}


@pytest.mark.parametrize("letter", ODD)
def test_no_name_passes_with_an_odd_letter(context: Context, drafted, letter: str) -> None:
    names = [name for name in context.library.compound_names if letter in name.upper() + name.lower()]
    tried = 0
    for told in (unit for unit in drafted.trace["units"] if unit["sources"] and unit["kind"] == "sentence"):
        for name in (name for name in names if name in told["text"]):
            cased = name.upper() if letter.isupper() else name.lower()
            text = told["text"].replace(name, cased.replace(letter, ODD[letter], 1))
            unit = Unit(id="u", section="s", kind="sentence", text=text, sources=tuple(told["sources"]))
            assert not verify_unit(unit, context).published, text
            tried += 1
    assert tried or letter in "sk"
