"""The files of a run of suites."""

from __future__ import annotations

import json
from pathlib import Path

from draftbot.errors import Unpublishable
from draftbot.evals.report.junit import junit
from draftbot.evals.report.page import page
from draftbot.evals.report.summary import summary
from draftbot.evals.run_result import RunResult
from draftbot.evals.scored import result_lines
from draftbot.services.evaluate import EvalReport

TIMINGS = "timings.json"


def write_files(report: EvalReport, out: Path, junit_path: Path | None, json_path: Path | None) -> None:
    """results.jsonl, junit.xml, summary.md and report.html under ``out``, the same bytes for the same results, and
    timings.json, which differs. Raises Unpublishable when the disk refuses."""
    run = report.run
    lines = [line for suite in run.suites for line in result_lines(suite.name, suite.items)]
    tests = junit(run)
    files = {
        out / "results.jsonl": "".join(f"{line}\n" for line in lines).encode(),
        out / "junit.xml": tests,
        out / "summary.md": summary(run).encode(),
        out / "report.html": page(run).encode(),
        out / TIMINGS: (json.dumps(dict(report.seconds), indent=1) + "\n").encode(),
        **({junit_path: tests} if junit_path else {}),
        **({json_path: json_bytes(run)} if json_path else {}),
    }
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        what = f"{error.filename or out} cannot be written: {error.strerror}; free some space or choose another --out"
        raise Unpublishable(what) from error


def json_bytes(run: RunResult) -> bytes:
    """The answer, each suite and each measure, for scripts."""
    suites = [
        {
            "suite": suite.name,
            "answer": suite.answer,
            "same_as_baseline": suite.same,
            "items": len(suite.items),
            "errors": [{"id": item.id, "error": item.error} for item in suite.errors],
            "agreement": suite.agreement.model_dump() if suite.agreement else None,
            "measures": [m.model_dump(mode="json", exclude={"clusters", "kinds"}) for m in suite.measures],
        }
        for suite in run.suites
    ]
    found = {"answer": run.headline, "exit_code": run.exit_code, "suites": suites}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
