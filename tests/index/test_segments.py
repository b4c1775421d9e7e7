"""Segments: any history of changes equals a rebuild; a change costs what changed; readers keep what they opened."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import WORDS, Counting, answers, many, opened, row

from draftbot.errors import UserError
from draftbot.index.arrays import map_arrays, write_arrays
from draftbot.index.build import build_rows
from draftbot.index.generation import SEGMENTS
from draftbot.index.rows import Row, fingerprint_of
from draftbot.index.update import update
from draftbot.progress import silent

TEXTS = st.lists(st.sampled_from(WORDS), min_size=0, max_size=9).map(" ".join)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["put", "drop", "rebuild"]), st.integers(0, 11), TEXTS), min_size=1, max_size=25
)


@given(CHANGES)
@settings(max_examples=25)
def test_any_history_of_changes_equals_a_rebuild(changes: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        grown, fresh = Path(folder) / "grown", Path(folder) / "fresh"
        state: dict[str, Row] = {}
        for act, number, text in changes:
            source = f"s{number % 5}"
            key = f"{source}.{number}"
            if act == "put":
                state[key] = Row(id=key, source=source, text=text)
                update(grown, Counting(), [state[key]], [])
            elif act == "drop":
                state.pop(key, None)
                update(grown, Counting(), [], [key])
            else:
                build_rows(list(state.values()), grown, Counting(), silent)
        build_rows(list(state.values()), fresh, Counting(), silent)
        build_rows(list(state.values()), grown, Counting(), silent)  # where nothing was put, there is no index yet
        old, new = opened(grown), opened(fresh)
        assert old.manifest.fingerprint == new.manifest.fingerprint == fingerprint_of(state.values())
        by_id = [dict(zip(each.ids(), each.vectors().tolist(), strict=True)) for each in (old, new)]
        assert by_id[0] == by_id[1]
        assert set(by_id[0]) == set(state)
        for query in ("stroke trial", "IL 6 did not improve", "dose dose placebo rats", "none of these"):
            assert answers(old, query, 10) == answers(new, query, 10)
            assert answers(old, query, 10, ["s1", "s3"]) == answers(new, query, 10, ["s1", "s3"])


def test_three_hundred_changes_leave_few_segments_and_the_same_answers(tmp_path: Path) -> None:
    rows = many(300)
    for number, each in enumerate(rows):
        update(tmp_path / "grown", Counting(), [each], [rows[number // 2].id] if number % 5 == 4 else [])
    dropped = {rows[number // 2].id for number in range(4, 300, 5)}
    left = [each for each in rows if each.id not in dropped]
    build_rows(left, tmp_path / "fresh", Counting(), silent)
    old, new = opened(tmp_path / "grown"), opened(tmp_path / "fresh")
    assert len(old.segments) < 22  # at most seven of each size class
    for query in ("stroke 17", "placebo arm death", "memory"):
        assert answers(old, query, 20) == answers(new, query, 20)


def test_one_changed_record_of_many_costs_one_record(tmp_path: Path) -> None:
    rows = many(3000)
    build_rows(rows, tmp_path, Counting(), silent)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / SEGMENTS).iterdir()}
    embedder = Counting()
    changed = row(rows[7].source, "a new finding about sleep")
    update(tmp_path, embedder, [changed], [rows[7].id])
    written = [path for path in (tmp_path / SEGMENTS).iterdir() if path.name not in before]
    assert embedder.texts == [changed.text]
    assert sum(path.stat().st_size for path in written) < 10_000
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / SEGMENTS).iterdir()}.items() >= before.items()
    generation = opened(tmp_path)
    assert generation.manifest.living == 3000
    assert answers(generation, "finding about sleep", 1)[0][0] == changed.id
    assert rows[7].id not in generation.ids()


def test_a_reader_keeps_what_it_opened_until_it_lets_go(tmp_path: Path) -> None:
    rows = many(60)
    build_rows(rows, tmp_path, Counting(), silent)
    reader = opened(tmp_path)
    seen = answers(reader, "stroke placebo", 10)
    names = {segment.entry.name for segment in reader.segments}
    build_rows(many(50, seed=2), tmp_path, Counting(), silent)
    assert answers(reader, "stroke placebo", 10) == seen
    assert names <= {path.name for path in (tmp_path / SEGMENTS).iterdir()}
    reader.handle.close()
    build_rows(many(51, seed=2), tmp_path, Counting(), silent)
    assert not names & {path.name for path in (tmp_path / SEGMENTS).iterdir()}
    assert len(list((tmp_path / "generations").iterdir())) == 1


def test_a_change_with_another_embedder_is_refused(tmp_path: Path) -> None:
    build_rows(many(5), tmp_path, Counting(), silent)
    with pytest.raises(UserError, match="was built with counting"):
        update(tmp_path, Counting("other"), many(1, seed=9), [])


def test_an_empty_index_answers_nothing(tmp_path: Path) -> None:
    build_rows([], tmp_path, Counting(), silent)
    assert answers(opened(tmp_path), "stroke", 5) == []
    update(tmp_path, Counting(), many(1), [])
    update(tmp_path, Counting(), [], [many(1)[0].id])
    assert answers(opened(tmp_path), "stroke", 5) == []
    assert opened(tmp_path).segments == ()


def test_arrays_come_back_as_they_were_written(tmp_path: Path) -> None:
    given_ = {
        "none": np.zeros((0, 3), dtype=np.float32),
        "one": np.arange(7, dtype=np.uint8),
        "two": np.arange(12, dtype=np.float64).reshape(3, 4)[:, ::2],
    }
    digest = write_arrays(tmp_path / "file", given_)
    found = map_arrays(tmp_path / "file")
    assert {name: array.tolist() for name, array in found.items()} == {n: a.tolist() for n, a in given_.items()}
    assert write_arrays(tmp_path / "again", given_) == digest
    (tmp_path / "cut").write_bytes(b"draft")
    with pytest.raises(ValueError, match="no file of arrays"):
        map_arrays(tmp_path / "cut")


def test_an_index_of_an_earlier_version_gives_way(tmp_path: Path) -> None:
    folder = tmp_path / "generations" / "0001-old"  # a generation was a folder once
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "CURRENT").write_text("0001-old", encoding="utf-8")
    report = build_rows(many(3), tmp_path, Counting(), silent)
    assert (report.passages, report.embedded) == (3, 3)
    assert not folder.exists()
