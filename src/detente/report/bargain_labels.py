"""Labels beside the markers of the figures of `bargain`: which places there are, and how a label is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.bargain_saying import compact, number
from detente.report.isolated import evenly
from detente.report.placing import Place, nearest_in
from detente.report.svg import Box

if TYPE_CHECKING:
    from detente.report.placing import Ground
    from detente.report.svg import Point

SIZE: Final = 12.0
MARKER: Final = 8.0  # from the middle of a marker to its side, with a little room
_STEP: Final = 14.5
_WIDE: Final = 26  # cells of a line
_TALLEST: Final = 3  # lines of a name
_GAPS: Final = (1.5, 8.0, 14.0, 20.0, 28.0)
_SIDES: Final = (0.0, -0.5, 0.5, -0.75, 0.75, -1.0, 1.0)
_FARTHEST: Final = 400.0
_GRID: Final = 16.0
_NEAR: Final = 14.5  # farther away a label has a leader
_BEYOND: Final = 150.0  # pixels beyond which the distance counts twice and more
_STRAIGHT: Final = 0.25
_LINED: Final = 14.0  # a leader counts as much as so many pixels
_ELSEWHERE: Final = 11.0  # another marker must be so much farther from a label than its own
_DIGITS: Final = 3


def brief_number(value: float) -> str:
    """A worth in a label: at most three significant digits with decimals (`1.99`), whole numbers whole (`1234`)."""
    if value == int(value) or abs(value) >= 10**_DIGITS:
        return compact(float(round(value)))
    return number(float(f"{value:.{_DIGITS}g}"))


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the middle of its marker, the marker's half width, the lines of its names, and its worths."""

    at: Point
    names: tuple[str, ...]
    worth: str
    marker: float = MARKER

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines from the top."""
        return (*self.names, self.worth)

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height."""
        return max(svg.room(line, SIZE) for line in self.lines) + 6, _STEP * len(self.lines) + 2

    @property
    def box(self) -> Box:
        """Its marker."""
        return Box(self.at[0] - self.marker, self.at[1] - self.marker, 2 * self.marker, 2 * self.marker)


def label_of(at: Point, called: Iterable[str], worth: str, marker: float = MARKER) -> Label:
    """A label for what is called so, each name on lines of its own, commas between."""
    rows: list[str] = []
    for name in called:
        names = evenly(name, _WIDE)
        if len(names) > _TALLEST:
            names = [*names[: _TALLEST - 1], svg.shortened(" ".join(names[_TALLEST - 1 :]), _WIDE)]
        rows += [*names[:-1], f"{names[-1]},"]
    rows[-1] = rows[-1].removesuffix(",")
    return Label(at, tuple(rows), worth, marker)


def places(label: Label, markers: Sequence[Point], frame: Box) -> Iterator[Place]:
    """Around its marker in growing rectangles: beside it, above and below, in the corners.

    Args:
        label: the label.
        frame: the plot, which it does not leave.
        markers: the middles of all markers: where another one is nearer, a leader tells which is meant.
    """
    others = [at for at in markers if at != label.at]
    for box in _around(label):
        if not frame.holds(box) or box.meets(label.box):
            continue
        away = nearest_in(label.at, box)[2] - label.marker + MARKER
        elsewhere = min((nearest_in(at, box)[2] for at in others), default=1e9)
        is_clear = away <= _NEAR and elsewhere >= away + _ELSEWHERE
        short = max(0.0, _NEAR + 7 - away) * 3  # a leader must be long enough to be seen
        cost = away - MARKER + away * away / _BEYOND + (0 if is_clear else _LINED + short)
        yield Place(box, cost, None if is_clear else (label.at, _end(label, box)))


def _around(label: Label) -> Iterator[Box]:
    """Close to its marker on all sides and in the corners; then everywhere in some distance."""
    wide, high = label.size
    x, y = label.at
    for gap in _GAPS:
        across, down = label.marker + gap + wide / 2, label.marker + gap + high / 2
        middles = [(way * across, side * down) for side in _SIDES for way in (1, -1)]
        middles += [(side * across, way * down) for side in _SIDES for way in (-1, 1)]
        yield from (Box(x + dx - wide / 2, y + dy - high / 2, wide, high) for dx, dy in middles)
    steps = [0, *(way * step for step in range(1, int(_FARTHEST / _GRID) + 1) for way in (1, -1))]
    for up in steps:
        for right in steps:
            yield Box(x + _GRID * right - wide / 2, y - _GRID * up - high / 2, wide, high)


def _anchor(at: Point, box: Box) -> str:
    """Which side of a label is set straight: that nearer to the marker."""
    share = (at[0] - box.left) / box.width
    return "start" if share < _STRAIGHT else "end" if share > 1 - _STRAIGHT else "middle"


def _end(label: Label, box: Box) -> Point:
    """Where a leader ends: at the words, not at the empty corner beside a short line."""
    x, y, _ = nearest_in(label.at, box)
    row = label.lines[-1 if box.top + box.height / 2 < label.at[1] else 0]
    long = min(0.8 * svg.room(row, SIZE), box.width)
    left = box.left + {"start": 0, "middle": 0.5, "end": 1}[_anchor(label.at, box)] * (box.width - long)
    if box.left < x < box.left + box.width:
        x = min(max(x, left), left + long)
    return x, y


def written(label: Label, place: Place, ground: Ground) -> Iterator[str]:
    """A label at its place, with its leader; its letters have a thin edge where they cover something."""
    box, anchor = place.box, _anchor(label.at, place.box)
    if place.leader is not None:
        yield svg.line(*place.leader, svg.FAINT, 0.9, class_="leader")
    inner = {"start": 3.0, "middle": box.width / 2, "end": box.width - 3}[anchor]
    look: dict[str, str | float] = {"text_anchor": anchor}
    if ground.covered(box) > 0:
        look |= {"stroke": svg.PAPER, "stroke_width": 2.5, "paint_order": "stroke"}
    for row, line in enumerate(label.lines):
        y = box.top + _STEP * (row + 1) - 3
        if row < len(label.names):
            kind: dict[str, str | float] = {"fill": svg.INK, "font_weight": "bold", "class_": "mark"}
        else:
            kind = {"fill": svg.FAINT, "font_weight": "normal", "class_": "worth"}
        yield svg.words(
            box.left + inner, y, line, SIZE if row < len(label.names) else SIZE - 1, **look, **kind
        )
