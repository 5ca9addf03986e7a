"""What can be said of a party's tests for every value within its bounds, decided by exact linear programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from detente.deal.worth import UNKNOWN
from detente.hold.shares._linear import Program
from detente.hold.shares.valuations import Bound, ExactRow, Linear, Tests, Value, exact_rows, extent, orders

ZERO, ONE = Fraction(0), Fraction(1)
MARGIN, GAIN, OTHER = "\0margin", "\0gain", "\0other "  # names of our own beside those of the file


@dataclass(frozen=True)
class Settled:
    """One party's values and tests, ready for questions about all valuations at once.

    `known` are values whose distribution is known (points, ranges, sizes drawn from a ranking), `free` the others that
    bear on a row. With `strictly`, every ranking restricts and ranked sizes are above 0; without it, a ranking of given
    figures alone does not restrict them.
    """

    tests: Tests
    strictly: bool = False

    @cached_property
    def rows(self) -> tuple[ExactRow, ...]:
        """The rows in exact numbers, points folded into the constants."""
        return exact_rows(self.tests)

    @cached_property
    def values(self) -> dict[str, Value]:
        """The values by name, also those that only stand in a ranking."""
        names = self.tests.by_name
        for ranking in self.tests.rankings:
            for name in (name for place in ranking.places for name in place):
                names.setdefault(name, Value(name, UNKNOWN, 1))
        return names

    @cached_property
    def links(self) -> tuple[Linear, ...]:
        """What the rankings say in terms of values (a size is its value times its sign): each sum is 0 or more.

        What ranks the size of a value that may have either sign is left out, which only widens what is possible.
        """
        found = []
        for ranking in self.tests.rankings:
            for sums in orders(ranking):
                signs = {name: side(self.values[name]) for name in sums}
                if all(signs.values()) and (self.strictly or any(self.unknown(name) for name in sums)):
                    found.append({name: signs[name] * number for name, number in sums.items()})
        return tuple(found)

    def unknown(self, name: str) -> bool:
        """Whether a value has no bounds of its own."""
        return self.values[name].worth.is_unknown

    @cached_property
    def ranked(self) -> tuple[str, ...]:
        """The values of the party that are drawn from its rankings: none where figures stand beside them.

        A ranking gives sizes without a unit, so they can be drawn only where no figure bears on the same rows.
        """
        names = dict.fromkeys(name for r in self.tests.rankings for place in r.places for name in place)
        if not all(self.unknown(name) for name in names):
            return ()
        for row in self.live:
            touched = [name for name in row.coefficients if name in names]
            if touched and (row.constant or not all(self.unknown(name) for name in row.coefficients)):
                return ()
        return tuple(names)

    @cached_property
    def free(self) -> tuple[str, ...]:
        """The values that bear on a row that could gain and have no known distribution."""
        used = {name for row in self.live for name in row.coefficients}
        drawn = {name for name in self.ranked if side(self.values[name])}
        return tuple(
            name for name in self.values if name in used and self.unknown(name) and name not in drawn
        )

    @cached_property
    def linked(self) -> bool:
        """Whether a ranking ties a free value to anything, so that it cannot be looked at alone."""
        return any(name in sums for sums in self.links for name in self.free)

    @cached_property
    def bounds(self) -> dict[str, Bound]:
        """The least and the greatest of each value."""
        return {name: value.bounds for name, value in self.values.items()}

    @cached_property
    def extents(self) -> tuple[Bound, ...]:
        """The least and the greatest gain of each row within the bounds alone."""
        return tuple(extent(row, self.bounds) for row in self.rows)

    @cached_property
    def live(self) -> tuple[ExactRow, ...]:
        """The rows whose gain is above 0 for some values within the bounds alone."""
        rows = zip(self.rows, self.extents, strict=True)
        return tuple(row for row, (_, high) in rows if high is None or high > 0)

    def always(self) -> bool:
        """Whether no row gains, whatever the values are."""
        tied = {name for sums in self.links for name in sums}
        for row in self.live:
            if not tied.intersection(row.coefficients):
                return False
            program = self._program(self._names([row]))
            if _above_zero(program, row.coefficients, row.constant):
                return False
        return True

    def never(self) -> bool:
        """Whether some row gains, whatever the values are (where rankings hold strictly)."""
        if any(low is not None and low > 0 for low, _ in self.extents):
            return True
        if not self.links and self._holds_nominally():
            return False
        program = self._program(self._names(self.live), strict=True)
        program.rows = [(row.coefficients, -row.constant) for row in self.live]
        best = program.most({MARGIN: ONE})
        return best is None or best[0] <= 0

    def _holds_nominally(self) -> bool:
        """Whether no row gains at the nominal valuation: a quick proof that some valuation holds."""
        at = {name: value.nominal or ZERO for name, value in self.values.items()}
        return all(
            sum((number * at[name] for name, number in row.coefficients.items()), row.constant) <= 0
            for row in self.live
        )

    def open(self) -> bool:
        """Whether, for some values of what is known, a free value decides."""
        affected = [row for row in self.live if any(name in row.coefficients for name in self.free)]
        if not affected:
            return False
        program = self._program(self._names(self.live))
        program.rows = [(row.coefficients, -row.constant) for row in self.live]
        self._double(program)
        for row in affected:
            sums = self._renamed(row.coefficients)
            if _above_zero(replace(program, bounds=dict(program.bounds)), sums, row.constant):
                return True
        return False

    def _double(self, program: Program) -> None:
        """Add a second copy of every free value to a program, tied in the same way to what is known."""
        for name in self.free:
            program.bounds[OTHER + name] = program.bounds[name]
        program.always += [
            (self._renamed(sums), bound)
            for sums, bound in program.always
            if any(name in sums for name in self.free)
        ]

    def _renamed(self, sums: Linear) -> dict[str, Fraction]:
        return {OTHER + name if name in self.free else name: number for name, number in sums.items()}

    def _names(self, rows: Iterable[ExactRow]) -> dict[str, None]:
        """The values in the rows, and all that rankings tie to them."""
        names = dict.fromkeys(name for row in rows for name in row.coefficients)
        for sums in self.links:
            names.update(dict.fromkeys(sums))
        return names

    def _program(self, names: Collection[str], strict: bool = False) -> Program:
        """Bounds and rankings of the named values; `strict` adds the margin by which the rankings hold, at most 1."""
        bounds: dict[str, Bound] = {name: self.bounds[name] for name in names}
        sums: list[Mapping[str, Fraction]] = list(self.links)
        if strict:
            bounds[MARGIN] = (None, ONE)
            sums += [{n: ONE * side(self.values[n])} for n in self._sized() if n in bounds]
        pad = {MARGIN: ONE} if strict else {}
        always: list[tuple[Linear, Fraction]] = [
            ({**{n: -number for n, number in one.items()}, **pad}, ZERO) for one in sums
        ]
        return Program(bounds, always)

    def _sized(self) -> list[str]:
        """The unknown values that a ranking says to have a size, where their sign is known."""
        names = dict.fromkeys(name for sums in self.links for name in sums)
        return [name for name in names if self.unknown(name)]


def side(value: Value) -> int:
    """The sign that a value surely has: from its bounds, or as told; 0 where it may have either."""
    low, high = value.bounds
    if low is not None and low >= 0:
        return 1
    return -1 if high is not None and high <= 0 else 0


def _above_zero(program: Program, sums: Linear, constant: Fraction) -> bool:
    """Whether a sum plus a constant can be above 0 within a program."""
    program.bounds[GAIN] = (None, ONE)
    program.always = [*program.always, ({GAIN: ONE, **{n: -number for n, number in sums.items()}}, constant)]
    best = program.most({GAIN: ONE})
    return best is not None and best[0] > 0
