"""From settings, the user's own configuration and the environment to models and servers; where keys are let out, and
where not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from draftbot.errors import BadInput, UserError
from draftbot.index.embed import Embedder, MiniLM
from draftbot.index.server import chroma_server, other_server
from draftbot.index.store import Store
from draftbot.llm import Endpoint, Limits, Model
from draftbot.llm.embeddings import RemoteEmbedder
from draftbot.llm.endpoint import origin
from draftbot.records.record import Record
from draftbot.settings import FILE, EmbeddingSettings, IndexSettings, ModelSettings, Settings, read_toml

ADDRESSES = ("DRAFTBOT_BASE_URL", "OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT")
KEYS = ("DRAFTBOT_API_KEY", "OPENAI_API_KEY")
AZURE_KEYS = ("DRAFTBOT_API_KEY", "AZURE_OPENAI_API_KEY")
NAMED = {
    "model": "DRAFTBOT_MODEL",
    "api_version": "DRAFTBOT_API_VERSION",
    "timeout": "DRAFTBOT_TIMEOUT",
    "concurrency": "DRAFTBOT_CONCURRENCY",
    "temperature": "DRAFTBOT_TEMPERATURE",
    "seed": "DRAFTBOT_SEED",
}
EMBEDDING_KEYS = ("DRAFTBOT_EMBEDDING_API_KEY", *KEYS)
EMBEDDING = {"base_url": "DRAFTBOT_EMBEDDING_BASE_URL", "model": "DRAFTBOT_EMBEDDING_MODEL"}
STORE, STORE_PASSWORD = "DRAFTBOT_STORE", "DRAFTBOT_STORE_PASSWORD"
UNSET = (
    "no model is set up: set DRAFTBOT_BASE_URL and DRAFTBOT_MODEL in the environment (and DRAFTBOT_API_KEY where the "
    f"server wants one), or base_url and model under [model] in {FILE}; `draftbot doctor` then tries it"
)


class UserConfig(Record):
    """config.toml in the user's own configuration folder. ``hosts`` are further addresses that may have a key."""

    model: ModelSettings = ModelSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    index: IndexSettings = IndexSettings()
    hosts: tuple[str, ...] = ()


class Connection(Record):
    """An endpoint and what is known of its key: the variable that holds it, and whether the host may have it."""

    endpoint: Endpoint
    key_variable: str | None
    trusted: bool

    def key(self, environ: Mapping[str, str]) -> str | None:
        """The key, where there is one and it may go to this host."""
        return environ[self.key_variable].strip() if self.key_variable and self.trusted else None


def user_config_path(environ: Mapping[str, str]) -> Path:
    """``$XDG_CONFIG_HOME/draftbot/config.toml``, by default under ``~/.config``."""
    home = environ.get("XDG_CONFIG_HOME", "").strip()
    return (Path(home) if home else Path.home() / ".config") / "draftbot" / "config.toml"


def connection(settings: Settings, environ: Mapping[str, str]) -> Connection:
    """The endpoint that is set up, from the environment before the workspace before the user's configuration.

    A key goes only to an address that stands in the environment or in the user's configuration: a workspace may have
    been cloned from anybody. Raises UserError when no model is set up.
    """
    path, own = _own(environ)
    address = next((environ[name] for name in ADDRESSES if environ.get(name, "").strip()), None)
    named = {part: environ[name] for part, name in NAMED.items() if environ.get(name, "").strip()}
    if not (address or settings.model.base_url or own.model.base_url):
        raise UserError(UNSET)
    merged = {**_set(own.model), **_set(settings.model), **named, **({"base_url": address} if address else {})}
    if not merged.get("model"):
        raise UserError(UNSET)
    endpoint = _endpoint(merged)
    names = AZURE_KEYS if endpoint.kind == "azure" else KEYS
    return Connection(
        endpoint=endpoint,
        key_variable=next((name for name in names if environ.get(name, "").strip()), None),
        trusted=endpoint.origin in _trusted(address, own, path, own.model.base_url),
    )


def connect(
    settings: Settings, environ: Mapping[str, str], limits: Limits | None = None, *, replay: bool = False
) -> Model:
    """The model that is set up, its calls in the workspace's state folder."""
    found = connection(settings, environ)
    return Model(found.endpoint, settings.calls, key=found.key(environ), limits=limits, replay=replay)


def embedder(settings: Settings, environ: Mapping[str, str]) -> Embedder:
    """The embedding server that is set up, by the rule for keys of ``connection``; else the model that comes along.

    Raises UserError where only one of address and model is set.
    """
    path, own = _own(environ)
    named = {part: environ[name] for part, name in EMBEDDING.items() if environ.get(name, "").strip()}
    merged = {**_set(own.embedding), **_set(settings.embedding), **named}
    if "base_url" not in merged and "model" not in merged:
        return MiniLM()
    if "base_url" not in merged or "model" not in merged:
        raise UserError(
            f"embeddings need both base_url and model ([embedding] of {FILE}, or {', '.join(EMBEDDING.values())})"
        )
    dimension = settings.embedding.dimension or own.embedding.dimension
    endpoint = _endpoint({part: value for part, value in merged.items() if part != "dimension"})
    trusted = _trusted(named.get("base_url"), own, path, own.embedding.base_url)
    key = next((environ[name].strip() for name in EMBEDDING_KEYS if environ.get(name, "").strip()), None)
    return RemoteEmbedder(
        endpoint, key if endpoint.origin in trusted else None, dimension if isinstance(dimension, int) else None
    )


def vector_store(settings: Settings, environ: Mapping[str, str], embedder: Embedder) -> Store | None:
    """The server of vectors that is set up; ``None``: vectors are searched in the index's own files.

    The password of the environment goes only to a store that stands in the environment or in the user's configuration.
    """
    _, own = _own(environ)
    named = environ.get(STORE, "").strip()
    chosen = settings.search if settings.search.store else own.index
    address = named or chosen.store or "files"
    if address == "files":
        return None
    if address.startswith(("http://", "https://")):
        try:
            origin(address)
        except ValueError as error:
            raise UserError(f"[index] store: {error}") from None
        return chroma_server(address, chosen.collection, embedder, chosen.timeout)
    parameters = chosen.parameters
    if environ.get(STORE_PASSWORD, "").strip() and not settings.search.store:
        parameters = {**parameters, "password": environ[STORE_PASSWORD].strip()}
    return other_server(address, parameters, embedder, chosen.timeout)


def _own(environ: Mapping[str, str]) -> tuple[Path, UserConfig]:
    path = user_config_path(environ)
    return path, read_toml(path, UserConfig) if path.is_file() else UserConfig()


def _set(own: Record) -> dict[str, object]:
    return own.model_dump(exclude_none=True)


def _endpoint(merged: dict[str, object]) -> Endpoint:
    try:
        return Endpoint.model_validate(merged)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise UserError(f"the model's {field}: {message} (from the environment, {FILE} or config.toml)") from None


def _trusted(address: str | None, own: UserConfig, path: Path, base_url: str | None) -> frozenset[str]:
    try:
        known = [*own.hosts, *([base_url] if base_url else [])]
        return frozenset(origin(each) for each in known) | ({origin(address)} if address else frozenset())
    except ValueError as error:
        raise BadInput(f"an address of hosts or base_url: {error}", path=str(path)) from None
