"""Verdicts in Markdown, as HTML comments or footnotes: nothing can break out of them, and they are read past."""

from __future__ import annotations

import re

from draftbot.text.hygiene import escape_markdown

OPENING = "<!-- draftbot: "
# A comment of ours holds no angle bracket and no line break, so that it ends where it seems to.
ANNOTATION = re.compile(r"<!-- draftbot: [^<>\r\n]*-->")
SPACED = re.compile(r" ?" + ANNOTATION.pattern)
FOOTER = re.compile(r"(?:\r?\n)*(?:^" + ANNOTATION.pattern + r"[ \t]*(?:\r?\n|\Z))+\Z", re.MULTILINE)
# What could end a comment, a table cell, a code span or open something of its own.
UNSAFE = str.maketrans({"<": "‹", ">": "›", "|": "¦", "`": "'", "{": "(", "}": ")", "\\": "/"})
UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
LONGEST = 400
# A footnote of ours: its label is long enough that a comment of the same length can stand in its place.
LABEL = r"\[\^draftbot-check-\d+\]"
MARK = re.compile(LABEL)
NOTE = re.compile(rf"^{LABEL}:[^\r\n]*|{LABEL}", re.MULTILINE)


def annotation(text: str) -> str:
    """A comment that says ``text``, on one line, whatever it holds; long texts are cut and say so."""
    return f"{OPENING}{_line(text)} -->"


def note_mark(number: int) -> str:
    """The mark of a footnote of ours."""
    return f"[^draftbot-check-{number}]"


def note(number: int, text: str) -> str:
    """The footnote, on one line, whatever the text holds."""
    return f"{note_mark(number)}: {escape_markdown(_line(text))}"


def _line(text: str) -> str:
    line = " ".join(UNPRINTED.sub(" ", text).translate(UNSAFE).split())
    line = re.sub(r"-(?=-)", "- ", line).strip("-! ")
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip('- ')} (cut)"


def has_notes(text: str) -> bool:
    """Whether the text holds a footnote of ours, or a mark of one."""
    return NOTE.search(text) is not None


def note_marks(text: str) -> tuple[str, ...]:
    """The labels of all marks of footnotes of ours, as often as each stands there."""
    return tuple(found.removeprefix("[^").removesuffix("]") for found in NOTE.findall(text) if MARK.fullmatch(found))


def as_comments(text: str) -> str:
    """The text with footnotes of ours and their marks as comments of the same length: read past like those, and every
    other character stays where it was."""
    return NOTE.sub(lambda match: f"{OPENING}{'':{len(match.group()) - len(OPENING) - 3}}-->", text)


def blanked(text: str) -> str:
    """The text with each annotation as spaces: every other character stays where it was."""
    text = as_comments(text)
    return ANNOTATION.sub(lambda match: " " * len(match.group()), text) if OPENING in text else text


def removed(text: str) -> str:
    """The text as it was before it was annotated."""
    text = as_comments(text)
    return SPACED.sub("", FOOTER.sub("\n", text)) if OPENING in text else text
