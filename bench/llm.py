"""The writer with a model, measured: what it costs, what survives of an editor's prose, the time beside its calls.

A scripted server on loopback answers after a second, eight calls at once. ``freely`` plays an editor who knows nothing
of the gate, ``within`` one who keeps to the prompt's rules; their sentences are hand-written (tests/llm/editor.yaml).
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "llm")]

from editor import Bank, editing  # noqa: E402  # the players live beside the tests
from players import is_repair, part  # noqa: E402
from scripted import WORKS, Asked, Raw, Server, serving  # noqa: E402

LATENCY, CONCURRENCY, GOAL_CALLS, GOAL_RATIO = 1.0, 8, 25, 1.2
COMMAND = [str(Path(sys.executable).with_name("draftbot")), "draft", "--writer", "llm", "--json"]
CITED = re.compile(r"†? ?(?:\[\d+\]\(#ref-\d+\) ?)+")
# as a user's, where modules lie compiled
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ESCAPED = re.compile(r"\\([\[\]<>*_])")


@dataclass(frozen=True)
class Run:
    """One draft by the command line: its report, its page, its trace, seconds of wall and of our own CPU."""

    report: dict[str, Any]
    page: str
    trace: dict[str, Any]
    wall: float
    cpu: float


def late(script: Callable[[Asked], Raw]) -> Callable[[Asked], Raw]:
    """The same model, answering after ``LATENCY``; the time that it takes to make the answer up is part of it."""

    def answer(asked: Asked) -> Raw:
        begun = time.monotonic()
        raw = script(asked)
        return replace(raw, delay=max(0.0, LATENCY - (time.monotonic() - begun)))

    return answer


def drafted(server: Server, workspace: Path, out: Path) -> Run:
    environment = {
        **ENVIRONMENT,
        "DRAFTBOT_BASE_URL": server.url,
        "DRAFTBOT_MODEL": "scripted",
        "DRAFTBOT_CONCURRENCY": str(CONCURRENCY),
    }
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [*COMMAND, "--workspace", str(workspace), "--out", str(out)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 3):
        raise SystemExit(f"the draft ended with {done.returncode}: {done.stderr}")
    report = json.loads(done.stdout)
    folder = Path(report["folder"])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    page = ESCAPED.sub(r"\1", CITED.sub("", (folder / "article.md").read_text(encoding="utf-8")))
    return Run(report, page, json.loads((folder / "trace.json").read_bytes()), wall, cpu)


def path(server: Server) -> float:
    """Seconds that the calls alone need: the probe, then the sections, then those that sum up, each as fast as eight
    calls at once and the longest chain of repairs allow."""
    chains: dict[bool, dict[str, int]] = {False: {}, True: {}}
    last: set[str] = set()
    for asked in server.asked:
        found = re.search(r"^SECTION: (.*)$", asked.text, re.MULTILINE)
        if found:
            last |= {found[1]} if part(asked, "PROVED") and not is_repair(asked) else set()
            chains[found[1] in last][found[1]] = chains[found[1] in last].get(found[1], 0) + 1
    probes = sum(asked.is_probe for asked in server.asked)
    waves = [max(-(-sum(own.values()) // CONCURRENCY), *own.values()) for own in chains.values() if own]
    return LATENCY * (probes + sum(waves))


def measured(manner: Literal["freely", "within"], workspace: Path, out: Path) -> dict[str, object]:
    bank = Bank(manner)
    with serving(late(editing(bank)), late(lambda _: WORKS)) as server:
        run = drafted(server, workspace, out)
        needed = path(server)
    sections = run.trace["provenance"]["writing"]["sections"]
    published = sum(section["kept"] for section in sections)
    spent = run.report["spending"]
    return {
        "editor": manner,
        "sentences of the editor": len(bank.sentences),
        "printed": sum(text.rstrip(".") in run.page for text in bank.sentences),
        "sentences handed in": sum(section["judged"] for section in sections),
        "published of them": published,
        "held": len(run.report["held"]),
        "sections flagged": len(run.report["flagged"]),
        "calls": spent["calls"],
        "prompt tokens": spent["prompt_tokens"],
        "prompt tokens a published unit": round(spent["prompt_tokens"] / max(1, published)),
        "wall seconds": round(run.wall, 2),
        "critical path of the calls, seconds": needed,
        "wall over path": round(run.wall / needed, 2),
        "own CPU seconds": round(run.cpu, 2),
        "own CPU share of wall": round(run.cpu / run.wall, 2),
    }


def main() -> None:
    results = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        workspace.mkdir()
        for name in ("corpus", "prompts", "draftbot.toml"):
            (workspace / name).symlink_to(ROOT / name)
        first = [COMMAND[0], "draft", "--workspace", str(workspace)]
        subprocess.run(first, check=True, capture_output=True, env=ENVIRONMENT)  # the index, and the byte code
        for manner in ("freely", "within"):
            results.append(measured(manner, workspace, Path(folder) / manner))
            (workspace / ".draftbot" / "calls").rename(Path(folder) / f"calls-{manner}")
    for result in results:
        print(", ".join(f"{name} {value}" for name, value in result.items()))
    print(f"goals: at most {GOAL_CALLS} calls, wall over path at most {GOAL_RATIO}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "llm.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
