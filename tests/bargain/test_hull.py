"""The convex hull of two parties' worths: real packages at its corners, every package on or below it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.domain import Domain
from detente.bargain.hull import has_hull, hull_of, nash_upper_bound
from detente.bargain.numbers import Factor, Numbers, numbers_of
from detente.errors import CannotCount
from tests.bargain.domains import domain_of, domains
from tests.bargain.frontiers import listed_packages

TWO = domains(parties=2, constrained=False)
SHIFT = st.tuples(st.integers(-12, 12), st.integers(-12, 12))


def many_issues(count: int, options: int, largest: int) -> Numbers:
    """A domain of opposed issues, straight as numbers."""
    draws = np.random.default_rng(7)
    worth = [draws.integers(0, largest, (options, 2)) for _ in range(count)]
    return Numbers(
        parties=("north", "south"),
        issues=tuple(f"i{at}" for at in range(count)),
        options=tuple(tuple(f"o{k}" for k in range(options)) for _ in range(count)),
        step=(Fraction(1), Fraction(1)),
        base=np.zeros(2, np.int64),
        worth=tuple(worth),
        allowed=tuple(np.ones(options, np.bool_) for _ in range(count)),
        factors=(),
        bans=(),
        no_deal=(None, None),
        rounding=(Fraction(0), Fraction(0)),
    )


def test_the_hull_of_two_issues_by_hand() -> None:
    """Steepest trades last: land moves 4 for 1, then 1 for 1 of money, which is on one line with the middle of land."""
    domain = domain_of(
        {"land": {"a": (0, 5), "b": (4, 4), "c": (5, 3), "bad": (1, 3)}, "money": {"x": (0, 2), "y": (2, 0)}}
    )
    assert hull_of(numbers_of(domain)).tolist() == [[7, 3], [4, 6], [0, 7]]


@given(TWO)
def test_every_corner_is_a_package_and_no_package_is_above(domain: Domain) -> None:
    numbers = numbers_of(domain)
    hull = hull_of(numbers).tolist()
    packages = listed_packages(numbers)
    assert {tuple(corner) for corner in hull} <= set(packages)
    assert hull[0] == list(max(packages))
    assert hull[-1][::-1] == list(max((y, x) for x, y in packages))
    for (x0, y0), (x1, y1) in pairwise(hull):
        assert x0 > x1
        assert y0 < y1
        for x, y in packages:
            assert (y1 - y0) * (x - x0) - (x1 - x0) * (y - y0) <= 0
    for (x0, y0), (x1, y1), (x2, y2) in zip(hull, hull[1:], hull[2:], strict=False):
        assert (x1 - x0) * (y2 - y0) != (y1 - y0) * (x2 - x0), "three corners on a line"


@given(TWO)
def test_the_corners_are_what_no_mixture_of_two_packages_beats(domain: Domain) -> None:
    """The definition: a point is a corner if no two others have a point between them that is as good for both."""
    packages = list(listed_packages(numbers_of(domain)))

    def beaten(corner: tuple[int, ...]) -> bool:
        others = [p for p in packages if p != corner]
        if any(x >= corner[0] and y >= corner[1] for x, y in others):
            return True
        for (x0, y0), (x1, y1) in combinations(sorted(others), 2):
            if x0 < corner[0] < x1 and (y1 - y0) * (corner[0] - x0) >= (corner[1] - y0) * (x1 - x0):
                return True
        return False

    expected = sorted((p for p in packages if not beaten(p)), reverse=True)
    assert [tuple(corner) for corner in hull_of(numbers_of(domain)).tolist()] == expected


@given(TWO, SHIFT)
@settings(max_examples=40)
def test_no_package_and_no_lottery_has_a_larger_product(domain: Domain, shift: tuple[int, int]) -> None:
    numbers = numbers_of(domain)
    hull = hull_of(numbers)
    start = [int(hull[-1][0]) + shift[0], int(hull[0][1]) + shift[1]]
    bound = nash_upper_bound(hull, start)
    reached = Fraction(0)
    packages = list(listed_packages(numbers))
    for a, b in [*combinations(packages, 2), *((p, p) for p in packages)]:
        for part in range(7):
            t = Fraction(part, 6)
            x = a[0] * t + b[0] * (1 - t) - start[0]
            y = a[1] * t + b[1] * (1 - t) - start[1]
            if x > 0 and y > 0:
                reached = max(reached, x * y)
    assert reached <= bound
    assert (bound > 0) == any(_crosses(a, b, start) for a in packages for b in packages)


def _crosses(a: tuple[int, ...], b: tuple[int, ...], start: list[int]) -> bool:
    """Whether a mixture of two packages gives both a gain above 0: an open interval of mixtures is not empty."""
    low, high = Fraction(0), Fraction(1)
    for at in (0, 1):
        at_b, slope = b[at] - start[at], a[at] - b[at]
        if slope == 0 and at_b <= 0:
            return False
        if slope > 0:
            low = max(low, Fraction(-at_b, slope))
        if slope < 0:
            high = min(high, Fraction(-at_b, slope))
    if low < high:
        return True
    return low == high and all(a[at] * low + b[at] * (1 - low) > start[at] for at in (0, 1))


@given(TWO, SHIFT)
def test_the_bound_is_reached_on_the_hull(domain: Domain, shift: tuple[int, int]) -> None:
    """By bisection of the slope of the product in floats, edge by edge: no smaller number would do."""
    hull = hull_of(numbers_of(domain))
    start = [int(hull[-1][0]) + shift[0], int(hull[0][1]) + shift[1]]
    gains = (hull - start).astype(float).tolist()
    best = max((x * y for x, y in gains if x > 0 and y > 0), default=0.0)
    for a, b in pairwise(gains):
        for t in np.linspace(0.0, 1.0, 2001):
            x, y = a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
            if x > 0 and y > 0:
                best = max(best, x * y)
    assert best == pytest.approx(float(nash_upper_bound(hull, start)), rel=1e-4, abs=1e-4)


def test_the_best_lottery_may_be_better_than_every_package() -> None:
    domain = domain_of({"port": {"open": (10, 0), "shut": (0, 10)}, "fee": {"paid": (1, 1)}})
    assert nash_upper_bound(hull_of(numbers_of(domain)), [1, 1]) == 25
    assert nash_upper_bound(hull_of(numbers_of(domain)), [2, 1]) == Fraction(81, 4)


def test_two_losses_are_no_product() -> None:
    """Below the reference on both sides the product of two losses is above 0 again: it must not count."""
    domain = domain_of({"port": {"open": (10, 0), "shut": (0, 10)}})
    assert nash_upper_bound(hull_of(numbers_of(domain)), [20, 20]) == 0


def test_options_never_accepted_do_not_count() -> None:
    never = [("north", "port", "open")]
    domain = domain_of({"port": {"open": (9, 9), "shut": (0, 10), "half": (4, 3)}}, never=never)
    assert hull_of(numbers_of(domain)).tolist() == [[4, 3], [0, 10]]
    none = domain_of({"port": {"open": (9, 9)}}, never=never)
    hull = hull_of(numbers_of(none))
    assert hull.shape == (0, 2)
    assert nash_upper_bound(hull, [0, 0]) == 0


def test_where_worths_do_not_only_add_up_there_is_no_such_hull() -> None:
    tables = {"a": {"x": (1, 2), "y": (2, 1)}, "b": {"x": (1, 2), "y": (2, 1)}}
    banned = numbers_of(domain_of(tables, rules_out=[("a", "x", "b", "x")]))
    three = numbers_of(domain_of({"a": {"x": (1, 2, 3)}}, ("north", "south", "east")))
    for numbers in (banned, three):
        assert not has_hull(numbers)
        with pytest.raises(CannotCount, match="two parties whose worths of issues only add up"):
            hull_of(numbers)
    whole = many_issues(2, 2, 5)
    assert has_hull(whole)
    together = Factor((0, 1), np.zeros((2, 2, 2), np.int64))
    assert not has_hull(replace(whole, factors=(together,)))


def test_large_numbers_are_exact() -> None:
    """Two slopes that floats cannot tell apart stay two edges, in the right order."""
    n = 2**55
    numbers = many_issues(2, 2, 5)
    steep = np.array([[0, n], [n + 1, 0]], np.int64)
    flat = np.array([[0, n - 1], [n, 0]], np.int64)
    both = replace(numbers, worth=(steep, flat))
    assert n / (n + 1) == (n - 1) / n
    assert hull_of(both).tolist() == [[2 * n + 1, 0], [n, n], [0, 2 * n - 1]]
    assert nash_upper_bound(hull_of(both), [0, 0]) == Fraction(n * (2 * n + 1) ** 2, 4 * (n + 1)) > n * n


def test_ten_to_the_three_hundred_packages() -> None:
    """300 issues of 10 options: few corners, and best for every weight as the issues one by one say."""
    numbers = many_issues(300, 10, 1_000_000)
    hull = hull_of(numbers)
    bound = nash_upper_bound(hull, [0, 0])
    assert 300 < len(hull) < 3000
    for weight in (Fraction(1, 7), Fraction(1), Fraction(9)):
        best = sum(max(x + weight * y for x, y in worth.tolist()) for worth in numbers.worth)
        assert max(x + weight * y for x, y in hull.tolist()) == best
    assert bound >= max(x * y for x, y in hull.tolist())
