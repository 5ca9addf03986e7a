"""The numbers of a domain: whole numbers on a grid of its own for each party, so that ties are ties.

Worths are read as the decimals that the file writes. Where a grid of decimals would be too fine for 64 bits, a grid of
powers of two is taken, and `rounding` says by how much a package may be off.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, product
from typing import TYPE_CHECKING, Final

from detente.bargain.domain import Domain, written
from detente.bargain.exact import fraction_of
from detente.bargain.nogoods import Ban, masks_of, nogoods_of
from detente.deal.worth import Worth
from detente.errors import CannotCount

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST: Final = 2**61
"""No sum over a package is larger on the grid, so that sums and differences of two of them fit in 64 bits."""
FITS: Final = 2**62
"""Counts of packages below this are kept in 64 bits, others as whole numbers of Python."""
MOST_APART: Final = 2**20
"""So many times as large as all worths together a worth without a deal may be, where the grid has to be rounded."""
MOST_OPTIONS: Final = 100_000
MOST_CELLS: Final = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Factor:
    """Worth that hangs on several issues together.

    `scope`: places of the issues; `worth`: int64, shape (options of each issue in scope..., parties).
    """

    scope: tuple[int, ...]
    worth: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """A domain as whole numbers.

    `step[p]`: what 1 on the grid is worth to party p, in its unit. `base[p]`: the rest of the deal. `worth[i]`: int64,
    shape (options of issue i, parties). `allowed[i]`: bool, shape (options of issue i,). `bans`: places of issues and
    of options that cannot all be chosen together. `no_deal[p]`: on the grid, rounded up, or None. `rounding[p]`: by how
    much the worth of a package may differ from the numbers given, in the unit of p; 0 where the grid is exact.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    step: tuple[Fraction, ...]
    base: NDArray[np.int64]
    worth: tuple[NDArray[np.int64], ...]
    allowed: tuple[NDArray[np.bool_], ...]
    factors: tuple[Factor, ...]
    bans: tuple[Ban, ...]
    no_deal: tuple[int | None, ...]
    rounding: tuple[Fraction, ...]

    def in_units(self, point: Iterable[int]) -> dict[str, float]:
        """A point of the grid as worths in the parties' own units."""
        return {
            party: int(number) * step.numerator / step.denominator  # rounded once, as of the exact fraction
            for party, number, step in zip(self.parties, point, self.step, strict=True)
        }

    def package(self, chosen: Iterable[int]) -> dict[str, str]:
        """Labels for places of options."""
        return {
            issue: options[int(place)]
            for issue, options, place in zip(self.issues, self.options, chosen, strict=True)
        }

    def places(self, package: Mapping[str, str]) -> tuple[int, ...]:
        """Places for labels."""
        return tuple(
            options.index(package[issue]) for issue, options in zip(self.issues, self.options, strict=True)
        )

    def point(self, chosen: Iterable[int]) -> NDArray[np.int64]:
        """The worth of a package on the grid, shape (parties,)."""
        places = tuple(int(place) for place in chosen)
        found = self.base.copy()
        for worth, place in zip(self.worth, places, strict=True):
            found += worth[place]
        for factor in self.factors:
            found += factor.worth[tuple(places[issue] for issue in factor.scope)]
        return found

    def is_allowed(self, chosen: Iterable[int]) -> bool:
        """Whether nothing leaves this package out."""
        places = tuple(int(place) for place in chosen)
        if not all(ok[place] for ok, place in zip(self.allowed, places, strict=True)):
            return False
        return not any(
            all(places[issue] == option for issue, option in zip(issues, options, strict=True))
            for issues, options in self.bans
        )


def numbers_of(domain: Domain) -> Numbers:
    """The numbers of a domain all of whose worths are points.

    Raises:
        CannotCount: a worth is a range or not known, a number is not finite, or there are too many options.
    """
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    _refuse_sizes(domain)
    grids = [_grid(domain, party) for party in domain.parties]
    issues = tuple(domain.issues)
    options = tuple(domain.issues.values())
    place = {issue: at for at, issue in enumerate(issues)}
    worth = [np.zeros((len(labels), len(grids)), np.int64) for labels in options]
    for column, (party, grid) in enumerate(zip(domain.parties, grids, strict=True)):
        for at, issue in enumerate(issues):
            own = domain.own[party]
            worth[at][:, column] = [
                grid.on(own[issue, option]) if (issue, option) in own else 0 for option in options[at]
            ]
    factors = _brought(domain, grids, place, worth)
    allowed, bans = masks_of(map(len, options), nogoods_of(domain))
    return Numbers(
        parties=domain.parties,
        issues=issues,
        options=options,
        step=tuple(grid.step for grid in grids),
        base=np.array(
            [grid.on(domain.rest.get(p, Worth(0, 0))) for p, grid in zip(domain.parties, grids, strict=True)],
            np.int64,
        ),
        worth=tuple(worth),
        allowed=allowed,
        factors=factors,
        bans=bans,
        no_deal=tuple(
            None
            if (without := domain.no_deal.get(p)) is None
            else math.ceil(grid.number(without) / grid.step)
            for p, grid in zip(domain.parties, grids, strict=True)
        ),
        rounding=tuple(grid.rounding for grid in grids),
    )


def limited(number: int) -> int:
    """A limit on the grid, cut to what 64 bits hold: beyond every package a limit is a limit, however far."""
    return max(-2 * MOST, min(2 * MOST, number))


def _refuse_sizes(domain: Domain) -> None:
    for issue, options in domain.issues.items():
        refuse_options(issue, len(options))


def refuse_options(issue: str, count: int) -> None:
    """At most `MOST_OPTIONS` of one issue.

    Raises:
        CannotCount: there are more.
    """
    if count > MOST_OPTIONS:
        raise CannotCount(
            f"The issue `{issue}` has {count:,} options, and at most {MOST_OPTIONS:,} can be compared.",
            help="divide it into several issues, or take coarser steps",
        )


@dataclass(frozen=True, slots=True)
class _Grid:
    step: Fraction
    rounding: Fraction
    binary: bool = False

    def on(self, worth: Worth) -> int:
        """The number of steps, to the nearest."""
        number = self.number(worth)
        steps = number.numerator * self.step.denominator
        one = number.denominator * self.step.numerator
        return (2 * steps + one) // (2 * one)

    def number(self, worth: Worth) -> Fraction:
        """The number as it is written in decimals, or as 64 bits hold it."""
        return Fraction(worth.low) if self.binary else fraction_of(worth.low)


def _grid(domain: Domain, party: str) -> _Grid:
    """The finest grid that is needed, or the finest that fits."""
    groups = list(_groups(domain, party))
    for name, worth in ((name, worth) for group in groups for name, worth in group):
        _refuse_number(name, worth, domain.call(party))
    no_deal = domain.no_deal.get(party)
    if no_deal is not None:
        _refuse_number("no deal", no_deal, domain.call(party))
    numbers = [[fraction_of(worth.low) for _, worth in group] for group in groups if group]
    largest = sum((abs(max(group, key=abs)) for group in numbers), Fraction(0))
    without = Fraction(0) if no_deal is None else abs(fraction_of(no_deal.low))
    step = _common_step([*chain(*numbers), without])
    if (largest + without) / step <= MOST:
        return _Grid(step, Fraction(0))
    if without > MOST_APART * largest:
        raise CannotCount(
            f"{domain.call(party)}: what it has without a deal, {no_deal}, is too far from what packages are worth to "
            f"it (at most {float(largest):.6g}) to be compared with that exactly.",
            help="write a worth without a deal that is nearer, or worths with fewer digits",
        )
    step = Fraction(2) ** (math.ceil(math.log2(max(largest, without))) - 60)
    rounded = _Grid(step, Fraction(0), binary=True)
    off = sum(
        max(abs(rounded.number(worth) - rounded.on(worth) * step) for _, worth in group)
        for group in groups
        if group
    )
    return _Grid(step, Fraction(off), binary=True)


def _common_step(numbers: list[Fraction]) -> Fraction:
    """The largest step of which all numbers are multiples; 1 if all are 0."""
    denominator = math.lcm(*(number.denominator for number in numbers))
    steps = (number.numerator * (denominator // number.denominator) for number in numbers)
    return Fraction(math.gcd(*steps) or 1, denominator)


def _refuse_number(name: str, worth: Worth, party: str) -> None:
    if math.isfinite(worth.low) and worth.is_point:
        return
    said = (
        "is not a finite number"
        if math.isnan(worth.low) or worth.is_point
        else f"is `{worth}`, no single number"
    )
    raise CannotCount(f"{party}: the worth of {name} {said}.", help="give it one number")


def _groups(domain: Domain, party: str) -> Iterable[list[tuple[str, Worth]]]:
    """Named worths, of which a package has at most one of each group."""
    own = domain.own[party]
    for issue, options in domain.issues.items():
        yield [(f"`{written((issue, o))}`", own[issue, o]) for o in options if (issue, o) in own]
    for one in domain.brought:
        if party in one.worth:
            yield [(f"the obligation `{one.obligation}`", one.worth[party])]
    if party in domain.rest:
        yield [("the rest of the deal", domain.rest[party])]


def _brought(
    domain: Domain, grids: list[_Grid], place: Mapping[str, int], worth: list[NDArray[np.int64]]
) -> tuple[Factor, ...]:
    """Add what hangs on one issue to its options; what hangs on several stays a factor of its own."""
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    factors: dict[tuple[int, ...], NDArray[np.int64]] = {}
    for one in domain.brought:
        row = np.array(
            [
                grid.on(one.worth[party]) if party in one.worth else 0
                for party, grid in zip(domain.parties, grids, strict=True)
            ],
            np.int64,
        )
        scope = tuple(sorted(place[issue] for issue in one.issues))
        labels = [domain.issues[domain_issue] for domain_issue in (list(domain.issues)[at] for at in scope)]
        shape = tuple(len(options) for options in labels)
        if math.prod(shape) > MOST_CELLS:
            raise CannotCount(
                f"The obligation `{one.obligation}` hangs on {len(scope)} issues with {math.prod(shape):,} "
                f"combinations of options, and at most {MOST_CELLS:,} can be looked at.",
                help="let fewer options bring it",
            )
        table = (
            worth[scope[0]]
            if len(scope) == 1
            else factors.setdefault(scope, np.zeros((*shape, len(grids)), np.int64))
        )
        names = [list(domain.issues)[at] for at in scope]
        for cell in product(*(range(size) for size in shape)):
            chosen: dict[str, str] = {
                issue: options[at] for issue, options, at in zip(names, labels, cell, strict=True)
            }
            if one.is_in(chosen):
                table[cell] += row
    return tuple(Factor(scope, table) for scope, table in factors.items())
