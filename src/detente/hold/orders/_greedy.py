"""An order at once, in plain whole numbers of any size: backwards in time, the act that asks for least comes next."""

from __future__ import annotations

from detente.hold.orders._indexed import Indexed


def greedy(x: Indexed, total: bool) -> tuple[int, ...]:
    """An order that respects what must come before what.

    Built from its end: the act whose performance there asks for the least guarantee, then the one that leaves the least
    asked-for player best off, then the last of the given order. O(n^2 m).
    """
    tails, most = [0] * x.m, [0] * x.m
    waiting = [mask.bit_count() for mask in x.after]
    free = [act for act in range(x.n) if not waiting[act]]
    found: list[int] = []
    while free:
        act = min(free, key=lambda j: (*_asked(x, j, tails, most, total), -j))
        free.remove(act)
        found.append(act)
        for i in range(x.m):
            tails[i] += x.worth[i][act]
        for i in x.movers[act]:
            most[i] = max(most[i], x.exits[i] - tails[i])
        for other in range(x.n):
            if x.before[act] >> other & 1:
                waiting[other] -= 1
                if not waiting[other]:
                    free.append(other)
    return tuple(reversed(found))


def _asked(x: Indexed, act: int, tails: list[int], most: list[int], total: bool) -> tuple[int, int]:
    """What is asked for if the act stands before the tail, and how badly off the worst player then is."""
    after = [tails[i] + x.worth[i][act] for i in range(x.m)]
    asked = [most[i] * x.weights[i] for i in range(x.m)]
    for i in x.movers[act]:
        asked[i] = max(asked[i], (x.exits[i] - after[i]) * x.weights[i])
    short = [(x.exits[i] - after[i]) * x.weights[i] for i in range(x.m)]
    return (sum(asked) if total else max(asked, default=0)), max(short, default=0)
