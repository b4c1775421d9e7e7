"""Kills a draft with a model at random moments: every resume ends in the same bytes, no finished call is asked again.

A call is finished when its answer is on disk. The scripted server runs in a process of its own and keeps its own log:
what was asked again after a kill is what it saw. Each draft is a forked child that is killed with SIGKILL.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "llm")]

import httpx2  # noqa: E402, F401  # imported before forking, not in every child
import openai  # noqa: E402, F401
from desk import STARTER, Case, case, draft  # noqa: E402  # the players live beside the tests
from players import is_repair, part, quotes, writing  # noqa: E402
from scripted import Asked, Raw, Server, chat, serving  # noqa: E402

from draftbot.corpus import load_corpus  # noqa: E402

KILLS, KILLS_A_DRAFT, LATENCY = 200, 4, 0.04


def key(messages: list[dict[str, str]]) -> str:
    return sha256(json.dumps(messages, sort_keys=True).encode()).hexdigest()


def uneven(asked: Asked) -> Raw:
    """Competent, but every third sentence has a word too many until it is sent back."""
    if is_repair(asked):
        held = [(one["id"], one["text"].replace(" superbly", "")) for one in part(asked, "HELD")]
        evidence = part(asked, "EVIDENCE")
        return chat({"sentences": [{"id": k, "text": text, "evidence": quotes(text, evidence)} for k, text in held]})

    def say(statement: str, evidence: list[dict[str, Any]]) -> Any:
        spoiled = len(statement) % 3 == 0
        text = f"{statement.rstrip('.')} superbly." if spoiled else statement
        yield {"text": text, "evidence": quotes(statement, evidence)}

    return writing(say)(asked)


def serve(log: Path, url: Path) -> None:
    """The server's process: it notes each request before it answers."""

    def script(asked: Asked) -> Raw:
        with log.open("a") as file:
            file.write(key(asked.body["messages"]) + "\n")
        raw = uneven(asked)
        return Raw(**{**raw.__dict__, "delay": LATENCY})

    with serving(script) as server:
        url.write_text(server.url)
        while True:
            time.sleep(3600)


def forked(work: Any) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def write(made: Case, url: str, calls: Path, out: Path) -> None:
    done = draft(made, Server(url=url, script=chat(""), probe=chat("")), calls)
    aside = out.with_suffix(".aside")
    aside.write_text(done.everything + "\n" + done.page, encoding="utf-8")
    aside.replace(out)


def finished(calls: Path) -> set[str]:
    """The messages of every call whose answer is on disk and whole."""
    found = set()
    for path in calls.glob("??/*.json"):
        found.add(key(json.loads(path.read_bytes())["call"]["messages"]))
    return found


def main(kills: int) -> None:
    made, chance = case(load_corpus(STARTER)), random.Random(7)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        log, address = folder / "log", folder / "url"
        log.touch()
        server = forked(lambda: serve(log, address))
        try:
            while not address.exists() or not address.read_text():
                time.sleep(0.01)
            figures = tried(made, address.read_text(), log, folder, kills, chance)
        finally:
            os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)
    print(json.dumps(figures))
    if figures["other bytes"] or figures["finished calls asked again"]:
        raise SystemExit(1)


def tried(made: Case, url: str, log: Path, folder: Path, kills: int, chance: random.Random) -> dict[str, int | float]:
    begun = time.monotonic()
    os.waitpid(forked(lambda: write(made, url, folder / "whole", folder / "whole.txt")), 0)
    whole, lasted = (folder / "whole.txt").read_bytes(), time.monotonic() - begun
    tally = {
        "kills": 0,
        "after an answer was on disk": 0,
        "drafts": 0,
        "other bytes": 0,
        "finished calls asked again": 0,
    }
    while tally["kills"] < kills:
        calls, out = folder / f"calls-{tally['drafts']}", folder / f"{tally['drafts']}.txt"
        before: set[str] = set()
        for _ in range(KILLS_A_DRAFT):
            seen = len(log.read_text().split())
            child = forked(lambda calls=calls, out=out: write(made, url, calls, out))
            time.sleep(chance.uniform(0.0, lasted))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            tally["finished calls asked again"] += len(before & set(log.read_text().split()[seen:]))
            before = finished(calls)
            tally["after an answer was on disk"] += bool(before)
            tally["kills"] += not out.exists()
            if out.exists():
                break
        seen = len(log.read_text().split())
        os.waitpid(forked(lambda calls=calls, out=out: write(made, url, calls, out)), 0)
        tally["finished calls asked again"] += len(before & set(log.read_text().split()[seen:]))
        tally["other bytes"] += out.read_bytes() != whole
        tally["drafts"] += 1
    return {**tally, "seconds of a whole draft": round(lasted, 2)}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)
