"""A vector store beside the segments: it is asked for the nearest ids and owns no truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from draftbot.index.embed import Vectors


class Store(Protocol):
    """Vectors by passage id. An id's vector never changes under one ``name``, which holds the embedder's name too."""

    @property
    def name(self) -> str: ...

    def add(self, ids: Sequence[str], vectors: Vectors) -> None: ...

    def remove(self, ids: Sequence[str]) -> None: ...

    def nearest(self, vector: Vectors, k: int) -> list[str]: ...
