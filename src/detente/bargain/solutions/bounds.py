"""What no acceptable package can exceed, where a frontier is not exact."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.bargain.hull import has_hull, hull_of, nash_upper_bound
from detente.bargain.solutions.largest import PRODUCT, SMALLEST, SUM, Rule, largest

if TYPE_CHECKING:
    from detente.bargain.solutions.gains import Gains


def nash_bound(gains: Gains) -> Fraction:
    """The largest product at the points that no package is better than; for two parties the hull may say less."""
    places = list(gains.who_can_gain)
    above = _largest_above(PRODUCT, gains, places, [gains.numbers.step[p] for p in places])
    if places == [0, 1] and has_hull(gains.numbers):
        on_grid = nash_upper_bound(hull_of(gains.numbers), gains.reference)
        return min(above, on_grid * math.prod(gains.numbers.step))
    return above


def share_bound(gains: Gains) -> Fraction:
    """The largest smallest share of a gain; no share is above 1.

    The ideal is known only from above, so each share is taken of the largest gain found, which the ideal is not below.
    """
    places = _who_surely_gains(gains)
    if not places:
        return Fraction(1)
    weights = [Fraction(1, gains.most[p]) for p in places]
    return min(Fraction(1), _largest_above(SMALLEST, gains, places, weights))


def smallest_bound(gains: Gains) -> Fraction:
    """The largest smallest gain, in units.

    Parties that may not be able to gain are left out of the smallest, which makes it no smaller; where nobody surely
    gains, the largest gain of anybody.
    """
    places, steps = _who_surely_gains(gains), gains.numbers.step
    if not places:
        return max(_largest_above(SMALLEST, gains, [p], [steps[p]]) for p in gains.everybody)
    return _largest_above(SMALLEST, gains, places, [steps[p] for p in places])


def sum_bound(gains: Gains) -> Fraction:
    """The largest sum of gains, in units."""
    return _largest_above(SUM, gains, list(gains.everybody), gains.numbers.step)


def _who_surely_gains(gains: Gains) -> list[int]:
    return [place for place in gains.who_can_gain if gains.most[place] > 0]


def _largest_above(rule: Rule, gains: Gains, places: list[int], weights: Sequence[Fraction]) -> Fraction:
    return largest(rule, gains.above[:, places], weights, [gains.raised[p] for p in places])[1]


def as_float(number: Fraction, *, up: bool = False) -> float:
    """The nearest float, or the nearest that is not below; infinite where it is too large for one."""
    try:
        near = float(number)
    except OverflowError:
        return math.inf
    return math.nextafter(near, math.inf) if up and Fraction(near) < number else near
