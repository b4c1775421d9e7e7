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

from draftbot.grounding.calibration import Answer, Calibration, features, odds
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
    """One part of a claim against one window of its source, counted from 0."""

    part: Part
    window: int
    source: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.part.tokens.ids) + len(self.source) + 3


class Read(NamedTuple):
    """What the network says of a reading."""

    reading: Reading
    logits: NDArray[np.float32]
    wrong: NDArray[np.float32]


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
        readings.sort(key=lambda reading: -reading.size)  # no core is left with a long one at the end
        found: dict[int, dict[int, list[Read]]] = {}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for reading, (logits, wrong) in zip(
                readings, pool.map(partial(_run, self._session), readings), strict=True
            ):
                parts = found.setdefault(reading.part.pair, {})
                parts.setdefault(reading.part.start, []).append(Read(reading, logits, wrong))
        return [self._grounding(pair, list(found[position].values())) for position, pair in enumerate(pairs)]

    def _readings(self, position: int, pair: Pair) -> Iterator[Reading]:
        texts = [
            tuple(self._tokenizer.encode(window, add_special_tokens=False).ids)
            for window in windows(pair.source, pair.claim, MOST_SOURCE, self._measure)
        ]
        start = 0
        for piece in cut(pair.claim, MOST_CLAIM, self._measure):
            start = pair.claim.find(piece, start)
            part = Part(position, start, self._tokenizer.encode(piece, add_special_tokens=False))
            yield from (Reading(part, at, text) for at, text in enumerate(texts))

    def _measure(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _grounding(self, pair: Pair, parts: Sequence[Sequence[Read]]) -> Grounding:
        answers = [_answer(reads) for reads in parts]
        worst = min(answers, key=lambda answer: answer.odds)
        supported = self._calibration.supported(features(pair, worst))
        against = 1 / (1 + float(np.exp(min(worst.logits[2] - worst.logits[1], 30))))
        supported, contradicted = round(supported, 4), round((1 - supported) * against, 4)
        return Grounding(
            supported=supported,
            contradicted=contradicted,
            unsupported=max(0.0, round(1 - supported - contradicted, 4)),
            doubted=tuple(span for reads in parts for span in _doubted(_best(reads))),
        )


def _best(reads: Sequence[Read]) -> Read:
    """The window that supports the part best; the first in the source of equals."""
    return max(sorted(reads, key=lambda read: read.reading.window), key=lambda read: odds(read.logits))


def _answer(reads: Sequence[Read]) -> Answer:
    best = _best(reads)
    return Answer(best.logits, best.wrong[1:-1], float(np.mean([odds(read.logits) for read in reads])))


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


def _doubted(read: Read) -> tuple[Span, ...]:
    """The spans of the claim whose neighbouring tokens are more likely wrong than not."""
    spans: list[Span] = []
    part = read.reading.part
    for position, (low, high) in enumerate(part.tokens.offsets):
        if read.wrong[position + 1] >= DOUBT_LOGIT:
            start, end = part.start + low, part.start + high
            if spans and start - spans[-1].end <= 1:
                start = spans.pop().start
            spans.append(Span(start=start, end=end))
    return tuple(spans)
