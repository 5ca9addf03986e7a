"""Numbers that no decimal holds: three sevenths stay three sevenths, so that ties stay ties."""

from __future__ import annotations

from fractions import Fraction

from detente.deal.worth import Worth


class Exact(float):
    """A float that remembers the fraction it stands for. Arithmetic on it gives plain floats."""

    __slots__ = ("fraction",)
    fraction: Fraction

    def __new__(cls, number: Fraction | float) -> Exact:
        """Take the nearest float, and remember the number itself."""
        made = super().__new__(cls, float(number))
        made.fraction = Fraction(number)
        return made


def fraction_of(number: float) -> Fraction:
    """The fraction that is remembered, or the number as it is written in decimals."""
    if isinstance(number, Exact):
        return number.fraction
    if isinstance(number, int):
        return Fraction(number)
    return Fraction(int(number)) if number.is_integer() else Fraction(repr(float(number)))


def worth_of(number: Fraction) -> Worth:
    """A point, on which the fraction is remembered where its shortest decimals are another number."""
    plain = float(number)
    kept = plain if fraction_of(plain) == number else Exact(number)
    return Worth(kept, kept)
