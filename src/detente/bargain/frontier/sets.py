"""Sets of undominated points that remember how they were made: from the options of issues, as sums, as unions.

No package is stored with a point. Which packages a point stands for is found backwards: a sum is taken apart by looking
up, for each point of one summand, whether the rest is a point of the other. So all ties are found and none is picked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from detente.bargain.lookup import Lookup
from detente.bargain.numbers import FITS

if TYPE_CHECKING:
    from numpy.typing import NDArray


class PointSet(Protocol):
    """Undominated points, shape (n, parties), in falling lexicographic order, and where they come from."""

    @property
    def points(self) -> NDArray[np.int64]:
        """The points."""

    @property
    def issues(self) -> tuple[int, ...]:
        """The issues that a package of this set has options of."""

    @property
    def packages(self) -> int:
        """How many packages there are in all, dominated ones too."""

    def find(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        """The place of each of some points in this set, -1 for those that are not in it."""

    def counts(self) -> NDArray[Any]:
        """How many packages each point of the set stands for."""

    def first(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Options of the first package of some points, shape (n, number of `issues`)."""

    def all_of(self, place: int) -> Iterator[tuple[int, ...]]:
        """The options of every package of one point, in no particular order."""


class Listed:
    """Finds points among its own."""

    points: NDArray[np.int64]

    @cached_property
    def _looked(self) -> Lookup:
        return Lookup(self.points)

    def find(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        """See PointSet."""
        return self._looked.find(points)


@dataclass(frozen=True)
class Options(Listed):
    """The undominated options of one issue; `rows[k]` holds the options that have the worths of point k."""

    issue: int
    points: NDArray[np.int64]
    rows: tuple[tuple[int, ...], ...]
    packages: int

    @property
    def issues(self) -> tuple[int, ...]:
        """The one issue."""
        return (self.issue,)

    def counts(self) -> NDArray[Any]:
        """See PointSet."""
        return np.array([len(row) for row in self.rows], np.int64)

    def first(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """See PointSet."""
        smallest = np.array([row[0] for row in self.rows], np.int64)
        return smallest[places][:, None]

    def all_of(self, place: int) -> Iterator[tuple[int, ...]]:
        """See PointSet."""
        return ((option,) for option in self.rows[place])


@dataclass(frozen=True)
class Chain:
    """The undominated sums of a point of each of `parts`, whose issues differ.

    `stages[j]` holds the undominated sums of the first j + 1 parts that may still come to something.
    """

    parts: tuple[PointSet, ...]
    stages: tuple[NDArray[np.int64], ...]
    _kept: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def points(self) -> NDArray[np.int64]:
        """See PointSet."""
        return self.stages[-1]

    @cached_property
    def issues(self) -> tuple[int, ...]:
        """Those of all parts, in their order."""
        return tuple(issue for part in self.parts for issue in part.issues)

    @cached_property
    def packages(self) -> int:
        """How many packages there are in all, dominated ones too."""
        return math.prod(part.packages for part in self.parts)

    def _looked(self, stage: int) -> Lookup:
        if ("looked", stage) not in self._kept:
            self._kept["looked", stage] = Lookup(self.stages[stage])
        found: Lookup = self._kept["looked", stage]
        return found

    def find(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        """See PointSet."""
        return self._looked(len(self.stages) - 1).find(points)

    def counts(self) -> NDArray[Any]:
        """See PointSet."""
        if "counts" not in self._kept:
            wide = self.packages >= FITS
            kind: Any = object if wide else np.int64
            so_far = self.parts[0].counts().astype(kind)[self.parts[0].find(self.stages[0])]
            for stage in range(1, len(self.parts)):
                so_far = self._next_counts(stage, so_far, kind)
            self._kept["counts"] = so_far
        found: NDArray[Any] = self._kept["counts"]
        return found

    def _next_counts(self, stage: int, before: NDArray[Any], kind: Any) -> NDArray[Any]:
        part, points = self.parts[stage], self.stages[stage]
        of_part = part.counts().astype(kind)
        whole = np.zeros(len(points), kind)
        for place, at in self._taken_apart(stage, points):
            hit = at >= 0
            whole[hit] += before[at[hit]] * of_part[place]
        return whole

    def _taken_apart(self, stage: int, points: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """For each point of the part of a stage: where the rest of `points` stands in the stage before, or -1."""
        looked = self._looked(stage - 1)
        for place, point in enumerate(self.parts[stage].points):
            yield place, looked.find(points - point)

    def first(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """See PointSet."""
        if "first" in self._kept:
            kept: NDArray[np.int64] = self._kept["first"]
            return kept[places]
        needed = self._needed(places)
        found = self.parts[0].first(self.parts[0].find(self.stages[0][needed[0]]))
        for stage in range(1, len(self.parts)):
            found = self._next_first(stage, needed[stage - 1], found, needed[stage])
        rows = found[np.searchsorted(needed[-1], places)]
        if len(needed[-1]) == len(self.points):
            self._kept["first"] = found
        return rows

    def _needed(self, places: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """The places of each stage that some of the given points of the last are made from, each once, rising."""
        needed = [np.unique(places)]
        for stage in range(len(self.parts) - 1, 0, -1):
            apart = [at[at >= 0] for _, at in self._taken_apart(stage, self.stages[stage][needed[0]])]
            needed.insert(0, np.unique(np.concatenate(apart)))
        return needed

    def _next_first(
        self,
        stage: int,
        before: NDArray[np.int64],
        rows: NDArray[np.int64],
        now: NDArray[np.int64],
    ) -> NDArray[np.int64]:
        """Rows of the first packages of the places `now` of a stage, from those of the places `before`."""
        part = self.parts[stage]
        issues = [issue for one in self.parts[: stage + 1] for issue in one.issues]
        order = np.argsort(issues)
        found = np.full((len(now), len(issues)), -1, np.int64)
        of_part = part.first(np.arange(len(part.points)))
        for place, at in self._taken_apart(stage, self.stages[stage][now]):
            hit = np.flatnonzero(at >= 0)
            if not len(hit):
                continue
            left = rows[np.searchsorted(before, at[hit])]
            fresh = np.hstack([left, np.broadcast_to(of_part[place], (len(hit), of_part.shape[1]))])
            _put_earlier(found, hit, fresh, order)
        return found

    def all_of(self, place: int) -> Iterator[tuple[int, ...]]:
        """See PointSet."""
        waiting: list[tuple[int, int, tuple[int, ...]]] = [(len(self.parts) - 1, place, ())]
        while waiting:
            stage, at, tail = waiting.pop()
            if stage == 0:
                inside = int(self.parts[0].find(self.stages[0][at : at + 1])[0])
                for options in self.parts[0].all_of(inside):
                    yield (*options, *tail)
                continue
            for mine, before in self._taken_apart(stage, self.stages[stage][at : at + 1]):
                if before[0] >= 0:
                    for options in self.parts[stage].all_of(mine):
                        waiting.append((stage - 1, int(before[0]), (*options, *tail)))


def _put_earlier(
    found: NDArray[np.int64], at: NDArray[np.intp], fresh: NDArray[np.int64], order: NDArray[np.intp]
) -> None:
    """Put rows at places of `found` if they come before those that stand there (-1: none), by columns in `order`."""
    better = _earlier(fresh[:, order], found[at][:, order])
    found[at[better]] = fresh[better]


def _earlier(fresh: NDArray[np.int64], old: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which rows come before the old ones, or where there is no old one (-1)."""
    different = fresh != old
    at = different.argmax(axis=1)
    rows = np.arange(len(fresh))
    earlier: NDArray[np.bool_] = (old[:, 0] < 0) | (different.any(axis=1) & (fresh[rows, at] < old[rows, at]))
    return earlier


@dataclass(frozen=True)
class Union(Listed):
    """The undominated points of several sets over the same issues: one for each way to choose linked options."""

    members: Sequence[PointSet]
    points: NDArray[np.int64]
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def issues(self) -> tuple[int, ...]:
        """Those of the first, which the others share, maybe in another order."""
        return self.members[0].issues

    @property
    def packages(self) -> int:
        """How many packages there are in all, dominated ones too."""
        return sum(member.packages for member in self.members)

    def counts(self) -> NDArray[Any]:
        """See PointSet."""
        if "counts" not in self._kept:
            whole = np.zeros(len(self.points), np.int64 if self.packages < FITS else object)
            for member in self.members:
                at = member.find(self.points)
                hit = at >= 0
                whole[hit] += member.counts()[at[hit]]
            self._kept["counts"] = whole
        found: NDArray[Any] = self._kept["counts"]
        return found

    def first(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """See PointSet."""
        if "first" not in self._kept:
            self._kept["first"] = self._first()
        kept: NDArray[np.int64] = self._kept["first"]
        return kept[places]

    def _first(self) -> NDArray[np.int64]:
        order = np.argsort(self.issues)
        found = np.full((len(self.points), len(self.issues)), -1, np.int64)
        for member in self.members:
            at = member.find(self.points)
            hit = np.flatnonzero(at >= 0)
            if not len(hit):
                continue
            fresh = member.first(at[hit])[:, _onto(member.issues, self.issues)]
            _put_earlier(found, hit, fresh, order)
        return found

    def all_of(self, place: int) -> Iterator[tuple[int, ...]]:
        """See PointSet."""
        for member in self.members:
            at = int(member.find(self.points[place : place + 1])[0])
            if at >= 0:
                onto = _onto(member.issues, self.issues)
                for options in member.all_of(at):
                    yield tuple(options[column] for column in onto)


def _onto(issues: tuple[int, ...], wanted: tuple[int, ...]) -> list[int]:
    """Columns of `issues` in the order of `wanted`."""
    return [issues.index(issue) for issue in wanted]
