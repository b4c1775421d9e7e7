"""Sign-off, exports and the merge of a re-draft, without a browser."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import docx
import pytest
from room import NAME, plant

from draftbot import pipeline
from draftbot.errors import UserError
from draftbot.progress import silent
from draftbot.services.review import exports, merge, sign_off
from draftbot.services.review.case import Case
from draftbot.services.review.desk import Desk
from draftbot.settings import load_settings


def desk_of(root: Path, person: str = "Anna Test") -> Desk:
    return Desk(load_settings(root), root / "articles", person)


def address(case: Case, words: str) -> str:
    return next(a for a, unit in case.units().items() if words in unit.text)


def decide(case: Case, action: str, words: str, **said: object) -> None:
    where = address(case, words)
    case.act(action, where, case.seen(case.unit(where)), **said)  # type: ignore[arg-type]  # one of the actions


def verified(root: Path) -> list[str]:
    read = pipeline.verify(load_settings(root), root / "articles" / NAME / "article.md", silent)
    blocked = [f for unit in read.units for f in unit.findings if f.severity == "block"]
    return [f.message for f in (*blocked, *(f for f in read.findings if f.severity == "block"))]


def test_the_states_go_the_way_that_house_yaml_lets_each_person_move_them(root: Path) -> None:
    anna, ben = desk_of(root), desk_of(root, "Ben Test")
    assert sign_off.moves(anna, anna.case(NAME)) == ("medically-reviewed", "edited")
    assert sign_off.moves(ben, ben.case(NAME)) == ("edited",)
    with pytest.raises(UserError, match="does not let Ben Test"):
        sign_off.move(ben, ben.case(NAME), "medically-reviewed")
    sign_off.move(anna, anna.case(NAME), "medically-reviewed")
    sign_off.move(ben, ben.case(NAME), "compliance-approved")
    sign_off.move(ben, ben.case(NAME), "published")
    case = ben.case(NAME)
    assert case.state == "published"
    assert verified(root) == []
    text = (case.folder / "article.md").read_text(encoding="utf-8")
    assert "Medically reviewed by Anna Test, MD (synthetic) on" in text
    assert "Approved for publication by Ben Test on" in text
    assert sign_off.state_now(case, 12, date(2099, 1, 1)) == "due-for-review"
    with pytest.raises(UserError, match="signed"):
        decide(case, "edit", "Uses named for Examplopril", text="x")
    sign_off.move(ben, case, "edited")
    assert "reviewed by" not in (case.folder / "article.md").read_text(encoding="utf-8")
    assert "lastReviewed" not in (case.folder / "article.jsonld").read_text(encoding="utf-8")
    assert verified(root) == []


def test_an_update_line_is_proposed_and_printed_when_asked_for(root: Path) -> None:
    anna = desk_of(root)
    case = anna.case(NAME)
    sign_off.move(anna, case, "medically-reviewed")
    assert sign_off.proposal(case) == ""
    sign_off.move(anna, case, "edited")
    decide(case, "reject", "Uses named for Samplosartan")
    line = sign_off.proposal(case)
    assert line.startswith("Updated ")
    assert "one statement changed (1 left out)" in line
    sign_off.move(anna, case, "medically-reviewed", tell=True)
    assert line in (case.folder / "article.md").read_text(encoding="utf-8")
    assert verified(root) == []


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("compounds:", "last_reviewed: '2026-01-01'\ncompounds:", "last_reviewed says '2026-01-01'"),
        ("compounds:", "reviewed_by: Dr Nobody\ncompounds:", "reviewed_by says 'Dr Nobody'"),
        ("\n\nExamplopril is", "\n\nMedically reviewed by Dr Nobody on 1 May 2026. Examplopril is", "nothing is cited"),
    ],
)
def test_a_review_that_nobody_gave_is_no_byline(root: Path, was: str, now: str, why: str) -> None:
    path = root / "articles" / NAME / "article.md"
    path.write_text(path.read_text(encoding="utf-8").replace(was, now, 1), encoding="utf-8")
    assert any(why in message for message in verified(root))


def test_a_signed_article_is_not_overwritten_by_a_draft(root: Path) -> None:
    anna = desk_of(root)
    sign_off.move(anna, anna.case(NAME), "medically-reviewed")
    before = (root / "articles" / NAME / "article.md").read_bytes()
    settings = load_settings(root)
    report = pipeline.draft(settings, settings.example or (), settings.articles, silent)
    assert report.revision
    assert (root / "articles" / NAME / "article.md").read_bytes() == before


def test_every_export_says_what_was_decided(root: Path) -> None:
    plant(root / "articles" / NAME)
    desk = desk_of(root)
    case = desk.case(NAME)
    case.verify_all()
    decide(case, "reject", "with food")
    decide(case, "edit", "not lower", text=case.unit(address(case, "not lower")).text.replace("not lower", "lower"))
    decide(case, "comment", "21 weeks", text="=HYPERLINK(1) {++check++} this")
    case.verify_all()
    made = {kind: exports.export(desk.settings, case, kind).content for kind, _ in exports.KINDS_OFFERED}
    assert b"with food" not in made["md"]
    assert b"was lower with Samplosartan" in made["html"]
    assert json.loads(made["trace"])["compounds"] == ["examplopril", "samplosartan"]
    assert json.loads(made["annotations"])["type"] == "AnnotationPage"
    critic = made["critic"].decode()
    assert "{--Both compounds are taken with food.--}" in critic
    assert (
        "was not lower with Samplosartan than with placebo; the trial of Samplosartan lasted 12 weeks only.~>" in critic
    )
    assert "{>>anna-test: =HYPERLINK(1) { ++check++ } this<<}" in critic
    rows = list(csv.DictReader(io.StringIO(made["csv"].decode("utf-8-sig"))))
    assert any(row["source"] == "synthetic-label-a" and row["verdict"] == "supported" for row in rows)
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    document = docx.Document(io.BytesIO(made["docx"]))
    told = [comment.text for comment in document.comments]
    assert any("=HYPERLINK" in text for text in told)
    assert any(text.startswith("block: ") for text in told)
    assert any("was lower with Samplosartan" in paragraph.text for paragraph in document.paragraphs)


def test_a_redraft_is_merged_unit_by_unit_and_a_clash_is_shown(root: Path) -> None:
    folder = root / "articles" / NAME
    text = (folder / "article.md").read_text(encoding="utf-8")
    own = text.replace("12 weeks only [5]", "twelve weeks only [5]").replace(
        "Dry cough (occasional)", "Dry cough (rare)"
    )
    (folder / "article.md").write_text(own, encoding="utf-8")
    revised = folder.with_name(f"{NAME}.revision-1")
    revised.mkdir()
    theirs = text.replace("12 weeks only [5]", "12 weeks only, or less [5]").replace(
        "12 weeks only [4]", "90 days only [4]"
    )
    theirs = theirs.replace("Uses named for Samplosartan are lowering blood pressure [2](#ref-2).", "")
    theirs = theirs.replace(
        "- No source carries",
        "- A wholly new and different remark stands in this place [3](#ref-3).\n- No source carries",
    )
    (revised / "article.md").write_text(theirs, encoding="utf-8")
    trace = (folder / "trace.json").read_bytes()
    (revised / "trace.json").write_bytes(trace.replace(b'"format": 1', b'"format":  1'))
    case = desk_of(root).case(NAME)
    redraft = merge.revision(case)
    assert redraft == revised
    done = merge.take_over(case, redraft)
    assert done == {"conflict": 2, "reword": 2, "remove": 1, "add": 1}
    now = [unit.text for _, unit in case.page.units()]
    assert any("twelve weeks only" in text for text in now)
    assert any("90 days only" in text for text in now)
    assert "Dry cough (rare)" in now
    assert now.index("A wholly new and different remark stands in this place.") < now.index(
        next(text for text in now if text.startswith("No source carries"))
    )
    comments = [d.text for d in case.decisions if d.action == "comment"]
    assert ["12 weeks only, or less" in comment for comment in comments] == [True, True]
    assert merge.revision(case) is None
    while case.undo():
        pass
    assert case.page.markdown() == own


def test_a_held_unit_comes_back_with_a_source_and_is_verified(root: Path) -> None:
    folder = root / "articles" / NAME
    trace = json.loads((folder / "trace.json").read_bytes())
    text = "Examplopril is an enzyme inhibitor used for raised blood pressure."
    trace["held"] = [{"id": "h", "section": "safety", "text": text, "reasons": ["no source"], "because_of": None}]
    (folder / "trace.json").write_text(json.dumps(trace), encoding="utf-8")
    case = desk_of(root).case(NAME)
    case.verify_all()
    assert [held.text for held in case.held()] == [text]
    with pytest.raises(UserError, match="choose the source"):
        case.restore(text, "safety", ())
    made = case.restore(text, "safety", ("synthetic-label-a",))
    unit = case.unit(case.address_after(made))
    assert unit.section == "safety"
    assert case.verdict(unit) is None
    case.verify_some()
    verdict = case.verdict(unit)
    assert verdict
    assert verdict.published
    assert case.held() == ()
    case.undo()
    assert [held.text for held in case.held()] == [text]
    assert text not in case.page.markdown()


def test_a_unit_moves_to_another_section_and_home_again(root: Path) -> None:
    case = desk_of(root).case(NAME)
    before = case.page.markdown()
    decide(case, "move", "Uses named for Samplosartan", to="what-is-examplopril")
    unit = case.unit(address(case, "Uses named for Samplosartan"))
    assert unit.section == "what-is-examplopril"
    reread = desk_of(root).case(NAME)
    assert reread.page.markdown() == case.page.markdown() != before
    case.undo()
    assert case.page.markdown() == before
    with pytest.raises(UserError, match="a cell or a heading stands where it stands"):
        decide(case, "move", "A tablet", to="safety")


def test_an_edit_loses_its_verdict_until_the_verifier_has_answered(root: Path) -> None:
    case = desk_of(root).case(NAME)
    case.verify_all()
    decide(case, "edit", "Uses named for Samplosartan", text="Uses named for Samplosartan are curing baldness.")
    unit = case.unit(address(case, "baldness"))
    assert case.verdict(unit) is None
    assert case.pending()[0] is unit
    case.verify_some(1)
    assert case.blocking(unit)


def test_a_source_that_changed_takes_an_approval_away_and_says_so(root: Path) -> None:
    case = desk_of(root).case(NAME)
    decide(case, "accept", "Uses named for Examplopril")
    path = root / "corpus" / "references" / "synthetic-label-a.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("12 hours", "13 hours"), encoding="utf-8")
    again = desk_of(root).case(NAME)
    own = again.standings()[id(again.unit(address(again, "Uses named for Examplopril")))]
    assert own.judgement is None
    assert own.stale


def test_markup_that_we_do_not_write_is_left_to_the_file(root: Path) -> None:
    path = root / "articles" / NAME / "article.md"
    text = path.read_text(encoding="utf-8").replace("Uses named for Samplosartan", "Uses *named* for Samplosartan")
    path.write_text(text, encoding="utf-8")
    case = desk_of(root).case(NAME)
    with pytest.raises(UserError, match="markup that draftbot does not write"):
        decide(case, "edit", "Uses named for Samplosartan", text="x")
    decide(case, "accept", "Uses named for Samplosartan")
    assert case.page.markdown() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text without a title.\n",
        "---\ntitle: [\n---\n# A title\n\nCortexin cures.\n",
        "# T\r\n\r\n> q\r\n\r\n    code\r\n",
    ],
)
def test_any_file_opens_and_none_without_proof_is_signed(root: Path, text: str) -> None:
    odd = root / "articles" / "odd"
    odd.mkdir()
    (odd / "article.md").write_text(text, encoding="utf-8", newline="")
    desk = desk_of(root)
    case = desk.case("odd")
    case.verify_all()
    assert case.page.markdown() == text.replace("\r\n", "\n")
    with pytest.raises(UserError):
        sign_off.move(desk, case, "medically-reviewed")
    for kind in ("md", "csv", "docx", "critic"):
        assert exports.export(desk.settings, case, kind).content or not text
    with pytest.raises(UserError):
        exports.export(desk.settings, case, "html")


def test_a_verifier_that_cannot_run_holds_the_unit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> dict[str, object]:
        raise RuntimeError("out of order")

    monkeypatch.setattr("draftbot.services.review.answers.verify_article", broken)
    case = desk_of(root).case(NAME)
    case.verify_all()
    unit = case.unit(address(case, "Uses named for Examplopril"))
    assert [f.message for f in case.blocking(unit)] == ["could not run: RuntimeError('out of order')"]


def test_what_became_of_the_draft_is_shown_for_each_unit(root: Path) -> None:
    path = root / "articles" / NAME / "article.md"
    text = path.read_text(encoding="utf-8").replace("Dry cough (occasional)", "Dry cough (rarely)")
    text = text.replace(" Uses named for Samplosartan are lowering blood pressure [2](#ref-2).", "")
    text = text.replace("- No source carries", "- Weather in the mountains was fine all summer.\n- No source carries")
    path.write_text(text, encoding="utf-8")
    case = desk_of(root).case(NAME)
    since = case.since_draft()
    kinds = {unit.text: since.units[id(unit)] for unit in case.units().values() if id(unit) in since.units}
    assert kinds["Dry cough (rarely)"].kind == "edited"
    assert kinds["Dry cough (rarely)"].was == "Dry cough (occasional)"
    assert kinds["Weather in the mountains was fine all summer."].kind == "new"
    assert [unit.text for unit in since.gone] == ["Uses named for Samplosartan are lowering blood pressure."]
    assert sum(became.kind == "unchanged" for became in kinds.values()) >= len(kinds) - 4
