"""The trained network as one eight-bit ONNX file: `python -m training.grounding.export CHECKPOINT WEIGHTS OUT.onnx`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions

from training.grounding.faster import faster
from training.grounding.network import Grounder

# The last products weigh sums of very unlike sizes: eight bits over all of them would round the small ones away.
FLOAT = ["/token/MatMul", "/label/label.1/Gemm"]


def export(checkpoint: Path, weights: str, out: Path) -> None:
    """Float graph with fused attention, made faster, then dynamic quantisation of the matrix products, per channel."""
    model = Grounder(weights, attention="eager")
    model.load_state_dict(torch.load(checkpoint))
    model.eval()
    ids = torch.ones(2, 48, dtype=torch.int64)
    types = torch.cat([torch.zeros(2, 16), torch.ones(2, 32)], dim=1).long()
    names = ["input_ids", "attention_mask", "token_type_ids", "claim_positions"]
    axes = {name: {0: "rows", 1: "tokens"} for name in names[:3]}
    axes |= {"claim_positions": {0: "claim"}, "wrong": {0: "rows", 1: "claim"}, "logits": {0: "rows"}}
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            model, (ids, torch.ones_like(ids), types, torch.arange(18)), str(plain), input_names=names,
            output_names=["logits", "wrong"], dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        options = FusionOptions("bert")
        made = optimizer.optimize_model(
            str(plain), model_type="bert", num_heads=12, hidden_size=384, optimization_options=options
        )
        faster(made.model)
        made.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused), str(out), per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=FLOAT,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )  # fmt: skip
    print(out, f"{out.stat().st_size / 1e6:.1f} MB", made.get_fused_operator_statistics())


if __name__ == "__main__":
    export(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
