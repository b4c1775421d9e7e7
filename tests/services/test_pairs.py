"""Files of pairs: every row answered in order, in bounded memory, and a bad row told before any work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from draftbot.errors import BadInput, UserError
from draftbot.progress import silent
from draftbot.services import pairs
from draftbot.services.pairs import check_pairs
from draftbot.settings import Settings

SOURCE = "In a randomised trial, 120 patients received the drug. Nausea was reported by 14 patients."
GOOD = {"source": SOURCE, "claim": "Nausea was reported by 14 patients."}
BAD_ROWS = [
    ('{"id": 3, "source": "s"}', "claim"),
    ('{"id": 3, "source": "s", "claim": ""}', "claim"),
    ('{"id": 3, "source": 7, "claim": "c"}', "source"),
    ('{"source": "s", "claim": "c"}', "id"),
    ('{"id": 3, "source": "s", "claim": "\\ud800"}', "claim"),
    ("[1, 2]", ""), ("not JSON", "JSON"), ("[" * 100_000, "JSON"),
]  # fmt: skip


def _file(folder: Path, rows: list[str]) -> Path:
    path = folder / "in.jsonl"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def _answers(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_row_is_answered_in_order_whatever_stands_in_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "PAIRS_AT_ONCE", 3)
    texts = [(SOURCE, " "), ("", "Anything."), ("\u202e\u0000\U0001f600", "\u200b"), (SOURCE * 9, SOURCE * 3)]
    rows = [GOOD | {"id": "a", "label": "a key that is passed over"}, GOOD | {"id": 2}]
    rows += [{"id": f"odd {at}", "source": source, "claim": claim} for at, (source, claim) in enumerate(texts)]
    out = tmp_path / "out.jsonl"
    counts = check_pairs(settings, _file(tmp_path, [*map(json.dumps, rows), ""]), out, silent)
    found = _answers(out)
    assert [row["id"] for row in found] == [row["id"] for row in rows]
    assert sum(counts.values()) == len(rows)
    for row in found:
        assert set(row) == {"id", "label", "score", "verdict", "reasons"}
        assert row["label"] in ("supported", "contradicted", "unsupported")
        assert 0 <= row["score"] <= 1
        assert row["verdict"] != "supported" or row["label"] == "supported"
    assert {key: found[0][key] for key in ("label", "score", "verdict")} == {
        key: found[1][key] for key in ("label", "score", "verdict")
    }


@pytest.mark.parametrize(("row", "told"), BAD_ROWS)
def test_a_bad_row_is_one_line_that_says_where_before_any_work_is_done(
    settings: Settings, tmp_path: Path, row: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "verify_pairs", None)  # calling it would fail
    out = tmp_path / "out.jsonl"
    with pytest.raises(BadInput) as caught:
        check_pairs(settings, _file(tmp_path, [json.dumps(GOOD | {"id": at}) for at in range(2)] + [row]), out, silent)
    assert "3" in str(caught.value)
    assert told in str(caught.value)
    assert list(tmp_path.iterdir()) == [tmp_path / "in.jsonl"]


def test_an_answer_file_appears_whole_or_not_at_all(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pairs, "verify_pairs", stopped)
    out = tmp_path / "out.jsonl"
    out.write_text("of yesterday", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        check_pairs(settings, _file(tmp_path, [json.dumps(GOOD | {"id": 1})]), out, silent)
    assert out.read_text(encoding="utf-8") == "of yesterday"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_the_users_mistake(settings: Settings, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError):
        check_pairs(settings, tmp_path / name, tmp_path / "out.jsonl", silent)


@pytest.mark.parametrize("out", ["missing/out.jsonl", "."])
def test_where_no_file_can_be_is_the_users_mistake(settings: Settings, tmp_path: Path, out: str) -> None:
    rows = _file(tmp_path, [json.dumps(GOOD | {"id": 1})])
    with pytest.raises(UserError, match="folder that exists"):
        check_pairs(settings, rows, tmp_path / out, silent)
