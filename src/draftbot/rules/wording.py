"""How the rules print numbers, lists and dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(count: int) -> str:
    """A count in prose: words below ten, figures with a thousands comma from ten."""
    return WORDS[count] if count < len(WORDS) else f"{count:,}"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: "one trial", "12 trials"."""
    return f"{number(count)} {singular if count == 1 else plural or singular + 's'}"


def listed(items: Sequence[str], joint: str = "and") -> str:
    """Items as an English list without a serial comma."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def day(when: date) -> str:
    """A date in words, e.g. 24 November 2026; independent of the locale."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{when.day} {months[when.month - 1]} {when.year}"


def capitalised(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
