"""Fuzzing of every importer, for a number of seconds each (60 by default), and files of 200 MB: no crash, no hang, no
memory above 500 MB. Exits 1 when one was found; the bytes that did it are kept in build/fuzz/."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from corpus.importers import damage  # noqa: E402 (the tests' folder is put on the path above)
from draftbot.corpus.importers import Imported, read_file  # noqa: E402 (as above)
from draftbot.errors import BadInput  # noqa: E402 (as above)

KEPT = ROOT / "build" / "fuzz"
HANG_SECONDS = 20
BIG_BYTES = 200_000_000
MOST_MIB = 500
AROUND = {
    "a.xml": (b"<PubmedArticleSet>", b"</PubmedArticleSet>"),
    "a.nxml": (b"<articles>", b"</articles>"),
    "a.json": (b"[", b"{}]"),
}


def fuzz(name: str, seconds: float, folder: Path) -> int:
    """Damaged files of one format until the time is over; the number of those that were not dealt with."""
    dice = random.Random(time.time_ns())
    path, tally = folder / name, Counter[str]()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        raw = damage.damaged(damage.SEEDS[name], dice)
        path.write_bytes(raw)
        signal.alarm(HANG_SECONDS)
        try:
            for made in read_file(path):
                tally["records" if isinstance(made, Imported) else "records refused"] += 1
        except BadInput:
            tally["files refused"] += 1
        except Exception as error:  # what a fuzzer is for
            tally["CRASHES"] += 1
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{tally['CRASHES']}-{name}").write_bytes(raw)
            print(f"{name}: {type(error).__name__}: {error}")
        finally:
            signal.alarm(0)
        tally["files"] += 1
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: " + ", ".join(f"{count:,} {what}" for what, count in tally.items()) + f", {used:.0f} MiB", flush=True
    )
    return tally["CRASHES"]


def _hang(*_: object) -> None:
    raise TimeoutError(f"longer than {HANG_SECONDS} s")


def big(name: str, folder: Path) -> int:
    """A file of 200 MB of whole records, read in a process of its own; 1 where it took too much memory."""
    path = folder / f"big-{name}"
    seed = _record(name)
    head, tail = AROUND.get(name, (b"", b""))
    with path.open("wb") as file:
        file.write(head)
        for _ in range(BIG_BYTES // len(seed)):
            file.write(seed)
        file.write(tail)
    started = time.monotonic()
    done = subprocess.run([sys.executable, __file__, "read", path], capture_output=True, text=True, check=False)
    path.unlink()
    count, mib = (float(part) for part in (done.stdout or "0 9999").split())
    size = BIG_BYTES // 1_000_000
    print(f"{name}: {size} MB, {count:,.0f} records in {time.monotonic() - started:.0f} s, {mib:.0f} MiB", flush=True)
    return int(mib > MOST_MIB or done.returncode != 0)


def _record(name: str) -> bytes:
    """One whole record of the format."""
    raw = damage.SEEDS[name]
    if name == "a.xml":
        return raw[raw.index(b"<PubmedArticle>") : raw.index(b"</PubmedArticleSet>")]
    if name == "a.json":
        return raw[1 : raw.index(b"},\n{") + 1] + b",\n"
    if name == "a.bib":
        return raw[raw.index(b"@book") : raw.index(b"@article{broken")]
    return raw + b"\n"


def main() -> None:
    if sys.argv[1:2] == ["read"]:
        count = sum(isinstance(made, Imported) for made in read_file(Path(sys.argv[2])))
        print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    signal.signal(signal.SIGALRM, _hang)
    seconds = float(os.environ.get("FUZZ_SECONDS", "60"))
    with tempfile.TemporaryDirectory() as folder:
        bad = sum(fuzz(name, seconds, Path(folder)) for name in damage.SEEDS)
        if "--no-big" not in sys.argv:
            bad += sum(big(name, Path(folder)) for name in damage.SEEDS)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
