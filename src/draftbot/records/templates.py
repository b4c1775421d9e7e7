"""Texts that are patterns: templates with named slots, and regular expressions; refused where they are written."""

from __future__ import annotations

import re
from string import Formatter


class Slots:
    """Checks that a template uses only the given slots, as ``{name}`` and nothing more: no attributes, no formats."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __call__(self, template: str) -> str:
        try:
            parts = list(Formatter().parse(template))
        except ValueError as error:
            raise ValueError(f"unpaired brace ({error}); write {{{{ or }}}} for a brace that prints") from error
        for _, slot, form, conversion in parts:
            if slot is not None and (slot not in self.names or form or conversion):
                known = ", ".join(f"{{{name}}}" for name in self.names)
                raise ValueError(f"unknown slot {{{slot}}}; known: {known}")
        return template


def regular_expression(pattern: str) -> str:
    """The pattern, if it compiles."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern
