"""Which way to a best order: exact over subsets while they can be counted, else a beam, bounds and a solver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.hold.orders import _solver
from detente.hold.orders._bounds import least_sum, lower_bound
from detente.hold.orders._greedy import greedy
from detente.hold.orders._indexed import Clock, Indexed
from detente.hold.orders._limits import least_maximum, least_total
from detente.hold.orders._subsets import PURE_ACTS, SAFE, decider

EXACT_ACTS = 28  # 32 MiB of table
UNSAFE_ACTS = 18  # numbers beyond 64 bits: plain Python looks through the subsets of so many acts
GREEDY_ACTS = 150  # beyond, a beam of one tail in numpy is faster than plain Python
WIDTHS = (30, 300, 1000)
TASTES = (0, 1, 2)
WORK = 2**25  # tails times acts times acts of one beam
SOLVER_ACTS = 150
LEAST_SOLVER_SECONDS = 0.5  # with less, the solver does not even start


@dataclass(frozen=True, slots=True)
class Found:
    """The best order found, what no order can be below, and how it was found."""

    order: tuple[int, ...]
    low: int
    method: str


def search(x: Indexed, total: bool, clock: Clock, path: str | None = None) -> Found:
    """The best order as far as time allows.

    Args:
        x: the acts and players.
        total: least weighted sum of needs, else least weighted maximum.
        clock: when to end.
        path: the way through the subsets: `pure`, `numpy` or `numba`; None to choose.
    """
    low = lower_bound(x, total)
    safe = x.largest < SAFE
    order = _at_once(x, total, low, safe)
    if x.n > (EXACT_ACTS if safe else UNSAFE_ACTS):
        return _large(x, total, low, order, clock) if safe else Found(order, low, "greedy, with lower bounds")
    if x.n > PURE_ACTS and safe and clock.left() > 0:
        for found in _beams(x, total, low, 100, clock):
            order = _better(x, total, order, found)
    decide, path = decider(x, clock, path, many=total)
    method = f"exact over all sets of acts ({path})" if path != "pure" else "exact over all sets of acts"
    if not total:
        order, low = least_maximum(x, decide, low, order)
    else:
        order, low = least_total(x, decide, _alone(x), low, order, clock)
    if x.value(order, total) > low:
        method = "over sets of acts, out of time"
    return Found(order, low, method)


def _at_once(x: Indexed, total: bool, low: int, safe: bool) -> tuple[int, ...]:
    """One order, whatever the time."""
    if safe and x.n > GREEDY_ACTS:
        return next(_beams(x, total, low, 1, Clock(None)))
    return greedy(x, total)


def _alone(x: Indexed) -> list[int]:
    return [least_sum(x, (i,)) for i in range(x.m)]


def _better(x: Indexed, total: bool, one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """The better of two orders; if equal, the one nearer to the order given."""
    return min(one, other, key=lambda order: (x.value(order, total), order))


def _beams(x: Indexed, total: bool, low: int, width: int, clock: Clock) -> Iterator[tuple[int, ...]]:
    from detente.hold.orders._beam import Beam  # noqa: PLC0415 -- imports numpy, which small deals do without

    beam = Beam(x, total, low, _alone(x))
    for taste in TASTES:
        found = beam.search(width, taste, clock)
        if found is not None:
            yield found


def _large(x: Indexed, total: bool, low: int, order: tuple[int, ...], clock: Clock) -> Found:
    """Beams of growing width, bounds from the last acts, and the solver; it ends as soon as the two meet."""
    method = "beam backwards in time, with lower bounds"
    bounded = None  # the value for which the last acts were looked at: a better one lets more of them be seen
    for width in dict.fromkeys(min(width, max(4, WORK // x.n**2)) for width in WIDTHS):
        if clock.left() <= 0 or x.value(order, total) <= low:
            break
        for found in _beams(x, total, low, width, clock):
            order = _better(x, total, order, found)
        high = x.value(order, total)
        if low < high and (bounded is None or (width == WIDTHS[-1] and high < bounded)):
            low, bounded = _last_acts(x, total, low, high, clock), high
    if not _worth_solving(x, clock) or x.value(order, total) <= low:
        return Found(order, low, method)
    solved = _solver.solve(x, total, low, order, clock)
    if solved is None:
        return Found(order, low, method)
    if solved.order is not None and x.value(solved.order, total) < x.value(order, total):
        order = solved.order
    return Found(order, max(low, solved.low), f"{method}, then CP-SAT")


def _worth_solving(x: Indexed, clock: Clock) -> bool:
    return x.n <= SOLVER_ACTS and clock.left() > LEAST_SOLVER_SECONDS and _solver.installed()


def _last_acts(x: Indexed, total: bool, low: int, high: int, clock: Clock) -> int:
    from detente.hold.orders._beam import Beam  # noqa: PLC0415 -- imports numpy, which small deals do without

    return Beam(x, total, low, _alone(x)).lowest(high, clock)
