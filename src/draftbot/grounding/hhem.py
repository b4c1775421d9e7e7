"""Vectara's HHEM 2 from its files alone: a T5 encoder with two labels, read by a prompt.

Its repository names a class of its own, which would have to be run from there; the weights and the configuration say
all that is needed (huggingface.co/vectara/hallucination_evaluation_model, modeling_hhem_v2.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

PREFIX = "t5."


def is_one(where: str) -> bool:
    """Whether the configuration in this folder or under this hub id is HHEM 2's."""
    from transformers import PretrainedConfig

    given, _ = PretrainedConfig.get_config_dict(where)
    return any(str(name).startswith("HHEMv2") for name in given.get("architectures") or ())


def reads(config: Any) -> bool:
    """Whether a loaded configuration is one of ours for HHEM 2."""
    return getattr(config, "prompt", None) is not None and getattr(config, "foundation", None) is not None


def load(where: str) -> tuple[Any, Any, Any]:
    """Configuration, tokenizer, model. Raises OSError or ValueError when a part cannot be found or does not fit."""
    from safetensors.torch import load_file
    from transformers import AutoConfig, AutoTokenizer, PretrainedConfig, T5ForTokenClassification
    from transformers.utils import cached_file

    given, _ = PretrainedConfig.get_config_dict(where)
    config = AutoConfig.from_pretrained(given["foundation"], num_labels=2)
    config.prompt, config.foundation = given["prompt"], given["foundation"]
    tokenizer = AutoTokenizer.from_pretrained(given["foundation"])
    model = T5ForTokenClassification(config)
    weights = load_file(Path(str(cached_file(where, "model.safetensors"))))
    own = {name.removeprefix(PREFIX): value for name, value in weights.items()}
    missing, _ = model.load_state_dict(own, strict=False)
    if lost := [name for name in missing if "embed_tokens" not in name]:  # tied to the shared embedding
        raise ValueError(f"its weights lack {lost[0]} and {len(lost) - 1} more")
    return config, tokenizer, model.eval()
