"""Code and HTML in a Markdown file: what of them is text, and why the rest is not read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode

from draftbot.text.annotations import blanked
from draftbot.text.inline import DRESSING

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
BREAK = re.compile(r"\n\s*\n|<(?:br|hr|p|div|/p|/div)\b[^<>]*>", re.IGNORECASE)


def is_silent(node: SyntaxTreeNode, own: bool) -> bool:
    """Whether there is nothing to read, and nothing to say about that: our annotations, an empty fence of others."""
    if node.type == "fence":
        return not node.content.strip() and not own
    return node.type == "html_block" and not blanked(node.content).strip()


def dressed(node: SyntaxTreeNode) -> tuple[str, ...] | None:
    """The paragraphs of an HTML block that only dresses text; ``None`` where it does more, and of code."""
    if node.type != "html_block":
        return None
    content = COMMENT.sub(" ", node.content)
    if re.search(r"<[A-Za-z/!?]", DRESSING.sub(" ", content)):
        return None
    return tuple(_paragraphs(content))


def unread(node: SyntaxTreeNode, line: int, source: Sequence[str]) -> str:
    """What is said of a block that is not read; ``source`` are the lines that the parser saw."""
    if node.type == "fence" and not _is_closed(node, source):
        return f"line {line}: a code fence that is never closed; nothing after it is read"
    return f"line {line}: {node.type.replace('_', ' ')} is not read as text"


def _paragraphs(content: str) -> Iterator[str]:
    for part in BREAK.split(content):
        text = html.unescape(DRESSING.sub("", part)).strip()
        if text:
            yield " ".join(text.split())


def _is_closed(node: SyntaxTreeNode, source: Sequence[str]) -> bool:
    if not node.map or node.map[1] - node.map[0] < 2:
        return False
    last = source[node.map[1] - 1].strip(" >\t")
    return last.startswith(node.markup) and not last.strip("`~")
