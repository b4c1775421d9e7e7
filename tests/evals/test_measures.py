"""Each measure by hand, and what it says of an item that it does not ask about."""

from __future__ import annotations

import pytest

from draftbot.evals.graph import answers, defects, nodes
from draftbot.evals.independent import agreement, opinion
from draftbot.evals.item import Fact, Item
from draftbot.evals.measures import MEASURES
from draftbot.evals.readability import grade, syllables
from draftbot.evals.repetition import fresh

ABOUT = {"found": ("p1", "p2", "p3"), "relevant": ("p2", "p9")}
SCORES: list[tuple[str, dict[str, Fact], float | None]] = [
    ("recall", ABOUT, 0.5),
    ("recall", {"found": (), "relevant": ("p1",)}, 0.0),
    ("ndcg", {"found": ("p2",), "relevant": ("p2",)}, 1.0),
    ("ndcg", {"found": ("p1", "p2"), "relevant": ("p2",)}, 0.63093),
    ("reciprocal_rank", ABOUT, 0.5),
    ("reciprocal_rank", {"found": ("p1",), "relevant": ("p2",)}, 0.0),
    ("caught", {"true": False, "published": False}, 1.0),
    ("caught", {"true": False, "published": True}, 0.0),
    ("caught", {"true": True, "published": False}, None),
    ("published", {"true": True, "published": False}, 0.0),
    ("published", {"true": False, "published": True}, None),
    ("brier", {"true": True, "probability": 0.9}, 0.01),
    ("brier", {"true": False, "probability": 0.9}, 0.81),
    ("brier", {"true": False}, None),
    ("supported", {"proved": True}, 1.0),
    ("citation_precision", {"needed": 0.5}, 0.5),
    ("tokens", {"tokens": 120.5}, 120.5),
    ("surface", {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "score"), SCORES, ids=[f"{c[0]} {c[2]}" for c in SCORES])
def test_what_an_item_scores(name: str, facts: dict[str, Fact], score: float | None) -> None:
    found = MEASURES[name].score(Item(id="x", cluster="c", kind="k", text="t", facts=facts))
    assert found == (None if score is None else pytest.approx(score, abs=1e-5))


def test_every_measure_says_what_it_asks() -> None:
    for name, measure in MEASURES.items():
        assert measure.name == name
        assert measure.asks.endswith("?")


@pytest.mark.parametrize(("word", "count"), [("pain", 1), ("placebo", 3), ("rate", 1), ("treated", 2), ("the", 1)])
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_longer_words_and_sentences_ask_for_a_higher_grade() -> None:
    assert (grade(["The cat sat on the mat."]) or 0) < 2
    assert (grade(["Polypeptide administration considerably ameliorated neurological deterioration."]) or 0) > 20
    assert grade([]) is None


def test_a_sentence_that_says_again_what_an_earlier_one_said_is_not_fresh() -> None:
    told = [
        "Pain at week four was lower with the drug.",
        "Nothing else is known.",
        "Pain at week four was lower with the drug.",
    ]
    assert fresh(told) == [True, True, False]


def test_a_node_needs_what_its_type_needs_and_leads_somewhere() -> None:
    graph = {
        "@graph": [
            {"@type": "Question", "name": "Q?", "acceptedAnswer": {"@type": "Answer", "text": "A."}},
            {
                "@type": "WebPage",
                "@id": "#p",
                "name": "n",
                "url": "u",
                "about": {"@id": "#gone"},
                "datePublished": "soon",
            },
            {"@type": "Answer"},
        ]
    }
    found = [defects(node, frozenset({"#p"})) for node in nodes(graph)]
    assert [len(each) for each in found] == [0, 0, 2, 1]
    assert list(answers(graph)) == [("Q?", "A.")]


SOURCE = "The trial was randomised in 62 patients. Pain did not improve with Alphadrug 10 mg. Sleep was better with Alphadrug than with placebo."
OPINIONS = [
    ("Sleep was better with Alphadrug than with placebo.", True),
    ("Pain did not improve with Alphadrug 10 mg.", True),
    ("The trial was randomised in 26 patients.", False),
    ("Pain improved with Alphadrug 10 mg.", False),
    ("Alphadrug cured migraine.", False),
]


@pytest.mark.parametrize(("claim", "carried"), OPINIONS, ids=[case[0] for case in OPINIONS])
def test_the_independent_scorer_counts_figures_denials_and_words(claim: str, carried: bool) -> None:
    assert opinion(claim, [SOURCE]).carried is carried


def test_agreement_by_hand() -> None:
    found = agreement([(True, True)] * 4 + [(False, False)] * 4 + [(True, False)] * 2)
    assert (found.share, found.kappa) == (0.8, 0.6154)
    assert agreement([]).items == 0
    assert agreement([(True, True)] * 3).kappa == 0.0
