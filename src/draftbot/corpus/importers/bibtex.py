"""BibTeX, through bibtexparser; LaTeX's accents become letters."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence

from draftbot.corpus.importers.imported import Imported
from draftbot.corpus.importers.medline import sections
from draftbot.corpus.importers.notices import of_title
from draftbot.corpus.importers.people import language, own_address, person, year
from draftbot.corpus.importers.plain import unmarked
from draftbot.records.provenance import Indexing
from draftbot.records.reference import Author, Bibliography

FIRST = re.compile(r"\s*@\s*\w+\s*[{(]")
# Blocks that are no records; strings are kept, since later records may use them.
ASIDE = re.compile(r"\s*@\s*(?:comment|preamble)\b", re.IGNORECASE)
STRING = re.compile(r"\s*@\s*string\b", re.IGNORECASE)
TYPES = {"article": "article-journal", "book": "book", "inbook": "chapter", "incollection": "chapter",
         "inproceedings": "paper-conference", "conference": "paper-conference", "phdthesis": "thesis",
         "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
         "online": "webpage", "misc": "webpage"}  # fmt: skip
USED = frozenset("title author abstract journal journaltitle booktitle publisher year date volume number issue pages doi "
                 "pmid pmcid issn isbn url language langid keywords origtitle registration".split())  # fmt: skip
GROUPED = re.compile(r"^\{(.*)\}$", re.DOTALL)


def record(lines: Sequence[str], position: int, strings: str = "") -> Imported:
    """The record of a block; ``strings`` are the ``@string`` blocks before it. Raises ValueError where the block
    cannot be read."""
    entry, fields = _fields(strings + "\n".join(lines))
    title = _text(fields, "title")
    work = Bibliography.model_validate(
        {
            "type": TYPES.get(entry, "article-journal" if "journal" in fields else "report"),
            "title": title,
            "author": tuple(_authors(fields.get("author", ""))),
            "authors_truncated": bool(re.search(r"\band\s+others\s*$", fields.get("author", ""))),
            "container_title": _text(fields, "journal", "journaltitle", "booktitle"),
            "publisher": _text(fields, "publisher"),
            "issued": year(_text(fields, "year", "date")),
            "volume": _text(fields, "volume"),
            "issue": _text(fields, "number", "issue"),
            "page": re.sub(r"\s*[-–—]+\s*", "-", _text(fields, "pages") or "") or None,
            "DOI": _text(fields, "doi"),
            "PMID": _text(fields, "pmid"),
            "PMCID": _text(fields, "pmcid"),
            "ISSN": _text(fields, "issn"),
            "ISBN": _text(fields, "isbn"),
            "URL": own_address(_text(fields, "url")),
            "language": language(_text(fields, "language", "langid")),
            "original_title": _text(fields, "origtitle"),
            "registration": _text(fields, "registration"),
        }
    )
    keywords = re.split(r"\s*[;,]\s*", _text(fields, "keywords") or "")
    return Imported(
        format="BibTeX",
        position=position,
        bibliography=work,
        abstract=sections(_text(fields, "abstract")),
        indexing=Indexing(
            keywords=tuple(filter(None, keywords)),
            notes=tuple(f"{key}: {text}" for key in fields if key not in USED and (text := _text(fields, key))),
        ),
        notices=tuple(of_title(title, "BibTeX")),
    )


def _fields(text: str) -> tuple[str, Mapping[str, str]]:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what is broken is told as the record's reason
    library = parse_string(
        text, append_middleware=[LatexDecodingMiddleware(keep_braced_groups=True, keep_math_mode=False)]
    )
    if library.failed_blocks and not library.entries:
        error = getattr(library.failed_blocks[0], "error", None)
        why = getattr(error, "abort_reason", None) or str(error) or "broken block"
        raise ValueError(f"cannot be read as BibTeX: {why}")
    if not library.entries:
        raise ValueError("cannot be read as BibTeX: no entry in the block")
    entry = library.entries[0]
    return entry.entry_type.lower(), {field.key.lower(): str(field.value) for field in entry.fields}


def _authors(listed: str) -> Iterator[Author]:
    for name in _people(listed):
        group = GROUPED.match(name.strip())
        if group:
            yield Author(literal=_bare(group[1]))
        elif name.strip() and name.strip() != "others":
            yield person(_bare(name))


def _people(listed: str) -> Iterator[str]:
    """The names between the ``and`` that stand outside of braces: a group's own name may hold the word."""
    depth, start = 0, 0
    for found in re.finditer(r"(?<!\\)[{}]|\sand(?=\s)", listed):
        if found.group() in "{}":
            depth += 1 if found.group() == "{" else -1
        elif depth <= 0:
            yield listed[start : found.start()]
            start = found.end()
    yield listed[start:]


def _text(fields: Mapping[str, str], *keys: str) -> str | None:
    return next((text for key in keys if key in fields and (text := _bare(fields[key]))), None)


def _bare(value: str) -> str:
    """Without the braces that keep capitals, which are no text; LaTeX's circumflex is the one on the keyboard."""
    return unmarked(re.sub(r"(?<!\\)[{}]", "", value).replace("ˆ", "^"))
