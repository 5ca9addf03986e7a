"""What no order can beat: lower bounds for the best order, from sums over groups of players.

For a group A of players, an order within guarantees g also solves an easier problem: the tail of the group as a whole,
just before each act of one of its members and with the others of the group taken just after it, is at least minus the
sum of their g. The order that is best for this sum alone is known (as for cumulative cost, Abdel-Wahab and Kameda 1978,
and for two machines, Johnson 1954). With the group of all players it is the least total with divisible money.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from detente.hold.orders._indexed import Indexed

ALL_GROUPS = 6  # up to so many players every group is looked at


def group_bounds(x: Indexed) -> dict[tuple[int, ...], int]:
    """For groups of players, a number that the sum of their needs cannot be below in any order."""
    return {group: least_sum(x, group) for group in _groups(x.m)}


def _groups(m: int) -> Iterable[tuple[int, ...]]:
    sizes = range(1, m + 1) if m <= ALL_GROUPS else sorted({1, 2, m})
    return (group for size in sizes for group in combinations(range(m), size))


def least_sum(x: Indexed, group: tuple[int, ...]) -> int:
    """The least sum of needs of a group of players, if what one has to spare may help the other. O(n log n + n m)."""
    inside = set(group)
    spare = {i: min(x.exits[i], 0) - _harm(x, i) for i in group}
    gains, losses = [], []
    for act in range(x.n):
        change = sum(x.worth[i][act] for i in group)
        moving = inside.intersection(x.movers[act])
        asks = sum(x.exits[i] - x.worth[i][act] if i in moving else spare[i] for i in group)
        if change >= 0:
            gains.append((bool(moving), asks, change))
        else:
            losses.append((not moving, -asks - change, asks, change))
    steps = [(moving, asks, change) for moving, asks, change in sorted(gains)]
    steps += [(not free, asks, change) for free, _, asks, change in sorted(losses)]
    level = most = 0
    for moving_, asks, change in steps:  # backwards in time
        if moving_:
            most = max(most, asks - level)
        level += change
    return most


def _harm(x: Indexed, i: int) -> int:
    """How much the acts of the others can take from the tail of a player between two acts of its own."""
    return sum(max(0, -worth) for act, worth in enumerate(x.worth[i]) if i not in x.movers[act])


def lower_bound(x: Indexed, total: bool) -> int:
    """The best of the bounds for the weighted sum or the weighted maximum of the needs."""
    bounds = group_bounds(x)
    if not total:
        return max((_least_maximum(x, group, bound) for group, bound in bounds.items()), default=0)
    alone = {i: bounds[i,] * x.weights[i] for i in range(x.m)}
    rest = sum(alone.values())
    return max(
        (
            bound * min(x.weights[i] for i in group) + rest - sum(alone[i] for i in group)
            for group, bound in bounds.items()
        ),
        default=0,
    )


def _least_maximum(x: Indexed, group: tuple[int, ...], bound: int) -> int:
    """The least weighted maximum at which the needs of a group can sum to a bound."""
    low, high = 0, bound * max(x.weights[i] for i in group)
    while low < high:
        middle = (low + high) // 2
        if sum(middle // x.weights[i] for i in group) >= bound:
            high = middle
        else:
            low = middle + 1
    return low
