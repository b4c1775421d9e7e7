"""Texts to vectors with a model that comes along: no key, no download."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
# A text of up to MOST_TOKENS is read whole; of a longer one, an abstract say, the beginning: docs/scale.md shows what
# more would cost and bring.
MOST_TOKENS = 128
OF_A_LONGER_TEXT = 80
# Characters that are sure to hold that many tokens.
MOST_CHARACTERS = 1500
ROUND = 64


class Embedder(Protocol):
    """Texts to unit vectors. ``name`` identifies model and version: vectors of different names are never mixed. A
    text's vector depends on nothing but the text."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors: ...


class MiniLM:
    """all-MiniLM-L6-v2 (Apache-2.0) in seven-bit weights, exported by ``training.embedder.export``.

    Each text is run alone: activations are quantised by what they are run with, so that in a batch a text's vector
    would depend on its neighbours, and there is nothing to pad. Texts run side by side, one a core.
    """

    dimension = 384
    name = f"all-MiniLM-L6-v2/int7/{MOST_TOKENS}/{OF_A_LONGER_TEXT}"

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads or os.cpu_count() or 1

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import BertWordPieceTokenizer

        tokenizer: Tokenizer = BertWordPieceTokenizer(str(files("draftbot.index") / "minilm" / "kept.txt"))
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        model = files("draftbot.index") / "minilm" / "model.onnx"
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """One unit row a text; ``progress`` is told how many are done. Rounded to six places, since the last bits
        differ between processors."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if len(texts) == 1:
            rows[0] = self._one(texts[0])
        elif texts:
            self._session, self._tokenizer  # noqa: B018  # made here, once, and not by several threads
            with ThreadPoolExecutor(self._threads) as pool:
                for number, row in enumerate(pool.map(self._one, texts)):
                    rows[number] = row
                    if progress and (number + 1) % ROUND == 0:
                        progress(number + 1)
        if progress:
            progress(len(texts))
        return np.round(rows, 6)

    def _one(self, text: str) -> Vectors:
        ids = self._tokenizer.encode(text[:MOST_CHARACTERS]).ids
        if len(ids) > MOST_TOKENS:
            ids = [*ids[: OF_A_LONGER_TEXT - 1], ids[-1]]
        count = len(ids)
        given = {
            "input_ids": np.array([ids], dtype=np.int64),
            "positions": np.arange(count, dtype=np.int64),
            "mask": np.ones((1, count), dtype=np.int32),
        }
        return np.asarray(self._session.run(None, given)[0][0], dtype=np.float32)
