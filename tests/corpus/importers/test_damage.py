"""Whatever bytes a file holds, each importer gives records, reasons or one BadInput: no crash and no hang. A longer run
is in `make soak` (bench/fuzz.py)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.importers import damage
from draftbot.corpus.importers import Imported, Skipped, read_file
from draftbot.errors import BadInput


def outcome(path: Path, raw: bytes) -> str:
    path.write_bytes(raw)
    try:
        records = list(read_file(path))
    except BadInput:
        return "refused"
    assert all(isinstance(record, Imported | Skipped) for record in records)
    return "read"


@pytest.mark.parametrize("name", damage.SEEDS)
def test_damaged_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    dice = random.Random(name)
    seen = {outcome(tmp_path / name, damage.damaged(damage.SEEDS[name], dice)) for _ in range(150)}
    assert "read" in seen


@settings(max_examples=150)
@given(start=st.sampled_from(sorted(damage.SEEDS)), raw=st.binary(max_size=400))
def test_any_bytes_behind_a_formats_beginning_are_read_or_refused(
    start: str, raw: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any-{start}"
    assert outcome(path, damage.SEEDS[start][:200] + raw) in ("read", "refused")


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>&j;</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>'  # fmt: skip
LAYERS = b"".join(b'<!ENTITY %c "%s">' % (96 + n, b"&%c;" % (95 + n) * 10) for n in range(2, 11))


@pytest.mark.parametrize(
    "declared",
    [LAYERS, b'<!ENTITY j SYSTEM "file:///etc/passwd">', b'<!ENTITY j SYSTEM "http://127.0.0.1:9/x">', b'<!ENTITY % j SYSTEM "http://127.0.0.1:9/x"> %j;'],
    ids=["bomb", "file", "network", "parameter"],
)  # fmt: skip
def test_entity_bombs_and_external_entities_are_refused(declared: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xml"
    path.write_bytes(BOMB.replace(b"%s", declared))
    with pytest.raises(BadInput, match="declares entities"):
        list(read_file(path))
