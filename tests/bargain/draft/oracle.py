"""The diagnosis of a draft by listing every package, from the labels and worths of the domain alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.bargain.domain import Choice, Domain
from detente.bargain.frontier.frontier import Frontier
from detente.bargain.numbers import Numbers
from tests.bargain.domains import accepted, allowed_packages, undominated, worths_of

Gain = tuple[float, ...]
Found = list[tuple[dict[str, str], Gain]]


@dataclass(frozen=True)
class Listed:
    """Origins from a list of all packages."""

    groups: dict[tuple[int, ...], list[tuple[int, ...]]]

    def counts(self, points: NDArray[np.int64]) -> Sequence[int]:
        return [len(self.groups[tuple(point)]) for point in points.tolist()]

    def first(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.array([min(self.groups[tuple(point)]) for point in points.tolist()], np.int64)

    def all_of(self, point: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
        return iter(sorted(self.groups[tuple(point.tolist())]))


def listed_frontier(domain: Domain, numbers: Numbers, *, exact: bool = True) -> Frontier:
    groups: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for packages in undominated(domain).values():
        for package in packages:
            places = numbers.places(package)
            groups.setdefault(tuple(numbers.point(places).tolist()), []).append(places)
    points = np.array(sorted(groups, reverse=True), np.int64).reshape(-1, len(numbers.parties))
    eps = tuple(Fraction(0 if exact else 10**6) for _ in numbers.parties)
    return Frontier(numbers, points, Listed(groups), exact, eps, "every package listed")


class Oracle:
    """Every answer by full enumeration."""

    def __init__(self, domain: Domain) -> None:
        self.domain = domain
        self.draft = dict(domain.draft)
        self.had = worths_of(domain, self.draft)
        self.packages = list(allowed_packages(domain))
        self.spans = [self._span(party) for party in domain.parties]

    def gain(self, package: dict[str, str]) -> Gain:
        return tuple(new - old for new, old in zip(worths_of(self.domain, package), self.had, strict=True))

    def changed(self, package: dict[str, str]) -> tuple[str, ...]:
        return tuple(issue for issue in package if package[issue] != self.draft[issue])

    def shares(self, gain: Gain) -> list[Fraction]:
        return sorted(Fraction(one) / span for one, span in zip(gain, self.spans, strict=True) if span)

    def smallest(self, gain: Gain) -> Fraction:
        return min(self.shares(gain), default=Fraction(0))

    def better(self) -> Found:
        """Nobody worse off, nobody below no deal, somebody better off."""
        every = [(package, self.gain(package)) for package in self.packages]
        return [
            (package, gain)
            for package, gain in every
            if min(gain) >= 0 and max(gain) > 0 and accepted(self.domain, worths_of(self.domain, package))
        ]

    def better_for_all(self) -> Found:
        groups: dict[tuple[int, Gain], dict[str, str]] = {}
        for package, gain in self.better():
            if min(gain) > 0:
                groups.setdefault((len(self.changed(package)), gain), package)
        kept = [
            (changes, gain, package)
            for (changes, gain), package in groups.items()
            if not any(
                (fewer, other) != (changes, gain)
                and fewer <= changes
                and all(a >= b for a, b in zip(other, gain, strict=True))
                for fewer, other in groups
            )
        ]
        kept.sort(key=lambda one: (one[0], [-share for share in self.shares(one[1])], self.place(one[2])))
        return [(package, gain) for _, gain, package in kept]

    def trades(self, size: int) -> Found:
        """Real trades with the largest smallest share, none dominated by another."""
        real = [
            (package, gain)
            for package, gain in self.better()
            if len(self.changed(package)) == size and not self._has_as_good_a_part(package, gain)
        ]
        largest = max((self.smallest(gain) for _, gain in real), default=Fraction(0))
        best = [one for one in real if self.smallest(one[1]) == largest]
        return self.in_order(_undominated(best))

    def singles(self) -> Found:
        found: Found = []
        for issue in self.domain.issues:
            found += _undominated(
                [
                    (package, gain)
                    for package, gain in self.better()
                    if self.changed(package) == (issue,) and min(gain) <= 0
                ]
            )
        return self.in_order(found)

    def within(self, choice: Choice) -> tuple[dict[str, str], int] | None:
        """The best package with an option in which nobody is worse off, and how many have its worths."""
        issue, option = choice
        good = [
            (package, gain)
            for package in self.packages
            for gain in [self.gain(package)]
            if package[issue] == option
            and min(gain) >= 0
            and accepted(self.domain, worths_of(self.domain, package))
        ]
        if not good:
            return None
        package, gain = self.in_order(good)[0]
        return package, self.ties(gain)

    def ties(self, gain: Gain) -> int:
        return sum(self.gain(package) == gain for package in self.packages)

    def in_order(self, found: Found) -> Found:
        return sorted(found, key=lambda one: ([-share for share in self.shares(one[1])], self.place(one[0])))

    def place(self, package: dict[str, str]) -> list[int]:
        return [options.index(package[issue]) for issue, options in self.domain.issues.items()]

    def _has_as_good_a_part(self, package: dict[str, str], gain: Gain) -> bool:
        changed = self.changed(package)
        for size in range(1, len(changed)):
            for some in combinations(changed, size):
                part = {**self.draft, **{issue: package[issue] for issue in some}}
                if not self.domain.is_excluded(part) and all(
                    a >= b for a, b in zip(self.gain(part), gain, strict=True)
                ):
                    return True
        return False

    def _span(self, party: str) -> Fraction:
        """Over issues and over what several of them bring: the best less the worst, of what may be chosen."""
        domain = self.domain
        scopes: dict[tuple[str, ...], list[Any]] = {(issue,): [] for issue in domain.issues}
        for one in domain.brought:
            scopes.setdefault(tuple(issue for issue in domain.issues if issue in one.issues), []).append(one)
        whole = Fraction(0)
        for scope, brought in scopes.items():
            worths = []
            for options in product(*(domain.issues[issue] for issue in scope)):
                chosen = dict(zip(scope, options, strict=True))
                own = domain.own[party][scope[0], options[0]].low if len(scope) == 1 else 0.0
                worth = own + sum(one.worth[party].low for one in brought if one.is_in(chosen))
                alone_is_fine = len(scope) > 1 or not any(
                    one.choices == ((scope[0], options[0]),) for one in domain.excluded
                )
                worths.append((alone_is_fine, worth))
            fine = [worth for ok, worth in worths if ok] or [worth for _, worth in worths]
            whole += Fraction(max(fine) - min(fine))
        return whole


def _undominated(found: Found) -> Found:
    return [
        (package, gain)
        for package, gain in found
        if not any(
            other != gain and all(a >= b for a, b in zip(other, gain, strict=True)) for _, other in found
        )
    ]
