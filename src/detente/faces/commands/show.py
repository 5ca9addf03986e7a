"""`detente show`."""

from __future__ import annotations

from typing import Final

import click

from detente.check import check
from detente.deal.loader import load
from detente.desk.review import about, tables_of
from detente.faces.pages import refused, width
from detente.faces.terminal import PATH, put, put_json, wants_color
from detente.report import TABLES, tables_as_markdown, tables_as_text
from detente.version import VERSION

FORMATS: Final = ("text", "markdown", "json")
FORMAT: Final = 1


@click.command("show")
@PATH
@click.option("--what", type=click.Choice([*TABLES, "all"]), default="all", show_default=True)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
def command(path: str, what: str, form: str) -> int:
    """Show the tables of a deal, without checking it.

    Exit status: 0, or 2 if the files could not be read whole.
    """
    deal = load(path)
    if deal.problems:
        return refused(check(deal), form)
    names = TABLES if what == "all" else (what,)
    tables = tables_of(deal)
    if form == "json":
        made = tables.as_dict()
        put_json(
            {"detente": VERSION, "format": FORMAT, "deal": about(deal)} | {name: made[name] for name in names}
        )
    elif form == "markdown":
        put(tables_as_markdown(tables, names))
    else:
        put(tables_as_text(tables, names, width(), wants_color()))
    return 0
