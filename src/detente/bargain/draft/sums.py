"""The undominated sums of blocks, by the number of changed issues, and the first package of a sum.

Dynamic programming with several aims (Minkowski sums with dominance pruning): a dominated part of a package with the
same number of changes can be replaced. What cannot come up to the floor any more is dropped: for each party by the best
that the other blocks have for it, and for weighted sums of the parties by the same bound.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from detente.bargain.frontier.merge import sum_of
from detente.bargain.frontier.prune import undominated
from detente.bargain.lookup import Lookup

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.draft.blocks import Block

    Points = NDArray[np.int64]

UNBOUNDED: Final = 2**62
SLACK: Final = 1e-9
"""By this share floats are trusted less than they deserve, so that no sum is dropped by rounding."""
State: TypeAlias = tuple[tuple[int, ...], int]


class OutOfTime(Exception):  # noqa: N818 -- it says what happened, and never leaves this folder
    """The work or the time that was given is used up."""


@dataclass(slots=True)
class Budget:
    """How many sums may still be looked at, and until when (a moment of time.monotonic())."""

    left: int
    deadline: float | None = None

    def spend(self, sums: int) -> None:
        """Take some of it.

        Raises:
            OutOfTime: there is not so much left.
        """
        self.left -= sums
        if self.left < 0 or (self.deadline is not None and time.monotonic() > self.deadline):
            raise OutOfTime


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Choices on some issues: `points`, shape (n, parties), and on how many issues each counts as changed.

    `layers`: for each number of changes the undominated points; `best`: those of all of them.
    """

    issues: tuple[int, ...]
    choices: NDArray[np.int64]
    points: Points
    changed: NDArray[np.int64]
    layers: Mapping[int, Points]
    best: Points


def part_of(block: Block, *, by_changes: bool, keep: NDArray[np.bool_] | None = None) -> Part:
    """The choices of a block (those to `keep`), told apart by their changes or not."""
    kept = np.ones(len(block.choices), np.bool_) if keep is None else keep
    points = block.worth[kept]
    changed = block.changed[kept] if by_changes else np.zeros(len(points), np.int64)
    layers = {int(count): undominated(points[changed == count]) for count in np.unique(changed)}
    best = layers[0] if len(layers) == 1 and 0 in layers else undominated(points)
    return Part(block.issues, block.choices[kept], points, changed, layers, best)


@dataclass(slots=True, eq=False)
class Sums:
    """Undominated sums of all parts that give each party at least `floor`.

    `weights`: shape (n, parties), not negative: sums that fall short under one of them whatever follows are dropped.
    """

    parts: Sequence[Part]
    floor: Sequence[int]
    weights: NDArray[np.float64]
    budget: Budget
    floors: list[Points] = field(init=False)
    bounds: list[NDArray[np.float64]] = field(init=False)
    tables: list[dict[int, Points]] = field(init=False)
    lookups: dict[tuple[int, int], Lookup] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        parties = len(self.floor)
        needed, bound = list(self.floor), self.weights @ np.array(self.floor, float)
        terms = np.abs(np.array(self.floor, float))  # what cancels out in a sum leaves its rounding behind
        self.floors, self.bounds = [], []
        for part in self.parts:  # before a part is added, the parts before it are still to come
            self.floors.append(np.clip(np.array(needed, object), -UNBOUNDED, UNBOUNDED).astype(np.int64))
            self.bounds.append(bound - SLACK * (self.weights @ terms))
            if len(part.points):
                needed = [low - int(top) for low, top in zip(needed, part.points.max(axis=0), strict=True)]
                bound = bound - (part.points @ self.weights.T).max(axis=0)
                terms = terms + np.abs(part.points).max(axis=0)
        self.tables = [{} for _ in self.parts]
        self.tables.append({0: np.zeros((1, parties), np.int64)})

    def column(self, changes: int) -> Points:
        """The undominated sums with just so many changes; those with fewer have to be asked for first.

        Raises:
            OutOfTime: it is too much.
        """
        for at in reversed(range(len(self.parts))):
            self.tables[at][changes] = self._merged(at, changes)
        return self.tables[0][changes]

    def _merged(self, at: int, changes: int) -> Points:
        found = []
        for count, layer in self.parts[at].layers.items():
            after = self.tables[at + 1].get(changes - count)
            if after is not None and len(after) and len(layer):
                self.budget.spend(len(after) * len(layer))
                found.append(sum_of(after, layer, floor=self.floors[at]))
        if not found:
            return np.zeros((0, len(self.floor)), np.int64)
        sums = found[0] if len(found) == 1 else undominated(np.concatenate(found))
        values = sums @ self.weights.T
        enough = values >= self.bounds[at] - SLACK * (np.abs(sums) @ self.weights.T)
        return np.ascontiguousarray(sums[enough.all(axis=1)])

    def first(self, total: Sequence[int], changes: int) -> tuple[int, ...]:
        """The first package in the order of the file that has a sum of a column, as places of options."""
        start: State = (tuple(int(one) for one in total), changes)
        steps: list[dict[State, dict[State, int]]] = []
        states = {start}
        for at in range(len(self.parts)):
            steps.append({state: self._next(at, state) for state in states})
            states = {after for found in steps[-1].values() for after in found}
        best: dict[State, tuple[tuple[int, int], ...]] = dict.fromkeys(states, ())
        for part, step in zip(reversed(self.parts), reversed(steps), strict=True):
            best = {
                state: min(
                    tuple(sorted((*zip(part.issues, part.choices[row].tolist(), strict=True), *best[after])))
                    for after, row in found.items()
                )
                for state, found in step.items()
            }
        return tuple(option for _, option in best[start])

    def _next(self, at: int, state: State) -> dict[State, int]:
        """The first choice of a part for each sum that is left for the parts after it."""
        part = self.parts[at]
        rest = np.array(state[0], np.int64) - part.points
        left = state[1] - part.changed
        hit = np.zeros(len(rest), np.bool_)
        for changes in self.tables[at + 1]:
            rows = np.flatnonzero(left == changes)
            hit[rows] = self._looked(at + 1, changes).find(rest[rows]) >= 0
        found: dict[State, int] = {}
        for row in np.flatnonzero(hit).tolist():
            found.setdefault((tuple(rest[row].tolist()), int(left[row])), row)
            if self._is_closed(at):
                break
        return found

    def _is_closed(self, at: int) -> bool:
        """Whether all issues of a part come before those of the parts after it: then its first choice is the first."""
        last = max(self.parts[at].issues)
        return all(min(part.issues) > last for part in self.parts[at + 1 : at + 2])

    def _looked(self, at: int, changes: int) -> Lookup:
        if (at, changes) not in self.lookups:
            self.lookups[at, changes] = Lookup(self.tables[at][changes])
        return self.lookups[at, changes]
