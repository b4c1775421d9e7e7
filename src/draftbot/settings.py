"""draftbot.toml and where things are; read once, at the edge."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

from pydantic import Field, ValidationError

from draftbot.errors import BadInput, UserError
from draftbot.records.record import Record

FILE = "draftbot.toml"


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
    """How drafting is done: ``passages`` is how many passages each query of a brief may bring."""

    passages: int = Field(default=12, ge=1, le=200)


class File(Record):
    """draftbot.toml, all of it optional."""

    paths: Paths = Paths()
    example: Example = Example()
    draft: DraftSettings = DraftSettings()


class Settings(Record):
    """A workspace, ready to use; every path is absolute."""

    root: Path
    corpus: Path
    prompts: Path
    articles: Path
    index: Path
    example: tuple[str, str] | None
    passages: int


def load_settings(root: Path) -> Settings:
    """The settings of the workspace at ``root``; raises a UserError when there is none, BadInput for a bad file."""
    path = root / FILE
    if not path.is_file():
        raise UserError(
            f"{root} is not a workspace: it has no {FILE}; `draftbot init DIR` makes one, --workspace names one"
        )
    try:
        file = File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"not valid TOML: {error}", path=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        what = "unknown key" if first["type"] == "extra_forbidden" else first["msg"]
        raise BadInput(what, path=str(path), field=field) from error
    root = root.resolve()
    own = root / file.paths.prompts
    return Settings(
        root=root,
        corpus=root / file.paths.corpus,
        prompts=own if own.is_dir() else bundled_prompts(),
        articles=root / file.paths.articles,
        index=root / file.paths.state / "index",
        example=file.example.pair,
        passages=file.draft.passages,
    )


def bundled_prompts() -> Path:
    """The prompts that come with draftbot: in the installed package, or beside the source in a checkout."""
    installed = Path(str(files("draftbot") / "_prompts"))
    return installed if installed.is_dir() else Path(__file__).parents[2] / "prompts"
