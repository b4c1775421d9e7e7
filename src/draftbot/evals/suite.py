"""The mutation suite: true units of the corpus, each damaged or rewritten by every rule that fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import yaml
from pydantic import Field, ValidationError

from draftbot.errors import BadInput
from draftbot.evals.mutate import MUTATIONS, REWRITES, Rule, Scene, apply
from draftbot.evals.mutate.rule import Family
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.unit import Unit
from draftbot.text.sentences import sentences
from draftbot.text.words import content

TRIALS = ("rct", "controlled-trial")
CITATION = "citation moved"
GENERAL = frozenset({"subject", "about", "slow", "measures"})  # keys of any suite's file


class Read(Record):
    """How many of a kind's sample were read, and how many were what they should be."""

    read: int
    right: int


class Suite(Record):
    """``train`` and ``held_out`` are reference ids; ``per_kind`` bounds the cases of a kind, ``eval_per_kind`` in a run
    of ``draftbot eval``; ``tries`` is how often a rule is tried on a unit; ``review`` is the tally of the samples that
    a person read."""

    name: str
    seed: int
    per_kind: int
    eval_per_kind: int | None = None
    tries: int
    train: tuple[str, ...]
    held_out: tuple[str, ...]
    notes: str
    review: Mapping[str, Read] = Field(default_factory=dict)


class Mutant(Record):
    """A unit made from a true one: ``unit`` as it is judged, ``true`` the text it was made from; ``held_out`` when no
    source of it may be trained on."""

    kind: str
    family: Family
    unit: Unit
    true: str
    held_out: bool


def load_suite(path: Path) -> Suite:
    """The suite's settings; raises BadInput with the field."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        own = {key: found[key] for key in found if key not in GENERAL} if isinstance(found, dict) else found
        return Suite.model_validate(own)
    except (OSError, yaml.YAMLError) as error:
        raise BadInput(f"cannot be read as a suite: {error}", path=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput(first["msg"], path=str(path), field=".".join(map(str, first["loc"]))) from error


def reference_units(corpus: Corpus) -> Iterator[Unit]:
    """Every sentence of every source's text as a unit that cites it."""
    for source, text in corpus.texts.items():
        for number, span in enumerate(sentences(text.text)):
            yield Unit(
                id=f"{source}.{number}", section="suite", kind="sentence", text=span.of(text.text), sources=(source,)
            )


def mutants(units: Iterable[Unit], corpus: Corpus, suite: Suite) -> tuple[Mutant, ...]:
    """At most ``suite.per_kind`` cases of each kind, the same for the same units, corpus and suite. Numeric kinds are
    made from every source; the others, which a trained model decides, from held-out sources only."""
    true = [(unit, scene(unit, corpus)) for unit in _distinct(units)]
    made: list[Mutant] = []
    for rule in (*MUTATIONS, *REWRITES):
        made += _sampled(rule.kind, list(_of_rule(rule, true, suite)), suite)
    return (*made, *_sampled(CITATION, list(_moved(true, corpus, suite)), suite))


def scene(unit: Unit, corpus: Corpus) -> Scene:
    """What the rules may know of a unit."""
    known = [corpus.references[key] for key in unit.sources if key in corpus.references]
    texts = [corpus.texts[key].text for key in unit.sources if key in corpus.texts]
    names = tuple(compound.name for compound in corpus.compounds.values())
    arms = {arm.name for ref in corpus.references.values() for arm in ref.card.arms if " " not in arm.name}
    return Scene(
        source="\n".join(texts),
        names=names,
        arms=tuple(sorted({*arms, *names, "placebo", "control"})),
        true=tuple(span.of(text) for text in texts[:1] for span in sentences(text)),
        single=len(known) == 1 and known[0].card.design in TRIALS,
    )


def _distinct(units: Iterable[Unit]) -> list[Unit]:
    seen = {(unit.text, unit.sources, unit.row, unit.column): unit for unit in units}
    return sorted(seen.values(), key=lambda unit: (unit.sources, unit.text, unit.row or "", unit.column or ""))


def _of_rule(rule: Rule, true: Sequence[tuple[Unit, Scene]], suite: Suite) -> Iterator[Mutant]:
    for unit, known in true:
        kept_back = set(unit.sources) <= set(suite.held_out)
        if rule.family != "numeric" and not kept_back:
            continue
        seen: set[str] = set()
        rng = Random(f"{suite.seed}|{rule.kind}|{unit.text}|{unit.row}|{unit.column}")
        for _ in range(suite.tries):
            text = apply(rule, unit.text, rng, known)
            if text is not None and text not in seen:
                seen.add(text)
                changed = unit.model_copy(update={"text": text})
                yield Mutant(kind=rule.kind, family=rule.family, unit=changed, true=unit.text, held_out=kept_back)


def _moved(true: Sequence[tuple[Unit, Scene]], corpus: Corpus, suite: Suite) -> Iterator[Mutant]:
    """True sentences that cite a source which does not say so."""
    words = {key: {word.stem for word in content(text.text)} for key, text in corpus.texts.items()}
    for unit, _ in true:
        if not set(unit.sources) <= set(suite.held_out):
            continue
        own = {word.stem for word in content(unit.text)}
        far = [k for k in suite.held_out if k not in unit.sources and len(own & words[k]) < 0.7 * len(own)]
        if far:
            source = Random(f"{suite.seed}|{CITATION}|{unit.text}").choice(far)
            changed = unit.model_copy(update={"sources": (source,)})
            yield Mutant(kind=CITATION, family="other", unit=changed, true=unit.text, held_out=True)


def _sampled(kind: str, made: list[Mutant], suite: Suite) -> list[Mutant]:
    """No more than the bound, as even over the true units as can be: every unit's first case before any second."""
    by_unit: defaultdict[str, list[Mutant]] = defaultdict(list)
    for mutant in made:
        by_unit[mutant.true].append(mutant)
    order = sorted(by_unit)
    Random(f"{suite.seed}|{kind}").shuffle(order)
    rounds = [by_unit[text][turn] for turn in range(suite.tries) for text in order if turn < len(by_unit[text])]
    return rounds[: suite.per_kind]
