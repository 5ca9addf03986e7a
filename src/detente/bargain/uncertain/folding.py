"""Packages judged in many valuations without listing all: one valuation is folded after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.uncertain.fold import Valuation, best_of, dominates, plainly, reach

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.uncertain.direct import Places
    from detente.bargain.uncertain.valuations import Joint, Tables

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

WIDE: Final = 3_000
"""Points of a frontier from which each package is judged by itself."""


class Folding:
    """Groups of issues that do not depend on each other, folded for one valuation at a time."""

    name = "issues folded with what is dominated or out of reach left out"

    def __init__(self, groups: Sequence[Joint]) -> None:
        self.groups = groups
        self.wide = False

    def chunk(self, parties: int) -> int:
        """How many valuations to judge at a time."""
        return 1

    def judge(self, tables: Tables, listed: Sequence[Places]) -> tuple[Mask, Mask]:
        """See `Direct.judge`."""
        free = np.ones((len(tables), len(listed)), np.bool_)
        nash = np.zeros((len(tables), len(listed)), np.bool_)
        mine = [self._points_of(tables, chosen) for chosen in listed]
        for at, one in enumerate(self._valuations(tables)):
            moved = [one.moved([part[at] for part in parts]) for parts in mine]
            worths = np.array([sum(parts) for parts in moved], np.int64).reshape(len(mine), -1)
            ends = self._narrow(one, worths)
            if ends is not None:
                free[at] = [not dominates(ends, worth) for worth in worths]
                best = best_of(ends, one.origin)
            else:
                free[at] = [not one.dominates(parts, allowed=True) for parts in moved]
                best = one.nash(worths)
            nash[at] = reach(worths, best, one.origin)
        return free, nash

    def _narrow(self, one: Valuation, worths: Ints) -> Ints | None:
        """One frontier that is enough for all packages, if it is small."""
        if self.wide:
            return None
        ends = one.folded(plainly(np.vstack([worths, one.origin]).min(axis=0)), WIDE)
        self.wide = ends is None  # the next valuations are hardly narrower
        return ends

    def dominated(self, tables: Tables, chosen: Places) -> Mask:
        """See `Direct.dominated`."""
        mine = self._points_of(tables, chosen)
        return np.array(
            [
                one.dominates(one.moved([part[at] for part in mine]), allowed=False)
                for at, one in enumerate(self._valuations(tables))
            ],
            np.bool_,
        )

    def ties(self, tables: Tables, chosen: Places) -> int:
        """How many allowed packages have the worths of this one in every group of issues, in the first valuation."""
        found = 1
        for group, mine in zip(self.groups, self._points_of(tables, chosen), strict=True):
            found *= int((group.points(tables)[0] == mine[0]).all(axis=1).sum())
        return found

    def _valuations(self, tables: Tables) -> Iterator[Valuation]:
        if all(len(group.ways) for group in self.groups):
            points = [group.points(tables) for group in self.groups]
            for at in range(len(tables)):
                yield Valuation([part[at] for part in points], tables, at)

    def _points_of(self, tables: Tables, chosen: Places) -> list[Ints]:
        """What the choices of a package in each group are worth, each of shape (n, parties)."""
        return [
            replace(group, ways=np.array([[chosen[issue] for issue in group.issues]])).points(tables)[:, 0]
            for group in self.groups
        ]

    def found(self, tables: Tables) -> list[tuple[list[Places], list[Places]]]:
        """See `Direct.found`; of packages that are alike for everybody only the first is named."""
        answer: list[tuple[list[Places], list[Places]]] = []
        for one in self._valuations(tables):
            ends, rows = one.traced()
            won = reach(ends, best_of(ends, one.origin), one.origin)
            packages = [self._package(row) for row in rows]
            answer.append((packages, [package for package, wins in zip(packages, won, strict=True) if wins]))
        return answer or [([], []) for _ in range(len(tables))]

    def _package(self, row: Ints) -> Places:
        chosen: dict[int, int] = {}
        for group, way in zip(self.groups, row, strict=True):
            chosen |= zip(group.issues, (int(place) for place in group.ways[way]), strict=True)
        return tuple(chosen[issue] for issue in sorted(chosen))
