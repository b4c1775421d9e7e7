"""Text out of markup, with nothing lost: inline elements, MathML, entities, and characters that files may not hold."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

from draftbot.text.hygiene import BLANK, MARKUP, UNSEEN

# Elements that stand on their own: text on both sides of them must not run together.
BLOCKS = frozenset("p title sec list list-item disp-formula break table tr td th label".split())
# The markup that registries and reference managers put into titles and abstracts; "<" before anything else is prose.
TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|sc|span|p|br|scp|title|sec|italic|bold|inf|"
    r"(?:jats|mml|m):[a-z-]+|math|m(?:i|n|o|row|sup|sub|frac|text|space|subsup|style))(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
OPENS_POWER = re.compile(r"<(?:jats:)?sup(?:\s[^<>]{0,300})?>", re.IGNORECASE)
POWER = re.compile(r"[-−–+]?\d+$")
SPACE = re.compile(r"\s+")


def text_of(element: Any) -> str:
    """All text inside an element, in order: ``10<sup>-3</sup>`` is ``10^-3``, which is not 10 to 3; other markup is
    left out and its text kept."""
    parts: list[str] = []
    _collect(element, parts)
    return clean("".join(parts))


def _collect(element: Any, parts: list[str]) -> None:
    name = _local(element.tag)
    if name is None:
        return
    inner = element.text or ""
    power = name == "sup" and parts and parts[-1][-1:].isdigit() and POWER.match(inner)
    parts.append(f"^{inner}" if power else f" {inner}" if name in BLOCKS else inner)
    for child in element:
        _collect(child, parts)
        parts.append(child.tail or "")
    if name in BLOCKS:
        parts.append(" ")


def _local(tag: object) -> str | None:
    """The element's name without its namespace; comments and instructions have none."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else None


def unmarked(text: str) -> str:
    """Text in which a registry or reference manager left HTML or JATS tags and entities."""
    for _ in range(2):  # some exports escape what was escaped before
        text = html.unescape(text)
    text = re.sub(rf"(?<=\d){OPENS_POWER.pattern}(?=[-−–+]?\d)", "^", text, flags=re.IGNORECASE)
    text = re.sub(r"</?(?:jats:)?(?:p|title|sec|br)\b[^<>]{0,300}>", " ", text, flags=re.IGNORECASE)
    return clean(TAG.sub("", text))


def clean(text: str) -> str:
    """One line of plain text that a corpus file may hold: characters that nobody sees go, "<" that would open a tag
    gets a space behind it, and white space is one space."""
    if not text.isprintable() or not BLANK.isdisjoint(text):
        text = "".join(map(_seen, text))
    text = SPACE.sub(" ", text).strip()
    if "<" in text or "-->" in text or ":" in text:
        text = MARKUP.sub(_apart, text)
    return text


def _seen(character: str) -> str:
    if character.isspace():
        return " "
    if character in BLANK or unicodedata.category(character) in UNSEEN:
        return ""
    return character


def _apart(found: re.Match[str]) -> str:
    """Prose that looks like a tag, script address or comment, spaced so that it is none."""
    text = found.group()
    if text.startswith("<"):
        return f"< {text[1:]}"
    return text.replace("-->", "-- >").replace("data:", "data: ").replace("script", " script")
