"""The best of the packages that hold within a budget, and what further guarantees buy in joint gain."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from detente.bargain.exact import fraction_of
from detente.bargain.solutions import solutions_of
from detente.bargain.solutions.largest import SMALLEST, SUM, Rule, largest
from detente.bargain.solutions.saying import NAMES
from detente.desk.bundles import brings, united
from detente.desk.held import Best, BestWithin, Bundle, HeldPackage, Step, TradeOff
from detente.errors import CannotCount, UnknownName

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.domain import Domain
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.numbers import Numbers
    from detente.bargain.results import Package
    from detente.deal.package import Condition

Budget: TypeAlias = float | Mapping[str, float]
_NEEDED: Final = "sum of the least further guarantees, at the worst of the values"
_NEEDED_SHARE: Final = (
    "largest share of its best possible gain that a party needs as further guarantee, at the worst"
)
_GAINED: Final = "largest sum of gains"
_GAINED_SHARE: Final = "largest smallest share of the best possible gain"


@dataclass(frozen=True, eq=False)
class Choosing:
    """What is needed to compare packages: the numbers of a domain, and the bundles that were looked at.

    `reference`: what gains are measured from, on the grid. `conditions`: what hangs on options. `complete`: these are
    all bundles.
    """

    domain: Domain
    numbers: Numbers
    reference: tuple[int, ...]
    conditions: Mapping[str, Condition]
    bundles: tuple[Bundle, ...] = field(repr=False)
    complete: bool = True

    @cached_property
    def everything(self) -> Frontier | None:
        """The undominated packages whatever they bring; None where no package gives everybody its no-deal worth."""
        some = [bundle.frontier for bundle in self.bundles if len(bundle.frontier)]
        return united(some) if some else None

    @cached_property
    def ideal(self) -> tuple[int, ...]:
        """What the best acceptable package is worth to each party, on the grid."""
        if self.everything is None:
            return self.reference
        return tuple(int(most) for most in self.everything.above.max(axis=0))

    @cached_property
    def _undominated(self) -> frozenset[tuple[int, ...]]:
        return (
            frozenset(map(tuple, self.everything.points.tolist()))
            if self.everything is not None
            else frozenset()
        )

    @cached_property
    def _by_brings(self) -> dict[tuple[str, ...], Bundle]:
        return {bundle.brings: bundle for bundle in self.bundles}

    def bundle_of(self, options: Mapping[str, str]) -> Bundle | None:
        """The bundle of a package, if it was looked at."""
        return self._by_brings.get(brings(self.conditions, options))

    def held(self, package: Package, bundle: Bundle) -> HeldPackage:
        """A package with what is known of it."""
        point = self.numbers.point(self.numbers.places(package.options)).tolist()
        accepted = all(
            limit is None or number >= limit
            for number, limit in zip(point, self.numbers.no_deal, strict=True)
        )
        return HeldPackage(
            package=package,
            bundle=bundle,
            accepted=accepted,
            undominated=accepted and self._is_undominated(tuple(point)),
            is_draft=dict(package.options) == dict(self.domain.draft),
        )

    def _is_undominated(self, point: tuple[int, ...]) -> bool | None:
        """Whether an accepted package is on the frontier of `bargain`; None where that is not known."""
        every = self.everything
        if every is not None and every.exact and self.complete:
            return point in self._undominated
        gains = None if every is None else every.points - np.array(point, np.int64)
        if gains is not None and ((gains >= 0).all(axis=1) & (gains > 0).any(axis=1)).any():
            return False
        return None

    # --- within a budget ---

    def best(self, budget: Budget) -> BestWithin:
        """See `PackagesThatHold.best_within`."""
        self._refuse(budget)
        fit = [bundle for bundle in self.bundles if fits(bundle, budget)]
        some = [bundle.frontier for bundle in fit if len(bundle.frontier)]
        if not some:
            return BestWithin(budget, dict.fromkeys(NAMES), len(fit), tuple(self._why_none(budget)))
        found = solutions_of(self.domain, united(some), reference=self.reference, ideal=self.ideal)
        best = {
            name: None if one is None else Best(one, tuple(self._all_held(one.packages)))
            for name, one in found.solutions.items()
        }
        return BestWithin(budget, best, len(fit), found.notes)

    def _all_held(self, packages: Iterable[Package]) -> Iterator[HeldPackage]:
        for package in packages:
            bundle = self.bundle_of(package.options)
            if bundle is not None:
                yield self.held(package, bundle)

    def _why_none(self, budget: Budget) -> Iterator[str]:
        if self.everything is None:
            none = "No package gives" if self.complete else "No package was found that gives"
            yield f"{none} every party at least what it has without a deal."
            return
        if any(len(bundle.frontier) and may_fit(bundle, budget) for bundle in self.bundles):
            yield (
                "Whether the deal holds within this budget with a package that gives every party its no-deal worth "
                "cannot be said: it hangs on values that are not known, or on what the text leaves open."
            )
            return
        if not self.complete:
            yield (
                "With no package that was looked at and gives every party its no-deal worth does the deal hold within "
                "this budget."
            )
            return
        yield "With no package that gives every party its no-deal worth does the deal hold within this budget."

    def _refuse(self, budget: Budget) -> None:
        if isinstance(budget, Mapping):
            for party, amount in budget.items():
                if party not in self.domain.parties:
                    raise UnknownName.among("party with values called", party, self.domain.parties)
                _refuse_amount(amount)
            return
        _refuse_amount(budget)
        if budget and self.domain.shared_unit is None:
            raise CannotCount(
                "The parties share no unit, so that one budget cannot be divided between them.",
                help="give a budget by party, each in its own unit",
            )

    # --- guarantees against gains ---

    def trade_off(self) -> TradeOff:
        """See `PackagesThatHold.trade_off`."""
        shared = self.domain.shared_unit
        points = [point for bundle in self.bundles if (point := self._point(bundle)) is not None]
        steps: list[Step] = []
        best: Fraction | None = None
        for guarantee, gain, package, bundle in sorted(points, key=lambda one: (one[0], -one[1])):
            if best is None or gain > best:
                best = gain
                steps.append(Step(float(guarantee), float(gain), self.held(package, bundle)))
        if shared is None:
            return TradeOff(tuple(steps), _NEEDED_SHARE, _GAINED_SHARE, None)
        return TradeOff(tuple(steps), _NEEDED, _GAINED, shared)

    def step_of(self, bundle: Bundle) -> Step | None:
        """A bundle by itself, on the scales of the trade-off: what it needs, and the most that is gained with it."""
        point = self._point(bundle)
        return None if point is None else Step(float(point[0]), float(point[1]), self.held(point[2], bundle))

    def step_at(self, held: HeldPackage) -> Step | None:
        """One package on the scales of the trade-off; None where somebody gets less than gains are measured from."""
        needed = self._needed(held.bundle)
        point = self.numbers.point(self.numbers.places(held.package.options))
        over = (point - self.reference)[None, :]
        if needed is None or not (over >= 0).all() or not self._places:
            return None
        _, gain = largest(*self._measured(over))
        return Step(float(needed), float(gain), held)

    def _point(self, bundle: Bundle) -> tuple[Fraction, Fraction, Package, Bundle] | None:
        """What a bundle needs and the most that a package with it gains; None where either has no number."""
        needed = self._needed(bundle)
        over = bundle.frontier.points - self.reference
        rows = (over >= 0).all(axis=1)
        if needed is None or not rows.any() or not self._places:
            return None
        points = bundle.frontier.points[rows]
        largest_rows, gain = largest(*self._measured(over[rows]))
        (package,) = bundle.frontier.labelled(bundle.frontier.in_file_order(points[largest_rows])[:1])
        return needed, gain, package, bundle

    def _measured(self, over: NDArray[np.int64]) -> tuple[Rule, NDArray[np.int64], list[Fraction]]:
        """How gains on the grid, shape (points, parties), count together, with those of the parties that count."""
        places = self._places
        if self.domain.shared_unit is not None:
            return SUM, over[:, list(places)], [self.numbers.step[at] for at in places]
        weights = [Fraction(1, self.ideal[at] - self.reference[at]) for at in places]
        return SMALLEST, over[:, list(places)], weights

    @property
    def _places(self) -> tuple[int, ...]:
        """The places of the parties whose gains count: all for a sum, for shares those that can gain."""
        every = range(len(self.reference))
        if self.domain.shared_unit is not None:
            return tuple(every)
        return tuple(at for at in every if self.ideal[at] > self.reference[at])

    def _needed(self, bundle: Bundle) -> Fraction | None:
        if bundle.holds is True:
            return Fraction(0)
        needs = {party: _exact(need.high) for party, need in bundle.needs.items()}
        if self.domain.shared_unit is not None:
            return (
                None
                if None in needs.values()
                else sum((n for n in needs.values() if n is not None), Fraction(0))
            )
        shares = [Fraction(0)]
        for at, party in enumerate(self.domain.parties):
            need = needs.get(party, Fraction(0))
            most = (self.ideal[at] - self.reference[at]) * self.numbers.step[at]
            if need is None or (need and most <= 0):
                return None
            shares.append(need / most if need else Fraction(0))
        return max(shares)


def fits(bundle: Bundle, budget: Budget) -> bool:
    """Whether the deal with a bundle holds with further guarantees within a budget."""
    if bundle.holds is True:
        return True
    needs = {party: _exact(need.high) for party, need in bundle.needs.items()}
    if isinstance(budget, Mapping):
        return all(
            need is not None and need <= fraction_of(budget.get(party, 0)) for party, need in needs.items()
        )
    known = [need for need in needs.values() if need is not None]
    return len(known) == len(needs) and sum(known, Fraction(0)) <= fraction_of(budget)


def may_fit(bundle: Bundle, budget: Budget) -> bool:
    """Whether the deal with a bundle holds within a budget, or may hold for all that is known."""
    if fits(bundle, budget):
        return True
    least = {party: _exact(need.low) or Fraction(0) for party, need in bundle.needs.items()}
    if isinstance(budget, Mapping):
        enough = all(need <= fraction_of(budget.get(party, 0)) for party, need in least.items())
        given = any(budget.values())
    else:
        enough = sum(least.values(), Fraction(0)) <= fraction_of(budget)
        given = bool(budget)
    return enough and (given or bundle.holds is None)


def _exact(number: float | None) -> Fraction | None:
    return None if number is None else fraction_of(number)


def _refuse_amount(amount: object) -> None:
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not 0 <= amount < math.inf:
        raise CannotCount(f"A budget of {amount} cannot be given.", help="write a number from 0")
