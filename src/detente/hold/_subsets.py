"""Is there an order within given guarantees? Decided exactly over the sets of acts that are still to be performed.

What a player would gain by stopping depends only on the set that is still to be performed, not on the order of what was
(the bottleneck path in the lattice of subsets, after Held and Karp 1962). So one bit a set says whether it can be
completed: 64 sets a word, 2^n / 8 bytes in all, and any number of players, weights and precedences at the same price.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence

from detente.hold._indexed import Clock, Indexed

Decide = Callable[[Sequence[int]], tuple[int, ...] | None]
PURE_ACTS = 12  # up to here plain Python is done before numpy is imported
NUMBA_ACTS = 23  # from here the table pays for the import of numba
SAFE = 2**61  # sums up to here fit a 64-bit word, with room for one more


def decider(x: Indexed, clock: Clock, path: str | None = None) -> tuple[Decide, str]:
    """What decides, for limits to each player's need, on the first order (in the order given) that keeps within them.

    Args:
        x: the acts and players.
        clock: OutOfTime is raised when its time is over.
        path: `pure`, `numpy` or `numba`; chosen by size and by what is installed if None.

    Returns:
        The decision, and the name of the path taken.
    """
    if path is None:
        path = "pure" if x.n <= PURE_ACTS or x.largest >= SAFE else "numpy"
        if path == "numpy" and x.n >= NUMBA_ACTS and importlib.util.find_spec("numba"):
            path = "numba"
    if path == "pure":
        return (lambda limits: decide(x, limits, clock)), path
    from detente.hold._words import Words  # noqa: PLC0415 -- imports numpy, which small deals do without

    return Words(x, clock, path == "numba").decide, path


def decide(x: Indexed, limits: Sequence[int], clock: Clock) -> tuple[int, ...] | None:
    """The first order within the limits by depth-first search, no set tried twice; None where there is none."""
    floor = [exit_ - limit for exit_, limit in zip(x.exits, limits, strict=True)]
    tails = [sum(row) for row in x.worth]
    left, start, order = (1 << x.n) - 1, 0, list[int]()
    dead: set[int] = set()
    while left:
        act = _next(x, left, start, tails, floor, dead)
        if act is None:
            clock.check()
            dead.add(left)
            if not order:
                return None
            act = order.pop()
            left |= 1 << act
            start = act + 1
            tails = [tail + row[act] for tail, row in zip(tails, x.worth, strict=True)]
        else:
            order.append(act)
            left ^= 1 << act
            start = 0
            tails = [tail - row[act] for tail, row in zip(tails, x.worth, strict=True)]
    return tuple(order)


def _next(
    x: Indexed, left: int, start: int, tails: list[int], floor: list[int], dead: set[int]
) -> int | None:
    """The first act from `start` that may come now, within the limits, and not into a set known to fail."""
    for act in range(start, x.n):
        if (
            left >> act & 1
            and not x.before[act] & left
            and all(tails[i] >= floor[i] for i in x.movers[act])
            and left ^ 1 << act not in dead
        ):
            return act
    return None
