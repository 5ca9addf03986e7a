"""Tables that hold clauses: a number at the head of each row, and sentences of duty beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from detente.deal.numbering import Mark, keyword_mark, plain_mark
from detente.read.clauses.lines import Line

_LEAST: Final = 2  # rows with a number
_DUTY: Final = re.compile(
    r"\b(?:shall|must|will|may|agrees?|undertakes?|(?:is|are)\s+(?:to|required|obliged|entitled))\b"
)


def clause_cells(text: str, lines: Sequence[Line]) -> dict[int, bool]:
    """The lines in tables that hold clauses, and whether a number at their head counts.

    It does in the first cell of a row, and that of an item (`(a)`) in every cell.

    A table holds clauses where two rows or more begin with a number and half of these say what somebody shall do;
    numbers in any other table are figures.

    Args:
        text: the canonical text.
        lines: its lines.
    """
    cells = [at for at, line in enumerate(lines) if line.cell is not None]
    found: dict[int, bool] = {}
    for _, table in groupby(cells, key=lambda at: (lines[at].cell or (0, 0, 0))[0]):
        rows = [list(row) for _, row in groupby(table, key=lambda at: (lines[at].cell or (0, 0, 0))[:2])]
        headed = [row for row in rows if head_of_row(text, lines, row[0]) is not None]
        duties = sum(any(_DUTY.search(text, lines[at].start, lines[at].end) for at in row) for row in headed)
        if len(headed) >= _LEAST and 2 * duties >= len(headed):
            for row in rows:
                first = lines[row[0]].cell
                found.update((at, lines[at].cell == first or _is_item(text, lines[at])) for at in row)
    return found


def head_of_row(text: str, lines: Sequence[Line], at: int) -> Mark | None:
    """The number that heads a cell; one without a sign only where it stands alone with words in the cell beside it."""
    line = lines[at]
    mark = keyword_mark(text, line.start, line.end) or plain_mark(text, line.start, line.end)
    if mark is None or not mark.is_bare or mark.keyword:
        return mark
    is_alone = line.is_first and line.is_last and not text[mark.after : line.end].strip()
    beside = lines[at + 1].cell if at + 1 < len(lines) else None
    return (
        mark
        if is_alone and beside is not None and line.cell is not None and beside[:2] == line.cell[:2]
        else None
    )


def _is_item(text: str, line: Line) -> bool:
    mark = plain_mark(text, line.start, line.end)
    return mark is not None and mark.form in ("paren", "half")
