"""Grounding models of the field, from a folder or a hub id, behind the same one method.

Which family a model belongs to is read from its configuration: classifiers of pairs (MiniCheck-RoBERTa and -DeBERTa,
HHEM 1, AlignScore-like and natural-language-inference models), token classifiers (LettuceDetect), MiniCheck-FT5 and
HHEM 2. They need the extra ``draftbot[grounding]`` (torch and transformers). No code that comes with a model is run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from draftbot.errors import UserError
from draftbot.grounding import hhem
from draftbot.grounding.windows import windows
from draftbot.records.grounding import Grounding, Pair, Thresholds
from draftbot.records.source_text import Span

if TYPE_CHECKING:
    from torch import Tensor

BATCH = 8
ROOM = 48  # special tokens and a prompt's own words
SUPPORTED = ("entailment", "supported", "support", "supports", "consistent", "factual", "label_1")
CONTRADICTED = ("contradiction", "contradicted", "refutes", "refuted")


class Field:
    """Any such model; ``where`` is a folder or a hub id. Raises UserError when it or the extra is missing."""

    def __init__(self, where: str, thresholds: Thresholds) -> None:
        self.where, self.thresholds = where, thresholds

    @property
    def name(self) -> str:
        return f"{self.where} ({self._family})"

    @cached_property
    def _loaded(self) -> tuple[Any, Any, Any]:
        """Configuration, tokenizer, model."""
        try:
            import transformers
        except ImportError as error:
            raise UserError("this grounding model needs torch: pip install 'draftbot[grounding]'") from error
        try:
            if hhem.is_one(self.where):
                return hhem.load(self.where)
            config = transformers.AutoConfig.from_pretrained(self.where)
            tokenizer = transformers.AutoTokenizer.from_pretrained(self.where)
            model = getattr(transformers, FAMILIES[_family(config)]).from_pretrained(self.where)
        except (OSError, ValueError, KeyError) as error:
            raise UserError(f"no grounding model can be loaded from {self.where!r}: {error}") from error
        return config, tokenizer, model.eval()

    @property
    def _family(self) -> str:
        return _family(self._loaded[0])

    def judge(self, pairs: Sequence[Pair]) -> list[Grounding]:
        """Each source is read whole, in windows; the window that supports the claim best decides."""
        readings = [(at, window, pair.claim) for at, pair in enumerate(pairs) for window in self._windows(pair)]
        best: dict[int, Grounding] = {}
        for start in range(0, len(readings), BATCH):
            batch = readings[start : start + BATCH]
            given = self._run([window for _, window, _ in batch], [claim for _, _, claim in batch])
            for (at, _, _), grounding in zip(batch, given, strict=True):
                if at not in best or grounding.supported > best[at].supported:
                    best[at] = grounding
        return [best[at] for at in range(len(pairs))]

    def _windows(self, pair: Pair) -> tuple[str, ...]:
        _, tokenizer, _ = self._loaded

        def measure(text: str) -> int:
            return len(tokenizer.encode(text, add_special_tokens=False, truncation=False))

        limit = min(int(tokenizer.model_max_length), 2048)
        room = limit - measure(pair.claim) - ROOM
        if room < limit // 4:
            raise UserError(f"a claim of {measure(pair.claim)} tokens is too long for {self.where!r} ({limit} tokens)")
        return windows(pair.source, pair.claim, room, measure)

    def _run(self, sources: Sequence[str], claims: Sequence[str]) -> list[Grounding]:
        import torch

        with torch.inference_mode():
            return list(RUNNERS[self._family](self, sources, claims))

    def _pairs(self, sources: Sequence[str], claims: Sequence[str]) -> Iterator[Grounding]:
        config, tokenizer, model = self._loaded
        given = tokenizer(list(sources), list(claims), padding=True, return_tensors="pt")
        logits = model(**given).logits.float()
        labels = [str(config.id2label[at]).lower() for at in range(logits.shape[1])]
        for row in logits:
            yield _from_labels(row, labels)

    def _tokens(self, sources: Sequence[str], claims: Sequence[str]) -> Iterator[Grounding]:
        """Label 1 marks a claim's token that has no support; the worst token decides."""
        _, tokenizer, model = self._loaded
        given = tokenizer(list(sources), list(claims), padding=True, return_tensors="pt", return_offsets_mapping=True)
        offsets = given.pop("offset_mapping")
        wrong = model(**given).logits.float().softmax(-1)[..., 1]
        for row in range(len(sources)):
            own = [at for at, part in enumerate(given.sequence_ids(row)) if part == 1]
            doubted = tuple(
                Span(start=int(offsets[row][at][0]), end=int(offsets[row][at][1])) for at in own if wrong[row][at] > 0.5
            )
            worst = max((float(wrong[row][at]) for at in own), default=1.0)
            yield _grounding(1 - worst, 0.0, doubted)

    def _prompted(self, sources: Sequence[str], claims: Sequence[str]) -> Iterator[Grounding]:
        """HHEM 2 reads a prompt; its answer stands at the first token, label 1 for consistent."""
        config, tokenizer, model = self._loaded
        prompts = [
            config.prompt.format(text1=source, text2=claim) for source, claim in zip(sources, claims, strict=True)
        ]
        given = tokenizer(prompts, padding=True, return_tensors="pt", return_token_type_ids=False)
        for row in model(**given).logits[:, 0].float().softmax(-1):
            yield _grounding(float(row[1]), 0.0)

    def _seq2seq(self, sources: Sequence[str], claims: Sequence[str]) -> Iterator[Grounding]:
        """MiniCheck-FT5 answers with the token "1" or "0"."""
        import torch

        _, tokenizer, model = self._loaded
        prompts = [f"predict: {source}</s>{claim}" for source, claim in zip(sources, claims, strict=True)]
        given = tokenizer(prompts, padding=True, return_tensors="pt", return_token_type_ids=False)
        start = torch.full((len(prompts), 1), model.config.decoder_start_token_id)
        logits = model(**given, decoder_input_ids=start).logits[:, 0].float()
        no, yes = (tokenizer.convert_tokens_to_ids(token) for token in ("▁0", "▁1"))
        for row in logits[:, [no, yes]].softmax(-1):
            yield _grounding(float(row[1]), 0.0)


FAMILIES = {
    "pairs": "AutoModelForSequenceClassification",
    "tokens": "AutoModelForTokenClassification",
    "seq2seq": "AutoModelForSeq2SeqLM",
}
RUNNERS = {
    "pairs": Field._pairs,
    "tokens": Field._tokens,
    "seq2seq": Field._seq2seq,
    "prompted": Field._prompted,
}


def _family(config: Any) -> str:
    """Raises KeyError for an architecture that judges nothing."""
    kinds = {"ForSequenceClassification": "pairs", "ForTokenClassification": "tokens"}
    kinds |= {"ForConditionalGeneration": "seq2seq"}
    if hhem.reads(config):
        return "prompted"
    for architecture in config.architectures or ():
        for ending, family in kinds.items():
            if str(architecture).endswith(ending):
                return family
    raise KeyError(f"{config.architectures} is no pair classifier, token classifier or MiniCheck-FT5")


def _from_labels(logits: Tensor, labels: Sequence[str]) -> Grounding:
    """One output is the odds of supported; several are labels, read by their names (of two unnamed, the second)."""
    if len(labels) == 1:
        return _grounding(float(logits.sigmoid()[0]), 0.0)
    shares = logits.softmax(-1)
    supported = next((at for at, label in enumerate(labels) if label in SUPPORTED), len(labels) - 1)
    against = next((at for at, label in enumerate(labels) if label in CONTRADICTED), None)
    return _grounding(float(shares[supported]), float(shares[against]) if against is not None else 0.0)


def _grounding(supported: float, contradicted: float, doubted: tuple[Span, ...] = ()) -> Grounding:
    supported, contradicted = round(supported, 4), round(contradicted, 4)
    rest = max(0.0, round(1 - supported - contradicted, 4))
    return Grounding(supported=supported, contradicted=contradicted, unsupported=rest, doubted=doubted)
