"""Loading a corpus: every mistake is refused with file, line, field and what to do; whatever is right is one value."""

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draftbot.corpus import load, load_corpus
from draftbot.errors import BadInput, BadInputs, DraftbotError
from draftbot.records.values import GoalValue, TextValue

Change = Callable[[str, str, str], int]
ALPHAZINE, TRIAL = "compounds/alphazine.yaml", "references/trial-one.yaml"

REFUSED = [
    # what is wrong, file, old text, new text, field, message
    ("a field misspelt", ALPHAZINE, "  uses:\n", "  use:\n", "fields.use", "did you mean uses?"),
    ("a field unlike any", ALPHAZINE, "  uses:\n", "  zzz:\n", "fields.zzz", "known: kind, dose, uses, price"),
    ("a key misspelt", ALPHAZINE, "name: Alp", "nam: Alp", "nam", "unknown key 'nam'; did you mean name"),
    ("a deep key misspelt", TRIAL, "      ci_low:", "      cl_low:", "card.outcomes.0.estimate.cl_low", "did you mean ci_low"),
    ("a key of a value misspelt", ALPHAZINE, "    topic: re", "    topics: re", "fields.uses.0.topics", "did you mean topic?"),
    ("a slug unlike the file", ALPHAZINE, "slug: alphazine", "slug: alphazin", "slug", "the file is named 'alphazine'"),
    ("an id unlike the file", TRIAL, "id: trial-one", "id: trial-1", "id", "the file is named 'trial-one'"),
    ("a path as slug", ALPHAZINE, "slug: alphazine", "slug: ../alphazine", "slug", "is not a slug"),
    ("a date as slug", ALPHAZINE, "slug: alphazine", "slug: 2024-01-01", "slug", "the file is named 'alphazine'"),
    ("a number as slug", ALPHAZINE, "slug: alphazine", "slug: 2024", "slug", "write it in quotes"),
    ("a truth as name", ALPHAZINE, "name: Alphazine", "name: true", "name", "write it in quotes"),
    ("an empty name", ALPHAZINE, "name: Alphazine", "name:", "name", "is empty; write text"),
    ("a list as name", ALPHAZINE, "name: Alphazine", "name: [Alphazine]", "name", "must be one text"),
    ("no refs", ALPHAZINE, "    refs: [trial-one]\n  uses", "  uses", "fields.kind.0.refs", "is missing; every value needs refs"),
    ("empty refs", ALPHAZINE, "    refs: [trial-one]\n  uses", "    refs: []\n  uses", "fields.kind.0.refs", "is empty; every value needs refs"),
    ("one value, not a list", ALPHAZINE, "  - text: a synth", "    text: a synth", "fields.kind", "must be a list"),
    ("fields as a list", "compounds/betazine.yaml", "fields:\n  kind:\n", "fields:\n", "fields", "must be a mapping"),
    ("a word that is not allowed", TRIAL, "design: rct", "design: trial", "card.design", "'trial' is not among the words"),
    ("a year in words", TRIAL, "  title:", "  issued: last year\n  title:", "bibliography.issued", "must be a whole number"),
    ("people below nought", TRIAL, "  n: 50", "  n: -50", "card.n", "greater than or equal to 0"),
    ("a date as a number", "references/trial-two.yaml", "2026-01-01", "20260101", "integrity.checked", "write it as YYYY-MM-DD"),
    ("a day that is not", "references/trial-two.yaml", "2026-01-01", "2026-02-30", "integrity.checked", "valid date"),
    ("a value type misspelt", "fields.yaml", "type: quantity", "type: quantum", "fields.price.type", "unknown value type 'quantum'"),
    ("a slot misspelt", "fields.yaml", "is {values}", "is {value}", "fields.kind.say", "unknown slot {value}"),
    ("a slot that reaches inside", "house.yaml", "{site} sells", "{site.__class__} sells", "blocks.disclosure", "unknown slot"),
    ("an unpaired brace", "house.yaml", "{site} sells", "{site sells", "blocks.disclosure", "brace"),
    ("a bad pattern", "house.yaml", "'buy now'", "'buy (now'", "policy.0.pattern", "not a regular expression"),
    ("a number in words", "house.yaml", "thin_below: 6", "thin_below: six", "thin_below", "must be a whole number"),
    ("HTML", TRIAL, "title: A synthetic", "title: A <b>synthetic</b>", "bibliography.title", "HTML or script"),
    ("a closing script", ALPHAZINE, "text: a synthetic", "text: a </script> synthetic", "fields.kind.0.text", "HTML or script"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "field", "what"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_a_mistake_is_refused_with_file_line_field_and_remedy(
    folder: Path, change: Change, name: str, old: str, new: str, field: str, what: str
) -> None:
    line = change(name, old, new)
    with pytest.raises(BadInput, match=re.escape(what)) as caught:
        load_corpus(folder)
    assert len(caught.value.each()) == 1
    assert (caught.value.path, caught.value.field) == (str(folder / name), field)
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= 1  # a key that is missing has no line of its own


@pytest.mark.parametrize("name", ["compounds/betazine.yaml", "references/trial-two.yaml", "fields.yaml"])
def test_a_list_where_a_record_should_be_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("- one\n- two\n", encoding="utf-8")
    with pytest.raises(BadInput, match="must be a mapping") as caught:
        load_corpus(folder)
    assert (caught.value.path, caught.value.line) == (str(folder / name), 1)


def test_one_run_names_the_mistakes_of_all_files_one_line_each(folder: Path, change: Change) -> None:
    change(ALPHAZINE, "topic: recovery", "topic: Re Covery")
    change(ALPHAZINE, "name: Alphazine", "nom: Alphazine")
    change("compounds/betazine.yaml", "    refs: [trial-two]\n", "")
    change(TRIAL, "design: rct", "design: trial")
    change(TRIAL, "text_kind: digest", "text_kind: novel")
    with pytest.raises(BadInputs) as caught:
        load_corpus(folder)
    fields = [defect.field for defect in caught.value.each()]
    assert fields == ["fields.uses.0.topic", "nom", "name", "fields.kind.0.refs", "card.design", "text_kind"]
    assert len(str(caught.value).splitlines()) == 6
    assert all(line.startswith(str(folder)) for line in str(caught.value).splitlines())


def test_very_many_mistakes_are_told_in_part(folder: Path, change: Change) -> None:
    change("compounds/betazine.yaml", "  kind:\n", "  kind:\n" + "  - text: no refs\n" * 30)
    with pytest.raises(BadInputs) as caught:
        load_corpus(folder)
    lines = str(caught.value).splitlines()
    assert len(caught.value.each()) == 30
    assert len(lines) == BadInputs.SHOWN + 1
    assert lines[-1].startswith("and 10 more")


def test_a_link_out_of_the_corpus_is_refused(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("slug: outside\nname: Outside\n", encoding="utf-8")
    (folder / "compounds" / "outside.yaml").symlink_to(outside)
    with pytest.raises(BadInput, match="points outside"):
        load_corpus(folder)


def test_a_file_that_would_be_passed_over_is_refused(folder: Path) -> None:
    (folder / "compounds" / "betazine.yaml").rename(folder / "compounds" / "betazine.yml")
    with pytest.raises(BadInput, match=r"name it betazine\.yaml"):
        load_corpus(folder)


def test_what_editors_leave_behind_is_passed_over(folder: Path) -> None:
    (folder / "compounds" / ".betazine.yaml").write_bytes(b"\xff")
    (folder / "compounds" / "README.md").write_text("notes", encoding="utf-8")
    assert set(load_corpus(folder).compounds) == {"alphazine", "betazine"}


@pytest.mark.parametrize("name", ["fields.yaml", "house.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BadInput, match="the file is missing") as caught:
        load_corpus(folder)
    assert caught.value.path == str(folder / name)


def test_a_missing_folder_is_named(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(BadInput, match="draftbot init"):
        load_corpus(tmp_path / "nowhere")
    for path in (folder / "references").iterdir():
        path.unlink()
    (folder / "references").rmdir()
    with pytest.raises(BadInput, match="no such folder"):
        load_corpus(folder)


def test_values_get_the_types_that_the_fields_name(folder: Path) -> None:
    compound = load_corpus(folder).compounds["alphazine"]
    assert [type(value) for value in (*compound.values("kind"), *compound.values("uses"))] == [TextValue, GoalValue]


def test_the_hash_follows_the_content_and_not_the_layout(folder: Path, change: Change) -> None:
    before = load_corpus(folder).sha256
    change("references/trial-two.yaml", "unverified: []\nconflicts: []\n", "conflicts: []  # none\nunverified: []\n")
    assert load_corpus(folder).sha256 == before
    change(ALPHAZINE, "text: a synthetic compound", "text: the synthetic compound")
    assert load_corpus(folder).sha256 != before


def test_a_value_is_found_on_its_line(folder: Path) -> None:
    file, line = load(folder).line_of("compounds", "alphazine", ("fields", "uses", 0, "topic"))
    assert file == str(folder / ALPHAZINE)
    assert (folder / ALPHAZINE).read_text(encoding="utf-8").splitlines()[line - 1] == "    topic: recovery"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([ALPHAZINE, TRIAL, "fields.yaml", "house.yaml"]),
    place=st.floats(0, 1),
    cut=st.integers(0, 12),
    put=st.one_of(
        st.binary(max_size=4),
        st.sampled_from(
            [b"- ", b": ", b"[", b"}", b"\n", b"  ", b"0", b"~", b"!!", b"&a ", b"*a", b"'", b"true", b"{x}"]
        ),
    ),
)
def test_a_damaged_file_is_read_or_refused(folder: Path, name: str, place: float, cut: int, put: bytes) -> None:
    raw = (folder / name).read_bytes()
    at = int(place * len(raw))
    (folder / name).write_bytes(raw[:at] + put + raw[at + cut :])
    try:
        with contextlib.suppress(DraftbotError):  # anything else is a bug
            load_corpus(folder)
    finally:
        (folder / name).write_bytes(raw)
