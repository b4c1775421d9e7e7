"""draftbot eval [SUITE...]; draftbot eval bless [SUITE...] --why TEXT"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from draftbot.cli.options import HERE, Workspace

if TYPE_CHECKING:
    from draftbot.evals.run_result import RunResult

BLESS = "bless"
INCOMPLETE = 4
Asked = dict[str, Any]


def command(
    suites: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SUITE...]", help="Suites of evals/; none: all but slow ones."),
    ] = None,
    json_path: Annotated[Path | None, typer.Option("--json", metavar="PATH", help="Write the answer as JSON.")] = None,
    junit_path: Annotated[Path | None, typer.Option("--junit", metavar="PATH", help="Write JUnit XML.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the reports go.", show_default="build/eval")] = None,
    replay: Annotated[bool, typer.Option("--replay", help="Make no call: recorded ones only. The default.")] = False,
    record: Annotated[bool, typer.Option("--record", help="Ask the model that is set up, and keep its calls.")] = False,
    live: Annotated[bool, typer.Option("--live", help="Ask the model that is set up, keep nothing.")] = False,
    epochs: Annotated[int, typer.Option(min=1, max=100, help="Judge every case so often.")] = 1,
    jobs: Annotated[int, typer.Option(min=0, max=64, help="Processes; 0: one a core.")] = 0,
    everything: Annotated[bool, typer.Option("--all", help="Slow suites too.")] = False,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Use no more tokens in this run.")] = None,
    max_cost: Annotated[float | None, typer.Option(min=0, help="Spend no more in this run.")] = None,
    why: Annotated[str | None, typer.Option("--why", help="bless: why the new results are right.")] = None,
    workspace: Workspace = HERE,
) -> None:
    """Is the writing still grounded? Runs suites and holds them against their baselines.

    Exit codes: 0 pass, 1 regression, 3 not enough evidence, 2 a mistake to mend, 4 incomplete, 5 budget spent.

    `draftbot eval bless [SUITE...] --why TEXT` makes the results the new baselines.
    """
    modes = {"record": record, "live": live, "replay": replay}
    chosen = [mode for mode, wanted in modes.items() if wanted] or ["replay"]
    asked = {"slow": everything, "mode": chosen[0], "epochs": epochs, "jobs": jobs or os.cpu_count() or 1}
    limits = {"tokens": max_tokens, "money": max_cost}
    names = tuple(suites or ())
    blessing = names[:1] == (BLESS,)
    if blessing == (why is None):
        raise _mistake("a baseline is written by `draftbot eval bless [SUITE...] --why TEXT`, with a reason")
    if len(chosen) > 1:
        raise _mistake("choose one of --replay, --record and --live")
    asked |= {"names": names[1:] if blessing else names, "limits": limits}
    if why is not None:
        raise typer.Exit(_whole(lambda: _bless(workspace, asked, why)))
    raise typer.Exit(_whole(lambda: _run(workspace, asked, out, junit_path, json_path)))


def _mistake(message: str) -> Exception:
    from draftbot.errors import UserError

    return UserError(message)


def _whole(work: Callable[[], int]) -> int:
    """The exit code of the work. What is not the user's mistake is incomplete, a bug too: CI must never take a run that
    broke for a pass, nor for a regression."""
    from draftbot.errors import DraftbotError, UserError

    try:
        return work()
    except DraftbotError as error:
        if isinstance(error, UserError):
            raise
        return _incomplete(str(error))
    except OSError as error:
        return _incomplete(f"{error.filename or 'output'}: {error.strerror or error}; free some space and run again")
    except KeyboardInterrupt:
        return _incomplete("interrupted; the same command goes on where this one stopped")
    except Exception:  # Python would leave with 1, which means a regression here: a run that broke is incomplete, 4
        traceback.print_exc()
        return _incomplete("this is a bug, please report it with the lines above")


def _run(workspace: Path, asked: Asked, out: Path | None, junit_path: Path | None, json_path: Path | None) -> int:
    from draftbot.cli.output import note, progress
    from draftbot.evals.report.summary import summary
    from draftbot.services.eval_files import write_files
    from draftbot.services.evaluate import Wanted, evaluate
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    with progress() as tell:
        report = evaluate(settings, Wanted.model_validate(asked), tell)
    folder = out or settings.root / "build" / "eval"
    write_files(report, folder, junit_path, json_path)
    typer.echo(_table(report.run))
    if report.run.exit_code:
        typer.echo(summary(report.run), err=True)
    note(f"read {folder / 'report.html'}")
    return report.run.exit_code


def _bless(workspace: Path, asked: Asked, why: str) -> int:
    from draftbot.cli.output import note, progress
    from draftbot.services.bless import bless
    from draftbot.services.evaluate import Wanted
    from draftbot.settings import load_settings

    with progress() as tell:
        written = bless(load_settings(workspace), Wanted.model_validate(asked), why, tell)
    note(f"blessed: {', '.join(written)}" if written else "nothing changed since the last blessing")
    return 0


def _incomplete(message: str) -> int:
    typer.echo(f"draftbot: eval is incomplete: {message}", err=True)
    return INCOMPLETE


def _table(run: RunResult) -> str:
    """Every measure with its interval, and the answer as the last line."""
    from draftbot.evals.report.summary import shown

    lines = []
    for suite in run.suites:
        if suite.errors:
            lines.append(f"{suite.name:<12} {len(suite.errors)} cases have no answer: {suite.errors[0].error}")
        for measure in suite.measures:
            around = f"({shown(measure, measure.low)} to {shown(measure, measure.high)})"
            value = f"{shown(measure, measure.value):>7} {around:<20} {measure.items:>5} items"
            lines.append(f"{suite.name:<12} {measure.name:<18} {value}  {measure.answer}")
        if suite.agreement:
            same = suite.agreement
            lines.append(
                f"{suite.name:<12} {'agreement':<18} {100 * same.share:>6.1f}% kappa {same.kappa:.2f}, gate and scorer"
            )
    return "\n".join([*lines, run.headline])
