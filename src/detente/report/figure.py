"""The figure of `hold` before it is drawn: panels, scales and labels, shared by the SVG, the plot and the table.

One block for each form that a breach may take, one panel for each party, in the order of the file. Panels have the same
scale only if their values have the same unit. All numbers are made here, so that all drawings print the same ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from detente.hold.results import DEPENDS, EVERY, NONE, Interval
from detente.report.saying_hold import forms_of, in_order, span, unit_of
from detente.report.wrap import clean

if TYPE_CHECKING:
    from detente.deal.model import Deal
    from detente.hold.results import Hold, Point

START: Final = "the start"
UNKNOWN: Final = "not known"
GAINS, MAY, HELD, GOES_ON = "gains", "may gain", "held", "goes on"
_TICKS: Final = 6
_SIGN: Final = {EVERY: GAINS, DEPENDS: MAY, NONE: GOES_ON}
SIGN_IN_WORDS: Final = {
    GAINS: "for every valuation",
    MAY: "depends",
    GOES_ON: "for no valuation",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """From low to high, with round ticks between; 0 is always inside."""

    low: float
    high: float
    ticks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One party at one place of the course, as it is drawn.

    `gain` leaves guarantees aside and `lost` is what they take away; None without values, and where the party has no
    act left. `kind` is GAINS, MAY, HELD or GOES_ON. `owed`: acts still owed to the party.
    """

    at: int
    point: Point
    kind: str
    gain: Interval | None
    lost: Interval | None
    exposed: Interval | None
    owed: int

    @property
    def guarantees(self) -> tuple[str, ...]:
        """The guarantees that count here."""
        return tuple(dict.fromkeys(held.guarantee for held in self.point.held_by if held.counts))


@dataclass(frozen=True, slots=True)
class Panel:
    """One party: with values on its scale, or without values as a strip of signs and acts owed."""

    party: str
    name: str
    unit: str | None
    valued: bool
    scale: Scale
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One form of breach: the names of the places of the course, from the start on, and the panels."""

    form: str
    places: tuple[str, ...]
    panels: tuple[Panel, ...]


def figures(found: Hold) -> tuple[Figure, ...]:
    """The figure of an answer, one block for each form of breach, in the order of the answer."""
    forms = forms_of(found)
    by_form = {form: [point for point in found.points if point.if_breached == form] for form in forms}
    names = {form: _places(points) for form, points in by_form.items()}
    spots = {form: _spots(points, names[form]) for form, points in by_form.items()}
    valued = {
        party
        for at in spots.values()
        for party, row in at.items()
        if any(spot.point.gain is not None for spot in row)
    }
    scales = _scales(found.deal, spots, valued)
    return tuple(
        Figure(
            form,
            tuple(names[form].values()),
            tuple(
                Panel(
                    party,
                    clean(found.deal.call(party)),
                    unit_of(found.deal, party) if party in valued else None,
                    party in valued,
                    scales[party],
                    tuple(spots[form][party]),
                )
                for party in in_order(found.deal, spots[form])
            ),
        )
        for form in forms
    )


def _places(points: Sequence[Point]) -> dict[tuple[str, ...], str]:
    """The places of the course by the acts done, each named by what was done last."""
    names: dict[tuple[str, ...], str] = {}
    before: tuple[str, ...] = ()
    for after in sorted(dict.fromkeys(point.after for point in points), key=len):
        new = [act for act in after if act not in before] or list(after[-1:])
        names[after] = clean(" + ".join(new)) or START
        before = after
    return names


def _spots(points: Sequence[Point], places: dict[tuple[str, ...], str]) -> dict[str, list[Spot]]:
    number = {after: at for at, after in enumerate(places)}
    exposed: dict[tuple[int, str], Interval] = {}
    for point in points:
        for party, lost in point.exposed.items():
            exposed.setdefault((number[point.after], party), lost)
    spots: dict[str, list[Spot]] = {}
    for point in sorted(points, key=lambda point: number[point.after]):
        at = number[point.after]
        spots.setdefault(point.party, []).append(_spot(point, at, exposed.get((at, point.party))))
    return spots


def _spot(point: Point, at: int, exposed: Interval | None) -> Spot:
    in_sum = [term.gain for term in point.terms if term.kind == "lost" and term.gain is not None]
    loses = [held.loses for held in point.held_by if held.counts and held.loses is not None]
    gain = None if point.next is None else _before(point.gain, in_sum)
    lost = [Interval(_plus(0.0, term.high, -1), _plus(0.0, term.low, -1)) for term in in_sum] or loses
    return Spot(at, point, _kind(point, gain), gain, _total(lost), exposed, len(point.owed_to_it))


def _before(gain: Interval | None, lost: Iterable[Interval]) -> Interval | None:
    """A gain without what its sum takes off for guarantees: the guarantee is the band beside it."""
    for term in lost:
        gain = (
            None if gain is None else Interval(_plus(gain.low, term.low, -1), _plus(gain.high, term.high, -1))
        )
    if gain is not None and gain.low is not None and gain.high is not None:
        return Interval(min(gain.low, gain.high), gain.high)
    return gain


def _kind(point: Point, gain: Interval | None) -> str:
    if gain is None and point.gain is None:
        return _SIGN.get(point.without_values or "", MAY)
    if gain is None or point.holds is True:
        gains = gain is not None and (gain.high is None or gain.high > 0)
        return HELD if gains else GOES_ON
    return GAINS if point.holds is False else MAY


def _total(lost: Iterable[Interval]) -> Interval | None:
    total: Interval | None = None
    for one in lost:
        total = one if total is None else Interval(_plus(total.low, one.low), _plus(total.high, one.high))
    return total


def _plus(one: float | None, other: float | None, times: int = 1) -> float | None:
    """A sum of decimals, exact; None where an end is not known."""
    if one is None or other is None:
        return None
    return float(Fraction(repr(float(one))) + times * Fraction(repr(float(other))))


def _scales(deal: Deal, spots: dict[str, dict[str, list[Spot]]], valued: set[str]) -> dict[str, Scale]:
    """A scale for each party: shared by parties whose values have the same unit, and by all forms of breach."""
    alike: dict[tuple[str, str], list[float]] = {}
    for rows in spots.values():
        for party, row in rows.items():
            alike.setdefault(_same_scale(deal, party, valued), []).extend(_drawn(row, party in valued))
    scales = {key: scale_of(numbers, whole=key == _ACTS) for key, numbers in alike.items()}
    return {party: scales[_same_scale(deal, party, valued)] for rows in spots.values() for party in rows}


_ACTS: Final = ("acts", "")


def _same_scale(deal: Deal, party: str, valued: set[str]) -> tuple[str, str]:
    if party not in valued:
        return _ACTS
    unit = unit_of(deal, party)
    return ("party", party) if unit is None else ("unit", unit)


def _drawn(row: Iterable[Spot], valued: bool) -> Iterator[float]:
    for spot in row:
        if not valued:
            yield float(spot.owed)
            continue
        for drawn in (spot.gain, spot.lost, spot.exposed):
            if drawn is not None:
                yield from (end for end in (drawn.low, drawn.high) if end is not None)


def scale_of(numbers: Iterable[float], *, whole: bool = False) -> Scale:
    """A scale for numbers: 0 inside, some room above and below, about five round ticks.

    Args:
        numbers: finite numbers, in one unit.
        whole: only whole numbers from 0 on are ticks, for counts.
    """
    there = [0.0, *numbers]
    low, high = min(there), max(there)
    span = (high - low) or 1.0
    step = _round_step(span / _TICKS)
    if whole:
        step = max(1.0, step)
        return Scale(0.0, max(high, 1.0) + 0.1 * span, _ticks(0.0, max(high, 1.0), step))
    low, high = low - 0.12 * span, high + 0.2 * span
    return Scale(low, high, _ticks(low, high, step))


def _round_step(rough: float) -> float:
    """The next number above a rough one that is 1, 2 or 5 times a power of ten."""
    power = math.floor(math.log10(rough))
    return next(
        float(f"{digit}e{power}") for digit in (1, 2, 5, 10) if float(f"{digit}e{power}") >= 0.999 * rough
    )


def _ticks(low: float, high: float, step: float) -> tuple[float, ...]:
    exact = Fraction(repr(step))
    return tuple(
        float(times * exact)
        for times in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    )


# --- numbers and places in words -----------------------------------------------------------------------------------


def said(interval: Interval | None, *, exact: bool = True) -> str:
    """An interval in words, as every drawing prints it: `1`, `0.6 to 1.6`, `at most 2`, `2 or more`, `not known`.

    Args:
        interval: what is said.
        exact: whether it is exact; of an upper bound only the upper end is said.
    """
    if interval is None:
        return UNKNOWN
    return span(interval.low if exact else None, interval.high)


def level(interval: Interval) -> float | None:
    """Where an interval's line is drawn: at its worst for the deal, the upper end; None where that is not known."""
    return interval.high


def most_exposed(spots: Iterable[Spot]) -> list[Spot]:
    """The first point at which a party is most exposed, if it is exposed at all."""
    most: list[tuple[float, Spot]] = []
    for spot in spots:
        high = None if spot.exposed is None else spot.exposed.high
        if high is not None and high > (most[0][0] if most else 0.0):
            most = [(high, spot)]
    return [spot for _, spot in most]


def every(places: int, most: int) -> int:
    """Label every so many places, so that at most `most` have a label: 1, 2, 5, 10, 20, 50 and so on."""
    step = 1
    for factor in _growing():
        step = factor
        if -(-places // factor) <= max(1, most):
            break
    return step


def _growing() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10
