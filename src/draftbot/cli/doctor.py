"""draftbot doctor"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace

if TYPE_CHECKING:
    from draftbot.connect import Connection


def command(
    workspace: Workspace = HERE,
    offline: Annotated[bool, typer.Option("--offline", help="Say what is set up, ask no server.")] = False,
    as_json: Json = False,
) -> None:
    """Say which model is set up, try one tiny call, and show what works."""
    import os

    from draftbot.cli.output import note, print_json
    from draftbot.connect import connection, user_config_path
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    found = connection(settings, os.environ)
    said = {
        "server": found.endpoint.base_url,
        "model": found.endpoint.model,
        "kind": found.endpoint.kind,
        "writer": settings.writer,
        "key": _key(found),
        "limits": f"{found.endpoint.timeout:g} s a call, {found.endpoint.concurrency} calls at once, "
        f"{found.endpoint.max_output:,} tokens an answer, {found.endpoint.retries} retries",
        "prices": _prices(found),
        "user configuration": str(user_config_path(os.environ)),
        **({} if offline else _tried(found, os.environ)),
    }
    failed = "problem" in said
    if as_json:
        print_json(said)
    else:
        for name, value in said.items():
            (note if name == "problem" else typer.echo)(f"{name}: {value}")
    raise typer.Exit(5 if failed else 0)


def _key(found: Connection) -> str:
    if found.key_variable is None:
        return "none in the environment"
    if found.trusted:
        return f"from {found.key_variable}, sent to {found.endpoint.origin} only"
    return (
        f"{found.key_variable} is set but not sent: only the workspace names {found.endpoint.origin}; set "
        "DRAFTBOT_BASE_URL, or list the address under hosts in the user configuration"
    )


def _prices(found: Connection) -> str:
    prices = found.endpoint.prices
    if prices is None:
        return "none set, so no cost is estimated and --max-cost cannot be used"
    return f"{prices.prompt:g} and {prices.completion:g} {prices.currency} a million tokens in and out"


def _tried(found: Connection, environ: Mapping[str, str]) -> dict[str, str]:
    """One tiny call, kept nowhere: the workspace's records are left as they are."""
    import tempfile
    from pathlib import Path

    from draftbot.llm import Fault, Model

    with tempfile.TemporaryDirectory() as folder:
        model = Model(found.endpoint, Path(folder), key=found.key(environ))
        try:
            known = model.capability()
        except Fault as fault:
            return {"problem": str(fault)}
        spent = model.budget.spent
        return {
            "structured answers": known.structured.replace("_", " "),
            "parameters": ", ".join(
                [known.limit, *(["temperature"] if known.temperature else []), *(["seed"] if known.seed else [])]
            ),
            "tried": f"{spent.calls} calls, {spent.tokens:,} tokens",
        }
