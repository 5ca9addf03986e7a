"""Which value, if it were otherwise and by how much, turns a party's verdict; and how far each gain reaches.

Everything is computed in exact fractions from the decimals as written, and given as floats: 0.2 is one fifth.
A gain of exactly 0 is no gain: the party goes on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.errors import DetenteError
from detente.hold.shares.valuations import Bound, ExactRow, Tests, Value, exact_rows, extent


class NoNominal(DetenteError):  # noqa: N818 -- the name says what happened, as in `errors`
    """A value that bears on a test has no figure, so that there is no nominal valuation to start from."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One value that turns the party's verdict alone, all others being nominal.

    `turns_at` is the value at which it turns, `delta` how far that is from the nominal value (with its direction),
    `relative` that distance as a share of the nominal value (inf where that is 0). `goes_on`: the verdict after the
    turn. If it then goes on, it does so at `turns_at` itself; if it then gains by stopping, only beyond it.
    `within`: whether the turn lies within the bounds that the party gave. `point`: the point whose row decides.
    """

    party: str
    value: str
    nominal: float
    turns_at: float
    delta: float
    relative: float
    goes_on: bool
    point: str
    within: bool


@dataclass(frozen=True, slots=True)
class BreakEven:
    """How an unknown value decides at one point, the other values lying anywhere within their bounds.

    Attributes:
        sure: for values from the first to the second, the party goes on whatever the others are; None if for no value.
        possible: for values outside, it gains by stopping whatever the others are; None if for every value.
            An end is -inf or inf where there is none. The known sign of the value bounds both.
    """

    party: str
    value: str
    point: str
    sure: tuple[float, float] | None
    possible: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Gain:
    """The least and the greatest gain by one way of stopping; -inf and inf where an unknown value bears on it."""

    party: str
    point: str
    low: float
    high: float


def sensitivity(tests: Tests) -> tuple[Flip, ...]:
    """The single values that turn the verdict, by relative change and then in the order of the file.

    The nominal value is the point, the likely value, or the middle of the range. Where the party goes on, a value may
    turn the verdict in both directions. A turn against the known sign of a value is left out. Rankings are not used.

    Raises:
        NoNominal: a value that bears on a row is unknown (`break_even` looks at those).
    """
    rows = exact_rows(tests, fold=False)
    nominal = _nominal(tests, rows)
    gains = [_gain(row, nominal) for row in rows]
    found = []
    for value in tests.values:
        if value.name in nominal:
            found += _flips(tests.party, value, nominal[value.name], list(zip(rows, gains, strict=True)))
    return tuple(sorted(found, key=lambda flip: flip.relative))


def break_even(tests: Tests) -> tuple[BreakEven, ...]:
    """For each unknown value and each point on which it bears: from where on it decides. Rankings are not used.

    A bound of `sure` is what the value has to be worth with everything else at its worst for the party's going on, one
    of `possible` with everything else at its best.
    """
    rows = exact_rows(tests)
    bounds = {value.name: value.bounds for value in tests.values}
    found = []
    for value in tests.values:
        touched = dict.fromkeys(row.point for row in rows if value.name in row.coefficients)
        for point in touched if value.worth.is_unknown else ():
            here = [row for row in rows if row.point == point]
            ends = [_meet(value, here, bounds, worst) for worst in (True, False)]
            found.append(BreakEven(tests.party, value.name, point, *ends))
    return tuple(found)


def robust(tests: Tests) -> tuple[Gain, ...]:
    """The least and the greatest gain of each row, in the order of the rows. Rankings are not used."""
    bounds = {value.name: value.bounds for value in tests.values}
    found = []
    for row in exact_rows(tests):
        low, high = extent(row, bounds)
        found.append(
            Gain(
                tests.party,
                row.point,
                -math.inf if low is None else float(low),
                math.inf if high is None else float(high),
            )
        )
    return tuple(found)


def _nominal(tests: Tests, rows: Iterable[ExactRow]) -> dict[str, Fraction]:
    used = {name for row in rows for name in row.coefficients}
    found = {}
    for value in tests.values:
        if value.name in used:
            number = value.nominal
            if number is None:
                raise NoNominal(
                    f"{tests.party}: `{value.name}` is unknown, so there is no figure to start from."
                )
            found[value.name] = number
    return found


def _gain(row: ExactRow, at: Mapping[str, Fraction]) -> Fraction:
    return sum((number * at[name] for name, number in row.coefficients.items()), row.constant)


def _flips(
    party: str, value: Value, nominal: Fraction, gains: Sequence[tuple[ExactRow, Fraction]]
) -> list[Flip]:
    """The turns of one value: up to two away from going on, at most one towards it."""
    turns = [
        (-gain / row.coefficients[value.name], row) for row, gain in gains if value.name in row.coefficients
    ]
    if any(gain > 0 for _, gain in gains):
        found = _towards(value.name, gains, turns)
        goes_on = True
    else:
        up = [turn for turn in turns if turn[1].coefficients[value.name] > 0]
        down = [turn for turn in turns if turn[1].coefficients[value.name] < 0]
        found = [min(up, key=_first)] if up else []
        found += [max(down, key=_first)] if down else []
        goes_on = False
    return [
        _flip(party, value, nominal, delta, row, goes_on)
        for delta, row in found
        if _signed(value, nominal + delta, row.coefficients[value.name], goes_on)
    ]


def _first(turn: tuple[Fraction, ExactRow]) -> Fraction:
    return turn[0]


def _towards(
    name: str, gains: Sequence[tuple[ExactRow, Fraction]], turns: Sequence[tuple[Fraction, ExactRow]]
) -> list[tuple[Fraction, ExactRow]]:
    """The least change after which no row gains, if there is one: every row bounds the change from one side."""
    if any(gain > 0 for row, gain in gains if name not in row.coefficients):
        return []
    most = min((turn for turn in turns if turn[1].coefficients[name] > 0), key=_first, default=None)
    least = max((turn for turn in turns if turn[1].coefficients[name] < 0), key=_first, default=None)
    if most and least and least[0] > most[0]:
        return []
    if least and least[0] > 0:
        return [least]
    return [most] if most and most[0] < 0 else []


def _signed(value: Value, turns_at: Fraction, coefficient: Fraction, goes_on: bool) -> bool:
    """Whether the turn is possible for a value of the known sign: at 0 itself only if the verdict turns there."""
    if not value.sign or turns_at * value.sign > 0:
        return True
    if turns_at:
        return False
    return goes_on or coefficient * value.sign > 0


def _flip(party: str, value: Value, nominal: Fraction, delta: Fraction, row: ExactRow, goes_on: bool) -> Flip:
    low, high = value.bounds
    turns_at = nominal + delta
    inside = (low is None or low <= turns_at) and (high is None or turns_at <= high)
    if inside and not goes_on:  # it turns only beyond
        beyond = high if row.coefficients[value.name] > 0 else low
        inside = turns_at != beyond
    relative = float(abs(delta) / abs(nominal)) if nominal else math.inf if delta else 0.0
    return Flip(
        party, value.name, float(nominal), float(turns_at), float(delta), relative, goes_on, row.point, inside
    )


def _meet(
    value: Value, rows: Sequence[ExactRow], bounds: Mapping[str, Bound], worst: bool
) -> tuple[float, float] | None:
    """The values for which no row of a point gains, the others being at their worst or at their best for each row."""
    low, high = value.bounds
    for row in rows:
        number = row.coefficients.get(value.name, Fraction(0))
        rest = ExactRow(
            row.point, {n: c for n, c in row.coefficients.items() if n != value.name}, row.constant
        )
        end = extent(rest, bounds)[1 if worst else 0]
        if end is None:
            if worst:
                return None
            continue
        if number > 0:
            high = -end / number if high is None else min(high, -end / number)
        elif number < 0:
            low = -end / number if low is None else max(low, -end / number)
        elif end > 0:
            return None
    if low is not None and high is not None and low > high:
        return None
    return (-math.inf if low is None else float(low)), (math.inf if high is None else float(high))
