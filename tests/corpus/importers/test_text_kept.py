"""No text of a real record is lost, compared with the file's own characters and not with our reading of it."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pytest

import real_files
from draftbot.corpus.importers import Imported, read_file
from draftbot.errors import BadInput

# What a reader may cite or rely on. Left out on purpose: dates of handling, journal short names and countries, initials
# beside given names, numbers of registries' own lists, and the article's reference list.
TAKEN = (
    *("ArticleTitle", "VernacularTitle", "AbstractText", "LastName", "CollectiveName", "Title", "Volume", "Issue"),
    *("MedlinePgn", "Keyword", "DescriptorName", "QualifierName", "NameOfSubstance", "PublicationType", "GrantID"),
    *("Agency", "Affiliation", "CoiStatement", "RefSource", "BookTitle", "PublisherName", "SupplMeshName"),
    *("CopyrightInformation", "AccessionNumber", "Suffix"),
)


EMPTY = "37909814.xml"  # a set without an article


def characters(text: str) -> str:
    """Letters, digits and signs alone: no white space, no character that nobody sees, no mark for powers."""
    return "".join(
        c for c in text if not c.isspace() and c != "^" and unicodedata.category(c) not in ("Cf", "Cc", "Co")
    )


def texts_in(xml: str) -> list[str]:
    """The text inside each element that must be taken, by regular expression on the file."""
    xml = re.sub(r"<ReferenceList>.*?</ReferenceList>", "", xml, flags=re.DOTALL)
    found = []
    for name in TAKEN:
        for inner in re.findall(rf"<{name}(?:\s[^>]*)?>(.*?)</{name}>", xml, re.DOTALL):
            found.append(html.unescape(re.sub(r"<!--.*?-->|<[^>]+>", "", inner, flags=re.DOTALL)))
    return [text for text in map(characters, found) if text]


def everything(records: list[Imported]) -> str:
    """All text of the records: the abstracts as they print, and every field."""
    dumped = (record.model_dump_json().replace('\\"', '"').replace("\\\\", "\\") for record in records)
    return characters(" ".join([*(record.text for record in records), *dumped]))


def read(path: Path) -> list[Imported]:
    return [record for record in read_file(path) if isinstance(record, Imported)]


@real_files.needed
def test_every_character_of_real_pubmed_files_is_taken() -> None:
    records = kept = 0
    for path in real_files.pubmed_xml():
        if path.name == EMPTY:
            with pytest.raises(BadInput, match="no PubMed or JATS record"):
                read(path)
            continue
        got = read(path)
        records += len(got)
        ours = everything(got)
        for text in texts_in(path.read_text(encoding="utf-8")):
            kept += 1
            bare = text.strip("[].")
            assert bare in ours, f"{path.name}: {text[:200]}"
    print(f"{records} records, {kept} texts, none lost")
    assert records > 200
    assert kept > 5000


@real_files.needed
@pytest.mark.parametrize(
    "path", [*real_files.medline(), *real_files.ris(), *real_files.jats(), *real_files.bibtex()], ids=lambda p: p.name
)
def test_every_other_real_file_is_read_or_refused_with_a_reason(path: Path) -> None:
    try:
        records = list(read_file(path))
    except BadInput:
        return  # its message is tested with the damaged files
    assert records
    for record in records:
        assert isinstance(record, Imported) or record.reason


@real_files.needed
@pytest.mark.parametrize("path", real_files.ris(), ids=lambda p: p.name)
def test_every_value_of_real_ris_files_is_taken(path: Path) -> None:
    try:
        records = list(read_file(path))
    except BadInput:
        return
    if not all(isinstance(record, Imported) for record in records):
        return  # the values of refused records are told in the refusal's place in the file
    ours = everything([record for record in records if isinstance(record, Imported)])
    for tag, value in re.findall(r"^([A-Z][A-Z0-9])  ?- *(\S.*)$", path.read_text(encoding="utf-8-sig"), re.MULTILINE):
        bare = characters(html.unescape(html.unescape(value)))
        if tag in ("TI", "T1", "AB", "N2", "JO", "T2", "JF", "KW", "VL", "IS", "N1") and bare:
            assert re.sub(r"<[^>]+>", "", bare) in ours, f"{tag}: {value[:200]}"
