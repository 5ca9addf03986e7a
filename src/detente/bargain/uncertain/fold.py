"""One valuation folded: its issues are put together one by one, and what cannot matter is dropped on the way.

A sum of the issues folded so far is dropped when it is dominated by another; when even the best of the rest leaves
some party below what is asked of it; or when even the best of the rest leaves a weighted sum of all below what is
asked. For one package that is what it is worth itself (does any give everybody as much and somebody more?); for the
Nash point it is the product of gains reached already: a product of g_p is at least that of h_p only if the sum of w_p
g_p is at least m (prod w_p h_p)^(1/m), by the inequality of the means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.frontier.prune import undominated, undominated_mask
from detente.bargain.uncertain.direct import is_dominated, product_of, reaches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.uncertain.valuations import Tables

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

NO_LIMIT: Final = 1 << 62
SLACK: Final = 1e-9
"""Share of a party's whole extent by which a weighted sum must miss before it is dropped."""
_ANGLES: Final = 9


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What the end of a fold must reach: `floor` (parties,), and `weights` (k, parties) times it `least` (k,)."""

    floor: Ints
    weights: Floats
    least: Floats


def plainly(floor: Ints) -> Asked:
    """Only a floor, shape (parties,), and no weighted sums."""
    return Asked(floor, np.zeros((0, len(floor))), np.zeros(0))


def dominates(points: Ints, mine: Ints) -> bool:
    """Whether one of the points, shape (n, parties), dominates `mine`, shape (parties,)."""
    return bool(is_dominated(points[None], mine[None])[0])


def best_of(points: Ints, origin: Ints) -> int | Ints | None:
    """The largest product of gains; if it is 0 the points that reach it; None where nothing gives all their no-deal."""
    points = points[(points >= origin).all(axis=1)]
    if not len(points):
        return None
    with np.errstate(divide="ignore"):
        logs = np.log((points - origin).astype(np.float64)).sum(axis=1)
    if np.isneginf(logs.max()):
        return points
    near = points[logs >= logs.max() - SLACK]
    return max(product_of(point - origin) for point in near)


def reach(worths: Ints, best: int | Ints | None, origin: Ints) -> Mask:
    """Which of some worths (k, parties) reach the largest product."""
    found: Mask = np.all(worths >= origin, axis=1)
    for at in np.flatnonzero(found):
        found[at] = best is not None and reaches(worths[at], best, origin)
    return found


class Valuation:
    """One valuation: what each way of each group is worth, and what gains are measured from.

    Every part is moved to begin at 0 for every party, so that sums of floats lose nothing to large numbers.
    """

    def __init__(self, parts: Sequence[Ints], tables: Tables, at: int) -> None:
        self.lows: list[Ints] = [part.min(axis=0) for part in parts]
        worst: Ints = tables.base[at] + np.sum(self.lows, axis=0)
        self.origin: Ints = np.where(tables.has_no_deal, tables.no_deal[at] - worst, 0)
        self.every = self.moved(parts)
        clean = [undominated(np.ascontiguousarray(part)) for part in self.every]
        self.order = sorted(range(len(parts)), key=lambda group: len(clean[group]))
        self.parts = [clean[group] for group in self.order]
        self.extent = np.maximum(np.sum([part.max(axis=0) for part in self.parts], axis=0, dtype=float), 1.0)

    def moved(self, parts: Sequence[Ints]) -> list[Ints]:
        """What is told of each group, from its new beginning."""
        return [part - low for part, low in zip(parts, self.lows, strict=True)]

    def folded(self, asked: Asked, most: int, mine: Sequence[Ints] = ()) -> Ints | None:
        """The undominated sums that reach what is asked; None where they come to more than `most` on the way.

        With `mine`, an allowed way of each part, it ends as soon as a sum with the rest of `mine` dominates all of it.
        """
        rest = _Rest(self.parts, asked)
        points = np.zeros((1, len(self.origin)), np.int64)
        spent = np.zeros(len(self.origin), np.int64)
        for stage, part in enumerate(self.parts, 1):
            points = (points[:, None, :] + part[None, :, :]).reshape(-1, len(self.origin))
            points = undominated(points[rest.reached(points, stage)])
            if len(points) > most:
                return None
            if mine:
                spent = spent + mine[stage - 1]
                better = (points >= spent).all(axis=1) & (points != spent).any(axis=1)
                if better.any():
                    found: Ints = points[better] + (sum(mine) - spent)
                    return found
        return points

    def dominates(self, mine: Sequence[Ints], *, allowed: bool) -> bool:
        """Whether some package is worth as much as `mine` to everybody, and more to somebody.

        Args:
            mine: what the choices in each group are worth, moved like the parts.
            allowed: whether every one of them is allowed.
        """
        moved = [mine[group] for group in self.order]
        whole: Ints = np.sum(moved, axis=0)
        weights = _directions(len(whole)) / self.extent
        ends = self.folded(Asked(whole, weights, weights @ whole - SLACK), NO_LIMIT, moved if allowed else ())
        return ends is not None and dominates(ends, whole)

    def nash(self, starts: Ints) -> int | Ints | None:
        """What the Nash points reach; see `best_of`."""
        ends = self.folded(self._asked_of_nash(starts), NO_LIMIT)
        return None if ends is None else best_of(ends, self.origin)

    def _asked_of_nash(self, starts: Ints) -> Asked:
        gains = [self._climbed(one) - self.origin for one in self._starts()]
        gains += [one - self.origin for one in starts]
        gains = [one for one in gains if (one > 0).all()]
        if not gains:
            return plainly(self.origin)
        best = max(gains, key=lambda one: product_of(one.tolist())).astype(np.float64)
        # The best weights are 1 over the gains of the Nash point: try those of a point nearby and around it.
        shares = np.exp(0.15 * (_directions(len(best)) - 0.5))
        weights = np.vstack([np.ones(len(best)), shares, 1 / shares]) / best
        means = np.exp(np.log(weights * best).mean(axis=1))
        least = len(best) * means * (1 - SLACK) + weights @ self.origin.astype(float)
        slack = 1e-13 * (np.abs(weights) @ (np.abs(self.origin) + self.extent))
        return Asked(self.origin, weights, least - slack)

    def _starts(self) -> list[list[int]]:
        """For some weights, the way of each group with the largest weighted sum."""
        weights = _directions(len(self.origin)) / self.extent
        return [[int((part @ one).argmax()) for part in self.parts] for one in weights]

    def _climbed(self, chosen: list[int]) -> Ints:
        """Change one group at a time while the product of gains grows."""
        total = sum(part[way] for part, way in zip(self.parts, chosen, strict=True))
        improved = True
        while improved:
            improved = False
            for at, part in enumerate(self.parts):
                others = total - part[chosen[at]] - self.origin
                with np.errstate(divide="ignore"):
                    logs = np.log(np.maximum(others + part, 0).astype(np.float64)).sum(axis=1)
                way = int(logs.argmax())
                if logs[way] > logs[chosen[at]] + SLACK:
                    total = total - part[chosen[at]] + part[way]
                    chosen[at] = way
                    improved = True
        return np.asarray(total, np.int64)

    def traced(self) -> tuple[Ints, Ints]:
        """The undominated packages that give everybody its no-deal worth: worths, and the way of each group."""
        rest = _Rest(self.every, plainly(self.origin))
        points = np.zeros((1, len(self.origin)), np.int64)
        rows = np.zeros((1, 0), np.int64)
        for stage, part in enumerate(self.every, 1):
            ways = np.flatnonzero(undominated_mask(np.ascontiguousarray(part)))
            points = (points[:, None, :] + part[None, ways, :]).reshape(-1, len(self.origin))
            keep = rest.reached(points, stage)
            rows = np.hstack([np.repeat(rows, len(ways), axis=0), np.tile(ways, len(rows))[:, None]])[keep]
            points = points[keep]
            points, first = np.unique(points, axis=0, return_index=True)
            mask = undominated_mask(np.ascontiguousarray(points))
            points, rows = points[mask], rows[first[mask]]
        return points, rows


class _Rest:
    """The best that the groups not yet folded can add."""

    def __init__(self, parts: Sequence[Ints], asked: Asked) -> None:
        self.asked = asked
        count, parties = len(parts), len(asked.floor)
        self.best = np.zeros((count + 1, parties), np.int64)
        self.sums = np.zeros((count + 1, len(asked.weights)))
        for stage in range(count - 1, -1, -1):
            self.best[stage] = self.best[stage + 1] + parts[stage].max(axis=0)
            if len(asked.weights):
                self.sums[stage] = self.sums[stage + 1] + (parts[stage] @ asked.weights.T).max(axis=0)

    def reached(self, points: Ints, stage: int) -> Mask:
        """Which sums of the first `stage` groups can still come to what is asked."""
        asked = self.asked
        found: Mask = (points >= asked.floor - self.best[stage]).all(axis=1)
        if len(asked.weights):
            some = np.flatnonzero(found)
            reached = points[some] @ asked.weights.T >= asked.least - self.sums[stage]
            found[some] = reached.all(axis=1)
        return found


def _directions(parties: int) -> Floats:
    """Weights above 0 that sum to 1, alike for all parties: the middle, and towards each pair and each single one."""
    if parties == 2:
        share = (np.arange(_ANGLES) + 0.5) / _ANGLES
        return np.stack([share, 1 - share], axis=1)
    found = [np.ones(parties)]
    for one in range(parties):
        for strength in (0.25, 4.0):
            weights = np.ones(parties)
            weights[one] = strength
            found.append(weights)
    return np.array([weights / weights.sum() for weights in found])
