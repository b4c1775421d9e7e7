"""Vectors in Chroma through llama-index: our own nodes, ids and spans; texts stay in the corpus."""

from __future__ import annotations

import logging
import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from draftbot.index.embed import Vectors
from draftbot.records.source_text import Passage

if TYPE_CHECKING:
    from llama_index.core.schema import TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

COLLECTION = "passages"


def node(passage: Passage, vector: Sequence[float]) -> TextNode:
    """A passage as a llama-index node under its own id, with its source and span."""
    from llama_index.core.schema import TextNode

    span = {"source": passage.source, "start": passage.start, "end": passage.end}
    return TextNode(id_=passage.id, text="", embedding=list(vector), metadata=span)


def write(folder: Path, passages: Sequence[Passage], vectors: Vectors) -> ChromaVectorStore:
    """A new collection with every passage; returns the open store."""
    store = _store(folder, create=True)
    if passages:
        store.add([node(passage, vector.tolist()) for passage, vector in zip(passages, vectors, strict=True)])
    return store


def open_store(folder: Path) -> ChromaVectorStore:
    """The store of a finished generation."""
    return _store(folder, create=False)


def nearest(store: ChromaVectorStore, vector: Sequence[float], k: int) -> dict[str, float]:
    """The ids of the k nearest passages with their cosine similarity.

    llama-index reports exp(-distance) as the similarity of a Chroma hit; the distance is taken back from it.
    """
    from llama_index.core.vector_stores.types import VectorStoreQuery

    found = store.query(VectorStoreQuery(query_embedding=list(vector), similarity_top_k=k))
    return {key: 1.0 + math.log(score) for key, score in zip(found.ids or (), found.similarities or (), strict=True)}


def _store(folder: Path, *, create: bool) -> ChromaVectorStore:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    logging.getLogger("chromadb").setLevel(logging.ERROR)
    import chromadb
    from chromadb.config import Settings
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    if create:
        collection = client.create_collection(COLLECTION, embedding_function=None, metadata={"hnsw:space": "cosine"})
    else:
        # without embedding_function=None, reopening would fetch Chroma's default model
        collection = client.get_collection(COLLECTION, embedding_function=None)
    return ChromaVectorStore(chroma_collection=collection)
