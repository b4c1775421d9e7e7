"""What the exact checks leave open is read by a model; what they decide is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from draftbot.records.grounding import Grounding, Pair, Thresholds
from draftbot.records.source_text import Span
from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult, UnitVerdict
from draftbot.verify import Context, cascade, verify_pairs, verify_unit, verify_units

SOURCE = "26564102"
PARAPHRASE = "At day 90 the arm worked better after Cerebrolysin than after placebo."


@dataclass
class Reader:
    """A model that always gives the same probability and notes what it was asked."""

    supported: float
    doubted: tuple[Span, ...] = ()
    seen: list[Pair] = field(default_factory=list)
    batches: int = 0
    name: str = "reader"
    thresholds: Thresholds = field(default_factory=lambda: Thresholds(balanced=0.5, accept=0.9, reject=0.2))

    def judge(self, pairs: Sequence[Pair]) -> list[Grounding]:
        self.seen += pairs
        self.batches += 1
        rest = round((1 - self.supported) / 2, 4)
        made = Grounding(supported=self.supported, contradicted=rest, unsupported=rest, doubted=self.doubted)
        return [made for _ in pairs]


@dataclass
class Last:
    """A judge with one answer."""

    answer: str
    name: str = "judge"

    def decide(self, pairs: Sequence[Pair]) -> CheckResult:
        return CheckResult.model_validate({"check": "judge", "answer": self.answer, "reason": f"read {len(pairs)}"})


def judged(context: Context, text: str, reader: Reader | None, judge: Last | None = None) -> UnitVerdict:
    unit = Unit(id="u", section="s", kind="sentence", text=text, sources=(SOURCE,))
    return verify_unit(unit, replace(context, model=reader, judge=judge))


@pytest.mark.parametrize(
    ("score", "verdict"), [(0.95, "supported"), (0.9, "supported"), (0.5, "uncertain"), (0.2, "unsupported")]
)
def test_the_model_decides_a_paraphrase(context: Context, score: float, verdict: str) -> None:
    found = judged(context, PARAPHRASE, Reader(score))
    assert found.verdict == verdict
    assert found.published == (verdict == "supported")


def test_without_a_model_a_paraphrase_is_held(context: Context) -> None:
    assert judged(context, PARAPHRASE, None).verdict == "unsupported"


def test_a_verbatim_finding_is_not_put_to_the_model(context: Context) -> None:
    reader = Reader(0.0)
    text = (
        "Arm function on the Action Research Arm Test at day 90 was better with Cerebrolysin than with placebo "
        "(MW 0.71, 95% CI 0.63–0.79; P < 0.0001)."
    )
    assert judged(context, text, reader).verdict == "supported"
    assert reader.seen == []


@pytest.mark.parametrize(
    "text",
    [
        "At day 90 the arm worked better after placebo than after Cerebrolysin.",
        "At day 90 the arm worked better after Cerebrolysin than after placebo (MW 0.99).",
        "At day 90 the arm worked better after Semax than after placebo.",
    ],
)
def test_a_sure_model_overrules_no_exact_check(context: Context, text: str) -> None:
    assert not judged(context, text, Reader(0.99)).published


def test_the_model_reads_the_whole_source_and_names_what_it_doubts(context: Context) -> None:
    start = PARAPHRASE.index("worked")
    reader = Reader(0.1, doubted=(Span(start=start, end=start + 6),))
    found = judged(context, PARAPHRASE, reader)
    assert {pair.source for pair in reader.seen} == {context.library.corpus.texts[SOURCE].text}
    [finding] = [finding for finding in found.findings if finding.check == "grounding"]
    assert "'worked'" in finding.message
    assert finding.span is not None
    assert finding.span.of(PARAPHRASE) == "worked"


def test_all_units_are_read_in_one_batch(context: Context) -> None:
    reader = Reader(0.95)
    units = [
        Unit(id=f"u{n}", section="s", kind="sentence", text=PARAPHRASE.replace("arm", word), sources=(SOURCE,))
        for n, word in enumerate(("arm", "limb", "hand"))
    ]
    verify_units(units, replace(context, model=reader))
    assert reader.batches == 1


@pytest.mark.parametrize(
    ("answer", "verdict"), [("pass", "supported"), ("fail", "unsupported"), ("cannot tell", "uncertain")]
)
def test_the_judge_is_asked_where_the_model_is_unsure(context: Context, answer: str, verdict: str) -> None:
    assert judged(context, PARAPHRASE, Reader(0.5), Last(answer)).verdict == verdict


@pytest.mark.parametrize("score", [0.95, 0.1])
def test_the_judge_is_not_asked_where_the_model_is_sure(context: Context, score: float) -> None:
    sure = judged(context, PARAPHRASE, Reader(score))
    assert judged(context, PARAPHRASE, Reader(score), Last("cannot tell")).verdict == sure.verdict


TEXT = "Forty patients received the drug. Mortality was lower with the drug than with placebo (10% vs 20%, P = 0.03)."
# claim, the model's score, label, verdict
PAIRS = [
    ("Fewer patients died on the drug than on placebo.", 0.95, "supported", "supported"),
    ("Fewer patients died on the drug than on placebo.", 0.6, "supported", "uncertain"),
    ("The drug improved sleep.", 0.1, "unsupported", "unsupported"),
    (
        "Mortality was lower with the drug than with placebo (10% vs 20%, P = 0.3).",
        0.99,
        "contradicted",
        "contradicted",
    ),
]


@pytest.mark.parametrize(("claim", "score", "label", "verdict"), PAIRS)
def test_pairs_go_through_the_same_checks(context: Context, claim: str, score: float, label: str, verdict: str) -> None:
    [found] = verify_pairs([Pair(source=TEXT, claim=claim)], context, Reader(score))
    assert found.verdict == verdict
    assert (found.label == "supported") == (label == "supported")


@pytest.mark.parametrize(("score", "whole"), [(0.49, False), (0.5, True), (0.95, True)])
def test_skimming_reads_the_closest_sentences_first_and_the_whole_where_they_leave_hope(
    context: Context, monkeypatch: pytest.MonkeyPatch, score: float, whole: bool
) -> None:
    monkeypatch.setattr(cascade, "LONG", 100)
    reader = Reader(score)
    found = judged(replace(context, skims=True), PARAPHRASE, reader)
    text = context.library.stated(SOURCE)
    first, *rest = [pair.source for pair in reader.seen]
    assert len(first) < len(text)
    assert all(sentence in text for sentence in first.split(". "))
    assert rest == ([text] if whole else [])
    assert found.published == (score >= reader.thresholds.accept)


def test_what_is_cited_is_never_skimmed(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cascade, "LONG", 100)
    reader = Reader(0.1)
    judged(context, PARAPHRASE, reader)
    assert [pair.source for pair in reader.seen] == [context.library.stated(SOURCE)]
