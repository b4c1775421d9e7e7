"""Keeping source text data: what may not stand in a file at all, and how text is printed so that it stays text."""

from __future__ import annotations

import re
import unicodedata

from draftbot.records.record import Record

# What an HTML parser takes for a tag, comment or instruction: "<" directly before a letter, "/", "!" or "?". Prose
# such as "P <0.05" and "AUC < baseline" is none of these.
MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>?|<[!?]|-->|javascript\s*:|\bdata:text/html", re.IGNORECASE)

# General categories that print nothing: controls, formats (bidirectional, zero width, tags, soft hyphen, U+FEFF),
# private use, surrogates, unassigned and noncharacters, line and paragraph separators.
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})

# Characters of printing categories that draw nothing: joiner, fillers, blank Braille cell, variation selectors.
BLANK = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)

# Letters of other alphabets that look like Latin ones, and forms of letters and digits that look like plain ones. A
# Greek letter that names something (TNF-α, µg, β-amyloid) looks like none of these.
LOOKALIKE = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ"
MIXED = re.compile(
    rf"[A-Za-z](?=[{LOOKALIKE}\u0400-\u052f\u0531-\u058f])|[{LOOKALIKE}\u0400-\u052f\u0531-\u058f](?=[A-Za-z])"
    r"|[\uff10-\uff5a\U0001d400-\U0001d7ff\u017f\u212a]|[^\D0-9]"
)

# "#" opens a heading at the start of a line and is dropped at the end of one.
# "://", "www." and "@" make a link of bare text in many renderers.
INLINE = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w+;)|^#|(?<=\s)#(?=#*$)|:(?=//)|(?<=\b[wW]{3})\.|@(?=\w)")
# The first characters of a line that would open a list item or draw a rule; the backslash goes after the group.
OPENING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[+-](?:\s|$)|--))")


class Problem(Record):
    """Something that may not stand in a text, and where (code points from the start)."""

    what: str
    start: int


def problems(text: str) -> tuple[Problem, ...]:
    """Hidden characters, then HTML and script. Markdown is none; ``escape_markdown`` prints it as plain text."""
    markup = (Problem(what=f"HTML or script {m.group()[:20]!r}", start=m.start()) for m in MARKUP.finditer(text))
    return (*hidden(text), *markup)


def lookalikes(text: str) -> tuple[Problem, ...]:
    """Letters and digits that read as others: a Cyrillic letter in a Latin word, a digit of another script. What we
    print may hold none; a source's text may be what it is."""
    return tuple(
        Problem(what=f"look-alike characters in {_word_at(text, m.start())!r}", start=m.start())
        for m in MIXED.finditer(text)
    )


def _word_at(text: str, at: int) -> str:
    start = max((text.rfind(space, 0, at) for space in " \n\t("), default=-1) + 1
    return re.split(r"[\s)]", text[start:], maxsplit=1)[0][:40]


def hidden(text: str) -> tuple[Problem, ...]:
    """Characters that readers cannot see or that change what they see; newline and tab are allowed."""
    names = {character: _name(character) for character in set(text) if _is_hidden(character)}
    if not names:
        return ()
    return tuple(Problem(what=names[character], start=at) for at, character in enumerate(text) if character in names)


def _is_hidden(character: str) -> bool:
    if " " <= character <= "~" or character in "\n\t":
        return False
    return character in BLANK or unicodedata.category(character) in UNSEEN


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"hidden character U+{ord(character):04X} {name}".rstrip()


def escape_markdown(text: str) -> str:
    """The text as one line of Markdown that renders as exactly these characters, white space between words as one
    space: no emphasis, link, code, table, list, heading, rule or HTML comes out of it."""
    line = re.sub(r"[ \t\n\r]+", " ", text).strip()
    return OPENING.sub(r"\1\\", INLINE.sub(r"\\\g<0>", line))
