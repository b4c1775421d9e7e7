"""Records the calls of the suite draft-model with a scripted model: it quotes its evidence and writes plain sentences.

``python bench/record.py`` serves the script on loopback, runs ``draftbot eval draft-model --record`` against it, and
leaves evals/draft-model/calls.jsonl. It makes no call when every call is recorded. The port is fixed, since the
server's address belongs to what a recorded call is known by.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "llm"))

from players import competent  # noqa: E402  # the path must be set first
from scripted import serving  # noqa: E402

PORT = 8643
SUITE = "draft-model"
ENDED = {0, 1, 3}  # a whole run; whether it passes is not asked here


def main() -> int:
    calls = ROOT / "evals" / SUITE / "calls.jsonl"
    kept = ROOT / ".draftbot" / "eval-calls" / SUITE
    shutil.rmtree(kept, ignore_errors=True)
    with serving(competent, port=PORT) as server:
        given = {"DRAFTBOT_BASE_URL": server.url, "DRAFTBOT_MODEL": "scripted", "DRAFTBOT_API_KEY": ""}
        command = [str(Path(sys.executable).with_name("draftbot")), "eval", SUITE, "--record", "--jobs", "1"]
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **given}, capture_output=True, text=True, check=False
        )
        print(f"{len(server.asked)} calls, {calls.stat().st_size if calls.is_file() else 0:,} bytes recorded")
    if done.returncode not in ENDED:
        sys.stderr.write(done.stdout + done.stderr)
        return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
