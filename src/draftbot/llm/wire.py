"""One request to the server through the openai client, and what came of it: a Reply, or a Fault without any secret."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel, Field, ValidationError

from draftbot.llm.call import Call
from draftbot.llm.endpoint import Endpoint, origin
from draftbot.llm.faults import Fault, Kind
from draftbot.llm.records import Reply, Usage

if TYPE_CHECKING:
    import httpx2
    from openai import OpenAI

MOST_BYTES = 4_000_000
# The last one is how the client remembers that we want the answer as it came.
SENT = frozenset(
    {"accept", "content-type", "content-length", "host", "user-agent", "connection", "x-stainless-raw-response"}
)
CREDENTIALS = frozenset({"authorization", "api-key"})
STATUS: dict[int, Kind] = {
    401: "not authorised",
    403: "not authorised",
    404: "not found",
    408: "timeout",
    409: "server error",
    429: "rate limit",
}


class Wire(Protocol):
    """Sends one call; raises Fault."""

    def send(self, call: Call) -> Reply: ...


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Counted(BaseModel):
    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class _Envelope(BaseModel):
    """What of a chat completion is needed; whatever else a server adds is passed over."""

    choices: list[_Choice]
    usage: _Counted | None = None
    model: str | None = None


class OpenAIWire:
    """The openai client, held on a short lead: no redirect, no retry of its own, no header but ours, a bounded answer.

    ``key`` is ``None`` for a host that may not have one. Headers and organisations that the client would take from the
    environment are not sent.
    """

    def __init__(self, endpoint: Endpoint, key: str | None) -> None:
        self._endpoint, self._key = endpoint, key
        self._client = _client(endpoint, key)

    def send(self, call: Call) -> Reply:
        create = self._client.chat.completions.with_raw_response.create
        return self._reply(self._answer(lambda: create(**call.parameters())), call)  # type: ignore[call-overload]  # our parameters are data

    def embed(self, texts: Sequence[str], dimension: int | None) -> str:
        """The server's answer to a request for the texts' embeddings, as it came; raises Fault."""
        asked: dict[str, Any] = {"input": list(texts), "model": self._endpoint.model, "encoding_format": "float"}
        if dimension:
            asked["dimensions"] = dimension
        return self.scrubbed(self._answer(lambda: self._client.embeddings.with_raw_response.create(**asked)))

    def _answer(self, ask: Callable[[], Any]) -> str:
        import httpx2
        import openai

        try:
            return str(ask().http_response.text)
        except openai.APIStatusError as error:
            raise self._status(error) from None
        except (openai.APITimeoutError, httpx2.TimeoutException):
            raise Fault("timeout", f"no answer within {self._endpoint.timeout:g} s") from None
        except (openai.APIConnectionError, httpx2.RequestError) as error:
            raise self._connection(error) from None
        except _TooLong:
            limits = f"{MOST_BYTES:,} bytes or {self._endpoint.timeout:g} s"
            raise Fault("too long an answer", f"the server was still sending after {limits}") from None

    def _status(self, error: Any) -> Fault:
        status: int = error.status_code
        kind: Kind = STATUS.get(status, "server error" if status >= 500 else "refused request")
        if 300 <= status < 400:
            return Fault("redirect", f"the server sends on to another address (status {status}); set base_url to it")
        message = self.scrubbed(str(error.body if error.body is not None else error.message))[:300]
        hint = "" if self._key or kind != "not authorised" else "; no key was sent to this host (see `draftbot doctor`)"
        return Fault(kind, f"status {status}: {message}{hint}", after=_seconds(error.response.headers))

    def _connection(self, error: Exception) -> Fault:
        cause = error.__cause__ or error
        unsent = type(cause).__name__ in ("ConnectError", "ConnectTimeout")
        return Fault("connection", self.scrubbed(f"{type(cause).__name__}: {cause}")[:300], unsent=unsent)

    def _reply(self, text: str, call: Call) -> Reply:
        try:
            envelope = _Envelope.model_validate_json(self.scrubbed(text))
        except ValidationError:
            raise Fault("unreadable answer", f"not a chat completion: {self.scrubbed(text[:80])!r}") from None
        counted = envelope.usage
        first = envelope.choices[0] if envelope.choices else None
        usage = (
            Usage(calls=1, prompt=counted.prompt_tokens, completion=counted.completion_tokens)
            if counted
            else Usage(calls=1, prompt=call.most_prompt, completion=call.max_output, estimated=True)
        )
        return Reply(
            text=first.message.content if first else None,
            finish=first.finish_reason if first else None,
            refusal=first.message.refusal if first else None,
            choices=len(envelope.choices),
            usage=usage,
            served=envelope.model,
        )

    def scrubbed(self, text: str) -> str:
        """The text without the key, whoever put it there."""
        return text.replace(self._key, "[key]") if self._key else text


def _client(endpoint: Endpoint, key: str | None) -> OpenAI:
    import httpx2
    from openai import AzureOpenAI, OpenAI

    class Bounded(httpx2.SyncByteStream):
        """A body that ends at ``MOST_BYTES`` and at the call's time limit."""

        def __init__(self, stream: httpx2.SyncByteStream, deadline: float) -> None:
            self._stream, self._deadline = stream, deadline

        def __iter__(self) -> Iterator[bytes]:
            read = 0
            for chunk in self._stream:
                read += len(chunk)
                if read > MOST_BYTES or time.monotonic() > self._deadline:
                    raise _TooLong
                yield chunk

        def close(self) -> None:
            self._stream.close()

    def outgoing(request: httpx2.Request) -> None:
        if origin(str(request.url)) != endpoint.origin:
            raise httpx2.UnsupportedProtocol("a request to another host than the endpoint's")
        for name in list(request.headers):
            if name.lower() not in SENT and not (key and name.lower() in CREDENTIALS):
                del request.headers[name]
        request.headers["Accept-Encoding"] = "identity"

    def incoming(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise httpx2.DecodingError("the server compressed an answer that must not be")
        response.stream = Bounded(response.stream, time.monotonic() + endpoint.timeout)  # type: ignore[arg-type]  # a sync client's stream

    http = httpx2.Client(
        timeout=endpoint.timeout,
        follow_redirects=False,
        event_hooks={"request": [outgoing], "response": [incoming]},
    )
    shared: dict[str, Any] = {
        "api_key": key or "none",
        "max_retries": 0,
        "timeout": endpoint.timeout,
        "http_client": http,
    }
    if endpoint.api_version:
        return AzureOpenAI(
            azure_endpoint=endpoint.base_url,
            api_version=endpoint.api_version,
            azure_deployment=endpoint.model,
            **shared,
        )
    return OpenAI(base_url=endpoint.base_url, **shared)


class _TooLong(Exception):
    """The answer passed its bounds."""


def _seconds(headers: Any) -> float | None:
    """What ``Retry-After`` asks for; a date or nonsense is passed over."""
    try:
        after = float(headers.get("retry-after", ""))
    except ValueError:
        return None
    return after if after >= 0 else None
