"""Decisions last: appended, ordered, never lost, and undone to the first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draftbot.decisions.decide import decide, undoable
from draftbot.decisions.fold import Fold
from draftbot.decisions.ledger import append, editor_id, read_decisions
from draftbot.decisions.page import read_page
from draftbot.decisions.signing import sign_off, state_of
from draftbot.decisions.standing import standings
from draftbot.errors import BadInput
from draftbot.records.corpus import Corpus
from draftbot.records.decision import Decision


def line(seq: int, editor: str = "anna", **fields: object) -> Decision:
    given = {"id": f"{editor}-{seq}", "seq": seq, "at": "2026-01-02T03:04:05Z", "editor": editor, "action": "comment"}
    return Decision.model_validate({**given, **fields})


def test_decisions_of_all_editors_come_back_in_order(tmp_path: Path) -> None:
    made = [line(1), line(2, "ben"), line(3), line(4, "ben", text="a “quote”\nand a line")]
    for decision in (made[0], made[2], made[1], made[3]):
        append(tmp_path / "a-vs-b", decision)
    assert read_decisions(tmp_path / "a-vs-b") == tuple(made)
    assert sorted(path.name for path in (tmp_path / "a-vs-b").iterdir()) == ["anna.jsonl", "ben.jsonl"]


@pytest.mark.parametrize("cut", [1, 7, 40])
def test_a_torn_last_line_is_no_decision_and_does_not_spoil_the_next(tmp_path: Path, cut: int) -> None:
    append(tmp_path, line(1))
    append(tmp_path, line(2))
    path = tmp_path / "anna.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    assert read_decisions(tmp_path) == (line(1),)
    append(tmp_path, line(3))
    assert read_decisions(tmp_path) == (line(1), line(3))


@pytest.mark.parametrize("bad", ["<<<<<<< HEAD\n", "{}\n", "[]\n", "\x00\n", '{"id": NaN}\n'])
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, bad: str) -> None:
    append(tmp_path, line(1))
    with (tmp_path / "anna.jsonl").open("a") as file:
        file.write(bad)
    with pytest.raises(BadInput, match=r"anna\.jsonl:2: not a decision"):
        read_decisions(tmp_path)


KILLED = """
import sys
from pathlib import Path
from draftbot.decisions.ledger import append
from draftbot.records.decision import Decision
for seq in range(1, 100000):
    append(Path(sys.argv[1]), Decision(id=str(seq), seq=seq, at="2026-01-02T03:04:05Z", editor="anna", action="comment"))
    print(seq, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    acknowledged = 0
    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout
        seen = [int(writer.stdout.readline()) for _ in range(20)]
        writer.kill()
        seen += [int(text) for text in writer.stdout.read().split()]
        writer.wait()
        acknowledged = max(acknowledged, *seen)
        assert {d.seq for d in read_decisions(tmp_path)} >= set(range(1, acknowledged + 1))


@pytest.mark.parametrize(
    ("name", "slug"), [("Anna Ö. Müller", "anna-m-ller"), ("../../etc", "etc"), ("A" * 99, "a" * 60)]
)
def test_an_editors_name_is_a_safe_file_name(name: str, slug: str) -> None:
    assert editor_id(name) == slug


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(BadInput, match="needs letters"):
        editor_id("../..")


def test_the_state_is_the_last_move_that_stands() -> None:
    digests = {"article": "a", "jsonld": "b", "trace": "c"}
    signed = line(1, action="state", state="medically-reviewed", digests=digests)
    opened = line(2, action="state", state="edited")
    undo = line(3, action="undo", undoes=opened.id)
    assert [state_of(()), state_of((signed,)), state_of((signed, opened))] == [
        "drafted",
        "medically-reviewed",
        "edited",
    ]
    assert sign_off((signed, opened)) is None
    assert sign_off((signed, opened, undo)) == signed


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "reject", "edit", "split", "cite", "move", "comment"]), st.integers(0, 10_000)
    ),
    max_size=12,
)


def act(fold: Fold, action: str, number: int) -> None:
    bodies = [s.unit for s in fold.spots() if s.chunk.kind in ("paragraph", "item")]
    unit = bodies[number % len(bodies)]
    if action in ("edit", "split"):
        tail = " Another sentence stands here." if action == "split" else ""
        fold.apply(decide(fold, "anna", "edit", unit, text=f"Edited {number}: {unit.text}{tail}"))
    elif action == "cite":
        sources = tuple(fold.corpus.references)
        fold.apply(decide(fold, "anna", "cite", unit, cites=(sources[number % len(sources)],)))
    elif action == "move":
        other = bodies[(number * 7) % len(bodies)]
        if other is not unit:
            fold.apply(decide(fold, "anna", "move", unit, place=fold.key(other), to=other.section))
    else:
        fold.apply(decide(fold, "anna", action, unit, text="why"))  # type: ignore[arg-type]  # one of the actions


@settings(max_examples=12)
@given(ACTIONS)
def test_undo_goes_all_the_way_back(known: Corpus, markdown: str, actions: list[tuple[str, int]]) -> None:
    fold = Fold(read_page(markdown, {}, known), known)
    before = [(spot.unit.text, spot.unit.sources) for spot in fold.spots() if spot.chunk.kind != "entry"]
    for action, number in actions:
        act(fold, action, number)
    while last := undoable(fold, "anna"):
        fold.apply(decide(fold, "anna", "undo", undoes=last.id))
    assert [(s.unit.text, s.unit.sources) for s in fold.spots() if s.chunk.kind != "entry"] == before
    assert not any(standing.judgement or standing.changed for standing in standings(fold).values())


@settings(max_examples=12)
@given(ACTIONS)
def test_the_same_decisions_give_the_same_article_also_over_the_written_file(
    known: Corpus, markdown: str, actions: list[tuple[str, int]]
) -> None:
    fold = Fold(read_page(markdown, {}, known), known)
    for action, number in actions:
        if action not in ("move", "split"):
            act(fold, action, number)
    written = fold.page.markdown()
    for base in (markdown, written):
        again = Fold(read_page(base, {}, known), known)
        for decision in fold.decisions:
            again.apply(decision)
        assert again.page.markdown() == written
