"""RIS and the Web of Science's own tagged format, through rispy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from draftbot.corpus.importers.imported import Imported
from draftbot.corpus.importers.medline import sections
from draftbot.corpus.importers.notices import of_title, of_types
from draftbot.corpus.importers.people import language, own_address, person, year
from draftbot.corpus.importers.plain import unmarked
from draftbot.records.provenance import Indexing
from draftbot.records.reference import Bibliography

# What our own export writes into notes; see exporters/ris.py.
ORIGINAL_TITLE, REGISTRATION, TRUNCATED = "Original title: ", "Registration: ", "Author list incomplete"
ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]$")
LAST = re.compile(r"ER\s*(?:-.*)?$")
TYPES = {"BOOK": "book", "CHAP": "chapter", "CPAPER": "paper-conference", "CONF": "paper-conference", "THES": "thesis",
         "RPRT": "report", "ELEC": "webpage", "WEB": "webpage", "EBOOK": "book", "ECHAP": "chapter", "B": "book"}  # fmt: skip
# Keys of rispy in the order in which the first filled one is taken.
TITLE = ("title", "primary_title", "document_title")
JOURNAL = ("secondary_title", "journal_name", "publication_name", "full_source_title", "alternate_title1", "alternate_title3", "book_title")  # fmt: skip
YEAR = ("year", "publication_year", "date", "publication_date")
USED = frozenset((*TITLE, *YEAR, *JOURNAL[:3], "authors", "first_authors", "abstract", "notes_abstract", "doi",
                  "author_full_name", "volume", "number", "issue", "start_page", "end_page", "beginning_page", "ending_page",
                  "page_start", "page_end", "issn", "language", "publisher", "keywords", "author_keywords", "urls",
                  "type_of_reference", "publication_type", "id", "document_type", "pubmed_id"))  # fmt: skip


def record(lines: Sequence[str], position: int) -> Imported:
    """The record of a group of lines that ends with ER."""
    return _imported(_plain(lines), position, "RIS")


def web_of_science_record(lines: Sequence[str], position: int) -> Imported:
    """The record of a Web of Science group: two-letter tags without a dash, values continued by indentation."""
    return _imported(_wok(lines), position, "Web of Science")


def _plain(lines: Sequence[str]) -> Mapping[str, Any]:
    import rispy

    # managers leave the space off an empty last tag, which rispy then does not know
    text = [re.sub(r"^([A-Z][A-Z0-9]) {1,3}- ?", r"\1  - ", line) for line in lines if line.strip()]
    if not any(line.startswith("TY  -") for line in text):
        raise ValueError("the record has no TY line; a RIS record begins with one")
    return _only(rispy.loads("\n".join(text), skip_unknown_tags=False), "RIS")


def _wok(lines: Sequence[str]) -> Mapping[str, Any]:
    import rispy

    text = [line for line in lines if line.strip() and not re.match(r"(?:FN|VR|EF)(?: |$)", line)]
    return _only(rispy.loads("\n".join(text), implementation=rispy.WokParser), "Web of Science")


def _only(records: Sequence[Mapping[str, Any]], name: str) -> Mapping[str, Any]:
    if not records:
        raise ValueError(f"cannot be read as a {name} record: it does not begin with its type (TY or PT)")
    return records[0]


def _imported(got: Mapping[str, Any], position: int, name: str) -> Imported:
    title = _one(got, *TITLE)
    kind = str(got.get("type_of_reference") or got.get("publication_type") or "").upper()
    first, last = (
        _one(got, "start_page", "beginning_page", "page_start"),
        _one(got, "end_page", "ending_page", "page_end"),
    )
    numbers = [number.partition(" ")[0] for number in _many(got, "issn")]
    work = Bibliography.model_validate(
        {
            "type": TYPES.get(kind, "article-journal"),
            "title": title,
            "author": tuple(
                person(a)
                for a in _many(got, "author_full_name") or _many(got, "authors") or _many(got, "first_authors")
            ),
            "container_title": _one(got, *JOURNAL),
            "publisher": _one(got, "publisher"),
            "issued": year(_one(got, *YEAR)),
            "volume": _one(got, "volume"),
            "issue": _one(got, "number", "issue"),
            "page": f"{first}-{last}" if first and last else first,
            "DOI": _one(got, "doi"),
            "PMID": _pmid(got),
            "PMCID": _pmcid(got),
            "ISSN": next((number for number in numbers if ISSN.match(number)), None),
            "ISBN": next((number for number in numbers if not ISSN.match(number)), None),
            "URL": own_address(_one(got, "urls")),
            "language": language(_one(got, "language")),
            "original_title": _noted(got, ORIGINAL_TITLE),
            "registration": _noted(got, REGISTRATION),
            "authors_truncated": TRUNCATED in _many(got, "notes"),
        }
    )
    document = tuple(part.strip() for part in (_one(got, "document_type") or "").split(";") if part.strip())
    return Imported(
        format=name,
        position=position,
        bibliography=work,
        abstract=sections(_one(got, "abstract", "notes_abstract")),
        indexing=Indexing(
            publication_types=document,
            keywords=tuple(_many(got, "keywords")) + tuple(_many(got, "author_keywords")),
            other_texts=tuple(_many(got, "notes_abstract")) if got.get("abstract") else (),
            notes=tuple(_rest(got)),
        ),
        notices=(
            *(typed := tuple(of_types((*document, *_many(got, "type_of_work")), name))),
            *of_title(title, name, typed),
        ),
    )


def _pmid(got: Mapping[str, Any]) -> str | None:
    """The PMID, which PubMed's and others' exports put in the accession number."""
    database = (_one(got, "name_of_database") or "").lower()
    value = _one(got, "pubmed_id") or (
        _one(got, "accession_number") if "medline" in database or "pubmed" in database else None
    )
    return value if value and value.isdigit() else None


def _pmcid(got: Mapping[str, Any]) -> str | None:
    """EndNote's field for the PMCID, which others use for other things."""
    return next((value for value in _many(got, "custom2") if re.fullmatch(r"PMC\d+", value)), None)


def _noted(got: Mapping[str, Any], words: str) -> str | None:
    """What our own export puts into notes, since RIS has no tags for it."""
    return next((note.removeprefix(words) for note in _many(got, "notes") if note.startswith(words)), None)


def _rest(got: Mapping[str, Any]) -> list[str]:
    """Whatever else the record holds, each with rispy's name for it, and a second title, journal or year."""
    found = [f"also: {text}" for keys in (TITLE, JOURNAL[:3]) for text in _all(got, keys)[1:]]
    for key, value in got.items():
        if key == "unknown_tag" and isinstance(value, dict):
            found += [f"{tag}: {unmarked(str(part))}" for tag, parts in value.items() for part in parts]
        elif key not in USED:
            found += [f"{key}: {text}" for text in _many(got, key)]
    return [text for text in found if not text.endswith(": ")]


def _many(got: Mapping[str, Any], key: str) -> list[str]:
    value = got.get(key) or []
    return [text for part in (value if isinstance(value, list) else [value]) if (text := unmarked(str(part)))]


def _all(got: Mapping[str, Any], keys: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text for key in keys for text in _many(got, key)))


def _one(got: Mapping[str, Any], *keys: str) -> str | None:
    return next((text for key in keys for text in _many(got, key)), None)
