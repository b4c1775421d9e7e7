"""A model that writes as a good editor does: sentences written by hand beforehand, one bank for the example pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import yaml
from players import Written, is_repair, part, plainly, quotes
from scripted import Asked, Raw, chat

BANK = Path(__file__).with_name("editor.yaml")


class Bank:
    """The editor's sentences by the statements that they stand for: ``freely`` written, or ``within`` the rules."""

    def __init__(self, manner: Literal["freely", "within"]) -> None:
        self._entries = [(e["tells"], e[manner]) for e in yaml.safe_load(BANK.read_text(encoding="utf-8"))]
        self.sentences = tuple(text for _, says in self._entries for text in says)

    def said(self, statements: list[str], evidence: Written) -> Iterator[dict[str, Any]]:
        """The group in the editor's words, once for each entry; statements without an entry are said plainly."""
        done: set[int] = set()
        for statement in statements:
            found = next((n for n, (tells, _) in enumerate(self._entries) if _meets(tells, statement)), None)
            if found is None:
                yield from plainly(statement, evidence)
            elif found not in done:
                done.add(found)
                tells, says = self._entries[found]
                told = " ".join(s for s in statements if _meets(tells, s))
                yield from ({"text": text, "evidence": quotes(told, evidence)} for text in says)


def _meets(tells: list[str], statement: str) -> bool:
    return any(piece.lower() in statement.lower() for piece in tells)


def editing(bank: Bank) -> Callable[[Asked], Raw]:
    """Answers in the bank's words; what is held comes back as the statement that it stands for, said plainly."""

    def answer(asked: Asked) -> Raw:
        evidence = part(asked, "EVIDENCE")
        if is_repair(asked):
            mended = []
            for held in part(asked, "HELD"):
                for plain in held.get("must_say", [])[:1]:
                    found = [quote for piece in plain.split("; ") for quote in quotes(piece, evidence)]
                    mended.append({"id": held["id"], "text": plain, "evidence": found})
            return chat({"sentences": mended})
        groups = part(asked, "GROUPS")
        return chat(
            {"groups": [{"id": g["id"], "sentences": list(bank.said(g["must_say"], evidence))} for g in groups]}
        )

    return answer
