"""A deal that is repeated cycle after cycle: what the cycles to come are worth against stopping now.

A player that would gain `gain` by stopping in this cycle loses its guarantee and its surplus of every later cycle. With
discount d a cycle (what one unit of the next cycle is worth now; where a cycle may be the last, times the chance that
there is another), it goes on if and only if `gain <= guarantee + d / (1 - d) * surplus`. This is the usual condition
for a self-enforcing agreement under grim punishment in repeated games.
"""

from __future__ import annotations

from fractions import Fraction

from detente.hold.exact import Number, at_least_0, exact


def least_discount(gain: Number, guarantee: Number, surplus: Number) -> Fraction | None:
    """The least discount at which a player goes on: `(gain - guarantee) / (gain - guarantee + surplus)`.

    Args:
        gain: what the player gains by stopping in one cycle, before its guarantee; negative where it loses.
        guarantee: what it loses at once if it stops, 0 or more, in the same unit.
        surplus: what one later cycle is worth to it, in the same unit.

    Returns:
        A number in [0, 1), exactly; 0 where the guarantee is enough; None where no discount below 1 is enough.

    Raises:
        ValueError: the guarantee is negative, or a number is infinite or not a number.
    """
    short = exact(gain, "gain") - at_least_0(guarantee, "guarantee")
    each = exact(surplus, "surplus")
    if short <= 0:
        return Fraction(0)
    return short / (short + each) if each > 0 else None


def continuation(surplus: Number, discount: Number) -> Fraction:
    """What all later cycles are worth now: `discount / (1 - discount) * surplus`, exactly.

    Args:
        surplus: what one later cycle is worth, in any unit.
        discount: what one unit of the next cycle is worth now, in [0, 1).

    Raises:
        ValueError: the discount is outside [0, 1), or a number is infinite or not a number.
    """
    rate = exact(discount, "discount")
    if not 0 <= rate < 1:
        raise ValueError(f"the discount is at least 0 and below 1, not {discount}")
    return rate / (1 - rate) * exact(surplus, "surplus")
