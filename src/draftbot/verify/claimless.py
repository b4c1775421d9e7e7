"""Units of a foreign article that claim nothing: labels of tables, questions, headings that only name a subject, talk
about the page itself and its publisher."""

from __future__ import annotations

import re

from draftbot.records.unit import Unit
from draftbot.text.quantities import quantities
from draftbot.text.words import stem, words
from draftbot.verify.lexicon import DIRECTIONS, NEGATIONS, QUANTIFIERS, SCAFFOLD
from draftbot.verify.library import Library
from draftbot.verify.paraphrase import same


def _stemmed(listed: str) -> frozenset[str]:
    return frozenset(stem(word) for word in listed.split())


# Words about a page, its readers and its publisher; a word that could tell a fact of a compound must not stand here.
PAGE = _stemmed(
    """
    advice affiliate always answer applicable appendix article ask asked author below bottom choose comparison
    comply conclusion consult content contents contributor copyright decision detail difference differences
    disclaimer disclosure editor educational faq fastest follow frequently full glance guide head health healthcare
    home html introduction jurisdiction json json-ld jsonld key law laws ld line link literature local making matter
    medical method methods note notes nothing overview page part per pick point points post practical practically
    prescription professional profile provided publish published publisher purpose qualified question questions
    quick read reader reading reference references regulation regulations related research section see short site
    summary table tables takeaway takeaways title tl dr today tldr topic two update updated use versus view vs way
    informational information physician doctor pharmacist clinician provider
    """
)
# Of a sentence whose subject is the page or its publisher: how it was made, and what it does not offer.
MAKING = _stemmed(
    "value drawn specify number guess guessed rather stated human compound harm harm-reduction reduction grade graded "
    "assertion claim primary cited source"
)
OFFER = _stemmed(
    "sell vendor vendors seller specific recommend earn commission either endorse endorsement relationship any "
    "associated"
)
# Of a sentence that leads through the page: where a reader is, and what comes next.
TALK = _stemmed(
    """
    way fastest important importantly distinction anyone choosing choose get gets plainly honest honestly genuinely
    diverge goal actually actual material attributed mechanism mechanisms per-goal specific weak prose flagged rest
    rests indexed english non peer reviewed verified record background bottom evidence presented efficacy safety
    dosing stack stacks compound one-line emphasis per depth tissue single now doi pubmed supports depend depends
    entirely emphasise emphasises emphasize emphasizes slightly slight level quantified outcome outcomes complementary
    differently differing targeted target stacked fit fits consult speak decision decisions composition
    """
)
# Of those, what a compound could be said to do, and what can be called one.
DOING = _stemmed("supports depend depends rest rests fit fits verified emphasise emphasises emphasize emphasizes")
COMPOUND = _stemmed("compound")
# The library folds words of one class: "harm-reduction" to "down", "important" to "meaning".
MAKING |= {same(one) for one in MAKING}
OFFER |= {same(one) for one in OFFER}
TALK |= {same(one) for one in TALK}
DOING |= {same(one) for one in DOING}
PAGE |= {same(stem("making"))}
GIVEN = re.compile(r"\bby (?:[A-Z][\w.-]* )+(?=[A-Z])")  # "by Ann Smith": records hold initials
# Who publishes a page that names its publisher nowhere else.
PUBLISHER = re.compile(
    r"^(?:[\w &/-]{0,40}(?i:disclosure):\s*)?(?P<name>[A-Z][\w.]+) (?:publishes (?:educational )?information|"
    r"publishes educational|does not sell|is not affiliated|earns no|has no affiliate)\b"
)
ASKING = re.compile(r"^(?:what|which|who|how|when|where|why)\b", re.IGNORECASE)
EDITION = _stemmed("edition")
ESTABLISHED = _stemmed("established")  # "where a claim rests on weak sources it is not presented as established"
LEADS = re.compile(
    r"^(?:here (?:is|are)|this is (?:where|the)|these are|the fastest way|where (?:a|this) claim|the differences that|"
    r"specific-trial assertions|the [\w, -]{0,60}claims below|"
    r"(?:always )?(?:consult|speak (?:to|with)|talk to|see) an? |"
    r"(?:but )?(?:the|what the) sources? (?=[^:]*:$)|both claims are)\b",
    re.IGNORECASE,
)
# What every page of this kind says of itself by law.
DISCLAIMER = re.compile(
    r"\b(?:not|neither|nor|nothing)\b[^.;]{0,60}\b(?:intended|meant) to diagnose, treat, cure,? or prevent "
    r"(?:any|a) diseases?\W*$",
    re.IGNORECASE,
)
# "Better" depends on the goal: a word is spoken of, not used.
WORD = re.compile(r"^[\"“‘'](?P<word>\w+)[\"”’'] (?:depends|means)\b", re.IGNORECASE)
# What a page says in a line of its metadata that it does: it compares two compounds on such points.
COMPARES = re.compile(
    r"^[\w+/&, -]{3,60}\b(?:vs\.?|versus|and) [\w+/&-]{3,30}(?: are)?,? compared (?:on|by|across|for)\b", re.IGNORECASE
)
FITS = re.compile(r"\bwhich (?:one )?fits\b", re.IGNORECASE)  # asks, and does not tell
# A heading of other words is a claim where it says how something is.
PRAISE = _stemmed("strong proven powerful potent rapid lasting complete real true winner win leader top new")
LONGEST_HEADING = 8
# What names an action without saying that it happens.
NOUNS = ("ment", "tion", "sis", "ity", "ness", "effect", "effects")
LONGEST_LEAD = 6
ITSELF = (
    r"^(?:[\w &/-]{0,40}disclosure:\s*)?"
    r"(?:(?:this|the) (?:page|site|article|section|post)|we|nothing (?:here|on this page)|every \w+ below%s)\b"
)
LONGEST_LABEL = 8
FIGURE = re.compile(r"\d")


class Claimless:
    """What claims nothing in one article; ``publisher``: the names that its metadata give its publisher."""

    def __init__(self, library: Library, publisher: frozenset[str] = frozenset()) -> None:
        self._library = library
        self._known = PAGE | SCAFFOLD | _stems(library, *library.compound_names, *publisher)
        self._subjects = _subjects(library)
        names = "".join(f"|{re.escape(name)}" for name in sorted(publisher))
        self._itself = re.compile(ITSELF % names, re.IGNORECASE)

    def holds(self, unit: Unit) -> bool:
        """Whether no fact can be read from a unit that cites nothing. Fails closed: a figure, or any word outside the
        lists, is a claim."""
        if unit.kind in ("heading", "meta", "jsonld") and unit.text.endswith("?"):
            return True
        if unit.kind == "heading":
            return self._names_subject(unit.text)
        if unit.row is None and (self._lists_works(unit.text) or self._disclaims(unit.text)):
            return True
        if FIGURE.search(unit.text):
            return False
        if unit.row is not None:
            return not words(unit.text)  # anything else in the body of a table is an answer
        if unit.kind == "cell":
            if ASKING.match(unit.text) and not self._library.compounds.find(unit.text):
                return True
            return unit.text.endswith("…") or (len(words(unit.text)) <= LONGEST_LABEL and not _states(unit.text))
        named = bool(self._library.compounds.find(unit.text))
        if unit.text.endswith(":") and not named and len(words(unit.text)) <= LONGEST_LEAD:
            return not _states(unit.text) and not self._library.stems(unit.text) & PRAISE
        known = self._known
        if speaker := PUBLISHER.match(unit.text):
            known |= MAKING | OFFER | self._library.stems(speaker["name"])
        if self._itself.search(unit.text):
            known |= MAKING | (OFFER if _denies(unit.text) else frozenset())
        elif (leads := bool(LEADS.search(unit.text)) and not named) or COMPARES.search(unit.text):
            known |= (TALK if leads else TALK - DOING) | MAKING | self._subjects
            known |= ESTABLISHED if unit.text.lower().startswith("where ") else frozenset()
        elif spoken := WORD.match(unit.text):
            known |= TALK | self._library.stems(spoken["word"])
        return self._library.stems(FITS.sub(" ", unit.text)) <= known

    def _disclaims(self, text: str) -> bool:
        """Whether a sentence is only the disclaimer that it is not meant to treat."""
        head = re.split(r"\b(?:intended|meant) to\b", text, flags=re.IGNORECASE)[0]
        return bool(DISCLAIMER.search(text)) and not re.search(r"[,;:—–]|\band\b", head)

    def _lists_works(self, text: str) -> bool:
        """Whether a sentence only says which works of the corpus the page draws on, by their titles."""
        head, colon, listed = text.partition(":")
        if not colon or not self._library.stems(head) <= self._known | TALK | MAKING | self._subjects:
            return False
        pieces = [piece for piece in re.split(r",\s+(?:and\s+)?|\s+and\s+(?=the\b)", listed) if piece.strip(" .")]
        return len(pieces) > 0 and all(self._titled(piece) for piece in pieces)

    def _titled(self, piece: str) -> bool:
        piece = GIVEN.sub("by ", piece)
        own, figures = self._library.stems(piece), {quantity.key for quantity in quantities(piece)}
        return (own <= self._known | COMPOUND and not figures) or any(
            own <= self._known | self._library.card_words(source) | EDITION
            and figures <= self._library.card_numbers(source)
            for source in self._library.corpus.references
        )

    def _names_subject(self, text: str) -> bool:
        """A heading in known words, or a short one that names no compound and says nothing of how it is."""
        bare = text.rstrip(" .…")
        if bare != text and bare.lower().startswith(("which ", "what ", "how ", "why ", "who ")):
            return True
        stems = self._library.stems(text)
        if _asserts(text):
            return False
        short = len(words(text)) <= LONGEST_HEADING and not self._library.compounds.find(text)
        return stems <= self._known | self._subjects or (short and not stems & PRAISE)


def _denies(text: str) -> bool:
    return any(word.text.lower() in NEGATIONS or word.text.lower() == "nothing" for word in words(text))


def _asserts(text: str) -> bool:
    """Whether a heading says more than a name: a direction, or what a label may not say either."""
    directions = frozenset().union(*DIRECTIONS.values())
    told = {word.stem for word in words(text) if not word.text.lower().endswith(NOUNS)}
    return _states(text) or bool(told & directions) or "most" in text.lower().split()


def _states(text: str) -> bool:
    """Whether a label holds a denial, an "all" or a finite verb."""
    found = {word.text.lower() for word in words(text)}
    verbs = {"is", "are", "was", "were", "has", "have", "does", "do", "did", "can", "will", "may"}
    return bool(found & ((NEGATIONS | QUANTIFIERS | verbs) - {"most"}))


def _subjects(library: Library) -> frozenset[str]:
    """What a heading may be about: the labels and terms of the corpus's fields and topics."""
    fields, topics = library.corpus.fields.fields.values(), library.corpus.fields.topics.values()
    told = [part for field in fields for part in (field.label, field.absent or "", *field.terms)]
    told += [part for topic in topics for part in (topic.label, topic.phrase, *topic.terms)]
    return _stems(library, *told)


def _stems(library: Library, *texts: str) -> frozenset[str]:
    return frozenset().union(*(library.stems(text) for text in texts)) if texts else frozenset()
