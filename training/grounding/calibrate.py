"""Fits the calibration on development pairs and chooses the thresholds:
`python -m training.grounding.calibrate MODEL.onnx OUT.json NAME DEV.jsonl...`.

Sets count alike, whatever their size. `accept` is the lowest threshold at which at most 5% of the untrue claims
of every set are taken as supported; `reject` the one below which, on average, at most 5% of the true ones fall.
"""

from __future__ import annotations

import argparse
import json
import random
from hashlib import sha256
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from draftbot.grounding import shipped
from draftbot.grounding.calibration import Answer, features
from draftbot.records.grounding import Pair

# What a fact can only mean: more of these speaks for (1) or against (-1) support, whatever chance says on a few sets.
SIGNS = {
    "odds": 1, "mean odds": 1, "odds near": 1, "odds of a long source": 1, "near": 1, "doubt": -1, "doubted": -1,
    "figures missing": -1, "names missing": -1, "direction reversed": -1, "direction agrees": 1, "negation differs": -1,
}  # fmt: skip


def answers_of(model: Path, pairs: list[Pair]) -> list[Answer]:
    """What the network says of each pair, as the shipped model reads it."""

    class Bare(shipped.Shipped):
        def _grounding(self, pair, parts):  # type: ignore[no-untyped-def, override]
            del pair
            return min((shipped._answer(reads) for reads in parts), key=lambda answer: answer.odds)

    reader, found = Bare(model), []
    for start in range(0, len(pairs), 64):
        found += reader.judge(pairs[start : start + 64])
    return found  # type: ignore[return-value]


class Regression:
    """Logistic regression with a weight a row, shrunk on standardised features, its signs bound by ``SIGNS``."""

    def __init__(self, names: list[str], shrink: float) -> None:
        self.names, self.shrink = names, shrink

    def fit(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> Regression:
        mean, spread = x.mean(0), np.maximum(x.std(0), 1e-9)
        z = (x - mean) / spread
        target, weight = y.astype(float), weight / weight.mean()

        def loss(given: np.ndarray) -> tuple[float, np.ndarray]:
            score = z @ given[:-1] + given[-1]
            off = (expit(score) - target) * weight
            value = (weight * (np.logaddexp(0, score) - target * score)).sum() + self.shrink / 2 * (
                given[:-1] ** 2
            ).sum()
            return float(value), np.append(z.T @ off + self.shrink * given[:-1], off.sum())

        bounds = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}
        limits = [*(bounds[SIGNS.get(name, 0)] for name in self.names), (None, None)]
        best = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=limits).x
        self.weights = best[:-1] / spread
        self.intercept = float(best[-1] - self.weights @ mean)
        return self

    def scores(self, x: np.ndarray) -> np.ndarray:
        return np.asarray(expit(x @ self.weights + self.intercept))


def even(groups: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights by which every set, and in it each side, counts alike."""
    return np.array([1 / ((groups == group) & (y == truth)).sum() for group, truth in zip(groups, y, strict=True)])


def folded(regression: Regression, x: np.ndarray, y: np.ndarray, groups: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Scores of each part by a regression that has not seen it."""
    out = np.zeros(len(y))
    for part in np.unique(parts):
        seen = parts != part
        out[~seen] = regression.fit(x[seen], y[seen], even(groups[seen], y[seen])).scores(x[~seen])
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("name")
    parser.add_argument("dev", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=400, help="pairs a set, drawn by a seed")
    parser.add_argument("--shrink", type=float, default=30.0)
    options = parser.parse_args()
    rows, sets = [], []
    for path in options.dev:
        given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        random.Random(5).shuffle(given)
        rows += given[: options.most]
        sets += [path.stem] * len(given[: options.most])
    pairs = [Pair(source=row["source"], claim=row["claim"]) for row in rows]
    found = [features(pair, one) for pair, one in zip(pairs, answers_of(options.model, pairs), strict=True)]
    result = fitted(
        found, np.array([row["label"] == "supported" for row in rows]), np.array(sets), rows, options.shrink
    )
    result = {"name": options.name, "sha256": sha256(options.model.read_bytes()).hexdigest(), **result}
    options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


def fitted(found: list[dict], y: np.ndarray, groups: np.ndarray, rows: list[dict], shrink: float) -> dict:
    """The calibration as it is shipped; prints each set's figures by regressions that saw none of its sources (five
    folds), and that saw none of its pairs (the set left out)."""
    names = list(found[0])
    x = np.array([[one[name] for name in names] for one in found])
    regression = Regression(names, shrink)
    fold = np.array([int(sha256(row["source"].encode()).hexdigest()[:8], 16) % 5 for row in rows])
    inside, outside = (folded(regression, x, y, groups, parts) for parts in (fold, groups))
    cuts = thresholds(inside, y, groups)
    for one in dict.fromkeys(groups):
        at = groups == one
        print(f"{one:<22} {figures(inside[at], y[at], cuts)} | left out: {figures(outside[at], y[at], cuts)}")
    for name, scored in (("sources", inside), ("set", outside)):
        each = [balanced(scored[groups == one], y[groups == one], cuts) for one in set(groups)]
        print(f"mean, {name} unseen: {np.mean(each):.1f}")
    regression.fit(x, y, even(groups, y))
    weights = {name: round(float(value), 4) for name, value in zip(names, regression.weights, strict=True)}
    return {"thresholds": cuts, "intercept": round(regression.intercept, 4), "weights": weights}


def thresholds(scored: np.ndarray, y: np.ndarray, groups: np.ndarray) -> dict[str, float]:
    grid = np.linspace(0.02, 0.995, 196)
    names = np.unique(groups)

    def mean(cut: float, truth: bool) -> float:
        return float(np.mean([(scored[(groups == g) & (y == truth)] >= cut).mean() for g in names]))

    def wrong(cut: float, name: str) -> float:
        return float((scored[(groups == name) & ~y] >= cut).mean())

    balanced = max(grid, key=lambda cut: mean(cut, True) - mean(cut, False))
    accept = next((cut for cut in grid if all(wrong(cut, name) <= 0.05 for name in names)), grid[-1])
    reject = max(cut for cut in grid if mean(cut, True) >= 0.95)
    return {k: round(float(v), 3) for k, v in {"balanced": balanced, "accept": accept, "reject": reject}.items()}


def balanced(scored: np.ndarray, y: np.ndarray, cuts: dict[str, float]) -> float:
    true, false = scored[y], scored[~y]
    return 50 * float((true >= cuts["balanced"]).mean() + (false < cuts["balanced"]).mean())


def figures(scored: np.ndarray, y: np.ndarray, cuts: dict[str, float]) -> str:
    accepted = [100 * (scored[y == truth] >= cuts["accept"]).mean() for truth in (True, False)]
    return f"balanced {balanced(scored, y, cuts):.1f}, accepted true {accepted[0]:.1f} false {accepted[1]:.1f}"


if __name__ == "__main__":
    main()
