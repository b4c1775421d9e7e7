"""draftbot corpus new"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.cli.options import HERE, Workspace

if TYPE_CHECKING:
    from draftbot.services import profiles


def command(
    slug: Annotated[str, typer.Argument(help="The compound's name in files: lower-case letters, digits, hyphens.")],
    name: Annotated[str | None, typer.Option(help="The name that articles print.")] = None,
    synonym: Annotated[list[str] | None, typer.Option(help="Another name of the same thing; may be repeated.")] = None,
    look_alike: Annotated[
        list[str] | None, typer.Option(help="What it must not be taken for; may be repeated.")
    ] = None,
    identifier: Annotated[
        list[str] | None, typer.Option(help="KIND=VALUE, such as CAS=50-78-2; may be repeated.")
    ] = None,
    workspace: Workspace = HERE,
) -> None:
    """Write a commented profile for a new compound, asking for what was not given when run at a terminal."""
    from draftbot.cli.output import note
    from draftbot.services import profiles
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    given = profiles.Answers(
        name=name,
        synonyms=tuple(synonym or ()),
        look_alikes=tuple(look_alike or ()),
        identifiers=tuple(identifier or ()),
    )
    if sys.stdin.isatty():
        given = _asked(given, slug)
    path = profiles.new_profile(settings, slug, given)
    note(f"wrote {path}; fill in its fields, then run `draftbot corpus check`")


def _asked(given: profiles.Answers, slug: str) -> profiles.Answers:
    """The answers with what a person adds; an empty line leaves a question out."""
    name = given.name or typer.prompt("Name, as articles print it", default=slug.capitalize())
    asked = {
        "synonyms": "Other names of the same thing, with commas between",
        "look_alikes": "What it must not be taken for, with commas between",
        "identifiers": "Identifiers as KIND=VALUE, with commas between (CAS, UNII, InChIKey, ...)",
    }
    changes: dict[str, object] = {"name": name}
    for field, question in asked.items():
        if not getattr(given, field):
            words = str(typer.prompt(question, default="", show_default=False))
            changes[field] = tuple(part.strip() for part in words.split(",") if part.strip())
    return given.model_copy(update=changes)
