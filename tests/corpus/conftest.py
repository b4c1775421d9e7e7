"""A small corpus, synthetic throughout: two made-up compounds and the made-up studies about them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

FILES = {
    "fields.yaml": """\
fields:
  kind: {label: What it is, type: text, say: "{name} is {values}"}
  dose: {label: Dose, type: regimen}
  uses: {label: Uses, type: goal}
  price: {label: Price, type: quantity}
topics:
  recovery: {label: Recovery, phrase: recovery}
""",
    "house.yaml": """\
site: {name: Synthetic desk, url: "https://example.org"}
reviewed_to: 2026-01-31
blocks:
  disclosure: "{site} sells neither {a} nor {b}."
lengths: {article: [100, 900], faq_answer: [10, 80]}
thin_below: 6
policy:
  - {id: promotion, pattern: 'buy now', why: promotes a seller}
second_hand_legend: "† Known second-hand."
""",
    "compounds/alphazine.yaml": """\
slug: alphazine
name: Alphazine
synonyms:
- text: AZ-1
  refs: [trial-one]
fields:
  kind:
  - text: a synthetic compound
    refs: [trial-one]
  uses:
  - goal: recovery
    topic: recovery
    refs: [trial-one]
not_stated:
- field: price
  refs: [trial-one]
unproved:
- field: dose
  text: 5 mg
  reason: met on a label
""",
    "compounds/betazine.yaml": """\
slug: betazine
name: Betazine
fields:
  kind:
  - text: another synthetic compound
    refs: [trial-two]
""",
    "references/trial-one.yaml": """\
id: trial-one
compounds: [alphazine]
bibliography:
  type: article-journal
  title: A synthetic trial
  DOI: 10.1000/synthetic.1
  PMID: "101"
card:
  called: the first synthetic trial
  design: rct
  n: 50
  arms:
  - name: Alphazine
    compound: alphazine
    n: 25
  - name: placebo
    n: 25
  topics: [recovery]
  outcomes:
  - id: recovered
    measure: recovery at day 90
    finding: recovery at day 90 was better with Alphazine than with placebo
    treatment: alphazine
    topic: recovery
    estimate:
      measure: RR
      value: "1.50"
      ci_low: "1.10"
      ci_high: "2.05"
    p: "0.01"
    results:
    - arm: Alphazine
      value: 60%
      events: 15
      total: 25
    direction: favours-treatment
  - id: harm
    measure: adverse events
    finding: adverse events did not differ between Alphazine and placebo
    p: "0.40"
    direction: no-difference
text_kind: digest
text_seen: full-text
text:
- text: Alphazine is a synthetic compound, also called AZ-1, and is used for recovery.
- text: The trial had 50 people, 25 with Alphazine and 25 with placebo.
- text: Recovery at day 90 was better with Alphazine than with placebo (RR 1.50, 95% CI 1.10–2.05; P = 0.01).
- text: Recovery at day 90 was seen in 60% with Alphazine, 15 of 25 people.
- text: Adverse events did not differ between Alphazine and placebo (P = 0.40).
""",
    "references/trial-two.yaml": """\
id: trial-two
compounds: [betazine]
bibliography:
  type: book
  DOI: 10.1000/synthetic.2
card:
  called: the second synthetic trial
  design: other
  same_trial_as: [trial-one]
integrity:
  checked: 2026-01-01
text_kind: digest
text_seen: full-text
text:
- text: Betazine is another synthetic compound.
unverified: []
conflicts: []
""",
}

Change = Callable[[str, str, str], int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The corpus on disk."""
    root = tmp_path / "corpus"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def change(folder: Path) -> Change:
    """Replaces the first occurrence in a file and returns its line."""

    def replace(name: str, old: str, new: str) -> int:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return replace
