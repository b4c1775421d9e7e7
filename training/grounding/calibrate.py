"""Fits the calibration on development pairs and chooses the thresholds:
`python -m training.grounding.calibrate MODEL.onnx OUT.json NAME DEV.jsonl...`.

Sets count alike, whatever their size. `accept` is the lowest threshold at which at most 5% of the untrue claims
of every set are taken as supported; `reject` the one below which, on average, at most 5% of the true ones fall.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from draftbot.grounding import shipped
from draftbot.grounding.calibration import features
from draftbot.records.grounding import Pair


def logits_of(model: Path, pairs: list[Pair]) -> np.ndarray:
    """The network's logits for each pair, as the shipped model reads them."""
    found: dict[int, np.ndarray] = {}

    class Bare(shipped.Shipped):
        def _grounding(self, pair, parts):  # type: ignore[no-untyped-def, override]
            del pair
            return min((logits for logits, _ in parts), key=shipped.odds)

    reader = Bare(model)
    for start in range(0, len(pairs), 256):
        for at, logits in enumerate(reader.judge(pairs[start : start + 256])):
            found[start + at] = logits  # type: ignore[assignment]
    return np.array([found[at] for at in range(len(pairs))])


def main() -> None:
    model, out, name, *paths = sys.argv[1:]
    rows, sets = [], []
    for path in paths:
        given = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
        rows += given
        sets += [Path(path).stem] * len(given)
    pairs = [Pair(source=row["source"], claim=row["claim"]) for row in rows]
    logits = logits_of(Path(model), pairs)
    found = [features(pair, one) for pair, one in zip(pairs, logits, strict=True)]
    names = list(found[0])
    x = np.array([[one[key] for key in names] for one in found])
    y = np.array([row["label"] == "supported" for row in rows])
    groups = np.array(sets)
    weight = np.array([1 / sum(groups[y == truth] == one) for one, truth in zip(sets, y, strict=True)])
    weight *= len(rows) / weight.sum()
    by_source = np.array([int(sha256(row["source"].encode()).hexdigest()[:8], 16) for row in rows])
    regression = LogisticRegression(C=1.0, max_iter=2000)
    folded = cross_val_predict(
        regression, x, y, groups=by_source, cv=GroupKFold(5), method="predict_proba", params={"sample_weight": weight}
    )[:, 1]
    regression.fit(x, y, sample_weight=weight)
    cuts = thresholds(folded, y, groups)
    for one in dict.fromkeys(sets):
        print(one, figures(folded[groups == one], y[groups == one], cuts))
    result = {
        "name": name,
        "sha256": sha256(Path(model).read_bytes()).hexdigest(),
        "thresholds": cuts,
        "intercept": round(float(regression.intercept_[0]), 4),
        "weights": {key: round(float(value), 4) for key, value in zip(names, regression.coef_[0], strict=True)},
    }
    Path(out).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


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


def figures(scored: np.ndarray, y: np.ndarray, cuts: dict[str, float]) -> str:
    true, false = scored[y], scored[~y]
    balanced = ((true >= cuts["balanced"]).mean() + (false < cuts["balanced"]).mean()) / 2
    return (
        f"balanced {100 * balanced:.1f}, accepted true {100 * (true >= cuts['accept']).mean():.1f} "
        f"false {100 * (false >= cuts['accept']).mean():.1f}"
    )


if __name__ == "__main__":
    main()
