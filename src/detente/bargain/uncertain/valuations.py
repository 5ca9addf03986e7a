"""Valuations as whole numbers, all of a block at once: what `numbers_of` does for one domain.

Each party has a grid of its own. Figures that are given as points stand on it exactly, so that what is equal for every
valuation stays equal; drawn figures are rounded to it, by less than one part in 2**50 of the party's largest worth.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.domain import Brought, Domain, written
from detente.bargain.linked import are_allowed, every_choice, groups_of
from detente.bargain.numbers import MOST, Numbers, limited
from detente.bargain.uncertain.known import NO_DEAL, REST
from detente.errors import CannotCount

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.uncertain.drawing import Source

    Ints = NDArray[np.int64]

FINE: Final = 50
_MOST_BITS: Final = 60
MOST_JOINT: Final = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """A block of n valuations on the grids.

    `base`: shape (n, parties); `worth[i]`: (n, options of issue i, parties); `factors`: the issues of a scope and
    (n, options of each..., parties); `no_deal`: (n, parties), with `has_no_deal` saying for whom it counts.
    """

    base: Ints
    worth: tuple[Ints, ...]
    factors: tuple[tuple[tuple[int, ...], Ints], ...]
    no_deal: Ints
    has_no_deal: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.base)

    def cut(self, places: slice) -> Tables:
        """Some of the valuations."""
        return Tables(
            self.base[places],
            tuple(one[places] for one in self.worth),
            tuple((scope, one[places]) for scope, one in self.factors),
            self.no_deal[places],
            self.has_no_deal,
        )

    def of(self, chosen: Sequence[int]) -> Ints:
        """The worth of one package in every valuation, shape (n, parties)."""
        found = self.base.copy()
        for worth, place in zip(self.worth, chosen, strict=True):
            found += worth[:, place]
        for scope, worth in self.factors:
            found += np.moveaxis(worth, 0, -2)[tuple(chosen[issue] for issue in scope)]
        return found


def tables_of(numbers: Numbers) -> Tables:
    """One valuation: the numbers of a domain as they are, without no-deal worths."""
    parties = len(numbers.parties)
    return Tables(
        numbers.base[None],
        tuple(one[None] for one in numbers.worth),
        tuple((factor.scope, factor.worth[None]) for factor in numbers.factors),
        np.zeros((1, parties), np.int64),
        np.zeros(parties, np.bool_),
    )


class Template:
    """Knows where each drawn figure goes."""

    def __init__(self, domain: Domain, numbers: Numbers, sources: Mapping[str, Source]) -> None:
        self.numbers = numbers
        self.grids = [_Grid(domain, source) for source in sources.values()]
        columns = [{name: at for at, name in enumerate(source.names)} for source in sources.values()]
        issues = list(domain.issues.items())
        self.own = [
            np.array(
                [[at.get(written((issue, option)), -1) for at in columns] for option in options], np.intp
            )
            for issue, options in issues
        ]
        self.brought = [
            (
                np.array([at.get(one.obligation, -1) for at in columns], np.intp),
                tuple(sorted(numbers.issues.index(issue) for issue in one.issues)),
                _where(domain, one),
            )
            for one in domain.brought
        ]
        self.rest = np.array([at.get(REST, -1) for at in columns], np.intp)
        self.no_deal = np.array([at.get(NO_DEAL, -1) for at in columns], np.intp)
        self.scopes = [factor.scope for factor in numbers.factors]

    def tables(self, values: Sequence[NDArray[np.float64]]) -> Tables:
        """Tables of a block; `values[p]` has shape (n, names of party p)."""
        grid = [one.on(block) for one, block in zip(self.grids, values, strict=True)]
        factors = [
            np.zeros(
                (len(grid[0]), *(len(self.numbers.options[issue]) for issue in scope), len(grid)), np.int64
            )
            for scope in self.scopes
        ]
        worth = [_taken(grid, places) for places in self.own]
        base = _taken(grid, self.rest[None, :])[:, 0]
        for columns, scope, mask in self.brought:
            each = _taken(grid, columns[None, :])[:, 0]
            if not scope:
                base += each
                continue
            table = worth[scope[0]] if len(scope) == 1 else factors[self.scopes.index(scope)]
            table += mask[None, ..., None] * each.reshape(len(each), *(1 for _ in scope), -1)
        no_deal = _taken(grid, self.no_deal[None, :])[:, 0]
        return Tables(
            base, tuple(worth), tuple(zip(self.scopes, factors, strict=True)), no_deal, self.no_deal >= 0
        )


def _taken(grid: Sequence[Ints], places: NDArray[np.intp]) -> Ints:
    """Columns of each party, shape (n, rows of places, parties); -1 takes the last column, which is 0."""
    return np.stack([block[:, places[:, party]] for party, block in enumerate(grid)], axis=2)


def _where(domain: Domain, one: Brought) -> NDArray[np.bool_]:
    """For which options of its issues, in the order of the file, an obligation is there."""
    issues = [issue for issue in domain.issues if issue in one.issues]
    labels = [domain.issues[issue] for issue in issues]
    found = np.zeros([len(options) for options in labels], np.bool_)
    for cell in product(*(range(len(options)) for options in labels)):
        chosen = {issue: options[at] for issue, options, at in zip(issues, labels, cell, strict=True)}
        found[cell] = one.is_in(chosen)
    return found


class _Grid:
    """The whole numbers of one party."""

    def __init__(self, domain: Domain, source: Source) -> None:
        self.names = source.names
        fixed = source.region.fixed
        extent = {name: abs(figure) for name, figure in fixed.items()}
        for piece in source.region.pieces:
            for name, low, high in zip(piece.names, piece.low, piece.high, strict=True):
                extent[name] = max(abs(low), abs(high))
        self.step = _step([figure for figure in fixed.values() if figure], _most(domain, extent))
        rounding = math.ceil if NO_DEAL in fixed else round
        self.fixed = {
            name: rounding(figure / self.step) if name == NO_DEAL else round(figure / self.step)
            for name, figure in fixed.items()
        }

    def on(self, values: NDArray[np.float64]) -> Ints:
        """Shape (n, names + 1): the last column is 0."""
        found = np.zeros((len(values), len(self.names) + 1), np.int64)
        found[:, :-1] = np.rint(np.clip(values / float(self.step), -float(2 * MOST), float(2 * MOST)))
        for at, name in enumerate(self.names):
            if name in self.fixed:
                found[:, at] = limited(self.fixed[name])
        return found


def _most(domain: Domain, extent: Mapping[str, Fraction]) -> Fraction:
    """No package is worth more than this, nor less than it below 0."""
    groups = [[written((issue, option)) for option in options] for issue, options in domain.issues.items()]
    groups += [[one.obligation] for one in domain.brought] + [[REST]]
    zero = Fraction(0)
    return sum((max((extent.get(name, zero) for name in group), default=zero) for group in groups), zero)


def _step(figures: Sequence[Fraction], most: Fraction) -> Fraction:
    """A step of which all figures are multiples, divided by a power of two; or just a power of two."""
    wanted = most / 2**FINE if most else Fraction(1)
    power = Fraction(2.0 ** math.ceil(math.log2(wanted)))
    if not figures:
        return power
    below = math.lcm(*(figure.denominator for figure in figures))
    step = Fraction(math.gcd(*(int(figure * below) for figure in figures)), below)
    if most / step > 2**_MOST_BITS:
        return power / (1 << (_MOST_BITS - FINE))
    return step if step <= wanted else step / (1 << math.floor(math.log2(step / wanted)))


# --- issues that hang together ---


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Issues that hang together, and all allowed ways to choose their options: shape (ways, issues)."""

    issues: tuple[int, ...]
    ways: Ints

    def points(self, tables: Tables) -> Ints:
        """What each way is worth, shape (n, ways, parties), without the base."""
        place = {issue: column for column, issue in enumerate(self.issues)}
        found = np.zeros((len(tables), len(self.ways), tables.base.shape[1]), np.int64)
        for issue, column in place.items():
            found += tables.worth[issue][:, self.ways[:, column]]
        for scope, worth in tables.factors:
            if scope[0] in place:
                at = tuple(self.ways[:, place[issue]] for issue in scope)
                found += np.moveaxis(np.moveaxis(worth, 0, -2)[at], 0, 1)
        return found


def joints(numbers: Numbers, *, whole: bool) -> list[Joint]:
    """The issues in groups that do not depend on each other; with `whole`, all in one.

    Raises:
        CannotCount: more than 200,000 combinations of issues that hang together.
    """
    groups = [tuple(range(len(numbers.issues)))] if whole else groups_of(numbers)
    return [Joint(issues, _ways(numbers, issues)) for issues in groups]


def _ways(numbers: Numbers, issues: Sequence[int]) -> Ints:
    options = [np.flatnonzero(numbers.allowed[issue]) for issue in issues]
    count = math.prod(len(one) for one in options)
    if count > MOST_JOINT:
        named = ", ".join(
            [*(f"`{numbers.issues[issue]}`" for issue in issues[:6]), *(["..."] if issues[6:] else [])]
        )
        raise CannotCount(
            f"{len(issues)} issues hang together ({named}) with {count:,} combinations of options; shares of "
            f"valuations are counted for at most {MOST_JOINT:,}.",
            help="leave the shares out, or let fewer options depend on each other",
        )
    ways = every_choice(options)
    return ways[are_allowed(numbers, issues, ways)]
