"""draftbot draft A B"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace

if TYPE_CHECKING:
    from draftbot.model_writer import ModelWriter
    from draftbot.records.writing import Estimate, Spending
    from draftbot.reports import DraftReport
    from draftbot.settings import Settings


# A draft makes many lasting objects and hardly a cycle: looking for cycles at every 700 of them took a twelfth of it.
GARBAGE = 50_000


def command(
    names: Annotated[
        list[str] | None, typer.Argument(help="Two compounds; none: the example pair of draftbot.toml.")
    ] = None,
    writer: Annotated[
        str | None,
        typer.Option(help="Who writes: offline, or llm.", show_default="as draftbot.toml says, else offline"),
    ] = None,
    candidates: Annotated[
        int, typer.Option(min=1, max=9, help="llm: ask so often for each section, keep what verifies best.")
    ] = 1,
    max_cost: Annotated[
        float | None, typer.Option(min=0, help="llm: spend no more money in this run, by the prices that are set.")
    ] = None,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="llm: use no more tokens in this run.")] = None,
    replay: Annotated[
        bool, typer.Option("--replay", help="llm: make no request; every call must be recorded.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Where articles go.", show_default="articles")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Draft the comparison of two compounds; every sentence is proved or held."""
    import gc

    from draftbot import pipeline
    from draftbot.cli.output import note, print_json, progress
    from draftbot.errors import DraftbotError, UserError
    from draftbot.settings import load_settings

    gc.set_threshold(GARBAGE)
    settings = load_settings(workspace)
    chosen = settings.chosen(writer)
    asked = candidates > 1 or max_cost is not None or max_tokens is not None or replay
    if chosen == "offline" and asked:
        raise UserError("--candidates, --max-cost, --max-tokens and --replay are for a model: add --writer llm")
    wanted = names or list(settings.example or ())
    made = _with_model(settings, candidates, max_cost, max_tokens, replay) if chosen == "llm" else None
    try:
        with progress() as tell:
            report = pipeline.draft(settings, wanted, out or settings.articles, tell, made)
    except DraftbotError:
        if made:
            note(_spent(made.spending()))
        raise
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        typer.echo(f"{report.folder}/{pipeline.ARTICLE}")
        note(_summary(report))
    raise typer.Exit(report.exit_code)


def _with_model(
    settings: Settings, candidates: int, max_cost: float | None, max_tokens: int | None, replay: bool
) -> ModelWriter:
    import os

    from draftbot.cli.output import note
    from draftbot.connect import connect
    from draftbot.llm import Limits
    from draftbot.model_writer import ModelWriter

    model = connect(settings, os.environ, Limits(tokens=max_tokens, money=max_cost), replay=replay)
    return ModelWriter(settings, model, candidates, announce=lambda estimate: note(_expected(estimate)))


def _expected(estimate: Estimate) -> str:
    if estimate.calls == 0:
        return "estimate: every section is recorded; only repairs could still need a call"
    money = "; no prices are set" if estimate.money is None else f", {estimate.money:g} {estimate.currency}"
    return (
        f"estimate: {estimate.calls} calls, at most {estimate.most_calls} with every repair; "
        f"about {estimate.tokens:,} tokens without repairs{money}"
    )


def _spent(spending: Spending) -> str:
    money = "" if spending.money is None else f", {spending.money:g} {spending.currency}"
    tokens = f"{spending.prompt_tokens:,} + {spending.completion_tokens:,} tokens"
    doubtful = f"; {spending.doubtful} more without an answer may have been billed" if spending.doubtful else ""
    return f"spent in this run: {spending.calls} calls, {tokens}{money}{doubtful}"


def _summary(report: DraftReport) -> str:
    proved, derived = (report.units.get(verdict, 0) for verdict in ("supported", "derived"))
    lines = [
        f"{report.words:,} words; {proved} units proved by sources, {derived} derived by rules, "
        f"{len(report.held)} held; read report.html beside it",
        *(f"held: {held}" for held in report.held[:5]),
    ]
    if len(report.held) > 5:
        lines.append(f"and {len(report.held) - 5} more, in report.html")
    shortest, longest = report.length
    if not shortest <= report.words <= longest and not report.thin:
        lines.append(f"length: the house asks for {shortest:,} to {longest:,} words of running text")
    if report.thin:
        lines.append("thin: fewer sources about this pair than the house asks for")
    lines.extend(f"look at {section}: more than a third of what the model wrote was lost" for section in report.flagged)
    if report.judge:
        lines.append(f"between candidates chose: {report.judge}")
    if report.spending:
        lines.append(_spent(report.spending))
    if report.revision:
        lines.append("the article there was edited by hand and is untouched; this draft is a revision beside it")
    return "\n".join(lines)
