"""Small linear programs in exact numbers, for rankings with sums: whether figures agree with them, and how far they go.

The simplex method (Dantzig 1947) with Bland's rule (Bland, New finite pivoting rules for the simplex method,
Mathematics of Operations Research 2, 1977), so that it ends. For tens of names; nothing here is meant to be large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

Linear: TypeAlias = Mapping[str, Fraction]
Bound: TypeAlias = tuple[Fraction | None, Fraction | None]
Row: TypeAlias = tuple[Linear, Fraction]
"""A sum over names, and the least that it has to be."""

_ZERO: Final = Fraction(0)
_ONE: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class Unbounded:
    """The sum has no largest value."""


def largest(
    objective: Linear, rows: Sequence[Row], bounds: Mapping[str, Bound]
) -> tuple[Fraction, dict[str, Fraction]] | Unbounded | None:
    """The largest value of a sum and where it is reached; None where nothing satisfies the rows and bounds.

    Args:
        objective: the sum, over names of `bounds`.
        rows: each sum is at least its number.
        bounds: the least and the greatest value of every name, None for no bound.
    """
    shifts = {name: _shift(name, *bound) for name, bound in bounds.items()}
    columns = [column for _, parts in shifts.values() for column in parts]
    every = list(rows)
    every += [
        ({name: -_ONE}, -high) for name, (low, high) in bounds.items() if high is not None and low is not None
    ]
    table = []
    limits = []
    for sums, least in every:
        base, across = _along(sums, shifts)
        table.append([-across.get(column, _ZERO) for column in columns])
        limits.append(base - least)
    base, across = _along(objective, shifts)
    found = _simplex(table, limits, [across.get(column, _ZERO) for column in columns])
    if found is None or isinstance(found, Unbounded):
        return found
    at = dict(zip(columns, found, strict=True))
    point = {
        name: origin + sum((sign * at[column] for column, sign in parts.items()), _ZERO)
        for name, (origin, parts) in shifts.items()
    }
    return sum((number * point[name] for name, number in objective.items()), _ZERO), point


_Shift: TypeAlias = tuple[Fraction, dict[tuple[str, int], int]]


def _shift(name: str, low: Fraction | None, high: Fraction | None) -> _Shift:
    """A name as a number plus columns that are 0 or more."""
    if low is not None:
        return low, {(name, 1): 1}
    if high is not None:
        return high, {(name, -1): -1}
    return _ZERO, {(name, 1): 1, (name, -1): -1}


def _along(sums: Linear, shifts: Mapping[str, _Shift]) -> tuple[Fraction, dict[tuple[str, int], Fraction]]:
    base = _ZERO
    across: dict[tuple[str, int], Fraction] = {}
    for name, number in sums.items():
        origin, parts = shifts[name]
        base += number * origin
        for column, sign in parts.items():
            across[column] = across.get(column, _ZERO) + sign * number
    return base, across


def _simplex(
    table: list[list[Fraction]], limits: list[Fraction], objective: list[Fraction]
) -> list[Fraction] | Unbounded | None:
    """Maximise objective x over table x <= limits, x >= 0. Columns 0.. are x, then one slack a row, then one helper."""
    count, rows = len(objective), len(table)
    helper = count + rows
    body = [
        [*row, *(_ONE if other == at else _ZERO for other in range(rows)), -_ONE, limit]
        for at, (row, limit) in enumerate(zip(table, limits, strict=True))
    ]
    basis = list(range(count, helper))
    if rows and min(limits) < 0:
        worst = min(range(rows), key=limits.__getitem__)
        goal = [_ZERO] * helper + [_ONE, _ZERO]
        _pivot(body, basis, goal, worst, helper)
        _climb(body, basis, goal, helper + 1)
        if any(column == helper and row[-1] > 0 for column, row in zip(basis, body, strict=True)):
            return None
        _drive_out(body, basis, goal, helper)
    goal = [-number for number in objective] + [_ZERO] * (rows + 2)
    for row, column in enumerate(basis):
        if goal[column]:
            goal[:] = [a - goal[column] * b for a, b in zip(goal, body[row], strict=True)]
    if not _climb(body, basis, goal, helper):
        return Unbounded()
    found = [_ZERO] * count
    for row, column in enumerate(basis):
        if column < count:
            found[column] = body[row][-1]
    return found


def _climb(body: list[list[Fraction]], basis: list[int], goal: list[Fraction], columns: int) -> bool:
    """Pivot until no column improves; False where the goal has no end."""
    while True:
        entering = next((column for column in range(columns) if goal[column] < 0), None)
        if entering is None:
            return True
        ratios = [
            (row[-1] / row[entering], basis[at], at) for at, row in enumerate(body) if row[entering] > 0
        ]
        if not ratios:
            return False
        _pivot(body, basis, goal, min(ratios)[2], entering)


def _drive_out(body: list[list[Fraction]], basis: list[int], goal: list[Fraction], helper: int) -> None:
    """Let the helper leave the basis, where it stands at 0."""
    if helper in basis:
        at = basis.index(helper)
        column = next((column for column in range(helper) if body[at][column]), None)
        if column is not None:
            _pivot(body, basis, goal, at, column)


def _pivot(body: list[list[Fraction]], basis: list[int], goal: list[Fraction], at: int, column: int) -> None:
    by = body[at][column]
    body[at] = pivot = [number / by for number in body[at]]
    for row in [*(row for place, row in enumerate(body) if place != at), goal]:
        if times := row[column]:
            row[:] = [a - times * b if b else a for a, b in zip(row, pivot, strict=True)]
    basis[at] = column
