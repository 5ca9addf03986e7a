"""Which sets of obligations packages bring, and the undominated packages of each set, without listing the packages.

Options that bring the same are alike for `hold`. So one choice is looked at for each way to put such classes of options
together: for a deal in which two issues with three options bring something there are nine at most, however many issues
there are besides. Within one choice what is brought is fixed, so its worth is a constant and links no issues.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.frontier.eliminate import Limits, frontier_of
from detente.bargain.frontier.frontier import Frontier
from detente.bargain.frontier.prune import undominated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers
    from detente.deal.package import Condition

MOST_WAYS: Final = 10_000
"""So many ways to put classes of options together are looked at."""
TOGETHER: Final = (
    "Undominated packages are looked for within each set of obligations that a package can bring (one way to put "
    "together options that bring the same after the other; Minkowski sums with dominance pruning)."
)


@dataclass(frozen=True, slots=True)
class Way:
    """One choice of a class of options for each issue that brings something: by issue, the options of the class."""

    classes: Mapping[str, tuple[str, ...]]

    @property
    def example(self) -> dict[str, str]:
        """The first option of each class."""
        return {issue: options[0] for issue, options in self.classes.items()}


def brings(conditions: Mapping[str, Condition], package: Mapping[str, str]) -> tuple[str, ...]:
    """What a package brings, in the order of the conditions; its options of the issues that bring something do."""
    return tuple(label for label, condition in conditions.items() if condition.is_met(package))


def ways_of(
    conditions: Mapping[str, Condition], issues: Mapping[str, Sequence[str]]
) -> tuple[list[Way], int]:
    """The ways to put classes together, at most MOST_WAYS of them in the order of the file, and how many there are."""
    named = {issue for condition in conditions.values() for issue in condition.issues}
    classes = [
        [(issue, options) for options in _alike(conditions, issue, known)]
        for issue, known in issues.items()
        if issue in named
    ]
    count = math.prod(len(one) for one in classes)
    found = [Way(dict(chosen)) for chosen, _ in zip(product(*classes), range(MOST_WAYS), strict=False)]
    return found, count


def _alike(
    conditions: Mapping[str, Condition], issue: str, options: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """The options of an issue in classes of those that bring the same whatever else is chosen."""
    classes: dict[frozenset[tuple[str, int]], list[str]] = {}
    for option in options:
        met = frozenset(
            (label, part)
            for label, condition in conditions.items()
            for part, choices in enumerate(condition)
            if (issue, option) in choices
        )
        classes.setdefault(met, []).append(option)
    yield from map(tuple, classes.values())


def frontier_within(numbers: Numbers, way: Way, limits: Limits) -> Frontier | None:
    """The undominated packages of one way; None where statements leave no option of an issue.

    Raises:
        TooLinked: statements link too many issues.
    """
    narrowed = _narrowed(numbers, way)
    if not all(mask.any() for mask in narrowed.allowed):
        return None
    return frontier_of(narrowed, limits)


def _narrowed(numbers: Numbers, way: Way) -> Numbers:
    allowed = list(numbers.allowed)
    first = [0] * len(numbers.issues)
    for issue, options in way.classes.items():
        at = numbers.issues.index(issue)
        inside = np.array([option in options for option in numbers.options[at]], np.bool_)
        allowed[at] = allowed[at] & inside
        first[at] = numbers.options[at].index(options[0])
    # Worth that hangs on several issues together is that of obligations: the same for all options of a class.
    base = numbers.base + sum(
        (factor.worth[tuple(first[at] for at in factor.scope)] for factor in numbers.factors),
        np.zeros_like(numbers.base),
    )
    return replace(numbers, allowed=tuple(allowed), factors=(), base=base)


@dataclass(frozen=True, slots=True)
class _Members:
    """The packages behind the points of several frontiers: those of each in which the point is."""

    frontiers: tuple[Frontier, ...]
    places: Mapping[tuple[int, ...], tuple[int, ...]]

    def counts(self, points: NDArray[np.int64]) -> Sequence[int]:
        """See Origins."""
        return [
            sum(int(self.frontiers[at].origins.counts(point[None, :])[0]) for at in self._of(point))
            for point in points
        ]

    def first(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        """See Origins."""
        rows = [min(self._firsts(point)) for point in points]
        return np.array(rows, np.int64).reshape(len(points), -1)

    def all_of(self, point: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
        """See Origins."""
        every = [one for at in self._of(point) for one in self.frontiers[at].origins.all_of(point)]
        yield from sorted(every)

    def _of(self, point: NDArray[np.int64]) -> tuple[int, ...]:
        return self.places[tuple(point.tolist())]

    def _firsts(self, point: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
        for at in self._of(point):
            yield tuple(self.frontiers[at].origins.first(point[None, :])[0].tolist())


def united(frontiers: Sequence[Frontier]) -> Frontier:
    """The undominated packages of several frontiers on one grid that have no package in common."""
    if len(frontiers) == 1:
        return frontiers[0]
    numbers = frontiers[0].numbers
    parties = len(numbers.parties)
    every = (
        np.concatenate([one.points for one in frontiers]) if frontiers else np.zeros((0, parties), np.int64)
    )
    points = undominated(np.ascontiguousarray(every))
    kept = {tuple(point) for point in points.tolist()}
    places: dict[tuple[int, ...], list[int]] = {}
    for at, one in enumerate(frontiers):
        for point in map(tuple, one.points.tolist()):
            if point in kept:
                places.setdefault(point, []).append(at)
    exact = all(one.exact for one in frontiers)
    return Frontier(
        numbers=numbers,
        points=points,
        bounds=None
        if exact
        else undominated(np.ascontiguousarray(np.concatenate([one.above for one in frontiers]))),
        origins=_Members(tuple(frontiers), {point: tuple(found) for point, found in places.items()}),
        exact=exact,
        eps=tuple(max(eps, default=Fraction(0)) for eps in zip(*(one.eps for one in frontiers), strict=True)),
        method=TOGETHER,
    )


def nothing(numbers: Numbers) -> Frontier:
    """No package at all."""
    none = np.zeros((0, len(numbers.parties)), np.int64)
    eps = tuple(Fraction(0) for _ in numbers.parties)
    return Frontier(numbers, none, _Members((), {}), exact=True, eps=eps, method=TOGETHER)
