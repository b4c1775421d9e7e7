"""Which two compounds an article is about, in the order in which they print."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from draftbot.errors import UnknownName, UserError
from draftbot.records.corpus import Corpus


def canonical_pair(corpus: Corpus, names: Sequence[str], example: tuple[str, str] | None) -> tuple[str, str]:
    """Two slugs; B A is the same page as A B: the example pair keeps the order it is listed in, others are sorted.

    Raises UnknownName with the nearest names, UserError for one compound twice or a profile without any source.
    """
    slugs = [_slug(corpus, name) for name in names]
    if len(slugs) != 2 or slugs[0] == slugs[1]:
        raise UserError("a comparison needs two different compounds: draftbot draft A B")
    for slug in slugs:
        if not corpus.compounds[slug].references():
            raise UserError(f"{slug}: no value of the profile has a reference, so nothing about it can be proved")
    if example and set(slugs) == set(example):
        return example
    first, second = sorted(slugs)
    return first, second


def _slug(corpus: Corpus, name: str) -> str:
    wanted = "-".join(name.lower().split())
    for slug, compound in corpus.compounds.items():
        if wanted in (slug, "-".join(compound.name.lower().split())):
            return slug
    raise UnknownName("compound", name, get_close_matches(wanted, list(corpus.compounds), n=2, cutoff=0.5))
