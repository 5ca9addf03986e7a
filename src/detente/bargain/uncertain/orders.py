"""The orders of single names that agree with what is ranked above what: how to draw one, and where each name stands.

Counted over the sets of names that can be the smallest ones, by adding one name at a time (the lattice of down-sets;
see D. Knuth and J. Szwarcfiter, A structured program to generate all topological sorting arrangements, Information
Processing Letters 2, 1974). Sorted uniform numbers put into a uniform order are uniform on all figures that agree
with the ranking (R. Stanley, Two poset polytopes, Discrete and Computational Geometry 1, 1986), and the k-th of n
sorted uniform numbers on 0..1 has the mean k / (n + 1) (F. Barron and B. Barrett, Decision quality using ranked
attribute weights, Management Science 42, 1996, for weights that sum to 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_SETS: Final = 1 << 14


@dataclass(frozen=True)
class Orders:
    """All orders of `count` places that agree with `below[i]`: a mask of the places that are smaller than place i.

    `sets[k]`: the down-sets with k members, as masks; `after[s]`: in how many ways a down-set can be completed.
    """

    count: int
    below: tuple[int, ...]
    sets: tuple[tuple[int, ...], ...]
    after: dict[int, int]

    def next(self, taken: int) -> list[int]:
        """The places that can come next, once some have been taken."""
        return [
            place
            for place, smaller in enumerate(self.below)
            if not taken >> place & 1 and not smaller & ~taken
        ]

    def places(self) -> list[Fraction]:
        """Where each stands from below on average over all orders, from 1."""
        whole = self.after[0]
        means = [Fraction(0)] * self.count
        ways = {0: 1}
        for size, level in enumerate(self.sets[:-1]):
            for taken in level:
                for place in self.next(taken):
                    larger = taken | 1 << place
                    ways[larger] = ways.get(larger, 0) + ways[taken]
                    means[place] += Fraction((size + 1) * ways[taken] * self.after[larger], whole)
        return means

    @cached_property
    def tables(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """For each down-set (row 0: the empty one) and place: the row that follows, and the running sum of chances."""
        import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

        row = {taken: at for at, taken in enumerate(s for level in self.sets for s in level)}
        follow = np.zeros((len(row), self.count), np.int64)
        chances = np.zeros((len(row), self.count))
        for taken, at in row.items():
            reached = Fraction(0)
            following = self.next(taken)
            for place in following:
                larger = taken | 1 << place
                reached += Fraction(self.after[larger], self.after[taken])
                follow[at, place] = row[larger]
                chances[at, place:] = float(reached)
            if following:
                chances[at, following[-1] :] = 2.0  # above every number drawn, so that rounding leaves no gap
        return follow, chances

    def drawn(self, chosen: NDArray[np.float64]) -> NDArray[np.int64]:
        """Uniform orders: which place is the smallest, the second and so on; shape as that of `chosen`.

        Args:
            chosen: uniform numbers on 0..1, shape (n, count).
        """
        import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

        follow, chances = self.tables
        found = np.empty(chosen.shape, np.int64)
        row = np.zeros(len(chosen), np.int64)
        for rank in range(self.count):
            found[:, rank] = (chances[row] <= chosen[:, rank, None]).sum(axis=1)
            row = follow[row, found[:, rank]]
        return found


def orders_of(count: int, pairs: Iterable[tuple[int, int]]) -> Orders | None:
    """All orders of some places.

    Args:
        count: of places.
        pairs: larger and smaller place; without circles.

    Returns:
        None where there are more than 16,384 down-sets.
    """
    below = [0] * count
    for larger, smaller in pairs:
        below[larger] |= 1 << smaller
    found = Orders(count, tuple(below), (), {})
    sets: list[Sequence[int]] = [(0,)]
    total = 1
    for _ in range(count):
        level = dict.fromkeys(taken | 1 << place for taken in sets[-1] for place in found.next(taken))
        sets.append(tuple(level))
        total += len(level)
        if total > MOST_SETS:
            return None
    after = {(1 << count) - 1: 1}
    for level_sets in sets[-2::-1]:
        for taken in level_sets:
            after[taken] = sum(after[taken | 1 << place] for place in found.next(taken))
    return Orders(count, tuple(below), tuple(tuple(level) for level in sets), after)
