"""Many comparisons in one run: skipped where nothing they rest on has changed, drafted side by side, listed."""

from draftbot.services.batch.run import BatchReport, batch

__all__ = ["BatchReport", "batch"]
