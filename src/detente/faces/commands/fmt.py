"""`detente fmt`."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from detente.errors import CannotRead, DetenteError
from detente.faces.terminal import put
from detente.text.edit import Patch
from detente.text.source import read_source, shown
from detente.text.tidy import tidy


@click.command("fmt")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
@click.option("--newlines", is_flag=True, help="Also end every line in LF alone, as on Linux and the Mac.")
def command(paths: tuple[Path, ...], check: bool, diff: bool, newlines: bool) -> int:
    """Tidy the form of deal files; never what they say.

    Blanks at the ends of lines go, and of several blank lines one stays; the file ends in one line end. Words that
    run over several lines, comments and indentation stay as they are. Each file is read again before it is written:
    if it would not say the same, it is left alone.

    Exit status: 0 done, 1 a file would change (with --check), 2 a file could not be read or written.
    """
    changed = failed = 0
    for path in [file for given in paths for file in _files(given)]:
        try:
            patch = tidy(read_source(path), newlines=newlines)
            if patch.edits:
                changed += 1
                _do(path, patch, check=check, diff=diff)
        except DetenteError as error:
            failed += 1
            click.echo(f"error: {error}", err=True)
    if failed:
        return 2
    return 1 if check and changed else 0


def _files(path: Path) -> Iterator[Path]:
    """The deal, positions and values files of a folder; or the one file."""
    if not path.is_dir():
        yield path
        return
    if not (path / "deal.yaml").exists():
        raise CannotRead(
            f"The folder {shown(path)} has no deal.yaml", help="name a folder that has one, or a file"
        )
    yield path / "deal.yaml"
    for part in ("positions", "values"):
        yield from sorted((path / part).glob("*.yaml"))


def _do(path: Path, patch: Patch, *, check: bool, diff: bool) -> None:
    if diff:
        put(patch.diff())
    if check:
        click.echo(f"would change: {shown(path)}", err=True)
    if not (check or diff):
        _replace(path.resolve(), patch.to_bytes())
        click.echo(f"tidied: {shown(path)}", err=True)


def _replace(path: Path, data: bytes) -> None:
    """Put a file in place of another at once, so that a stop half-way loses nothing."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        shutil.copymode(path, name)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
