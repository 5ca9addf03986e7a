"""Labels beside the markers of the figure of `bargain`: where there is room, with a line to the marker if it is far."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.svg import Box
from detente.report.wrap import clean, wrap

if TYPE_CHECKING:
    from detente.report.svg import Placer, Point

SIZE: Final = 12.0
_STEP: Final = 14.5
_WIDE: Final = 26  # cells of a line
_TALLEST: Final = 3  # lines of names
_RADII: Final = (9.0, 22.0, 40.0, 64.0, 92.0, 130.0, 180.0, 240.0)
_WAYS: Final = 16
_NEAR: Final = 15.0
_LITTLE: Final = 60.0  # square pixels of other things under a label that need no ground
_FAR: Final = 8.0  # a pixel farther away counts as much as so many pixels covered


def label(placer: Placer, at: Point, called: str, worth: str) -> list[str] | None:
    """A name with a line of worths near a point, or None where there is no room."""
    names = wrap(clean(called), _WIDE)
    if len(names) > _TALLEST:
        names = [*names[: _TALLEST - 1], svg.shortened(" ".join(names[_TALLEST - 1 :]), _WIDE)]
    lines = [*names, worth]
    wide, high = max(svg.room(line, SIZE) for line in lines) + 6, _STEP * len(lines) + 4
    box = _put(placer, at, _places(at, wide, high))
    if box is None:
        return None
    covers = sum(box.meets(other) for other in placer.lines) > _LITTLE
    ground = [svg.rect(box, svg.PAPER, fill_opacity=0.6, rx=2)] if covers else []
    return [*_leader(at, box), *ground, *_written(at, box, lines)]


def _put(placer: Placer, at: Point, places: Iterable[Box]) -> Box | None:
    """The place that covers least and is nearest, weighed against each other."""
    best: Box | None = None
    least = math.inf
    for place in places:
        if not placer.frame.holds(place) or any(place.meets(other) for other in placer.taken):
            continue
        cost = sum(place.meets(other) for other in placer.lines) + _FAR * _away(at, place)[2]
        if cost < least:
            best, least = place, cost
    if best is not None:
        placer.taken.append(best)
    return best


def _places(at: Point, wide: float, high: float) -> Iterator[Box]:
    """Round the point in growing circles, up to the right first."""
    for radius in _RADII:
        for way in range(_WAYS):
            angle = math.pi / 4 + (way + 1) // 2 * (1 if way % 2 else -1) * 2 * math.pi / _WAYS
            across, up = math.cos(angle), math.sin(angle)
            x = at[0] + radius * across + (wide / 2) * across - wide / 2
            y = at[1] - radius * up - (high / 2) * up - high / 2
            yield Box(x, y, wide, high)


def _away(at: Point, box: Box) -> tuple[float, float, float]:
    """The nearest point of a box, and how far it is."""
    x = min(max(at[0], box.left), box.left + box.width)
    y = min(max(at[1], box.top), box.top + box.height)
    return x, y, math.hypot(x - at[0], y - at[1])


def _leader(at: Point, box: Box) -> list[str]:
    """A line from the marker to the nearest side of its label."""
    x, y, away = _away(at, box)
    if away < _NEAR:
        return []
    start = (at[0] + (x - at[0]) * 8 / away, at[1] + (y - at[1]) * 8 / away)
    return [svg.line(start, (x, y), svg.FAINT, 0.9, class_="leader")]


def _written(at: Point, box: Box, lines: Sequence[str]) -> Iterator[str]:
    """The lines, set against the side that is nearer to the marker."""
    right = box.left + box.width
    anchor, x = ("start", box.left + 3) if at[0] <= box.left else ("end", right - 3)
    if box.left < at[0] < right:
        anchor, x = "middle", box.left + box.width / 2
    for row, line in enumerate(lines):
        last = row == len(lines) - 1
        yield svg.words(
            x,
            box.top + _STEP * (row + 1) - 2,
            line,
            SIZE if not last else SIZE - 1,
            text_anchor=anchor,
            fill=svg.FAINT if last else svg.INK,
            font_weight="normal" if last else "bold",
            class_="worth" if last else "mark",
        )
