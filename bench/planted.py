"""Wrong identities planted in references made from real records: how many are named, and how many right references are
called wrong. Needs `make real-files`."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import real_files  # noqa: E402 (the tests' folder is put on the path above)
from corpus.integrity import planting  # noqa: E402


def main() -> None:
    if not real_files.FOLDER.is_dir():
        sys.exit("needs real files; `make real-files` fetches them")
    known = planting.references()
    registry = planting.play(known)
    planted = planting.plant(known)
    states = planting.look_up([one.reference for one in planted], registry)
    named = Counter(one.what for one, state in zip(planted, states, strict=True) if state.state in planting.NAMED)
    for what, count in Counter(one.what for one in planted).items():
        print(f"{named[what]:>3} of {count:>2} named: {what}")
    dice = random.Random(7)
    alarms = [
        state
        for state in planting.look_up([planting.by_hand(made, dice) for made in known], registry)
        if state.state in planting.NAMED
    ]
    for alarm in alarms:
        print(f"false alarm: {alarm.printed()}")
    print(f"{named.total()} of {len(planted)} planted wrong identities named")
    print(f"{len(alarms)} false alarms in {len(known)} right references")
    out = ROOT / "build" / "planted.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(
        json.dumps({"named": named.total(), "planted": len(planted), "false_alarms": len(alarms), "of": len(known)})
    )


if __name__ == "__main__":
    main()
