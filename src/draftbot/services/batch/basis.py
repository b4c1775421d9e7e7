"""What a page rests on, part by part: while no part changes, drafting again would print the same page."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from draftbot import __version__
from draftbot.draft.material import Material
from draftbot.draft.outline import briefs
from draftbot.prompts import LoadedPlan
from draftbot.records.corpus import Corpus
from draftbot.rules import derive
from draftbot.settings import Settings

Basis = dict[str, str]


def basis(settings: Settings, corpus: Corpus, loaded: LoadedPlan, pair: tuple[str, str], writer: str) -> Basis:
    """The parts by name, each with a hash: program, settings, plan, prompts, house, fields, names, both profiles, every
    reference that a section may rest on, and what the rules derive for the pair.

    The ranking of passages is left out: it changes with every record of the corpus; what a section may cite does not.
    """
    return {name: sha256(content).hexdigest()[:16] for name, content in _parts(settings, corpus, loaded, pair, writer)}


def changed(before: Basis, after: Basis) -> list[str]:
    """The names of the parts that differ, came or went."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _parts(
    settings: Settings, corpus: Corpus, loaded: LoadedPlan, pair: tuple[str, str], writer: str
) -> Iterator[tuple[str, bytes]]:
    derivations = derive(corpus, pair)
    material = Material(corpus=corpus, plan=loaded.plan, pair=pair, derivations=derivations)
    yield "draftbot", __version__.encode()
    yield "settings", f"{writer} {settings.passages} {settings.grounding!r}".encode()
    if writer == "llm":
        yield "model", repr(settings.model).encode()
        for path in sorted(settings.prompts.rglob("*.md")):
            yield f"prompt {path.stem}", path.read_bytes()
    yield "plan", loaded.sha256.encode()
    yield "house.yaml", corpus.house.model_dump_json().encode()
    yield "fields.yaml", corpus.fields.model_dump_json().encode()
    yield "names", _names(corpus).encode()
    for slug in pair:
        yield f"profile {slug}", corpus.compounds[slug].model_dump_json().encode()
    for reference in _references(material):
        yield f"reference {reference}", corpus.references[reference].model_dump_json().encode()
    for derived in derivations:
        # a search names the corpus that it searched; what it found is its text
        inputs = [each for each in derived.inputs if corpus.sha256 not in each]
        yield f"rule {derived.rule}:{derived.key}", f"{derived.text}|{inputs}".encode()


def _names(corpus: Corpus) -> str:
    """The names that the checks know, of all profiles and trials."""
    compounds = [[compound.name, *(s.text for s in compound.synonyms)] for compound in corpus.compounds.values()]
    arms = {arm.name for reference in corpus.references.values() for arm in reference.card.arms}
    return f"{compounds} {sorted(arms)}"


def _references(material: Material) -> list[str]:
    own = {ref for compound in material.compounds for ref in compound.references()}
    about = {reference.id for reference in material.corpus.about(*material.pair)}
    named = {reference for brief in briefs(material) for reference in brief.references}
    return sorted((own | about | named) & set(material.corpus.references))
