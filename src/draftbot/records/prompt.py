"""A prompt: text with slots that must all be filled, known by name, version and hash."""

from __future__ import annotations

import re

from draftbot.records.record import Record

SLOT = re.compile(r"\{\{(\w+)\}\}")


class Prompt(Record):
    """A system and a user text; ``{{name}}`` is a slot. ``sha256`` is the hash of the file it came from."""

    name: str
    version: int
    sha256: str
    system: str
    user: str

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(SLOT.findall(self.system + self.user))

    def filled(self, **values: str) -> tuple[str, str]:
        """System and user text; raises KeyError when the values are not exactly the slots. A value is never read for
        slots of its own."""
        if values.keys() != self.slots:
            raise KeyError(f"prompt {self.name}.v{self.version}: slots {sorted(self.slots)}, given {sorted(values)}")
        system, user = (SLOT.sub(lambda match: values[match[1]], text) for text in (self.system, self.user))
        return system, user
