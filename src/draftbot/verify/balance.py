"""What an article leaves out: contrary findings in the corpus on what it says of efficacy and safety."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from draftbot.records.corpus import Corpus
from draftbot.records.reference import Outcome, Reference
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.verify.finder import Finder
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library, Sentence

NAME = "balance"
FAVOURABLE = re.compile(
    r"\b(?:better|best|improv\w+|benefi\w+|effective\w*|efficac\w+|superior\w*|faster|favour(?:ed|s|able)|restor\w+|"
    r"well[- ]tolerated|safe|safely)\b",
    re.IGNORECASE,
)
CONTRARY = frozenset({"favours-comparator", "no-difference", "harm-signal"})
# A sentence that speaks against: no difference, a missed endpoint, harm. Lexical search finds these; vectors do poorly.
AGAINST = re.compile(
    r"\b(?:no (?:\w+ ){0,2}(?:difference|benefit|effect|improvement)|"
    r"did not (?:\w+ )?(?:differ|improve|reduce|show|reach)|not (?:\w+ )?significant\w*|not definitive|"
    r"missed|failed|worse\w*|inferior|less effective|harm\w*|high risk of bias|"
    r"(?:more|increased?|serious) adverse events|may have increased|little or no difference|too small)\b",
    re.IGNORECASE,
)
SAFETY = re.compile(r"\b(?:adverse|safe(?:ty|ly)?|tolera\w+|side effects?|harm\w*)\b", re.IGNORECASE)
HARM = re.compile(r"\b(?:increas\w+|more|higher|worse\w*|excess)\b", re.IGNORECASE)
MOST_SEARCHED = 12
LEAST_SHARED = 2


def balance(units: Sequence[Unit], verdicts: Mapping[str, UnitVerdict], library: Library) -> Iterator[Finding]:
    """What the corpus holds against a compound that a section speaks well of, where the section cites no word of that
    source: a note for each sentence that a lexical search finds and for each contrary outcome on record that another
    section tells, a warning for each that the whole page leaves out. That as many were harmed does not speak against a
    benefit."""
    corpus = library.corpus
    cited: dict[str, set[str]] = {}
    for unit in units:
        cited.setdefault(unit.section, set()).update(unit.sources)
    headings = {unit.section: unit.text for unit in units if unit.kind == "heading"}
    told: set[tuple[str, str]] = set()
    finder: Finder | None = None
    for unit in units:
        if unit.kind in ("meta", "jsonld") or not FAVOURABLE.search(unit.text) or AGAINST.search(unit.text):
            continue
        finder = finder or Finder(library)
        for sentence in _against(unit, headings.get(unit.section, ""), finder, library):
            if sentence.source not in cited[unit.section] and (unit.section, sentence.source) not in told:
                told.add((unit.section, sentence.source))
                named = [name.canonical for name in library.compounds.find(sentence.text)]
                yield Finding(severity="note", check=NAME, message=_quoted(unit, named, sentence, corpus))
        if not unit.sources or not verdicts[unit.id].published:
            continue
        for reference, outcome in _contrary(unit, library):
            if reference.id not in cited[unit.section] and (unit.section, reference.id) not in told:
                told.add((unit.section, reference.id))
                elsewhere = any(reference.id in sources for sources in cited.values())
                message = _message(unit, reference, outcome, corpus)
                yield Finding(severity="note" if elsewhere else "warn", check=NAME, message=message)


def _against(unit: Unit, section: str, finder: Finder, library: Library) -> Iterator[Sentence]:
    """Of the sentences nearest to a favourable one, those that name its compound, share its topic and speak against."""
    names = {name.canonical for name in library.compounds.find(f"{unit.text} {unit.column or ''}")}
    wanted = library.stems(unit.text) - SCAFFOLD - library.stems(" ".join(names))
    topics = _topics(unit.text, library.corpus) or _topics(section, library.corpus)
    for sentence in finder.sentences(f"{unit.text} {' '.join(names)} difference significant", MOST_SEARCHED):
        about = names & {name.canonical for name in library.compounds.find(sentence.text)}
        outcomes = library.corpus.references[sentence.source].card.outcomes
        of_it = _topics(sentence.text, library.corpus) or {outcome.topic for outcome in outcomes}
        if topics and not topics & of_it:
            continue
        if SAFETY.search(sentence.text) and not (SAFETY.search(unit.text) or HARM.search(sentence.text)):
            continue
        if about and len(wanted & sentence.stems) >= LEAST_SHARED and AGAINST.search(sentence.text):
            yield sentence


def _contrary(unit: Unit, library: Library) -> Iterator[tuple[Reference, Outcome]]:
    """Outcomes against the compounds that a favourable sentence names, on a topic that it names too."""
    corpus = library.corpus
    names = {name.canonical for name in library.compounds.find(unit.text)} | {unit.column}
    slugs = {slug for slug, compound in corpus.compounds.items() if compound.name in names}
    topics = _topics(unit.text, corpus)
    for reference in corpus.references.values():
        for outcome in reference.card.outcomes:
            against = outcome.direction in CONTRARY and outcome.treatment in slugs and outcome.topic in topics
            unharmed = outcome.role == "safety" and outcome.direction == "no-difference"
            if against and reference.id not in unit.sources and (not unharmed or SAFETY.search(unit.text)):
                yield reference, outcome


def _topics(text: str, corpus: Corpus) -> set[str | None]:
    """The topics whose terms a text holds."""
    held = text.lower()
    return {key for key, topic in corpus.fields.topics.items() if any(term.lower() in held for term in topic.terms)}


def _quoted(unit: Unit, names: Sequence[str], sentence: Sentence, corpus: Corpus) -> str:
    called = corpus.references[sentence.source].card.called
    about = " and ".join(dict.fromkeys(names))
    return (
        f"the section {unit.section!r} speaks well of {about} ({unit.text[:60]!r}...) and leaves out "
        f"{sentence.source}: {called} says “{sentence.text}”"
    )


def _message(unit: Unit, reference: Reference, outcome: Outcome, corpus: Corpus) -> str:
    about = corpus.compounds[outcome.treatment].name if outcome.treatment else "it"
    return (
        f"the section {unit.section!r} speaks well of {about} ({unit.text[:60]!r}...) and leaves out {reference.id}: "
        f"{reference.card.called} reported that {outcome.finding}"
    )
