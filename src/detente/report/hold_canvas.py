"""The characters of one panel of the terminal plot of `hold`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from detente.report.figure import GAINS, GOES_ON, HELD, MAY

if TYPE_CHECKING:
    from detente.hold.results import Interval
    from detente.report.figure import Scale, Spot
    from detente.report.tables import Paint

GAIN, EXPOSED, BAND, RANGE, WHISKER, LINE = "•", "□", "░", "│", "┆", "▬"
MARKS: Final = {
    GAINS: ("▲", "missing"),
    MAY: ("◆", "vague"),
    HELD: ("△", "covered"),
    GOES_ON: ("○", "note"),
}


_ROWS: Final = 11  # a plot has about so many


@dataclass(slots=True)
class Canvas:
    """Rows of cells, `pitch` cells a place: the gain in the first of them, the exposure in the second."""

    scale: Scale
    places: int
    pitch: int
    paint: Paint
    drawn: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)

    @property
    def _a_row(self) -> float:
        """What one row stands for: a whole number of rows from one tick to the next, so that ticks have their rows."""
        ticks = self.scale.ticks
        return (ticks[1] - ticks[0]) / max(2, round(_ROWS / len(ticks)))

    @property
    def _zero(self) -> int:
        return round(self.scale.ticks[-1] / self._a_row) + 1

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self._zero + round(-self.scale.ticks[0] / self._a_row) + 2

    def row(self, value: float) -> int:
        """The row of a number, from 0 at the top; only zero itself stands on the row of zero."""
        row = self._zero - round(value / self._a_row)
        if row == self._zero and value:
            row += -1 if value > 0 else 1
        return min(self.rows - 1, max(0, row))

    def values(self, spot: Spot, place: int) -> None:
        """Draw one party at one place; what is drawn later stands on top."""
        left = place * self.pitch
        if spot.lost is not None:
            top = 0 if spot.lost.high is None else self.row(spot.lost.high)
            for row in range(top, self.row(0.0)):
                for cell in range(left, left + self.pitch):
                    self.drawn[row, cell] = (BAND, "covered")
        mark = MARKS[spot.kind] if spot.point.mover else (GAIN, "note")
        self._interval(left, spot.gain, mark, RANGE)
        self._interval(left + 1, spot.exposed, (EXPOSED, "plain"), WHISKER)

    def _interval(self, cell: int, interval: Interval | None, mark: tuple[str, str], between: str) -> None:
        if interval is None:
            return
        top = 0 if interval.high is None else self.row(interval.high)
        bottom = self.rows - 1 if interval.low is None else self.row(interval.low)
        for row in range(top, bottom + 1):
            self.drawn[row, cell] = (between, mark[1])
        known = next((end for end in (interval.high, interval.low) if end is not None), 0.0)
        if interval.high is None:
            self.drawn[0, cell] = ("↑", mark[1])
        if interval.low is None:
            self.drawn[self.rows - 1, cell] = ("↓", mark[1])
        self.drawn[self.row(known), cell] = mark

    def line(self, row: int) -> str:
        """One row, coloured."""
        ground = ("─", "faint") if row == self.row(0.0) else (" ", "plain")
        row_of = [self.drawn.get((row, cell), ground) for cell in range(self.places * self.pitch)]
        line, run, tone = "", "", "plain"
        for char, its in row_of:
            if its != tone:
                line, run, tone = line + self.paint(run, tone), "", its
            run += char
        return line + self.paint(run, tone)
