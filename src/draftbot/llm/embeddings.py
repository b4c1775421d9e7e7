"""Embeddings from a server that speaks as OpenAI's does: bounded, tried again after a passing fault, checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from draftbot.llm.endpoint import Endpoint
from draftbot.llm.faults import Fault
from draftbot.llm.patience import pause_before
from draftbot.llm.wire import OpenAIWire

BATCH = 16
PROBE = "dimension"


class _Vector(BaseModel):
    model_config = ConfigDict(allow_inf_nan=False)
    index: int
    embedding: list[float]


class _Envelope(BaseModel):
    data: list[_Vector]


class RemoteEmbedder:
    """Unit vectors from the endpoint's model. Raises Fault where the server gives none that can be used."""

    def __init__(self, endpoint: Endpoint, key: str | None, dimension: int | None = None) -> None:
        self._endpoint, self._asked = endpoint, dimension
        self._wire = OpenAIWire(endpoint, key)

    @property
    def name(self) -> str:
        return f"{self._endpoint.model} of {self._endpoint.base_url}/{self._asked or 'as given'}"

    @cached_property
    def dimension(self) -> int:
        return self._asked or self._batch([PROBE]).shape[1]

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """One unit row a text; ``progress`` is told how many are done."""
        rows = [np.zeros((0, self.dimension), dtype=np.float32)]
        for start in range(0, len(texts), BATCH):
            rows.append(self._batch(texts[start : start + BATCH]))
            if rows[-1].shape[1] != self.dimension:
                raise Fault(
                    "unusable answer", f"vectors of {rows[-1].shape[1]} numbers where {self.dimension} were expected"
                )
            if progress:
                progress(min(start + BATCH, len(texts)))
        return np.round(np.concatenate(rows), 6).astype(np.float32)

    def _batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        attempt = 0
        while True:
            try:
                return self._once(texts)
            except Fault as fault:
                pause = pause_before(attempt, fault)
                attempt += 1
                if not fault.passing or attempt > self._endpoint.retries or pause is None:
                    raise
                time.sleep(pause)

    def _once(self, texts: Sequence[str]) -> NDArray[np.float32]:
        # servers refuse an empty text
        text = self._wire.embed([text if text.strip() else "-" for text in texts], self._asked)
        try:
            vectors = sorted(_Envelope.model_validate_json(text).data, key=lambda vector: vector.index)
            rows = np.array([vector.embedding for vector in vectors], dtype=np.float64)
        except (ValidationError, ValueError):
            raise Fault("unreadable answer", f"not a list of embeddings: {text[:80]!r}") from None
        lengths = np.linalg.norm(rows, axis=1, keepdims=True) if rows.ndim == 2 else np.zeros(1)
        if [vector.index for vector in vectors] != list(range(len(texts))) or not lengths.all():
            raise Fault("unusable answer", f"{len(texts)} texts were sent, and not each got a vector")
        return np.asarray(rows / lengths, dtype=np.float32)
