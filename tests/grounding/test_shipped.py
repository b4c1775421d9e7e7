"""The shipped model: it reads everything it is given, gives the same answer twice, and tells plain cases apart."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftbot.grounding import Shipped
from draftbot.grounding.calibration import Answer, Calibration, features
from draftbot.grounding.shipped import WEIGHTS
from draftbot.records.grounding import Pair

MODEL = Shipped()
SOURCE = (
    "In a randomised trial, 120 patients received the drug and 118 received placebo. Pain at six weeks was lower with "
    "the drug than with placebo. Mortality did not differ between the groups. Nausea was reported by 14 patients."
)
# Synthetic: (a true claim, the same claim made untrue)
SIDES = pytest.mark.xfail(strict=True, reason="the model does not tell the sides of a comparison; an exact check does")
PLAIN = [
    pytest.param("Pain at six weeks was lower with the drug than with placebo.", "Pain at six weeks was lower with placebo than with the drug.", marks=SIDES),
    ("There was no difference in mortality between the groups.", "There was a difference in mortality between the groups."),
    ("Placebo was received by 118 patients.", "Placebo was received by 181 patients."),
    ("Nausea was reported by 14 patients.", "Vomiting was reported by 14 patients."),
]  # fmt: skip
CLAIMS = [
    "Placebo was received by 118 patients.", "Vomiting was reported by 14 patients.", "Mortality differed.",
    "Pain at six weeks was lower with placebo than with the drug.", "The trial was randomised.",
]  # fmt: skip
PAIRS = [Pair(source=SOURCE, claim=claim) for claim in CLAIMS]


@pytest.mark.parametrize(("true", "untrue"), PLAIN)
def test_a_true_claim_scores_above_its_untrue_twin(true: str, untrue: str) -> None:
    good, bad = MODEL.judge([Pair(source=SOURCE, claim=true), Pair(source=SOURCE, claim=untrue)])
    assert good.supported > bad.supported


def test_a_claim_about_something_else_is_refused() -> None:
    [found] = MODEL.judge([Pair(source=SOURCE, claim="The capital of France has two million inhabitants.")])
    assert found.supported <= MODEL.thresholds.reject


def test_shares_sum_to_one_and_spans_lie_in_the_claim() -> None:
    for pair in PAIRS:
        [found] = MODEL.judge([pair])
        assert found.supported + found.contradicted + found.unsupported == pytest.approx(1, abs=2e-4)
        assert all(0 <= span.start < span.end <= len(pair.claim) for span in found.doubted)


def test_the_evidence_is_found_wherever_it_stands_in_a_long_source() -> None:
    filler = "The committee met in spring and approved the protocol without changes. " * 120
    claim = "Pain at six weeks was lower with the drug than with placebo."
    sources = [SOURCE + filler, filler + SOURCE, filler[: len(filler) // 2] + SOURCE + filler]
    scores = [found.supported for found in MODEL.judge([Pair(source=text, claim=claim) for text in sources])]
    [without] = MODEL.judge([Pair(source=filler, claim=claim)])
    assert min(scores) > without.supported


def test_a_long_claim_is_read_to_its_end() -> None:
    true = " ".join(["Mortality did not differ between the groups."] * 30)
    whole, half_true = MODEL.judge(
        [Pair(source=SOURCE, claim=true), Pair(source=SOURCE, claim=f"{true} The moon is made of cheese.")]
    )
    assert half_true.supported < whole.supported


def test_order_and_company_change_nothing() -> None:
    together = MODEL.judge(PAIRS)
    for pair, found in zip(reversed(PAIRS), MODEL.judge(PAIRS[::-1]), strict=True):
        assert found == together[PAIRS.index(pair)] == MODEL.judge([pair])[0]


@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_any_text_gets_an_answer(source: str, claim: str) -> None:
    [found] = MODEL.judge([Pair(source=source, claim=claim)])
    assert 0 <= found.supported <= 1


def test_the_calibration_belongs_to_the_weights() -> None:
    calibration = Calibration.model_validate_json((WEIGHTS / "calibration.json").read_text(encoding="utf-8"))
    assert calibration.sha256 == sha256((WEIGHTS / "grounding.onnx").read_bytes()).hexdigest()
    cuts = calibration.thresholds
    assert cuts.reject < cuts.balanced < cuts.accept


def test_an_exact_fact_moves_the_probability_the_right_way() -> None:
    import numpy as np

    answer = Answer(np.array([1.0, 0.0, 0.0], np.float32), np.array([-1.0], np.float32), 0.3)
    calibration = Calibration.model_validate_json((WEIGHTS / "calibration.json").read_text(encoding="utf-8"))
    kept = features(Pair(source=SOURCE, claim="Placebo: 118 patients."), answer)
    missing = features(Pair(source=SOURCE, claim="Placebo: 811 patients."), answer)
    assert missing["figures missing"] == 1
    assert kept["figures missing"] == 0
    assert calibration.supported(missing) < calibration.supported(kept)
