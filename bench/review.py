"""The review app's figures: scripted edits, kills, how fast a large article opens and answers; build/review.json.

Needs Chromium (as the tests do); without it the figures of the browser are left out, and it says so.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
for part in ("tests", "tests/review", "tests/decisions"):
    sys.path.insert(0, str(ROOT / part))

from room import NAME, browser_path, copied, opened, workspace  # noqa: E402
from scripted_edits import outcome  # noqa: E402
from wire import Command, Wire  # noqa: E402

import synthetic  # noqa: E402 - the tests' own material, found by the line above
from draftbot import pipeline  # noqa: E402
from draftbot.assemble import to_markdown  # noqa: E402
from draftbot.corpus import load_corpus  # noqa: E402
from draftbot.decisions.ledger import read_decisions  # noqa: E402
from draftbot.progress import silent  # noqa: E402
from draftbot.records.unit import Unit  # noqa: E402
from draftbot.settings import load_settings  # noqa: E402

VERSIONS, KILLS, STEPS, REFERENCES = 41, 10, 150, 200
# Strikes a key and counts, in the page, until what it brings about is there and painted.
TIMED = """async ([key, act]) => {
  const of = () => document.querySelector('#panel .chosen')?.dataset.of;
  const on = () => document.querySelector('.u.on')?.dataset.unit;
  const before = on(), say = document.querySelector('#say');
  say.textContent = '';
  const start = performance.now();
  const struck = new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true});
  (document.querySelector('.u.on') || document.body).dispatchEvent(struck);
  for (;;) {
    await new Promise(requestAnimationFrame);
    const moved = on() !== before && of() === on();
    if (act ? say.textContent && (key !== 'a' || moved) : moved) return performance.now() - start;
    if (performance.now() - start > 20000) throw new Error('no answer to ' + key);
  }
}"""


def edits(made: Path) -> dict[str, float]:
    """Scripted edits of the example article: what was wrongly carried, what kept its approval, what found its
    history."""
    with tempfile.TemporaryDirectory() as state:
        settings = load_settings(ROOT).model_copy(update={"index": Path(state) / "index"})
        report = pipeline.draft(settings, settings.example or (), Path(state), silent)
        text = (Path(report.folder) / pipeline.ARTICLE).read_text(encoding="utf-8")
    del made
    found = outcome(text, load_corpus(ROOT / "corpus"), VERSIONS)
    return {
        "edits": found["edits"],
        "approvals carried wrongly": found.get("wrong", 0),
        "untouched kept": round(found["kept"] / found["untouched"], 4),
        "edited with history": round(found["with history"] / found["edited"], 4),
    }


def kills(root: Path) -> dict[str, int]:
    """kill -9 while decisions are made; how many acknowledged ones were lost."""
    acknowledged: set[str] = set()
    for number in range(KILLS):
        command = Command(root, "Anna Test")
        wire = Wire(command.port, command.token)
        try:
            units = wire.units()
            threading.Timer(0.05 + 0.06 * number, command.kill).start()
            for step in range(10_000):
                text = f"round {number}, step {step}"
                if "error" not in wire.act("comment", units[step % len(units)], text=text):
                    acknowledged.add(text)
                units = wire.units() if step % len(units) == len(units) - 1 else units
        except (OSError, ValueError, TypeError):
            pass
        command.process.wait()
    kept = {decision.text for decision in read_decisions(root / "reviews" / NAME)}
    return {"kills": KILLS, "acknowledged": len(acknowledged), "lost": len(acknowledged - kept)}


class Spread(synthetic.Writer):
    """Cites one source after the other through the whole article, not anew in each paragraph."""

    def sentences(self, section: str, kind: str, count: int) -> tuple[Unit, ...]:
        made = []
        for _ in range(count):
            source = next(self.ids) % REFERENCES + 1
            text = f"In synthetic trial {source}, the score rose by {source} points with Alfalin (P = 0.01)."
            made.append(self.unit(section, kind, text, sources=(f"synthetic-{source}",)))
        return tuple(made)


def large(root: Path) -> None:
    """An article of a thousand units and two hundred references beside the other one."""
    synthetic.Writer = Spread
    corpus = synthetic.corpus(*(synthetic.reference(number) for number in range(1, REFERENCES + 1)))
    text = to_markdown(synthetic.article(corpus, sections=34, sentences=6), corpus, synthetic.plan())
    folder = root / "articles" / "large"
    folder.mkdir()
    # a pair that the corpus does not know: its profiles hold no values that rules could compute from
    (folder / "article.md").write_text(text.replace("- betarin", "- unknown"), encoding="utf-8")
    (folder / "trace.json").write_text("{}", encoding="utf-8")


def browsed(root: Path) -> dict[str, float]:
    """Opening the large article and acting on it in Chromium."""
    path = browser_path()
    if path is None:
        print("no Chromium here and none could be installed: the app was not measured in a browser")
        return {}
    from playwright.sync_api import sync_playwright

    large(root)
    corpus = synthetic.corpus(*(synthetic.reference(number) for number in range(1, REFERENCES + 1)))
    with sync_playwright() as driver, opened(root, change=lambda _: corpus) as room:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(room.url)
        case = room.desk.case("large")
        cold = time.perf_counter()
        page.goto(f"{room.base}/a/large")
        page.wait_for_selector("#article .u")
        first = time.perf_counter() - cold
        case.verify_all()
        warm = time.perf_counter()
        page.goto(f"{room.base}/a/large")
        page.wait_for_selector("#article .u")
        again = time.perf_counter() - warm
        units = page.locator("#article .u").count()
        times = {key: [page.evaluate(TIMED, [key, key in "aru"]) for _ in range(STEPS)] for key in "jau"}
        browser.close()
    every = sorted(t for own in times.values() for t in own)
    return {
        "units": units,
        "references": REFERENCES,
        "opens, unverified (s)": round(first, 2),
        "opens again (s)": round(again, 2),
        **{f"{key}: median, p95 (ms)": _spread(own) for key, own in times.items()},
        "p95 of an action (ms)": round(every[int(len(every) * 0.95)]),
    }


def verified(root: Path) -> dict[str, object]:
    """How long the verifier takes over one reworded unit of the example article, each in turn."""
    with opened(root) as room:
        case = room.desk.case(NAME)
        case.verify_all()
        units = [spot.unit for spot in case.fold.spots() if spot.unit.sources]
        times = []
        for unit in units:
            changed, begun = unit.model_copy(update={"text": f"In all, {unit.text}"}), time.perf_counter()
            case._ask([changed], case.page.read, case.context)
            times.append(1000 * (time.perf_counter() - begun))
    return {"units": len(units), "one unit: median, p95 (ms)": _spread(times), "longest (ms)": round(max(times))}


def _spread(times: list[float]) -> list[int]:
    return [round(statistics.median(times)), round(sorted(times)[int(len(times) * 0.95)])]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        made = workspace(Path(name) / "made")
        wanted = sys.argv[1:] or ["edits", "kills", "verified", "browser"]
        found: dict[str, object] = {}
        if "edits" in wanted:
            found["scripted edits"] = edits(made)
        if "kills" in wanted:
            found["kills"] = kills(copied(made, Path(name) / "killed"))
        if "verified" in wanted:
            found["verified"] = verified(copied(made, Path(name) / "verified"))
        if "browser" in wanted:
            found["browser"] = browsed(copied(made, Path(name) / "browsed"))
    print(json.dumps(found, indent=1))
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "review.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
