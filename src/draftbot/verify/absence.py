"""Absence claims ("no trial compares A with B"), tested by a search of their own."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from draftbot.records.record import Record
from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult
from draftbot.text.clauses import parts
from draftbot.text.words import content, stem
from draftbot.verify.checks.answer import contradicted, passed, unsupported
from draftbot.verify.holdings import STUDIED_IN_PEOPLE, Holding, fields, outcomes, synonyms
from draftbot.verify.lexicon import NEGATIONS, SCAFFOLD
from draftbot.verify.library import Library, Sentence

NAME = "absence"
WORK = r"(?:trials?|stud(?:y|ies)|reviews?|data|research|evidence|sources?|comparisons?|publications?|reports?)"
CLAIM = re.compile(
    rf"\b(?:no|none of (?:the|these)|not one|nor any|neither)\s+(?:[\w'-]+\s+){{0,6}}?{WORK}\b|"
    r"\b(?:has|have) (?:not|never) been (?:compared|studied|tested|investigated|evaluated|trialled)\b|"
    r"\b(?:no one|nobody) has (?:compared|studied|tested)\b|\bnever (?:been )?compared\b",
    re.IGNORECASE,
)
COMPARED = re.compile(r"\b(?:than|versus|vs|against|compar\w+|superior|inferior|better|worse)\b", re.IGNORECASE)
# A finding of no effect is no absence of studies: "no evidence of a difference" is what a study found.
FINDING = re.compile(
    rf"\bno (?:[\w-]+ )?evidence (?:of|that|for|to)\b|"
    rf"\bno {WORK} (?:drug|arm|product|medication|participants?|patients?)\b",
    re.IGNORECASE,
)
BOUNDED = re.compile(r"\bnone of the [\w-]+ sources reviewed\b|\bthe sources reviewed\b", re.IGNORECASE)
PEOPLE = re.compile(r"\b(?:people|patients?|humans?|clinical|randomi[sz]ed|head-to-head)\b", re.IGNORECASE)
# Words that say what kind of work is missing, not what it would be about.
KIND = frozenset(
    stem(word)
    for word in """
    people patient human clinical random randomised controlled head direct publish published known available reviewed
    date compare compares compared comparison against formal rigorous large independent single data research evidence
    publication conducted performed carried ever yet far together
    """.split()
)
LEAST_TOPIC = 0.5


LOOKED: WeakKeyDictionary[Library, dict[str, Search | None]] = WeakKeyDictionary()


class Search(Record):
    """What was looked for (``topic`` of ``compounds``), where (``sources``, and ``held`` outcomes and fields), and what
    answers it."""

    compounds: frozenset[str]
    topic: frozenset[str]
    people: bool
    sources: frozenset[str]
    held: int
    hits: tuple[Holding, ...]

    def log(self, library: Library) -> str:
        """The search in words."""
        where = "studies in people" if self.people else "all sources"
        about = f" and {', '.join(sorted(self.topic))}" if self.topic else ""
        read = sum(len(library.sentences(source)) for source in self.sources)
        return (
            f"searched {where}, {read} sentences and {self.held} outcomes and fields on record, for those naming "
            f"{' with '.join(synonyms(library, self.compounds))}{about}: {len(self.hits)} found"
        )


def claims_absence(text: str) -> bool:
    """Whether a sentence says that works of some kind do not exist."""
    return bool(CLAIM.search(text)) and not FINDING.search(text)


def check(unit: Unit, library: Library) -> CheckResult | None:
    """``None`` where nothing is said to be absent. Contradicted by a sentence that shows the contrary; a pass only in
    the search's own words ("none of the 27 sources reviewed"); wider words need a source that says so."""
    if not claims_absence(unit.text):
        return None
    search = look(unit.text, library)
    if search is None:
        return unsupported(NAME, "an absence that names no compound cannot be searched; name what was looked for")
    if search.hits:
        return _refuted(search, library)
    if BOUNDED.search(unit.text):
        return passed(NAME).model_copy(update={"reason": search.log(library)})
    count = len(library.corpus.references)
    wider = f"wider than the search ({search.log(library)})"
    return unsupported(NAME, f"{wider}; say 'none of the {count} sources reviewed', or cite who says so")


def refuted(unit: Unit, library: Library) -> CheckResult | None:
    """The contradiction by what shows the contrary of an absence that a source is cited for; ``None`` without one."""
    search = look(unit.text, library) if claims_absence(unit.text) else None
    return _refuted(search, library) if search and search.hits else None


def _refuted(search: Search, library: Library) -> CheckResult:
    hit = search.hits[0]
    called = library.corpus.references[hit.source].card.called
    return contradicted(NAME, f"{called} shows the contrary: {hit.text!r} ({search.log(library)})")


def look(text: str, library: Library) -> Search | None:
    """The search for what a sentence says is missing, done once in a library: a statement is tried with many sources.
    ``None`` where it names no compound."""
    known = LOOKED.setdefault(library, {})
    if text not in known:
        known[text] = _look(text, library)
    return known[text]


def _look(text: str, library: Library) -> Search | None:
    """Everything on record that names the same compounds and shares half of what is said to be missing: sentences of
    the texts, outcomes on study cards, fields of profiles. Of a comparison, what compares them; of studies in people,
    studies in people only. Synonyms count as the name. Only the part of the sentence that claims the absence says what
    is missing."""
    compounds = frozenset(name.canonical for name in library.compounds.find(text))
    if not compounds:
        return None
    claimed = _claimed(text)
    topic = library.stems(_topical(claimed)) - library.stems(" ".join(compounds))
    people = bool(PEOPLE.search(text))
    references = library.corpus.references.items()
    sources = frozenset(key for key, one in references if not people or one.card.species in STUDIED_IN_PEOPLE)
    told = [
        Holding(source=sentence.source, text=sentence.text)
        for sentence in library.naming(compounds)
        if sentence.source in sources and _answers(sentence, compounds, topic)
    ]
    held = [*outcomes(library, compounds, people), *([] if people else fields(library, compounds))]
    found = [*told, *(one for one in held if _on_topic(library.stems(one.text), topic))]
    # as written: what folds alike is not as near
    own = {word.stem for word in content(_topical(claimed))} - {word.stem for word in content(" ".join(compounds))}
    found.sort(key=lambda one: -len(own & {word.stem for word in content(one.text)}))
    return Search(compounds=compounds, topic=topic, people=people, sources=sources, held=len(held), hits=tuple(found))


def _claimed(text: str) -> str:
    """The part of the sentence that says that something is missing, with its colon or dash parted off."""
    pieces = [piece for span in parts(text) for piece in re.split(r"\s+[—–]\s+", span.of(text))]
    return next((piece for piece in pieces if CLAIM.search(piece)), text)


def _topical(text: str) -> str:
    """The words that say what is missing. They are sifted as written: folded, "dose" would go as "give" does."""
    passed_over = SCAFFOLD | KIND | frozenset(map(stem, NEGATIONS))
    return " ".join(word.text for word in content(text) if word.stem not in passed_over)


def _on_topic(stems: frozenset[str], topic: frozenset[str]) -> bool:
    return len(topic & stems) >= LEAST_TOPIC * len(topic) if topic else True


def _answers(sentence: Sentence, compounds: frozenset[str], topic: frozenset[str]) -> bool:
    """Whether a sentence that names the compounds tells of what is said to be missing."""
    if not _on_topic(sentence.stems, topic) or (len(compounds) > 1 and not COMPARED.search(sentence.text)):
        return False
    if any(word in NEGATIONS for word in sentence.text.lower().replace(",", " ").split()):
        return False
    return _on_topic(sentence.stems, topic)
