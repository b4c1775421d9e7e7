"""A vector store of llama-index as ours: a Chroma server by its address, any other by its class and parameters."""

from __future__ import annotations

import inspect
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlsplit

from draftbot.errors import Unpublishable, UserError
from draftbot.index.embed import Embedder, Vectors

if TYPE_CHECKING:
    from llama_index.core.vector_stores.types import BasePydanticVectorStore

T = TypeVar("T")
CLASSES = "llama_index.vector_stores."
TRIES, PAUSE = 3, 0.5
BATCH = 500
# What a name may not tell.
SECRET = ("password", "key", "token", "secret", "connection")


class StoreDown(Unpublishable):
    """A vector store that did not do what it was asked, after bounded retries."""


class LlamaStore:
    """A store of llama-index, each request bounded in time and tried again; what went in is read back.

    ``where`` is what people are told; ``name`` ties it to the embedder, since vectors of two are never mixed.
    """

    def __init__(self, where: str, name: str, make: Callable[[], BasePydanticVectorStore], timeout: float) -> None:
        self.where, self.name, self._make, self._timeout = where, name, make, timeout

    @cached_property
    def _store(self) -> BasePydanticVectorStore:
        return self._make()

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Puts the vectors in the place of what is there under these ids. Raises StoreDown."""
        from llama_index.core.schema import TextNode

        for start in range(0, len(ids), BATCH):
            some = list(ids[start : start + BATCH])
            rows = vectors[start : start + BATCH].tolist()
            # a store may refuse a text that is empty; ours stay with the corpus
            nodes = [TextNode(id_=key, text=key, embedding=row) for key, row in zip(some, rows, strict=True)]

            def put(some: list[str] = some, nodes: list[TextNode] = nodes) -> None:
                self._store.delete_nodes(node_ids=some)
                self._store.add(nodes)
                missing = set(some) - {node.node_id for node in self._store.get_nodes(node_ids=some)}
                if missing:
                    raise RuntimeError(f"{len(missing)} of {len(some)} vectors cannot be read back")

            self._bounded(put)

    def remove(self, ids: Sequence[str]) -> None:
        """Takes the ids out; those that are not there are no error. Raises StoreDown."""
        for start in range(0, len(ids), BATCH):
            some = list(ids[start : start + BATCH])
            self._bounded(lambda some=some: self._store.delete_nodes(node_ids=some))  # type: ignore[misc]  # bound now

    def nearest(self, vector: Vectors, k: int) -> list[str]:
        """The ids of about the k nearest vectors. Raises StoreDown."""
        from llama_index.core.vector_stores.types import VectorStoreQuery

        query = VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=k)
        return list(self._bounded(lambda: self._store.query(query)).ids or ())

    def _bounded(self, call: Callable[[], T]) -> T:
        """The call's result. Vendors have no common error, so any is a reason to try again, and is told in the end."""
        for attempt in range(TRIES):
            outcome = _within(self._timeout, call)
            if isinstance(outcome, _Done):
                return outcome.value
            reason = outcome
            time.sleep(PAUSE * 2**attempt if attempt + 1 < TRIES else 0)
        raise StoreDown(
            f"the vector store {self.where} did not answer {TRIES} times: {reason}; what was there stays in use; "
            f'start it, or set store = "files" under [index]'
        )


class _Done(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value


def _within(seconds: float, call: Callable[[], T]) -> _Done[T] | str:
    """What the call returned, or why not. A call that hangs is left to a thread that ends with the process: the
    vendors' clients have no time limit of their own."""
    outcome: list[_Done[T] | str] = []

    def run() -> None:
        try:
            outcome.append(_Done(call()))
        except Exception as error:
            outcome.append(" ".join(f"{type(error).__name__}: {error}".split())[:200])

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return outcome[0] if outcome else f"no answer within {seconds:g} s"


def chroma_server(url: str, collection: str, embedder: Embedder, timeout: float) -> LlamaStore:
    """The Chroma server at this address."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 8000)
    own = f"{collection}-{_short(embedder)}"

    def make() -> BasePydanticVectorStore:
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        logging.getLogger("chromadb").setLevel(logging.ERROR)
        import chromadb
        from chromadb.config import Settings
        from llama_index.vector_stores.chroma import ChromaVectorStore

        client = chromadb.HttpClient(
            str(parts.hostname), port, ssl=parts.scheme == "https", settings=Settings(anonymized_telemetry=False)
        )
        # without embedding_function=None, opening it would fetch Chroma's default model
        held = client.get_or_create_collection(own, embedding_function=None, metadata={"hnsw:space": "cosine"})
        return ChromaVectorStore(chroma_collection=held)

    return LlamaStore(f"at {parts.scheme}://{parts.hostname}:{port}", f"{url}/{own}", make, timeout)


def other_server(
    path: str, parameters: Mapping[str, str | int | float | bool], embedder: Embedder, timeout: float
) -> LlamaStore:
    """A store by ``module:Class`` of llama-index; ``{embedder}`` in a parameter is a short name of the embedder's.

    Raises UserError for what is no such class: nothing else is ever imported by a setting.
    """
    module, _, name = path.partition(":")
    if not module.startswith(CLASSES) or not name.isidentifier():
        raise UserError(f"[index] store: {path!r} is not files, http://..., or {CLASSES}...:Class")

    def make() -> BasePydanticVectorStore:
        found: Any = getattr(import_module(module), name)
        start = getattr(found, "from_params", found)
        given = {
            key: value.replace("{embedder}", _short(embedder)) if isinstance(value, str) else value
            for key, value in parameters.items()
        }
        if "embed_dim" in inspect.signature(start).parameters:
            given.setdefault("embed_dim", embedder.dimension)
        store: BasePydanticVectorStore = start(**given)
        return store

    told = {key: value for key, value in sorted(parameters.items()) if not any(word in key for word in SECRET)}
    return LlamaStore(f"{name} {told}", f"{path} {told} {_short(embedder)}", make, timeout)


def _short(embedder: Embedder) -> str:
    return sha256(embedder.name.encode()).hexdigest()[:8]
