"""A new workspace: a small synthetic corpus that drafts at once, and the plan."""

from draftbot.starter.workspace import make_workspace

__all__ = ["make_workspace"]
