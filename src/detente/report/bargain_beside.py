"""The markers of the plane of `bargain` with their labels, and where two worths stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.bargain_labels import MARKER, brief_number, label_of, places, written
from detente.report.placing import Ground, Place, choose
from detente.report.svg import Box

if TYPE_CHECKING:
    from detente.report.bargain_looks import Mark
    from detente.report.bargain_scale import Scale
    from detente.report.placing import Segment
    from detente.report.svg import Point

LEFT, RIGHT, TALL = 92.0, 28.0, 520.0
DOTS: Final = 400  # undominated points up to which each is a dot
TICK: Final = 11.5
_RING: Final = 3.5  # a marker under another one is so much larger


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


@dataclass(frozen=True, slots=True)
class Under:
    """What lies under the labels: packages, undominated ones, lines, and the worths without a deal."""

    dots: Sequence[Point]
    points: Sequence[Point]
    lines: Sequence[Segment]
    lows: Sequence[float | None]


def labels_svg(plane: Plane, marks: Sequence[Mark], parties: tuple[str, str], under: Under) -> Iterator[str]:
    """The labels of the marks and of the worths without a deal; then the markers over everything else."""
    groups = _together(plane, marks, parties)
    labels = [
        label_of(
            at,
            [mark.called for mark in group],
            " or ".join(dict.fromkeys(_worths(mark, parties) for mark in group)),
            MARKER + _RING * (len(group) - 1),
        )
        for at, group in groups.items()
    ]
    frame = plane.frame
    ground = Ground(
        Box(frame.left + 4, 4, frame.width - 8, frame.height - 8),
        tuple(label.box for label in labels),
        tuple(under.lines),
        tuple(under.dots),
        tuple(under.points),
    )
    floors = [(at, low) for at, low in enumerate(under.lows) if low is not None and holds(plane, at, low)]
    wanted = [list(places(label, list(groups), ground.frame)) for label in labels]
    wanted += [list(_along(plane, at, low)) for at, low in floors]
    found = choose(wanted, ground)
    for label, place in zip(labels, found, strict=False):
        if place is not None:
            yield from written(label, place, ground)
    for (_, low), place in zip(floors, found[len(labels) :], strict=True):
        if place is not None:
            box = place.box
            yield svg.words(box.left + 3, box.top + 13, _floor(low), TICK, fill=svg.INK, class_="no-deal")
    for (x, y), group in groups.items():
        # What coincides is drawn as rings, the first one innermost.
        for ring, mark in reversed([*enumerate(group)]):
            look = mark.look
            yield svg.marker(look.shape, x, y, look.size + _RING * ring, look.fill, look.edge)


def _together(plane: Plane, marks: Sequence[Mark], parties: tuple[str, str]) -> dict[Point, list[Mark]]:
    """Marks by where they stand, to a tenth of a pixel."""
    found: dict[Point, list[Mark]] = {}
    for mark in marks:
        x, y = plane.at([mark.worth[party] for party in parties])
        found.setdefault((round(x, 1), round(y, 1)), []).append(mark)
    return found


def _worths(mark: Mark, parties: tuple[str, str]) -> str:
    return ", ".join(brief_number(mark.worth[party]) for party in parties)


def _floor(low: float) -> str:
    return f"without a deal: {brief_number(low)}"


def _along(plane: Plane, at: int, low: float) -> Iterator[Place]:
    """`without a deal: 30` along its line: from the axis on, inside of what is acceptable first."""
    frame = plane.frame
    wide, high = svg.room(_floor(low), TICK) + 6, 17.0
    x, y = plane.at((low, plane.up.low) if at == 0 else (plane.across.low, low))
    for step in range(int((frame.height if at == 0 else frame.width) / 12)):
        far = 6.0 + 12 * step
        for beside in (0, 1):
            if at == 0:
                box = Box(x - (wide + 4) if beside else x + 4, frame.height - far - high, wide, high)
            else:
                box = Box(
                    frame.left + frame.width - far - wide, y + 4 if beside else y - high - 4, wide, high
                )
            yield Place(box, 0.05 * far + 3 * beside)
