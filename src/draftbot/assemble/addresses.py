"""Where a cited work lives: addresses that are whole whatever characters an identifier has."""

from __future__ import annotations

from urllib.parse import quote


def doi_address(doi: str) -> str:
    """The resolver's address; the identifier is percent-encoded, since a DOI may hold ``<``, ``(`` and ``#``
    (DOI Handbook, encoding recommendations)."""
    return f"https://doi.org/{quote(doi, safe='/:;.,-_~')}"


def pubmed_address(pmid: str) -> str:
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
