"""Grounding models: does a source support a claim? The shipped one, and those of the field by setting."""

from __future__ import annotations

from draftbot.grounding.field import Field
from draftbot.grounding.shipped import Shipped
from draftbot.records.grounding import Thresholds

__all__ = ["Field", "Shipped", "grounding_model"]


def grounding_model(where: str, thresholds: Thresholds) -> Shipped | Field | None:
    """The model that a setting names: ``shipped``, ``none``, or a folder or hub id with these thresholds."""
    if where == "none":
        return None
    return Shipped() if where == "shipped" else Field(where, thresholds)
