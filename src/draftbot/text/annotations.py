"""Verdicts as HTML comments in Markdown: written so that nothing can break out of them, and read past."""

from __future__ import annotations

import re

OPENING = "<!-- draftbot: "
# A comment of ours holds no angle bracket and no line break, so that it ends where it seems to.
ANNOTATION = re.compile(r"<!-- draftbot: [^<>\r\n]*-->")
SPACED = re.compile(r" ?" + ANNOTATION.pattern)
FOOTER = re.compile(r"(?:\r?\n)*(?:^" + ANNOTATION.pattern + r"[ \t]*(?:\r?\n|\Z))+\Z", re.MULTILINE)
# What could end a comment, a table cell, a code span or open something of its own.
UNSAFE = str.maketrans({"<": "‹", ">": "›", "|": "¦", "`": "'", "{": "(", "}": ")", "\\": "/"})
UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
LONGEST = 400


def annotation(text: str) -> str:
    """A comment that says ``text``, on one line, whatever it holds; long texts are cut and say so."""
    line = " ".join(UNPRINTED.sub(" ", text).translate(UNSAFE).split())
    line = re.sub(r"-(?=-)", "- ", line).strip("-! ")
    shown = line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip('- ')} (cut)"
    return f"{OPENING}{shown} -->"


def blanked(text: str) -> str:
    """The text with each annotation as spaces: every other character stays where it was."""
    return ANNOTATION.sub(lambda match: " " * len(match.group()), text) if OPENING in text else text


def removed(text: str) -> str:
    """The text as it was before it was annotated."""
    return SPACED.sub("", FOOTER.sub("\n", text)) if OPENING in text else text
