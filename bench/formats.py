"""Every file of references that ships in packages' tests: read with no text lost, or refused with file, record, reason.

The text is compared with the file's own: for XML with every text node of a record (by lxml on the whole tree, which the
importer does not use), but for what says how the record was kept. Needs `make real-files`.
"""

from __future__ import annotations

import html
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from draftbot.corpus.importers import Imported, Skipped, read_file
from draftbot.errors import BadInput

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "real"
ENDINGS = (".xml", ".nxml", ".ris", ".nbib", ".bib", ".json", ".csl")
# How a PubMed record was kept, identifiers in others' lists, the article's own reference list, and short forms of names
# that stand in full beside them.
PUBMED_KEPT = frozenset(
    "DateCompleted DateRevised DateCreated ArticleDate MedlineTA NlmUniqueID ISSNLinking Country CitationSubset "
    "ReferenceList PublicationStatus History ISOAbbreviation Initials RegistryNumber Identifier PubDate Acronym "
    "DataBankName PubMedPubDate ObjectList StartPage EndPage NumberOfReferences ContributionDate BeginningDate "
    "EndingDate ISSN ELocationID ArticleId PMID Language LocationLabel Day Month Year Isbn Medium".split()
)
FRONT = ("front/article-meta/title-group", "front/article-meta/abstract", "front/article-meta/kwd-group",
         "front/article-meta/contrib-group//surname", "front-stub/title-group")  # fmt: skip
BIBTEX = re.compile(
    r"^\s*(?:title|journal|booktitle|publisher)\s*=\s*[{\"]([^{}\"\\$~]*)[}\"],?\s*$", re.MULTILINE | re.IGNORECASE
)


def characters(text: str) -> str:
    """Letters, digits and signs alone: no white space, no character that nobody sees, no mark for powers."""
    return "".join(
        c for c in text if not c.isspace() and c not in "^[]" and unicodedata.category(c) not in ("Cf", "Cc", "Co")
    )


def everything(records: list[Imported]) -> str:
    dumped = (record.model_dump_json().replace('\\"', '"').replace("\\\\", "\\") for record in records)
    return characters(" ".join([*(record.text for record in records), *dumped]))


def texts(path: Path) -> Iterator[str]:
    """Every text that must be found again."""
    if path.suffix in (".xml", ".nxml"):
        tree = etree.parse(
            path, etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
        ).getroot()
        for record in tree.iter("PubmedArticle", "PubmedBookArticle"):
            yield from _nodes(record, PUBMED_KEPT)
        for record in [tree] if tree.tag == "article" else tree.iter("article"):
            for part in FRONT:
                for node in record.findall(part):
                    yield from _nodes(node, frozenset({"object-id", "label", "xref"}))
    elif path.suffix == ".ris":
        text = path.read_text("utf-8-sig", "replace")
        for tag, value in re.findall(r"^([A-Z][A-Z0-9])  ?- *(\S.*)$", text, re.MULTILINE):
            if tag in ("AU", "A1"):
                yield value.replace(",", " ").split()[0]
            elif tag in ("TI", "T1", "AB", "N2", "JO", "T2", "JF", "KW", "VL", "IS", "N1"):
                yield re.sub(r"<[^>]+>", "", html.unescape(html.unescape(value)))
    elif path.suffix == ".bib":
        for value in BIBTEX.findall(path.read_text("utf-8", "replace")):
            yield value.replace("--", "–")


def _nodes(element: etree._Element, kept: frozenset[str]) -> Iterator[str]:
    """The text of each innermost element, with inline markup inside it."""
    if not isinstance(element.tag, str) or element.tag in kept:
        return
    inside = [child for child in element if isinstance(child.tag, str)]
    if (element.text or "").strip() or any((child.tail or "").strip() for child in inside) or not inside:
        yield "".join(t for t in element.itertext() if isinstance(t, str))
        return
    for child in inside:
        yield from _nodes(child, kept)


def main() -> None:
    if not FOLDER.is_dir():
        sys.exit("needs real files; `make real-files` fetches them")
    tally: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    lost: list[str] = []
    for path in sorted(p for p in FOLDER.rglob("*") if p.is_file() and (p.suffix in ENDINGS or "Medline" in p.parts)):
        name = str(path.relative_to(FOLDER))
        try:
            records = list(read_file(path))
        except BadInput as error:
            tally["files refused"] += 1
            refused[re.sub(r"'.*?'|\d+", "…", error.what)[:70]] += 1
            continue
        tally["files read"] += 1
        taken = [record for record in records if isinstance(record, Imported)]
        tally["records read"] += len(taken)
        for record in records:
            if isinstance(record, Skipped):
                tally["records refused"] += 1
                refused[f"record: {re.sub(chr(39) + '.*?' + chr(39), '…', record.reason)[:60]}"] += 1
        ours = everything(taken)
        skipped = any(isinstance(record, Skipped) for record in records)
        for text in texts(path):
            bare = characters(text).strip(".")
            tally["texts compared"] += 1
            if bare and bare not in ours and not skipped:
                lost.append(f"{name}: {text[:120]!r}")
    for line in lost[:40]:
        print(f"lost: {line}")
    for reason, count in refused.most_common():
        print(f"{count:>4} refused: {reason}")
    print(", ".join(f"{count:,} {name}" for name, count in tally.items()), f"{len(lost)} texts lost", sep=", ")
    out = ROOT / "build" / "formats.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps({**tally, "lost": len(lost)}))
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
