"""Prints which suites turn red for which planted fault; the table of tests/evals/test_planted_faults.py, all suites."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "evals"))

from product_faults import FAULTS, SUITES, answers, planted, workspace  # noqa: E402  # the path must be set first


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = workspace(Path(folder) / "desk")
        print(f"{'':<32}" + "".join(f"{name:>14}" for name in SUITES))
        rows = {"no fault": answers(root)}
        for fault in FAULTS:
            with planted(fault, root):
                rows[fault.name] = answers(root)
    for name, found in rows.items():
        print(f"{name:<32}" + "".join(f"{found[suite]:>14}" for suite in SUITES))


if __name__ == "__main__":
    main()
