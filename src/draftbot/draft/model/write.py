"""The whole draft: sections side by side, then those that sum up, then one look at everything together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from draftbot.draft.model.merge import replaced
from draftbot.draft.model.request import SectionRequest, section_requests
from draftbot.draft.model.section import STANDS_INSTEAD, Desk, SectionResult, SectionWriter
from draftbot.errors import Unpublishable
from draftbot.progress import Progress
from draftbot.records.article import Held
from draftbot.records.brief import Evidence
from draftbot.records.unit import Draft, Message, Section, Unit
from draftbot.records.verdict import UnitVerdict
from draftbot.records.writing import WrittenSection

JudgeAll = Callable[[Sequence[Unit]], Mapping[str, UnitVerdict]]
MOST_LOST = 1 / 3


@dataclass(frozen=True)
class Written:
    """A draft with what was held on the way."""

    draft: Draft
    held: tuple[Held, ...]
    sections: tuple[WrittenSection, ...]


def write_with_model(
    desk: Desk, offline: Draft, evidence: Mapping[str, Evidence], judge_all: JudgeAll, progress: Progress
) -> Written:
    """The offline draft with its prose written by the model. A section whose answer cannot be used is the offline
    writer's, were it every section. Raises Unpublishable when the model was heard for none: then the server, the
    network or the budget wants mending."""
    asked = section_requests(desk.material, offline, evidence, desk.model.endpoint.max_evidence)
    first = _side_by_side(desk, [request for request in asked if not request.last], (), progress)
    proved = [unit for result in first for unit in result.written]
    proofs = desk.proofs()
    proved += [unit for unit in offline.all_units() if unit.sources and proofs[unit.id].published]
    results = [*first, *_side_by_side(desk, [request for request in asked if request.last], proved, progress)]
    if results and not any(result.answered for result in results):
        raise Unpublishable(f"no section could be written; {results[0].fault}; `--writer offline` needs no model")
    order = {section.id: position for position, section in enumerate(offline.sections)}
    results.sort(key=lambda result: order[result.request.section.id])
    draft, dropped = _together(offline, results, judge_all)
    held = [held for result in results for held in (*result.held, *_unwritten(result))]
    return Written(draft, (*held, *dropped), tuple(_account(result) for result in results))


def _side_by_side(
    desk: Desk, requests: Sequence[SectionRequest], proved: Sequence[Unit], progress: Progress
) -> list[SectionResult]:
    """Every section at once: how many of their calls are under way is the model's to bound, so that one section is
    asked for while another is judged. Short ones go first: where a limit ends the run, more of them are written."""
    results: list[SectionResult] = []
    requests = sorted(requests, key=lambda request: sum(len(shown.passage.text) for shown in request.shown))
    with ThreadPoolExecutor(max_workers=max(1, len(requests))) as pool:
        try:
            for result in pool.map(lambda request: SectionWriter(desk, request, proved).write(), requests):
                results.append(result)
                progress("writing with the model", len(results), len(requests))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return results


def _together(offline: Draft, results: Sequence[SectionResult], judge_all: JudgeAll) -> tuple[Draft, tuple[Held, ...]]:
    """The draft of all groups; one whose sentences fail beside the others goes back to the offline writer's version."""
    out: set[tuple[str, str]] = set()
    held: list[Held] = []
    while True:
        draft = _draft(offline, results, out)
        verdicts = judge_all([*draft.all_units()])
        failing = {
            (result.request.section.id, key): [unit for unit in group.units if not verdicts[unit.id].published]
            for result in results
            for key, group in result.groups.items()
            if (result.request.section.id, key) not in out
        }
        new = {place: units for place, units in failing.items() if units}
        if not new:
            return draft, tuple(held)
        held += [
            Held(unit=unit, reasons=(*verdicts[unit.id].reasons, STANDS_INSTEAD))
            for units in new.values()
            for unit in units
        ]
        out |= set(new)


def _draft(offline: Draft, results: Sequence[SectionResult], out: set[tuple[str, str]]) -> Draft:
    sections: dict[str, Section] = {section.id: section for section in offline.sections}
    told: dict[str, tuple[str, ...]] = {}
    for result in results:
        section = result.request.section
        kept = {key: group for key, group in result.groups.items() if (section.id, key) not in out}
        places = {(g.block, g.item): kept[g.id].units for g in result.request.groups if g.id in kept}
        sections[section.id] = replaced(section, places)
        for group in kept.values():
            told.update(group.told)
    messages = tuple(_retold(message, told) for message in offline.messages)
    return offline.model_copy(update={"sections": tuple(sections.values()), "messages": messages})


def _retold(message: Message, told: Mapping[str, tuple[str, ...]]) -> Message:
    units = dict.fromkeys(new for unit in message.units for new in told.get(unit, (unit,)))
    return message.model_copy(update={"units": tuple(units)})


def _unwritten(result: SectionResult) -> tuple[Held, ...]:
    """A section that the model could not be asked for, as an entry of the editor's list."""
    if result.fault is None:
        return ()
    section = result.request.section
    unit = Unit(id=f"{section.id}.model", section=section.id, kind="heading", text=section.heading.text)
    return (Held(unit=unit, reasons=(f"not written by the model: {result.fault}", STANDS_INSTEAD)),)


def _account(result: SectionResult) -> WrittenSection:
    return WrittenSection(
        section=result.request.section.id,
        judged=result.judged,
        kept=len(result.written),
        prompt_tokens=result.usage.prompt,
        completion_tokens=result.usage.completion,
        calls=result.keys,
        flagged=result.fault is not None or result.lost > MOST_LOST * result.judged,
        fault=result.fault,
    )
