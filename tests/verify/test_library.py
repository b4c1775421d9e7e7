"""Look-ups of the library: quicker than reading everything, with the same answers."""

from __future__ import annotations

import math
import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftbot.records.corpus import Corpus
from draftbot.text import sentences as splitting
from draftbot.verify import Context, Library
from draftbot.verify.evidence import MOST_SENTENCES, Wanted, align
from draftbot.verify.library import Sentence
from draftbot.verify.paraphrase import PHRASES, plain
from draftbot.verify.postings import LONGEST_POSTINGS, RAREST_TERMS, Postings

WORDS = st.frozensets(st.sampled_from("abcdefgh"), max_size=5)
KEYS = st.frozensets(st.sampled_from(["num:1", "num:2", "pct:3"]), max_size=2)


def _sentences(held: list[tuple[frozenset[str], frozenset[str]]]) -> list[Sentence]:
    return [
        Sentence(source=f"s{n % 3}", start=n, end=n + 1, text="x", second_hand=False, stems=stems, keys=keys)
        for n, (stems, keys) in enumerate(held)
    ]


POOL = st.lists(st.tuples(WORDS, KEYS), max_size=8).map(_sentences)


def _aligned_by_trying_all(wanted: Wanted, pool: list[Sentence]) -> list[Sentence]:
    """The definition: greedily, the sentence that adds most of all."""

    def weight(found: frozenset[str]) -> float:
        return len(found - wanted.named) + 0.25 * len(found & wanted.named)

    def gain(one: Sentence) -> tuple[float, float, int, int]:
        figures = 3 * len((lacking - wanted.named_keys) & one.keys) + 0.25 * len(lacking & one.keys)
        added = figures + weight(missing & one.stems)
        worth = added + 1.5 if added and wanted.subject and wanted.subject <= one.stems else added
        return worth, weight(wanted.stems & one.stems), -len(one.stems - wanted.stems), -one.start

    missing, lacking = wanted.stems, wanted.keys
    chosen: list[Sentence] = []
    while len(chosen) < MOST_SENTENCES:
        best = max((one for one in pool if one not in chosen), key=gain, default=None)
        if best is None or not (missing & best.stems or lacking & best.keys):
            break
        chosen.append(best)
        missing, lacking = missing - best.stems, lacking - best.keys
        if not missing and not lacking:
            break
    return chosen


@given(WORDS, KEYS, WORDS, WORDS, POOL)
def test_evidence_is_what_trying_every_sentence_finds(
    stems: frozenset[str], keys: frozenset[str], subject: frozenset[str], named: frozenset[str], pool: list[Sentence]
) -> None:
    wanted = Wanted(stems=stems, keys=keys, subject=subject, named=named, named_keys=keys & frozenset({"num:1"}))
    assert set(align(wanted, pool)) == set(_aligned_by_trying_all(wanted, pool))


@given(WORDS, POOL)
def test_the_index_ranks_as_counting_does(terms: frozenset[str], pool: list[Sentence]) -> None:
    holding: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(pool):
        for term in sentence.stems:
            holding[term].append(place)
    scores: dict[int, float] = defaultdict(float)
    for term in sorted(terms & holding.keys(), key=lambda t: (len(holding[t]), t))[:RAREST_TERMS]:
        for place in holding[term][:LONGEST_POSTINGS]:
            scores[place] += math.log(1 + len(pool) / len(holding[term]))
    wanted = [(pool[place], scores[place]) for place in sorted(scores, key=lambda place: (-scores[place], place))]
    assert [tuple(one) for one in Postings(pool, lambda sentence: sentence.stems).ranked(terms)] == wanted


def test_the_sentences_that_name_compounds_are_those_of_all_sources(corpus: Corpus) -> None:
    library = Library(corpus)
    for names in (frozenset({name}) for name in library.compound_names):
        every = [s for source in corpus.references for s in library.sentences(source)]
        naming = [s for s in every if names <= {name.canonical for name in library.compounds.find(s.text)}]
        assert list(library.naming(names)) == naming


def test_a_source_that_nothing_is_held_against_is_not_read(corpus: Corpus) -> None:
    splitting._split.cache_clear()
    library = Library(corpus)
    assert splitting._split.cache_info().currsize == 0
    library.sentences(next(iter(corpus.texts)))
    assert 0 < splitting._split.cache_info().currsize < len(corpus.texts) * 2


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern that stand in no bracket."""
    found, depth = [""], 0
    for part in re.findall(r"\\.|\[(?:\\.|[^\]])*\]|.", pattern):
        depth += (part == "(") - (part == ")")
        if part == "|" and not depth:
            found.append("")
        else:
            found[-1] += part
    return found


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in PHRASES])
def test_a_turn_of_phrase_begins_at_the_edge_of_a_word(pattern: str) -> None:
    """What is asked first, whether a text holds any, looks there alone."""
    assert all(alternative.startswith("\\b") for alternative in _alternatives(pattern))


def test_turns_of_phrase_are_found_wherever_they_stand(context: Context) -> None:
    texts = [s.text for source in context.library.corpus.texts for s in context.library.sentences(source)]
    for text in texts:
        told = text
        for pattern, words in PHRASES:
            told = re.sub(pattern, words, told, flags=re.IGNORECASE)
        assert plain(text) == told
