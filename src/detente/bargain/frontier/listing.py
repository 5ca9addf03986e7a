"""Linked issues whose allowed choices are few: listed, where they are linked too closely to be eliminated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from detente.bargain.frontier.prune import undominated
from detente.bargain.frontier.sets import Listed
from detente.bargain.linked import links_of, worth_of
from detente.bargain.lookup import Lookup

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers

MOST_LISTED: Final = 1_000_000
"""So many choices are listed at most, at any time."""


@dataclass(frozen=True)
class Choices(Listed):
    """The undominated choices on some linked issues.

    `ways[starts[k]:starts[k + 1]]` are the choices that have the worths of point k, the first in the order of the file
    first; shape (choices, issues).
    """

    issues: tuple[int, ...]
    points: NDArray[np.int64]
    ways: NDArray[np.int64]
    starts: NDArray[np.int64]
    packages: int

    def counts(self) -> NDArray[Any]:
        """See PointSet."""
        return np.diff(self.starts)

    def first(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """See PointSet."""
        return self.ways[self.starts[places]]

    def all_of(self, place: int) -> Iterator[tuple[int, ...]]:
        """See PointSet."""
        return map(tuple, self.ways[self.starts[place] : self.starts[place + 1]].tolist())


def choices_of(numbers: Numbers, group: tuple[int, ...]) -> Choices | None:
    """The undominated choices on a group of linked issues; None if more than `MOST_LISTED` would have to be listed."""
    ways = _allowed(numbers, group)
    if ways is None:
        return None
    worth = worth_of(numbers, group, ways)
    points = undominated(worth)
    at = Lookup(points).find(worth)
    kept = at >= 0
    order = np.lexsort((*ways[kept].T[::-1], at[kept]))
    starts = np.concatenate(([0], np.cumsum(np.bincount(at[kept], minlength=len(points)))))
    return Choices(group, points, ways[kept][order], starts.astype(np.int64), len(ways))


def _allowed(numbers: Numbers, group: tuple[int, ...]) -> NDArray[np.int64] | None:
    """Every choice that nothing leaves out, one issue joined after the other, the most linked with those there next."""
    links = links_of(numbers)
    order: list[int] = []
    ways = np.zeros((1, 0), np.int64)
    while len(order) < len(group):
        left = [issue for issue in group if issue not in order]
        issue = min(
            left, key=lambda one: (-len(links[one].intersection(order)), len(numbers.options[one]), one)
        )
        order.append(issue)
        pieces = [
            np.column_stack((found, np.full(len(found), option)))
            for option in np.flatnonzero(numbers.allowed[issue]).tolist()
            if len(found := ways[_fit(numbers, order, ways, option)])
        ]
        if sum(map(len, pieces)) > MOST_LISTED:
            return None
        ways = np.concatenate(pieces) if pieces else np.zeros((0, len(order)), np.int64)
    return ways[:, [order.index(issue) for issue in group]]


def _fit(numbers: Numbers, order: list[int], ways: NDArray[np.int64], option: int) -> NDArray[np.bool_]:
    """Which choices on the issues before the last of `order` go with one option of the last."""
    fit = np.ones(len(ways), np.bool_)
    for scope, options in numbers.bans:
        taken = dict(zip(scope, options, strict=True))
        if taken.pop(order[-1], None) == option and taken.keys() <= set(order[:-1]):
            columns = [order.index(issue) for issue in taken]
            fit &= (ways[:, columns] != np.array(list(taken.values()))).any(axis=1)
    return fit
