"""What no package can exceed, where the frontier is not exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.bargain.domain import Domain
from detente.bargain.frontier.frontier import Frontier
from detente.bargain.numbers import Numbers, numbers_of
from detente.bargain.solutions import Solutions, solutions_of
from tests.bargain.domains import domain_of, domains
from tests.bargain.formulas import FORMULAS, gains_by_listing, one_issue, smallest_share
from tests.bargain.frontiers import (
    Point,
    frontier_by_listing,
    frontier_from,
    listed_packages,
    reference_of,
)


def thinned(domain: Domain, keep: Sequence[bool], group: int) -> tuple[Frontier, Point]:
    """A frontier without some of its points, with the eps that this costs, and the ideal as far as it is known.

    Where there is a `group`, what is above is told by points as good as so many points of the frontier together.
    """
    numbers = numbers_of(domain)
    whole = [tuple(point) for point in frontier_by_listing(domain).points.tolist()]
    kept = [point for at, point in enumerate(whole) if keep[at % len(keep)]] or whole[:1]
    eps = [0] * len(domain.parties)
    for point in whole:
        behind = [[max(0, a - b) for a, b in zip(point, other, strict=True)] for other in kept]
        eps = [max(a, b) for a, b in zip(eps, min(behind, key=max), strict=True)]
    units = [more * step for more, step in zip(eps, numbers.step, strict=True)]
    ideal = tuple(max(point[at] for point in kept) + more for at, more in enumerate(eps))
    frontier = frontier_from(numbers, kept, listed_packages(numbers), units)
    if not group:
        return frontier, ideal
    together = [np.max(whole[at : at + group], axis=0) for at in range(0, len(whole), group)]
    return replace(frontier, bounds=np.array(together, np.int64)), tuple(np.max(whole, axis=0).tolist())


@pytest.mark.slow
@given(domains(), st.lists(st.booleans(), min_size=1, max_size=6), st.integers(0, 4))
@settings(max_examples=120)
def test_nothing_is_above_the_bound_of_a_thinned_frontier(
    domain: Domain, keep: list[bool], group: int
) -> None:
    gains, most = gains_by_listing(domain)
    assume(gains and any(most))
    frontier, ideal = thinned(domain, keep, group)
    found = solutions_of(domain, frontier, reference=reference_of(domain), ideal=ideal).solutions
    for name, formula in (*FORMULAS.items(), ("leximin", smallest_share)):
        solution = found[name]
        if solution is None:
            continue
        value = max(formula(g, most) for g in gains.values())
        assert solution.value <= solution.upper_bound
        assert value <= Fraction(solution.upper_bound)
        assert not solution.exact
        assert "not exact" in solution.note
        assert solution.upper_bound <= 1 or name not in ("kalai-smorodinsky", "leximin")


def test_the_bound_is_the_formula_with_every_gain_raised() -> None:
    """Three parties; eps 1, 0, 2 in units: the product may reach (4 + 1) x 4 x (4 + 2), the sum 12 + 3."""
    domain = one_issue([(4, 4, 4), (1, 1, 1), (5, 4, 0), (8, 0, 2)], no_deal=[0, 0, 0])
    numbers = numbers_of(domain)
    packages = listed_packages(numbers)
    assert numbers.step == (Fraction(1), Fraction(1), Fraction(1))
    eps = [Fraction(1), Fraction(0), Fraction(2)]
    frontier = frontier_from(numbers, [(4, 4, 4), (8, 0, 2)], packages, eps)
    found = solutions_of(domain, frontier, reference=(0, 0, 0), ideal=(9, 4, 6)).solutions
    assert {name: (one.value, one.upper_bound) for name, one in found.items() if one} == {
        "nash": (64, 120),
        "kalai-smorodinsky": (4 / 9, 5 / 8),
        "egalitarian": (4, 4),
        "utilitarian": (12, 15),
        "leximin": (4 / 9, 5 / 8),
    }


def test_bounds_below_the_reference_do_not_count() -> None:
    """Three losses of 9 are no product, and no package that all accept is there."""
    domain = one_issue([(4, 4, 4), (1, 1, 1)], no_deal=[0, 0, 0])
    numbers = replace(numbers_of(domain), step=(Fraction(1),) * 3)
    frontier = frontier_from(numbers, [(4, 4, 4)], {(4, 4, 4): [(0,)]}, [Fraction(2)] * 3)
    frontier = replace(frontier, bounds=np.array([(5, 4, 6), (-9, -9, 100)], np.int64))
    found = solutions_of(domain, frontier, reference=(0, 0, 0), ideal=(5, 4, 6)).solutions
    assert {name: one.upper_bound for name, one in found.items() if one} == {
        "nash": 120,
        "kalai-smorodinsky": 1,
        "egalitarian": 4,
        "utilitarian": 15,
        "leximin": 1,
    }


def test_for_two_parties_the_hull_bounds_nash_better_than_a_coarse_eps() -> None:
    """The hull from (10, 0) to (0, 10) reaches 25; every gain raised by 9 would say (4 + 9) x (4 + 9)."""
    domain = one_issue([(10, 0), (0, 10), (4, 4), (1, 1)], no_deal=[0, 0])
    numbers = numbers_of(domain)
    assert numbers.step == (Fraction(1), Fraction(1))
    packages = listed_packages(numbers)

    def bound(numbers: Numbers) -> float:
        frontier = frontier_from(numbers, [(4, 4)], packages, [Fraction(9)] * 2)
        found = solutions_of(domain, frontier, reference=(0, 0), ideal=(13, 13)).solutions["nash"]
        assert found is not None
        return found.upper_bound

    assert bound(numbers) == 25
    banned = numbers_of(
        domain_of(
            {"port": {"a": (10, 0), "b": (1, 1)}, "road": {"a": (0, 10), "b": (4, 4)}},
            rules_out=[("port", "a", "road", "a")],
        )
    )
    assert banned.bans
    assert bound(replace(numbers, bans=banned.bans)) == 169


def test_a_bound_is_rounded_up() -> None:
    """A third as a float is below a third."""
    domain = one_issue([(1, 3), (3, 1), (0, 0)], no_deal=[0, 0])
    numbers = numbers_of(domain)
    packages = listed_packages(numbers)
    frontier = frontier_from(numbers, [(1, 3), (3, 1)], packages, [Fraction(0), Fraction(0)])
    found = solutions_of(domain, frontier, reference=(0, 0), ideal=(3, 3)).solutions["kalai-smorodinsky"]
    assert found is not None
    assert found.value < Fraction(1, 3) <= Fraction(found.upper_bound)


def test_no_nash_point_found_is_not_no_nash_point() -> None:
    domain = one_issue([(5, 0), (0, 5), (1, 1)], no_deal=[0, 0])
    numbers = numbers_of(domain)
    frontier = frontier_from(numbers, [(5, 0), (0, 5)], listed_packages(numbers), [Fraction(1)] * 2)
    found: Solutions = solutions_of(domain, frontier, reference=(0, 0), ideal=(6, 6))
    assert found.solutions["nash"] is None
    assert "no acceptable package that was found gives north and south" in found.notes[0]
