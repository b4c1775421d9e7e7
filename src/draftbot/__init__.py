"""draftbot: drafts comparison articles in which every statement carries a proof."""

__version__ = "0.1.0"
