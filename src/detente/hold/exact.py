"""Numbers as people write them, taken exactly: 0.1 is one tenth."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = int | float | Fraction


def exact(number: Number, name: str) -> Fraction:
    """The number as a fraction; one with a point is read as it is written in decimals.

    Args:
        number: an int, a float or a Fraction (a third can only be given as a Fraction).
        name: what it is, for the error.

    Raises:
        ValueError: it is infinite or not a number.
    """
    if isinstance(number, int | Fraction):
        return Fraction(number)
    if not math.isfinite(number):
        raise ValueError(f"the {name} is a finite number, not {number}")
    return Fraction(repr(float(number)))


def at_least_0(number: Number, name: str) -> Fraction:
    """The same for a number that cannot be negative.

    Raises:
        ValueError: it is negative, infinite or not a number.
    """
    found = exact(number, name)
    if found < 0:
        raise ValueError(f"the {name} is 0 or more, not {number}")
    return found
