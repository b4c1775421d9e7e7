"""Records onto the shelf: new, merged, unchanged, or another work's; what an editor wrote is never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.importers import cases
from draftbot.cli.main import app
from draftbot.corpus import lint, load
from draftbot.corpus.cards import Tagger
from draftbot.corpus.importers import read_file
from draftbot.corpus.shelf import Shelf, Taken, take
from draftbot.corpus.shelf.identity import doi, pmcid, pmid, same_title
from draftbot.corpus.shelf.merge import agree
from draftbot.records.reference import Author

DAY = date(2026, 1, 31)


@pytest.fixture
def bring(folder: Path, tmp_path: Path):
    """Imports a text as a file of the small corpus and says what became of each record."""

    def bringing(name: str, text: str) -> list[Taken]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        tagger = Tagger(load(folder).corpus)
        return list(take(read_file(path), name, Shelf(folder / "references"), tagger, DAY))

    return bringing


def test_a_new_record_becomes_a_file_that_passes_the_check(bring, folder: Path) -> None:
    (taken,) = bring("export.xml", cases.PUBMED)
    assert (taken.outcome, taken.id) == ("new", "99000001")
    loaded = load(folder)
    made = loaded.corpus.references["99000001"]
    assert [f for f in lint(loaded) if "99000001" in f.file and f.severity == "error"] == [
        f for f in lint(loaded) if "99000001" in f.file and "notice: retraction" in f.message
    ]
    assert made.compounds == ("alphazine",)
    assert made.bibliography.title == "A synthetic trial of alphazine and H2O in adults"
    assert (made.bibliography.DOI, made.bibliography.registration) == ("10.9999/ONE.1", "NCT09999999")
    assert (made.card.design, made.card.species, made.card.n) == ("rct", "human", 60)
    assert [arm.name for arm in made.card.arms] == ["Alphazine", "placebo"]
    outcome = made.card.outcomes[0]
    assert outcome.finding == "Alphazine reduced pain compared with placebo"
    assert (outcome.estimate.value, outcome.estimate.ci_low, outcome.estimate.ci_high) == ("0.50", "0.30", "0.80")
    assert made.integrity.checked == DAY
    assert made.provenance[0].origin == "export.xml, PubMed XML record 1"
    text = loaded.corpus.texts["99000001"].text
    assert {s.field: s.span.of(text) for s in made.card.spans}["n"] == "Sixty patients"


def test_importing_the_same_file_again_changes_no_byte(bring, folder: Path) -> None:
    bring("export.xml", cases.PUBMED)
    before = {path: path.read_bytes() for path in (folder / "references").iterdir()}
    assert [taken.outcome for taken in bring("export.xml", cases.PUBMED)] == ["unchanged"]
    assert {path: path.read_bytes() for path in (folder / "references").iterdir()} == before


def test_one_work_in_seven_formats_is_one_reference_with_its_conflicts_kept(bring, folder: Path) -> None:
    bring("export.xml", cases.PUBMED)
    for name, text in (
        ("a.nbib", cases.MEDLINE),
        ("b.ris", cases.RIS),
        ("c.txt", cases.WEB_OF_SCIENCE),
        ("d.bib", cases.BIBTEX),
    ):
        assert [t for t in bring(name, text) if t.id == "99000001"], name
    assert bring("e.json", cases.CSL)[0].id == "99000001"
    assert bring("f.nxml", cases.JATS)[0].id == "99000001"
    merged = load(folder).corpus.references["99000001"]
    assert merged.bibliography.title == "A synthetic trial of alphazine and H2O in adults"
    assert {notice.kind for notice in merged.integrity.notices} == {"retraction", "erratum"}
    assert len(merged.provenance) == 7
    assert "author" in {conflict.about for conflict in merged.conflicts}  # BibTeX says Nöbody


def test_remarks_and_order_of_a_hand_written_file_stay(bring, folder: Path) -> None:
    path = folder / "references" / "trial-one.yaml"
    path.write_text(
        "# by hand\n" + path.read_text(encoding="utf-8").replace("card:", "# the card\ncard:"), encoding="utf-8"
    )
    before = path.read_text(encoding="utf-8")
    ris = "TY  - JOUR\nTI  - A synthetic trial\nDO  - https://doi.org/10.1000/SYNTHETIC.1\nJO  - Journal of Nothing\nVL  - 3\nER  -\n"
    (taken,) = bring("more.ris", ris)
    assert (taken.outcome, taken.id) == ("merged", "trial-one")
    after = path.read_text(encoding="utf-8")
    assert after.startswith("# by hand\nid: trial-one\n")
    assert "# the card\ncard:" in after
    assert load(folder).corpus.references["trial-one"].bibliography.volume == "3"
    assert before.partition("# the card")[2] in after


def test_a_field_in_which_two_sources_differ_is_kept_twice_and_told_once(bring, folder: Path) -> None:
    ris = "TY  - JOUR\nTI  - A synthetic trial\nDO  - 10.1000/synthetic.1\nAN  - 202\nDB  - PubMed\nER  -\n"
    (taken,) = bring("other.ris", ris)
    assert taken.notes == ("PMID: '101' here, '202' there",)
    kept = load(folder).corpus.references["trial-one"]
    assert kept.bibliography.PMID == "101"
    assert (kept.conflicts[0].first, kept.conflicts[0].second) == ("101", "202")
    assert bring("again.ris", ris)[0].outcome == "unchanged"


def test_a_record_of_another_work_under_the_same_identifier_is_kept_out_and_named(bring, folder: Path) -> None:
    ris = "TY  - JOUR\nTI  - The geology of distant moons\nDO  - 10.1000/synthetic.1\nVL  - 9\nER  -\n"
    (taken,) = bring("wrong.ris", ris)
    assert taken.outcome == "other-work"
    kept = load(folder).corpus.references["trial-one"]
    assert kept.bibliography.volume is None
    assert [(m.kind, m.field) for m in kept.integrity.mismatches] == [("wrong-work", "DOI")]


@pytest.mark.parametrize(
    ("form", "given", "bare"),
    [
        (doi, "https://doi.org/10.1000/ABC.1", "10.1000/abc.1"),
        (doi, "DOI: 10.1000/abc.1.", "10.1000/abc.1"),
        (doi, "http://dx.doi.org/10.1000/abc(1)x", "10.1000/abc(1)x"),
        (doi, "nothing", None),
        (pmid, "PMID: 00012345", "12345"),
        (pmid, "https://pubmed.ncbi.nlm.nih.gov/12345/", "12345"),
        (pmid, "12345 6", None),
        (pmcid, "pmc0123.2", "PMC123"),
        (pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/PMC123/", "PMC123"),
        (pmcid, "123", None),
    ],
)
def test_identifiers_are_known_in_every_form(form, given: str, bare: str | None) -> None:
    assert form(given) == bare


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Effect of alphazine on pain", "Effect of Alphazine on Pain.", True),
        ("Effect of alphazine on pain: a randomised trial", "Effect of alphazine on pain - a randomized trial", True),
        (
            "Effect of alphazine on chronic pain in adults",
            "Effect of alphazine on chronic pain in adults: a trial",
            True,
        ),
        ("Effect of alphazine on pain, part 1", "Effect of alphazine on pain, part 2", False),
        ("Effect of alphazine on pain", "The geology of moons", False),
        ("Pain", "Pain relief", False),
        ("", "", False),
    ],
)
def test_titles_of_one_work_are_told_from_those_of_two(one: str, two: str, same: bool) -> None:
    assert same_title(one, two) is same


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "agreed"),
    [
        ("page", "611-7", "611-617", True),
        ("page", "611-617", "611–7", True),
        ("page", "611-7", "612-7", False),
        ("container_title", "Cochrane Database Syst Rev", "The Cochrane database of systematic reviews", True),
        ("container_title", "PLoS One", "PLOS ONE", True),
        ("container_title", "Journal of Pain", "Journal of Geology", False),
        (
            "author",
            (Author(family="Nobody", given="N"),),
            (Author(family="NOBODY", given="Nora"), Author(family="X")),
            True,
        ),
        ("author", (Author(family="Nobody"),), (Author(family="Somebody"),), False),
        ("DOI", "10.1000/ABC", "https://doi.org/10.1000/abc", True),
        ("issued", 2019, 2020, False),
    ],
)
def test_spellings_of_one_value_agree_and_other_values_do_not(
    name: str, ours: object, theirs: object, agreed: bool
) -> None:
    assert agree(name, ours, theirs) is agreed


def test_title_year_and_author_find_a_work_without_identifiers(bring, folder: Path) -> None:
    ris = "TY  - JOUR\nTI  - A synthetic trial of nothing\nAU  - Nobody, N\nPY  - 2001\nER  -\n"
    assert bring("one.ris", ris)[0].outcome == "new"
    again = ris.replace("of nothing", "of Nothing.").replace("ER", "VL  - 4\nER")
    assert (bring("two.ris", again)[0].outcome, bring("two.ris", again)[0].outcome) == ("merged", "unchanged")
    assert load(folder).corpus.references["nobody-2001-synthetic"].bibliography.volume == "4"


def test_the_command_prints_what_an_editor_must_know_and_exits_4_when_something_was_refused(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["init", str(tmp_path / "desk")]).exit_code == 0
    (tmp_path / "good.xml").write_text(cases.PUBMED, encoding="utf-8")
    (tmp_path / "bad.bib").write_text(cases.BIBTEX, encoding="utf-8")
    done = runner.invoke(
        app,
        [
            "corpus",
            "import",
            str(tmp_path / "good.xml"),
            str(tmp_path / "bad.bib"),
            "--workspace",
            str(tmp_path / "desk"),
        ],
    )
    assert done.exit_code == 4
    assert "new: good.xml: record 1: 99000001: retraction on record" in done.output
    assert "refused: bad.bib: record 3: " in done.output
    assert "4 records, 2 new, 1 merged, 0 unchanged, 0 other-work, 1 refused" in done.output


def test_two_works_that_a_registry_knows_apart_stay_two_though_they_bear_one_title(bring, folder: Path) -> None:
    for number in ("99000011", "99000012"):
        bring(f"{number}.xml", cases.PUBMED.replace("99000001", number).replace("10.9999/ONE.1", f"10.9999/{number}"))
    assert {"99000011", "99000012"} <= set(load(folder).corpus.references)
