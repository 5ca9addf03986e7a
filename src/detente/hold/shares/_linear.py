"""Small linear programs in exact whole numbers: the simplex method with Bland's rule and no division that rounds.

Source: R. G. Bland, New finite pivoting rules for the simplex method, Mathematics of Operations Research 2 (1977);
the tableau keeps one common denominator (J. Edmonds, Systems of distinct representatives and linear algebra, 1967).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from detente.hold.shares.valuations import Bound, Linear

BATCH = 8  # rows that are added at a time, the most violated first


@dataclass(slots=True)
class Program:
    """Variables with bounds (None for no bound), and sums of them that are at most a number.

    `rows` may be many: they are taken up only as an answer violates them.
    """

    bounds: dict[str, Bound] = field(default_factory=dict)
    always: list[tuple[Linear, Fraction]] = field(default_factory=list)
    rows: list[tuple[Linear, Fraction]] = field(default_factory=list)

    def most(self, objective: Linear) -> tuple[Fraction, dict[str, Fraction]] | None:
        """The greatest value of a sum and where it is reached; None where no point satisfies everything.

        Raises:
            ValueError: the sum has no upper bound.
        """
        taken: list[tuple[Linear, Fraction]] = []
        left = list(self.rows)
        while True:
            best = _solved(self.bounds, [*self.always, *taken], objective)
            if best is None:
                return None
            excess = [_sum(row, best[1]) - bound for row, bound in left]
            worst = sorted((n for n in range(len(left)) if excess[n] > 0), key=lambda n: -excess[n])[:BATCH]
            if not worst:
                return best
            taken += [left[n] for n in worst]
            left = [row for n, row in enumerate(left) if n not in worst]


def _sum(sums: Linear, at: Mapping[str, Fraction]) -> Fraction:
    return sum((number * at[name] for name, number in sums.items()), Fraction(0))


def _solved(
    bounds: Mapping[str, Bound], rows: Sequence[tuple[Linear, Fraction]], objective: Linear
) -> tuple[Fraction, dict[str, Fraction]] | None:
    """One program in full: every variable is written as its bound plus or minus variables that are 0 or more."""
    shift: dict[str, Fraction] = {}
    columns: list[tuple[str, int]] = []
    limits: list[tuple[Linear, Fraction]] = []
    for name, (low, high) in bounds.items():
        shift[name] = low if low is not None else high if high is not None else Fraction(0)
        columns += (
            [(name, 1)] if low is not None else [(name, -1)] if high is not None else [(name, 1), (name, -1)]
        )
        if low is not None and high is not None:
            limits.append(({name: Fraction(1)}, high))
    table = [_whole(row, bound - _sum(row, shift), columns) for row, bound in [*limits, *rows]]
    tableau = _Tableau(table, [-sign * objective.get(name, Fraction(0)) for name, sign in columns])
    solution = tableau.solve()
    if solution is None:
        return None
    at = dict(shift)
    for (name, sign), number in zip(columns, solution, strict=True):
        at[name] += sign * number
    return _sum(objective, at), at


def _whole(row: Linear, bound: Fraction, columns: Sequence[tuple[str, int]]) -> list[int]:
    """Bound and coefficients times their common denominator."""
    numbers = [bound, *(sign * row.get(name, Fraction(0)) for name, sign in columns)]
    scale = math.lcm(*(number.denominator for number in numbers))
    return [int(number * scale) for number in numbers]


class _Tableau:
    """Rows: denominator times basic variable = first entry minus the sum of entry times non-basic variable.

    The last column belongs to the artificial variable of the first phase; the last two rows are the two objectives.
    """

    def __init__(self, table: list[list[int]], objective: list[Fraction]) -> None:
        self.width = len(objective)
        self.height = len(table)
        self.scale = math.lcm(*(number.denominator for number in objective)) if objective else 1
        self.rows = [[*row, -1] for row in table]
        self.rows.append([0, *(int(number * self.scale) for number in objective), 0])
        self.rows.append([0] * (self.width + 1) + [1])
        self.outside = list(range(1, self.width + 2))
        self.inside = list(range(self.width + 2, self.width + 2 + self.height))
        self.denominator = 1

    def solve(self) -> list[Fraction] | None:
        """The variables at the greatest value of the objective, or None."""
        artificial = self.width + 1
        lowest = min(range(self.height), key=lambda r: self.rows[r][0], default=None)
        if lowest is not None and self.rows[lowest][0] < 0:
            self.pivot(lowest, artificial)
            self.climb(self.height + 1)
            if self.rows[-1][0] < 0:
                return None
            self.retire(artificial)
        column = self.outside.index(artificial) + 1
        for row in self.rows:
            row[column] = 0
        self.climb(self.height)
        numbers = [Fraction(0)] * (self.width + 2)
        for place, variable in enumerate(self.inside):
            if variable <= self.width:
                numbers[variable] = Fraction(self.rows[place][0], self.denominator)
        return numbers[1 : self.width + 1]

    def retire(self, artificial: int) -> None:
        """Take the artificial variable, which is 0, out of the basis."""
        if artificial in self.inside:
            row = self.inside.index(artificial)
            self.pivot(row, next(c for c in range(1, self.width + 2) if self.rows[row][c]))

    def climb(self, objective: int) -> None:
        """Pivot by Bland's rule until nothing raises the objective."""
        while True:
            entering = [c for c in range(1, self.width + 2) if self.rows[objective][c] < 0]
            if not entering:
                return
            column = min(entering, key=lambda c: self.outside[c - 1])
            leaving = [r for r in range(self.height) if self.rows[r][column] > 0]
            if not leaving:
                raise ValueError("The sum has no upper bound.")
            self.pivot(min(leaving, key=lambda r: self._ratio(r, column)), column)

    def _ratio(self, row: int, column: int) -> tuple[Fraction, int]:
        return Fraction(self.rows[row][0], self.rows[row][column]), self.inside[row]

    def pivot(self, row: int, column: int) -> None:
        """Exchange the basic variable of a row with the non-basic variable of a column."""
        chosen, old = self.rows[row], self.denominator
        new = chosen[column]
        for place, other in enumerate(self.rows):
            factor = other[column]
            if place == row:
                continue
            if factor:
                self.rows[place] = [(new * a - factor * b) // old for a, b in zip(other, chosen, strict=True)]
            elif new != old:
                self.rows[place] = [new * a // old for a in other]
            self.rows[place][column] = -factor
        chosen[column] = old
        self.denominator = new
        if new < 0:
            self.rows = [[-a for a in other] for other in self.rows]
            self.denominator = -new
        self.inside[row], self.outside[column - 1] = self.outside[column - 1], self.inside[row]
