"""The shipped eight-bit weights as a checkpoint to train on from:
`python -m training.grounding.warm MODEL.onnx ENCODER OUT.pt`.

A weight is its scale times its whole number; the rounding is lost, as it is at every run. So a stage can follow on
weights whose float checkpoint nobody kept.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.grounding.network import Grounder

LAYER = ("attention.output.dense", "intermediate.dense", "output.dense")  # in the order of the graph's products


def state(model: onnx.ModelProto, names: set[str], layers: int) -> dict[str, torch.Tensor]:
    """The network's parameters by the names that `Grounder` gives them."""
    given = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    found = {name: value for name, value in given.items() if value.dtype == np.float32}
    found = {name: value for name, value in found.items() if name in names}
    products = [node.input[1] for node in model.graph.node if node.op_type == "MatMulInteger"]
    for name, value in _embeddings(given).items():
        found[f"encoder.embeddings.{name}"] = value
    for at in range(layers):
        stem = f"encoder.encoder.layer.{at}"
        whole, bias = _float(given, f"Attention_{at}_qkv_weight"), given[f"Attention_{at}_qkv_bias"]
        for part, (weight, own) in enumerate(zip(np.split(whole, 3, axis=1), np.split(bias, 3), strict=True)):
            name = f"{stem}.attention.self.{('query', 'key', 'value')[part]}"
            found |= {f"{name}.weight": weight.T, f"{name}.bias": own}
        for part, name in enumerate(LAYER):
            found[f"{stem}.{name}.weight"] = _float(given, products[3 * at + part].removesuffix("_quantized")).T
    for name, value in _head(model, given, products[3 * layers :]).items():
        found[name] = value
    return {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in found.items()}


def _embeddings(given: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    stem = "encoder.embeddings."
    names = [name.removeprefix(stem).removesuffix("_quantized") for name in given if name.startswith(stem)]
    return {name: _float(given, stem + name) for name in names if f"{stem}{name}_quantized" in given}


def _head(model: onnx.ModelProto, given: dict[str, np.ndarray], products: list[str]) -> dict[str, np.ndarray]:
    """The products of the head are known by their shapes, and query and key by the bias that is added next."""
    found = {}
    after = {name: node for node in model.graph.node for name in node.input}
    for product in products:
        weight = _float(given, product.removesuffix("_quantized")).T
        node = after[product]
        while not (bias := [name for name in node.input if name.endswith((".bias", "bias_quantized"))]):
            node = after[node.output[0]]
        found[bias[0].removesuffix("_quantized").removesuffix("bias") + "weight"] = weight
    return found


def _float(given: dict[str, np.ndarray], name: str) -> np.ndarray:
    whole, scale, zero = (given[f"{name}_{part}"] for part in ("quantized", "scale", "zero_point"))
    return (whole.astype(np.float32) - zero.astype(np.float32)) * scale.astype(np.float32)


def main() -> None:
    weights, encoder, out = sys.argv[1:]
    model = Grounder(encoder)
    found = state(onnx.load(weights), set(model.state_dict()), model.encoder.config.num_hidden_layers)
    missing, unknown = model.load_state_dict(found, strict=False)
    print("missing", missing, "unknown", unknown)
    torch.save(model.state_dict(), Path(out))


if __name__ == "__main__":
    main()
