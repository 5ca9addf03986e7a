"""The axes of the figure of `hold`: where a place and a number stand in a panel, and how each kind of point looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from detente.diagnose.excerpt import cells
from detente.report import svg
from detente.report.figure import GAINS, GOES_ON, HELD, MAY, Panel, level
from detente.report.saying_hold import number
from detente.report.svg import Box

if TYPE_CHECKING:
    from detente.hold.results import Interval
    from detente.report.figure import Scale

LEFT, RIGHT = 74, 20
HEAD: Final = 24  # the line with the party's name
TALL: Final = 176  # the plot of a party with values
SIGNS, OWED = 50, 66  # the row of signs, and the acts owed below it
BAND_INK: Final = "#00563f"
LOOKS: Final = {
    GAINS: ("triangle", 6.0, svg.VERMILLION, "#7a2e00"),
    MAY: ("diamond", 5.0, svg.ORANGE, "#6b4a00"),
    HELD: ("triangle", 5.5, svg.PAPER, svg.GREEN),
    GOES_ON: ("circle", 4.2, svg.PAPER, svg.BLUE),
}
EXPOSED: Final = ("square", 3.0, svg.PAPER, svg.INK)
_LONGEST: Final = 24

Run: TypeAlias = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Across:
    """Where the places of the course stand from left to right, in pixels."""

    width: float
    places: int

    @property
    def plot(self) -> float:
        """The width of the plot."""
        return self.width - LEFT - RIGHT

    @property
    def pitch(self) -> float:
        """From one place to the next."""
        return self.plot / max(1, self.places)

    def x(self, at: float) -> float:
        """The middle of a place."""
        return LEFT + (at + 0.5) * self.pitch


@dataclass(frozen=True, slots=True)
class Plot:
    """Where numbers stand between the top and the bottom of one panel's plot, in pixels."""

    scale: Scale
    across: Across
    top: float
    height: float

    def y(self, value: float) -> float:
        """The height of a number."""
        share = (self.scale.high - value) / (self.scale.high - self.scale.low)
        return self.top + share * self.height

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def column(self, at: int, low: float | None, high: float | None) -> Box:
        """The box of one place from low to high; to the edge of the plot where an end is not known."""
        top = self.top if high is None else self.y(high)
        bottom = self.bottom if low is None else self.y(low)
        return Box(self.across.x(at - 0.5), top, self.across.pitch, max(0.0, bottom - top))


def ground(plot: Plot) -> Iterator[str]:
    """The ticks with their numbers, and a faint line at each tick and each place."""
    across = plot.across
    for tick in plot.scale.ticks:
        y = plot.y(tick)
        yield svg.line((LEFT, y), (LEFT + across.plot, y), svg.RULE)
        weight = "bold" if tick == 0 else "normal"
        yield svg.words(
            LEFT - 8,
            y + 4,
            number(tick),
            11,
            text_anchor="end",
            fill=svg.INK,
            font_weight=weight,
            class_="tick",
        )
    if across.pitch >= 9:
        for at in range(across.places):
            x = across.x(at)
            yield svg.line((x, plot.top), (x, plot.bottom), svg.RULE, 1, stroke_dasharray="1 3")


def head(panel: Panel, across: Across, *what: str) -> Iterator[str]:
    """The party's name, and at the other end what its panel shows: the first of `what` that leaves room for it."""
    right = across.width - RIGHT
    for words in what:
        most = int((right - LEFT - svg.room(words, 11.5) - 20) / svg.room("n", 14))
        if cells(panel.name) <= most or words == what[-1]:
            name = svg.shortened(panel.name, max(12, most))
            yield svg.words(LEFT, 15, name, 14, font_weight="bold", fill=svg.INK, class_="party")
            yield svg.words(right, 15, words, 11.5, text_anchor="end", fill=svg.FAINT)
            return


def steps(plot: Plot, row: Sequence[tuple[int, Interval | None]]) -> list[Run]:
    """Steps through the levels of neighbouring places, broken where one is not known."""
    runs: list[Run] = []
    last = -2
    for at, interval in row:
        value = None if interval is None else level(interval)
        if value is None:
            continue
        if at != last + 1:
            runs.append([])
        y = plot.y(value)
        runs[-1] += [(plot.across.x(at - 0.5), y), (plot.across.x(at + 0.5), y)]
        last = at
    return runs


def boxes(run: Run) -> Iterator[Box]:
    """The room that a line of steps takes."""
    for (x, y), (to, down) in pairwise(run):
        yield Box(min(x, to) - 1, min(y, down) - 1, abs(to - x) + 2, abs(down - y) + 2)


def height(plot: Plot, drawn: Interval | None) -> float:
    """Where an interval's marker stands: at its upper end, or at the one end that is known, or at zero."""
    ends = () if drawn is None else (drawn.high, drawn.low)
    return plot.y(next((end for end in ends if end is not None), 0.0))


def zero(plot: Plot) -> str:
    """The zero line, strong."""
    y = plot.y(0)
    return svg.line((LEFT, y), (LEFT + plot.across.plot, y), svg.INK, 1.8)
