"""Where in an article a reader of it is: the section, whether questions are answered, whether works are listed."""

from __future__ import annotations

import re

SLUG = re.compile(r"[^\w]+")
REFERENCES = re.compile(
    r"^(?:\d+\.?\s*)?(?:references?|bibliography|sources|literature|literature cited|works cited|citations|"
    r"endnotes|footnotes|notes)(?: (?:and|&) \w+)?:?$",
    re.IGNORECASE,
)
FAQ = re.compile(r"\bFAQs?\b|frequently asked|common questions", re.IGNORECASE)


class Whereabouts:
    """Follows the headings; ``entries`` counts the works that were listed under the last one that opens a list."""

    def __init__(self) -> None:
        self.title, self.section = "", ""
        self.entries = 0
        self._answering = False
        self._listing: int | None = None  # the level of the heading above a list of references
        self._asking: int | None = None  # the level of the heading above questions and answers

    @property
    def lists(self) -> bool:
        """Whether what follows are works of a list of references."""
        return self._listing is not None

    @property
    def answers(self) -> bool:
        """Whether what follows answers a question."""
        return self._answering or self._asking is not None

    def pass_heading(self, text: str, level: int, anchor: str | None) -> None:
        """Goes on behind a heading; a section goes on until a heading of its level."""
        self._answering = text.endswith("?") and level > 2
        if level == 1 and not self.title:
            self.title = text
        if not (self._answering and anchor is None):
            self.section = anchor or SLUG.sub("-", text.lower()).strip("-")
        if self._listing is not None and level <= self._listing:
            self._listing = None
        if self._asking is not None and level <= self._asking:
            self._asking = None
        if REFERENCES.match(text):
            self._listing, self.entries = level, 0
        elif FAQ.search(text):
            self._asking = level

    def next_entry(self, number: int | None) -> str:
        """The number of the next listed work, printed or counted."""
        self.entries = number if number is not None else self.entries + 1
        return str(self.entries)
