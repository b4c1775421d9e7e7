"""Numbers, lists and dates in prose."""

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


def share(part: int, whole: int, singular: str, plural: str | None = None) -> str:
    """How many of how many, in words: "Three of the four studies", "Both studies", "The only study"."""
    several = plural or f"{singular}s"
    if part < whole:
        return f"{capitalised(number(part))} of the {counted(whole, singular, plural)}"
    return {1: f"The only {singular}", 2: f"Both {several}"}.get(whole, f"All {number(whole)} {several}")


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


def listed(items: Sequence[str], joint: str = "and") -> str:
    """An English list; items that hold a comma themselves are parted by semicolons."""
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    last = f"{comma.rstrip()} {joint} " if comma == "; " else f" {joint} "
    return comma.join(items[:-1]) + last + items[-1]


def capitalised(text: str) -> str:
    """The text with its first letter as a capital; a name that starts in lower case elsewhere is not touched twice."""
    return text[:1].upper() + text[1:]
