"""Profiles know registers' names, keep synonyms from look-alikes, and begin from a file that passes the check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from draftbot.cli.main import app
from draftbot.corpus import lint, load
from draftbot.corpus.blank import EXAMPLES, blank_profile
from draftbot.corpus.schema import SCHEMAS
from draftbot.corpus.substances import malformed
from draftbot.corpus.typed import compound as typed_compound
from draftbot.corpus.yaml_file import read_yaml
from draftbot.records.compound import Compound, Identifier, LookAlike
from draftbot.records.corpus import Corpus
from draftbot.records.values import VALUE_TYPES


@pytest.mark.parametrize(
    ("kind", "value", "wrong"),
    [
        # real registers' names of aspirin, caffeine, insulin and water
        ("CAS", "50-78-2", None),
        ("CAS", "58-08-2", None),
        ("CAS", "7732-18-5", None),
        ("CAS", "50-78-3", "check digit"),
        ("CAS", "058-08-2", "form"),
        ("CAS", "50782", "form"),
        ("UNII", "R16CO5Y76E", None),
        ("UNII", "3G6A5W338E", None),
        ("UNII", "059QF0KO0R", None),
        ("UNII", "R16CO5Y76F", "check digit"),
        ("UNII", "r16co5y76e", "form"),
        ("UNII", "R16CO5Y7", "form"),
        ("InChIKey", "BSYNRYMUTXBXSQ-UHFFFAOYSA-N", None),
        ("InChIKey", "BSYNRYMUTXBXSQ-UHFFFAOYSA", "form"),
        ("InChIKey", "BSYNRYMUTXBXSQ-UHFFFAOYXA-N", "form"),
        ("PubChem CID", "2244", None),
        ("PubChem CID", "02244", "form"),
        ("PubChem SID", "123456789", None),
        ("ChEMBL", "CHEMBL25", None),
        ("ChEMBL", "25", "form"),
        ("UniProt", "P01308", None),
        ("UniProt", "A0A024R161", None),
        ("UniProt", "P0130", "form"),
        ("RxCUI", "1191", None),
        ("RxCUI", "1191x", "form"),
    ],
)
def test_registers_names_have_their_form_and_check_digit(kind: str, value: str, wrong: str | None) -> None:
    said = malformed(Identifier.model_validate({"kind": kind, "value": value}))
    assert (said is None) if wrong is None else wrong in (said or "")


def test_no_wrong_character_of_a_unii_passes_the_check() -> None:
    right = "R16CO5Y76E"
    for at, letter in enumerate(right):
        for other in set("0123456789ABCXYZ") - {letter}:
            assert malformed(Identifier(kind="UNII", value=f"{right[:at]}{other}{right[at + 1 :]}")) is not None


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("look_alikes: [{name: AZ-1}]", "'AZ-1' is a synonym and a look-alike"),
        ("look_alikes: [{name: Alphazine}]", "its own look-alike"),
        ("look_alikes: [{name: Gammazine, refs: [nowhere]}]", "which is no reference"),
        ('identifiers: [{kind: CAS, value: "50-78-3"}]', "the check digit of CAS"),
    ],
)
def test_a_profile_that_mixes_things_up_is_told_so(folder: Path, added: str, said: str) -> None:
    path = folder / "compounds" / "alphazine.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}{added}\n", encoding="utf-8")
    assert [f.message for f in lint(load(folder)) if f.severity == "error" and said in f.message] != []


def test_a_name_or_identifier_of_two_compounds_is_told(folder: Path) -> None:
    for slug, more in {"alphazine": "", "betazine": "synonyms: [{text: az-1, refs: [trial-two]}]\n"}.items():
        path = folder / "compounds" / f"{slug}.yaml"
        identifier = 'identifiers: [{kind: CAS, value: "50-78-2"}]\n'
        path.write_text(f"{path.read_text(encoding='utf-8')}{more}{identifier}", encoding="utf-8")
    said = [finding.message for finding in lint(load(folder)) if finding.severity == "error"]
    assert said == [
        "CAS 50-78-2 also stands in alphazine",
        "'az-1' also names alphazine; sources could not be told apart",
    ]


def test_every_type_has_an_example_with_all_its_keys_that_is_read() -> None:
    assert set(EXAMPLES) == set(VALUE_TYPES)
    for name, example in EXAMPLES.items():
        written = yaml.safe_load(example.replace("SOURCE", "trial-one").replace("TOPIC", "recovery"))
        VALUE_TYPES[name].model_validate({key: str(v) if key == "as_of" else v for key, v in written.items()})


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    assert CliRunner().invoke(app, ["init", str(tmp_path / "desk")]).exit_code == 0
    return tmp_path / "desk"


def new(desk: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["corpus", "new", *words, "--workspace", str(desk)])
    return done.exit_code, done.output if done.exception is None or done.exit_code == 0 else str(done.exception)


def test_a_new_profile_passes_the_check_and_can_be_filled_in(desk: Path) -> None:
    words = (
        "gammazine",
        "--name",
        "Gammazine: the #1",
        "--look-alike",
        "Deltazine",
        "--synonym",
        "GZ",
        "--identifier",
        "cas=50-78-2",
    )
    assert new(desk, *words)[0] == 0
    path = desk / "corpus" / "compounds" / "gammazine.yaml"
    loaded = load(desk / "corpus")
    made = loaded.corpus.compounds["gammazine"]
    assert (made.name, made.look_alikes[0].name, made.identifiers[0].kind) == ("Gammazine: the #1", "Deltazine", "CAS")
    assert '# - {text: "GZ", refs: [SOURCE]}' in path.read_text(encoding="utf-8")
    done = CliRunner().invoke(app, ["corpus", "check", "--workspace", str(desk)])
    assert done.exit_code == 0
    filled = "\n".join(
        line.removeprefix("# ").removeprefix("#") for line in path.read_text(encoding="utf-8").splitlines()
    )
    for field in loaded.corpus.fields.fields:
        assert f"\n  {field}:\n  - {{" in filled


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("examplopril",), "is there already"),
        (("Gamma Zine",), "cannot be a slug"),
        (("../gamma",), "cannot be a slug"),
        (("gamma", "--name", "EXAMPLOPRIL"), "has the name"),
        (("gamma", "--identifier", "CAS=50-78-3"), "check digit"),
        (("gamma", "--identifier", "ATC=A01"), "is no identifier"),
        (("gamma", "--identifier", "CAS"), "is no identifier"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_profile_is_refused_and_nothing_is_written(
    desk: Path, words: tuple[str, ...], said: str
) -> None:
    before = sorted(desk.rglob("*"))
    _, printed = new(desk, *words)
    assert said in printed
    assert sorted(desk.rglob("*")) == before


@settings(max_examples=40)
@given(
    name=st.text(min_size=1, max_size=20).filter(lambda t: t.strip()),
    other=st.text(min_size=1, max_size=20).filter(lambda t: t.strip()),
)
def test_a_blank_profile_is_read_whatever_the_names_are(
    corpus: Corpus, tmp_path_factory: pytest.TempPathFactory, name: str, other: str
) -> None:
    made = Compound(slug="x", name=name, look_alikes=(LookAlike(name=other),))
    path = tmp_path_factory.mktemp("blank") / "x.yaml"
    path.write_text(blank_profile(made, (other,), corpus.fields), encoding="utf-8")
    assert typed_compound(read_yaml(path), "x", corpus.fields).slug == "x"


def test_the_schemas_know_every_file_of_the_example_corpus(corpus: Corpus, root: Path) -> None:
    for kind, folder in {"compound": "compounds", "reference": "references"}.items():
        validator = Draft202012Validator(SCHEMAS[kind](corpus.fields))
        for path in sorted((root / folder).glob("*.yaml")):
            assert [error.message for error in validator.iter_errors(read_yaml(path).data)] == [], path.name
    for kind in ("fields", "house"):
        validator = Draft202012Validator(SCHEMAS[kind](corpus.fields))
        assert [error.message for error in validator.iter_errors(read_yaml(root / f"{kind}.yaml").data)] == []


@pytest.fixture
def root() -> Path:
    return Path(__file__).parents[2] / "corpus"


def test_the_schema_refuses_a_misspelt_field_and_a_value_without_a_source(corpus: Corpus) -> None:
    validator = Draft202012Validator(SCHEMAS["compound"](corpus.fields))
    for fields in ({"knd": []}, {"kind": [{"text": "x"}]}, {"kind": "x"}):
        assert list(validator.iter_errors({"slug": "x", "name": "X", "fields": fields})) != []


def test_the_command_prints_the_schema_of_this_workspace(desk: Path) -> None:
    done = CliRunner().invoke(app, ["corpus", "schema", "compound", "--workspace", str(desk)])
    schema = json.loads(done.output)
    assert set(schema["properties"]["fields"]["properties"]) == set(load(desk / "corpus").corpus.fields.fields)
