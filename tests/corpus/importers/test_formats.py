"""Every format gives the same work; what makes a file dangerous or broken is refused with file, record and reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.importers import cases
from draftbot.corpus.importers import Imported, Skipped, read_file
from draftbot.corpus.importers.plain import clean, unmarked
from draftbot.errors import BadInput
from draftbot.records.reference import Author
from draftbot.text.hygiene import problems

FILES = {
    "pubmed.xml": cases.PUBMED,
    "medline.nbib": cases.MEDLINE,
    "refs.ris": cases.RIS,
    "savedrecs.txt": cases.WEB_OF_SCIENCE,
    "refs.bib": cases.BIBTEX,
    "refs.json": cases.CSL,
    "article.nxml": cases.JATS,
}


@pytest.fixture
def read(tmp_path: Path):
    def reading(name: str, text: str | bytes) -> list[Imported | Skipped]:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(read_file(path))

    return reading


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_work(read, name: str) -> None:
    first = read(name, FILES[name])[0]
    assert isinstance(first, Imported)
    work = first.bibliography
    assert work.title is not None
    assert "synthetic trial of alphazine" in work.title
    assert work.DOI is not None
    assert work.DOI.lower().endswith("10.9999/one.1")
    assert (work.issued, work.volume) == (2019, "7") or name == "medline.nbib"
    assert (work.container_title or "").lower() == "journal of nothing"
    assert work.author[0].family in ("Nobody", "Nobody Jr", "Nöbody")
    assert work.author[0].given == "Nora"
    if name != "savedrecs.txt":
        assert work.author[1] == Author(literal="Nothing Study Group") or name == "refs.ris"


def test_pubmed_xml_gives_text_notices_and_indexing_whole(read) -> None:
    (record,) = read("pubmed.xml", cases.PUBMED)
    assert record.bibliography.title == "[A synthetic trial of alphazine and H2O in adults]."
    assert record.bibliography.original_title == "Ispytanie alfazina."
    assert record.bibliography.language == "Russian"
    assert record.bibliography.PMCID == "PMC9900001"
    assert record.abstract[0].printed() == (
        "METHODS: Sixty patients with nothing were randomized to alphazine 10 mg daily or placebo (P < 10^-3)."
    )
    assert "95% CI 0.30-0.80; P=0.004). See http://x NCT09999999." in record.text
    assert "Nobody owns this." in record.text
    assert [(n.kind, n.PMID) for n in record.notices] == [("retraction", "99000002")]
    assert record.indexing.subjects == ("Humans", "Pain/drug therapy")
    assert record.indexing.interests == "None."
    assert record.registry


def test_medline_gives_every_record_of_a_file_and_its_notices(read) -> None:
    first, second = read("medline.nbib", cases.MEDLINE)
    assert [section.label for section in first.abstract] == ["METHODS", "RESULTS"]
    assert [notice.kind for notice in first.notices] == ["retraction", "erratum"]
    assert first.bibliography.registration == "NCT09999999"
    assert second.bibliography.author == (Author(family="Someone", given="S"),)
    assert second.notices == ()


def test_ris_keeps_what_has_no_field_of_its_own_and_sees_a_retracted_title(read) -> None:
    first, second = read("refs.ris", cases.RIS)
    assert first.bibliography.title == "A synthetic trial of alphazine and H2O in adults"
    assert any("a note" in note for note in first.indexing.notes)
    assert any("an unknown tag" in note for note in first.indexing.notes)
    assert [notice.kind for notice in second.notices] == ["retraction"]


def test_web_of_science_is_told_from_ris_and_takes_full_names(read) -> None:
    (record,) = read("savedrecs.txt", cases.WEB_OF_SCIENCE)
    assert record.format == "Web of Science"
    assert record.bibliography.title == "A synthetic trial of alphazine and H2O in adults"
    assert [author.given for author in record.bibliography.author] == ["Nora", "Sam"]
    assert (record.bibliography.page, record.bibliography.PMID) == ("11-19", "99000001")


def test_bibtex_decodes_accents_and_strings_and_names_the_broken_block(read) -> None:
    first, second, broken = read("refs.bib", cases.BIBTEX)
    assert first.bibliography.authors_truncated
    assert first.bibliography.page == "11-19"
    assert second.bibliography.publisher == "Nobody Press"
    assert isinstance(broken, Skipped)
    assert broken.position == 3


def test_csl_json_takes_crossrefs_updates_as_notices(read) -> None:
    first, second, none = read("refs.json", cases.CSL)
    assert first.indexing.notes == ("note: a note",)
    assert [notice.seen_in for notice in second.notices] == ["Crossref updated-by (retraction-watch)"]
    assert "neither title" in none.reason


def test_jats_takes_nested_sections_and_leaves_the_body(read) -> None:
    (record,) = read("article.nxml", cases.JATS)
    assert record.text == "Results: Alphazine reduced pain to 10^-3. Nobody was harmed."
    assert record.bibliography.title == "A synthetic trial of alphazine: in adults"
    assert [notice.kind for notice in record.notices] == ["retraction"]
    assert record.indexing.other_texts == ("summary (language not stated): In short, less pain.",)


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><PubmedArticleSet>&b;</PubmedArticleSet>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><PubmedArticleSet><PubmedArticle>&a;</PubmedArticle></PubmedArticleSet>'
REFUSED = {
    "an entity bomb": (BOMB, "declares entities"),
    "an external entity": (OUTSIDE, "declares entities"),
    "an entity bomb in UTF-16": (BOMB.encode("utf-16"), "declares entities"),
    "broken XML": ("<PubmedArticleSet><PubmedArticle>", "not valid XML"),
    "XML of something else": ("<note>hello</note>", "no PubMed or JATS record"),
    "nesting without end": ("<PubmedArticleSet>" + "<a>" * 5000, "not valid XML"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "is not a file of references"),
    "nothing": ("", "is not a file of references"),
    "a cut list": ('[{"title": "x"}', "cut off"),
    "JSON nested too deeply": ("[" * 100_000, "nested too deeply"),
    "a list with rubbish": ('[{"title": "A title"}, nonsense]', "not valid JSON"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_dangerous_or_broken_is_refused_in_one_line(read, what: str) -> None:
    content, reason = REFUSED[what]
    with pytest.raises(BadInput, match=reason) as refused:
        read("given", content)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("10<sup>-3</sup> m<sup>2</sup>", "10^-3 m2"),
        ("P &amp;lt; 0.05", "P < 0.05"),
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
        ("x<y and a < b", "x< y and a < b"),
        ("soft\u00adhyphen \u200b\u2028line", "softhyphen line"),
        ("<script>alert(1)</script>", "< script>alert(1)< /script>"),
    ],
)
def test_markup_becomes_text_and_text_that_looks_like_markup_is_set_apart(given_text: str, plain: str) -> None:
    assert unmarked(given_text) == plain


@given(st.text(max_size=300))
def test_clean_text_may_stand_in_a_corpus_file_and_loses_no_visible_character(text: str) -> None:
    cleaned = clean(text)
    assert not problems(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=20)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    raw = bytearray(FILES[name].encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    path = tmp_path_factory.mktemp("damaged") / name
    path.write_bytes(bytes(raw))
    try:
        for record in read_file(path):
            assert isinstance(record, Imported | Skipped)
            json.dumps(record.model_dump(mode="json"))
    except BadInput:
        pass  # refused, which is one of the two
