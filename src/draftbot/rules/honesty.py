"""What a reader must know about the sources as a body: language, journal, species, sponsors, and what text was read."""

from __future__ import annotations

from collections import Counter

from draftbot.records.article import Rule
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference
from draftbot.records.verdict import Derivation
from draftbot.rules.studies import human_studies, in_laboratory
from draftbot.text.lists import capitalised, counted, listed, number, share

RULE = Rule(
    id="honesty",
    name="Honesty note",
    text="Shares are counted over the sources that concern the two compounds. A language counts as not English only "
    "where the record states it; a journal is named when it carries at least two and at least half of a compound's "
    "studies in people; a source counts as second-hand when only another document's account of it was seen.",
)


def derive(corpus: Corpus, pair: tuple[str, str]) -> tuple[Derivation, ...]:
    """The honesty note, a sentence a subject; subjects with nothing to say are left out."""
    about = corpus.about(*pair)
    sentences = (
        *(_language(corpus, slug) for slug in pair),
        *(_journal(corpus, slug) for slug in pair),
        _laboratory(about),
        _funding(about),
        _pooled(corpus, about),
        _texts(about),
        _notices(about),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _derivation(key: str, text: str, sources: tuple[Reference, ...]) -> Derivation:
    ids = tuple(ref.id for ref in sources)
    return Derivation(rule=RULE.id, key=key, text=text, inputs=ids, sources=ids)


def _language(corpus: Corpus, slug: str) -> Derivation | None:
    studies = human_studies(corpus, slug)
    foreign = tuple(ref for ref in studies if (ref.bibliography.language or "English") != "English")
    if not foreign:
        return None
    languages = listed(sorted({ref.bibliography.language or "" for ref in foreign}))
    name = corpus.compounds[slug].name
    text = (
        f"{share(len(foreign), len(studies), 'study', 'studies')} of {name} in people "
        f"{'is' if len(foreign) == 1 else 'are'} in {languages}."
    )
    return _derivation(f"language:{slug}", text, foreign)


def _journal(corpus: Corpus, slug: str) -> Derivation | None:
    studies = human_studies(corpus, slug)
    tally = Counter(ref.bibliography.container_title for ref in studies if ref.bibliography.container_title)
    if not tally:
        return None
    journal, count = min(tally.items(), key=lambda entry: (-entry[1], entry[0]))
    if count < 2 or count * 2 < len(studies):
        return None
    name = corpus.compounds[slug].name
    text = f"{share(count, len(studies), 'study', 'studies')} of {name} in people appeared in one journal, {journal}."
    return _derivation(f"journal:{slug}", text, tuple(r for r in studies if r.bibliography.container_title == journal))


def _laboratory(about: tuple[Reference, ...]) -> Derivation | None:
    found = tuple(ref for ref in about if in_laboratory(ref))
    if not found:
        return None
    verb = "rests" if len(found) == 1 else "rest"
    text = f"{share(len(found), len(about), 'source')} {verb} on animals or laboratory tests alone."
    return _derivation("laboratory", text, found)


def _funding(about: tuple[Reference, ...]) -> Derivation | None:
    found = tuple(ref for ref in about if ref.card.funding)
    if not about:
        return None
    what, sources = "statement on sponsors or on staff of a manufacturer", counted(len(about), "source")
    text = (
        f"A {what} was seen for {number(len(found))} of the {sources}; for the others the text seen does not say "
        "who paid."
        if found
        else f"No {what} was seen for any of the {sources}; the text seen does not say who paid."
    )
    return _derivation("funding", text, found)


def _pooled(corpus: Corpus, about: tuple[Reference, ...]) -> Derivation | None:
    linked = tuple(ref for ref in about if ref.card.pooled_in or ref.card.same_trial_as)
    if not linked:
        return None
    pairs = [
        f"{ref.card.called} and {corpus.references[other].card.called}"
        for ref in linked
        for other in (*ref.card.pooled_in, *ref.card.same_trial_as)
        if other in corpus.references
    ]
    others = tuple(corpus.references[o] for ref in linked for o in (*ref.card.pooled_in, *ref.card.same_trial_as))
    return _derivation("pooled", capitalised(f"{'; '.join(pairs)} are not independent evidence."), (*linked, *others))


def _texts(about: tuple[Reference, ...]) -> Derivation | None:
    digests = tuple(ref for ref in about if ref.text_kind == "digest")
    partial = [ref for ref in about if ref.text_seen == "partial-abstract"]
    unseen = [ref for ref in about if ref.text_seen == "annotation-only"]
    if not digests:
        return None
    whole = len(digests) == len(about)
    which = f"all {number(len(about))} sources" if whole else f"{number(len(digests))} of the {len(about)} sources"
    parts = [f"our own digest stands in for the abstract of {which}"]
    if partial:
        parts.append(f"{counted(len(partial), 'abstract was', 'abstracts were')} seen only in part")
    if unseen:
        parts.append(f"{counted(len(unseen), 'source was', 'sources were')} known only second-hand")
    return _derivation("texts", capitalised(f"{listed(parts)}."), digests)


def _notices(about: tuple[Reference, ...]) -> Derivation | None:
    noted = tuple(ref for ref in about if ref.integrity.notices)
    if not about:
        return None
    unchecked = [ref for ref in about if ref.integrity.checked is None]
    seen = (
        f"{counted(len(noted), 'source carries', 'sources carry')} a notice or an open question ("
        + listed(
            [f"{ref.card.called}: {listed([n.kind.replace('-', ' ') for n in ref.integrity.notices])}" for ref in noted]
        )
        + ")"
        if noted
        else "no source carries a notice"
    )
    check = (
        f"; {counted(len(unchecked), 'was', 'were')} not checked against a register of retractions"
        if unchecked
        else "; all were checked against a register of retractions"
    )
    return _derivation("notices", capitalised(seen + check + "."), noted)
