"""The grounding model that comes with draftbot: no key, no download, no torch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from draftbot.grounding.calibration import Calibration, features
from draftbot.grounding.windows import cut, windows
from draftbot.records.grounding import Grounding, Pair, Thresholds
from draftbot.records.source_text import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

WEIGHTS = files("draftbot") / "grounding" / "weights"
VOCABULARY = files("draftbot") / "index" / "minilm" / "vocab.txt"
# The encoder reads 512 tokens; 416 hold 250 words of an abstract, and told development pairs apart as well as 320 did.
MOST_SOURCE, MOST_CLAIM = 416, 90
DOUBT_LOGIT = 0.0  # a token is doubted when it is more likely wrong than not
CLS, SEP = 101, 102


class Part(NamedTuple):
    """A piece of a pair's claim: the whole of it unless it is longer than the network reads. ``start`` is its offset
    in the claim."""

    pair: int
    start: int
    tokens: Encoding


class Reading(NamedTuple):
    """One part of a claim against one window of its source."""

    part: Part
    source: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.part.tokens.ids) + len(self.source) + 3


class Shipped:
    """A cross-encoder of 23 million parameters in eight bits, calibrated; see docs/model-card.md."""

    def __init__(self, weights: Path | None = None) -> None:
        self._weights = weights or Path(str(WEIGHTS / "grounding.onnx"))

    @cached_property
    def _calibration(self) -> Calibration:
        return Calibration.model_validate_json((WEIGHTS / "calibration.json").read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        return self._calibration.name

    @property
    def thresholds(self) -> Thresholds:
        return self._calibration.thresholds

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import BertWordPieceTokenizer

        tokenizer: Tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # readings run side by side instead
        return onnxruntime.InferenceSession(str(self._weights), options, providers=["CPUExecutionProvider"])

    def judge(self, pairs: Sequence[Pair]) -> list[Grounding]:
        """Every pair's source and claim are read whole: the window that supports a part of the claim best decides
        on that part, the worst part on the claim."""
        readings = [reading for position, pair in enumerate(pairs) for reading in self._readings(position, pair)]
        best: dict[tuple[int, int], tuple[NDArray[np.float32], tuple[Span, ...]]] = {}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for reading, (logits, wrong) in zip(
                readings, pool.map(partial(_run, self._session), readings), strict=True
            ):
                key = reading.part.pair, reading.part.start
                if key not in best or odds(logits) > odds(best[key][0]):
                    best[key] = (logits, _doubted(reading.part, wrong))
        found: dict[int, list[tuple[NDArray[np.float32], tuple[Span, ...]]]] = {}
        for (position, _), value in best.items():
            found.setdefault(position, []).append(value)
        return [self._grounding(pair, found[position]) for position, pair in enumerate(pairs)]

    def _readings(self, position: int, pair: Pair) -> Iterator[Reading]:
        texts = [
            tuple(self._tokenizer.encode(window, add_special_tokens=False).ids)
            for window in windows(pair.source, pair.claim, MOST_SOURCE, self._measure)
        ]
        start = 0
        for piece in cut(pair.claim, MOST_CLAIM, self._measure):
            start = pair.claim.find(piece, start)
            part = Part(position, start, self._tokenizer.encode(piece, add_special_tokens=False))
            yield from (Reading(part, text) for text in texts)

    def _measure(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _grounding(self, pair: Pair, parts: Sequence[tuple[NDArray[np.float32], tuple[Span, ...]]]) -> Grounding:
        logits, _ = min(parts, key=lambda part: odds(part[0]))
        supported = self._calibration.supported(features(pair, logits))
        contradicted = (1 - supported) / (1 + float(np.exp(min(logits[2] - logits[1], 30))))
        supported, contradicted = round(supported, 4), round(contradicted, 4)
        return Grounding(
            supported=supported,
            contradicted=contradicted,
            unsupported=max(0.0, round(1 - supported - contradicted, 4)),
            doubted=tuple(span for _, spans in parts for span in spans),
        )


def odds(logits: NDArray[np.float32]) -> float:
    """The logarithm of the odds of supported."""
    return float(logits[0] - np.logaddexp(logits[1], logits[2]))


def _run(session: InferenceSession, reading: Reading) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The logits of the labels and of each claim token being wrong. One reading at a time: eight-bit arithmetic
    scales by what is run together, so that in a batch an answer would depend on its company; on a processor a
    batch is no faster, and nothing is padded."""
    own = len(reading.part.tokens.ids) + 2
    given = {
        "input_ids": np.array([[CLS, *reading.part.tokens.ids, SEP, *reading.source, SEP]], dtype=np.int64),
        "attention_mask": np.ones((1, reading.size), dtype=np.int64),
        "token_type_ids": (np.arange(reading.size) >= own).astype(np.int64)[None],
        "claim_positions": np.arange(own),
    }
    logits, wrong = session.run(None, given)
    return logits[0], wrong[0]


def _doubted(part: Part, wrong: NDArray[np.float32]) -> tuple[Span, ...]:
    """The spans of the claim whose neighbouring tokens are more likely wrong than not."""
    spans: list[Span] = []
    for position, (low, high) in enumerate(part.tokens.offsets):
        if wrong[position + 1] >= DOUBT_LOGIT:
            start, end = part.start + low, part.start + high
            if spans and start - spans[-1].end <= 1:
                start = spans.pop().start
            spans.append(Span(start=start, end=end))
    return tuple(spans)
