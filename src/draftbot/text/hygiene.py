"""Keeping source text data: what may not stand in a file at all, and how text is printed so that it stays text."""

from __future__ import annotations

import re
import unicodedata

from draftbot.records.record import Record

MARKUP = re.compile(r"<\s*/?\s*[A-Za-z!?][^>]{0,200}>?|<!--|-->|javascript:|\bdata:text/html", re.IGNORECASE)
# Figures such as "P <0.05" and "<b" in "x <b" differ only by what follows: a tag name starts with a letter.
MARKDOWN = re.compile(r"([\\`*_\[\]<>|~$])|&(?=#?\w+;)")
OPENERS = re.compile(r"^(\s*)([#+-]|\d+(?=[.)]))(?=\s|$|[.)]\s)")


class Problem(Record):
    """Something that may not stand in a text, and where (code points from the start)."""

    what: str
    start: int


def problems(text: str) -> tuple[Problem, ...]:
    """Hidden or dangerous content: control, bidirectional, zero-width, tag and private characters; HTML and script."""
    found = [Problem(what=_hidden(c), start=at) for at, c in enumerate(text) if ord(c) > 0x7E or ord(c) < 0x20]
    hidden = [problem for problem in found if problem.what]
    markup = [Problem(what=f"HTML or script {m.group()[:20]!r}", start=m.start()) for m in MARKUP.finditer(text)]
    return (*hidden, *markup)


def _hidden(character: str) -> str:
    """The name of a character that readers cannot see or that changes what they see; empty for a visible one."""
    if character in "\n\t":
        return ""
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"):
        name = unicodedata.name(character, "unnamed")
        return f"hidden character U+{ord(character):04X} {name}"
    return ""


def escape_markdown(text: str) -> str:
    """The text as Markdown prose that renders as exactly these characters: no emphasis, link, list, heading or HTML."""
    escaped = MARKDOWN.sub(lambda m: f"\\{m.group(1)}" if m.group(1) else "\\&", text)
    return OPENERS.sub(lambda m: f"{m.group(1)}\\{m.group(2)}" if not m.group(2).isdigit() else _number(m), escaped)


def _number(match: re.Match[str]) -> str:
    return f"{match.group(1)}{match.group(2)}" + "\\"
