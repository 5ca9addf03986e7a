"""What a later day counts for by a party's file, and numbers with which nothing can be computed."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Final

from detente.deal.model import Deal, Values
from detente.deal.phrases import DAYS_IN, figure
from detente.deal.worth import Worth
from detente.errors import CannotCount

MOST: Final = 1e100
"""A value beyond this is refused: sums of it could not be shown as numbers."""
_DISCOUNT: Final = re.compile(r"(\d*\.?\d+)\s+per\s+(day|week|month|year)\Z")
_DIGITS: Final = 12  # significant digits of what a day counts for


def discount_of(deal: Deal, values: Values) -> float:
    """What one day later counts for: 1 without discounting.

    Raises:
        CannotCount: it is not written as `0.99 per month`, or does not lie above 0 and at most at 1.
    """
    said = values.discount
    if not isinstance(said, str):
        return 1.0
    found = _DISCOUNT.match(said.strip())
    if not found or not 0 < float(found[1]) <= 1:
        raise _cannot(
            deal,
            values,
            ("discount",),
            f"`discount: {said}` is not a discount between 0 and 1",
            "write it as `0.99 per month`, or per day, week or year",
        )
    factor: float = float(found[1]) ** (1 / DAYS_IN[f"{found[2]}s"])
    return factor


def counts_for(deal: Deal, values: Values, per_day: float, day: float) -> Fraction:
    """What one unit on a day (from day zero) counts for, to twelve significant digits.

    Raises:
        CannotCount: so much or so little that nothing can be compared.
    """
    try:
        counts = per_day**day
    except OverflowError:
        counts = math.inf
    if not 1 / MOST < counts < MOST:
        raise _cannot(
            deal,
            values,
            ("discount",),
            f"with `discount: {values.discount}` nothing can be compared over {figure(abs(day))} days",
            "see whether it is meant per year",
        )
    return Fraction(f"{counts:.{_DIGITS}g}")


def refuse_large(deal: Deal, values: Values, worth: Worth, keys: tuple[str, ...]) -> None:
    """Refuse a worth with which sums cannot be made.

    Raises:
        CannotCount: with the place of the number.
    """
    if any(MOST < abs(end) < math.inf for end in (worth.low, worth.high)):
        raise _cannot(
            deal,
            values,
            keys,
            f"`{keys[-1]}`: a number of more than 100 digits cannot be counted with",
            "write it in a larger unit",
        )


def refuse_negative(deal: Deal, values: Values, worth: Worth, keys: tuple[str, ...]) -> None:
    """Refuse a loss below 0.

    Raises:
        CannotCount: with the place of the number.
    """
    if worth.low < 0 and not worth.is_unknown:
        raise _cannot(
            deal,
            values,
            keys,
            f"`{keys[-2]}: {{{keys[-1]}: {worth}}}`: a loss is written as 0 or more",
            "write what is lost without a minus",
        )


def _cannot(deal: Deal, values: Values, keys: tuple[str, ...], said: str, help_: str) -> CannotCount:
    span = deal.place(values, *keys)
    return CannotCount(said, help=help_, file=span.file, line=span.line, column=span.column)
