"""Loading and checking a workspace's corpus: each mistake is found, with file, line and field."""

import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftbot.corpus import lint, load, load_corpus
from draftbot.corpus.texts import passages, source_text
from draftbot.errors import BadInput
from draftbot.records.reference import Bibliography, Reference, StudyCard, TextItem

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return tmp_path / "corpus"


def change(path: Path, old: str, new: str) -> int:
    """Replaces the first occurrence and returns its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


REFUSED = [
    ("compounds/cortexin.yaml", "  kind:\n", "  kinds:\n", "unknown field 'kinds'; did you mean kind"),
    ("compounds/cortexin.yaml", "name: Cortexin\n", "nom: Cortexin\n", "unknown key 'nom'"),
    ("compounds/cortexin.yaml", "slug: cortexin\n", "slug: 2024-01-01\n", "the file is named 'cortexin'"),
    ("compounds/cortexin.yaml", "slug: cortexin\n", "slug: ../cortexin\n", "is not a slug"),
    ("compounds/cortexin.yaml", "slug: cortexin\n", "slug: 2024\n", "must be text; write it in quotes"),
    ("references/26564102.yaml", "design: rct\n", "design: trial\n", "input should be"),
    ("house.yaml", "thin_below: 6\n", "thin_below: six\n", "integer"),
]


@pytest.mark.parametrize(("name", "old", "new", "what"), REFUSED)
def test_a_wrong_record_is_refused_with_file_line_and_field(
    folder: Path, name: str, old: str, new: str, what: str
) -> None:
    line = change(folder / name, old, new)
    with pytest.raises(BadInput, match=what) as caught:
        load_corpus(folder)
    assert caught.value.path == str(folder / name)
    assert caught.value.line == line


def test_a_value_without_refs_is_refused(folder: Path) -> None:
    path = folder / "compounds" / "cellex.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('    refs:\n    - "33449527"\n', "", 1), encoding="utf-8")
    with pytest.raises(BadInput, match="every value needs refs"):
        load_corpus(folder)


def test_a_link_out_of_the_corpus_is_refused(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("slug: outside\nname: Outside\n", encoding="utf-8")
    (folder / "compounds" / "outside.yaml").symlink_to(outside)
    with pytest.raises(BadInput, match="points outside"):
        load_corpus(folder)


FOUND = [
    ("references/26564102.yaml", '  PMID: "26564102"', '  PMID: "26564102x"', "does not have the form of a PMID"),
    (
        "references/26564102.yaml",
        "  DOI: 10.1161/STROKEAHA.115.009416",
        "  DOI: 10.1007/S10072-019-04053-5",
        "also stands in",
    ),
    ("references/26564102.yaml", "  volume:", "  ISSN: 0000-0001\n  volume:", "check digit"),
    ("references/26564102.yaml", '      ci_low: "0.63"', '      ci_low: "0.73"', "outside its interval"),
    ("references/26564102.yaml", '      ci_low: "0.63"', '      ci_low: "0.62"', "the text does not state the figure"),
    ("references/26564102.yaml", '    p: "<0.0001"', '    p: "1.2"', "is not between 0 and 1"),
    (
        "references/26564102.yaml",
        "    direction: favours-treatment",
        "    direction: no-difference",
        "excludes no difference",
    ),
    ("references/26564102.yaml", "    topic: stroke", "    topic: strokes", "unknown topic"),
    ("references/31494820.yaml", '  - "33620612"', '  - "99999999"', "which is no reference"),
    ("compounds/cellex.yaml", '    - "33449527"', '    - "1"', "which is no reference"),
    ("compounds/cellex.yaml", "- field: kind\n", "- field: routes\n", "listed as not stated and has values"),
    ("compounds/cellex.yaml", "- field: kind\n", "- field: kin\n", "unknown field 'kin'"),
]


@pytest.mark.parametrize(("name", "old", "new", "what"), FOUND)
def test_a_doubtful_record_is_found_with_its_line(folder: Path, name: str, old: str, new: str, what: str) -> None:
    change(folder / name, old, new)
    found = [finding for finding in lint(load(folder)) if what in finding.message]
    assert found
    assert what == "also stands in" or found[0].file == str(folder / name)
    assert found[0].line > 1


def test_notices_are_findings_as_the_house_decides(folder: Path) -> None:
    notices = [f for f in lint(load(folder)) if f.message.startswith("notice")]
    assert {(Path(f.file).name, f.severity) for f in notices} == {
        ("31494820.yaml", "warn"),
        ("benoist-2014-dihexa.yaml", "warn"),
    }


def test_the_example_corpus_has_no_error() -> None:
    assert [f for f in lint(load(ROOT / "corpus")) if f.severity == "error"] == []


def reference(texts: list[str]) -> Reference:
    return Reference(
        id="synthetic",
        bibliography=Bibliography(type="book"),
        card=StudyCard(called="the synthetic book", design="other"),
        text_kind="digest",
        text_seen="full-text",
        text=tuple(TextItem(text=text) for text in texts),
    )


SENTENCES = st.lists(st.text(alphabet="abc .", min_size=1, max_size=300).filter(str.strip), min_size=1, max_size=12)


@given(SENTENCES)
def test_passages_tile_the_text_with_exact_spans(texts: list[str]) -> None:
    record = reference(texts)
    whole = source_text(record)
    cut = list(passages(record, whole))
    assert all(whole.text[p.start : p.end].strip() == p.text for p in cut)
    assert cut[0].start == 0
    assert cut[-1].end == len(whole.text)
    assert all(b.start == a.end + 1 for a, b in itertools.pairwise(cut))
    assert len({p.id for p in cut}) == len(cut)


def test_a_passage_keeps_its_id_when_another_changes() -> None:
    long = ["First sentence. " * 30, "Second sentence. " * 30, "Third sentence. " * 30]
    before = {p.text: p.id for p in passages(reference(long), source_text(reference(long)))}
    edited = [long[0], "Another sentence. " * 30, long[2]]
    after = {p.text: p.id for p in passages(reference(edited), source_text(reference(edited)))}
    shared = before.keys() & after.keys()
    assert len(shared) == 2
    assert all(before[text] == after[text] for text in shared)
