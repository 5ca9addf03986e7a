"""Run the Python cells of a page one after the other, as a notebook does: `python scripts/cells.py < CELLS.json`.

Reads a list of cells from standard input and prints a list of what each of them shows: what it prints, and then the
value of its last line, if that is an expression with one. Where a cell fails,
all fail.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any


def main() -> None:
    """Run what standard input holds."""
    json.dump(list(shown(json.load(sys.stdin))), sys.stdout)


def shown(cells: Iterable[str]) -> Iterator[str]:
    """What each cell shows, in one namespace."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            _run(cell, names)
        yield out.getvalue()


def _run(cell: str, names: dict[str, Any]) -> None:
    """Run a cell, and print the value of an expression in its last line."""
    body = ast.parse(cell).body
    last = body.pop().value if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)  # noqa: S102 -- the cells are those of our own pages
    if last is not None:
        value = eval(compile(ast.Expression(last), "<cell>", "eval"), names)  # noqa: S307 -- the same
        if value is not None:
            print(repr(value))


if __name__ == "__main__":
    main()
