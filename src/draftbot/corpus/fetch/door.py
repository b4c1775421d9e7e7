"""The way out: two registries and nobody else, slowly enough, and never to an address inside the reader's network."""

from __future__ import annotations

import ipaddress
import math
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit

from draftbot.errors import Unpublishable

ENTREZ = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
CROSSREF = "https://api.crossref.org"
TRIES = 4
LONGEST_WAIT = 60.0
TIMEOUT = 60.0
BUSY = frozenset({429, 500, 502, 503, 504})


class Offline(Unpublishable):
    """A registry that cannot be reached, or that refuses; nothing in the corpus was changed by it."""


class Door:
    """Opens addresses of its hosts alone. ``wait`` is how pauses are made; ``inside`` lets addresses of this machine
    pass, for a registry that is replayed there."""

    def __init__(
        self, hosts: frozenset[str], *, inside: bool = False, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self.hosts, self.inside, self.wait = hosts, inside, wait
        self._opener = urllib.request.build_opener(_Redirects(self))

    def allow(self, url: str) -> None:
        """Raises Offline for an address that is not one of the registries', or that lies inside a private network."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if host not in self.hosts or parts.scheme not in (("http", "https") if self.inside else ("https",)):
            raise Offline(f"{host or url} is not one of the registries ({', '.join(sorted(self.hosts))}); not opened")
        if not self.inside and is_private(host):
            raise Offline(f"{host} leads to an address inside this network; not opened")

    def open(self, request: urllib.request.Request) -> Any:
        """The answer; a busy registry is asked again after the pause that it asks for, at most four times.

        Raises urllib's HTTPError for an answer that is no success, Offline when nobody answers.
        """
        self.allow(request.full_url)
        host = urlsplit(request.full_url).hostname
        for attempt in range(1, TRIES + 1):
            try:
                return self._opener.open(request, timeout=TIMEOUT)
            except urllib.error.HTTPError as error:
                if error.code not in BUSY or attempt == TRIES:
                    raise
                self.wait(pause(error.headers.get("Retry-After"), attempt))
            except (urllib.error.URLError, OSError) as error:
                raise Offline(f"{host} cannot be reached (offline?): {getattr(error, 'reason', error)}") from error
        raise AssertionError("the last try returns or raises")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Redirects are followed to the registries only."""

    def __init__(self, door: Door) -> None:
        self.door = door

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        self.door.allow(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def pause(asked: str | None, attempt: int) -> float:
    """Seconds to wait: what the registry asks for, at most a minute, else twice as long each time."""
    try:
        seconds = float(asked or "")
    except ValueError:
        seconds = math.nan
    return min(max(seconds, 0.0) if math.isfinite(seconds) else 2.0**attempt, LONGEST_WAIT)


def is_loopback(host: str) -> bool:
    """Whether a name is this machine itself, by its address and without asking anybody."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_private(host: str) -> bool:
    """Whether a name leads to an address of this machine or network; names that lead nowhere do not."""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return any(not ipaddress.ip_address(str(address).partition("%")[0]).is_global for address in found)
