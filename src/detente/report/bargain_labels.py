"""Labels beside the markers of the figure of `bargain`: where there is room, with a line to the marker if it is far."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
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


def label(placer: Placer, at: Point, called: str, worth: str) -> list[str] | None:
    """A name with a line of worths near a point, or None where there is no room."""
    names = wrap(clean(called), _WIDE)
    if len(names) > _TALLEST:
        names = [*names[: _TALLEST - 1], svg.shortened(" ".join(names[_TALLEST - 1 :]), _WIDE)]
    lines = [*names, worth]
    wide, high = max(svg.room(line, SIZE) for line in lines) + 6, _STEP * len(lines) + 4
    box = placer.put(_places(at, wide, high))
    if box is None:
        return None
    return [*_leader(at, box), *_written(box, lines)]


def _places(at: Point, wide: float, high: float) -> Iterator[Box]:
    """Round the point in growing circles, up to the right first."""
    for radius in _RADII:
        for way in range(_WAYS):
            angle = math.pi / 4 + (way + 1) // 2 * (1 if way % 2 else -1) * 2 * math.pi / _WAYS
            across, up = math.cos(angle), math.sin(angle)
            x = at[0] + radius * across + (wide / 2) * across - wide / 2
            y = at[1] - radius * up - (high / 2) * up - high / 2
            yield Box(x, y, wide, high)


def _leader(at: Point, box: Box) -> list[str]:
    """A line from the marker to the nearest side of its label."""
    x = min(max(at[0], box.left), box.left + box.width)
    y = min(max(at[1], box.top), box.top + box.height)
    away = math.hypot(x - at[0], y - at[1])
    if away < _NEAR:
        return []
    start = (at[0] + (x - at[0]) * 8 / away, at[1] + (y - at[1]) * 8 / away)
    return [svg.line(start, (x, y), svg.FAINT, 0.9, class_="leader")]


def _written(box: Box, lines: Sequence[str]) -> Iterator[str]:
    yield svg.rect(box, svg.PAPER, fill_opacity=0.82, rx=2)
    for row, line in enumerate(lines):
        last = row == len(lines) - 1
        yield svg.words(
            box.left + 3,
            box.top + _STEP * (row + 1) - 2,
            line,
            SIZE if not last else SIZE - 1,
            fill=svg.FAINT if last else svg.INK,
            font_weight="normal" if last else "bold",
            class_="worth" if last else "mark",
        )
