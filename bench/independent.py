"""Fits the weights of the independent scorer and prints how right it is and how far it agrees with the gate.

It is fitted on errors and rewrites that the rules make from the sources under ``train`` of the mutation suite, and
scored on the hand-written claims and on mutations of the sources that were held out. What it prints stands in
src/draftbot/evals/independent.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from draftbot.corpus import load_corpus
from draftbot.evals.cases import load_cases
from draftbot.evals.independent import Weights, agreement, features, opinion
from draftbot.evals.suite import load_suite, mutants, reference_units
from draftbot.records.corpus import Corpus
from draftbot.verify import Context, Library, verify_unit

ROOT = Path(__file__).parents[1]
ROUNDS, RATE, RIDGE = 3000, 0.3, 1e-3
Row = tuple[str, tuple[str, ...], bool]


def made(corpus: Corpus, side: str) -> list[Row]:
    """Rows made from one side of the suite's sources: errors, rewrites, and the true sentences themselves."""
    suite = load_suite(ROOT / "evals" / "mutations" / "suite.yaml")
    if side == "train":
        suite = suite.model_copy(update={"train": suite.held_out, "held_out": suite.train})
    units = [unit for unit in reference_units(corpus) if set(unit.sources) <= set(suite.held_out)]
    texts = {key: text.text for key, text in corpus.texts.items()}
    rows = [(unit.text, (texts[unit.sources[0]],), True) for unit in units]
    for mutant in mutants(units, corpus, suite.model_copy(update={"per_kind": 40})):
        rows.append((mutant.unit.text, tuple(texts[key] for key in mutant.unit.sources), mutant.family == "rewrite"))
    return rows


def fitted(rows: Sequence[Row]) -> Weights:
    """Ridge logistic regression by gradient descent, both sides weighing alike; the cut is where they err alike."""
    found = [features(claim, sources) for claim, sources, _ in rows]
    names = list(found[0])
    x = np.array([[row[name] for name in names] for row in found])
    y = np.array([float(true) for _, _, true in rows])
    weight = np.where(y == 1, 0.5 / y.sum(), 0.5 / (1 - y).sum())
    w, b = np.zeros(len(names)), 0.0
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-(x @ w + b)))
        step = weight * (p - y)
        w -= RATE * 10 * (x.T @ step + RIDGE * w)
        b -= RATE * 10 * step.sum()
    p = 1 / (1 + np.exp(-(x @ w + b)))
    cut = min((c / 100 for c in range(5, 96)), key=lambda c: abs((p[y == 1] >= c).mean() - (p[y == 0] < c).mean()))
    return Weights(
        intercept=round(b, 3), weights={n: round(float(v), 3) for n, v in zip(names, w, strict=True)}, cut=cut
    )


def balanced(rows: Sequence[Row], weights: Weights) -> str:
    said = [(true, opinion(claim, sources, weights).carried) for claim, sources, true in rows]
    yes = [carried for true, carried in said if true]
    no = [not carried for true, carried in said if not true]
    return f"{len(said)} rows, true carried {np.mean(yes):.3f}, untrue not {np.mean(no):.3f}"


def main() -> None:
    corpus = load_corpus(ROOT / "corpus")
    weights = fitted(made(corpus, "train"))
    print(weights.model_dump())
    print("training sources:", balanced(made(corpus, "train"), weights))
    print("held-out sources:", balanced(made(corpus, "held out"), weights))
    texts = {key: text.text for key, text in corpus.texts.items()}
    cases = load_cases(ROOT / "evals" / "handwritten" / "cases.jsonl")
    rows = [(case.claim, (texts[case.reference],), case.label == "supported") for case in cases]
    print("hand-written:", balanced(rows, weights))
    context = Context(Library(corpus))
    units = list(reference_units(corpus))
    gate = [verify_unit(unit, context).published for unit in units]
    ours = [opinion(unit.text, (texts[unit.sources[0]],), weights).carried for unit in units]
    print("agreement with the gate on true sentences:", agreement(list(zip(gate, ours, strict=True))))


if __name__ == "__main__":
    main()
