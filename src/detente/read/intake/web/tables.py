"""The cell of a table that the walk stands in, with cells that span rows and columns counted as they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

_MOST: Final = 1000  # the largest span that the HTML Standard allows for columns


@dataclass(slots=True)
class Table:
    """One table: its number in the page, and where the walk is in it."""

    number: int
    row: int = -1
    column: int = -1
    _next: int = 0
    _taken: dict[int, int] = field(default_factory=dict)  # column to the first row in which it is free again

    def enter(self, element: Any, name: str) -> None:
        """Go on to a row or a cell."""
        if name == "tr":
            self.row, self.column, self._next = self.row + 1, -1, 0
        elif name in ("td", "th"):
            self.row = max(self.row, 0)
            while self._taken.get(self._next, 0) > self.row:
                self._next += 1
            self.column = self._next
            wide, deep = _span(element.get("colspan")), _span(element.get("rowspan"))
            if deep > 1:
                self._taken.update(dict.fromkeys(range(self.column, self.column + wide), self.row + deep))
            self._next += wide

    def cell(self) -> tuple[int, int, int] | None:
        """Table, row and column from 0, or None before the first cell, such as in its caption."""
        return (self.number, self.row, self.column) if self.column >= 0 else None


def _span(given: str | None) -> int:
    given = (given or "").strip()
    return min(max(int(given), 1), _MOST) if given.isascii() and given.isdecimal() and len(given) < 6 else 1
