"""Models that a scripted server plays: one that can write, and several that must not get anything published."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from scripted import Asked, Raw, chat

Written = list[dict[str, Any]]
WORD = re.compile(r"[\w.,%–−<=-]+")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")


def part(asked: Asked, name: str) -> Any:
    """The JSON that stands after a label in the last message."""
    text = asked.body["messages"][1]["content"]
    found = re.search(rf"^{name}[^\n:]*: (.*)$", text, re.MULTILINE)
    return json.loads(found[1]) if found else []


def is_repair(asked: Asked) -> bool:
    return "\nHELD (JSON)" in asked.text


def words(text: str) -> set[str]:
    return {word.strip(".,").lower() for word in WORD.findall(text)}


def quotes(statement: str, evidence: Written, most: int = 2) -> Written:
    """The sentences of the evidence that carry most of the statement, by their own words."""
    missing, chosen = words(statement), []
    sentences = [(item["id"], own) for item in evidence for own in SENTENCE.split(item["text"])]
    while missing and len(chosen) < most:
        best = max(sentences, key=lambda s: (len(missing & words(s[1])), -len(words(s[1]))), default=None)
        if best is None or not missing & words(best[1]):
            break
        chosen.append({"id": best[0], "quote": best[1]})
        missing -= words(best[1])
    return chosen


Say = Callable[[str, Written], Iterator[dict[str, Any]]]


def writing(say: Say) -> Callable[[Asked], Raw]:
    """A model that answers each statement of each group with what ``say`` makes of it, and deletes what is held."""

    def answer(asked: Asked) -> Raw:
        if is_repair(asked):
            return chat({"sentences": []})
        evidence = part(asked, "EVIDENCE")
        groups = [
            {"id": group["id"], "sentences": [s for said in group["must_say"] for s in say(said, evidence)]}
            for group in part(asked, "GROUPS")
        ]
        return chat({"groups": groups})

    return answer


def plainly(statement: str, evidence: Written) -> Iterator[dict[str, Any]]:
    """Competent: a part after a semicolon becomes a sentence of its own, each with its quotes."""
    for piece in re.split(r"; (?=[a-zA-Z])(?![^(]*\))", statement.rstrip(".")):
        yield {"text": f"{piece[0].upper()}{piece[1:]}.", "evidence": quotes(piece, evidence)}


competent = writing(plainly)
