"""Faults: a kill at any moment, many readers beside a builder, two builders, a full disk. Soak runs more of each."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small import Counting, many, opened

from draftbot.errors import Unpublishable
from draftbot.index.build import build_rows
from draftbot.index.rows import fingerprint_of
from draftbot.progress import silent

HERE = Path(__file__).parent
# Each process is told where the index is and how many rows it has; a builder whose test was killed stops.
SETTING = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from small import Counting, answers, many, opened
from draftbot.index.build import build_rows
from draftbot.index.rows import fingerprint_of
from draftbot.index.update import update
root, rows, parent = Path(sys.argv[2]), many(90), os.getppid()
"""
BUILDER = """
print("ready", flush=True)
turn = 0
while os.getppid() == parent:
    turn += 1
    build_rows(rows[: 30 + turn % 3 * 30], root, Counting(), lambda *_: None)
    update(root, Counting(), rows[turn % 20 : turn % 20 + 1], [])
"""
READER = """
whole = {fingerprint_of(rows[:count]) for count in (30, 60, 90)}
print("ready", flush=True)
for _ in range(int(sys.argv[3])):
    generation = opened(root)
    ids = generation.ids()
    assert len(ids) in (30, 60, 90), len(ids)
    assert generation.manifest.fingerprint in whole
    assert set(ids) == {row.id for row in rows[: len(ids)]}
    assert len(answers(generation, "stroke placebo", 9)) == 9
    generation.handle.close()
"""
# The kernel's own refusal: no file may grow past this size.
FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    build_rows(many(900), root, Counting(), lambda *_: None)
except Exception as error:
    print(f"{type(error).__name__}: {error}")
"""


def start(root: Path, code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SETTING + code, str(HERE), str(root), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    assert process.stdout.readline() == "ready\n"


def kill_builders(root: Path, times: int, seed: int) -> None:
    """Kills a builder again and again, after between nothing and many of its switches and collections."""
    chance = random.Random(seed)
    wholes = {fingerprint_of(many(90)[:count]) for count in (30, 60, 90)}
    for _ in range(times):
        process = start(root, BUILDER)
        ready(process)
        time.sleep(chance.uniform(0, 0.4))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        generation = opened(root)
        assert generation.manifest.fingerprint in wholes
        assert len(generation.vectors()) == len(generation.ids()) == generation.manifest.living
        generation.handle.close()
    build_rows(many(90)[:89], root, Counting(), silent)
    assert {path.name for path in (root / "segments").iterdir()} == set(opened(root).manifest.files())


def read_beside_a_builder(root: Path, readers: int, times: int) -> None:
    builder = start(root, BUILDER)
    ready(builder)
    reading = [start(root, READER, str(times)) for _ in range(readers)]
    errors = [process.communicate()[1] for process in reading]
    builder.kill()
    assert builder.communicate()[1] == ""
    assert errors == [""] * readers


def test_a_builder_killed_at_any_moment_leaves_a_whole_index(tmp_path: Path) -> None:
    build_rows(many(90), tmp_path, Counting(), silent)
    kill_builders(tmp_path, 6, seed=3)


def test_eight_readers_beside_a_builder_miss_no_row(tmp_path: Path) -> None:
    build_rows(many(90), tmp_path, Counting(), silent)
    read_beside_a_builder(tmp_path, readers=8, times=15)


def test_two_builders_take_turns(tmp_path: Path) -> None:
    for _ in range(2):
        code = "print('ready', flush=True)\nfor each in rows[:12]:\n    update(root, Counting(), [each], [])\n"
        other = "print('ready', flush=True)\nfor each in rows[12:24]:\n    update(root, Counting(), [each], [])\n"
        both = [start(tmp_path, code), start(tmp_path, other)]
        assert [process.communicate()[1] for process in both] == ["", ""]
        assert set(opened(tmp_path).ids()) == {row.id for row in many(90)[:24]}


@pytest.mark.parametrize("limit", [0, 200, 5_000, 60_000])
def test_a_full_disk_is_one_line_and_the_old_index_stays(tmp_path: Path, limit: int) -> None:
    build_rows(many(30), tmp_path, Counting(), silent)
    done = start(tmp_path, FULL, str(limit)).communicate()
    assert done[1] == ""
    assert done[0].startswith(f"{Unpublishable.__name__}: the index cannot be written to {tmp_path}: File too large")
    assert done[0].count("\n") == 1
    generation = opened(tmp_path)
    assert generation.manifest.fingerprint == fingerprint_of(many(30))
    assert {path.name for path in (tmp_path / "segments").iterdir()} == set(generation.manifest.files())
