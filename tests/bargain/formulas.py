"""The formulas of the solution points in fractions, over every package: what the points are checked against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from detente.bargain.domain import Domain
from detente.bargain.results import Solution
from tests.bargain.domains import accepted, allowed_packages, domain_of, worths_of


def worths(solution: Solution | None) -> list[tuple[float, ...]]:
    assert solution is not None
    return [tuple(package.worth.values()) for package in solution.packages]


def one_issue(rows: Sequence[Sequence[float]], **options: object) -> Domain:
    """A domain of one issue whose options are given by their worths."""
    names = ["north", "south", "east", "west"][: len(rows[0])]
    table = {"port": {f"o{at}": row for at, row in enumerate(rows)}}
    return domain_of(table, names, **options)  # type: ignore[arg-type]  # passed on as they are


Gains = tuple[Fraction, ...]


def gains_by_listing(domain: Domain) -> tuple[dict[tuple[float, ...], Gains], Gains]:
    """Gains of every accepted package by its worths, and the largest possible gain of each party."""
    allowed = [worths_of(domain, package) for package in allowed_packages(domain)]
    floors = [
        floor.low
        if (floor := domain.no_deal[party]) is not None
        else min((w[at] for w in allowed), default=0)
        for at, party in enumerate(domain.parties)
    ]
    found = {
        w: tuple(Fraction(x) - Fraction(least) for x, least in zip(w, floors, strict=True))
        for w in allowed
        if accepted(domain, w)
    }
    most = tuple(max((g[at] for g in found.values()), default=Fraction(0)) for at in range(len(floors)))
    return found, most


def nash(gains: Gains, most: Gains) -> Fraction:
    product = Fraction(1)
    for gain, largest in zip(gains, most, strict=True):
        product *= gain if largest else 1
    return product


def smallest_share(gains: Gains, most: Gains) -> Fraction:
    return min(gain / largest for gain, largest in zip(gains, most, strict=True) if largest)


def smallest(gains: Gains, most: Gains) -> Fraction:
    return min(gain for gain, largest in zip(gains, most, strict=True) if largest)


def total(gains: Gains, most: Gains) -> Fraction:
    return sum(gains, Fraction(0))


FORMULAS: Mapping[str, Callable[[Gains, Gains], Fraction]] = {
    "nash": nash,
    "kalai-smorodinsky": smallest_share,
    "egalitarian": smallest,
    "utilitarian": total,
}


def leximin_among(gains: Mapping[tuple[float, ...], Gains], most: Gains) -> set[tuple[float, ...]]:
    """By rounds: keep those whose smallest share is largest, then of those the second smallest, and so on."""
    kept = set(gains)
    for place in range(sum(1 for largest in most if largest)):

        def share(one: tuple[float, ...], place: int = place) -> Fraction:
            pairs = zip(gains[one], most, strict=True)
            return sorted(gain / largest for gain, largest in pairs if largest)[place]

        best = max(share(one) for one in kept)
        kept = {one for one in kept if share(one) == best}
    return kept
