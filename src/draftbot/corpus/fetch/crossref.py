"""Crossref through habanero, in the polite pool (https://api.crossref.org: a mail address in the user agent)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from draftbot.corpus.fetch.cache import Cache
from draftbot.corpus.fetch.door import BUSY, CROSSREF, TRIES, Door, Offline, pause
from draftbot.corpus.importers import Imported
from draftbot.corpus.importers.csl_json import record

UNKNOWN = 404
# Crossref's public and polite pools allow fifty requests a second; one at a time with this pause is far below.
PAUSE = 0.05


class Crossref:
    """Works by DOI."""

    def __init__(self, door: Door, cache: Cache, email: str, base: str = CROSSREF) -> None:
        self.door, self.cache, self.email, self.base = door, cache, email, base

    def work(self, doi: str, fresh: bool = False) -> Imported | None:
        """The record of a DOI, ``None`` where Crossref has none; raises Offline when it cannot be asked."""
        question = f"crossref {doi.lower()}"
        answer = None if fresh else self.cache.get(question)
        if answer is None:
            answer = self._ask(doi)
            self.cache.put(question, answer)
        try:
            return record(json.loads(answer), 1, registry=True) if answer else None
        except ValueError as error:
            raise Offline(f"Crossref's answer about {doi} cannot be read: {error}") from error

    def _ask(self, doi: str) -> bytes:
        """The work as Crossref has it, empty where it has none; a busy Crossref is asked again."""
        self.door.allow(self.base)
        for attempt in range(1, TRIES + 1):
            self.door.wait(PAUSE)
            refused = _Refused()
            try:
                with refused.noted():
                    found = self._client().works(ids=quote(doi, safe="/:;()._-"))
                    return json.dumps(found["message"]).encode()
            except (KeyError, TypeError) as error:
                raise Offline(f"Crossref's answer about {doi} cannot be read") from error
            if refused.status == UNKNOWN:
                return b""
            if refused.status not in BUSY or attempt == TRIES:
                raise Offline(f"Crossref {refused.told()}")
            self.door.wait(pause(refused.asked, attempt))
        raise AssertionError("the last try returns or raises")

    def _client(self) -> Any:
        from habanero import Crossref as Client

        return Client(base_url=self.base, mailto=self.email, ua_string="draftbot", timeout=60)


class _Refused:
    """What an answer that is no success said: its status and the pause it asks for, or that there was none."""

    status: int | None = None
    asked: str | None = None
    why = ""

    @contextmanager
    def noted(self) -> Iterator[None]:
        from habanero import RequestError

        try:
            yield
        except RequestError as error:
            self.status = int(error.status_code)
        except (KeyError, TypeError):
            raise
        except Exception as error:  # habanero lets its HTTP client's own errors through, whatever client that is
            answer = getattr(error, "response", None)
            self.status = getattr(answer, "status_code", None)
            self.asked = answer.headers.get("Retry-After") if answer is not None else None
            self.why = str(error)

    def told(self) -> str:
        return f"refuses: {self.status}" if self.status else f"cannot be reached (offline?): {self.why}"
