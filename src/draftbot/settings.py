"""draftbot.toml and where things are; read once, at the edge."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from draftbot.errors import BadInput, BadInputs, UserError
from draftbot.llm.endpoint import Prices
from draftbot.records.record import Record

FILE = "draftbot.toml"
TABLE = re.compile(r"\[\s*([\w.-]+)\s*\]")
Writer = Literal["offline", "llm"]
T = TypeVar("T", bound=Record)


class Paths(Record):
    """Folders of a workspace, relative to it."""

    corpus: str = "corpus"
    prompts: str = "prompts"
    articles: str = "articles"
    state: str = ".draftbot"


class Example(Record):
    """The pair that is drafted when none is named; it also fixes the order in which the pair prints."""

    pair: tuple[str, str] | None = None


class DraftSettings(Record):
    """How drafting is done: ``passages`` is how many passages each query of a brief may bring; ``writer`` who writes
    when the command names nobody."""

    passages: int = Field(default=12, ge=1, le=200)
    writer: Writer = "offline"


class ModelSettings(Record):
    """The model to ask, each part optional; ``Endpoint`` says what they mean and what holds where one is left out."""

    base_url: str | None = None
    model: str | None = None
    api_version: str | None = None
    timeout: float | None = None
    concurrency: int | None = None
    temperature: float | None = None
    seed: int | None = None
    max_output: int | None = None
    retries: int | None = None
    prices: Prices | None = None


class FetchSettings(Record):
    """Who asks NCBI and Crossref; both want a mail address with every request."""

    email: str | None = None


class File(Record):
    """draftbot.toml, all of it optional."""

    paths: Paths = Paths()
    example: Example = Example()
    draft: DraftSettings = DraftSettings()
    model: ModelSettings = ModelSettings()
    fetch: FetchSettings = FetchSettings()


class Settings(Record):
    """A workspace, ready to use; every path is absolute."""

    root: Path
    corpus: Path
    prompts: Path
    articles: Path
    index: Path
    calls: Path
    answers: Path
    example: tuple[str, str] | None
    passages: int
    writer: Writer = "offline"
    model: ModelSettings = ModelSettings()
    email: str | None = None


def load_settings(root: Path) -> Settings:
    """The settings of the workspace at ``root``; raises a UserError when there is none, BadInput for a bad file."""
    path = root / FILE
    if not path.is_file():
        raise UserError(
            f"{root} is not a workspace: it has no {FILE}; `draftbot init DIR` makes one, --workspace names one"
        )
    file = read_toml(path, File)
    root = root.resolve()
    own = root / file.paths.prompts
    return Settings(
        root=root,
        corpus=root / file.paths.corpus,
        prompts=own if own.is_dir() else bundled_prompts(),
        articles=root / file.paths.articles,
        index=root / file.paths.state / "index",
        calls=root / file.paths.state / "calls",
        answers=root / file.paths.state / "registries",
        example=file.example.pair,
        passages=file.draft.passages,
        writer=file.draft.writer,
        model=file.model,
        email=file.fetch.email,
    )


def read_toml(path: Path, shape: type[T]) -> T:
    """The file's content; raises BadInput with the line of each defect."""
    try:
        text = path.read_text(encoding="utf-8")
        return shape.model_validate(tomllib.loads(text))
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"not valid TOML: {error}", path=str(path)) from error
    except ValidationError as error:
        defects = [
            BadInput(
                "unknown key" if defect["type"] == "extra_forbidden" else defect["msg"],
                path=str(path),
                line=_line(text, defect["loc"]),
                field=".".join(str(part) for part in defect["loc"]),
            )
            for defect in error.errors()
        ]
        raise BadInputs(defects) from error


def _line(text: str, location: Sequence[int | str]) -> int | None:
    """The line of a key or table, counted from 1; ``None`` where it is written in a way that we do not look for."""
    wanted = [part for part in location if isinstance(part, str)]
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        written = line.partition("#")[0].strip()
        header = TABLE.fullmatch(written)
        if header:
            table = header[1].split(".")
        if wanted == (table if header else [*table, written.partition("=")[0].strip()]):
            return number
    return None


def bundled_prompts() -> Path:
    """The prompts that come with draftbot: in the installed package, or beside the source in a checkout."""
    installed = Path(str(files("draftbot") / "_prompts"))
    return installed if installed.is_dir() else Path(__file__).parents[2] / "prompts"
