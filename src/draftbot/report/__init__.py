"""The editor's page: the article, every unit linked to its highlighted source."""

from draftbot.report.html import to_html
from draftbot.report.pictures import pictures

__all__ = ["pictures", "to_html"]
