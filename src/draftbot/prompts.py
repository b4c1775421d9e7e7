"""Loading the plan and knowing what was used: name, version and hash go into the trace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from draftbot.corpus.yaml_file import read_yaml
from draftbot.errors import BadInput
from draftbot.records.plan import Plan
from draftbot.records.prompt import Prompt
from draftbot.records.record import Record

PARTS = re.compile(r"\A## system\n(?P<system>.+?)\n## user\n(?P<user>.+)\Z", re.DOTALL)


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


def load_prompt(folders: Sequence[Path], plan: str, name: str, version: int) -> Prompt:
    """``<folder>/<plan>/<name>.v<version>.md`` from the first folder that has it; raises BadInput when none has, or for
    one that is not a ``## system`` part followed by a ``## user`` part."""
    paths = [folder / plan / f"{name}.v{version}.md" for folder in folders]
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        raise BadInput("no such prompt", path=str(paths[0]))
    content = path.read_bytes()
    try:
        found = PARTS.match(content.decode())
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path)) from error
    if found is None:
        raise BadInput("a prompt is a `## system` part followed by a `## user` part", path=str(path))
    return Prompt(name=name, version=version, sha256=sha256(content).hexdigest(), **found.groupdict())
