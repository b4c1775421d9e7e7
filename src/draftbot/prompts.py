"""Loading the plan and knowing what was used: name, version and hash go into the trace."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from draftbot.corpus.yaml_file import read_yaml
from draftbot.errors import BadInput
from draftbot.records.plan import Plan
from draftbot.records.record import Record


class LoadedPlan(Record):
    """A plan with the hash of the file it came from."""

    plan: Plan
    sha256: str


def load_plan(folder: Path, name: str = "comparison") -> LoadedPlan:
    """The plan ``<folder>/<name>/plan.yaml``; raises BadInput with file, line and field."""
    path = folder / name / "plan.yaml"
    if not path.is_file():
        raise BadInput("no such plan; `draftbot init` writes one", path=str(path))
    file = read_yaml(path)
    try:
        plan = Plan.model_validate(file.data)
    except ValidationError as error:
        first = error.errors()[0]
        location = first["loc"]
        field = ".".join(str(part) for part in location)
        raise BadInput(first["msg"], path=str(path), line=file.line(location), field=field) from error
    return LoadedPlan(plan=plan, sha256=sha256(path.read_bytes()).hexdigest())
