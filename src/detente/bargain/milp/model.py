"""A domain as a linear program: a column for each option, one chosen for each issue, and a column for each worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from detente.bargain.milp.program import Program
from detente.errors import CannotCount

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.bargain.numbers import Factor, Numbers

SPREAD: Final = 1000
"""The worths of a party lie within about this range in the program, whatever their grid."""
MOST_FULL: Final = 1024
MOST_CELLS: Final = 100_000
_HAIR: Final = 1e-7


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Every party, but at most `excused` of them, gets at least `worth[p]` on the grid; None asks nothing."""

    worth: tuple[int | None, ...]
    excused: int = 0

    def holds(self, point: Sequence[int]) -> bool:
        """Whether a point meets it, exactly."""
        short = sum(
            limit is not None and number < limit for number, limit in zip(point, self.worth, strict=True)
        )
        return short <= self.excused

    def put(self, program: Program, model: Model) -> None:
        """Add it to the program; an excused party has a column of its own that is 1."""
        excused: list[int] = []
        for party, limit in enumerate(self.worth):
            if limit is None or limit <= model.least[party]:
                continue
            wanted = model.floor(party, limit)
            if not self.excused:
                program.row((model.worth[party],), (1.0,), wanted)
                continue
            excused.extend(program.columns([1.0], whole=True))
            lift = wanted - model.floor(party, model.least[party])
            program.row((model.worth[party], excused[-1]), (1.0, lift), wanted)
        if excused:
            program.row(excused, [1.0] * len(excused), high=float(self.excused))


@dataclass(frozen=True, slots=True)
class Together:
    """The sum of weights times worths on the grid is at least `total`; `step`: sums differ by at least that."""

    weights: tuple[Fraction, ...]
    total: Fraction
    step: Fraction

    def holds(self, point: Sequence[int]) -> bool:
        """Whether a point meets it, exactly."""
        return sum(w * number for w, number in zip(self.weights, point, strict=True)) >= self.total

    def put(self, program: Program, model: Model) -> None:
        """Add it to the program."""
        numbers, constant, unit = model.summed(self.weights)
        slack = max(float(self.step / unit) / 2, _HAIR)
        program.row(model.worth, numbers, float((self.total - constant) / unit) - slack)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The program of a domain.

    `first[i]`: the column of the first option of issue i. `worth[p]`: the column of party p, with
    worth on the grid = constant[p] + unit[p] * column. `least`, `most`: bounds of the worths on the grid.
    """

    numbers: Numbers
    program: Program
    first: tuple[int, ...]
    worth: tuple[int, ...]
    constant: tuple[int, ...]
    unit: tuple[int, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]

    def floor(self, party: int, worth: int) -> float:
        """At least this worth, as a limit of the column: half a step lower, so that no rounding leaves it out."""
        unit = self.unit[party]
        return (worth - self.constant[party]) / unit - max(0.5 / unit, _HAIR)

    def summed(self, weights: Sequence[Fraction]) -> tuple[list[float], Fraction, Fraction]:
        """A weighted sum of worths as numbers on the columns (at most 1), with its constant and its unit."""
        factors = [weight * unit for weight, unit in zip(weights, self.unit, strict=True)]
        unit = max((abs(factor) for factor in factors), default=Fraction(0)) or Fraction(1)
        constant = sum((w * c for w, c in zip(weights, self.constant, strict=True)), Fraction(0))
        return [float(factor / unit) for factor in factors], constant, unit

    def chosen(self, numbers: NDArray[np.float64]) -> tuple[int, ...]:
        """The option of each issue whose column is nearest to 1."""
        return tuple(
            int(numbers[start : start + len(options)].argmax())
            for start, options in zip(self.first, self.numbers.options, strict=True)
        )

    def columns(self, chosen: Sequence[int]) -> list[int]:
        """The columns of a package."""
        return [start + place for start, place in zip(self.first, chosen, strict=True)]

    def point(self, chosen: Sequence[int]) -> tuple[int, ...]:
        """The worths of a package on the grid."""
        return tuple(int(number) for number in self.numbers.point(chosen))


def model_of(numbers: Numbers) -> Model:
    """Build the program; what hangs on several issues has a column for each combination of options that counts.

    The columns of one table add up to the columns of the options (local marginals; Wainwright & Jordan 2008, Graphical
    Models, Exponential Families, and Variational Inference, section 4), which is exact in whole numbers.
    """
    program = Program()
    first = []
    terms: list[tuple[Sequence[int], NDArray[np.int64]]] = []
    sums = [numbers.base.astype(object)] * 3  # constant, least, most
    for worth, allowed in zip(numbers.worth, numbers.allowed, strict=True):
        columns = program.columns(allowed.astype(float).tolist(), whole=True)
        program.row(columns, [1.0] * len(columns), 1.0, 1.0)
        first.append(columns.start)
        kept = worth[allowed] if allowed.any() else worth
        low, high = kept.min(axis=0), kept.max(axis=0)
        terms.append((columns, worth - low))
        sums = [sums[0] + low, sums[1] + low, sums[2] + high]
    for places, options in numbers.bans:
        columns_of = [first[issue] + option for issue, option in zip(places, options, strict=True)]
        program.row(columns_of, [1.0] * len(columns_of), high=len(columns_of) - 1.0)
    for factor in numbers.factors:
        columns, table, taken = _put_factor(program, factor, first, numbers)
        cells = factor.worth.reshape(-1, len(numbers.parties))
        terms.append((columns, table))
        sums = [sums[0] + taken, sums[1] + cells.min(axis=0), sums[2] + cells.max(axis=0)]
    constant, least, most = (tuple(int(number) for number in row) for row in sums)
    unit = tuple(max(1, -(-(high - low) // SPREAD)) for low, high in zip(least, most, strict=True))
    columns_of_worth = []
    for party, step in enumerate(unit):
        column = program.column()
        columns_of_worth.append(column)
        places_of = [at for columns, _ in terms for at in columns]
        values = [int(number) / step for _, table in terms for number in table[:, party]]
        program.row([*places_of, column], [*values, -1.0], 0.0, 0.0)
    return Model(numbers, program, tuple(first), tuple(columns_of_worth), constant, unit, least, most)


def _put_factor(
    program: Program, factor: Factor, first: Sequence[int], numbers: Numbers
) -> tuple[range, NDArray[np.int64], NDArray[np.int64]]:
    """Add a column for each combination; in large tables, only for those that differ from the commonest worth.

    Returns the columns, their worths (columns, parties), and what is taken off them and stands in the constant.
    """
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    shape = factor.worth.shape[:-1]
    cells = factor.worth.reshape(-1, factor.worth.shape[-1])
    if len(cells) <= MOST_FULL:
        taken = cells.min(axis=0)
        kept = np.ones(len(cells), np.bool_)
    else:
        rows, counts = np.unique(cells, axis=0, return_counts=True)
        taken = rows[counts.argmax()]
        kept = (cells != taken).any(axis=1)
    at = np.flatnonzero(kept)
    if len(at) > MOST_CELLS:
        names = ", ".join(f"`{numbers.issues[issue]}`" for issue in factor.scope)
        raise CannotCount(
            f"What hangs on {names} together has {len(at):,} combinations of options that count, and at most "
            f"{MOST_CELLS:,} fit a mixed-integer program.",
            help="let fewer options bring it",
        )
    columns = program.columns([1.0] * len(at), whole=False)
    coordinates = np.array(np.unravel_index(at, shape)).reshape(len(shape), len(at))
    options = [first[issue] + coordinates[axis] for axis, issue in enumerate(factor.scope)]
    for axis, size in enumerate(shape):
        for place in range(size):
            inside = np.flatnonzero(coordinates[axis] == place)
            full = len(inside) == math.prod(shape) // size
            program.row(
                [first[factor.scope[axis]] + place, *(columns.start + inside).tolist()],
                [-1.0, *[1.0] * len(inside)],
                0.0 if full else -1.0,
                0.0,
            )
    if not kept.all():
        for column, *chosen in zip(columns, *(option.tolist() for option in options), strict=True):
            program.row([column, *chosen], [1.0, *[-1.0] * len(chosen)], 1.0 - len(chosen))
    return columns, cells[at] - taken, taken
