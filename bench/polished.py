"""Findings, not alarms: the share of units flagged at all on three correct articles that an editor polished by hand."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import yaml

from draftbot import pipeline
from draftbot.progress import silent
from draftbot.settings import load_settings
from draftbot.text.hygiene import escape_markdown

ROOT = Path(__file__).parents[1]
SET = ROOT / "evals" / "polished"
GOAL = 0.05


def polished(page: str, edits: list[dict[str, str]]) -> tuple[str, list[str], list[str]]:
    """The page with the edits, the polished sentences, and the drafted ones that were not found."""
    done, missing = [], []
    for edit in edits:
        old, new = (escape_markdown(edit[key]) for key in ("drafted", "polished"))
        at = max(page.find(f"{before}{old}{after}") for before in ("\n", " ", "\n- ") for after in (" [", "."))
        if at < 0:
            missing.append(edit["drafted"])
            continue
        page = f"{page[:at]}{page[at:].replace(old, new, 1)}"
        done.append(edit["polished"])
    return page, done, missing


def main() -> None:
    settings = load_settings(ROOT)
    units = flagged = edited = edited_flagged = 0
    rows = []
    for name in yaml.safe_load((SET / "set.yaml").read_text(encoding="utf-8"))["articles"]:
        article = yaml.safe_load((SET / name).read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            drafted = pipeline.draft(settings, article["compounds"], Path(folder), silent)
            path = Path(drafted.folder) / pipeline.ARTICLE
            page, done, missing = polished(path.read_text(encoding="utf-8"), article["edits"])
            path.with_suffix(".jsonld").unlink()  # drawn from the draft's words: an editor's build draws it anew
            path.write_text(page, encoding="utf-8")
            report = pipeline.verify(settings, path, silent)
        seen = [(unit, any(unit.text.startswith(text.rstrip("†")) for text in done)) for unit in report.units]
        bad = [(unit, own) for unit, own in seen if any(f.severity != "note" for f in unit.findings)]
        units, flagged = units + len(seen), flagged + len(bad)
        edited, edited_flagged = edited + sum(own for _, own in seen), edited_flagged + sum(own for _, own in bad)
        print(f"{name}: {len(bad)} of {len(seen)} units flagged; {len(done)} sentences polished", flush=True)
        for sentence in missing:
            print(f"  no longer drafted: {sentence}", file=sys.stderr)
        for unit, own in bad:
            print(f"  {'polished' if own else 'drafted'}: {unit.text}\n      {unit.reasons[0]}", file=sys.stderr)
            rows.append({"article": name, "text": unit.text, "polished": own, "reasons": unit.reasons})
    share = flagged / units
    print(f"flagged {flagged} of {units} units, {share:.1%} (goal: at most {GOAL:.0%})")
    print(f"of the polished sentences {edited_flagged} of {edited}, {edited_flagged / max(1, edited):.1%}")
    (ROOT / "build").mkdir(exist_ok=True)
    result = {"share": share, "units": units, "flagged": rows, "polished": edited}
    (ROOT / "build" / "polished.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
