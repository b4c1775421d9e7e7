"""draftbot corpus ...: one small file a command."""

from __future__ import annotations

import typer

from draftbot.cli.corpus import add, check, export, fetch, import_, new, schema, show, watch

app = typer.Typer(
    no_args_is_help=True,
    help="Bring sources in, check the corpus and watch it, show a record, give references out.",
    rich_markup_mode=None,
)
app.command("check")(check.command)
app.command("show")(show.command)
app.command("import")(import_.command)
app.command("add")(add.command)
app.command("fetch")(fetch.command)
app.command("watch")(watch.command)
app.command("export")(export.command)
app.command("new")(new.command)
app.command("schema")(schema.command)
