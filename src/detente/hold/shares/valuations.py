"""What a party goes by: its values, with what is known of each, and its linear tests in exact numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.deal.worth import Ranking, Worth

Linear = Mapping[str, Fraction]
Bound = tuple[Fraction | None, Fraction | None]  # the least and the greatest; None for no bound


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one party, by its key in the party's file.

    `sign` is what `by` and `to` tell of it: -1 (worth nothing or less), +1 (worth nothing or more), or 0 (not told).
    """

    name: str
    worth: Worth
    sign: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.worth, Worth):
            raise ValueError(
                f"`{self.name}` needs a worth (a point, a range or unknown), not `{self.worth}`."
            )
        if isinstance(self.sign, bool) or self.sign not in (-1, 0, 1):
            raise ValueError(f"`{self.name}`: a sign is -1, 0 or 1, not `{self.sign}`.")
        if not self.worth.is_unknown:
            self._check_bounds()

    def _check_bounds(self) -> None:
        worth = self.worth
        if not (math.isfinite(worth.low) and math.isfinite(worth.high)):
            raise ValueError(f"`{self.name}`: a worth has two finite bounds or is unknown, not `{worth}`.")
        if worth.low > worth.high:
            raise ValueError(f"`{self.name}`: the range {worth.low}..{worth.high} runs downwards.")
        if worth.likely is not None and not worth.low <= worth.likely <= worth.high:
            raise ValueError(f"`{self.name}`: the likely value lies outside the range `{worth}`.")

    @property
    def nominal(self) -> Fraction | None:
        """The point, the likely value, or the middle of the range; None where it is unknown."""
        if self.worth.is_unknown:
            return None
        if self.worth.likely is not None:
            return exact(self.worth.likely)
        return (exact(self.worth.low) + exact(self.worth.high)) / 2

    @property
    def bounds(self) -> Bound:
        """The least and the greatest value; None for no bound. An unknown value is bounded by its sign alone."""
        if not self.worth.is_unknown:
            return exact(self.worth.low), exact(self.worth.high)
        zero = Fraction(0)
        return (zero if self.sign > 0 else None), (zero if self.sign < 0 else None)


@dataclass(frozen=True, slots=True)
class Row:
    """One way of stopping at one point: its gain is the sum of coefficient times value, plus the constant."""

    point: str
    coefficients: Mapping[str, float]
    constant: float = 0

    def __post_init__(self) -> None:
        for what, number in [*self.coefficients.items(), ("the constant", self.constant)]:
            if isinstance(number, bool) or not math.isfinite(number):
                raise ValueError(f"at `{self.point}`, {what} is `{number}`, which is no finite number.")


@dataclass(frozen=True, slots=True)
class Tests:
    """One party's tests: it goes on at every point if and only if no row's gain is above 0.

    `rankings` order the sizes of values, largest first; the sign of a value stands in `values`.
    """

    __test__ = False

    party: str
    values: tuple[Value, ...]
    rows: tuple[Row, ...]
    rankings: tuple[Ranking, ...] = ()

    def __post_init__(self) -> None:
        names = [value.name for value in self.values]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise ValueError(f"{self.party}: `{twice}` has a value twice.")
        known = set(names)
        for row in self.rows:
            for name in row.coefficients:
                if name not in known:
                    raise ValueError(f"{self.party}: at `{row.point}`, `{name}` has no value.")

    @property
    def by_name(self) -> dict[str, Value]:
        """The values by their names, in the order of the file."""
        return {value.name: value for value in self.values}

    @property
    def points(self) -> tuple[str, ...]:
        """The points that have rows, in the order in which they first stand."""
        return tuple(dict.fromkeys(row.point for row in self.rows))


@dataclass(frozen=True, slots=True)
class ExactRow:
    """A row in exact numbers, without the coefficients that are 0."""

    point: str
    coefficients: dict[str, Fraction]
    constant: Fraction


def exact(number: float | Fraction) -> Fraction:
    """The number as it is written in decimals, so that 0.2 is one fifth."""
    if isinstance(number, int | Fraction):
        return Fraction(number)
    return Fraction(int(number)) if number == int(number) else Fraction(repr(float(number)))


def exact_rows(tests: Tests, fold: bool = True) -> tuple[ExactRow, ...]:
    """The rows in exact numbers; with `fold`, known points are added to the constants and leave the coefficients."""
    points = {value.name: exact(value.worth.low) for value in tests.values if fold and value.worth.is_point}
    rows = []
    for row in tests.rows:
        constant = exact(row.constant)
        coefficients = {}
        for name, number in row.coefficients.items():
            if name in points:
                constant += exact(number) * points[name]
            elif number:
                coefficients[name] = exact(number)
        rows.append(ExactRow(row.point, coefficients, constant))
    return tuple(rows)


def extent(row: ExactRow, bounds: Mapping[str, Bound]) -> Bound:
    """The least and the greatest gain of a row over the bounds of the values alone; None where it has no end."""
    low: Fraction | None = row.constant
    high: Fraction | None = row.constant
    for name, number in row.coefficients.items():
        least, most = bounds[name]
        if number < 0:
            least, most = most, least
        low = None if low is None or least is None else low + number * least
        high = None if high is None or most is None else high + number * most
    return low, high


def orders(ranking: Ranking) -> tuple[dict[str, Fraction], ...]:
    """What a ranking says of the sizes: each of these sums is above 0."""
    found = []
    for above, below in zip(ranking.places, ranking.places[1:], strict=False):
        sums: dict[str, Fraction] = {}
        for names, step in ((above, 1), (below, -1)):
            for name in names:
                sums[name] = sums.get(name, Fraction(0)) + step
        found.append({name: number for name, number in sums.items() if number})
    return tuple(found)
