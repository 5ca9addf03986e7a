"""Asking a deal package by package: which sets of obligations there are, and what `hold` says of each."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from detente.bargain.exact import fraction_of
from detente.bargain.frontier.eliminate import Limits
from detente.bargain.numbers import numbers_of
from detente.bargain.reference import reference_of
from detente.bargain.results import Package
from detente.deal.course import course_of
from detente.deal.model import in_words
from detente.deal.package import brought_by, deal_with, guarantees_brought_by
from detente.desk.bundles import Way, brings, frontier_within, nothing, united, ways_of
from detente.desk.choosing import Choosing
from detente.desk.held import Bundle, HeldPackage
from detente.hold.results import Interval
from detente.hold.run import hold

if TYPE_CHECKING:
    from detente.bargain.domain import Domain
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.numbers import Numbers
    from detente.deal.model import Deal
    from detente.deal.package import Condition

_LOOKED_THROUGH: Final = 100_000
"""A space of so many packages is looked through for those that can be listed one by one."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The sets of obligations that were looked at, whether these are all, and sentences on what is left out."""

    bundles: tuple[Bundle, ...]
    complete: bool
    notes: tuple[str, ...]


class Asking:
    """One question: the numbers of the domain, and what was found so far."""

    def __init__(self, deal: Deal, domain: Domain, most: int, deadline: float | None) -> None:
        self.deal, self.domain, self.deadline = deal, domain, deadline
        self.numbers: Numbers = numbers_of(domain)
        self.reference, self.measured_from = reference_of(domain, self.numbers, deadline)
        self.conditions: dict[str, Condition] = {
            label: condition
            for label, condition in (brought_by(deal) | guarantees_brought_by(deal)).items()
            if set(condition.issues) <= set(domain.issues)
        }
        self.choosing = Choosing(domain, self.numbers, self.reference, self.conditions, ())
        self.few = self._few(most)
        self.notes: list[str] = []

    def _few(self, most: int) -> list[dict[str, str]] | None:
        """Every package that no statement leaves out, where these are few."""
        if self.domain.packages > _LOOKED_THROUGH:
            return None
        spaces = product(*(range(len(options)) for options in self.numbers.options))
        allowed = (self.numbers.package(places) for places in spaces if self.numbers.is_allowed(places))
        found = list(islice(allowed, most + 1))
        return found if len(found) <= most else None

    @property
    def _draft(self) -> dict[str, str] | None:
        draft = dict(self.domain.draft)
        return draft if set(draft) == set(self.domain.issues) else None

    # --- the sets of obligations ---

    def looked(self) -> Looked:
        """Ask of every set of obligations, that of the draft first."""
        ways, count = ways_of(self.conditions, self.domain.issues)
        groups: dict[tuple[str, ...], list[Way]] = {}
        for way in ways:
            groups.setdefault(brings(self.conditions, way.example), []).append(way)
        wanted = self._wanted()
        drafted = brings(self.conditions, self._draft) if self._draft is not None else None
        found: dict[tuple[str, ...], Bundle] = {}
        looked = 0
        for key in sorted(groups, key=lambda one: one != drafted):
            if looked and self._is_late():
                break
            frontier = self._frontier(groups[key])
            if len(frontier) or key in wanted:
                found[key] = self._bundle(key, groups[key][0], frontier)
            looked += 1
        complete = looked == len(groups) and len(ways) == count
        notes = [*self.notes, *self._left(looked, len(groups), len(ways), count)]
        return Looked(tuple(found[key] for key in groups if key in found), complete, tuple(notes))

    def _wanted(self) -> set[tuple[str, ...]]:
        packages = [*(self.few or ()), *([self._draft] if self._draft is not None else ())]
        return {brings(self.conditions, package) for package in packages}

    def _is_late(self) -> bool:
        return self.deadline is not None and time.monotonic() >= self.deadline

    def _left(self, looked: int, groups: int, ways: int, count: int) -> Iterator[str]:
        unknown = [f"`{one}`" for one in brought_by(self.deal) if one not in self.conditions]
        if unknown:
            yield f"In no package, since an issue that it hangs on has no options filled in: {in_words(unknown)}."
        if ways < count:
            yield (
                f"Options that bring obligations can be put together in {count:,} ways; the first {ways:,} in the "
                "order of the file were looked at."
            )
        if looked < groups:
            yield f"Time was over: {looked} of {groups} sets of obligations were looked at, that of the draft first."

    def _frontier(self, ways: Iterable[Way]) -> Frontier:
        limits = Limits(deadline=self.deadline)
        every = [one for way in ways if (one := frontier_within(self.numbers, way, limits)) is not None]
        some = [one for one in every if len(one) or not one.exact]
        return united(some) if some else nothing(self.numbers)

    def _bundle(self, key: tuple[str, ...], way: Way, frontier: Frontier) -> Bundle:
        made = deal_with(self.deal, way.example)
        cycle = next((one for one in course_of(made).cycles if not one.readings), None)
        if cycle is not None:
            circle = " -> ".join(cycle.ids)
            self.notes.append(f"With {_named(key)} acts wait for each other, and none is ever due: {circle}.")
            none = {party: Interval(None, None) for party in self.domain.parties}
            return Bundle(key, None, none, None, (), frontier)
        left = None if self.deadline is None else max(0.0, self.deadline - time.monotonic())
        found = hold(made, time_limit=left)
        needs = {party: need.least for party, need in found.guarantees.items()}
        stopping = dict.fromkeys((point.party, point.next or "") for point in found.stopping)
        total = _total(needs.values()) if self.domain.shared_unit is not None else None
        return Bundle(key, found.holds, needs, total, tuple(stopping), frontier)

    # --- packages one by one ---

    def listed_with(self, choosing: Choosing) -> tuple[HeldPackage, ...] | None:
        """Every package, where they are few."""
        if self.few is None:
            return None
        return tuple(one for package in self.few if (one := self._held(choosing, package)) is not None)

    def draft_with(self, choosing: Choosing) -> HeldPackage | None:
        """The draft, where it names every issue."""
        return None if self._draft is None else self._held(choosing, self._draft)

    def _held(self, choosing: Choosing, options: Mapping[str, str]) -> HeldPackage | None:
        bundle = choosing.bundle_of(options)
        if bundle is None:
            return None
        worth = self.numbers.in_units(self.numbers.point(self.numbers.places(options)).tolist())
        return choosing.held(Package(options, worth), bundle)


def _named(key: tuple[str, ...]) -> str:
    return in_words([f"`{label}`" for label in key]) or "nothing that hangs on options"


def _total(needs: Iterable[Interval]) -> Interval:
    every = list(needs)
    return Interval(_sum(need.low for need in every), _sum(need.high for need in every))


def _sum(numbers: Iterable[float | None]) -> float | None:
    total = Fraction(0)
    for number in numbers:
        if number is None:
            return None
        total += fraction_of(number)
    return float(total)
