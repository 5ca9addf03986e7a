"""What every command shares: paths, formats, colours only on a terminal."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import click


def wants_color() -> bool:
    """Colours only on a terminal, and never where NO_COLOR is set (https://no-color.org)."""
    return bool(sys.stdout.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def put(text: str, *, aside: bool = False) -> None:
    """Print text as it is; characters that the terminal cannot show are escaped rather than refused.

    Args:
        text: what is printed.
        aside: to standard error instead.
    """
    stream = sys.stderr if aside else sys.stdout
    encoding = stream.encoding or "utf-8"
    shown = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(shown if shown.endswith("\n") or not shown else shown + "\n")
    stream.flush()


def put_json(value: Any, *, aside: bool = False) -> None:
    """Print a value as JSON, in the order in which it was made; `aside` as in `put`."""
    put(json.dumps(value, ensure_ascii=False, indent=2), aside=aside)


def json_of(value: Any) -> str:
    """A page as JSON, for the terminal or a file; a number that JSON has no word for raises ValueError."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


PATH = click.argument("path", metavar="PATH", type=click.Path(), required=True)
