"""draftbot.toml and where things are; read once, at the edge."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeVar, cast

from pydantic import Field, ValidationError

from draftbot.errors import BadInput, BadInputs, UserError
from draftbot.llm.endpoint import Prices
from draftbot.records.grounding import Thresholds
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
    max_evidence: int | None = None
    retries: int | None = None
    prices: Prices | None = None


class GroundingSettings(Record):
    """Who reads what the exact checks leave open: the shipped model, a model of the field by folder or hub id (with
    the extra ``draftbot[grounding]``), or ``none``: then it is held.

    The thresholds apply to models of the field; the shipped one has its own. The defaults are strict. With ``judge``
    the language model that is set up under [model] is asked where the grounding model is unsure.
    """

    model: str = "shipped"
    judge: bool = False
    balanced: float = Field(default=0.5, ge=0, le=1)
    accept: float = Field(default=0.9, ge=0, le=1)
    reject: float = Field(default=0.1, ge=0, le=1)

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(balanced=self.balanced, accept=self.accept, reject=self.reject)


class FetchSettings(Record):
    """Who asks NCBI and Crossref, which want a mail address with every request. ``replay`` is for tests: a server on
    this machine that plays both registries. An API key is read from the environment alone."""

    email: str | None = None
    tool: str = Field(default="draftbot", pattern=r"^[\w.-]{1,40}$")
    replay: str | None = None


class IndexSettings(Record):
    """Where vectors are searched: ``files`` (here, exactly), the address of a Chroma server, or a llama-index store as
    ``module:Class`` with its own parameters. ``timeout`` (seconds) bounds each request to a server."""

    store: str | None = None
    collection: str = Field(default="draftbot", pattern=r"^[a-z0-9-]{3,40}$")
    parameters: dict[str, str | int | float | bool] = Field(default_factory=dict)
    timeout: float = Field(default=20.0, gt=0, le=600)


class EmbeddingSettings(Record):
    """A server of embeddings that speaks as OpenAI's does, in place of the model that comes along. ``dimension`` is
    what it is asked for; left out, it is what the server gives."""

    base_url: str | None = None
    model: str | None = None
    dimension: int | None = Field(default=None, ge=8, le=8192)
    timeout: float = Field(default=60.0, gt=0, le=600)


class File(Record):
    """draftbot.toml, all of it optional."""

    paths: Paths = Paths()
    example: Example = Example()
    draft: DraftSettings = DraftSettings()
    grounding: GroundingSettings = GroundingSettings()
    model: ModelSettings = ModelSettings()
    fetch: FetchSettings = FetchSettings()
    index: IndexSettings = IndexSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()


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
    grounding: GroundingSettings = GroundingSettings()
    writer: Writer = "offline"
    model: ModelSettings = ModelSettings()
    fetch: FetchSettings = FetchSettings()
    search: IndexSettings = IndexSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()

    @property
    def state(self) -> Path:
        """Where what can be made anew is kept: index, batches, calls."""
        return self.index.parent

    @property
    def reviews(self) -> Path:
        """Where decisions live: a folder an article, a file an editor."""
        return self.root / "reviews"

    def chosen(self, named: str | None) -> Writer:
        """The writer that a command names, else the workspace's; raises a UserError for one that there is not."""
        if named not in (None, "offline", "llm"):
            raise UserError(f"no writer named {named!r}; there are: offline, llm")
        return cast(Writer, named) or self.writer


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
        grounding=file.grounding,
        writer=file.draft.writer,
        model=file.model,
        search=file.index,
        embedding=file.embedding,
        fetch=file.fetch,
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
