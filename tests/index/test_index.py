"""The index: built once, never used when stale, whole after any kill, without a network."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small import Counting

from draftbot.errors import StaleIndex, UserError
from draftbot.index import build, ensure_index, open_index
from draftbot.index.embed import MiniLM
from draftbot.index.generation import current, damaged
from draftbot.records.brief import Brief
from draftbot.records.corpus import Corpus
from draftbot.retrieve import retrieve


def quiet(step: str, done: int, total: int) -> None:
    del step, done, total


def edited(corpus: Corpus) -> Corpus:
    """The corpus with one passage changed."""
    first, *rest = corpus.passages
    changed = first.model_copy(update={"id": f"{first.source}.changed", "text": first.text + " More."})
    return corpus.model_copy(update={"passages": (changed, *rest)})


def test_every_passage_is_found_by_its_own_words(settings, corpus: Corpus) -> None:
    index = ensure_index(corpus, settings.index, MiniLM(), quiet)
    for passage in corpus.passages[::7]:
        assert passage.id in {scored.passage.id for scored in index.search(passage.text, 3)}


def test_search_shows_both_halves_and_a_fused_rank(settings, corpus: Corpus) -> None:
    index = ensure_index(corpus, settings.index, MiniLM(), quiet)
    found = index.search("death from any cause after stroke", 5)
    assert [scored.rank for scored in found] == [1, 2, 3, 4, 5]
    assert found[0].passage.source == "37818733"
    assert found[0].lexical is not None
    assert found[0].vector is not None
    assert [s.fused for s in found] == sorted((s.fused for s in found), reverse=True)
    assert index.search("", 5) == ()
    only = index.search("stroke", 9, frozenset({"26564102"}))
    assert {scored.passage.source for scored in only} == {"26564102"}


def test_an_unchanged_corpus_is_not_built_again(tmp_path: Path, corpus: Corpus) -> None:
    embedder = Counting()
    first = build(corpus, tmp_path, embedder, quiet)
    again = build(corpus, tmp_path, embedder, quiet)
    assert (first.embedded, first.unchanged) == (len(corpus.passages), False)
    assert (again.generation, again.unchanged) == (first.generation, True)
    assert len(embedder.texts) == len(corpus.passages)


def test_only_changed_passages_are_embedded(tmp_path: Path, corpus: Corpus) -> None:
    embedder = Counting()
    build(corpus, tmp_path, embedder, quiet)
    report = build(edited(corpus), tmp_path, embedder, quiet)
    assert (report.embedded, report.reused) == (1, len(corpus.passages) - 1)


def test_a_stale_foreign_or_damaged_index_is_refused(tmp_path: Path, corpus: Corpus) -> None:
    with pytest.raises(StaleIndex, match="no whole index"):
        open_index(corpus, tmp_path, Counting())
    build(corpus, tmp_path, Counting(), quiet)
    with pytest.raises(StaleIndex, match="another state of the corpus"):
        open_index(edited(corpus), tmp_path, Counting())
    with pytest.raises(StaleIndex, match="was built with counting"):
        open_index(corpus, tmp_path, Counting("other"))
    generation = current(tmp_path)
    assert generation
    with (tmp_path / "segments" / generation.segments[0].entry.name).open("ab") as file:
        file.write(b"damage")
    with pytest.raises(StaleIndex, match="no whole index"):
        open_index(corpus, tmp_path, Counting())
    assert build(corpus, tmp_path, Counting(), quiet).unchanged is False


def test_a_changed_bit_is_found_when_every_byte_is_read(tmp_path: Path, corpus: Corpus) -> None:
    build(corpus, tmp_path, Counting(), quiet)
    assert damaged(tmp_path) == []
    generation = current(tmp_path)
    assert generation
    path = tmp_path / "segments" / generation.segments[0].entry.name
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)
    assert damaged(tmp_path) == [path.name]


def test_a_second_writer_gets_one_clear_line(tmp_path: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr(sys.modules["draftbot.index.update"], "LOCK_SECONDS", 0.1)
    with FileLock(tmp_path / "LOCK"), pytest.raises(UserError, match="another process is building"):
        build(corpus, tmp_path, Counting(), quiet)


BUILDER = """
import os
import sys
from hashlib import sha256
from pathlib import Path
from draftbot.corpus import load_corpus
from draftbot.index import build
sys.path.insert(0, sys.argv[3])
from test_index import Counting, edited
corpus = load_corpus(Path(sys.argv[1]))
parent = os.getppid()  # a builder whose test was killed must not build for ever
print("ready", flush=True)
while os.getppid() == parent:
    build(edited(corpus), Path(sys.argv[2]), Counting("a"), lambda *_: None)
    build(corpus, Path(sys.argv[2]), Counting("b"), lambda *_: None)
"""


def test_a_killed_builder_leaves_a_whole_index(tmp_path: Path, corpus: Corpus) -> None:
    root = Path(__file__).parents[2]
    build(corpus, tmp_path, Counting(), quiet)
    chance = random.Random(3)
    for _ in range(4):
        arguments = [sys.executable, "-c", BUILDER, str(root / "corpus"), str(tmp_path), str(Path(__file__).parent)]
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0.3, 1.8))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        generation = current(tmp_path)
        assert generation
        assert len(generation.vectors()) == len(generation.ids()) == len(corpus.passages)


def test_nothing_of_the_index_speaks_to_a_network(
    tmp_path: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"a connection was tried: {arguments[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    index = ensure_index(corpus, tmp_path, MiniLM(), quiet)
    assert index.search("stroke", 3)


def test_a_brief_gets_ranked_passages_and_all_of_its_references(settings, corpus: Corpus) -> None:
    index = ensure_index(corpus, settings.index, MiniLM(), quiet)
    brief = Brief(section="s", queries=("arm function",), references=("26564102", "manufacturer-of-record"))
    evidence = retrieve(brief, index, corpus, 2)
    assert {scored.passage.source for scored in evidence.passages} == set(brief.references)
    wanted = {p.id for p in corpus.passages if p.source in brief.references}
    assert evidence.ids == wanted
    assert [scored.rank for scored in evidence.passages] == list(range(1, len(wanted) + 1))
    assert retrieve(brief, index, corpus, 2) == evidence


def test_a_brief_without_references_gets_nothing(settings, corpus: Corpus) -> None:
    index = ensure_index(corpus, settings.index, MiniLM(), quiet)
    assert retrieve(Brief(section="s", queries=("stroke",), references=()), index, corpus, 5).passages == ()


def test_a_passage_is_found_by_the_study_that_it_is_of(settings, corpus: Corpus) -> None:
    index = ensure_index(corpus, settings.index, MiniLM(), quiet)
    silent_of_it = [p for p in corpus.passages if p.source == "31494820" and "CAPTAIN" not in p.text]
    found = {scored.passage.id for scored in index.search("CAPTAIN I trial", 12)}
    assert found >= {passage.id for passage in silent_of_it}
