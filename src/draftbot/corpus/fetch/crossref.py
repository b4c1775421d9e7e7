"""Crossref through habanero, in the polite pool (https://api.crossref.org: a mail address in the user agent)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, unquote, urljoin

from draftbot.corpus.fetch.cache import Cache
from draftbot.corpus.fetch.door import BUSY, CROSSREF, TRIES, Door, Offline, pause
from draftbot.corpus.importers import Imported
from draftbot.corpus.importers.csl_json import record
from draftbot.corpus.shelf.identity import doi as bare_doi

UNKNOWN = 404
MOVED = frozenset({301, 302, 303, 307, 308})
# The polite pool takes ten single records a second from one place; one at a time with this pause stays below.
PAUSE = 0.1


class Crossref:
    """Works by DOI."""

    def __init__(self, door: Door, cache: Cache, email: str, base: str = CROSSREF) -> None:
        self.door, self.cache, self.email, self.base = door, cache, email, base

    def work(self, doi: str, fresh: bool = False) -> Imported | None:
        """The record of a DOI, ``None`` where Crossref has none; raises Offline when it cannot be asked."""
        question = f"crossref {doi.lower()}"
        answer = self.cache.get(question, fresh=fresh)
        if answer is None:
            answer = self._ask(doi)
            self.cache.put(question, answer)
        try:
            return record(json.loads(answer), 1, registry=True) if answer else None
        except (ValueError, RecursionError, AttributeError) as error:
            raise Offline(f"Crossref's answer about {doi} cannot be read: {error}") from error

    def _ask(self, doi: str, moved: bool = False) -> bytes:
        """The work as Crossref has it, empty where it has none; a busy Crossref is asked again, and a DOI that gave way
        to another is followed once, to Crossref only."""
        self.door.allow(self.base)
        for attempt in range(1, TRIES + 1):
            self.door.wait(PAUSE)
            refused = _Refused()
            with refused.noted():
                return self._message(doi)
            if refused.status == UNKNOWN:
                return b""
            if refused.status in MOVED and refused.location and not moved:
                return self._ask(self._moved(refused.location), moved=True)
            if refused.status not in BUSY or attempt == TRIES:
                raise Offline(f"Crossref {refused.told()}")
            self.door.wait(pause(refused.asked, attempt))
        raise AssertionError("the last try returns or raises")

    def _message(self, doi: str) -> bytes:
        from habanero import Crossref as Client

        client: Any = Client(base_url=self.base, mailto=self.email, ua_string="draftbot", timeout=60)
        found = client.works(ids=quote(doi, safe="/:;()._-"))
        if not isinstance(found, dict) or not isinstance(found.get("message"), dict):
            raise Offline(f"Crossref's answer about {doi} cannot be read")
        return json.dumps(found["message"]).encode()

    def _moved(self, location: str) -> str:
        address = urljoin(f"{self.base}/", location)
        self.door.allow(address)
        found = bare_doi(unquote(address.partition("/works/")[2]))
        if not found:
            raise Offline("Crossref leads to an address that is no work; not opened")
        return found


class _Refused:
    """What an answer that is no success said: its status and the pause it asks for, or that there was none."""

    status: int | None = None
    asked: str | None = None
    location: str | None = None
    why = ""

    @contextmanager
    def noted(self) -> Iterator[None]:
        from habanero import RequestError

        try:
            yield
        except Offline:
            raise
        except RequestError as error:
            self.status = int(error.status_code)
        except Exception as error:  # habanero lets its HTTP client's own errors through, whatever client that is
            answer = getattr(error, "response", None)
            self.status = getattr(answer, "status_code", None)
            if answer is not None:
                self.asked, self.location = answer.headers.get("Retry-After"), answer.headers.get("Location")
            self.why = type(error).__name__ if self.status else str(error) or type(error).__name__

    def told(self) -> str:
        return f"refuses: {self.status}" if self.status else f"cannot be reached (offline?): {self.why}"
