"""What a thing is worth to one party, by somebody's judgement: a point, a range, a triangular range, or unknown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from detente.deal.phrases import NUMBER, Amiss, figure, kind_of, refuse_decimal_comma

_N = rf"([+-]?{NUMBER})"
DIGITS: Final = 15
"""So many digits of a number are always held exactly."""
_SHOWN: Final = 24
_WORTH = re.compile(rf"{_N}(?:\s*\.\.\s*{_N}(?:\s+likely\s+{_N})?)?\Z")


@dataclass(frozen=True, slots=True)
class Worth:
    """A worth in the file's unit: low <= likely <= high; `likely` is None for a plain range.

    Unknown is a worth without bounds (-inf, inf): it never becomes zero.
    """

    low: float
    high: float
    likely: float | None = None

    @property
    def is_point(self) -> bool:
        """One value, known."""
        return self.low == self.high

    @property
    def is_unknown(self) -> bool:
        """No bounds on either side."""
        return math.isinf(self.low) and math.isinf(self.high)

    def __add__(self, other: Worth) -> Worth:
        """Interval sum; the likely value survives only where both have one or are points."""
        mine, theirs = self._middle, other._middle
        likely = None if mine is None or theirs is None else mine + theirs
        return Worth(self.low + other.low, self.high + other.high, likely)

    def __neg__(self) -> Worth:
        return Worth(-self.high, -self.low, None if self.likely is None else -self.likely)

    @property
    def _middle(self) -> float | None:
        return self.low if self.is_point else self.likely

    def __str__(self) -> str:
        if self.is_unknown:
            return "unknown"
        if self.is_point:
            return figure(self.low)
        tail = "" if self.likely is None else f" likely {figure(self.likely)}"
        return f"{figure(self.low)}..{figure(self.high)}{tail}"


UNKNOWN: Final = Worth(-math.inf, math.inf)


def parse_worth(value: Any) -> Worth:
    """`20`, `20..30`, `30..45 likely 40`, or `unknown`."""
    if value == "unknown":
        return UNKNOWN
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Amiss(f"a worth is a number, a range or `unknown`, not {kind_of(value)}")
    if isinstance(value, float) and math.isfinite(value):
        return Worth(value + 0.0, value + 0.0)
    written = str(value)
    refuse_decimal_comma(written.strip())
    found = _WORTH.match(written.strip())
    if not found:
        raise Amiss(f"`{value}` is not a worth: write `20`, `20..30`, `30..45 likely 40` or `unknown`")
    low = _number(found[1])
    high = _number(found[2]) if found[2] else low
    likely = _number(found[3]) if found[3] else None
    if high < low:
        raise Amiss(f"`{value}`: the range runs downwards; write the smaller number first")
    if likely is not None and not low <= likely <= high:
        raise Amiss(f"`{value}`: the likely value lies outside the range")
    return Worth(low, high, likely)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _number(text: str) -> float:
    plain = text.replace(",", "")
    number = float(plain)
    if math.isinf(number):
        raise Amiss(f"`{_cut(text)}` is too large a number")
    if len(plain) > DIGITS and Decimal(plain) not in (Decimal(repr(number)), Decimal(number)):
        raise Amiss(
            f"`{_cut(text)}` has more digits than can be held exactly; write at most {DIGITS} of them"
        )
    return number


@dataclass(frozen=True, slots=True)
class Ranking:
    """Sizes from largest to smallest: `release-rest > release-first > a + b`. Each place is a sum of ids."""

    places: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return " > ".join(" + ".join(place) for place in self.places)


def parse_ranking(value: Any) -> Ranking:
    """`a > b > c + d`; an option of an issue is written `port: open`."""
    if (
        isinstance(value, dict) and len(value) == 1
    ):  # `port: open > pull-back` reads as a key with a value in YAML
        key, rest = next(iter(value.items()))
        value = f"{key}: {rest}"
    if not isinstance(value, str):
        raise Amiss(f"a ranking is text such as `a > b > c`, not {kind_of(value)}")
    places = tuple(tuple(item.strip() for item in place.split("+")) for place in value.split(">"))
    if len(places) < 2 or any(not item for place in places for item in place):
        raise Amiss(f"`{value}` is not a ranking: write at least two things with `>` between them")
    return Ranking(places)


def parse_worths(value: Any) -> dict[str, Worth]:
    """A mapping of ids (or `after ID`, `in stage ID`, `gets`) to worths."""
    if not isinstance(value, dict):
        raise Amiss(f"write what each thing is worth, such as `{{pull-back: 20..30}}`, not {kind_of(value)}")
    worths: dict[str, Worth] = {}
    for key, worth in value.items():
        try:
            for name, one in _named(str(key), worth):
                if name in worths:
                    raise Amiss(f"`{name}` has two worths; keep one")
                worths[name] = one
        except Amiss as amiss:
            raise Amiss(amiss.sentence, (key, *amiss.at)) from None
    return worths


def _named(key: str, value: Any) -> Iterator[tuple[str, Worth]]:
    """`ID: 20`, or an issue with the worth of each option, `port: {open: 20}`, which names `port: open`."""
    if not isinstance(value, dict):
        issue, colon, option = key.partition(":")
        yield f"{issue.strip()}: {option.strip()}" if colon else key, parse_worth(value)
        return
    for option, worth in value.items():
        try:
            yield f"{key}: {option}", parse_worth(worth)
        except Amiss as amiss:
            raise Amiss(amiss.sentence, (option,)) from None


def parse_belief(value: Any) -> float:
    """How far a party believes that a guarantee would be enforced, from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise Amiss(f"`{value}`: a belief is a number from 0 (not at all) to 1 (certain)")
    return float(value)
