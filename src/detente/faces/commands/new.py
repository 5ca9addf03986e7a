"""`detente new`."""

from __future__ import annotations

from pathlib import Path

import click

from detente.check.templates.elements import template
from detente.deal.model import KINDS
from detente.deal.new import kind_named, start
from detente.faces.terminal import put
from detente.text.source import shown

NAMES = tuple(kind.replace(" ", "-") for kind in KINDS)


def _completed(begun: str) -> list[str]:
    return [name for name in NAMES if name.startswith(begun)]


@click.command("new")
@click.argument("kind", metavar="|".join(NAMES), shell_complete=lambda *given: _completed(given[-1]))
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--parties", metavar="A,B", help="Names or ids of the parties, with commas between them.")
@click.option("--title", metavar="TITLE", help="The title of the deal.")
def command(kind: str, folder: Path, parties: str | None, title: str | None) -> int:
    """Start a deal of some kind in a new folder.

    Every key that is needed is there, with a short comment, and blank: fill in what the text says, and write
    `not stated` where it is silent. Nothing is ever overwritten.
    """
    expected = template(kind_named(kind))
    elements = {element.id: element.met_by for element in expected.elements} if expected else {}
    names = [name for name in (parties or "").split(",") if name.strip()]
    started = start(kind, folder, names, title, elements)
    lines = [f"written: {shown(path)}" for path in started.written]
    lines += [f"kept:    {shown(path)} (see that it has the line `values/`)" for path in started.kept]
    put("\n".join([*lines, f"next:    fill in deal.yaml, then `detente check {shown(folder)}`"]))
    return 0
