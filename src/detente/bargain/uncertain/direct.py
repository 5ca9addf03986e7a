"""Packages judged in every valuation by looking at all allowed packages: for spaces that can be listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.frontier.prune import undominated, undominated_mask

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.uncertain.valuations import Joint, Tables

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

CELLS: Final = 1 << 20
CLOSE: Final = 1e-10
"""Logarithms of products that differ by less are compared again as whole numbers."""
Places = tuple[int, ...]


class Direct:
    """All allowed packages at once."""

    name = "every allowed package compared"

    def __init__(self, joint: Joint) -> None:
        self.joint = joint
        self.order = np.argsort(joint.issues)

    def chunk(self, parties: int) -> int:
        """How many valuations to judge at a time."""
        return max(1, CELLS // max(1, len(self.joint.ways) * parties))

    def judge(self, tables: Tables, listed: Sequence[Places]) -> tuple[Mask, Mask]:
        """For each valuation and listed package, whether it is undominated, and a Nash point; shape (n, listed)."""
        points = self.joint.points(tables) + tables.base[:, None, :]
        undominated = np.ones((len(tables), len(listed)), np.bool_)
        nash = np.zeros((len(tables), len(listed)), np.bool_)
        if not points.shape[1]:
            return undominated, nash
        best = _Nash(points, tables)
        for column, chosen in enumerate(listed):
            mine = tables.of(chosen)
            undominated[:, column] = ~is_dominated(points, mine)
            nash[:, column] = best.reached_by(mine)
        return undominated, nash

    def found(self, tables: Tables) -> list[tuple[list[Places], list[Places]]]:
        """For each valuation: the undominated packages that give everybody its no-deal worth, and the Nash points."""
        points = self.joint.points(tables) + tables.base[:, None, :]
        if not points.shape[1]:
            return [([], []) for _ in range(len(tables))]
        best = _Nash(points, tables)
        answer = []
        for at in range(len(tables)):
            rows = np.flatnonzero(best.accepted[at])
            rows = rows[undominated_mask(points[at, rows])] if len(rows) else rows
            winners = [int(row) for row in rows if best.reached_by_one(at, points[at, row])]
            answer.append((self._packages(rows.tolist()), self._packages(winners)))
        return answer

    def dominated(self, tables: Tables, chosen: Places) -> Mask:
        """For each valuation, whether an allowed package dominates this one, which need not be allowed; shape (n,)."""
        return is_dominated(self.joint.points(tables) + tables.base[:, None, :], tables.of(chosen))

    def ties(self, tables: Tables, chosen: Places) -> int:
        """How many allowed packages have the worths of this one in the first valuation."""
        points = self.joint.points(tables)[0] + tables.base[0]
        return int((points == tables.of(chosen)[0]).all(axis=1).sum())

    def _packages(self, rows: Sequence[int]) -> list[Places]:
        return [tuple(int(place) for place in self.joint.ways[row][self.order]) for row in rows]


def is_dominated(points: Ints, mine: Ints) -> Mask:
    """Whether one of the points (n, packages, parties) is at least `mine` (n, parties) and not it; shape (n,)."""
    atleast: Mask = np.ones(points.shape[:2], np.bool_)
    more: Mask = np.zeros(points.shape[:2], np.bool_)
    for party in range(points.shape[2]):
        theirs, own = points[:, :, party], mine[:, party, None]
        atleast &= theirs >= own
        more |= theirs > own
    dominated: Mask = np.any(atleast & more, axis=1)
    return dominated


def gains_from(points: Ints, tables: Tables) -> Ints:
    """What gains are measured from: the no-deal worth, or where there is none the worst package; shape (n, parties)."""
    return np.where(tables.has_no_deal, tables.no_deal, points.min(axis=1))


def product_of(gains: Sequence[int]) -> int:
    """The exact product."""
    found = 1
    for gain in gains:
        found *= int(gain)
    return found


def reaches(mine: Ints, best: int | Ints, origin: Ints) -> bool:
    """Whether worths (parties,) reach the largest product of gains; where that is 0, `best` are the points that do."""
    if isinstance(best, int):
        return product_of((mine - origin).tolist()) == best
    return bool((best == mine).all(axis=1).any())


class _Nash:
    """The largest product of gains in every valuation, and who reaches it."""

    def __init__(self, points: Ints, tables: Tables) -> None:
        self.points = points
        self.origin = gains_from(points, tables)
        gains = points - self.origin[:, None, :]
        self.accepted: Mask = np.all(gains >= 0, axis=2)
        with np.errstate(divide="ignore"):
            logs = np.log(np.maximum(gains, 0).astype(np.float64)).sum(axis=2)
        self.logs = np.where(self.accepted, logs, -np.inf)
        self.top = self.logs.max(axis=1)
        self.kept: dict[int, int | Ints] = {}

    def reached_by(self, mine: Ints) -> Mask:
        """Whether a package with these worths (n, parties) reaches it; shape (n,)."""
        gains = mine - self.origin
        found: Mask = np.all(gains >= 0, axis=1)
        with np.errstate(divide="ignore"):
            logs = np.log(np.maximum(gains, 0).astype(np.float64)).sum(axis=1)
        found &= (logs >= self.top - CLOSE) | np.isneginf(self.top)
        for at in np.flatnonzero(found):
            found[at] = self.reached_by_one(int(at), mine[at])
        return found

    def reached_by_one(self, at: int, mine: Ints) -> bool:
        """Whether a package with these worths (parties,), none below the no-deal worth, reaches it in one valuation."""
        if at not in self.kept:
            self.kept[at] = self._best(at)
        return reaches(mine, self.kept[at], self.origin[at])

    def _best(self, at: int) -> int | Ints:
        """The largest product, or if it is 0 the undominated points that give everybody its no-deal worth."""
        if np.isneginf(self.top[at]):
            return undominated(self.points[at][self.accepted[at]])
        near = np.flatnonzero(self.logs[at] >= self.top[at] - CLOSE)
        return max(product_of(self.points[at, row] - self.origin[at]) for row in near)
