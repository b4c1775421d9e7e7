"""One section written: asked for, judged, sent back within bounds, and completed from the offline writer's version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from draftbot.draft.composer import Composer
from draftbot.draft.material import Material
from draftbot.draft.model.answers import RepairAnswer, RepairedSentence, SectionAnswer, Sentence
from draftbot.draft.model.made import Made, made_units, one_sentence
from draftbot.draft.model.merge import Merged, merged
from draftbot.draft.model.prompt import Prompts, repair_messages, section_messages
from draftbot.draft.model.request import SectionRequest
from draftbot.draft.model.shape import repair_shape, section_shape
from draftbot.draft.model.telling import Grounds, figures
from draftbot.draft.model.vocabulary import Vocabulary, vocabulary
from draftbot.llm import Completion, Fault, Model, Usage
from draftbot.records.article import Held
from draftbot.records.brief import Evidence
from draftbot.records.unit import Unit
from draftbot.records.verdict import UnitVerdict
from draftbot.text.instructions import instructs
from draftbot.text.words import words

Judge = Callable[[Unit], UnitVerdict]
REPAIRS = 2
NOTHING = Usage()
Reasons = tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """What every section of one article shares. ``proofs`` gives the verdicts on the offline writer's units."""

    material: Material
    model: Model
    prompts: Prompts
    judge: Judge
    proofs: Callable[[], Mapping[str, UnitVerdict]]
    candidates: int = 1


@dataclass(frozen=True)
class SectionResult:
    """A section's groups as published, what was held and why, and the recorded calls it rests on. ``judged`` counts the
    sentences that the model handed in, ``lost`` those that were held or deleted; ``fault`` says why there are none,
    ``answered`` whether the model was heard at all."""

    request: SectionRequest
    groups: dict[str, Merged]
    held: tuple[Held, ...] = ()
    judged: int = 0
    lost: int = 0
    usage: Usage = NOTHING
    keys: tuple[str, ...] = ()
    fault: str | None = None
    answered: bool = True

    @property
    def written(self) -> tuple[Unit, ...]:
        """The units that the model wrote, as published."""
        offline = {unit.id for group in self.request.groups for unit in group.offline}
        offline -= {unit for group in self.groups.values() for told in group.told.values() for unit in told}
        return tuple(unit for group in self.groups.values() for unit in group.units if unit.id not in offline)


class SectionWriter:
    """Writes one section; ``proved`` are the article's proved units, for a section that sums up."""

    def __init__(self, desk: Desk, request: SectionRequest, proved: Sequence[Unit] = ()) -> None:
        self.desk, self.request, self.proved = desk, request, proved
        evidence = Evidence(section=request.section.id, passages=())
        self.composer = Composer(desk.material, request.section.id, evidence, set())

    @cached_property
    def words(self) -> Vocabulary:
        """The words that the section may use."""
        return vocabulary(self.desk.material, self.request)

    def write(self) -> SectionResult:
        """The section; the offline writer's whole where the model could not be asked. UnknownCall and a refused disk
        end the run."""
        house = self.desk.material.corpus.house
        asked = section_messages(self.desk.prompts, self.request, house, self.proved)
        shape = section_shape(self.request)
        tried, faults = [], []
        for candidate in range(self.desk.candidates):
            try:
                done = self.desk.model.complete(asked, SectionAnswer, schema=shape, candidate=candidate)
                tried.append(self._taken(done))
            except Fault as fault:
                faults.append(fault)
        if not tried:
            answered = any(fault.answered for fault in faults)
            return SectionResult(self.request, {}, fault=str(faults[0]), answered=answered)
        best = max(tried, key=lambda one: one.score)
        usage = NOTHING
        for one in tried:
            usage = usage.plus(one.usage)
        keys = tuple(key for one in tried for key in one.keys)
        return self._finished(self._repaired(replace(best, usage=usage, keys=keys)))

    def _taken(self, done: Completion[SectionAnswer]) -> _Tried:
        looked = [self._looked_at(one) for one in made_units(done.value, self.request, self.composer, self.words)]
        reasons = {one.number: found for one, found in looked}
        return _Tried(tuple(one for one, _ in looked), reasons, done.usage, done.keys, len(looked))

    def _repaired(self, tried: _Tried) -> _Tried:
        """Held sentences go back with their reasons, at most ``REPAIRS`` times; a fault ends that, not the section."""
        house = self.desk.material.corpus.house
        for _ in range(REPAIRS):
            held = {f"s{one.number + 1}": (one, tried.reasons[one.number]) for one in tried.held}
            if not held:
                break
            try:
                asked = repair_messages(self.desk.prompts, self.request, house, held)
                done = self.desk.model.complete(asked, RepairAnswer, schema=repair_shape(self.request, held))
            except Fault:
                break
            tried = self._mended(tried, {key: one for key, (one, _) in held.items()}, done)
        return tried

    def _mended(self, tried: _Tried, held: Mapping[str, Made], done: Completion[RepairAnswer]) -> _Tried:
        given = {sentence.id: sentence for sentence in done.value.sentences}
        looked: list[tuple[Made, Reasons]] = []
        for old in tried.made:
            key = f"s{old.number + 1}"
            if key not in held:
                looked.append((old, ()))
            elif key in given:
                looked += [self._looked_at(new) for new in self._again(given[key], old)]
        numbered = [(one.model_copy(update={"number": n}), reasons) for n, (one, reasons) in enumerate(looked)]
        made = [one for one, _ in numbered]
        reasons = {one.number: found for one, found in numbered}
        return replace(
            tried,
            made=tuple(made),
            reasons=reasons,
            usage=tried.usage.plus(done.usage),
            keys=(*tried.keys, *done.keys),
        )

    def _again(self, mended: RepairedSentence, old: Made) -> Iterator[Made]:
        group = next(group for group in self.request.groups if group.id == old.group)
        sentence = Sentence(text=mended.text, evidence=mended.evidence)
        return one_sentence(sentence, group, self.request, self.composer, self.words, 0)

    def _looked_at(self, made: Made) -> tuple[Made, Reasons]:
        """The sentence, marked second-hand where only that was missing, and why it is held: what is wrong with its
        evidence or its words, else what the verifier finds."""
        if made.reasons or made.unit is None:
            return made, made.reasons
        verdict = self.desk.judge(made.unit)
        if {result.check for result in verdict.checks if result.answer != "pass"} == {"attribution"}:
            made = made.model_copy(update={"unit": self.composer.second_hand(made.unit)})
            verdict = self.desk.judge(made.unit) if made.unit else verdict
        if not verdict.published:
            return made, verdict.reasons or ("the verifier cannot tell",)
        planted = any(instructs(span.quote) for span in verdict.evidence)
        return made, ("rests on an instruction that stands in a source",) if planted else ()

    def _finished(self, tried: _Tried) -> SectionResult:
        answer_words = self.desk.material.corpus.house.lengths.faq_answer
        units = self._units(tried)
        grounds = self._grounds(units)
        groups = {group.id: merged(group, units[group.id], answer_words, grounds) for group in self.request.groups}
        return SectionResult(
            self.request,
            groups,
            held=tuple(self._held(one, tried.reasons[one.number]) for one in tried.held),
            judged=max(tried.handed_in, len(tried.made)),
            lost=tried.handed_in - len(tried.good),
            usage=tried.usage,
            keys=tried.keys,
        )

    def _grounds(self, units: Mapping[str, Sequence[Unit]]) -> Grounds:
        """What the section's statements and the model's units rest on, and how its sources are called."""
        proofs = self.desk.proofs()
        offline = {unit.id: frozenset(proofs[unit.id].evidence) for unit in self.request.statements}
        made = {unit.id: frozenset(self.desk.judge(unit).evidence) for own in units.values() for unit in own}
        cited = {source: self.desk.material.reference(source) for source in self.request.sources}
        names = {source: figures(reference.card.called) for source, reference in cited.items()}
        authors = {
            source: frozenset(word.stem for author in reference.bibliography.author for word in words(author.printed()))
            for source, reference in cited.items()
        }
        return Grounds({**made, **offline}, names, authors)

    def _units(self, tried: _Tried) -> dict[str, list[Unit]]:
        """The proved units by group; a paragraph does not repeat an earlier one, an item or an answer stands alone."""
        units: dict[str, list[Unit]] = {group.id: [] for group in self.request.groups}
        seen: set[str] = set()
        for unit, group in ((one.unit, units[one.group]) for one in tried.good if one.unit):
            if unit not in group and not (unit.kind == "sentence" and unit.id in seen):
                group.append(unit)
                seen.add(unit.id)
        return units

    def _held(self, made: Made, reasons: Reasons) -> Held:
        """The held sentence for the editor's list; words that no record holds are shown as a mark only, so that nothing
        that a source planted is printed anywhere."""
        section = self.request.section.id
        text = self.words.masked(made.text)
        unit = made.unit or Unit(id=f"{section}.model-{made.number}", section=section, kind="sentence", text=text)
        shown = tuple(self.words.masked(reason) if reason.startswith("not on record") else reason for reason in reasons)
        return Held(unit=unit.model_copy(update={"text": text}), reasons=(*shown, STANDS_INSTEAD))


STANDS_INSTEAD = "the offline writer's wording stands instead, where it has one"


@dataclass(frozen=True)
class _Tried:
    """One answer, judged: ``reasons`` has an entry for every sentence, an empty one where it is proved; ``handed_in``
    is how many there were before any repair."""

    made: tuple[Made, ...]
    reasons: dict[int, Reasons]
    usage: Usage
    keys: tuple[str, ...]
    handed_in: int

    @property
    def good(self) -> list[Made]:
        return [one for one in self.made if not self.reasons[one.number]]

    @property
    def held(self) -> list[Made]:
        return [one for one in self.made if self.reasons[one.number]]

    @property
    def score(self) -> tuple[float, int]:
        """The verifier's: the share of sentences that it lets pass, then how many."""
        return (len(self.good) / len(self.made) if self.made else 0.0, len(self.good))
