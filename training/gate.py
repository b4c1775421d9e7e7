"""Weights of the gate for pairs: `python -m training.gate [FOLDER OF DEVELOPMENT SAMPLES]`.

A logistic regression over ``draftbot.verify.weighing.signals``, fitted on the hand-written claims (of the second
set those only whose references may be looked at), on mutations of sources that their suite leaves for training and,
where a folder holds `NAME.dv.jsonl` files (training/grounding/split.py makes them), on samples of public sets. Every
set weighs by its share, not its size, and true and untrue claims weigh the same. Prints cross-validated figures (folds
by source), writes src/draftbot/verify/weights.json. Run it again after every change of the grounding model or of a
check.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import yaml

from draftbot.corpus import load_corpus
from draftbot.evals.suite import load_suite, mutants, reference_units
from draftbot.grounding import Shipped
from draftbot.records.corpus import Corpus
from draftbot.records.grounding import Pair, Thresholds
from draftbot.settings import load_settings
from draftbot.verify.checks import CHECKS
from draftbot.verify.claims import claims_of
from draftbot.verify.library import Library
from draftbot.verify.pairs import alone
from draftbot.verify.weighing import Weights, signals

ROOT = Path(__file__).parents[1]
SAMPLE, MADE, FOLDS, RIDGE, PASSES = 400, 15, 5, 4.0, 2000.0
SHARES = {"own": 0.3, "made": 0.3}  # what is left is the public sets'
# The share of untrue claims that the gate may let pass: of our own claims, of mutations (which are nearer to what a
# writer's slip leaves, and easier), of all public ones.
WRONG = {"own": 0.05, "made": 0.03, "public": 0.05}
Row = dict[str, str]
Matrix = np.ndarray


def own_rows() -> list[Row]:
    untouched = yaml.safe_load((ROOT / "evals/fresh/suite.yaml").read_text(encoding="utf-8"))["untouched"]
    rows = _rows(ROOT / "evals/handwritten/cases.jsonl") + _rows(ROOT / "evals/fresh/cases.jsonl")
    return [row for row in rows if not (row["id"].startswith("fr") and row["reference"] in untouched)]


def made_rows(corpus: Corpus) -> list[Row]:
    """Single errors in sentences of the corpus, and faithful rewrites of them, from sources that the suite of mutations
    leaves for training: so that one wrong word in a source's own sentence tells more than it does in other words."""
    suite = load_suite(ROOT / "evals/mutations/suite.yaml")
    turned = {"train": suite.held_out, "held_out": suite.train, "per_kind": MADE, "seed": suite.seed + 1}
    return [
        {
            "id": f"made-{number}",
            "reference": one.unit.sources[0],
            "source": corpus.texts[one.unit.sources[0]].text,
            "claim": one.unit.text,
            "label": "supported" if one.family == "rewrite" else "unsupported",
        }
        for number, one in enumerate(mutants(reference_units(corpus), corpus, suite.model_copy(update=turned)))
        if one.held_out
    ]


def sampled(path: Path) -> list[Row]:
    return list(np.random.default_rng(5).permutation(np.array(_rows(path), dtype=object))[:SAMPLE])


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def seen(rows: list[Row], library: Library, model: Shipped) -> list[dict[str, float]]:
    """The signals of each row."""
    pairs = [Pair(source=row["source"], claim=row["claim"]) for row in rows]
    found = []
    for pair, grounding in zip(pairs, model.judge(pairs), strict=True):
        single, unit = alone(pair, library)
        asked = [(one, [check.check(one, single) for check in CHECKS]) for one in claims_of(unit, single)]
        found.append(signals(asked, grounding, single))
    return found


def fitted(x: Matrix, y: Matrix, weight: Matrix) -> Matrix:
    """Newton's steps of a ridge-penalised logistic regression, the intercept first."""
    x = np.c_[np.ones(len(x)), x]
    b = np.zeros(x.shape[1])
    penalty = np.diag(np.r_[1e-6, np.full(len(b) - 1, RIDGE)])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ b))
        b -= np.linalg.solve(
            (x * (weight * p * (1 - p))[:, None]).T @ x + penalty, x.T @ (weight * (p - y)) + penalty @ b
        )
    return b


def _weight(parts: list[tuple[Matrix, Matrix]], shares: list[float]) -> Matrix:
    each = [
        np.where(y, 0.5 / max(y.sum(), 1), 0.5 / max((~y).sum(), 1)) * share
        for (_, y), share in zip(parts, shares, strict=True)
    ]
    return PASSES * np.concatenate(each)


def _fit(parts: list[tuple[Matrix, Matrix]], shares: list[float]) -> Matrix:
    x, y = np.concatenate([a for a, _ in parts]), np.concatenate([b for _, b in parts])
    return fitted(x, y, _weight(parts, shares))


def _without(at: int, sets: list[tuple[Matrix, Matrix]], shares: list[float]) -> Matrix:
    """The odds of a set's claims by a regression that has seen none of them."""
    x, _ = sets[at]
    b = _fit([*sets[:at], *sets[at + 1 :]], [*shares[:at], *shares[at + 1 :]])
    return np.asarray(np.c_[np.ones(len(x)), x] @ b)


def folds(rows: list[Row]) -> Matrix:
    """The fold of each row, the same for rows of one source."""
    sources = sorted({row.get("reference", row["source"]) for row in rows})
    place = {source: at % FOLDS for at, source in enumerate(sources)}
    return np.array([place[row.get("reference", row["source"])] for row in rows])


def balanced(y: Matrix, said: Matrix) -> float:
    return float(50 * (said[y].mean() + (~said[~y]).mean()))


def main() -> None:
    corpus = load_corpus(load_settings(ROOT).corpus)
    library, model = Library(corpus), Shipped()
    rows = {"own": own_rows(), "made": made_rows(corpus)}
    if len(sys.argv) > 1:
        rows |= {path.name.partition(".")[0]: sampled(path) for path in sorted(Path(sys.argv[1]).glob("*.dv.jsonl"))}
    found = {name: seen(some, library, model) for name, some in rows.items()}
    names = sorted(found["own"][0])
    sets = [
        (
            np.array([[one[n] for n in names] for one in found[name]]),
            np.array([r["label"] == "supported" for r in some]),
        )
        for name, some in rows.items()
    ]
    public = len(sets) - len(SHARES)
    shares = [*SHARES.values(), *[(1 - sum(SHARES.values())) / max(public, 1)] * public]
    guessed = [np.zeros(len(y)) for _, y in sets]
    placed = [folds(some) for some in rows.values()]
    for fold in range(FOLDS):
        b = _fit([(x[f != fold], y[f != fold]) for (x, y), f in zip(sets, placed, strict=True)], shares)
        for guess, (x, _), f in zip(guessed, sets, placed, strict=True):
            guess[f == fold] = np.c_[np.ones((f == fold).sum()), x[f == fold]] @ b
    for at, (name, guess, (x, y)) in enumerate(zip(rows, guessed, sets, strict=True)):
        alone_ = balanced(y, x[:, names.index("odds")] > _odds(model.thresholds.balanced))
        rest = balanced(y, _without(at, sets, shares) > 0)
        print(
            f"{name:<18}{len(y):>5} cross-validated {balanced(y, guess > 0):5.1f}, the set left out {rest:5.1f}, "
            f"the model alone {alone_:5.1f}"
        )
    untrue = dict(zip(rows, (guess[~y] for guess, (_, y) in zip(guessed, sets, strict=True)), strict=True))
    others = [untrue.pop(name) for name in list(untrue) if name not in SHARES]
    untrue |= {"public": np.concatenate(others)} if others else {}
    cuts = [np.quantile(part, 1 - WRONG[name]) for name, part in untrue.items()]
    accept = round(1 / (1 + np.exp(-max(cuts))), 4)
    b = _fit(sets, shares)
    weights = Weights(
        model=model.name,
        intercept=round(float(b[0]), 4),
        weights={name: round(float(value), 4) for name, value in zip(names, b[1:], strict=True)},
        thresholds=Thresholds(balanced=0.5, accept=accept, reject=0.2),
    )
    (ROOT / "src/draftbot/verify/weights.json").write_text(weights.model_dump_json(indent=1) + "\n", encoding="utf-8")
    print(f"accept at {accept}")


def _odds(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))


if __name__ == "__main__":
    main()
