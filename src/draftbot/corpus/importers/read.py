"""A file to its records: which format it is, and each record as it comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeVar

from pydantic import ValidationError

from draftbot.corpus.importers import bibtex, csl_json, jats, medline, pubmed_xml, ris
from draftbot.corpus.importers.chunks import lines, starting, until
from draftbot.corpus.importers.imported import Imported, Skipped
from draftbot.corpus.importers.json_stream import json_items
from draftbot.corpus.importers.xml_stream import elements
from draftbot.errors import BadInput

KNOWN = "PubMed XML, JATS, MEDLINE/.nbib, RIS, Web of Science, BibTeX or CSL-JSON"
HEAD = 8192
ROOT = re.compile(r"<(?![?!])(?:\w+:)?([\w-]+)")
T = TypeVar("T")
TAGS = (pubmed_xml.ARTICLE, pubmed_xml.BOOK, "article")


def read_file(path: Path, told: Callable[[int], None] = lambda _: None) -> Iterator[Imported | Skipped]:
    """The records of a file, streaming, each as ``Imported`` or, with its reason, as ``Skipped``.

    ``told`` hears how many bytes have been read. Raises BadInput when the file cannot be read at all, or no further.
    """
    try:
        with path.open("rb") as file:
            for record in _reader(file, str(path)):
                told(file.tell())
                yield record
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(path)) from error


def _reader(file: IO[bytes], path: str) -> Iterator[Imported | Skipped]:
    head = _head(file)
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _xml(file, head, path)
    if start.startswith(("[", "{")):
        return _json(file, path)
    if re.search(r"^\s*@\s*\w+\s*[{(]", head, re.MULTILINE):
        return _bibtex(file, path)
    if re.search(r"^PMID\s*- ", head, re.MULTILINE):
        groups = starting(lines(file, path), medline.FIRST, path)
        return _each(groups, medline.record)
    if re.search(r"^TY {1,3}-", head, re.MULTILINE):
        return _each(until(lines(file, path), ris.LAST, path), ris.record)
    if re.search(r"^(?:FN |PT [A-Z]$)", head, re.MULTILINE):
        return _each(until(lines(file, path), ris.LAST, path), ris.web_of_science_record)
    raise BadInput(f"is not a file of references that can be read; give {KNOWN}", path=path)


def _head(file: IO[bytes]) -> str:
    raw = file.read(HEAD)
    file.seek(0)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    return raw.decode("utf-8-sig", errors="replace")


def _xml(file: IO[bytes], head: str, path: str) -> Iterator[Imported | Skipped]:
    root = ROOT.search(head)
    position = 0
    for position, element in enumerate(elements(file, TAGS, path), start=1):
        make = jats.record if element.tag == "article" else pubmed_xml.record
        yield _made(make, element, position)
    if not position:
        name = root[1] if root else "?"
        raise BadInput(f"no PubMed or JATS record in it (its root element is {name!r})", path=path)


def _bibtex(file: IO[bytes], path: str) -> Iterator[Imported | Skipped]:
    strings, position = "", 0
    for group in starting(lines(file, path), bibtex.FIRST, path):
        if bibtex.STRING.match(group[0]):
            strings = f"{strings}{chr(10).join(group)}\n"[-50_000:]
        elif bibtex.FIRST.match(group[0]) and not bibtex.ASIDE.match(group[0]):
            position += 1
            yield _made(lambda given, at: bibtex.record(given, at, strings), group, position)  # noqa: B023 (called at once)


def _json(file: IO[bytes], path: str) -> Iterator[Imported | Skipped]:
    for position, item in enumerate(json_items(file, path), start=1):
        yield _made(csl_json.record, item, position)


def _each(groups: Iterator[list[str]], make: Callable[[list[str], int], Imported]) -> Iterator[Imported | Skipped]:
    position = 0
    for group in groups:
        if any(re.match(r"(?:TY|PT|PMID)\s*-? ?", line) for line in group):
            position += 1
            yield _made(make, group, position)


def _made(make: Callable[[T, int], Imported], given: T, position: int) -> Imported | Skipped:
    """The record, or why there is none; what a library raises on broken input is such a reason."""
    try:
        made = make(given, position)
    except ValidationError as error:
        return Skipped(position=position, reason=f"{error.errors()[0]['loc'][-1]}: {error.errors()[0]['msg']}")
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        return Skipped(position=position, reason=str(error) or type(error).__name__)
    if not made.bibliography.title and not made.bibliography.DOI and not made.bibliography.PMID:
        return Skipped(position=position, reason="has neither a title, a DOI nor a PMID")
    return made
