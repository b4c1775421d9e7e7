"""A unit's id follows from what it says and what it rests on, and from no number on the page."""

from __future__ import annotations

import pytest

from draftbot.records.corpus import Corpus
from draftbot.text.markdown import read_markdown
from draftbot.verify import read_article

PAGE = """# T

It cures [{mark}].

## References

1. First. DOI: {first}
2. Second. DOI: {second}
"""


def ids(text: str, corpus: Corpus) -> dict[str, str]:
    return {unit.text: unit.id for unit in read_article(read_markdown(text), {}, corpus).units}


@pytest.fixture
def works(corpus: Corpus) -> tuple[str, str]:
    first, second, *_ = (r.bibliography.DOI for r in corpus.references.values() if r.bibliography.DOI)
    return str(first), str(second)


def test_an_id_keeps_while_only_the_citation_number_changes(corpus: Corpus, works: tuple[str, str]) -> None:
    first, second = works
    one = ids(PAGE.format(mark="1", first=first, second=second), corpus)
    other = ids(PAGE.format(mark="2", first=second, second=first), corpus)
    assert one["It cures."] == other["It cures."]


def test_an_id_changes_with_the_source(corpus: Corpus, works: tuple[str, str]) -> None:
    first, second = works
    found = {ids(PAGE.format(mark=m, first=first, second=second), corpus)["It cures."] for m in ("1", "2", "1, 2")}
    assert len(found) == 3


def test_the_number_of_a_work_that_is_no_record_is_no_part_of_an_id(corpus: Corpus) -> None:
    assert len({ids(f"It cures [{n}].\n", corpus)["It cures."] for n in (3, 4)}) == 1


def test_equal_statements_of_a_section_are_told_apart(corpus: Corpus) -> None:
    units = read_article(read_markdown("It cures.\n\nIt cures.\n"), {}, corpus).units
    assert [unit.id for unit in units] == [units[0].id, f"{units[0].id}-2"]


def test_a_page_s_units_are_called_as_the_draft_calls_them(drafted, corpus: Corpus) -> None:
    read = {unit.id for unit in read_article(read_markdown(drafted.markdown), {}, corpus).units}
    told = [unit for unit in drafted.trace["units"] if unit["kind"] == "sentence" and unit["sources"]]
    assert told
    assert {unit["id"] for unit in told} <= read
