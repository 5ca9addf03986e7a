"""Places for all labels of a plot at once: never over another or a marker, best not over dots and lines, and near.

Candidate places are weighed, each label takes its best in turn, and takes it again until none moves: the greedy start
and the local search of Christensen, Marks and Shieber, ACM Transactions on Graphics 14 (1995), without chance. Then
again with those first that came off worst (Joslin and Clements, "Squeaky wheel" optimization, JAIR 10, 1999).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeAlias

from detente.report.svg import Box

if TYPE_CHECKING:
    from detente.report.svg import Point

Segment: TypeAlias = "tuple[Point, Point]"

# What counts as much as so many pixels farther away.
_DOT: Final = 15.0
_DOTS: Final = 25.0  # however many
_POINT: Final = 3  # so many times as much
_LINE: Final = 60.0
_LONG: Final = 0.8  # a pixel of a line
_CROSSED: Final = 4.0  # by a leader
_SPECK: Final = 3.0  # a dot under a leader
_MARKER: Final = 50.0  # another marker under a leader
_HIDDEN: Final = 5.0  # a pixel of it there
_SLACK: Final = 350.0  # places so much worse than the best by themselves are not looked at
_TANGLED: Final = 300.0  # two leaders that cross
_CLASH: Final = 20_000.0  # more than all else together
_DROPPED: Final = 20_000.0
_PASSES: Final = 12
_ROUNDS: Final = 12
_CELL: Final = 4.0
_MARGIN: Final = 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label might stand, what that costs by itself in pixels, and its line to the marker if it needs one."""

    box: Box
    cost: float = 0.0
    leader: Segment | None = None
    reach: tuple[float, float, float, float] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """What both together span, with a margin: left, top, right, bottom."""
        left, top = self.box.left, self.box.top
        right, bottom = left + self.box.width, top + self.box.height
        for x, y in self.leader or ():
            left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
        object.__setattr__(self, "reach", (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))


@dataclass(frozen=True)
class Ground:
    """What is in a plot under its labels.

    `markers` must not be covered; `points`, `dots` (which count less) and `lines` had better not be.
    """

    frame: Box
    markers: tuple[Box, ...]
    lines: tuple[Segment, ...] = ()
    dots: tuple[Point, ...] = ()
    points: tuple[Point, ...] = ()

    @cached_property
    def _sums(self) -> list[list[int]]:
        """The weights of cells with a dot, summed from the top left."""
        across, down = (int(size / _CELL) + 2 for size in (self.frame.width, self.frame.height))
        filled = {self._cell(x, y): 1 for x, y in self.dots}
        filled |= {self._cell(x, y): _POINT for x, y in self.points}
        sums = [[0] * (across + 1)]
        for row in range(down):
            line, so_far = [0], 0
            for column in range(across):
                so_far += filled.get((column, row), 0)
                line.append(so_far + sums[-1][column + 1])
            sums.append(line)
        return sums

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        across, down = int(self.frame.width / _CELL) + 1, int(self.frame.height / _CELL) + 1
        column, row = int((x - self.frame.left) // _CELL), int((y - self.frame.top) // _CELL)
        return min(max(column, 0), across), min(max(row, 0), down)

    def dots_in(self, box: Box) -> int:
        """About how many dots a box covers or touches: 0 only if it covers none."""
        box = wider(box)
        left, top = self._cell(box.left, box.top)
        right, bottom = self._cell(box.left + box.width, box.top + box.height)
        sums = self._sums
        return sums[bottom + 1][right + 1] - sums[top][right + 1] - sums[bottom + 1][left] + sums[top][left]

    def covered(self, box: Box) -> float:
        """What is under a box, in pixels."""
        box = wider(box)
        under = [inside(line, box) for line in self.lines]
        dots = self.dots_in(box)
        return _DOTS * (dots > 0) + _DOT * dots + sum(_LINE + _LONG * long for long in under if long > 0)

    def crossed(self, leader: Segment) -> float:
        """What is under a leader, in pixels; the marker where it begins is its own."""
        start = leader[0]
        others = [box for box in self.markers if not _is_in(start, box)]
        under = [inside(leader, wider(box, -_MARGIN)) for box in others]
        cost = sum(_MARKER + _HIDDEN * long for long in under if long > 0)
        cost += _CROSSED * sum(crosses(leader, line) for line in self.lines)
        (x, y), (to, down) = leader
        steps = int(math.hypot(to - x, down - y) / _CELL)
        cells = {self._cell(x + (to - x) * at / steps, y + (down - y) * at / steps) for at in range(3, steps)}
        return cost + _SPECK * sum(self._filled(column, row) for column, row in cells)

    def _filled(self, column: int, row: int) -> int:
        above, below = self._sums[row], self._sums[row + 1]
        return below[column + 1] - below[column] - above[column + 1] + above[column]


def choose(wanted: Sequence[Sequence[Place]], ground: Ground) -> list[Place | None]:
    """A place for each label, or None where there is no room.

    Args:
        wanted: for each label the places where it might stand; of equal ones the first is taken.
        ground: what is in the plot.

    Returns:
        For each label its place. No two boxes meet, no box meets a marker, no leader runs through a box.
    """
    ranked = [_ranked(places, ground) for places in wanted]
    order = [at for at, places in enumerate(ranked) if places]
    order.sort(key=lambda at: -ranked[at][0][0])
    best: list[tuple[float, Place] | None] = [None] * len(ranked)
    least = math.inf
    for _ in range(_ROUNDS):
        chosen = _settled(order, ranked)
        costs = [_DROPPED if one is None else one[0] for one in chosen]
        total = _total(chosen)
        if total < least:
            best, least = chosen, total
        turned = sorted(order, key=lambda at: ranked[at][0][0] - costs[at])
        if turned == order:
            break
        order = turned
    return [one and one[1] for one in best]


Ranked: TypeAlias = "list[tuple[float, Place]]"


def _ranked(places: Iterable[Place], ground: Ground) -> Ranked:
    """Those within the frame and off the markers, the best first."""
    found: Ranked = []
    least = math.inf
    for place in sorted(places, key=lambda one: one.cost):
        if place.cost > least + _SLACK:
            break
        if not ground.frame.holds(place.box) or any(place.box.meets(marker) for marker in ground.markers):
            continue
        cost = place.cost + ground.covered(place.box)
        if place.leader is not None:
            cost += ground.crossed(place.leader)
        found.append((cost, place))
        least = min(least, cost)
    return sorted(found, key=lambda one: one[0])


def _settled(order: Sequence[int], ranked: Sequence[Ranked]) -> list[tuple[float, Place] | None]:
    """Each takes its best place in turn, until none moves; what still clashes is left out."""
    chosen: dict[int, tuple[float, Place]] = {}
    for _ in range(_PASSES):
        moved = False
        for at in order:
            others = [one for other, (_, one) in chosen.items() if other != at]
            taken = _best(ranked[at], others)
            moved = moved or chosen.get(at) != taken
            chosen[at] = taken
        if not moved:
            break
    _unclashed(chosen, order, ranked)
    return [chosen.get(at) for at in range(len(ranked))]


def _unclashed(
    chosen: dict[int, tuple[float, Place]], order: Sequence[int], ranked: Sequence[Ranked]
) -> None:
    """Leave out what clashes, and put back what then finds room."""
    for one, other in combinations(order, 2):
        if one in chosen and other in chosen and between(chosen[one][1], chosen[other][1]) >= _CLASH:
            del chosen[other]
    for at in order:
        if at not in chosen:
            taken = _best(ranked[at], [one for _, one in chosen.values()])
            if all(between(taken[1], one) < _CLASH for _, one in chosen.values()):
                chosen[at] = taken


def _best(places: Ranked, others: Sequence[Place]) -> tuple[float, Place]:
    best, least = places[0], math.inf
    for one in places:
        cost = one[0]
        if cost >= least:
            break
        for other in others:
            cost += between(one[1], other)
            if cost >= least:
                break
        else:
            best, least = one, cost
    return best


def _total(chosen: Sequence[tuple[float, Place] | None]) -> float:
    there = [one for one in chosen if one is not None]
    apart = sum(between(one, other) for (_, one), (_, other) in combinations(there, 2))
    return sum(cost for cost, _ in there) + apart + _DROPPED * (len(chosen) - len(there))


def between(one: Place, other: Place) -> float:
    """What two labels cost each other: that they meet, that a leader cuts the other or its leader."""
    mine, its = one.reach, other.reach
    if mine[0] >= its[2] or its[0] >= mine[2] or mine[1] >= its[3] or its[1] >= mine[3]:
        return 0.0
    if wider(one.box).meets(other.box):
        return _CLASH
    for leader, box in ((one.leader, other.box), (other.leader, one.box)):
        if leader is not None and inside(leader, wider(box)) > 0:
            return _CLASH
    if one.leader is not None and other.leader is not None and crosses(one.leader, other.leader):
        return _TANGLED
    return 0.0


# --- geometry ---


def wider(box: Box, by: float = _MARGIN) -> Box:
    """A box with a margin all around."""
    return Box(box.left - by, box.top - by, box.width + 2 * by, box.height + 2 * by)


def inside(segment: Segment, box: Box) -> float:
    """How much of a segment lies in a box, in pixels (Liang and Barsky, ACM Transactions on Graphics 3, 1984)."""
    (x, y), (to, down) = segment
    first, last = 0.0, 1.0
    for start, way, low, size in (
        (x, to - x, box.left, box.width),
        (y, down - y, box.top, box.height),
    ):
        if abs(way) < 1e-9:
            if not low < start < low + size:
                return 0.0
            continue
        ends = sorted(((low - start) / way, (low + size - start) / way))
        first, last = max(first, ends[0]), min(last, ends[1])
    return max(0.0, last - first) * math.hypot(to - x, down - y)


def crosses(one: Segment, other: Segment) -> bool:
    """Whether two segments cut each other, not only touch."""
    return _side(one, other[0]) * _side(one, other[1]) < 0 and _side(other, one[0]) * _side(other, one[1]) < 0


def _side(segment: Segment, at: Point) -> float:
    (x, y), (to, down) = segment
    turn = (to - x) * (at[1] - y) - (down - y) * (at[0] - x)
    return (turn > 0) - (turn < 0)


def _is_in(at: Point, box: Box) -> bool:
    return box.left <= at[0] <= box.left + box.width and box.top <= at[1] <= box.top + box.height


def nearest_in(at: Point, box: Box) -> tuple[float, float, float]:
    """The point of a box that is nearest to another point, and how far it is."""
    x = min(max(at[0], box.left), box.left + box.width)
    y = min(max(at[1], box.top), box.top + box.height)
    return x, y, math.hypot(x - at[0], y - at[1])
