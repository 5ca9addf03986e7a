"""`detente review`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import click

from detente.deal.loader import load
from detente.desk.remarks import remarks
from detente.desk.review import Review, review
from detente.diagnose.diagnostic import Severity
from detente.faces.pages import refused, width, write
from detente.faces.terminal import PATH, put, wants_color
from detente.report import as_markdown, as_text
from detente.version import VERSION

FORMATS: Final = ("text", "markdown", "json")
_BY_ENDING: Final = {".md": "markdown", ".markdown": "markdown", ".json": "json"}


@click.command("review")
@PATH
@click.option("--format", "form", type=click.Choice(FORMATS), help="text, unless FILE ends in .md or .json.")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the page into FILE.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note"]),
    default="error",
    show_default=True,
    help="Exit with 1 if anything is found at this severity or above.",
)
def command(path: str, form: str | None, output: str | None, fail_on: str) -> int:
    """Print the desk review of a deal: demands, readings, duties, course, findings and open points on one page.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run.
    """
    form = form or _BY_ENDING.get(Path(output or "").suffix.lower(), "text")
    deal = load(path)
    if deal.problems:
        return refused(remarks(deal), form, output)
    made = review(deal)
    page = _drawn(made, form, color=output is None and wants_color())
    if output is None:
        put(page)
    else:
        write(page, output, deal)
        click.echo(f"written: {output}", err=True)
    return 1 if made.check.reaches(Severity(fail_on)) else 0


def _drawn(made: Review, form: str, *, color: bool) -> str:
    if form == "json":
        return json.dumps(made.as_dict(VERSION), ensure_ascii=False, indent=2) + "\n"
    return as_markdown(made) if form == "markdown" else as_text(made, width(), color)
