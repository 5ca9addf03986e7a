"""Numbers as GENIUS, GeniusWeb and Java write them, taken exactly."""

from __future__ import annotations

import math
import re
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

_NUMBER: Final = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
_UNPRINTED: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DIGITS: Final = 60
"""Beyond so many digits, or places of the point, a number is taken as 64 bits hold it."""


def number(text: object) -> Fraction | None:
    """The number that is written, or None where it is none, or is not finite."""
    if isinstance(text, bool) or not isinstance(text, str | int | float | Decimal):
        return None
    written = str(text)
    if len(written) > 1_000 or not _NUMBER.fullmatch(written):
        return None
    rough = float(written)
    if not math.isfinite(rough):
        return None
    exact = Decimal(written.strip())
    if abs(exact.adjusted()) <= _DIGITS and len(exact.as_tuple().digits) <= _DIGITS:
        return Fraction(exact)
    return Fraction(rough)


def decimals(value: Fraction) -> str:
    """A number whose denominator has the factors 2 and 5 only, with all its digits: `12.5`."""
    with localcontext() as context:
        context.prec = 4 * _DIGITS
        found = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{found:f}"


def collapsed(label: str) -> str:
    """A label as it can be printed: no spaces at its ends, one between words, and nothing that steers a screen."""
    return " ".join(_UNPRINTED.sub(" ", label).split())
