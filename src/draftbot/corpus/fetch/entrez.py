"""NCBI's E-utilities through biopython, which keeps to NCBI's three (with a key: ten) requests a second.

Rules: https://www.ncbi.nlm.nih.gov/books/NBK25497/ (email and tool on every request, ids in batches by POST).
"""

from __future__ import annotations

import http.client
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
ROOT = b"<PubmedArticleSet"


class Entrez:
    """PubMed by PMID. ``base`` is where the E-utilities are; ``api_key`` never leaves for anywhere else."""

    def __init__(
        self,
        door: Door,
        cache: Cache,
        email: str,
        api_key: str | None = None,
        tool: str = "draftbot",
        base: str = ENTREZ,
    ) -> None:
        self.door, self.cache, self.base = door, cache, base
        self.email, self.api_key, self.tool = email, api_key, tool

    def records(self, pmids: Sequence[str], fresh: bool = False) -> Iterator[tuple[str, Imported | None]]:
        """Each PMID with its record, ``None`` where PubMed has none; in batches, from the cache where it answered
        before (lately, where ``fresh`` is set). Raises Offline when PubMed cannot be asked."""
        known = list(dict.fromkeys(pmids))
        for start in range(0, len(known), BATCH):
            batch = known[start : start + BATCH]
            self._ask_for(batch, fresh)
            for pmid in batch:
                yield pmid, self._kept(pmid)

    def find(self, term: str, fresh: bool = False) -> tuple[str, ...]:
        """The PMIDs of a search, such as ``10.1371/x[doi]``; raises Offline when PubMed cannot be asked."""
        question = f"pubmed search {term}"
        answer = self.cache.get(question, fresh=fresh)
        found = self._ids(answer, term) if answer is not None else ()
        if not found:
            answer = self._ask("esearch", db="pubmed", term=term, retmode="json")
            found = self._ids(answer, term)
            self.cache.put(question, answer)
        return found

    @staticmethod
    def _ids(answer: bytes, term: str) -> tuple[str, ...]:
        try:
            return tuple(str(pmid) for pmid in json.loads(answer)["esearchresult"]["idlist"])
        except (ValueError, KeyError, TypeError) as error:
            raise Offline(f"PubMed's answer to the search for {term} cannot be read") from error

    def _ask_for(self, batch: Sequence[str], fresh: bool) -> None:
        """Asks until the whole batch is answered; an answer that was cut off is asked for again where it broke."""
        missing = [pmid for pmid in batch if self.cache.get(f"pubmed {pmid}", fresh=fresh) is None]
        while missing:
            self._fetch(missing)
            left = [pmid for pmid in missing if self.cache.get(f"pubmed {pmid}", fresh=fresh) is None]
            if len(left) == len(missing):
                raise Offline(f"PubMed does not answer about PMID {missing[0]}")
            missing = left

    def _fetch(self, pmids: Sequence[str]) -> None:
        """One request for the PMIDs; each record is kept by itself, and what PubMed left out is kept as unknown."""
        from lxml import etree

        answer = self._ask("efetch", db="pubmed", id=",".join(pmids), retmode="xml")
        if ROOT not in answer[:2000]:  # an error page is no list from which a work is missing
            raise Offline("PubMed's answer is no list of records")
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
        whole = io.BytesIO(ROOT + b">" + raw + b"</PubmedArticleSet>")
        return next((record(element, 1) for element in elements(whole, (ARTICLE, BOOK), f"PubMed {pmid}")), None)

    def _ask(self, utility: str, **parameters: str) -> bytes:
        """An E-utility's answer, whole."""
        import Bio.Entrez

        client: Any = Bio.Entrez
        client.email, client.tool, client.api_key = self.email, self.tool, self.api_key
        client.sleep_between_tries, client.max_tries = 0, 1  # the door tries again, after the pause that NCBI asks for
        original, client.urlopen = client.urlopen, self._open
        try:
            with getattr(client, utility)(**parameters) as handle:
                answer = handle.read()
        except urllib.error.HTTPError as error:
            raise Offline(f"PubMed refuses: {error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            raise Offline(f"PubMed's answer broke off: {error}") from error
        finally:
            client.urlopen = original
        return answer if isinstance(answer, bytes) else str(answer).encode()

    def _open(self, request: urllib.request.Request) -> Any:
        request.full_url = request.full_url.replace(ENTREZ, self.base, 1)
        return self.door.open(request)
