"""The editor's page: the article, every unit linked to its highlighted source."""

from draftbot.report.html import to_html

__all__ = ["to_html"]
