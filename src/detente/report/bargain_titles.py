"""The titles of the two axes of a plot of `bargain`: the name may be cut, the unit is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from detente.diagnose.excerpt import cells
from detente.report import svg
from detente.report.isolated import isolated
from detente.report.wrap import clean

if TYPE_CHECKING:
    from detente.report.svg import Box

SIZE: Final = 13.5
_CELL: Final = 8.0  # bold
_SMALLEST: Final = 9.0
_LOOK: Final[dict[str, str | float]] = {
    "text_anchor": "middle",
    "font_weight": "bold",
    "fill": svg.INK,
    "class_": "axis",
    "direction": "ltr",
    "unicode_bidi": "isolate",
}


def titles(frame: Box, across: tuple[str, str, str], up: tuple[str, str, str]) -> Iterator[str]:
    """Both titles, in one row each or in two: what it is, and its unit.

    Args:
        frame: the plot; below it 58 pixels are free, to the left 92.
        across: words before a name, the name, and its unit, or "" for none.
        up: the same of the other axis.
    """
    rows = title_rows(*across, frame.width)
    top = frame.height + (42 if len(rows) == 1 else 36)
    for at, (said, size) in enumerate(rows):
        yield svg.words(frame.left + frame.width / 2, top + 16 * at, said, size, **_LOOK)
    rows = title_rows(*up, frame.height)
    left = 32 if len(rows) == 1 else 18
    for at, (said, size) in enumerate(rows):
        turn = f"translate({svg.fixed(left + 16.0 * at)},{svg.fixed(frame.height / 2)}) rotate(-90)"
        yield svg.words(0, 0, said, size, transform=turn, **_LOOK)


def title_rows(before: str, name: str, unit: str, long: float) -> list[tuple[str, float]]:
    """The rows of a title with their sizes.

    One row if it fits `long` pixels; else the unit has its own, in smaller letters if need be, and the name is cut.
    """
    most = int(long / _CELL)
    before, name, unit = before + " " * bool(before and name), clean(name), clean(unit)
    unit_row = f"({isolated(unit)})" if unit else ""
    whole = f"{before}{isolated(name)} {unit_row}".strip()
    if cells(whole) <= most:
        return [(whole, SIZE)]
    first = (f"{before}{isolated(svg.shortened(name, most - cells(before)))}", SIZE)
    if not unit:
        return [first]
    if is_cut(unit, long):
        return [first, (f"({isolated(svg.shortened(unit, _longest(long) - 2))})", _SMALLEST)]
    return [first, (unit_row, SIZE * min(1.0, most / cells(unit_row)))]


def is_cut(unit: str, long: float) -> bool:
    """Whether a unit is longer than an axis of `long` pixels even in the smallest letters: a whole paragraph."""
    return cells(clean(unit)) + 2 > _longest(long)


def _longest(long: float) -> int:
    return int(int(long / _CELL) * SIZE / _SMALLEST)
