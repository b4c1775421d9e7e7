"""Passages to an incremental index of immutable segments, and searching it. Heavy libraries are imported when used."""

from draftbot.index.build import BuildReport, build, ensure_index
from draftbot.index.search import Index, open_index

__all__ = ["BuildReport", "Index", "build", "ensure_index", "open_index"]
