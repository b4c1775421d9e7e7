"""A draft with a model, killed at random moments; `make soak` does it two hundred times."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "bench" / "model_kills.py"


def test_a_killed_draft_goes_on_to_the_same_bytes_and_asks_no_finished_call_again() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "8"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout)
    assert figures["kills"] >= 8
    assert figures["after an answer was on disk"] > 0
    assert (figures["other bytes"], figures["finished calls asked again"]) == (0, 0)
