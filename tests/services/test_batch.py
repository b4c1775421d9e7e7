"""Batch: the same articles as single drafts, failures listed, nothing done twice, a killed worker costs one article."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.errors import BadInput, UserError
from draftbot.progress import silent
from draftbot.prompts import load_plan
from draftbot.services.batch import batch, cluster, processes
from draftbot.services.batch.article import Task
from draftbot.services.batch.asked import all_pairs, pairs_in
from draftbot.services.batch.basis import basis, changed
from draftbot.services.batch.records import Page
from draftbot.services.batch.run import How
from draftbot.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Settings:
    """A copy of the example workspace that a test may change."""
    for name in ("corpus", "prompts"):
        shutil.copytree(ROOT / name, tmp_path / "site" / name)
    shutil.copy(ROOT / "draftbot.toml", tmp_path / "site")
    return load_settings(tmp_path / "site")


def csv(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_batch_prints_what_single_drafts_print_and_lists_what_fails(workspace: Settings, tmp_path: Path) -> None:
    pairs = csv(tmp_path, "a,b\nSemax, Selank\ndihexa,nothing-such\nbpc-157,tb-500\nselank,semax\n")
    report = batch(workspace, pairs, tmp_path / "out", How(jobs=2), silent)
    assert report.summary["pages"] == 3
    assert [page.name for page in report.pages if page.state == "failed"] == ["dihexa-vs-nothing-such"]
    assert report.exit_code == 5
    for pair in (("selank", "semax"), ("bpc-157", "tb-500")):
        single = Path(pipeline.draft(workspace, pair, tmp_path / "single", silent).folder)
        for file in single.iterdir():
            assert (tmp_path / "out" / single.name / file.name).read_bytes() == file.read_bytes()
    listed = json.loads((tmp_path / "out" / "index.json").read_text())
    assert {page["name"]: page["state"] for page in listed["pages"]} == {page.name: page.state for page in report.pages}
    html = (tmp_path / "out" / "index.html").read_text()
    assert 'href="selank-vs-semax/report.html"' in html
    assert "no compound named &#39;nothing-such&#39;" in html

    again = batch(workspace, pairs, tmp_path / "out", How(), silent)
    assert again.skipped == ("bpc-157-vs-tb-500", "selank-vs-semax")
    shutil.rmtree(tmp_path / "out" / "selank-vs-semax")
    assert batch(workspace, pairs, tmp_path / "out", How(), silent).skipped == ("bpc-157-vs-tb-500",)


def test_a_page_rests_on_its_own_sources_only(workspace: Settings) -> None:
    loaded = load_plan(workspace.prompts)

    def bases() -> dict[tuple[str, str], dict[str, str]]:
        corpus = load_corpus(workspace.corpus)
        return {pair: basis(workspace, corpus, loaded, pair, "offline") for pair in all_pairs(corpus)}

    before = bases()
    path = workspace.corpus / "references" / "semax-acute-stroke-n30.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  called: a Semax", "  called: an early Semax", 1), encoding="utf-8")
    after = bases()
    differ = {pair for pair in before if changed(before[pair], after[pair])}
    assert differ == {pair for pair in before if "semax" in pair}
    assert changed(before[("selank", "semax")], after[("selank", "semax")]) == ["reference semax-acute-stroke-n30"]
    with_model = basis(workspace, load_corpus(workspace.corpus), loaded, ("selank", "semax"), "llm")
    assert "model" in changed(after[("selank", "semax")], with_model)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("semax\n", r"pairs.csv:1: two compounds a row are expected, not 1"),
        ("semax,selank\ncortexin,,\n", r"pairs.csv:2: two compounds a row are expected, not 1"),
        ("a,b\n", "holds no pair"),
        ("", "holds no pair"),
        ("a,b\nx,y,z\nq\n", "not 3\n.*not 1"),
    ],
)
def test_a_file_that_names_no_pairs_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        pairs_in(csv(tmp_path, text))
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="not UTF-8"):
        pairs_in(tmp_path / "binary.csv")


def test_a_file_of_pairs_is_read_as_people_write_it(tmp_path: Path) -> None:
    text = '\ufeffcompound a,compound b\n\n"Cortexin", Cerebrolysin\nsemax,selank\nsemax,selank\n'
    assert pairs_in(csv(tmp_path, text)) == [("Cortexin", "Cerebrolysin"), ("semax", "selank")]


def deadly(task: Task) -> Page:
    """Work in a worker: one article kills its process, one raises what no worker should."""
    if task.pair[0] == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.pair[0] == "leaves":
        os._exit(3)
    return Page(pair=task.pair, folder=str(task.out), state="whole")


def tasks(settings: Settings, *names: str) -> list[Task]:
    return [
        Task(settings=settings, out=Path("out"), pair=(name, "other"), basis={}, writer="offline") for name in names
    ]


def test_a_killed_worker_costs_only_its_current_article(settings: Settings) -> None:
    asked = tasks(settings, "one", "killed", "two", "leaves", "three", "four", "killed-not", "five")
    pages = {page.pair[0]: page for page in processes.run(asked, 2, deadly)}
    assert {name for name, page in pages.items() if page.state == "failed"} == {"killed", "leaves"}
    assert len(pages) == 8
    assert pages["killed"].why == ("the worker was killed by signal 9; run the batch again",)
    assert pages["leaves"].why == ("the worker ended with code 3; run the batch again",)


def test_without_ray_a_cluster_is_refused_in_one_line(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(UserError, match=r"pip install 'draftbot\[ray\]'"):
        list(cluster.run(tasks(settings, "one"), "local"))
