"""Units of a foreign article that claim nothing: labels of tables, headings that only name a subject, talk about the
page itself."""

from __future__ import annotations

from draftbot.records.unit import Unit
from draftbot.text.quantities import quantities
from draftbot.text.words import stem, words
from draftbot.verify.lexicon import DIRECTIONS, NEGATIONS, QUANTIFIERS, SCAFFOLD
from draftbot.verify.library import Library

# Words about a page, its readers and its publisher; a word that could tell a fact of a compound must not stand here.
PAGE = frozenset(
    stem(word)
    for word in """
    advice affiliate always answer applicable appendix article ask asked author below bottom choose comparison
    comply conclusion consult content contents contributor copyright decision detail difference differences
    disclaimer disclosure editor educational faq fastest follow frequently full glance guide head health healthcare
    home html introduction jurisdiction json json-ld jsonld key law laws ld line link literature local making matter
    medical method methods note notes nothing overview page part per pick point points post practical practically
    prescription professional profile provided publish published publisher purpose qualified question questions
    quick read reader reading reference references regulation regulations related research section see short site
    summary table tables takeaway takeaways title tl dr today tldr topic two update updated use versus view vs way
    informational information
    """.split()
)
LONGEST_LABEL = 8


def claims_nothing(unit: Unit, library: Library) -> bool:
    """Whether no fact can be read from a unit that cites nothing. Fails closed: a figure, or any word outside the
    lists, is a claim."""
    if quantities(unit.text) and unit.kind != "heading":
        return False
    if unit.kind == "cell" and unit.row is None:
        return len(words(unit.text)) <= LONGEST_LABEL and not _asserts(unit.text)
    known = PAGE | SCAFFOLD | _stems(library, *library.compound_names)
    if unit.kind == "heading":
        known |= _subjects(library)
        if _asserts(unit.text):
            return False
    return library.stems(unit.text) <= known


def _asserts(text: str) -> bool:
    """Whether a label says more than a name: a direction, a denial, a quantifier or a finite verb."""
    found = {word.text.lower() for word in words(text)}
    directions = frozenset().union(*DIRECTIONS.values())
    verbs = {"is", "are", "was", "were", "has", "have", "does", "do", "did", "can", "will", "may"}
    return bool(found & (NEGATIONS | QUANTIFIERS | verbs) or {stem(word) for word in found} & directions)


def _subjects(library: Library) -> frozenset[str]:
    """What a heading may be about: the labels and terms of the corpus's fields and topics."""
    fields, topics = library.corpus.fields.fields.values(), library.corpus.fields.topics.values()
    told = [part for field in fields for part in (field.label, field.absent or "", *field.terms)]
    told += [part for topic in topics for part in (topic.label, topic.phrase, *topic.terms)]
    return _stems(library, *told)


def _stems(library: Library, *texts: str) -> frozenset[str]:
    return frozenset().union(*(library.stems(text) for text in texts)) if texts else frozenset()
