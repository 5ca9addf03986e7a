"""The least weighted maximum and the least weighted sum of needs, by asking whether limits can be kept.

`decide` answers exactly for any vector of limits. For the maximum, bisection between a bound and an order found. For
the sum, a search in the space of vectors of needs: a vector that cannot be kept is raised to a largest one that cannot,
and every better one exceeds it for some player (the search zones of Klamroth, Lacour and Vanderpooten 2015).
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from detente.hold.orders._indexed import Clock, Indexed, OutOfTime
from detente.hold.orders._subsets import Decide

TIES = 200  # vectors looked at once an order is known to be best
Found = tuple[tuple[int, ...], int]  # an order, and what no order can beat


def least_maximum(x: Indexed, decide: Decide, low: int, order: tuple[int, ...]) -> Found:
    """The first best order in the order given, and its value; or the order and the bound as far as time allowed."""
    high, tries = x.value(order, False), 0
    try:
        while low < high:
            guess = (low, high - 1)[tries] if tries < 2 else (low + high) // 2  # a bound is often met
            tries += 1
            found = decide(x.limits(guess))
            if found is None:
                low = guess + 1
            else:
                order, high = found, x.value(found, False)
        return decide(x.limits(high)) or order, high
    except OutOfTime:
        return order, low


def least_total(
    x: Indexed, decide: Decide, least: Sequence[int], low: int, order: tuple[int, ...], clock: Clock
) -> Found:
    """An order of the least sum, and its value.

    Of several such vectors of needs the most even one is taken, and of its orders the first in the order given; where
    so many may be as good that it would take long to look through them, an order already found.

    Args:
        x: the acts and players.
        decide: the exact decision.
        least: what no need can be below, for each player.
        low: what no sum can be below.
        order: an order to start from.
        clock: when to end; then the best order found is given, and the bound as far as it was proved.
    """
    search = _Vectors(x, decide, order, low)
    try:
        return search.run(tuple(least), clock)
    except OutOfTime:
        return search.order, max(low, search.reached)


class _Vectors:
    """Vectors of needs that may still be the best, the most promising first, and vectors that cannot be kept."""

    def __init__(self, x: Indexed, decide: Decide, order: tuple[int, ...], low: int) -> None:
        self.x, self.ask, self.order = x, decide, order
        self.high, self.reached, self.low = x.value(order, True), low, low
        self.heap: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []
        self.seen: set[tuple[int, ...]] = set()
        self.never: list[tuple[int, ...]] = []
        self.kept: list[tuple[int, ...]] = []

    def run(self, least: tuple[int, ...], clock: Clock) -> Found:
        self._push(least)
        ties = TIES
        while self.heap and ties:
            total, _, limits = heapq.heappop(self.heap)
            clock.check()
            self.reached = max(self.reached, total)
            ties -= self.high <= self.reached
            never = next((q for q in self.never if _within(limits, q)), None)
            if never is None:
                order = self._decide(limits) if total >= self.low else None
                if order is not None:
                    return order, self.high
                never = self._raised(limits, total)
                self.never.append(never)
            for i, most in enumerate(never):
                self._push((*limits[:i], most + 1, *limits[i + 1 :]))
        return self.order, self.high

    def _push(self, limits: tuple[int, ...]) -> None:
        weighted = [w * limit for w, limit in zip(self.x.weights, limits, strict=True)]
        if sum(weighted) <= self.high and limits not in self.seen:
            self.seen.add(limits)
            shape = tuple(sorted(weighted, reverse=True))
            heapq.heappush(self.heap, (sum(weighted), shape, limits))

    def _decide(self, limits: Sequence[int]) -> tuple[int, ...] | None:
        order = self.ask(limits)
        if order is not None:
            self.kept.append(self.x.needs(order))
            if self.x.value(order, True) < self.high:
                self.order, self.high = order, self.x.value(order, True)
        return order

    def _kept(self, limits: Sequence[int]) -> tuple[int, ...] | None:
        """Needs within the limits that some order has; None where no order has."""
        if sum(w * limit for w, limit in zip(self.x.weights, limits, strict=True)) < self.low:
            return None
        if any(_within(limits, never) for never in self.never):
            return None
        known = next((needs for needs in self.kept if _within(needs, limits)), None)
        if known is None and self._decide(limits) is not None:
            known = self.kept[-1]
        return known

    def _raised(self, limits: tuple[int, ...], total: int) -> tuple[int, ...]:
        """A largest vector above the limits that cannot be kept either, as far as it matters."""
        raised = list(limits)
        for i, weight in enumerate(self.x.weights):
            low, high = limits[i], limits[i] + max(0, self.high - total) // weight + 1
            guess = high - 1  # beyond this the sum is no better
            while high - low > 1:
                kept = self._kept((*raised[:i], guess, *raised[i + 1 :]))
                if kept is None:
                    low = guess
                else:
                    high = kept[i]
                guess = (low + high) // 2
            raised[i] = low
        return tuple(raised)


def _within(one: Sequence[int], other: Sequence[int]) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))
