"""Sign-offs: what they freeze, what they let an article say of its reviewers, and whether it still is what was
signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from draftbot.decisions.ledger import read_decisions, standing
from draftbot.records.decision import SIGNED, Decision, Digests, State
from draftbot.records.verdict import Finding
from draftbot.text.sentences import sentences

BYLINE = "byline"
FILES = ("article.md", "article.jsonld", "trace.json")
REVIEWER, REVIEWED = "reviewed_by", "last_reviewed"


def state_of(decisions: Sequence[Decision]) -> State:
    """The article's state: where the last move that stands has put it."""
    moves = [d.state for d in standing(decisions) if d.action == "state" and d.state]
    return moves[-1] if moves else "drafted"


def signatures(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The sign-offs in force, in order; none where the article was opened again. A review that falls due ends none."""
    found: list[Decision] = []
    for decision in standing(decisions):
        if decision.action == "state" and decision.state != "due-for-review":
            signs = decision.state in SIGNED and decision.digests
            found = [*found, decision] if signs and decision.state != "medically-reviewed" else []
            found += [decision] if signs and decision.state == "medically-reviewed" else []
    return tuple(found)


def sign_off(decisions: Sequence[Decision]) -> Decision | None:
    """The last sign-off in force."""
    return next(reversed(signatures(decisions)), None)


def reviewed(decisions: Sequence[Decision]) -> Decision | None:
    """The medical review in force: who reviewed, and when."""
    return next((d for d in signatures(decisions) if d.state == "medically-reviewed"), None)


def bylines(decisions: Sequence[Decision]) -> frozenset[str]:
    """What the sign-offs in force let an article print of who reviewed it and of what changed, sentence by sentence,
    and the names that its JSON-LD may give."""
    found = signatures(decisions)
    texts = [decision.text for decision in found if decision.text]
    whole = {" ".join(texts[:end]) for end in range(1, len(texts) + 1)}
    names = {decision.signer for decision in found if decision.signer}
    return frozenset({*(span.of(text) for text in (*texts, *whole) for span in sentences(text)), *whole, *names})


def digests(folder: Path) -> Digests:
    """The digests of an article's three files as they are now; of a missing one, of nothing."""
    found = [sha256(path.read_bytes() if path.is_file() else b"").hexdigest() for path in (folder / n for n in FILES)]
    return Digests(article=found[0], jsonld=found[1], trace=found[2])


def changed_files(folder: Path, signed: Digests) -> tuple[str, ...]:
    """The files that differ from those that were signed."""
    own = digests(folder)
    pairs = zip(FILES, (own.article, own.jsonld, own.trace), (signed.article, signed.jsonld, signed.trace), strict=True)
    return tuple(name for name, now, then in pairs if now != then)


def article_decisions(reviews: Path, article: Path) -> tuple[Decision, ...]:
    """The decisions on a file: those of its folder, where it is an article of ours."""
    folder = reviews / article.resolve().parent.name
    return read_decisions(folder) if article.name == FILES[0] and folder.is_dir() else ()


def signature_findings(
    folder: Path, decisions: Sequence[Decision], matter: Mapping[str, object], graph: object
) -> Iterator[Finding]:
    """Whether the signed files are as they were signed, and whether the page claims a review that was not given."""
    signed, review = sign_off(decisions), reviewed(decisions)
    if signed and signed.digests:
        changed = changed_files(folder, signed.digests)
        told = f"signed ({signed.state}) by {signed.signer or signed.editor} on {signed.at.date().isoformat()}"
        if changed:
            yield Finding(severity="block", check="sign-off", message=f"{told}; changed since: {', '.join(changed)}")
        else:
            yield Finding(severity="note", check="sign-off", message=f"{told}; the three files are as they were signed")
    expected = {None} if review is None else {review.signer, review.at.date().isoformat()}
    for what, value in _claimed(matter, graph):
        if value not in expected:
            message = f"{what} says {value!r}, which comes from no sign-off in force"
            yield Finding(severity="block", check="sign-off", message=message)


def _claimed(matter: Mapping[str, object], graph: object) -> Iterator[tuple[str, str]]:
    for key in (REVIEWER, REVIEWED):
        if key in matter:
            yield key, str(matter[key])
    nodes = graph.get("@graph", [graph]) if isinstance(graph, dict) else []
    for node in nodes if isinstance(nodes, list) else []:
        if isinstance(node, dict):
            yield from ((key, _name(node[key])) for key in ("reviewedBy", "lastReviewed") if key in node)


def _name(value: object) -> str:
    return str(value.get("name")) if isinstance(value, dict) else str(value)
