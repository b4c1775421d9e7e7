"""The mutation suite on the example corpus: single errors caught, faithful rewrites wrongly held.

``python bench/mutations.py`` runs it and writes build/mutations.json; ``--sample N`` prints N cases of each kind.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.evals.score import Score, lines, score
from draftbot.evals.suite import Mutant, load_suite, mutants, reference_units
from draftbot.grounding import Shipped
from draftbot.progress import silent
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit
from draftbot.settings import Settings, load_settings
from draftbot.text.markdown import read_markdown
from draftbot.verify import Context, Library, read_article, verify_unit

ROOT = Path(__file__).parents[1]
SUITE = ROOT / "evals" / "mutations" / "suite.yaml"
Pair = tuple[str, str]


def disjoint_pairs(corpus: Corpus, first: Pair) -> list[Pair]:
    """The example pair, then the other compounds two by two: every compound has an article."""
    rest = [slug for slug in sorted(corpus.compounds) if slug not in first]
    return [first, *zip(rest[::2], rest[1::2], strict=False)]


def article_units(settings: Settings, corpus: Corpus, pairs: Sequence[Pair]) -> Iterator[Unit]:
    """The units with sources of each pair's drafted article, as a reader of the file finds them."""
    for pair in pairs:
        with tempfile.TemporaryDirectory() as folder:
            report = pipeline.draft(settings, pair, Path(folder), silent)
            page = (Path(report.folder) / pipeline.ARTICLE).read_text(encoding="utf-8")
        yield from (
            unit for unit in read_article(read_markdown(page), {}, corpus).units if unit.sources and not unit.rule
        )


def cases(settings: Settings, corpus: Corpus, pairs: Sequence[Pair], context: Context) -> tuple[Mutant, ...]:
    """The cases of the suite, made from true units only: those that the verifier publishes as they are."""
    suite = load_suite(SUITE)
    units = itertools.chain(reference_units(corpus), article_units(settings, corpus, pairs))
    return mutants([unit for unit in units if verify_unit(unit, context).published], corpus, suite)


def run(settings: Settings, corpus: Corpus, pairs: Sequence[Pair]) -> Score:
    """Runs the suite, prints its table and writes build/mutations.json."""
    context = Context(Library(corpus), model=Shipped())
    made = cases(settings, corpus, pairs, context)
    result = score(made, lambda unit: verify_unit(unit, context).published)
    print("\n".join(lines(result)))
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "mutations.json").write_text(result.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return result


def sample(made: Sequence[Mutant], number: int) -> Iterator[str]:
    """Some cases of each kind: the true text, and what was made of it."""
    for kind in dict.fromkeys(mutant.kind for mutant in made):
        of_kind = [mutant for mutant in made if mutant.kind == kind]
        yield f"\n## {kind}\n"
        for mutant in Random(0).sample(of_kind, min(number, len(of_kind))):
            where = f" [{mutant.unit.row} / {mutant.unit.column}]" if mutant.unit.row else ""
            yield f"- true: {mutant.true}{where}"
            yield f"  made: {mutant.unit.text} (cites {', '.join(mutant.unit.sources)})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="print N cases of each kind and judge nothing")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(ROOT).model_copy(update={"index": Path(folder) / "index"})
        corpus = load_corpus(settings.corpus)
        pairs = disjoint_pairs(corpus, settings.example or ("", ""))
        if arguments.sample:
            made = cases(settings, corpus, pairs, Context(Library(corpus)))
            print("\n".join(sample(made, arguments.sample)))
        else:
            run(settings, corpus, pairs)


if __name__ == "__main__":
    main()
