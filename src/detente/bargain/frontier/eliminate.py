"""The undominated packages of a domain, without listing it.

Issues, and groups of linked ones (see `parts`), are added one after the other: the undominated sums of the first and
the points of the next, dominated ones dropped at once (a Minkowski sum with pruning; dominance survives the adding of
what both have).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from detente.bargain.frontier.frontier import Frontier
from detente.bargain.frontier.merge import NO_FLOOR, sum_of
from detente.bargain.frontier.parts import parts_of
from detente.bargain.frontier.sets import Chain, PointSet
from detente.bargain.frontier.thin import thin

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers

MEMORY: Final = 1024
"""MiB that the points may take, unless said otherwise."""
HURRIED: Final = 1_000
"""So many points are kept after each issue once time is over."""
MEASURED: Final = 10_000
"""From so many sums on their time says how long the next ones take."""
EXACTLY: Final = (
    "Issues are added one after the other; what is worse for somebody and better for nobody is dropped at once "
    "(Minkowski sums with dominance pruning), and issues that statements or obligations link are eliminated together "
    "(bucket elimination). Every undominated package is found."
)
THINNED: Final = (
    "Where there were too many points, near ones were left out, by no more than eps for any party."
)
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to go: points kept after each issue (None: what memory allows), MiB, and a moment of time.monotonic()."""

    most_points: int | None = None
    memory: int = MEMORY
    deadline: float | None = None


@dataclass(frozen=True, slots=True)
class Rooted:
    """The packages behind the points of a frontier: places of options in the order of the issues."""

    chain: Chain
    base: NDArray[np.int64]

    def counts(self, points: NDArray[np.int64]) -> Sequence[int]:
        """See Origins."""
        return [int(count) for count in self.chain.counts()[self.chain.find(points - self.base)]]

    def first(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        """See Origins."""
        rows = self.chain.first(self.chain.find(points - self.base))
        return rows[:, np.argsort(self.chain.issues)]

    def all_of(self, point: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
        """See Origins."""
        place = int(self.chain.find((point - self.base)[None, :])[0])
        order = np.argsort(self.chain.issues).tolist()
        return (tuple(row[at] for at in order) for row in self.chain.all_of(place))


def frontier_of(
    numbers: Numbers,
    limits: Limits = Limits(),
    progress: Progress | None = None,
) -> Frontier:
    """Every undominated package that gives each party its no-deal worth, or an eps-frontier where that is too much.

    Raises:
        TooLinked: statements or obligations link too many issues, or time was over before these were looked at.
    """
    parts = sorted(parts_of(numbers, limits.deadline), key=lambda part: (len(part.points), part.issues))
    chain, eps = _added(numbers, parts, limits, progress)
    exact = not eps.any() and not any(numbers.rounding)
    found = chain.points + numbers.base
    return Frontier(
        numbers=numbers,
        points=found[(found >= _limits_of(numbers)).all(axis=1)] if eps.any() else found,
        bounds=found + eps if eps.any() else None,
        origins=Rooted(chain, numbers.base),
        exact=exact,
        eps=tuple(
            int(grid) * step + 2 * rounding
            for grid, step, rounding in zip(eps, numbers.step, numbers.rounding, strict=True)
        ),
        method=EXACTLY if not eps.any() else f"{EXACTLY.rsplit('. ', 1)[0]}. {THINNED}",
    )


def _added(
    numbers: Numbers, parts: list[PointSet], limits: Limits, progress: Progress | None
) -> tuple[Chain, NDArray[np.int64]]:
    """The undominated sums of all parts, and by how much they may fall short on the grid."""
    floors = _floors(numbers, parts)
    points = parts[0].points
    points = points[(points >= floors[0]).all(axis=1)]
    pace = _Pace(limits, len(numbers.parties), len(parts))
    points, eps = pace.thinned(points, len(parts[1].points) if len(parts) > 1 else 0)
    stages = [points]
    for at in range(1, len(parts)):
        begun, looked = time.monotonic(), len(points) * len(parts[at].points)
        points = sum_of(points, parts[at].points, floor=np.maximum(floors[at], NO_FLOOR + eps) - eps)
        points, off = pace.thinned(points, len(parts[at + 1].points) if at + 1 < len(parts) else 0)
        pace.ran(looked, time.monotonic() - begun)
        eps += off
        stages.append(points)
        if progress is not None:
            progress(at + 1, len(parts))
    return Chain(tuple(parts), tuple(stages)), eps


@dataclass(slots=True)
class _Pace:
    """How many points may be kept after each part, for memory and for time."""

    limits: Limits
    parties: int
    left: int
    used: int = 0
    rate: float = 0.0

    def ran(self, looked: int, seconds: float) -> None:
        """Remember how long a sum takes that is looked at."""
        if looked >= MEASURED:
            self.rate = max(self.rate / 2, seconds / looked)

    def thinned(self, points: NDArray[np.int64], options: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The points that are kept before a part with so many points (0: there is none), and eps."""
        most = max(self._most(options), self.parties)
        off = np.zeros(self.parties, np.int64)
        if len(points) > most:
            points, off = thin(points, most)
        self.left -= 1
        self.used += points.nbytes
        return points, off

    def _most(self, options: int) -> int:
        room = self.limits.memory * 2**20 - self.used
        most = max(HURRIED, room // (2 * max(1, self.left) * self.parties * 8))
        if self.limits.deadline is not None and options:
            most = min(most, self._in_time(options, self.limits.deadline - time.monotonic()))
        return most if self.limits.most_points is None else min(most, self.limits.most_points)

    def _in_time(self, options: int, seconds: float) -> int:
        """So many that the next part takes half of the time that is left, if each sum takes as long as before."""
        if seconds <= 0:
            return HURRIED
        return max(HURRIED, int(seconds / 2 / self.rate / options)) if self.rate else -NO_FLOOR


def _floors(numbers: Numbers, parts: Sequence[PointSet]) -> list[NDArray[np.int64]]:
    """After each part: what a sum needs at least, if the parts to come give each party the best that they have."""
    floors: list[NDArray[np.int64]] = []
    to_come = numbers.base
    for part in reversed(parts):
        known = [
            NO_FLOOR if limit is None else max(NO_FLOOR, limit - int(rest))
            for limit, rest in zip(numbers.no_deal, to_come, strict=True)
        ]
        floors.insert(0, np.array(known, np.int64))
        to_come = to_come + (part.points.max(axis=0) if len(part.points) else 0)
    return floors


def nothing_found(numbers: Numbers) -> Frontier:
    """No points, where they could not be looked for."""
    parties = len(numbers.parties)
    empty = np.zeros((0, parties), np.int64)
    anything = np.full((1, parties), -NO_FLOOR, np.int64)
    origins = Rooted(Chain((), (empty,)), numbers.base)
    return Frontier(numbers, empty, origins, False, (Fraction(0),) * parties, "", anything)


def _limits_of(numbers: Numbers) -> NDArray[np.int64]:
    return np.array([NO_FLOOR if limit is None else limit for limit in numbers.no_deal], np.int64)
