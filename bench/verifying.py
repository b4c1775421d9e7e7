"""How long a page takes to verify: a foreign article from a cold start, and the cost of a unit as the corpus grows.

The foreign article stands outside the project (../shared/reference); where it is not, its line says so. The corpus is
grown with synthetic records: sentences of the corpus's own texts in another order, one in three of them with their
compounds renamed, all with other figures, so that every word of an article has ever more sentences that hold it. Each
size runs in a process of its own, without the grounding model, whose work does not depend on the corpus. Times are
seconds of processor unless they say otherwise. `python bench/verifying.py 300 1000` runs these sizes. Writes
build/verifying.json.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.corpus.texts import passages, source_text
from draftbot.progress import silent
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference, TextItem
from draftbot.settings import load_settings
from draftbot.text.markdown import read_markdown
from draftbot.verify import Context, Library

ROOT = Path(__file__).parents[1]
FOREIGN = ROOT.parent / "shared" / "reference" / "cortexin-vs-cerebrolysin.txt"
COMMAND = Path(sys.executable).with_name("draftbot")
SIZES = (300, 1_000, 3_000)
GOAL, UNITS = 8, 200
RENAMED = 1 / 3
SENTENCES = (6, 12)
MARK = re.compile(r" ?\[(?:\d+|rule)\]\([^)]*\)")
NUMBER = re.compile(r"\d+")


def cold() -> dict[str, float]:
    """The command on the foreign article, as a user starts it."""
    used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [str(COMMAND), "verify", str(FOREIGN), "--json", "--workspace", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    units = json.loads(done.stdout)["summary"]["units"]
    processor = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    return {"units": units, "wall": wall, "processor": processor, "MiB": after.ru_maxrss / 1024}


def grown(corpus: Corpus, size: int) -> Corpus:
    """The corpus with synthetic references, ``size`` in all; the same ones every time."""
    chance = random.Random(size)
    known = [*corpus.references.values()]
    told = [item.text for reference in known for item in reference.text]
    names = re.compile("|".join(re.escape(c.name) for c in corpus.compounds.values()), re.IGNORECASE)
    made = {
        reference.id: reference
        for number in range(size - len(known))
        for reference in [_synthetic(chance, chance.choice(known), told, names, number)]
    }
    texts = {key: source_text(reference) for key, reference in made.items()}
    cut = tuple(passage for key, reference in made.items() for passage in passages(reference, texts[key]))
    more = {"references": corpus.references | made, "texts": corpus.texts | texts, "passages": corpus.passages + cut}
    return corpus.model_copy(update=more)


def _synthetic(
    chance: random.Random, like: Reference, told: list[str], names: re.Pattern[str], number: int
) -> Reference:
    stranger = f"Syntheticin-{number}"
    items = []
    for sentence in chance.sample(told, chance.randint(*SENTENCES)):
        text = NUMBER.sub(lambda found: str(chance.randint(1, max(9, 2 * int(found[0])))), sentence)
        items.append(TextItem(text=names.sub(stranger, text) if chance.random() < RENAMED else text))
    called = {"called": f"The synthetic study {number}", "outcomes": (), "spans": ()}
    work = {"title": f"Synthetic record {number}", "DOI": None, "PMID": None, "PMCID": None, "author": ()}
    return like.model_copy(
        update={
            "id": f"synthetic-{number}",
            "bibliography": like.bibliography.model_copy(update=work),
            "card": like.card.model_copy(update=called),
            "text": tuple(items),
        }
    )


def measured(size: int, page: Path) -> dict[str, float]:
    """Reading all sources into the index, once a run; then the page as it was drafted, and the same page with nothing
    cited, which is a foreign one: checks, absences, what is left out."""
    corpus = grown(load_corpus(ROOT / "corpus"), size)
    own = page.read_text(encoding="utf-8")
    body = MARK.sub("", own.split("---\n", 2)[2].split('## <a id="references">')[0])
    foreign = re.sub(r'<a id="[^"]*"></a>', "", body)
    figures: dict[str, float] = {}
    library = Library(corpus)
    began = time.process_time()
    library.postings()
    figures["index"] = time.process_time() - began
    for name, text in (("own", own), ("foreign", foreign)):
        document = read_markdown(text)
        began = time.process_time()
        report = pipeline.checked(document, None, Context(library=library))
        figures[f"{name} page"] = time.process_time() - began
        figures[f"{name} units"] = len(report.units)
    figures["MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def in_process(size: int, page: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--size", str(size), str(page)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(done.stderr)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    report: dict[str, object] = {}
    if FOREIGN.is_file():
        report["foreign article"] = one = cold()
        share = UNITS / one["units"]
        print(
            f"foreign article, cold: {one['units']} units in {one['wall']:.1f} s on the clock, {one['processor']:.1f} "
            f"s of processor, {one['MiB']:.0f} MiB; {UNITS} units of it: {share * one['wall']:.1f} s on the clock, "
            f"{share * one['processor']:.1f} s of processor (goal: under {GOAL} s)"
        )
    else:
        print("no ../shared/reference: the foreign article is skipped")
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print(f"{'sources':>8} {'index, s':>11} {'own, ms a unit':>15} {'foreign, ms a unit':>19} {'MiB':>6}")
    report["sizes"] = rows = {}
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(ROOT)
        drafted = pipeline.draft(settings, settings.example or (), Path(folder), silent)
        for size in sizes:
            rows[size] = row = in_process(size, Path(drafted.folder) / pipeline.ARTICLE)
            own, foreign = (1000 * row[f"{name} page"] / row[f"{name} units"] for name in ("own", "foreign"))
            print(f"{size:>8,} {row['index']:>11.2f} {own:>15.2f} {foreign:>19.2f} {row['MiB']:>6.0f}", flush=True)
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "verifying.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--size"]:
        print(json.dumps(measured(int(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main()
