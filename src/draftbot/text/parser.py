"""The Markdown that is read: CommonMark with tables, front matter and footnotes."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The parser, which keeps nothing from one text to the next."""
    made = MarkdownIt("commonmark", {"html": True}).enable("table")
    return made.use(front_matter_plugin).use(footnote_plugin, inline=False)


def noted(text: str) -> tuple[str, ...]:
    """The labels of the footnotes that a text's marks lead to, a label as often as it is marked; a mark within code is
    none."""
    tokens = (inner for token in parser().parse(text) for inner in (token, *(token.children or ())))
    return tuple(token.meta["label"] for token in tokens if token.type == "footnote_ref")
