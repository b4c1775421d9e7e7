"""Where a model is, how it is asked, and what it costs; never a key."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from draftbot.records.record import Record

PORTS = {"http": 80, "https": 443}


def origin(url: str) -> str:
    """Scheme, host and port of a URL, in one spelling; raises ValueError for what is no http(s) address."""
    parts = urlsplit(url.strip())
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("not an address that starts with http:// or https:// and names a host")
    return f"{parts.scheme}://{parts.hostname.rstrip('.').lower()}:{parts.port or PORTS[parts.scheme]}"


def _address(url: str) -> str:
    origin(url)
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ValueError("an address may hold no user name, password, query or fragment; a key goes in the environment")
    return url.rstrip("/")


class Prices(Record):
    """What a million tokens cost; none is ever assumed."""

    prompt: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    completion: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    currency: str = "USD"


class Endpoint(Record):
    """One model behind one OpenAI-compatible server.

    ``timeout`` (seconds) bounds a whole call, not only its silences. ``max_output`` is the most tokens that an answer
    may have; ``max_evidence`` the most characters of passages in a prompt (about four to a token; those that statements
    rest on are always in it); ``retries`` how often a call is tried again after a fault that may pass. ``api_version``
    makes the address an Azure resource with ``model`` as its deployment.
    """

    base_url: Annotated[str, AfterValidator(_address)]
    model: Annotated[str, Field(min_length=1)]
    api_version: str | None = None
    timeout: Annotated[float, Field(gt=0, le=3600)] = 120.0
    concurrency: Annotated[int, Field(ge=1, le=64)] = 4
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.0
    seed: int = 0
    max_output: Annotated[int, Field(ge=16, le=100_000)] = 4000
    max_evidence: Annotated[int, Field(ge=0, le=400_000)] = 24_000
    retries: Annotated[int, Field(ge=0, le=10)] = 3
    prices: Prices | None = None

    @property
    def origin(self) -> str:
        return origin(self.base_url)

    @property
    def kind(self) -> Literal["azure", "openai"]:
        return "azure" if self.api_version else "openai"
