"""An article under evaluation: what was published, read back."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.reports import DraftReport
from draftbot.text.document import Document
from draftbot.trace import Trace
from draftbot.verify import ReadArticle


@dataclass(frozen=True)
class Drafted:
    """The files of an article as data. ``case`` is the id of the suite's case, the cluster of all its items."""

    case: str
    pair: tuple[str, str]
    page: str
    graph: object
    document: Document
    article: ReadArticle
    trace: Trace
    report: DraftReport
