"""How much of a sum is still to be paid at each point: the nearest split at which nobody gains by stopping.

One payer pays one receiver in several payments. What is still to be paid before each of them has to lie in an interval:
not less than the receiver needs to go on, not more than the payer can have to go on (the interval of Sandholm and
Lesser, IJCAI-95, for a fixed order). Where the intervals leave no room, guarantees open them: the least in all, then
the split that moves least.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Bound = int | None
"""A whole number of units, or None where there is no bound."""


@dataclass(frozen=True, slots=True)
class Points:
    """What may still be to pay before each payment, and after the last one, in whole units.

    `amounts`: the payments as they are. `least[q]` and `most[q]`: the bounds on what is still to be paid where payments
    q, q+1, ... are still to come, for q from 0 to the number of payments.
    """

    amounts: tuple[int, ...]
    least: tuple[Bound, ...]
    most: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """New amounts with the same sum; what receiver and payer still need as guarantees; how much was moved."""

    amounts: tuple[int, ...]
    receiver: int
    payer: int
    moved: int


def resplit(points: Points, *, maximum: bool = False) -> Split:
    """The split that leaves the least guarantees in all, and of these the one that moves least: exact.

    What is moved is a convex function of how the guarantees are divided, with corners at whole numbers (all conditions
    are on differences), so that a binary search finds its least. Of several equal ones the most even.

    Args:
        points: the payments and the bounds.
        maximum: make the larger of both guarantees least, in place of their sum.
    """
    receiver, payer, both = _least(points)
    if maximum:
        most = max(receiver, payer, -(-both // 2))
        amounts, moved = _nearest(points, most, most)
        return Split(amounts, most, most, moved)
    total = max(receiver + payer, both)
    low, high = receiver, total - payer

    def moved_at(held: int) -> int:
        return _nearest(points, held, total - held)[1]

    first = _first(low, high, lambda held: moved_at(held) <= moved_at(held + 1))
    last = _first(first, high, lambda held: moved_at(held) < moved_at(held + 1))
    held = min(max(total // 2, first), last)
    amounts, moved = _nearest(points, held, total - held)
    return Split(amounts, held, total - held, moved)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first number from low for which something holds that stays true; high if it holds for none before."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _least(points: Points) -> tuple[int, int, int]:
    """The least guarantee of the receiver, of the payer, and of both together.

    What is still to be paid is fixed at the start (the sum) and at the end (0), and never rises: so what the receiver
    needs late may not be above what the payer can have earlier.
    """
    total = sum(points.amounts)
    far = _far(points)
    least = [-far if bound is None else bound for bound in points.least]
    most = [far if bound is None else bound for bound in points.most]
    receiver = max(0, least[-1], max(least) - total)
    payer = max(0, total - most[0], -min(most))
    both, roof = 0, far
    for need, may in zip(least, most, strict=True):
        roof = min(roof, may)
        both = max(both, need - roof)
    return receiver, payer, both


def _far(points: Points) -> int:
    """A number larger than every sum of the others."""
    known = [bound for bound in (*points.least, *points.most, *points.amounts) if bound is not None]
    return 4 * sum(abs(bound) for bound in known) + 1


def _nearest(points: Points, receiver: int, payer: int) -> tuple[tuple[int, ...], int]:
    """The amounts within the bounds, opened by these guarantees, that move least, and how much they move.

    Place by place, the least moved so far is a cost plus the distance to an interval: what moves is the difference
    between neighbours, so that distances stay distances.
    """
    left = [sum(points.amounts[place:]) for place in range(len(points.amounts) + 1)]
    far = _far(points)
    cost, near, reach = 0, (0, 0), [(0, 0)]
    for place in range(1, len(left)):
        least, most = points.least[place], points.most[place]
        low = -far if least is None else least - receiver - left[place]
        high = far if most is None else most + payer - left[place]
        if place == len(left) - 1:
            low, high = max(low, 0), min(high, 0)
        high = min(high, reach[-1][1] + points.amounts[place - 1])  # no payment becomes negative
        cost += max(0, near[0] - high, low - near[1])
        near = (min(max(near[0], low), high), max(min(near[1], high), low))
        reach.append((low, high))
    shifts = [0]
    for low, high in reversed(reach[:-1]):
        shifts.append(min(max(shifts[-1], low), high))
    shifts.reverse()
    amounts = tuple(
        amount + here - there
        for amount, here, there in zip(points.amounts, shifts[:-1], shifts[1:], strict=True)
    )
    return amounts, cost // 2
