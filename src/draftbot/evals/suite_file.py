"""evals/<suite>/suite.yaml: what is asked of the product, how it is measured, and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from draftbot.errors import BadInput, BadInputs, UserError
from draftbot.evals.measures import MEASURES
from draftbot.records.record import Record
from draftbot.records.values import Slug

FILE, CASES, BASELINE, SOURCES = "suite.yaml", "cases.jsonl", "baseline.json", "sources.json"
SubjectName = Literal[
    "search", "claims", "calibration", "mutations", "splitting", "draft", "injection", "pages", "speed"
]
Figure = Annotated[float, Field(allow_inf_nan=False)]


class Bound(Record):
    """What a suite allows a measure: ``least`` and ``most`` bound its value, ``drop`` is the fall against the baseline
    that must be ruled out."""

    least: Figure | None = None
    most: Figure | None = None
    drop: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 0.05


class SuiteFile(Record):
    """A suite. ``subject`` is what is done with a case; ``options`` are the keys of the file that the subject reads.
    A ``slow`` suite runs only when it is named or with ``--all``."""

    name: Slug
    subject: Literal[
        "search", "claims", "calibration", "mutations", "splitting", "draft", "injection", "pages", "speed"
    ]
    about: str
    slow: bool = False
    seed: int = 1
    measures: Annotated[Mapping[str, Bound], Field(min_length=1)]
    options: Mapping[str, Any] = {}
    notes: str = ""

    @model_validator(mode="before")
    @classmethod
    def _own_keys(cls, found: Any) -> Any:
        """Keys that no suite has are the subject's; what it does not know either is refused there. A suite of mutations
        is read by its own reader, which wants the general keys too."""
        if not isinstance(found, dict):
            return found
        shared = ("name", "seed", "notes") if found.get("subject") == "mutations" else ()
        general = cls.model_fields.keys() - {"options"}
        own = {key: value for key, value in found.items() if key not in general or key in shared}
        return {**{key: found[key] for key in found if key in general}, "options": own}

    @model_validator(mode="after")
    def _known(self) -> SuiteFile:
        for name in self.measures:
            if name not in MEASURES:
                near = get_close_matches(name, MEASURES, n=1)
                hint = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(MEASURES)}"
                raise ValueError(f"no measure named {name!r}{hint}")
        return self


def suites_in(folder: Path, names: tuple[str, ...], *, slow: bool = False) -> tuple[tuple[Path, SuiteFile], ...]:
    """The named suites, or all that are not slow, with their folders; raises UserError where there is none."""
    known = {path.parent.name: path for path in sorted(folder.glob(f"*/{FILE}"))}
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=2)
            hint = f"; did you mean {' or '.join(near)}?" if near else f"; there are: {', '.join(known) or 'none'}"
            raise UserError(f"no suite named {name!r} in {folder}{hint}")
    read = [(known[name].parent, load_suite_file(known[name])) for name in dict.fromkeys(names or known)]
    chosen = tuple((path, suite) for path, suite in read if names or slow or not suite.slow)
    if not chosen:
        raise UserError(f"{folder} holds no suite; a suite is a folder with {FILE} and {CASES} (docs/evals.md)")
    return chosen


def load_suite_file(path: Path) -> SuiteFile:
    """The suite of a file; raises BadInput with each defect."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise BadInput(f"cannot be read as a suite: {error}", path=str(path)) from error
    if not isinstance(found, dict):
        raise BadInput("not a suite: a mapping of keys is wanted", path=str(path))
    try:
        suite = SuiteFile.model_validate(found)
    except ValidationError as error:
        raise BadInputs([defect(one, path) for one in error.errors()]) from error
    if suite.name != path.parent.name:
        raise BadInput(f"the suite in {path.parent.name}/ calls itself {suite.name!r}", path=str(path), field="name")
    return suite


def defect(found: Any, path: Path, line: int | None = None) -> BadInput:
    """One of pydantic's errors as ours."""
    what = "unknown key" if found["type"] == "extra_forbidden" else found["msg"].removeprefix("Value error, ")
    return BadInput(what, path=str(path), line=line, field=".".join(map(str, found["loc"])) or None)
