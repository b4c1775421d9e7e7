"""The command line as people and scripts use it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("draftbot")


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "120"}
    return subprocess.run([COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work") / "mine"
    made = run("init", str(folder), "--site", 'Desk "of" statins')
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def page(workspace: Path) -> Path:
    """The article of the workspace's example pair, drafted once."""
    done = run("draft", cwd=workspace)
    assert done.returncode == 0, done.stderr
    return workspace / "articles" / "examplopril-vs-samplosartan" / "article.md"


def test_init_makes_a_workspace_of_another_field_that_drafts_at_once(workspace: Path, page: Path) -> None:
    checked = run("corpus", "check", cwd=workspace)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "Synthetic" in page.read_text(encoding="utf-8")
    assert run("verify", str(page), "--workspace", str(workspace)).returncode == 0


def test_init_never_writes_over_anything(workspace: Path) -> None:
    again = run("init", str(workspace))
    assert again.returncode == 2
    assert "not an empty folder" in again.stderr


def test_draft_prints_one_json_document_and_nothing_else(workspace: Path) -> None:
    done = run("draft", "Samplosartan", "Examplopril", "--json", "--out", str(workspace / "out"), cwd=workspace)
    report = json.loads(done.stdout)
    assert done.returncode == report["exit_code"] == 0
    assert {p.name for p in Path(report["folder"]).iterdir()} == {
        "article.md",
        "article.jsonld",
        "trace.json",
        "report.html",
    }


def test_verify_prints_the_contract_and_exits_4_on_a_finding(workspace: Path, page: Path) -> None:
    edited = workspace / "edited.md"
    edited.write_text(page.read_text(encoding="utf-8").replace("12 weeks", "13 weeks"), encoding="utf-8")
    done = run("verify", str(edited), "--json", cwd=workspace)
    report = json.loads(done.stdout)
    assert done.returncode == 4
    assert report["summary"]["blocking"] > 0
    assert {"id", "text", "kind", "verdict", "findings", "reasons", "citations", "evidence"} <= set(report["units"][0])
    assert {unit["kind"] for unit in report["units"]} <= {
        "sentence",
        "cell",
        "item",
        "faq",
        "heading",
        "meta",
        "jsonld",
    }


def test_search_and_index_answer_in_json(workspace: Path) -> None:
    built = json.loads(run("index", "--json", cwd=workspace).stdout)
    assert built["passages"] > 0
    found = json.loads(run("search", "blood pressure", "-k", "2", "--json", cwd=workspace).stdout)
    assert len(found["results"]) == 2
    assert {"passage", "lexical", "vector", "fused", "rank"} == set(found["results"][0])


def test_show_prints_a_record(workspace: Path) -> None:
    shown = run("corpus", "show", "examplopril", "--json", cwd=workspace)
    assert json.loads(shown.stdout)["name"] == "Examplopril"


def test_show_prints_profile_and_card_for_people(workspace: Path) -> None:
    profile = run("corpus", "show", "examplopril", cwd=workspace).stdout
    assert profile.startswith("Examplopril (examplopril)\n")
    assert "gaps, not stated in the sources: " in profile
    card = run("corpus", "show", "synthetic-trial-a", cwd=workspace).stdout
    assert "\nUNCHECKED: synthetic-trial-a\n" in card
    assert "\ndesign:         rct" in card


MISTAKES = [
    (("draft", "examplopril", "examplopril"), "two different compounds"),
    (("draft", "examplopril", "examplopryl"), "did you mean examplopril"),
    (("draft", "examplopril", "../x"), "no compound named"),
    (("draft", "--writer", "oracle"), "no writer named"),
    (("verify", "missing.md"), "there is no such file"),
    (("verify", "."), "cannot be read as a file"),
    (("corpus", "show", "nothing"), "no compound or reference named"),
    (("draft", "--workspace", "corpus"), "is not a workspace"),
    (("search", "x", "-k", "0"), "greater than or equal to 1"),
    (("nonsense",), "No such command"),
]


@pytest.mark.parametrize(("arguments", "what"), MISTAKES)
def test_a_mistake_is_one_line_with_exit_2(workspace: Path, arguments: tuple[str, ...], what: str) -> None:
    done = run(*arguments, cwd=workspace)
    assert done.returncode == 2
    assert what in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_bad_file_is_named_with_its_line_and_earlier_output_stays(workspace: Path, page: Path) -> None:
    before = page.read_bytes()
    path = workspace / "corpus" / "compounds" / "examplopril.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: Examplopril", "name: Examplopril\nname: Twice", 1), encoding="utf-8")
    try:
        done = run("draft", cwd=workspace)
    finally:
        path.write_text(text, encoding="utf-8")
    assert done.returncode == 2
    assert f"{path}:4" in done.stderr
    assert page.read_bytes() == before


def test_a_stale_index_is_never_searched(workspace: Path) -> None:
    run("index", cwd=workspace)
    path = workspace / "corpus" / "references" / "synthetic-label-a.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("supplied as a tablet", "supplied as a capsule", 1), encoding="utf-8")
    try:
        done = run("search", "tablet", cwd=workspace)
    finally:
        path.write_text(text, encoding="utf-8")
    assert done.returncode == 2
    assert "run `draftbot index`" in done.stderr


def test_version_and_help_start_without_the_heavy_libraries() -> None:
    probe = (
        "import sys; from draftbot.cli.main import app\n"
        "heavy = {'llama_index', 'chromadb', 'onnxruntime', 'bm25s', 'pydantic', 'rich', 'numpy'} & set(sys.modules)\n"
        "print(sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert run("--version").stdout.startswith("draftbot 0.")


def test_a_reader_that_leaves_early_is_no_error(workspace: Path) -> None:
    command = f"'{COMMAND}' corpus show examplopril | head -c 1"
    done = subprocess.run(["bash", "-c", command], cwd=workspace, capture_output=True, text=True, check=False)
    assert (len(done.stdout), done.stderr) == (1, "")


DOCUMENTS = [
    ("draft",),
    ("verify", "articles/examplopril-vs-samplosartan/article.md"),
    ("index",),
    ("search", "cough"),
    ("corpus", "check"),
    ("corpus", "show", "samplosartan"),
    ("init", "another"),
]


@contextmanager
def terminal() -> Iterator[int]:
    """A terminal that somebody reads: on a slow machine progress fills one that nobody does, and then waits."""
    ours, theirs = pty.openpty()

    def read() -> None:
        with suppress(OSError):  # how a terminal's end is told
            while os.read(ours, 65536):
                pass

    reader = Thread(target=read)
    reader.start()
    try:
        yield theirs
    finally:
        os.close(theirs)
        reader.join()
        os.close(ours)


@pytest.mark.parametrize("command", DOCUMENTS, ids=" ".join)
def test_with_json_stdout_is_one_document_even_where_a_person_watches(
    workspace: Path, page: Path, command: tuple[str, ...]
) -> None:
    assert page.is_file()
    with terminal() as theirs:
        done = subprocess.run(
            [COMMAND, *command, "--json"], cwd=workspace, stdout=subprocess.PIPE, stderr=theirs, check=False
        )
    assert done.returncode == 0
    assert isinstance(json.loads(done.stdout), dict)


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_a_full_disk_behind_stdout_is_one_line_with_exit_5(workspace: Path) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [COMMAND, "corpus", "show", "examplopril"],
            cwd=workspace,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (5, "draftbot: output: No space left on device\n")


ENDINGS = [("KeyboardInterrupt", 130, False), ("RuntimeError('a bug')", 1, True)]


@pytest.mark.parametrize(("error", "code", "traceback"), ENDINGS)
def test_only_a_bug_shows_a_traceback(workspace: Path, error: str, code: int, traceback: bool) -> None:
    broken = (
        "import sys\nfrom draftbot.services import corpus\nfrom draftbot.cli import main\n"
        f"def broken(*given): raise {error}\n"
        "corpus.check_corpus = broken\nsys.argv = ['draftbot', 'corpus', 'check']\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", broken], cwd=workspace, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert ("Traceback" in done.stderr) is traceback
