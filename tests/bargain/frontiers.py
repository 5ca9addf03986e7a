"""Frontiers for tests, by listing every package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from detente.bargain.domain import Domain
from detente.bargain.frontier.frontier import Frontier
from detente.bargain.numbers import Numbers, numbers_of
from detente.bargain.solutions import Solutions, solutions_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Point = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Origins that hold every package of every point."""

    packages: dict[Point, list[tuple[int, ...]]]

    def counts(self, points: NDArray[np.int64]) -> Sequence[int]:
        return [len(self.packages[tuple(point)]) for point in points.tolist()]

    def first(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.array([self.packages[tuple(point)][0] for point in points.tolist()], np.int64)

    def all_of(self, point: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
        yield from self.packages[tuple(point.tolist())]


def listed_packages(numbers: Numbers) -> dict[Point, list[tuple[int, ...]]]:
    """Every allowed package by its worths on the grid, in the order of the file."""
    found: dict[Point, list[tuple[int, ...]]] = {}
    for chosen in product(*(range(len(options)) for options in numbers.options)):
        if numbers.is_allowed(chosen):
            found.setdefault(tuple(numbers.point(chosen).tolist()), []).append(chosen)
    return found


def reference_of(domain: Domain) -> Point:
    """On the grid: the no-deal worth, or that of the worst allowed package (0 where there is none)."""
    numbers = numbers_of(domain)
    points = list(listed_packages(numbers))
    return tuple(
        given if given is not None else min((point[at] for point in points), default=0)
        for at, given in enumerate(numbers.no_deal)
    )


def frontier_by_listing(domain: Domain, *, whole: bool = False) -> Frontier:
    """The exact frontier; `whole` keeps the dominated points and those below the no-deal worths as well."""
    numbers = numbers_of(domain)
    packages = listed_packages(numbers)
    floor = reference_of(domain)
    points = [p for p in packages if whole or all(x >= least for x, least in zip(p, floor, strict=True))]
    table = np.array(points, np.int64).reshape(-1, len(floor))
    kept = [p for p in points if whole or (table >= p).all(axis=1).sum() == 1]
    return frontier_from(numbers, kept, packages)


def frontier_from(
    numbers: Numbers,
    points: Sequence[Point],
    packages: dict[Point, list[tuple[int, ...]]],
    eps: Sequence[Fraction] | None = None,
) -> Frontier:
    """A frontier of given points; `eps` in units, exact where there is none."""
    m = len(numbers.parties)
    return Frontier(
        numbers,
        np.array(sorted(points, reverse=True), np.int64).reshape(-1, m),
        Listed(packages),
        exact=eps is None,
        eps=tuple(eps) if eps is not None else (Fraction(0),) * m,
        method="listing",
    )


def solved(domain: Domain) -> Solutions:
    """The solution points on the exact frontier, gains from the no-deal worths or the worst packages."""
    frontier = frontier_by_listing(domain)
    reference = reference_of(domain)
    ideal = frontier.points.max(axis=0).tolist() if len(frontier) else reference
    return solutions_of(domain, frontier, reference=reference, ideal=ideal)
