"""The product on real input: whole, proved, the same bytes, never over a person's work."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from draftbot import pipeline
from draftbot.errors import DraftbotError, UnknownName, UserError
from draftbot.progress import silent
from draftbot.services.corpus import check_corpus
from draftbot.settings import Settings, load_settings
from draftbot.text.markdown import read_markdown
from draftbot.trace import Trace, to_web_annotations

ROOT = Path(__file__).parents[1]


def test_the_example_article_is_whole_and_proved(drafted) -> None:
    report = drafted.report
    assert report.exit_code == 0
    assert report.held == ()
    assert report.left_out == ()
    assert report.units["supported"] + report.units["derived"] >= 120
    assert set(report.units) <= {"supported", "derived", "exempt"}
    assert report.length[0] <= report.words <= report.length[1]


def test_every_section_of_the_plan_is_there(drafted, material) -> None:
    headings = {unit.text for unit in read_markdown(drafted.markdown).units if unit.kind == "heading"}
    wanted = {material.fill(s.heading) for s in material.plan.sections if s.each is None}
    assert wanted <= headings
    assert {"References", "How the judgements are made", "What is Cortexin?", "Recovery after stroke"} <= headings


KEY_MESSAGES = [
    "non-fatal serious adverse events may have increased with Cerebrolysin",
    "little or no difference in death from any cause between Cerebrolysin and control (RR 0.96, 95% CI 0.65–1.41",
    "narrowly missed significance for Cerebrolysin against placebo in the intention-to-treat population",
    "Cellex was judged more effective than Cortexin",
    "None of the five trial regimens recorded for Cerebrolysin matches the protocol dose of 5 mL intramuscularly",
    "Three of the four studies of Cortexin in people are in Russian",
    "compares Cortexin with Cerebrolysin in people",
    "cognition at 6 months did not differ significantly",
    "any benefit may be too small to be clinically meaningful",
    "Cerebrolysin is not FDA-approved",
    "exploratory and relatively small",
    "Staff of the manufacturer of Cortexin",
]


@pytest.mark.parametrize("message", KEY_MESSAGES)
def test_the_article_says_what_an_editor_would_insist_on(drafted, message: str) -> None:
    told = " ".join(unit.text for unit in read_markdown(drafted.markdown).units)
    assert message.lower() in told.lower()


def test_no_sentence_of_running_text_stands_twice(drafted) -> None:
    units = read_markdown(drafted.markdown).units
    tally = Counter(unit.text for unit in units if unit.kind in ("sentence", "item", "faq") and unit.anchor is None)
    doubled = [text for text, count in tally.items() if count > 1 and len(text.split()) > 12]
    # a rule prints the same words wherever it is asked: head-to-head, dose match and grade stand in answers too
    printed = {unit["text"] for unit in drafted.trace["units"] if unit["verdict"] == "derived"}
    assert [text for text in doubled if text not in printed] == []


def test_every_not_stated_cell_is_a_logged_search(drafted) -> None:
    cells = [u for u in read_markdown(drafted.markdown).units if u.text == "Not stated in the sources"]
    assert cells
    assert all(link.target == "#rule-search" for cell in cells for link in cell.links)


def test_nearly_all_cells_are_answered(drafted) -> None:
    cells = [u for u in read_markdown(drafted.markdown).units if u.row and u.section in ("at-a-glance", "safety")]
    answered = [u for u in cells if u.text not in ("Not stated in the sources", "withheld")]
    assert len(answered) >= 0.8 * len(cells)
    assert not [u for u in cells if u.text == "withheld"]


def test_faq_answers_have_the_length_the_house_asks_for(drafted) -> None:
    graph = json.loads((drafted.folder / pipeline.JSONLD).read_bytes())["@graph"]
    answers = [q["acceptedAnswer"]["text"] for node in graph if node["@type"] == "FAQPage" for q in node["mainEntity"]]
    assert len(answers) >= 5
    assert all(40 <= len(answer.split()) <= 80 for answer in answers)


def test_two_runs_write_the_same_bytes(drafted, tmp_path: Path) -> None:
    again = pipeline.draft(drafted.settings, ("cerebrolysin", "Cortexin"), tmp_path, silent)
    for file in sorted(drafted.folder.iterdir()):
        assert (Path(again.folder) / file.name).read_bytes() == file.read_bytes(), file.name


def test_the_published_article_verifies_and_deleting_its_trace_changes_nothing(drafted, tmp_path: Path) -> None:
    copy = shutil.copytree(drafted.folder, tmp_path / "copy")
    first = pipeline.verify(drafted.settings, copy / pipeline.ARTICLE, silent)
    assert first.exit_code == 0
    assert first.summary["blocking"] == 0
    (copy / pipeline.TRACE).unlink()
    assert pipeline.verify(drafted.settings, copy / pipeline.ARTICLE, silent) == first


EDITS = [
    ("Nothing on this page is meant", "See [our shop](https://shop.example/buy). Nothing on this page is meant"),
    ("What is the main difference between", "Does Cerebrolysin heal? What is the main difference between"),
    ("95% CI 0.65–1.41", "95% CI 0.65–1.14"),
    ("RR 0.96", "RR 0.69"),
    ("10 mg intramuscularly once daily", "20 mg intramuscularly once daily"),
    ("Cerebrolysin has the deeper evidence", "Cortexin has the deeper evidence"),
    ("Of the 27 sources", "Of the 72 sources"),
    ('## <a id="safety"></a>Side effects and safety', '## <a id="safety"></a>Proven safety'),
    ("DOI: [10.1161/STROKEAHA.115.009416]", "DOI: [10.1161/STROKEAHA.115.009417]"),
    ("Nothing on this page is meant to diagnose", "Everything on this page is meant to diagnose"),
    ('# <a id="top"></a>Cortexin vs Cerebrolysin: evidence', '# <a id="top"></a>Cortexin beats Cerebrolysin: evidence'),
    ("Graded low, against very low", "Graded moderate, against very low"),
]


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_a_hand_edit_that_is_wrong_blocks(drafted, tmp_path: Path, old: str, new: str) -> None:
    text = drafted.markdown
    assert old in text
    path = tmp_path / "article.md"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert pipeline.verify(drafted.settings, path, silent).exit_code == 4


def test_a_forged_answer_in_the_structured_data_blocks(drafted, tmp_path: Path) -> None:
    copy = shutil.copytree(drafted.folder, tmp_path / "copy")
    path = copy / pipeline.JSONLD
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("narrowly", "barely")
        .replace("40–80", "x")
        .replace("Cerebrolysin has the deeper", "Cortexin has the deeper", 1),
        encoding="utf-8",
    )
    report = pipeline.verify(drafted.settings, copy / pipeline.ARTICLE, silent)
    assert report.exit_code == 4
    assert any(unit.kind == "jsonld" and unit.findings for unit in report.units)


def test_a_hand_edited_article_is_left_alone(drafted, tmp_path: Path) -> None:
    first = pipeline.draft(drafted.settings, ("cortexin", "cerebrolysin"), tmp_path, silent)
    page = Path(first.folder) / pipeline.ARTICLE
    page.write_text(page.read_text(encoding="utf-8") + "\nAn editor's line.\n", encoding="utf-8")
    edited = page.read_bytes()
    second = pipeline.draft(drafted.settings, ("cortexin", "cerebrolysin"), tmp_path, silent)
    assert second.revision
    assert page.read_bytes() == edited
    assert (Path(second.folder) / pipeline.ARTICLE).exists()
    assert second.folder != first.folder


PAIRS = [
    ("semax", "selank"),
    ("bpc-157", "tb-500"),
    ("dihexa", "dsip"),
    ("cellex", "cortexin"),
    ("actovegin", "cerebrolysin"),
]


@pytest.mark.parametrize("pair", PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_another_pair_needs_no_code(settings: Settings, tmp_path: Path, pair: tuple[str, str]) -> None:
    report = pipeline.draft(settings, pair, tmp_path, silent)
    assert report.held == ()
    path = Path(report.folder) / pipeline.ARTICLE
    assert pipeline.verify(settings, path, silent).exit_code == 0


def test_a_pair_with_little_evidence_is_marked_thin(settings: Settings, tmp_path: Path) -> None:
    report = pipeline.draft(settings, ("bpc-157", "tb-500"), tmp_path, silent)
    assert report.thin
    assert "thin: true" in (Path(report.folder) / pipeline.ARTICLE).read_text(encoding="utf-8")


def test_one_changed_figure_changes_only_what_rests_on_it(drafted, tmp_path: Path) -> None:
    workspace = shutil.copytree(ROOT / "corpus", tmp_path / "corpus").parent
    shutil.copy(ROOT / "draftbot.toml", workspace)
    shutil.copytree(ROOT / "prompts", workspace / "prompts")
    path = workspace / "corpus" / "references" / "26564102.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("0.0001", "0.0002").replace("0.62", "0.61"), encoding="utf-8"
    )
    report = pipeline.draft(load_settings(workspace), ("cortexin", "cerebrolysin"), workspace / "articles", silent)
    before = {unit["text"] for unit in drafted.trace["units"]}
    after = {unit["text"] for unit in json.loads((Path(report.folder) / pipeline.TRACE).read_bytes())["units"]}
    assert after - before
    assert all("P < 0.000" in text for text in (after - before) | (before - after))


MISTAKES = [
    (("cortexin", "cortexin"), UserError, "two different compounds"),
    (("cortexin",), UserError, "two different compounds"),
    (("cortexin", "cerebrolisin"), UnknownName, "did you mean cerebrolysin"),
]


@pytest.mark.parametrize(("names", "error", "what"), MISTAKES)
def test_a_mistake_gets_one_clear_line(
    settings: Settings, tmp_path: Path, names: tuple[str, ...], error: type[DraftbotError], what: str
) -> None:
    with pytest.raises(error, match=what) as caught:
        pipeline.draft(settings, names, tmp_path, silent)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_the_trace_leads_from_each_unit_to_its_spans(drafted, corpus) -> None:
    trace = Trace.model_validate(drafted.trace)
    supported = [unit for unit in trace.units if unit.verdict == "supported"]
    assert supported
    for unit in supported:
        assert unit.evidence
        assert unit.basis
        for span in unit.evidence:
            assert corpus.texts[span.source].text[span.start : span.end] == span.quote
    annotations = to_web_annotations(trace)
    assert annotations["type"] == "AnnotationPage"
    assert len(annotations["items"]) == sum(len(unit.evidence) for unit in trace.units)


def test_the_report_is_one_page_that_fetches_nothing(drafted) -> None:
    page = (drafted.folder / pipeline.REPORT).read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "http-equiv" in page
    assert " src=" not in page
    assert "@import" not in page
    assert page.count("<script>") == 1
    assert "Nothing was held" in page


def test_the_whole_corpus_is_proved(settings: Settings) -> None:
    report = check_corpus(settings, silent)
    assert [finding for finding in report.findings if finding.severity == "error"] == []
    assert report.summary["values put to the proof"] > 200
