"""Grounding models: does a source support a claim? The shipped one, and those of the field by setting."""

from draftbot.grounding.shipped import Shipped

__all__ = ["Shipped"]
