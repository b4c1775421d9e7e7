"""Statements that cite nothing: each is put to the sources of the corpus that speak most of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from draftbot.records.record import Record
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.verify.cells import silent
from draftbot.verify.checks.answer import contradicted, passed, unsupported
from draftbot.verify.claimless import DISCLAIMER
from draftbot.verify.claims import claims_of
from draftbot.verify.context import Context
from draftbot.verify.distribute import distributed, items
from draftbot.verify.finder import Finder
from draftbot.verify.forms import Forms, glossed
from draftbot.verify.lacking import called, carried, lacking, quoted, scattered
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library
from draftbot.verify.units import verify_each
from draftbot.verify.wording import as_finding

# A source that says otherwise: these checks compare what both sides state.
COMPARED = frozenset({"numbers", "arms", "regimens", "direction", "negation", "significance"})
# What compares words, and what reads where words differ.
UNCARRIED = frozenset({"coverage", "grounding"})
# Compared with the nearest sentence as a whole, which means nothing where it speaks of something else.
OF_THE_SENTENCE = frozenset(
    {"scope", "quantifiers", "negation", "significance", "direction", "comparison", "arms", "certainty", "endpoint"}
)
# What the model is asked to read: the nearest source, where it holds nearly all of the words: of what holds fewer
# it accepted nothing on the reference article.
LEAST_READ = 0.75
# Of the words of a row's label, a sentence that tells the cell's value must hold this much.
LEAST_LABEL = 0.3
STATES = re.compile(r"\bU\.\s?S\.(?:A\.)?(?=\W|$)|\bUSA?\b")


class Statement(Record):
    """What must be proved of a unit: all of it, or what it says of one of two compounds; ``trials`` are the same
    statement cited to the sources that may carry it."""

    unit: Unit
    trials: tuple[Unit, ...]


class Search:
    """A search for what units without a citation say; ``pair``: the compounds that the article is about."""

    def __init__(self, context: Context, pair: Sequence[str] = ()) -> None:
        self._context, self._pair = context, tuple(pair)
        self._library = context.library
        self._finder = Finder(context.library)
        self._forms = Forms(context.library)

    def verdicts(self, units: Sequence[Unit]) -> dict[str, UnitVerdict]:
        """A verdict for each unit id: supported, with a warning, where sources of the corpus carry the statement; the
        exact checks read every candidate, the model only the nearest one, in one batch; a long source is read whole
        only where its sentences that are closest to the statement leave hope."""
        asked = {unit.id: self._statements(unit) for unit in units}
        every = [statement for statements in asked.values() for statement in statements]
        exact = replace(self._context, model=None, judge=None)
        answers = self._strictly([trial for statement in every for trial in statement.trials], exact)
        if self._context.model is not None:
            undecided = (self._readable(statement, answers) for statement in every)
            answers |= self._strictly([trial for trial in undecided if trial], replace(self._context, skims=True))
        return {unit.id: self._answer(unit, asked[unit.id], answers) for unit in units}

    def elsewhere(self, units: Sequence[Unit]) -> dict[str, Finding]:
        """By unit id, a note where a statement that its sources do not carry is carried by another one."""
        exact = replace(self._context, model=None, judge=None)
        trials = {unit.id: [t for t in self._trials(unit) if not set(t.sources) <= set(unit.sources)] for unit in units}
        answers = verify_each([trial for tried in trials.values() for trial in tried], exact)
        found: dict[str, Finding] = {}
        for unit in units:
            proved = next((trial for trial in trials[unit.id] if answers[trial.id].published), None)
            if proved:
                message = f"another source carries this: {self._listed(proved.sources)}"
                found[unit.id] = Finding(severity="note", check="citations", message=message)
        return found

    def _strictly(self, trials: Sequence[Unit], context: Context) -> dict[str, UnitVerdict]:
        """The verdicts; the few words of a cell, which many sentences hold, must belong to what its row is about."""
        answers = verify_each(trials, context)
        for trial in trials:
            if trial.kind == "cell" and answers[trial.id].published and not self._together(trial, answers[trial.id]):
                failed = unsupported("coverage", "stitched from sentences that do not belong together")
                answers[trial.id] = answers[trial.id].model_copy(
                    update={"verdict": "unsupported", "checks": (failed,), "findings": (as_finding(failed),)}
                )
        return answers

    def _together(self, trial: Unit, verdict: UnitVerdict) -> bool:
        """Whether each sentence that tells a part of a cell's value speaks of what its row is about too."""
        label = self._library.stems(trial.row or "") - SCAFFOLD
        value = self._library.stems(trial.text) - SCAFFOLD - label
        stated = [self._library.stems(span.quote) for span in verdict.evidence]
        if not value:
            return any(label <= stems for stems in stated)
        return all(len(label & stems) >= LEAST_LABEL * len(label) for stems in stated if value & stems)

    def _statements(self, unit: Unit) -> tuple[Statement, ...]:
        unit = unit.model_copy(update={"text": STATES.sub("United States", unit.text)})
        cell = unit.row is not None
        texts = items(unit.text) if cell else distributed(unit.text, self._pair, self._library)
        texts = tuple(text for text in texts if not DISCLAIMER.search(text)) or texts
        if len(texts) == 1:
            return (Statement(unit=unit, trials=tuple(self._trials(unit))),)
        return tuple(Statement(unit=part, trials=tuple(self._trials(part))) for part in glossed(unit, texts))

    def _trials(self, unit: Unit) -> list[Unit]:
        """The unit cited to each source that speaks of it, and last to all of them where its claims may rest on
        several; a cell also without a label that only names what is compared."""
        query = f"{unit.text} {' '.join(self._pair)}" if not self._named(unit, ()) else unit.text
        sources = self._finder.sources(unit.model_copy(update={"text": query}))
        sets = [(source,) for source in sources]
        tried = [
            self._trial(unit, form, cited, number, place)
            for place, form in enumerate(self._forms.of(unit))
            for number, cited in enumerate(sets)
        ]
        together = self._trial(unit, unit, sources, len(sets), 0)
        claims = claims_of(together, self._library) if len(sources) > 1 else ()
        if len(claims) > 1 and all(len({s.source for s in claim.evidence}) == 1 for claim in claims):
            tried.append(together)
        return tried

    def _named(self, unit: Unit, pair: Sequence[str] | None = None) -> frozenset[str]:
        """The compounds that a unit or its column names; where there is none, the article's two."""
        text = f"{unit.text} {unit.column or ''}"
        found = frozenset(name.canonical for name in self._library.compounds.find(text))
        return found or frozenset(self._pair if pair is None else pair)

    def _trial(self, unit: Unit, form: Unit, cited: tuple[str, ...], number: int, place: int) -> Unit:
        kind = "sentence" if unit.kind in ("meta", "jsonld") else unit.kind
        return form.model_copy(update={"id": f"{unit.id}@{place}.{number}", "sources": cited, "kind": kind})

    def _readable(self, statement: Statement, answers: Mapping[str, UnitVerdict]) -> Unit | None:
        if any(answers[trial.id].published for trial in statement.trials):
            return None
        nearest = next(iter(self._nearest(statement, answers)), None)
        if nearest is None or carried(statement.unit, answers[nearest.id].evidence, self._library) < LEAST_READ:
            return None
        return nearest

    def _nearest(self, statement: Statement, answers: Mapping[str, UnitVerdict]) -> list[Unit]:
        """The trials: first those that are proved, then by how much of the unit's words and figures they carry."""

        about = self._named(statement.unit)

        def key(trial: Unit) -> tuple[bool, bool, float]:
            verdict = answers[trial.id]
            named = {n.canonical for span in verdict.evidence for n in self._library.compounds.find(span.quote)}
            return not verdict.published, not about & named, -carried(trial, verdict.evidence, self._library)

        return sorted(statement.trials, key=key)

    def _answer(self, unit: Unit, asked: Sequence[Statement], answers: Mapping[str, UnitVerdict]) -> UnitVerdict:
        found: list[UnitVerdict] = []
        for statement in asked:
            nearest = self._nearest(statement, answers)
            verdicts = [answers[trial.id] for trial in nearest]
            if not verdicts or not verdicts[0].published:
                searched = silent(unit, self._library)
                if searched:
                    return self._borne_out(unit, searched)
                part = statement.unit.text if len(asked) > 1 else ""
                return self._unproved(unit, part, [(t, answers[t.id]) for t in nearest if answers[t.id].evidence])
            found.append(verdicts[0])
        evidence = tuple(dict.fromkeys(span for verdict in found for span in verdict.evidence))
        kept = tuple(dict.fromkeys(finding for verdict in found for finding in verdict.findings))
        used = tuple(dict.fromkeys(verdict.evidence[0].source for verdict in found if verdict.evidence))
        message = f"true but uncited: {self._listed(used)} {'carry' if len(used) > 1 else 'carries'} it; cite it"
        warning = Finding(severity="warn", check="citations", message=message)
        return found[0].model_copy(update={"unit": unit.id, "findings": (*kept, warning), "evidence": evidence})

    def _borne_out(self, unit: Unit, searched: str) -> UnitVerdict:
        """A cell that says that nothing is stated, where a search finds nothing."""
        note = Finding(severity="note", check="absence", message=searched)
        return UnitVerdict(unit=unit.id, verdict="supported", checks=(passed("absence"),), findings=(note,))

    def _unproved(self, unit: Unit, part: str, tried: Sequence[tuple[Unit, UnitVerdict]]) -> UnitVerdict:
        """Contradicted where the nearest source states something else; else unsupported, naming what it lacks, and the
        part of the unit that is not proved."""
        trial, nearest = next(iter(tried), (unit, None))
        what = repr(part) if part else "it"
        result = unsupported("citations", f"nothing is cited, and no source of the corpus speaks of {what}")
        if nearest:
            where = self._listed((nearest.evidence[0].source,))
            failed = [check for check in nearest.checks if check.answer != "pass"]
            against = [check for check in failed if check.contradicts and check.check in COMPARED]
            if against and all(check.check in COMPARED for check in failed):
                told = f"nothing is cited, and {where} says otherwise: {against[0].reason}"
                result = contradicted("citations", told).model_copy(update={"span": against[0].span})
            else:
                why = self._why(trial, nearest)
                told = f"nothing is cited, and no source carries all of {repr(part) if part else 'this'}"
                result = unsupported("citations", f"{told}; {where} says {quoted(nearest.evidence[0].quote)}{why}")
        return UnitVerdict(
            unit=unit.id,
            verdict="contradicted" if result.contradicts else "unsupported",
            checks=(result,),
            findings=(as_finding(result),),
            evidence=nearest.evidence if nearest else (),
        )

    def _why(self, trial: Unit, nearest: UnitVerdict) -> str:
        """What the nearest source lacks, or says only in other places, or what a check found."""
        lack = lacking(trial, nearest.evidence, self._library)
        if lack:
            return f" and lacks: {', '.join(lack)}"
        failed = [check for check in nearest.checks if check.answer != "pass"]
        apart = scattered(trial, nearest.evidence, self._library)
        if apart and all(check.check in UNCARRIED | OF_THE_SENTENCE for check in failed):
            return f", and only in other places: {', '.join(apart)}"
        told = next((check for check in failed if check.check not in UNCARRIED), next(iter(failed), None))
        return f"; {told.reason}" if told else ""

    def _listed(self, sources: Sequence[str]) -> str:
        return " and ".join(called(source, self._library) for source in sources)


def pair_of(units: Sequence[Unit], library: Library) -> tuple[str, ...]:
    """The compounds that the first heading names."""
    title = next((unit.text for unit in units if unit.kind == "heading"), "")
    return tuple(dict.fromkeys(name.canonical for name in library.compounds.find(title)))
