"""An ordering by numbers instead of names, for the search for a best order; only the players that matter are kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


class OutOfTime(Exception):  # noqa: N818 -- it says what happened, and stays inside the search
    """The time given is over."""


class Clock:
    """When a search has to end, in seconds from now; None for never."""

    def __init__(self, seconds: float | None) -> None:
        self.started = time.perf_counter()
        self.seconds = seconds

    def used(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.started

    def left(self) -> float:
        """Seconds that are left: infinite without a limit, and never negative."""
        return float("inf") if self.seconds is None else max(0.0, self.seconds - self.used())

    def check(self) -> None:
        """Raise OutOfTime if the time is over."""
        if self.left() <= 0:
            raise OutOfTime


@dataclass(frozen=True, slots=True)
class Indexed:
    """Acts 0..n-1 in the given order, and the players whose guarantee counts: those with a weight and an act.

    `worth[i][j]` is what act j is worth to player i, `movers[j]` the players who perform j. `before[j]` and `after[j]`
    are bit sets of all acts that must come before and after j, also through others.
    """

    n: int
    worth: tuple[tuple[int, ...], ...]
    exits: tuple[int, ...]
    weights: tuple[int, ...]
    movers: tuple[tuple[int, ...], ...]
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def m(self) -> int:
        """How many players count."""
        return len(self.worth)

    @property
    def largest(self) -> int:
        """No sum of worths and exits, weighted or not, is further from 0 than this."""
        sums = [
            (sum(map(abs, row)) + abs(x)) * w
            for row, x, w in zip(self.worth, self.exits, self.weights, strict=True)
        ]
        return sum(sums)

    def needs(self, order: Sequence[int]) -> tuple[int, ...]:
        """The guarantee that each player needs: the most that it would gain by stopping at an act of its own."""
        tails, most = [0] * self.m, [0] * self.m
        for act in reversed(order):
            for i in range(self.m):
                tails[i] += self.worth[i][act]
            for i in self.movers[act]:
                most[i] = max(most[i], self.exits[i] - tails[i])
        return tuple(most)

    def value(self, order: Sequence[int], total: bool) -> int:
        """The weighted sum or the weighted maximum of the needs of an order."""
        weighted = [w * need for w, need in zip(self.weights, self.needs(order), strict=True)]
        return sum(weighted) if total else max(weighted, default=0)

    def limits(self, value: int) -> tuple[int, ...]:
        """The largest need of each player at which the weighted maximum is at most `value`."""
        return tuple(value // weight for weight in self.weights)


def members(mask: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def closed(before: Sequence[int], topological: Sequence[int]) -> tuple[int, ...]:
    """Bit sets of all that must come before each act, also through others, from those that stand directly before."""
    full = list(before)
    for act in topological:
        for other in members(before[act]):
            full[act] |= full[other]
    return tuple(full)


def turned(before: Sequence[int]) -> tuple[int, ...]:
    """Bit sets of all that must come after each act."""
    after = [0] * len(before)
    for act, mask in enumerate(before):
        for other in members(mask):
            after[other] |= 1 << act
    return tuple(after)


def first_order(x: Indexed, floor: Sequence[int], can: Callable[[int], bool]) -> tuple[int, ...] | None:
    """The first order, in the order given, along sets that can be completed; None if the whole set cannot."""
    left = (1 << x.n) - 1
    if not can(left):
        return None
    tails = [sum(row) for row in x.worth]
    order = []
    while left:
        act = next(
            j
            for j in members(left)
            if not x.before[j] & left
            and all(tails[i] >= floor[i] for i in x.movers[j])
            and can(left ^ 1 << j)
        )
        order.append(act)
        left ^= 1 << act
        tails = [tail - row[act] for tail, row in zip(tails, x.worth, strict=True)]
    return tuple(order)
