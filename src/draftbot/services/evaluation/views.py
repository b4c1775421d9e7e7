"""Markdown, JSON-LD and trace are views of one article: do they say the same, and is the JSON-LD well formed?"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from draftbot.evals.graph import answers, defects, nodes
from draftbot.evals.item import Item
from draftbot.services.evaluation.drafted import Drafted
from draftbot.services.evaluation.world import World


def views(drafted: Drafted, world: World) -> Iterator[Item]:
    """An item for each answer, each JSON-LD node, the page's own strings, and the trace."""
    yield from _faq(drafted, world)
    front = drafted.document.front_matter
    page = next((node for node in nodes(drafted.graph) if node.get("@type") == "MedicalWebPage"), {})
    yield _same(drafted, "title", page.get("name") == drafted.document.title, str(page.get("name")))
    same = page.get("description") == front.get("description")
    yield _same(drafted, "description", same, str(page.get("description")))
    own = sha256(drafted.page.encode()).hexdigest() == drafted.trace.article_sha256
    yield _same(drafted, "trace", own, "the trace is of this page")
    found = list(nodes(drafted.graph))
    known = frozenset(str(node["@id"]) for node in found if "@id" in node)
    for at, node in enumerate(found):
        wrong = defects(node, known)
        yield Item(
            id=f"{drafted.case}/node/{at:03d}",
            cluster=drafted.case,
            kind=f"node {node.get('@type')}",
            text=str(node.get("@id") or node.get("name") or node.get("@type")),
            said="; ".join(wrong) or "well formed",
            facts={"valid": not wrong},
        )


def _faq(drafted: Drafted, world: World) -> Iterator[Item]:
    """Each printed answer is the JSON-LD's, letter for letter, and has the length that the house asks for."""
    told = dict(answers(drafted.graph))
    low, high = world.corpus.house.lengths.faq_answer
    printed: dict[str, list[str]] = {}
    question = ""
    for unit in drafted.document.units:
        if unit.section.startswith("faq-"):
            if unit.kind == "heading":
                question = unit.text
            elif question:
                printed.setdefault(question, []).append(unit.text)
    for question in dict.fromkeys((*printed, *told)):
        answer = " ".join(printed.get(question, []))
        yield _same(drafted, f"faq/{sha256(question.encode()).hexdigest()[:8]}", told.get(question) == answer, question)
        words = len(answer.split())
        yield Item(
            id=f"{drafted.case}/faq-length/{sha256(question.encode()).hexdigest()[:8]}",
            cluster=drafted.case,
            kind="answer's length",
            text=f"{words} words: {question}",
            said=f"the house asks for {low} to {high}",
            facts={"length": low <= words <= high},
        )


def _same(drafted: Drafted, key: str, same: bool, text: str) -> Item:
    said = "alike" if same else "Markdown and JSON-LD, or the trace, say different things"
    facts = {"same": same}
    return Item(id=f"{drafted.case}/{key}", cluster=drafted.case, kind="view", text=text, said=said, facts=facts)
