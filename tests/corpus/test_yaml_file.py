"""Bad files are refused with one line that names file, line and field; good ones are plain data."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draftbot.corpus.yaml_file import read_yaml
from draftbot.errors import BadInput

BAD = [
    ("tag", "a: !!python/object:os.system x\n", 1),
    ("anchor", "a: &x 1\nb: *x\n", 1),
    ("alias bomb", "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1),
    ("merge key", "a: 1\n<<: {b: 2}\n", 2),
    ("duplicate key", "a: 1\nb: 2\na: 3\n", 3),
    ("nul", "a: x\x00y\n", 1),
    ("right-to-left override", "a: 1\nb: x\u202ey\n", 2),
    ("zero width", "a: x\u200by\n", 1),
    ("tag characters", "a: x\U000e0041y\n", 1),
    ("script", "a: 1\nb: 'x </script> y'\n", 2),
    ("comment and script", "a: '<!--<script>'\n", 1),
    ("image", "a: 'x <img src=1> y'\n", 1),
    ("not yaml", "a: [1, 2\n", None),
    ("list as key", "? [a]\n: 1\n", 1),
    ("deep nesting", "[" * 100 + "]" * 100, 1),
    ("empty", "", 1),
]


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("text", "line"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_yaml_is_refused_with_its_line(tmp_path: Path, text: str, line: int | None) -> None:
    path = write(tmp_path / "x.yaml", text.encode())
    with pytest.raises(BadInput) as caught:
        read_yaml(path)
    assert str(caught.value).startswith(str(path))
    assert line is None or caught.value.line == line


def test_bytes_that_are_not_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_yaml(write(tmp_path / "x.yaml", b"a: 1\nb: \xff\n"))
    assert caught.value.line == 2


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="larger than"):
        read_yaml(write(tmp_path / "x.yaml", b"a: x\n" * 10_000_000))


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    file = read_yaml(write(tmp_path / "x.yaml", "\ufeffa: 1\r\nb: P <0.05\r\n".encode()))
    assert file.data == {"a": 1, "b": "P <0.05"}


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
