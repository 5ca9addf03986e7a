"""Packages judged in a valuation without listing all: issues are folded one by one, and what cannot matter is dropped.

A sum of the issues folded so far is dropped when it is dominated by another; when even the best of the rest leaves
some party below what is asked of it; or when even the best of the rest leaves a weighted sum of all below what is
asked. For one package that is what it is worth itself (does any give everybody as much and somebody more?); for the
Nash point it is the product of gains reached already: a product of g_p is at least that of h_p only if the sum of w_p
g_p is at least m (prod w_p h_p)^(1/m), by the inequality of the means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.frontier.prune import undominated, undominated_mask
from detente.bargain.uncertain.direct import product_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.uncertain.direct import Places
    from detente.bargain.uncertain.valuations import Joint, Tables

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

WIDE: Final = 3_000
"""Points of a frontier from which each package is judged by itself."""
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
                free[at] = [not _dominates(ends, worth) for worth in worths]
                best = _best_of(ends, one.origin)
            else:
                free[at] = [not one.dominates(parts, allowed=True) for parts in moved]
                best = one.nash(worths)
            nash[at] = _reach(worths, best, one.origin)
        return free, nash

    def _narrow(self, one: _Valuation, worths: Ints) -> Ints | None:
        """One frontier that is enough for all packages, if it is small."""
        if self.wide:
            return None
        ends = one.folded(_plain(np.vstack([worths, one.origin]).min(axis=0)), WIDE)
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

    def _valuations(self, tables: Tables) -> Iterator[_Valuation]:
        if all(len(group.ways) for group in self.groups):
            points = [group.points(tables) for group in self.groups]
            for at in range(len(tables)):
                yield _Valuation([part[at] for part in points], tables, at)

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
            reach = _reach(ends, _best_of(ends, one.origin), one.origin)
            packages = [self._package(row) for row in rows]
            answer.append((packages, [package for package, won in zip(packages, reach, strict=True) if won]))
        return answer or [([], []) for _ in range(len(tables))]

    def _package(self, row: Ints) -> Places:
        chosen: dict[int, int] = {}
        for group, way in zip(self.groups, row, strict=True):
            chosen |= zip(group.issues, (int(place) for place in group.ways[way]), strict=True)
        return tuple(chosen[issue] for issue in sorted(chosen))


def _plain(floor: Ints) -> Asked:
    return Asked(floor, np.zeros((0, len(floor))), np.zeros(0))


def _dominates(points: Ints, mine: Ints) -> bool:
    return bool(((points >= mine).all(axis=1) & (points != mine).any(axis=1)).any())


def _best_of(points: Ints, origin: Ints) -> int | Ints | None:
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


def _reach(worths: Ints, best: int | Ints | None, origin: Ints) -> Mask:
    """Which of some worths (k, parties) reach the largest product."""
    found: Mask = np.all(worths >= origin, axis=1)
    for at in np.flatnonzero(found):
        mine = worths[at]
        if isinstance(best, int):
            found[at] = product_of(mine - origin) == best
        else:
            found[at] = best is not None and bool((best == mine).all(axis=1).any())
    return found


class _Valuation:
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
        return ends is not None and _dominates(ends, whole)

    def nash(self, starts: Ints) -> int | Ints | None:
        """What the Nash points reach; see `_best_of`."""
        ends = self.folded(self._asked_of_nash(starts), NO_LIMIT)
        return None if ends is None else _best_of(ends, self.origin)

    def _asked_of_nash(self, starts: Ints) -> Asked:
        gains = [self._climbed(one) - self.origin for one in self._starts()]
        gains += [one - self.origin for one in starts]
        gains = [one for one in gains if (one > 0).all()]
        if not gains:
            return _plain(self.origin)
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
        rest = _Rest(self.every, _plain(self.origin))
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
