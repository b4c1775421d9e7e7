"""Whether any trial used a dose of the background protocol."""

from __future__ import annotations

import re

from draftbot.records.article import Rule
from draftbot.records.corpus import Corpus
from draftbot.records.values import RegimenValue
from draftbot.records.verdict import Derivation
from draftbot.text.lists import counted, listed, share

RULE = Rule(
    id="dose-match",
    name="Dose match",
    text="A trial regimen matches a course of the protocol when amount, unit and route are all stated and the same. "
    "A route that a source leaves out does not match; amounts in different units are never compared.",
)


def derive(corpus: Corpus, pair: tuple[str, str]) -> tuple[Derivation, ...]:
    """One sentence for each compound that has both a protocol regimen and a trial regimen."""
    return tuple(
        _sentence(corpus, slug)
        for slug in pair
        if _regimens(corpus, slug, "dosing") and _regimens(corpus, slug, "trial_doses")
    )


def _regimens(corpus: Corpus, slug: str, field: str) -> tuple[RegimenValue, ...]:
    return tuple(v for v in corpus.compounds[slug].values(field) if isinstance(v, RegimenValue) and v.amount)


def _doses(regimen: RegimenValue) -> set[tuple[str, str, str | None]]:
    amounts = re.findall(r"\d+(?:\.\d+)?", regimen.amount or "")
    return {(amount, (regimen.unit or "").lower(), regimen.route) for amount in amounts}


def _sentence(corpus: Corpus, slug: str) -> Derivation:
    name = corpus.compounds[slug].name
    protocol, trials = _regimens(corpus, slug, "dosing"), _regimens(corpus, slug, "trial_doses")
    wanted = {dose for regimen in protocol for dose in _doses(regimen) if dose[2]}
    matching = [regimen for regimen in trials if _doses(regimen) & wanted]
    doses = listed(list(dict.fromkeys(f"{r.amount} {r.unit} {r.route or ''}".strip() for r in protocol)), "or")
    if matching:
        verb = "matches" if len(matching) == 1 else "match"
        some = share(len(matching), len(trials), "trial regimen")
        text = f"{some} recorded for {name} {verb} the protocol dose of {doses}."
    else:
        text = (
            f"None of the {counted(len(trials), 'trial regimen')} recorded for {name} matches the protocol dose "
            f"of {doses}, so the trial results cannot be read as results of that protocol."
        )
    sources = tuple(dict.fromkeys(ref for regimen in (*protocol, *trials) for ref in regimen.refs))
    inputs = tuple(f"{'; '.join(r.refs)}: {r.plain()}" for r in (*protocol, *trials))
    return Derivation(rule=RULE.id, key=slug, text=text, inputs=inputs, sources=sources)
