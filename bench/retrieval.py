"""How well the search finds: nDCG@10, recall@20 and MRR of each half, of fusion and of fusion with re-ranking.

Public sets stand outside the project (../shared/retrieval-data, or the folder in DRAFTBOT_RETRIEVAL_DATA): every
NAME.docs.jsonl with NAME.queries.jsonl. Weights are chosen on one half of the questions, the table is of the other.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from draftbot.index.build import build_rows
from draftbot.index.embed import MiniLM, Vectors
from draftbot.index.fuse import POOL, VECTOR_WEIGHT, fused, scaled
from draftbot.index.generation import current
from draftbot.index.halves import Halves
from draftbot.index.rows import Row
from draftbot.progress import silent
from draftbot.text.sentences import sentences
from draftbot.text.terms import terms

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("DRAFTBOT_RETRIEVAL_DATA", ROOT.parent / "shared" / "retrieval-data"))
WEIGHTS = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
BOOTSTRAPS = 2000
# Re-ranking looks at the best of the fusion again, sentence by sentence.
AGAIN, AGAIN_WEIGHTS = 20, [0.1, 0.2, 0.3]
Ranking = dict[str, float]


@dataclass(frozen=True)
class Question:
    """A question with both halves' pools and the documents that answer it."""

    text: str
    relevant: frozenset[str]
    lexical: Ranking
    vector: Ranking
    asked: Vectors

    @property
    def held_out(self) -> bool:
        """Whether it is of the test half."""
        return sha256(self.text.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True)
class Marks:
    ndcg: float
    recall: float
    mrr: float


def marks(ranking: Mapping[str, float], relevant: frozenset[str]) -> Marks:
    """nDCG@10 (binary gains), recall@20, reciprocal rank."""
    order = sorted(ranking, key=lambda key: (-ranking[key], key))
    gains = sum(1 / np.log2(place + 2) for place, key in enumerate(order[:10]) if key in relevant)
    ideal = sum(1 / np.log2(place + 2) for place in range(min(10, len(relevant))))
    first = next((1 / (place + 1) for place, key in enumerate(order) if key in relevant), 0.0)
    return Marks(gains / ideal, len(relevant & set(order[:20])) / len(relevant), first)


def read(path: Path) -> Iterator[dict]:
    yield from (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line)


def asked(name: str, embedder: MiniLM) -> tuple[list[Question], dict[str, str], float]:
    """The questions of a set, searched in an index of its documents; the documents; documents embedded a second of
    processor time, times two cores."""
    documents = {row["id"]: row["text"] for row in read(DATA / f"{name}.docs.jsonl")}
    rows = list(read(DATA / f"{name}.queries.jsonl"))
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        corpus = [Row(id=key, source=key, text=text) for key, text in documents.items()]
        build_rows(corpus, Path(folder), embedder, silent)
        rate = 2 * len(documents) / (time.process_time() - started)
        generation = current(Path(folder))
        assert generation is not None
        halves = Halves(generation)

        def named(found: Mapping[int, float]) -> Ranking:
            return {halves.id(row): score for row, score in found.items()}

        vectors = embedder.embed([row["text"] for row in rows])
        questions = [
            Question(
                text=row["text"],
                relevant=frozenset(row["relevant"]),
                lexical=named(halves.lexical(dict.fromkeys(terms(row["text"]), 1.0), None, POOL)),
                vector=named(halves.nearest(vector, None, POOL)),
                asked=vector,
            )
            for row, vector in zip(rows, vectors, strict=True)
        ]
    return questions, documents, rate


class Sentences:
    """Best sentence of a document for a question; each document's sentences are embedded once."""

    def __init__(self, documents: Mapping[str, str], embedder: MiniLM) -> None:
        self._documents, self._embedder, self._known = documents, embedder, dict[str, Vectors]()
        self.seconds = 0.0

    def again(self, question: Question, weight: float) -> Ranking:
        """The fusion, its best documents moved by their best sentence."""
        ranking = fused(question.lexical, question.vector)
        best = sorted(ranking, key=lambda key: (-ranking[key], key))[:AGAIN]
        near = scaled({key: float((self._of(key) @ question.asked).max()) for key in best})
        low = min(ranking[key] for key in best) if best else 0.0
        return ranking | {key: low + 1 + (1 - weight) * ranking[key] + weight * near[key] for key in best}

    def _of(self, key: str) -> Vectors:
        if key not in self._known:
            started = time.process_time()
            text = self._documents[key]
            self._known[key] = self._embedder.embed([text[s.start : s.end] for s in sentences(text)] or [text])
            self.seconds += time.process_time() - started
        return self._known[key]

    @property
    def each(self) -> float:
        """Processor time for one document, in milliseconds."""
        return 1000 * self.seconds / max(len(self._known), 1)


def interval(values: Sequence[float]) -> str:
    """The mean with its 95% percentile interval, questions drawn again and again (seeded)."""
    drawn = np.random.default_rng(7).choice(np.array(values), size=(BOOTSTRAPS, len(values)))
    low, high = np.percentile(drawn.mean(axis=1), [2.5, 97.5])
    return f"{np.mean(values):.3f} ({low:.3f}-{high:.3f})"


def over(name: str, questions: Sequence[Question], rank: Callable[[Question], Ranking]) -> dict[str, float | str]:
    """A line of the table."""
    all_marks = [marks(rank(question), question.relevant) for question in questions]
    columns = {part: [getattr(each, part) for each in all_marks] for part in ("ndcg", "recall", "mrr")}
    print(f"  {name:<26} " + "  ".join(f"{interval(values):<21}" for values in columns.values()), flush=True)
    return {"method": name, **{part: float(np.mean(values)) for part, values in columns.items()}}


def chosen_weight(sets: Sequence[Sequence[Question]]) -> float:
    """The weight with the best mean of nDCG@10 over the development halves of all sets."""
    means = {}
    for weight in WEIGHTS:
        halves = [[q for q in questions if not q.held_out] for questions in sets]
        found = [[marks(fused(q.lexical, q.vector, weight), q.relevant).ndcg for q in half] for half in halves]
        means[weight] = float(np.mean([np.mean(values) for values in found]))
    told = ", ".join(f"{weight:g}: {mean:.4f}" for weight, mean in means.items())
    print(f"development halves, mean nDCG@10 by the vectors' weight: {told}")
    return max(means, key=lambda weight: means[weight])


def chosen_again(questions: Sequence[Question], looked: Sentences) -> float:
    half = [question for question in questions if not question.held_out][:100]
    means = {w: np.mean([marks(looked.again(q, w), q.relevant).ndcg for q in half]) for w in AGAIN_WEIGHTS}
    return max(means, key=lambda weight: means[weight])


def main() -> None:
    names = sorted(path.name.removesuffix(".docs.jsonl") for path in DATA.glob("*.docs.jsonl")) if DATA.is_dir() else []
    if not names:
        print(f"retrieval: skipped, no question sets in {DATA} (set DRAFTBOT_RETRIEVAL_DATA)")
        return
    embedder = MiniLM()
    sets = {name: asked(name, embedder) for name in names}
    weight = chosen_weight([questions for questions, _, _ in sets.values()])
    print(f"chosen there: {weight:g}; the search uses {VECTOR_WEIGHT:g}. Test halves, mean (95% interval):")
    report = []
    for name, (questions, documents, rate) in sets.items():
        test = [question for question in questions if question.held_out]
        print(f"{name}: {len(documents):,} documents ({rate:.0f}/s indexed on two cores), {len(test)} questions")
        print(f"  {'':<26} {'nDCG@10':<21}  {'recall@20':<21}  {'MRR':<21}")
        lexical = over("BM25", test, lambda question: question.lexical)
        vector = over("vectors", test, lambda question: question.vector)
        both = over("fusion", test, lambda question: fused(question.lexical, question.vector))
        looked = Sentences(documents, embedder)
        again = chosen_again(questions, looked)
        cost = f"fusion + re-rank ({again:g})"
        moved = over(cost, test, lambda question, again=again, looked=looked: looked.again(question, again))
        print(f"  re-ranking takes {AGAIN * looked.each:.0f} ms more a question, over {AGAIN} documents")
        above = all(both[part] > lexical[part] for part in ("ndcg", "recall"))
        print(f"  fusion is {'above' if above else 'NOT above'} BM25 on nDCG@10 and recall@20")
        report.append({"set": name, "rate": rate, "lines": [lexical, vector, both, moved]})
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "retrieval.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
