"""How well claims are told from their sources: the hand-written set, and public sets where ../shared/verify-data is.

Prints for each set the balanced accuracy with a 95% bootstrap interval, the expected calibration error, the share of
true claims that the gate accepts and of untrue ones that it wrongly accepts; writes build/pairs.json.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

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
CURVE = (0.01, 0.02, 0.05, 0.1, 0.2)
Row = dict[str, str]


def judged(rows: Sequence[Row], context: Context, model: Shipped) -> list[PairVerdict]:
    pairs = [Pair(source=row["source"], claim=row["claim"]) for row in rows]
    return verify_pairs(pairs, context, model)


def balanced(true: np.ndarray, said: np.ndarray) -> float:
    parts = [said[true].mean() if true.any() else np.nan, (~said[~true]).mean() if (~true).any() else np.nan]
    return float(np.nanmean(parts))


def interval(true: np.ndarray, said: np.ndarray, clusters: np.ndarray) -> tuple[float, float]:
    """Percentiles of a bootstrap over the sources."""
    rng = np.random.default_rng(3)
    names = np.unique(clusters)
    places = {name: np.flatnonzero(clusters == name) for name in names}
    drawn = []
    for _ in range(DRAWS):
        at = np.concatenate([places[name] for name in rng.choice(names, len(names))])
        drawn.append(balanced(true[at], said[at]))
    return float(np.nanpercentile(drawn, 2.5)), float(np.nanpercentile(drawn, 97.5))


def calibration_error(true: np.ndarray, score: np.ndarray) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((score * BINS).astype(int), BINS - 1)
    return float(sum(abs(true[bins == b].mean() - score[bins == b].mean()) * (bins == b).mean() for b in set(bins)))


def trade(true: np.ndarray, score: np.ndarray) -> dict[str, float]:
    """The share of true claims above the threshold that lets at most so many untrue ones pass."""
    untrue = np.sort(score[~true])[::-1]
    cuts = {share: untrue[min(int(share * len(untrue)), len(untrue) - 1)] for share in CURVE}
    return {f"accepted at {share:.0%} wrong": float((score[true] > cut).mean()) for share, cut in cuts.items()}


def figures(rows: Sequence[Row], found: Sequence[PairVerdict]) -> dict[str, float]:
    true = np.array([row["label"] == "supported" for row in rows])
    score = np.array([one.score for one in found])
    said = np.array([one.label == "supported" for one in found])
    gate = np.array([one.verdict == "supported" for one in found])
    low, high = interval(true, said, np.array([row["source"] for row in rows]))
    return {
        "pairs": len(rows),
        "balanced accuracy": balanced(true, said),
        "low": low,
        "high": high,
        "calibration error": calibration_error(true, score),
        "gate accepts true": float(gate[true].mean()),
        "gate accepts untrue": float(gate[~true].mean()),
        **trade(true, score),
    }


def sets() -> dict[str, list[Row]]:
    found = {"hand-written": _rows(ROOT / "evals" / "handwritten" / "cases.jsonl")}
    if not SHARED.is_dir():
        print("no ../shared/verify-data: the public sets are skipped")
        return found
    with tempfile.TemporaryDirectory() as folder:
        sys.argv = ["split", str(SHARED), folder]
        split.main()
        for path in sorted(Path(folder).glob("*.dv.jsonl")):
            rows = _rows(path)
            found[path.name.partition(".")[0]] = list(np.random.default_rng(5).permutation(rows)[:MOST])  # type: ignore[arg-type]
    return found


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    context = Context(library=Library(load_corpus(load_settings(ROOT).corpus)))
    model, results = Shipped(), {}
    print(f"{'set':<18}{'pairs':>6} {'balanced (95%)':>20} {'ECE':>6} {'gate: true':>11} {'untrue':>7}  {'at 5%':>6}")
    for name, rows in sets().items():
        one = results[name] = figures(rows, judged(rows, context, model))
        spread = f"{100 * one['balanced accuracy']:.1f} ({100 * one['low']:.1f}–{100 * one['high']:.1f})"
        print(
            f"{name:<18}{one['pairs']:>6} {spread:>20} {one['calibration error']:>6.3f} "
            f"{100 * one['gate accepts true']:>10.1f}% {100 * one['gate accepts untrue']:>6.1f}% "
            f"{100 * one['accepted at 5% wrong']:>6.1f}%",
            flush=True,
        )
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "pairs.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
