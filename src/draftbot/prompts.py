"""Loading the plan and knowing what was used: name, version and hash go into the trace."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import ValidationError

from draftbot.errors import BadInput
from draftbot.records.plan import Plan
from draftbot.records.record import Record


class LoadedPlan(Record):
    """A plan with the hash of the file it came from."""

    plan: Plan
    sha256: str


def load_plan(folder: Path, name: str = "comparison") -> LoadedPlan:
    """The plan ``<folder>/<name>/plan.yaml``; raises BadInput with the file and the field that is wrong."""
    path = folder / name / "plan.yaml"
    try:
        raw = path.read_bytes()
        plan = Plan.model_validate(yaml.safe_load(raw))
    except FileNotFoundError as error:
        raise BadInput("no such plan; `draftbot init` writes one", path=str(path)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadInput(f"not YAML: {error}", path=str(path), line=mark.line + 1 if mark else None) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadInput(first["msg"], path=str(path), field=field) from error
    return LoadedPlan(plan=plan, sha256=sha256(raw).hexdigest())
