"""NCBI's E-utilities through biopython, which keeps to NCBI's three (with a key: ten) requests a second.

Rules: https://www.ncbi.nlm.nih.gov/books/NBK25497/ (email and tool on every request, ids in batches by POST).
"""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from typing import Any

from draftbot.corpus.fetch.cache import Cache
from draftbot.corpus.fetch.door import ENTREZ, Door, Offline
from draftbot.corpus.importers import Imported
from draftbot.corpus.importers.pubmed_xml import ARTICLE, BOOK, record
from draftbot.corpus.importers.xml_stream import elements
from draftbot.errors import BadInput

BATCH = 200
TOOL = "draftbot"


class Entrez:
    """PubMed by PMID. ``base`` is where the E-utilities are; ``api_key`` never leaves for anywhere else."""

    def __init__(self, door: Door, cache: Cache, email: str, api_key: str | None = None, base: str = ENTREZ) -> None:
        self.door, self.cache, self.email, self.api_key, self.base = door, cache, email, api_key, base

    def records(self, pmids: Sequence[str], fresh: bool = False) -> Iterator[tuple[str, Imported | None]]:
        """Each PMID with its record, ``None`` where PubMed has none; in batches, from the cache where it answered
        before and ``fresh`` is not set. Raises Offline when PubMed cannot be asked."""
        for start in range(0, len(pmids), BATCH):
            batch = list(dict.fromkeys(pmids[start : start + BATCH]))
            missing = [p for p in batch if fresh or self.cache.get(f"pubmed {p}") is None]
            if missing:
                self._fetch(missing)
            for pmid in batch:
                yield pmid, self._kept(pmid)

    def find(self, term: str) -> tuple[str, ...]:
        """The PMIDs of a search, such as ``10.1371/x[doi]``; raises Offline when PubMed cannot be asked."""
        question = f"pubmed search {term}"
        answer = self.cache.get(question)
        if answer is None:
            answer = self._ask("esearch", db="pubmed", term=term, retmode="json")
            self.cache.put(question, answer)
        try:
            found = json.loads(answer)["esearchresult"]["idlist"]
        except (ValueError, KeyError, TypeError) as error:
            raise Offline(f"PubMed's answer to the search for {term} cannot be read") from error
        return tuple(str(pmid) for pmid in found)

    def _fetch(self, pmids: Sequence[str]) -> None:
        """One request for the PMIDs; each record is kept by itself, and what PubMed left out is kept as unknown."""
        from lxml import etree

        answer = self._ask("efetch", db="pubmed", id=",".join(pmids), retmode="xml")
        got: dict[str, bytes] = {}
        try:
            for element in elements(io.BytesIO(answer), (ARTICLE, BOOK), "PubMed"):
                pmid = record(element, 1).bibliography.PMID
                got[pmid or ""] = bytes(etree.tostring(element, with_tail=False))
        except BadInput as error:
            if not got:
                raise Offline(f"PubMed's answer cannot be read: {error.what}") from error
            pmids = [pmid for pmid in pmids if pmid in got]  # cut off: the rest stays unasked
        for pmid in pmids:
            self.cache.put(f"pubmed {pmid}", got.get(pmid, b""))

    def _kept(self, pmid: str) -> Imported | None:
        raw = self.cache.get(f"pubmed {pmid}")
        if not raw:
            return None
        whole = io.BytesIO(b"<PubmedArticleSet>" + raw + b"</PubmedArticleSet>")
        return next((record(element, 1) for element in elements(whole, (ARTICLE, BOOK), f"PubMed {pmid}")), None)

    def _ask(self, tool: str, **parameters: str) -> bytes:
        """An E-utility's answer, whole."""
        import Bio.Entrez

        client: Any = Bio.Entrez
        client.email, client.tool, client.api_key, client.sleep_between_tries = self.email, TOOL, self.api_key, 0
        client.max_tries = 1  # the door tries again by itself, after the pause that NCBI asks for
        original, client.urlopen = client.urlopen, self._open
        try:
            with getattr(client, tool)(**parameters) as handle:
                answer = handle.read()
        except urllib.error.HTTPError as error:
            raise Offline(f"PubMed refuses: {error.code} {error.reason}") from error
        finally:
            client.urlopen = original
        return answer if isinstance(answer, bytes) else str(answer).encode()

    def _open(self, request: urllib.request.Request) -> Any:
        request.full_url = request.full_url.replace(ENTREZ, self.base, 1)
        return self.door.open(request)
