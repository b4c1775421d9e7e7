"""BibTeX in UTF-8, with biblatex's names where BibTeX has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from draftbot.corpus.exporters.csl_json import published_abstract
from draftbot.records.reference import Author, Reference

TYPES = {"article-journal": "article", "book": "book", "chapter": "incollection", "paper-conference": "inproceedings",
         "thesis": "thesis", "report": "report", "webpage": "online"}  # fmt: skip
# Characters that LaTeX takes for commands; braces and backslashes have no spelling that every reader gives back.
SPECIAL = re.compile(r"[&%$#_]")
# Pairs that LaTeX sets as one character.
LIGATURES = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)")
COMMANDS = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def export(references: Sequence[Reference]) -> str:
    """An entry for each reference; its key is the reference's id."""
    return "\n".join(_entry(reference) for reference in references)


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(reference))
    return f"@{TYPES[reference.bibliography.type]}{{{reference.id},\n{fields}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    work = reference.bibliography
    within = "journal" if work.type == "article-journal" else "booktitle"
    plain = {
        "title": work.title,
        "origtitle": work.original_title,
        within: work.container_title,
        "publisher": work.publisher,
        "year": str(work.issued) if work.issued else None,
        "volume": work.volume,
        "number": work.issue,
        "doi": work.DOI,
        "pmid": work.PMID,
        "pmcid": work.PMCID,
        "issn": work.ISSN,
        "isbn": work.ISBN,
        "url": work.URL,
        "language": work.language,
        "registration": work.registration,
        "abstract": published_abstract(reference),
    }
    if work.author:
        names = [_author(author) for author in work.author]
        yield "author", " and ".join([*names, *(["others"] if work.authors_truncated else [])])
    if work.page:
        yield "pages", work.page.replace("-", "--")
    yield from ((name, _escaped(value)) for name, value in plain.items() if value)


def _author(author: Author) -> str:
    if author.literal or not author.given:
        return f"{{{_escaped(author.literal or author.family or '')}}}"
    return f"{_escaped(author.family or '')}, {_escaped(author.given)}"


def _escaped(text: str) -> str:
    text = SPECIAL.sub(lambda found: f"\\{found.group()}", re.sub(r"[{}\\]", "", text))
    return LIGATURES.sub(lambda found: f"{found.group()}{{}}", "".join(COMMANDS.get(letter, letter) for letter in text))
