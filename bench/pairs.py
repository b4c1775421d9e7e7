"""How well claims are told from their sources: the hand-written sets, and public sets where ../shared/verify-data is.

Prints for each set the balanced accuracy with a 95% bootstrap interval over sources, the calibration error, what the
gate accepts of true and untrue claims, and the trade: the share of true claims above the score that lets at most so
many untrue ones pass, as a curve with intervals. Then the reliability over all sets. Writes build/pairs.json.
`--most N` takes N pairs of each set, `--sets NAME...` those sets only.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from training.grounding import split  # noqa: E402

from draftbot.corpus import load_corpus  # noqa: E402
from draftbot.grounding import Shipped  # noqa: E402
from draftbot.records.grounding import Pair  # noqa: E402
from draftbot.settings import load_settings  # noqa: E402
from draftbot.verify import Context, Library, PairVerdict, verify_pairs  # noqa: E402

SHARED = ROOT.parent / "shared" / "verify-data"
MOST = 400
BINS = 10
DRAWS = 1000
OWN = ("hand-written", "never looked at")  # the second: claims on references that nothing was tuned or fitted on
CURVE = (0.01, 0.02, 0.05, 0.1, 0.2)
Row = dict[str, str]


def judged(rows: Sequence[Row], context: Context, model: Shipped) -> list[PairVerdict]:
    pairs = [Pair(source=row["source"], claim=row["claim"]) for row in rows]
    return verify_pairs(pairs, context, model)


def balanced(true: np.ndarray, said: np.ndarray) -> float:
    parts = [said[true].mean() if true.any() else np.nan, (~said[~true]).mean() if (~true).any() else np.nan]
    return float(np.nanmean(parts))


def interval(figure: Callable[[np.ndarray], float], clusters: np.ndarray) -> tuple[float, float]:
    """Percentiles of a bootstrap over the sources of a figure that takes the places of rows."""
    rng = np.random.default_rng(3)
    names, at = np.unique(clusters, return_inverse=True)
    places = np.split(np.argsort(at, kind="stable"), np.cumsum(np.bincount(at))[:-1])
    drawn = [
        figure(np.concatenate([places[one] for one in rng.integers(0, len(names), len(names))])) for _ in range(DRAWS)
    ]
    return float(np.nanpercentile(drawn, 2.5)), float(np.nanpercentile(drawn, 97.5))


def reliability(true: np.ndarray, score: np.ndarray) -> list[dict[str, float]]:
    """Bins of equal width: the pairs in each, their mean score, and the share of them that is supported."""
    bins = np.minimum((score * BINS).astype(int), BINS - 1)
    return [
        {"pairs": int(at.sum()), "score": float(score[at].mean()), "supported": float(true[at].mean())}
        for at in (bins == b for b in range(BINS))
        if at.any()
    ]


def calibration_error(true: np.ndarray, score: np.ndarray) -> float:
    """Expected calibration error over those bins (Naeini et al. 2015)."""
    return sum(one["pairs"] * abs(one["supported"] - one["score"]) for one in reliability(true, score)) / len(true)


def accepted(true: np.ndarray, score: np.ndarray, wrong: float) -> float:
    """The share of true claims above the lowest score that at most this share of untrue ones exceeds."""
    untrue = np.sort(score[~true])[::-1]
    if not len(untrue) or not true.any():
        return float("nan")
    return float((score[true] > untrue[min(int(wrong * len(untrue)), len(untrue) - 1)]).mean())


def trade(true: np.ndarray, score: np.ndarray, clusters: np.ndarray) -> dict[str, list[float]]:
    """Each point of the curve with its interval."""
    return {
        f"{wrong:.0%}": [
            accepted(true, score, wrong),
            *interval(lambda at, wrong=wrong: accepted(true[at], score[at], wrong), clusters),  # type: ignore[misc]
        ]
        for wrong in CURVE
    }


def figures(rows: Sequence[Row], found: Sequence[PairVerdict]) -> dict[str, object]:
    true = np.array([row["label"] == "supported" for row in rows])
    score = np.array([one.score for one in found])
    said = np.array([one.label == "supported" for one in found])
    gate = np.array([one.verdict == "supported" for one in found])
    exact = np.array([one.verdict == "contradicted" for one in found])
    clusters = np.array([row["source"] for row in rows])
    low, high = interval(lambda at: balanced(true[at], said[at]), clusters)
    return {
        "pairs": len(rows),
        "balanced accuracy": balanced(true, said),
        "low": low,
        "high": high,
        "calibration error": calibration_error(true, score),
        "gate accepts": {"true": float(gate[true].mean()), "untrue": float(gate[~true].mean())},
        "exact checks contradict": {"true": float(exact[true].mean()), "untrue": float(exact[~true].mean())},
        "true accepted at this share of untrue": trade(true, score, clusters),
        "reliability": reliability(true, score),
    }


def sets(most: int) -> dict[str, list[Row]]:
    suite = yaml.safe_load((ROOT / "evals" / "fresh" / "suite.yaml").read_text(encoding="utf-8"))
    second = _rows(ROOT / "evals" / "fresh" / "cases.jsonl")
    found = {
        OWN[0]: _rows(ROOT / "evals" / "handwritten" / "cases.jsonl"),
        OWN[1]: [row for row in second if row["reference"] in suite["untouched"]],
    }
    if not SHARED.is_dir():
        print("no ../shared/verify-data: the public sets are skipped")
        return found
    with tempfile.TemporaryDirectory() as folder:
        split.parts(SHARED, Path(folder))
        for path in sorted(Path(folder).glob("*.dv.jsonl")):
            rows = _rows(path)
            random.Random(5).shuffle(rows)
            found[path.name.partition(".")[0]] = rows[:most]
    return found


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def line(name: str, one: dict[str, Any]) -> str:
    spread = f"{100 * one['balanced accuracy']:.1f} ({100 * one['low']:.1f}–{100 * one['high']:.1f})"
    gate, exact = one["gate accepts"], one["exact checks contradict"]
    at, low, high = (100 * value for value in one["true accepted at this share of untrue"]["5%"])
    return (
        f"{name:<18}{one['pairs']:>6} {spread:>20} {one['calibration error']:>6.3f} "
        f"{100 * gate['true']:>10.1f}% {100 * gate['untrue']:>6.1f}%  {100 * exact['true']:>9.1f}% "
        f"{100 * exact['untrue']:>6.1f}%  {f'{at:.1f}% ({low:.0f}–{high:.0f})':>16}"
    )


def summary(results: dict[str, dict[str, Any]], judged_all: Sequence[tuple[bool, float]]) -> dict[str, object]:
    """Means over the public sets, each counting alike, and the reliability over every pair."""
    public = [one for name, one in results.items() if name not in OWN]
    true, score = np.array([pair[0] for pair in judged_all]), np.array([pair[1] for pair in judged_all])
    if public:
        curve = {
            f"{wrong:.0%}": float(
                np.mean([one["true accepted at this share of untrue"][f"{wrong:.0%}"][0] for one in public])
            )
            for wrong in CURVE
        }
        mean = float(np.mean([one["balanced accuracy"] for one in public]))
        print(f"public sets, mean balanced accuracy {100 * mean:.1f}")
        print("true accepted at untrue: " + ", ".join(f"{100 * value:.1f}% at {cut}" for cut, value in curve.items()))
    bins = reliability(true, score)
    print("reliability (score: supported): " + ", ".join(f"{one['score']:.2f}: {one['supported']:.2f}" for one in bins))
    return {"reliability": bins} | ({"mean balanced accuracy": mean, "mean trade": curve} if public else {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=MOST, help="pairs of a set")
    parser.add_argument("--sets", nargs="*", help="these sets only")
    options = parser.parse_args()
    context = Context(library=Library(load_corpus(load_settings(ROOT).corpus)))
    model, results, everything = Shipped(), {}, []
    print(
        f"{'set':<18}{'pairs':>6} {'balanced (95%)':>20} {'ECE':>6} {'gate: true':>11} {'untrue':>7}  "
        f"{'exact: true':>10} {'untrue':>6}  {'true at 5% (95%)':>16}"
    )
    for name, rows in sets(options.most).items():
        if options.sets and name not in options.sets:
            continue
        found = judged(rows, context, model)
        results[name] = figures(rows, found)
        everything += [(row["label"] == "supported", one.score) for row, one in zip(rows, found, strict=True)]
        print(line(name, results[name]), flush=True)
    whole = summary(results, everything)
    (ROOT / "build").mkdir(exist_ok=True)
    report = {"sets": results, "all": whole}
    (ROOT / "build" / "pairs.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
