"""`detente hold`."""

from __future__ import annotations

import gc
import json
import os
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from detente.check import check
from detente.deal.loader import load
from detente.faces.cases import STATUS, cases_as_dict, cases_as_markdown, cases_as_text, status_of
from detente.faces.hold_page import Shown, page_of
from detente.faces.many import EXECUTORS, MOST_WORKERS, executor_of
from detente.faces.pages import refused, width, write, write_whole
from detente.faces.portfolio import Question, answered
from detente.faces.progress import Progress
from detente.faces.seconds import Seconds
from detente.faces.terminal import put, wants_color
from detente.version import VERSION

if TYPE_CHECKING:
    from detente.deal.model import Deal
    from detente.faces.portfolio import Portfolio
    from detente.hold.results import Hold

FORMATS: Final = ("text", "markdown", "json")
OBJECTIVES: Final = ("least-total", "least-maximum")
_BY_ENDING: Final = {".md": "markdown", ".markdown": "markdown", ".json": "json"}
_REPAIR: Final = (
    "Print as patches changes with which it would hold, or less would be gained by stopping; apply none."
)
_PICK: Final = "With --repair: only the N-th change, to be piped into `git apply -p1`."
_FOR_ONE: Final = ("values", "explain", "export", "repair", "pick", "svg", "plot")


@click.command("hold")
@click.argument("paths", metavar="PATH...", type=click.Path(), nargs=-1, required=True)
@click.option(
    "--values", type=click.Path(), metavar="DIR", help="Values files to use instead of the deal's own."
)
@click.option("--signs", is_flag=True, help="From signs alone, whatever values there are.")
@click.option(
    "--order", type=click.Choice(OBJECTIVES), help="Look for the order of the acts that needs least."
)
@click.option("--samples", type=click.IntRange(min=1), metavar="N", help="Share of N valuations that hold.")
@click.option("--seed", type=int, default=0, show_default=True, metavar="S", help="For --samples.")
@click.option("--credible", is_flag=True, help="Also by backward induction: each party looks ahead.")
@click.option("--time-limit", type=Seconds(), help="Seconds after which a search says how far it came.")
@click.option("--explain", nargs=2, metavar="POINT PARTY", help="Write one point out, term by term.")
@click.option("--repair", is_flag=True, help=_REPAIR)
@click.option("--pick", type=click.IntRange(min=1), metavar="N", help=_PICK)
@click.option("--export", type=click.Path(dir_okay=False), metavar="FILE", help="Write the game for Gambit.")
@click.option("--svg", type=click.Path(dir_okay=False), metavar="FILE", help="Write the figure.")
@click.option("--plot", is_flag=True, help="Draw the figure below the page.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="text, unless FILE ends in .md or .json.")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the page into FILE.")
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), metavar="N", help="Many cases: so many at a time."
)
@click.option("--executor", type=click.Choice(EXECUTORS), default="threads", show_default=True)
@click.option("--cluster", metavar="ADDRESS", help="Many cases: on the workers of a Dask scheduler.")
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Say at which point a party would gain by stopping, and what would change that.

    Without values it answers from signs alone. With several PATHs: one line a case. POINT is the id of the last act
    done or of the party's next act, or `start`.

    Exit status: 0 holds, 1 does not hold, 3 cannot be said, 2 could not run; for several, 2 before 1 before 3.
    """
    output = options["output"]
    form = options["form"] or _BY_ENDING.get(Path(output or "").suffix.lower(), "text")
    if options["signs"] and options["values"]:
        raise click.UsageError("--signs looks at no values, and --values names some.")
    if options["pick"] and not options["repair"]:
        raise click.UsageError("--pick picks one of the changes of --repair; add --repair.")
    question = Question(**{name.name: options[name.name] for name in fields(Question)})
    if len(paths) > 1:
        return _many(paths, question, form, options)
    return _one(paths[0], question, form, options)


# --- one deal ---


def _one(path: str, question: Question, form: str, options: dict[str, Any]) -> int:
    deal = _loaded(path, question.values)
    if deal.problems:
        return refused(check(deal), form, options["output"])
    found = question.of(deal)
    shown = Shown(options["explain"], repair=options["repair"], pick=options["pick"], plot=options["plot"])
    output = options["output"]
    page = page_of(found, shown, form, width(), color=output is None and wants_color())
    if output is None:
        put(page)
    else:
        _written(page, output, deal)
    _files(found, options)
    return STATUS[found.holds]


def _loaded(path: str, values: str | None) -> Deal:
    return load(path) if values is None else load(path, values=values)


def _files(found: Hold, options: dict[str, Any]) -> None:
    """Write the game and the figure, where they are asked for."""
    if options["export"] is not None:
        from detente.hold.export import export  # noqa: PLC0415 -- wanted only on demand

        _written(export(found), options["export"], found.deal)
    if options["svg"] is not None:
        from detente.report.hold_svg import hold_svg  # noqa: PLC0415 -- wanted only on demand

        _written(hold_svg(found), options["svg"], found.deal)


def _written(text: str, target: str, deal: Deal) -> None:
    write(text, target, deal)
    click.echo(f"written: {target}", err=True)


# --- many cases ---


def _many(paths: tuple[str, ...], question: Question, form: str, options: dict[str, Any]) -> int:
    for name in _FOR_ONE:
        if options[name]:
            raise click.UsageError(f"--{name} is for one deal, and {len(paths)} paths are given.")
    gc.enable()  # many cases: what one of them leaves behind goes before the next
    progress = Progress(len(paths))
    with executor_of(options["executor"], options["workers"], options["cluster"]) as executor:
        try:
            portfolio = answered(paths, question, executor, progress)
        finally:
            progress.close()
    page = _drawn(portfolio, form)
    if options["output"] is None:
        put(page)
    else:
        write_whole(page, options["output"])
        click.echo(f"written: {options['output']}", err=True)
    if portfolio.stopped:
        click.echo(f"stopped: {len(portfolio.cases)} of {portfolio.asked}", err=True)
        if portfolio.running:
            _leave()
    return status_of(portfolio)


def _drawn(portfolio: Portfolio, form: str) -> str:
    if form == "json":
        return json.dumps(cases_as_dict(portfolio, VERSION), ensure_ascii=False, indent=2) + "\n"
    return cases_as_markdown(portfolio) if form == "markdown" else cases_as_text(portfolio)


def _leave() -> None:
    """End now: threads that are still at work cannot be stopped, and would be waited for."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(2)
