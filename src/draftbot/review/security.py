"""Who may talk to the app: this machine's browser, from the app's own pages, with this run's token."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 64_000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses, before any page is reached, a foreign Host (DNS rebinding), a request without the token, a cross-site
    request, a form, and a body above 64 kB; gives every answer the headers that keep scripts and loads out."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], token: str, cookie: str) -> None:
        self.app, self.hosts, self.token, self.cookie = app, hosts, token, cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if _asked_token(scope) and self._allowed(_asked_token(scope)):
                    value = f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict"
                    headers.append("Set-Cookie", value)
            await send(message)

        refusal = self._refusal(scope, Headers(scope=scope))
        if refusal:
            await PlainTextResponse(refusal[1] + "\n", refusal[0])(scope, receive, guarded)
            return
        await self.app(scope, _limited(receive), guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """A status and the reason, or ``None`` for a request that may pass."""
        if headers.get("host") not in self.hosts:
            return 421, "this Host is not served here"
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "only GET and POST"
        site = headers.get("sec-fetch-site", "same-origin")
        if scope["method"] == "POST":
            return self._posted(headers, site)
        if not self._allowed(_asked_token(scope) or self._cookie(headers)):
            return 403, "open the address that `draftbot review` printed: its token is missing here"
        if site not in ("same-origin", "none") and not _asked_token(scope):
            return 403, "not from another site"
        return None

    def _posted(self, headers: Headers, site: str) -> tuple[int, str] | None:
        if site != "same-origin" or headers.get("origin") not in {f"http://{host}" for host in self.hosts}:
            return 403, "not from another site"
        if not self._allowed(self._cookie(headers)) or not self._allowed(headers.get("x-draftbot-token", "")):
            return 403, "the token is missing"
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return 415, "send JSON"
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > MOST_BODY:
            return 413, f"at most {MOST_BODY:,} bytes"
        return None

    def _cookie(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return ""
        return str(found.value) if found else ""

    def _allowed(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self.token.encode())


def _asked_token(scope: Scope) -> str:
    query: bytes = scope.get("query_string", b"")
    asked = parse_qs(query.decode("latin-1"))
    return asked.get("token", [""])[0]


def _limited(receive: Receive) -> Receive:
    """A body that is longer than it said is cut off."""
    left = MOST_BODY

    async def limited() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return limited
