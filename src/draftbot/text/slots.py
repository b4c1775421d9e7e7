"""Filling named slots in templates that users write: `{name}` and nothing else."""

from __future__ import annotations

import re

from draftbot.errors import UserError

SLOT = re.compile(r"\{([^{}]*)\}")


def fill(template: str, **slots: str) -> str:
    """The template with its slots filled; no attribute, index or format is understood.

    Raises a UserError that names every slot without a value.
    """
    unknown = [name for name in SLOT.findall(template) if name not in slots]
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in slots)
        raise UserError(f"unknown slot {{{unknown[0]}}} in {template!r}; known here: {known}")
    return SLOT.sub(lambda match: slots[match.group(1)], template)
