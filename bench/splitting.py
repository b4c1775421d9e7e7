"""The error rate of the sentence splitter on evals/splitting, for cases it was mended on and for the others."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from draftbot.text.sentences import sentences

CASES = Path(__file__).parents[1] / "evals" / "splitting" / "cases.jsonl"


def main() -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    wrong = [case for case in cases if [s.of(case["text"]) for s in sentences(case["text"])] != case["sentences"]]
    for case in wrong:
        split = [span.of(case["text"]) for span in sentences(case["text"])]
        print(f"{case['id']} ({case['kind']}): {split}", file=sys.stderr)
    for seen, name in ((True, "mended on"), (False, "unseen")):
        total = sum(case["seen"] is seen for case in cases)
        failed = sum(case["seen"] is seen for case in wrong)
        print(f"{name:<10} {failed:>3} of {total:>3} wrong, {failed / total:.1%}")


if __name__ == "__main__":
    main()
