"""The loaders of the field's grounding models, on tiny models with random weights that the test makes itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from draftbot.errors import UserError
from draftbot.grounding.field import Field
from draftbot.records.grounding import Pair, Thresholds

if TYPE_CHECKING:
    import transformers

CUTS = Thresholds(balanced=0.5, accept=0.9, reject=0.2)
PAIRS = [
    Pair(source="the cat sat on the mat . " * 60, claim="the cat sat on the mat"),
    Pair(source="the dog ran", claim="the dog sat"),
]


WORDS = "the cat dog sat ran on mat .".split()
FAMILIES = ("pairs", "one", "inference", "tokens", "seq2seq", "prompted")


@pytest.fixture(scope="module", params=FAMILIES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch = pytest.importorskip("torch", reason="the extra draftbot[grounding] is not installed")
    pytest.importorskip("transformers")
    made = tmp_path_factory.mktemp(request.param)
    torch.manual_seed(1)
    makers = {"seq2seq": _minicheck, "prompted": _hhem}
    makers.get(request.param, lambda at: _bert(at, request.param))(made)
    return made


def _bert(made: Path, kind: str) -> None:
    import transformers

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    (made / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    transformers.BertTokenizerFast(str(made / "vocab.txt"), model_max_length=96).save_pretrained(made)
    labels = {"pairs": 2, "one": 1, "inference": 3, "tokens": 2}[kind]
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=96, num_labels=labels,
    )  # fmt: skip
    if labels == 3:
        config.id2label = {0: "contradiction", 1: "neutral", 2: "entailment"}
        config.label2id = {"contradiction": 0, "neutral": 1, "entailment": 2}
    name = "TokenClassification" if kind == "tokens" else "SequenceClassification"
    getattr(transformers, f"BertFor{name}")(config).save_pretrained(made)


def _t5(made: Path) -> transformers.T5Config:
    """A tokenizer of pieces as T5's, saved, and the configuration of a tiny T5."""
    import tokenizers
    import transformers

    pieces = ["<pad>", "</s>", "<unk>", "▁0", "▁1", *(f"▁{word}" for word in WORDS), *"▁abcdefghijklmnopqrstuvwxyz:"]
    built = tokenizers.Tokenizer(tokenizers.models.Unigram([(one, -1.0) for one in pieces], unk_id=2))
    built.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=built, pad_token="<pad>", eos_token="</s>", unk_token="<unk>", model_max_length=512
    ).save_pretrained(made)
    return transformers.T5Config(
        vocab_size=len(pieces), d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2, decoder_start_token_id=0,
        num_labels=2,
    )  # fmt: skip


def _minicheck(made: Path) -> None:
    import transformers

    transformers.T5ForConditionalGeneration(_t5(made)).save_pretrained(made)


def _hhem(made: Path) -> None:
    """As its repository lays it out: the weights behind a prefix, a class of its own, the tokenizer's home elsewhere."""
    import transformers
    from safetensors.torch import save_file

    home = made / "foundation"
    config = _t5(home)
    config.save_pretrained(home)
    weights = transformers.T5ForTokenClassification(config).state_dict()
    shared = weights.pop("transformer.encoder.embed_tokens.weight")
    assert shared.shape == weights["transformer.shared.weight"].shape
    save_file({f"t5.{name}": value.clone() for name, value in weights.items()}, made / "model.safetensors")
    own = {"architectures": ["HHEMv2ForSequenceClassification"], "model_type": "HHEMv2Config", "foundation": str(home)}
    own["prompt"] = "<pad> true given the premise?\n\npremise: {text1}\n\nhypothesis: {text2}"
    (made / "config.json").write_text(json.dumps(own), encoding="utf-8")


def test_every_family_answers_each_pair_and_reads_long_sources_whole(folder: Path) -> None:
    found = Field(str(folder), CUTS).judge(PAIRS)
    assert len(found) == len(PAIRS)
    for grounding in found:
        assert grounding.supported + grounding.contradicted + grounding.unsupported == pytest.approx(1, abs=2e-4)
    assert found == Field(str(folder), CUTS).judge(PAIRS)


def test_batches_do_not_change_an_answer(folder: Path) -> None:
    model = Field(str(folder), CUTS)
    together, alone = model.judge(PAIRS), [model.judge([pair])[0] for pair in PAIRS]
    for one, other in zip(together, alone, strict=True):
        assert one.supported == pytest.approx(other.supported, abs=1e-3)


def test_what_is_no_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"grounding"):
        Field(str(tmp_path), CUTS).judge(PAIRS)
