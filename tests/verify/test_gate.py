"""The gate: whatever is held, the rest reads as if it had never been there."""

from __future__ import annotations

import pytest

from draftbot.draft.material import Material
from draftbot.draft.outline import briefs
from draftbot.draft.write import write
from draftbot.records.brief import Evidence
from draftbot.records.source_text import ScoredPassage
from draftbot.records.unit import BulletList, Draft, Paragraph, Section, Table, Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.verify import gate


@pytest.fixture(scope="module")
def draft(material: Material) -> Draft:
    evidence = {}
    for brief in briefs(material):
        given = [p for p in material.corpus.passages if p.source in brief.references]
        scored = [ScoredPassage(passage=p, lexical=None, vector=None, fused=0, rank=1) for p in given]
        evidence[brief.section] = Evidence(section=brief.section, passages=tuple(scored))
    return write(material, evidence)


def verdicts(draft: Draft, held: set[str]) -> dict[str, UnitVerdict]:
    finding = Finding(severity="block", check="test", message="held by the test")
    return {
        unit.id: UnitVerdict(unit=unit.id, verdict="unsupported", findings=(finding,))
        if unit.id in held
        else UnitVerdict(unit=unit.id, verdict="supported")
        for unit in draft.all_units()
    }


def assert_whole(sections: tuple[Section, ...]) -> None:
    for position, section in enumerate(sections):
        following = sections[position + 1] if position + 1 < len(sections) else None
        assert section.blocks or (following and following.level > section.level), section.id
        for at, block in enumerate(section.blocks):
            if isinstance(block, Paragraph):
                assert block.units
                assert block.units[0].lead is None
                if block.units[-1].text.endswith(":"):
                    assert isinstance(section.blocks[at + 1], BulletList), section.id
            if isinstance(block, Table):
                assert block.rows
                assert all(any(cell.block != "withheld" for cell in row.cells) for row in block.rows)


def test_any_single_unit_can_be_held_without_a_seam(draft: Draft) -> None:
    units = [unit for unit in draft.all_units() if unit.kind != "heading"]
    assert len(units) > 300
    for unit in units:
        gated = gate(draft, verdicts(draft, {unit.id}), "withheld")
        assert unit.id in {held.unit.id for held in gated.held}
        printed = [u.id for u in gated.draft.all_units() if u.block != "withheld"]
        assert unit.id not in printed
        assert_whole(gated.draft.sections)


def test_a_bundle_is_held_as_one(draft: Draft) -> None:
    bundled = [unit for unit in draft.all_units() if unit.bundle]
    first = bundled[0]
    gated = gate(draft, verdicts(draft, {first.id}), "withheld")
    companions = {unit.id for unit in bundled if unit.bundle == first.bundle}
    assert companions <= {held.unit.id for held in gated.held}
    assert all(held.because_of == first.id for held in gated.held if held.unit.id in companions - {first.id})


def test_a_held_cell_prints_withheld_and_never_not_stated(draft: Draft) -> None:
    cell = next(unit for unit in draft.all_units() if unit.kind == "cell" and unit.sources)
    gated = gate(draft, verdicts(draft, {cell.id}), "withheld")
    printed = next(u for u in gated.draft.all_units() if u.id == cell.id)
    assert printed.text == "withheld"
    assert printed.sources == ()


def test_a_connective_goes_with_the_sentence_before_it() -> None:
    first = Unit(id="a", section="s", kind="sentence", text="First.")
    second = Unit(id="b", section="s", kind="sentence", text="Second.", lead="By contrast,")
    heading = Unit(id="h", section="s", kind="heading", text="Heading")
    section = Section(id="s", level=2, heading=heading, blocks=(Paragraph(units=(first, second)),))
    draft = Draft(compounds=("a", "b"), title=heading, description=heading, sections=(section,))
    gated = gate(draft, verdicts(draft, {"a"}), "withheld")
    (paragraph,) = gated.draft.sections[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert [unit.lead for unit in paragraph.units] == [None]


def test_when_everything_is_held_no_section_stays(draft: Draft) -> None:
    everything = {unit.id for unit in draft.all_units()}
    assert gate(draft, verdicts(draft, everything), "withheld").draft.sections == ()
