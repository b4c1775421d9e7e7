"""The corpus commands at work, against a server that plays both registries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.registry import Registry, article, served, work
from draftbot import pipeline
from draftbot.cli.main import app
from draftbot.corpus import load_corpus
from draftbot.errors import DraftbotError
from draftbot.progress import silent
from draftbot.settings import load_settings

KEY = "not-a-real-key-0123456789"
TRIAL = "synthetic-trial-a"


@pytest.fixture
def registry() -> Iterator[Registry]:
    with served(Registry()) as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that asks the played registries, with a key in the environment."""
    monkeypatch.setenv("NCBI_API_KEY", KEY)
    for name in ("DRAFTBOT_EMAIL", "DRAFTBOT_TOOL"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "desk"
    assert CliRunner().invoke(app, ["init", str(root)]).exit_code == 0
    settings = root / "draftbot.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + f'\n[fetch]\nemail = "nobody@example.org"\ntool = "desk"\nreplay = "{registry.base}"\n',
        encoding="utf-8",
    )
    return root


def run(desk: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["corpus", *words, "--workspace", str(desk)])
    if isinstance(done.exception, DraftbotError):
        return done.exception.exit_code, str(done.exception)
    return done.exit_code, done.output


def give(desk: Path, key: str, old: str, new: str) -> None:
    path = desk / "corpus" / "references" / f"{key}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_add_takes_both_registries_records_once(desk: Path, registry: Registry) -> None:
    registry.pubmed["99000001"] = article("99000001", "A synthetic work", "10.9999/one")
    registry.dois["10.9999/one"] = "99000001"
    registry.crossref["10.9999/one"] = work("10.9999/one", "A synthetic work", publisher="Nobody")
    code, said = run(desk, "add", "99000001", "https://doi.org/10.9999/ONE", "99000002")
    assert code == 4
    assert "refused: registries: record 3: neither PubMed nor Crossref knows PMID 99000002" in said
    made = load_corpus(desk / "corpus").references["99000001"]
    assert made.bibliography.publisher == "Nobody"
    assert made.integrity.checked is not None
    assert [entry.origin.partition(",")[0] for entry in made.provenance] == ["PMID 99000001", "PMID 99000001"]
    before = {path: path.read_bytes() for path in (desk / "corpus").rglob("*.yaml")}
    assert "0 new" in run(desk, "add", "99000001")[1]
    assert {path: path.read_bytes() for path in (desk / "corpus").rglob("*.yaml")} == before
    assert registry.questions("efetch")[0]["tool"] == "desk"


def test_no_file_of_the_workspace_holds_the_key(desk: Path, registry: Registry) -> None:
    registry.pubmed["99000001"] = article("99000001", "A synthetic work")
    run(desk, "add", "99000001")
    assert registry.questions("efetch")[0]["api_key"] == KEY
    assert [p for p in desk.rglob("*") if p.is_file() and KEY.encode() in p.read_bytes()] == []


def test_without_a_mail_address_nobody_is_asked(desk: Path, registry: Registry) -> None:
    settings = desk / "draftbot.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('email = "nobody@example.org"\n', ""), encoding="utf-8"
    )
    code, said = run(desk, "add", "99000001")
    assert code == 2
    assert "ask who is asking" in said
    assert registry.asked == []


@pytest.mark.parametrize("command", [("add", "99000001"), ("check", "--online"), ("watch",), ("fetch", "--all")])
def test_offline_is_one_line_and_changes_nothing(desk: Path, command: tuple[str, ...]) -> None:
    give(desk, TRIAL, "bibliography:\n", 'bibliography:\n  PMID: "99000001"\n')
    settings = desk / "draftbot.toml"
    text = settings.read_text(encoding="utf-8").partition("replay")[0]
    settings.write_text(f'{text}replay = "http://127.0.0.1:9"\n', encoding="utf-8")
    before = {path: path.read_bytes() for path in (desk / "corpus").rglob("*.yaml")}
    code, said = run(desk, *command)
    assert code == 5
    assert "cannot be reached (offline?)" in said
    assert "\n" not in said.strip()
    assert {path: path.read_bytes() for path in (desk / "corpus").rglob("*.yaml")} == before


@pytest.mark.parametrize("address", ["http://example.org", "http://10.0.0.1:80", "https://api.crossref.org"])
def test_only_this_machine_may_play_the_registries(desk: Path, address: str) -> None:
    settings = desk / "draftbot.toml"
    text = settings.read_text(encoding="utf-8").partition("replay")[0]
    settings.write_text(f'{text}replay = "{address}"\n', encoding="utf-8")
    code, said = run(desk, "add", "99000001")
    assert code == 2
    assert "only an address of this machine" in said


def test_fetch_all_replaces_digests_keeps_them_and_prints_figures_that_differ(desk: Path, registry: Registry) -> None:
    old = load_corpus(desk / "corpus").references[TRIAL]
    give(desk, TRIAL, "bibliography:\n", 'bibliography:\n  PMID: "99000001"\n')
    registry.pubmed["99000001"] = article("99000001", old.bibliography.title or "")
    code, said = run(desk, "fetch", "--all")
    new = load_corpus(desk / "corpus").references[TRIAL]
    assert code == 4
    assert f"{TRIAL}: only in the digest: " in said
    assert f"{TRIAL}: only in the abstract: 60" in said
    assert "the digest stays: it has no PMID, DOI or PMCID" in said
    assert new.digest == old.text
    assert (new.text_kind, new.text[0].text) == ("abstract", "A synthetic abstract about nothing with 60 people.")


def test_fetch_leaves_a_digest_whose_pmid_is_another_works(desk: Path, registry: Registry) -> None:
    give(desk, TRIAL, "bibliography:\n", 'bibliography:\n  PMID: "99000001"\n')
    registry.pubmed["99000001"] = article("99000001", "The geology of distant moons")
    _, said = run(desk, "fetch", "--all")
    assert f"{TRIAL}: the digest stays: PMID 99000001 is another work: The geology of distant moons" in said
    assert load_corpus(desk / "corpus").references[TRIAL].text_kind == "digest"


def test_check_online_gives_each_reference_its_state_and_writes_it_down(desk: Path, registry: Registry) -> None:
    old = load_corpus(desk / "corpus").references[TRIAL]
    give(desk, TRIAL, "bibliography:\n", 'bibliography:\n  PMID: "99000001"\n')
    registry.pubmed["99000001"] = article("99000001", old.bibliography.title or "", types=["Retracted Publication"])
    code, said = run(desk, "check", "--online")
    assert code == 4
    assert f"RETRACTED ({load_corpus(desk / 'corpus').references[TRIAL].integrity.checked}): {TRIAL}" in said
    assert "UNCHECKED: synthetic-review" in said
    code, said = run(desk, "check", "--json")
    states = {one["id"]: one["state"] for one in json.loads(said[: said.rindex("}") + 1])["standings"]}
    assert states[TRIAL] == "RETRACTED"


def test_a_retraction_holds_exactly_the_units_that_rest_on_the_source_and_watch_lists_them(
    desk: Path, registry: Registry
) -> None:
    settings = load_settings(desk)
    pair = settings.example or ("", "")
    before = _trace(pipeline.draft(settings, pair, settings.articles, silent).folder)
    old = load_corpus(desk / "corpus").references[TRIAL]
    give(desk, TRIAL, "bibliography:\n", 'bibliography:\n  PMID: "99000001"\n')
    registry.pubmed["99000001"] = article("99000001", old.bibliography.title or "", types=["Retracted Publication"])
    code, said = run(desk, "watch", "--json")
    report = json.loads(said[: said.rindex("}") + 1])
    assert code == 4
    assert [one["id"] for one in report["changed"]] == [TRIAL]
    resting = [unit for unit in before["units"] if TRIAL in unit["sources"]]
    listed = report["affected"][0]["units"][TRIAL]
    assert {unit["text"] for unit in resting} <= set(listed)

    after = _trace(pipeline.draft(settings, pair, desk / "again", silent).folder)
    published = {unit["text"] for unit in after["units"]}
    cited = [unit for unit in before["units"] if unit["sources"] and not unit["derivation"]]
    assert len([unit for unit in cited if TRIAL in unit["sources"]]) > 5
    others = [
        unit for unit in cited if TRIAL not in unit["sources"] and unit["section"] != "faq"
    ]  # an answer stands whole
    assert [unit["text"] for unit in others if unit["text"] not in published] == []
    assert [
        unit["text"] for unit in after["units"] if TRIAL in unit["sources"] and unit["verdict"] == "supported"
    ] == []
    held = {unit["text"]: unit["reasons"] for unit in after["held"]}
    assert set(held) <= {unit["text"] for unit in cited if TRIAL in unit["sources"]}
    assert all("retraction" in " ".join(reasons) for reasons in held.values())
    page = (desk / "again" / "-vs-".join(pair) / pipeline.ARTICLE).read_text(encoding="utf-8")
    assert f"{old.card.called}: retraction" in page


def _trace(folder: str) -> dict:
    return json.loads((Path(folder) / pipeline.TRACE).read_bytes())


@pytest.mark.parametrize(("measure", "held"), [("allow", False), ("flag", False), ("block", True)])
def test_the_house_says_what_a_retraction_does(desk: Path, measure: str, held: bool) -> None:
    house = desk / "corpus" / "house.yaml"
    house.write_text(f"{house.read_text(encoding='utf-8')}\nintegrity: {{retraction: {measure}}}\n", encoding="utf-8")
    path = desk / "corpus" / "references" / f"{TRIAL}.yaml"
    path.write_text(
        f"{path.read_text(encoding='utf-8')}\nintegrity:\n  notices:\n  - {{kind: retraction, seen_in: a planted one}}\n",
        encoding="utf-8",
    )
    assert (TRIAL in load_corpus(desk / "corpus").blocked) is held
    code, said = run(desk, "check", "--notes")
    assert code == (4 if held else 0)
    assert {"allow": "note: ", "flag": "warn: ", "block": "error: "}[measure] in said


def test_an_excerpt_is_added_verbatim_with_page_and_day_and_only_once(desk: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Synthetic tablets hold 5 mg.\nKeep  them dry (below 25 °C).\n", encoding="utf-8")
    given = ("add", TRIAL, "--excerpt", str(words), "--page", "p. 12", "--seen", "2026-01-31")
    assert run(desk, *given)[0] == 0
    items = load_corpus(desk / "corpus").references[TRIAL].text[-2:]
    assert [(item.text, item.page) for item in items] == [
        ("Synthetic tablets hold 5 mg.", "p. 12"),
        ("Keep them dry (below 25 °C).", "p. 12"),
    ]
    assert "1 unchanged" in run(desk, *given)[1]


def test_a_label_or_regulators_page_becomes_a_source_of_its_own(desk: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Synthetic tablets hold 5 mg.", encoding="utf-8")
    given = (
        "--excerpt",
        str(words),
        "--page",
        "section 2",
        "--title",
        "Synthetic label",
        "--url",
        "https://example.org/label",
    )
    assert run(desk, "add", "label-c", *given)[0] == 0
    made = load_corpus(desk / "corpus").references["label-c"]
    assert (made.text_kind, made.bibliography.URL) == ("excerpt", "https://example.org/label")
    assert run(desk, "check")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("label-c", "--excerpt", "WORDS", "--page", "1"), "give the document's --title"),
        (("Label C", "--excerpt", "WORDS", "--page", "1", "--title", "x"), "cannot be an id"),
        ((TRIAL, "--excerpt", "WORDS"), "needs --page"),
        ((TRIAL, "label-c", "--excerpt", "WORDS", "--page", "1"), "give its id alone"),
        ((TRIAL, "--excerpt", "WORDS", "--page", "1", "--seen", "yesterday"), "write it as YYYY-MM-DD"),
        ((TRIAL, "--excerpt", "EMPTY", "--page", "1"), "the excerpt is empty"),
        ((TRIAL, "--excerpt", "MISSING", "--page", "1"), "cannot be read"),
        (("99000001", "--page", "1"), "belong to --excerpt"),
        (("nonsense",), "neither a PMID, a PMCID nor a DOI"),
    ],
)
def test_a_mistaken_excerpt_is_one_line(desk: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    files = {"WORDS": "Synthetic words.", "EMPTY": " \n", "MISSING": None}
    for name, text in files.items():
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
    code, printed = run(desk, "add", *(str(tmp_path / word) if word in files else word for word in words))
    assert code == 2
    assert said in printed


@pytest.mark.parametrize(
    ("words", "count"), [((), 6), (("examplopril",), 4), ((TRIAL,), 1), ((TRIAL, "examplopril"), 4), (("lonely",), 0)]
)
def test_export_gives_all_or_those_named(desk: Path, tmp_path: Path, words: tuple[str, ...], count: int) -> None:
    run(desk, "new", "lonely")
    out = tmp_path / "refs.json"
    assert run(desk, "export", *words, "-o", str(out))[0] == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))) == count


def test_an_unknown_format_or_name_is_one_line(desk: Path) -> None:
    assert run(desk, "export", "--format", "bib") == (2, "no format named 'bib'; did you mean bibtex?")
    assert "no reference or compound named 'nobody'" in run(desk, "export", "nobody")[1]
