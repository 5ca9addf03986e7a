"""The markers of the plane of `bargain` with their labels, and where two worths stand in it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.bargain_labels import label
from detente.report.bargain_saying import compact
from detente.report.svg import Box, Placer

if TYPE_CHECKING:
    from detente.report.bargain_looks import Mark
    from detente.report.bargain_scale import Scale
    from detente.report.svg import Point

LEFT, RIGHT, TALL = 92.0, 28.0, 520.0
DOTS: Final = 400  # undominated points up to which each is a dot
TICK: Final = 11.5


@dataclass(frozen=True, slots=True)
class Plane:
    """Where two worths stand, in pixels from the top left."""

    across: Scale
    up: Scale
    width: float

    @property
    def frame(self) -> Box:
        """The plot."""
        return Box(LEFT, 0, self.width - LEFT - RIGHT, TALL)

    def at(self, worth: Sequence[float]) -> Point:
        """The point of a pair of worths."""
        frame = self.frame
        x = frame.left + self.across.share(worth[0]) * frame.width
        return x, frame.top + (1 - self.up.share(worth[1])) * frame.height


def holds(plane: Plane, at: int, low: float | None) -> bool:
    """Whether a worth on one of the two axes is there and within the plot."""
    return low is not None and (plane.across, plane.up)[at].holds(low)


def hull_of(worths: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """The upper right convex hull of undominated pairs, from the best for the second party on."""
    hull: list[tuple[float, float]] = []
    for x, y in sorted((pair[0], pair[1]) for pair in worths):
        while len(hull) > 1 and _below(hull[-2], hull[-1], (x, y)):
            hull.pop()
        hull.append((x, y))
    return hull


def _below(a: Point, b: Point, c: Point) -> bool:
    """Whether b lies on or below the line from a to c; halves and quotients, so that nothing overflows."""
    first, second = (b[0] / 2 - a[0] / 2), (c[0] / 2 - a[0] / 2)
    if first <= 0 or second <= 0:
        return b[1] <= a[1]
    return b[1] / 2 - a[1] / 2 <= (c[1] / 2 - a[1] / 2) * (first / second)


def labels_svg(
    plane: Plane,
    marks: Sequence[Mark],
    parties: tuple[str, str],
    worths: Sequence[Sequence[float]],
    lows: Sequence[float | None],
) -> Iterator[str]:
    """The markers over everything else, with their labels; then those of the worths without a deal."""
    places = [plane.at([mark.worth[party] for party in parties]) for mark in marks]
    frame = plane.frame
    placer = Placer(Box(frame.left + 4, 4, frame.width - 8, frame.height - 8))
    placer.taken += [Box(x - 8, y - 8, 16, 16) for x, y in places]
    placer.lines += _lines(plane, worths, places, lows)
    labels = []
    for mark, place in zip(marks, places, strict=True):
        worth = ", ".join(compact(mark.worth[party]) for party in parties)
        labels += label(placer, place, mark.called, worth) or []
    labels += _no_deal(plane, lows, placer)
    yield from labels
    # What coincides is drawn with the larger marker below.
    for mark, (x, y) in zip(marks, places, strict=True):
        look = mark.look
        yield svg.marker(look.shape, x, y, look.size, look.fill, look.edge)


def _lines(
    plane: Plane,
    worths: Sequence[Sequence[float]],
    marks: Sequence[Point],
    lows: Sequence[float | None],
) -> Iterator[Box]:
    """What labels had better not cover: some dots, the line of the undominated ones, the lines of the draft."""
    dots = [*map(plane.at, worths[:: max(1, len(worths) // DOTS)])]
    yield from (Box(x - 3, y - 3, 6, 6) for x, y in dots)
    for (x, y), (to, down) in pairwise([*map(plane.at, hull_of(worths))]):
        steps = max(1, int(math.hypot(to - x, down - y) / 8))
        for step in range(steps):
            part = step / steps
            yield Box(x + part * (to - x) - 3, y + part * (down - y) - 3, 6, 6)
    if marks:
        (x, y), frame = marks[0], plane.frame
        yield from (Box(x - 1, 0, 2, y), Box(x, y - 1, frame.left + frame.width - x, 2))
    for at, low in enumerate(lows):
        if low is not None and holds(plane, at, low):
            yield _line_box(plane, at, low)


def _line_box(plane: Plane, at: int, low: float) -> Box:
    frame = plane.frame
    if at == 0:
        return Box(plane.at((low, plane.up.low))[0] - 1, 0, 2, frame.height)
    return Box(frame.left, plane.at((plane.across.low, low))[1] - 1, frame.width, 2)


def _no_deal(plane: Plane, lows: Sequence[float | None], placer: Placer) -> Iterator[str]:
    """`without a deal: 30` along its line, wherever there is room."""
    frame = plane.frame
    for at, low in enumerate(lows):
        if low is None or not (plane.across, plane.up)[at].holds(low):
            continue
        said = f"without a deal: {compact(low)}"
        wide, high = svg.room(said, TICK) + 6, 17.0
        x, y = plane.at((low, plane.up.low) if at == 0 else (plane.across.low, low))
        boxes = [
            Box(x + 3, frame.height * part - high, wide, high)
            if at == 0
            else Box(frame.left + frame.width * part - wide - 4, y + 3, wide, high)
            for part in (0.995, 0.9, 0.75, 0.6, 0.45, 0.3, 0.15)
        ]
        boxes += [
            Box(box.left - wide - 6, box.top, wide, high)
            if at == 0
            else Box(box.left, y - high - 3, wide, high)
            for box in boxes
        ]
        box = placer.put(boxes)
        if box is not None:
            yield svg.words(box.left + 3, box.top + 13, said, TICK, fill=svg.INK, class_="no-deal")
