"""Is there an order within given guarantees? Decided exactly over the sets of acts that are still to be performed.

What a player would gain by stopping depends only on the set that is still to be performed, not on the order of what was
(the bottleneck path in the lattice of subsets, after Held and Karp 1962). So one bit a set says whether it can be
completed: 64 sets a word, 2^n / 8 bytes in all, and any number of players, weights and precedences at the same price.
"""

from __future__ import annotations

import importlib.util
from bisect import bisect_left
from collections.abc import Callable, Sequence

from detente.hold.orders._indexed import Clock, Indexed, first_order, members

Decide = Callable[[Sequence[int]], tuple[int, ...] | None]
PURE_ACTS = 17  # up to here one long Python integer is as fast as numpy, which then need not be imported
NUMBA_ACTS = 25  # from here the table pays for the import of numba
SAFE = 2**61  # sums up to here fit a 64-bit word, with room for one more


def decider(x: Indexed, clock: Clock, path: str | None = None, many: bool = False) -> tuple[Decide, str]:
    """What decides, for limits to each player's need, on the first order (in the order given) that keeps within them.

    Args:
        x: the acts and players.
        clock: OutOfTime is raised when its time is over.
        path: `pure`, `numpy` or `numba`; chosen by size and by what is installed if None.
        many: many decisions are to come.

    Returns:
        The decision, and the name of the path taken.
    """
    if path is None:
        path = "pure" if x.n <= PURE_ACTS or x.largest >= SAFE else "numpy"
        if path == "numpy" and x.n >= NUMBA_ACTS - 3 * many and importlib.util.find_spec("numba"):
            path = "numba"
    if path == "pure":
        return Sets(x, clock).decide, path
    from detente.hold.orders._words import Words  # noqa: PLC0415 -- imports numpy, which small deals do without

    return Words(x, clock, path == "numba").decide, path


class Sets:
    """The whole table as one Python integer, with numbers of any size; the fastest way while it is short."""

    def __init__(self, x: Indexed, clock: Clock) -> None:
        self.x, self.clock = x, clock
        low = max(3, (x.n + 1) // 2)  # a whole number of bytes
        self.rows = [_Row(row, low) for row in x.worth]
        self.groups = set(x.movers)
        self.size = 1 << max(x.n, low)
        self.ways = [self._way(act) for act in range(x.n)]

    def _way(self, act: int) -> int:
        """The sets that an act may be the first of."""
        ways = _holding(act, self.size)
        for other in members(self.x.before[act]):
            ways &= ~_holding(other, self.size)
        return ways

    def decide(self, limits: Sequence[int]) -> tuple[int, ...] | None:
        """The first order, in the order given, that keeps every need within its limit; None where there is none."""
        self.clock.check()
        floor = [exit_ - limit for exit_, limit in zip(self.x.exits, limits, strict=True)]
        may = [row.at_least(least) for row, least in zip(self.rows, floor, strict=True)]
        allowed = {}
        for group in self.groups:
            both = -1
            for i in group:
                both &= may[i]
            allowed[group] = both
        ways = [way & allowed[group] for way, group in zip(self.ways, self.x.movers, strict=True)]
        reached, before = 1, 0
        while reached != before:
            before = reached
            for act, way in enumerate(ways):
                reached |= reached << (1 << act) & way  # a set with the act falls where the way has no bit
        return first_order(self.x, floor, lambda left: bool(reached >> left & 1))


class _Row:
    """What each set is worth to one player: which sets are worth at least so much."""

    def __init__(self, worth: Sequence[int], low: int) -> None:
        self.high = _sums(worth[low:])
        sums = _sums(worth[:low])
        sums *= (1 << low) // len(sums)  # acts that do not exist are worth nothing
        rank = sorted(range(1 << low), key=sums.__getitem__)
        self.sorted = [sums[place] for place in rank]
        masks = [0]
        for place in reversed(rank):
            masks.append(masks[-1] | 1 << place)
        self.from_rank = [mask.to_bytes((1 << low) // 8, "little") for mask in reversed(masks)]

    def at_least(self, least: int) -> int:
        words = (self.from_rank[bisect_left(self.sorted, least - high)] for high in self.high)
        return int.from_bytes(b"".join(words), "little")


def _sums(worth: Sequence[int]) -> list[int]:
    """The sum of each subset."""
    sums = [0]
    for one in worth:
        sums += [one + other for other in sums]
    return sums


def _holding(act: int, size: int) -> int:
    """The sets that hold an act, among the first `size`."""
    half = 1 << act
    block = ((1 << half) - 1) << half
    while 2 * half < size:
        half *= 2
        block |= block << half
    return block
