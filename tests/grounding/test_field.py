"""The loaders of the field's grounding models, on tiny models with random weights that the test makes itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.errors import UserError
from draftbot.grounding.field import Field
from draftbot.records.grounding import Pair, Thresholds

CUTS = Thresholds(balanced=0.5, accept=0.9, reject=0.2)
PAIRS = [
    Pair(source="the cat sat on the mat . " * 60, claim="the cat sat on the mat"),
    Pair(source="the dog ran", claim="the dog sat"),
]


@pytest.fixture(scope="module", params=["pairs", "one", "inference", "tokens"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch = pytest.importorskip("torch", reason="the extra draftbot[grounding] is not installed")
    transformers = pytest.importorskip("transformers")
    made = tmp_path_factory.mktemp(request.param)
    words = "[PAD] [UNK] [CLS] [SEP] [MASK] the cat dog sat ran on mat .".split()
    (made / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(str(made / "vocab.txt"), model_max_length=64)
    tokenizer.save_pretrained(made)
    torch.manual_seed(1)
    labels = {"pairs": 2, "one": 1, "inference": 3, "tokens": 2}[request.param]
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=64, num_labels=labels,
    )  # fmt: skip
    if labels == 3:
        config.id2label = {0: "contradiction", 1: "neutral", 2: "entailment"}
        config.label2id = {"contradiction": 0, "neutral": 1, "entailment": 2}
    kind = "TokenClassification" if request.param == "tokens" else "SequenceClassification"
    getattr(transformers, f"BertFor{kind}")(config).save_pretrained(made)
    return made


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
