"""What is given out is taken in again as the same work, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import real_files
from corpus.integrity import planting
from draftbot.corpus import load_corpus
from draftbot.corpus.exporters import FORMATS
from draftbot.corpus.importers import Imported, read_file
from draftbot.corpus.importers.plain import clean
from draftbot.corpus.shelf.compose import items, tidied
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Author, Bibliography, Reference, StudyCard, TextItem

MANAGERS = {"csl-json": "x.json", "bibtex": "x.bib", "ris": "x.ris"}


def back(references: list[Reference], form: str, folder: Path) -> list[Imported]:
    path = folder / MANAGERS[form]
    path.write_text(FORMATS[form](references), encoding="utf-8")
    found = list(read_file(path))
    assert all(isinstance(record, Imported) for record in found)
    return [record for record in found if isinstance(record, Imported)]


def plain(work: Bibliography) -> dict[str, object]:
    """Every field of a work; names as they print, since no format tells a single name from a group's."""
    return {**work.model_dump(), "author": [author.printed() for author in work.author]}


def same(given: Reference, taken: Imported) -> None:
    assert plain(tidied(taken.bibliography)) == plain(tidied(given.bibliography))
    if given.text_kind == "abstract":
        assert " ".join(item.text for item in items(taken)) == " ".join(item.text for item in given.text)
    else:
        assert taken.abstract == ()


@pytest.mark.parametrize("form", MANAGERS)
def test_the_example_corpus_comes_back_as_it_went(corpus: Corpus, form: str, tmp_path: Path) -> None:
    given = [r for r in corpus.references.values() if r.bibliography.title or r.bibliography.DOI or r.bibliography.PMID]
    taken = back(given, form, tmp_path)
    assert len(taken) == len(given) > 20
    for one, two in zip(given, taken, strict=True):
        same(one, two)


@real_files.needed
@pytest.mark.parametrize("form", MANAGERS)
def test_real_records_come_back_as_they_went(form: str, tmp_path: Path) -> None:
    given = planting.references()
    taken = back(given, form, tmp_path)
    assert len(taken) == len(given) > 200
    for one, two in zip(given, taken, strict=True):
        same(one, two)


LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf", "Zl", "Zp"), exclude_characters="{}\\<>"
)
WORDS = (
    st.text(LETTERS, min_size=1, max_size=30).map(clean).filter(lambda text: text.strip(" ,;.") == text and text != "")
)
NAMES = st.text("ABCabcéüÅ'’- ", min_size=2, max_size=12).map(lambda s: " ".join(s.split())).filter(lambda s: s and s[0].isupper() and s[-1].isalpha() and " and " not in s)  # fmt: skip


def made(title: str, author: tuple[Author, ...], journal: str, volume: str, page: str) -> Reference:
    return Reference(
        id="one",
        bibliography=Bibliography(
            type="article-journal", title=title, author=author, container_title=journal, issued=2019, volume=volume, page=page
        ),
        card=StudyCard(called="one", design="other"),
        text_kind="digest",
        text_seen="full-abstract",
        text=(TextItem(text="x"),),
    )  # fmt: skip


@pytest.mark.parametrize("form", MANAGERS)
@settings(max_examples=60)
@given(
    title=WORDS.filter(lambda t: len(t) > 3 and "&" not in t),
    people=st.lists(st.builds(Author, family=NAMES, given=NAMES), min_size=1, max_size=3),
    journal=WORDS.filter(lambda t: "&" not in t),
    volume=st.from_regex(r"[1-9]\d{0,2}", fullmatch=True),
    page=st.from_regex(r"e?[1-9]\d{0,4}(-[1-9]\d{0,4})?", fullmatch=True),
)
def test_any_words_come_back_as_they_went(
    form: str, tmp_path_factory: pytest.TempPathFactory, title: str, people: list[Author], journal: str, volume: str, page: str
) -> None:  # fmt: skip
    given_out = made(title, tuple(people), journal, volume, page)
    (taken,) = back([given_out], form, tmp_path_factory.mktemp("out"))
    same(given_out, taken)


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        (
            {},
            "1. Nobody NA, Nothing Study Group. A synthetic trial. Journal of Nothing. 2019;7(2):11–19. doi:10.9999/one",
        ),
        ({"title": "Is this synthetic?"}, "1. Nobody NA, Nothing Study Group. Is this synthetic? Journal of Nothing. 2019;7(2):11–19. doi:10.9999/one"),
        ({"type": "book", "container_title": None, "publisher": "Nobody Press", "DOI": None}, "1. Nobody NA, Nothing Study Group. A synthetic trial. Nobody Press; 2019."),
        ({"author": (), "volume": None, "issue": None, "page": None, "DOI": None}, "1. A synthetic trial. Journal of Nothing. 2019."),
    ],
)  # fmt: skip
def test_the_bibliography_is_set_as_the_ama_asks(fields: dict[str, object], printed: str) -> None:
    work: dict[str, object] = {
        "type": "article-journal",
        "title": "A synthetic trial",
        "author": (Author(family="Nobody", given="Nora Ann"), Author(literal="Nothing Study Group")),
        "container_title": "Journal of Nothing",
        "issued": 2019,
        "volume": "7",
        "issue": "2",
        "page": "11-19",
        "DOI": "10.9999/one",
    }
    reference = made("x", (), "x", "1", "1").model_copy(
        update={"bibliography": Bibliography.model_validate(work | fields)}
    )
    assert FORMATS["ama"]([reference]).strip() == printed


def test_seven_authors_are_three_and_others() -> None:
    people = tuple(Author(family=f"Nobody{letter}", given=letter) for letter in "ABCDEFG")
    assert FORMATS["ama"]([made("A synthetic trial", people, "J", "1", "1")]).startswith(
        "1. NobodyA A, NobodyB B, NobodyC C, et al. A synthetic trial."
    )


def test_every_entry_of_the_example_corpus_is_printed(corpus: Corpus) -> None:
    lines = FORMATS["ama"](list(corpus.references.values())).splitlines()
    assert len(lines) == len(load_corpus(planting.EXAMPLE).references)
    assert [line for line in lines if ".." in line or " ." in line] == []
