"""A brief to its evidence."""

from draftbot.retrieve.retrieve import retrieve

__all__ = ["retrieve"]
