"""Where a cell stands in its table: row and column of the grid, each merged cell once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from detente.read.intake.word.names import VAL, Element, W, number, value_of

_PROPERTIES: Final = W + "tcPr"
_WIDEST: Final = 10_000  # columns that one cell may span


@dataclass(slots=True)
class Grid:
    """A table in reading: its number, the row and column that were reached, and the cell that is open."""

    table: int
    row: int = -1
    column: int = 0
    cell: tuple[int, int, int] | None = None
    _merged: set[int] = field(default_factory=set)

    def enter_row(self, row: Element) -> None:
        """Begin a row."""
        self.row += 1
        self.column = _span(value_of(row.find(W + "trPr"), W + "gridBefore"), 0)

    def enter_cell(self, cell: Element) -> bool:
        """Begin a cell; False where it only goes on with one that is merged with it, and so shows nothing."""
        properties = cell.find(_PROPERTIES)
        column = self.column
        self.column += _span(value_of(properties, W + "gridSpan"), 1)
        goes_on = column in self._merged and _merge(properties, "vMerge") == "continue"
        if not goes_on:
            self._merged.discard(column)
        if _merge(properties, "vMerge") is not None:
            self._merged.add(column)
        if goes_on or (column and _merge(properties, "hMerge") == "continue"):
            return False
        self.cell = (self.table, self.row, column)
        return True


def _merge(properties: Element | None, tag: str) -> str | None:
    one = None if properties is None else properties.find(W + tag)
    return None if one is None else one.get(VAL, "continue")


def _span(value: str | None, least: int) -> int:
    return min(max(number(value, least), least), _WIDEST)
