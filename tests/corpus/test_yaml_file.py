"""Bad files are refused with one line that names file, line and field; good ones are plain data."""

import contextlib
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from draftbot.corpus import yaml_file
from draftbot.corpus.yaml_file import MOST_BYTES, MOST_DEPTH, MOST_VALUES, read_yaml
from draftbot.errors import BadInput

BAD = [
    ("tag", "a: !!python/object:os.system x\n", 1, "a: anchors, aliases and tags"),
    ("bare tag", "a: ! x\n", 1, "tags"),
    ("tag on a key", "!x a: 1\n", 1, "a key must be plain text"),
    ("tag on a list", "a: 1\nb: !x [1]\n", 2, "b: anchors, aliases and tags"),
    ("anchor", "a: &x 1\nb: *x\n", 1, "a: anchors"),
    ("alias as key", "*x : 1\n", 1, "a key must be plain text"),
    ("alias bomb", "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "anchors"),
    ("merge key", "a: 1\n<<: {b: 2}\n", 2, "a key must be plain text"),
    ("duplicate key", "a: 1\nb: 2\na: 3\n", 3, "a: this key stands twice"),
    ("duplicate deep key", "a:\n- b: 1\n  b: 2\n", 3, "a.0.b: this key stands twice"),
    ("nul", "a: x\x00y\n", 1, "U+0000"),
    ("escaped nul", 'a: 1\nb: "x\\0y"\n', 2, "b: hidden character U+0000"),
    ("right-to-left override", "a: 1\nb: x\u202ey\n", 2, "RIGHT-TO-LEFT OVERRIDE"),
    ("escaped override", 'a: 1\nb: "x\\u202ey"\n', 2, "b: hidden character U+202E"),
    ("hidden in a comment", "a: 1\n# x\u202ey\n", 2, "RIGHT-TO-LEFT OVERRIDE"),
    ("hidden in a key", '"a\\u202e": 1\n', 1, "U+202E"),
    ("escaped surrogate", 'a: "\\ud800"\n', 1, ""),
    ("escape beyond Unicode", 'a: "\\Uffffffff"\n', None, "not valid YAML"),
    ("zero width", "a: x\u200by\n", 1, "ZERO WIDTH SPACE"),
    ("tag characters", "a: x\U000e0041y\n", 1, "TAG LATIN CAPITAL LETTER A"),
    ("script", "a: 1\nb: 'x </script> y'\n", 2, "b: HTML or script"),
    ("HTML in a key", "a: 1\n'<b>': 2\n", 2, "HTML or script"),
    ("comment and script", "a: '<!--<script>'\n", 1, "a: HTML or script"),
    ("image", "a: 'x <img src=1> y'\n", 1, "a: HTML or script"),
    ("not yaml", "a: [1, 2\n", None, "not valid YAML"),
    ("tabs for spaces", "a:\n\tb: 1\n", 2, "not valid YAML"),
    ("list as key", "? [a]\n: 1\n", 1, "a key must be plain text"),
    ("deep nesting", "[" * 10_000 + "]" * 10_000, 1, "nested too deeply"),
    ("deep blocks", "- " * 10_000 + "x", 1, "nested too deeply"),
    ("two documents", "a: 1\n---\nb: 2\n", 2, "a second document"),
    ("empty", "", 1, "the file is empty"),
    ("only a comment", "# nothing\n", 1, "the file is empty"),
]


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], ids=["parser in C", "parser in Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either parser: builds of PyYAML without libyaml have only the second."""
    monkeypatch.setattr(yaml_file, "PARSER", getattr(yaml, request.param))


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "line", "what"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_yaml_is_refused_with_its_line(tmp_path: Path, text: str, line: int | None, what: str) -> None:
    path = write(tmp_path / "x.yaml", text.encode())
    with pytest.raises(BadInput) as caught:
        read_yaml(path)
    assert str(caught.value).startswith(str(path))
    assert what in str(caught.value)
    assert line is None or caught.value.line == line


def test_the_deepest_nesting_allowed_is_read(tmp_path: Path) -> None:
    read_yaml(write(tmp_path / "x.yaml", b"[" * MOST_DEPTH + b"]" * MOST_DEPTH))
    with pytest.raises(BadInput, match="nested too deeply"):
        read_yaml(write(tmp_path / "x.yaml", b"[" * (MOST_DEPTH + 1) + b"]" * (MOST_DEPTH + 1)))


HEAVY = [
    ("fifty megabytes", b"a: x\n" * 10_000_000, "larger than"),
    ("just above the limit", b"#" * MOST_BYTES + b"\n", "larger than"),
    ("very many values", b"- a\n" * (MOST_VALUES + 10), "more than 50,000 values"),
    ("one long text", b"a: " + b"x " * 400_000, None),
    ("aliases upon aliases", b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c, c, c - 1, c - 1) for c in range(98, 122)), "anchors"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "what"), [case[1:] for case in HEAVY], ids=[case[0] for case in HEAVY])
def test_a_heavy_file_is_read_or_refused_at_once(tmp_path: Path, content: bytes, what: str | None) -> None:
    path = write(tmp_path / "x.yaml", content)
    start = time.perf_counter()
    with pytest.raises(BadInput, match=what) if what else contextlib.nullcontext():
        read_yaml(path)
    assert time.perf_counter() - start < 2  # a tenth of it on a quiet machine


def test_bytes_that_are_not_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_yaml(write(tmp_path / "x.yaml", b"a: 1\nb: \xff\n"))
    assert caught.value.line == 2


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    file = read_yaml(write(tmp_path / "x.yaml", "\ufeffa: 1\r\nb: P <0.05\r\n".encode()))
    assert file.data == {"a": 1, "b": "P <0.05"}


def test_old_line_ends_count_as_lines(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_yaml(write(tmp_path / "x.yaml", b"a: 1\rb: 2\r\nc: 3\na: 4\n"))
    assert caught.value.line == 4


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_yaml(tmp_path)


@pytest.mark.usefixtures("parser")
def test_only_plain_words_and_whole_numbers_are_read_as_more_than_text(tmp_path: Path) -> None:
    content = b"a: true\nb: False\nc: null\nd:\ne: -12\nf: '12'\ng: yes\nh: 0.60\ni: 12345678901234567890\nj: ''\n"
    file = read_yaml(write(tmp_path / "x.yaml", content))
    assert list(file.data.values()) == [True, False, None, None, -12, "12", "yes", "0.60", "12345678901234567890", ""]


def test_dates_octals_and_exponents_stay_text(tmp_path: Path) -> None:
    file = read_yaml(write(tmp_path / "x.yaml", b"a: 2024-01-01\nb: 010\nc: 1e5\nd: 1:30\n"))
    assert file.data == {"a": "2024-01-01", "b": "010", "c": "1e5", "d": "1:30"}


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    file = read_yaml(write(tmp_path / "x.yaml", b"a:\n  - b: 1\n    c: 2\n"))
    assert file.line(("a", 0, "c")) == 3
    assert file.line(("a", 0, "missing")) == 2


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = write(tmp_path_factory.getbasetemp() / "any.yaml", content)
    with contextlib.suppress(BadInput):
        read_yaml(path)
