"""What the commands that print pages share: the width of a page, where it goes, and files that cannot be read whole."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from detente.diagnose.render import concise, full
from detente.errors import CannotRead
from detente.faces.closing import closing
from detente.faces.terminal import put, put_json, wants_color
from detente.version import VERSION

if TYPE_CHECKING:
    from detente.check import Check
    from detente.deal.model import Deal

IN_A_FILE: Final = 100  # cells of a line where there is no terminal and COLUMNS is not set
COULD_NOT_RUN: Final = 2


def width() -> int:
    """How wide a page is: COLUMNS, else the terminal, else `IN_A_FILE`."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return IN_A_FILE
    return shutil.get_terminal_size((IN_A_FILE, 24)).columns


def refused(found: Check, form: str, output: str | None = None) -> int:
    """Print what is to be mended before a deal can be shown, as `check` does.

    Where the page was to go into a file, the file is left alone, and this goes to standard error.
    """
    aside = output is not None
    if form == "json":
        put_json(found.as_dict(VERSION), aside=aside)
    elif sys.stdout.isatty() and not aside:
        put(full(found.findings, closing(found), color=wants_color()))
    else:
        put(concise(found.findings) + closing(found), aside=aside)
    return COULD_NOT_RUN


def write(text: str, output: str, deal: Deal) -> None:
    """Write a page into a file.

    Raises:
        CannotRead: the file is one of the deal's own, which a page must not replace.
        OSError: it cannot be written; the error names the file.
    """
    target = Path(output)
    own = [*deal.documents, *([deal.text.name] if deal.text else [])]
    if any(_same(target, Path(name)) for name in own):
        raise CannotRead(f"{output} is a file of the deal itself, so the page was not written there.")
    write_whole(text, output)


def write_whole(text: str, output: str) -> None:
    """Write text into a file.

    Raises:
        OSError: it cannot be written; the error names the file.
    """
    try:
        Path(output).write_text(text, encoding="utf-8", newline="")  # CSV brings line ends of its own
    except OSError as error:
        # A disk that is full is noticed late, and then nobody says of which file.
        raise OSError(error.errno, error.strerror or str(error), output) from None


def _same(one: Path, two: Path) -> bool:
    return one.exists() and two.exists() and one.samefile(two)
