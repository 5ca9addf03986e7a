"""What is made as large as possible: a weighted sum of worths, a smallest gain, or a product of gains."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol

from detente.bargain.milp.model import AtLeast, Together
from detente.bargain.milp.program import TOLERANCE

if TYPE_CHECKING:
    from detente.bargain.milp.model import Model
    from detente.bargain.milp.program import Program

Requirement = AtLeast | Together
_RATIO: Final = 1.3
_LOGS: Final = 100.0
"""Logarithms count so much in the program, which makes its tolerance a millionth of a hundredth."""
_ROUNDED: Final = 1 + Fraction(1, 10**9)


class Goal(Protocol):
    """Something to maximise. Values are exact; `seen` are the points of the packages looked at so far."""

    def value(self, point: Sequence[int]) -> Fraction:
        """What a point on the grid gives."""

    def above(self, value: Fraction) -> Fraction:
        """No package gives more than `value` and less than this."""

    def highest(self, model: Model) -> Fraction:
        """No package gives more than this."""

    def better(self, value: Fraction, seen: Sequence[Sequence[int]]) -> list[Requirement]:
        """What every package meets that gives more than `value`, the largest of those seen."""

    def put(self, program: Program, model: Model, seen: Sequence[Sequence[int]]) -> dict[int, float]:
        """Add what it needs to the program; returns the objective by columns."""

    def read(self, objective: float, model: Model) -> Fraction:
        """No package gives more than this, if the program says that none has a larger objective."""


def common_step(numbers: Sequence[Fraction]) -> Fraction:
    """The largest step of which all numbers are multiples; 1 if all are 0."""
    denominator = math.lcm(*(number.denominator for number in numbers))
    return Fraction(math.gcd(*(int(number * denominator) for number in numbers)) or 1, denominator)


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of weights times worths on the grid; differences below `step` are of no interest."""

    weights: tuple[Fraction, ...]
    step: Fraction

    def value(self, point: Sequence[int]) -> Fraction:
        """The sum."""
        return sum((w * number for w, number in zip(self.weights, point, strict=True)), Fraction(0))

    def above(self, value: Fraction) -> Fraction:
        """One step more."""
        return value + self.step

    def highest(self, model: Model) -> Fraction:
        """Everybody at its best at once."""
        ends = zip(self.weights, model.least, model.most, strict=True)
        return sum((max(w * least, w * most) for w, least, most in ends), Fraction(0))

    def better(self, value: Fraction, seen: Sequence[Sequence[int]]) -> list[Requirement]:
        """One step more."""
        return [Together(self.weights, value + self.step, self.step)]

    def put(self, program: Program, model: Model, seen: Sequence[Sequence[int]]) -> dict[int, float]:
        """The columns of the worths are there."""
        return dict(zip(model.worth, model.summed(self.weights)[0], strict=True))

    def read(self, objective: float, model: Model) -> Fraction:
        """Back on the grid."""
        _, constant, unit = model.summed(self.weights)
        return constant + unit * Fraction(objective + TOLERANCE)


@dataclass(frozen=True, slots=True)
class Smallest:
    """The smallest of (worth - reference) / scale, or the next after the `excused` smallest; scale None: not counted.

    With some excused this is one step of the leximin (cardinality constraints on sorted gains: Bouveret & Lemaitre
    2009, Artificial Intelligence 173(2), 343-364).
    """

    reference: tuple[int, ...]
    scale: tuple[Fraction | None, ...]
    excused: int = 0

    def value(self, point: Sequence[int]) -> Fraction:
        """The share in its place."""
        return self._ranked(point)

    def _ranked(self, point: Sequence[int]) -> Fraction:
        shares = [
            (number - start) / scale
            for number, start, scale in zip(point, self.reference, self.scale, strict=True)
            if scale is not None
        ]
        return sorted(shares)[self.excused]

    def _limits(self, value: Fraction, *, beyond: bool) -> tuple[int | None, ...]:
        """The worths on the grid from which on a party has this share, or more than it."""
        return tuple(
            None
            if scale is None
            else start + (math.floor(value * scale) + 1 if beyond else math.ceil(value * scale))
            for start, scale in zip(self.reference, self.scale, strict=True)
        )

    def above(self, value: Fraction) -> Fraction:
        """The nearest share above that some party can have."""
        limits = self._limits(value, beyond=True)
        return min(
            (limit - start) / scale
            for limit, start, scale in zip(limits, self.reference, self.scale, strict=True)
            if limit is not None and scale is not None
        )

    def highest(self, model: Model) -> Fraction:
        """Everybody at its best at once."""
        return self._ranked(model.most)

    def better(self, value: Fraction, seen: Sequence[Sequence[int]]) -> list[Requirement]:
        """All but the excused have more."""
        return [AtLeast(self._limits(value, beyond=True), self.excused)]

    def keep(self, value: Fraction) -> AtLeast:
        """What every package meets that gives `value` or more."""
        return AtLeast(self._limits(value, beyond=False), self.excused)

    def _unit(self, model: Model) -> Fraction:
        return min(unit / s for unit, s in zip(model.unit, self.scale, strict=True) if s is not None)

    def put(self, program: Program, model: Model, seen: Sequence[Sequence[int]]) -> dict[int, float]:
        """A column that no share of a party is below, unless the party is excused."""
        unit = self._unit(model)
        most = float(self._ranked(model.most) / unit)
        smallest = program.column()
        excused: list[int] = []
        for party, (start, scale) in enumerate(zip(self.reference, self.scale, strict=True)):
            if scale is None:
                continue
            slope = float(unit * scale / model.unit[party])
            zero = (start - model.constant[party]) / model.unit[party]
            columns, numbers = [model.worth[party], smallest], [1.0, -slope]
            if self.excused:
                lift = zero + slope * (most + 1) - model.floor(party, model.least[party])
                excused.extend(program.columns([1.0], whole=True))
                columns.append(excused[-1])
                numbers.append(max(0.0, lift))
            program.row(columns, numbers, zero)
        if excused:
            program.row(excused, [1.0] * len(excused), high=float(self.excused))
        return {smallest: 1.0}

    def read(self, objective: float, model: Model) -> Fraction:
        """Back to shares."""
        return self._unit(model) * Fraction(objective + TOLERANCE)


@dataclass(frozen=True, slots=True)
class Product:
    """The product of worth - reference over the parties that `counts` names; only where every one is above 0.

    In the program each logarithm is bounded by tangents, those at the points seen among them (outer approximation:
    Duran & Grossmann 1986, Math. Prog. 36, 307-339), so that its optimum bounds the product from above.
    """

    reference: tuple[int, ...]
    counts: tuple[bool, ...]

    def _over(self, point: Sequence[int]) -> dict[int, int]:
        return {
            party: number - start
            for party, (number, start) in enumerate(zip(point, self.reference, strict=True))
            if self.counts[party]
        }

    @property
    def above_nothing(self) -> AtLeast:
        """Every party that counts gains."""
        return AtLeast(
            tuple(
                start + 1 if counts else None
                for start, counts in zip(self.reference, self.counts, strict=True)
            )
        )

    def value(self, point: Sequence[int]) -> Fraction:
        """The product on the grid."""
        return Fraction(math.prod(self._over(point).values()))

    def above(self, value: Fraction) -> Fraction:
        """Products are whole numbers."""
        return value + 1

    def highest(self, model: Model) -> Fraction:
        """Everybody at its best at once."""
        return Fraction(math.prod(max(0, gain) for gain in self._over(model.most).values()))

    def better(self, value: Fraction, seen: Sequence[Sequence[int]]) -> list[Requirement]:
        """Some party that counts has more than at each point seen."""
        others = sum(self.counts) - 1
        return [
            AtLeast(
                tuple(n + 1 if counts else None for n, counts in zip(point, self.counts, strict=True)), others
            )
            for point in seen
        ]

    def put(self, program: Program, model: Model, seen: Sequence[Sequence[int]]) -> dict[int, float]:
        """A column for each logarithm, under its tangents."""
        objective = {}
        for party, most in self._over(model.most).items():
            largest = max(1, most)
            column = program.column()
            objective[column] = 1.0
            touched = {max(1, self._over(point)[party]) for point in seen}
            zero = model.constant[party] - self.reference[party]
            for at in sorted(touched | _spaced(largest)):
                slope = _LOGS * model.unit[party] / at
                high = _LOGS * (math.log(at / largest) + (zero - at) / at)
                size = max(1.0, slope)
                program.row((column, model.worth[party]), (1 / size, -slope / size), high=high / size)
        return objective

    def read(self, objective: float, model: Model) -> Fraction:
        """Back from logarithms."""
        largest: Mapping[int, int] = self._over(model.most)
        scaled = min(objective + TOLERANCE, 0.0) / _LOGS
        return math.prod(max(1, most) for most in largest.values()) * Fraction(math.exp(scaled)) * _ROUNDED


def _spaced(largest: int) -> set[int]:
    """Gains at which a logarithm is touched from the start, spaced evenly in logarithms over the upper part."""
    found = {largest}
    at = float(largest)
    while at > max(1.0, largest / 100):
        at /= _RATIO
        found.add(max(1, round(at)))
    return found
