"""Scales of the figure of `bargain`: from the lowest to the highest number shown, with round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

_TICKS: Final = 6
_ROOM: Final = 0.05  # left free at both ends
_FAR: Final = 0.6  # a number so many spans outside is not shown


@dataclass(frozen=True, slots=True)
class Scale:
    """From low to high, with round ticks between."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where a number stands: 0 at the low end, 1 at the high end. Halves, so that no difference overflows."""
        return (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)

    def holds(self, value: float) -> bool:
        """Whether a number is shown."""
        return self.low <= value <= self.high


def scale_of(numbers: Iterable[float], perhaps: Iterable[float] = ()) -> Scale:
    """A scale for numbers.

    Args:
        numbers: finite, at least one; all of them are shown.
        perhaps: shown too if they lie not far outside of the others.
    """
    there = list(numbers)
    low, high = min(there), max(there)
    span = (high / 2 - low / 2) * 2
    near = _FAR * (span or abs(high) or 1.0)
    for one in perhaps:
        if low - near <= one <= high + near:
            there.append(one)
    low, high = min(there), max(there)
    span = min(high - low, 1e308) or abs(high) or 1.0
    low, high = low - _ROOM * span, high + _ROOM * span
    if low == high:  # so large that a bit more is nothing
        low, high = low - abs(low), high + abs(high)
    return Scale(low, high, _ticks(low, high, (high / 2 - low / 2) * 2 / _TICKS))


def _ticks(low: float, high: float, rough: float) -> tuple[float, ...]:
    """Multiples of the next number above a rough step that is 1, 2 or 5 times a power of ten."""
    if not math.isfinite(rough) or rough <= 0:
        return ()
    power = Fraction(10) ** math.floor(math.log10(rough))
    step = next(digit * power for digit in (1, 2, 5, 10, 20) if digit * power >= Fraction(rough))
    first, last = math.ceil(Fraction(low) / step), math.floor(Fraction(high) / step)
    return tuple(float(times * step) for times in range(first, min(last, first + 20) + 1))
