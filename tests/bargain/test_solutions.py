"""The solution points against their definitions, over every package, and the traps of other tools."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.domain import Domain
from detente.bargain.solutions import solutions_of
from detente.deal.worth import Worth
from tests.bargain.domains import allowed_packages, domain_of, domains, undominated
from tests.bargain.formulas import FORMULAS, gains_by_listing, leximin_among, one_issue, worths
from tests.bargain.frontiers import (
    frontier_by_listing,
    solved,
)

NAMES = ["nash", "kalai-smorodinsky", "egalitarian", "utilitarian", "leximin"]
LEFT_OUT = "so it is left out of every formula but the sum"


@pytest.mark.slow
@given(domains(), st.sampled_from([1.0, 0.25, 3.0]))
@settings(max_examples=100)
def test_every_point_is_where_its_formula_is_largest_over_all_packages(domain: Domain, scale: float) -> None:
    domain = scaled(domain, {"north": scale})
    gains, most = gains_by_listing(domain)
    solutions = solved(domain).solutions
    assert list(solutions) == NAMES
    best = undominated(domain)
    if not gains:
        assert set(solutions.values()) == {None}
        return
    for name, formula in FORMULAS.items():
        if name != "utilitarian" and not any(most):
            assert solutions[name] is None
            continue
        value = max(formula(g, most) for g in gains.values())
        found = solutions[name]
        if name == "nash" and value == 0:
            assert found is None
            continue
        assert found is not None
        assert found.value == found.upper_bound == pytest.approx(float(value))
        assert found.exact
        expected = {w for w in best if formula(gains[w], most) == value}
        assert set(worths(found)) == expected
        assert len(found.packages) == len(expected)
    if any(most):
        assert set(worths(solutions["leximin"])) == leximin_among(gains, most)


@given(domains())
@settings(max_examples=50)
def test_packages_stand_in_the_order_of_the_file_with_their_ties(domain: Domain) -> None:
    order = {tuple(package.values()): at for at, package in enumerate(allowed_packages(domain))}
    ties = undominated(domain)
    for solution in solved(domain).solutions.values():
        if solution is None:
            continue
        places = [order[tuple(package.options.values())] for package in solution.packages]
        assert places == sorted(places)
        for package in solution.packages:
            same = ties[tuple(package.worth.values())]
            assert package.ties == len(same)
            assert dict(package.options) == same[0]


def scaled(domain: Domain, factors: Mapping[str, float]) -> Domain:
    """The same domain with parties' worths in other units."""

    def times(worth: Worth, party: str) -> Worth:
        return Worth(worth.low * factors.get(party, 1.0), worth.high * factors.get(party, 1.0))

    return replace(
        domain,
        own={party: {c: times(w, party) for c, w in own.items()} for party, own in domain.own.items()},
        no_deal={party: None if w is None else times(w, party) for party, w in domain.no_deal.items()},
        brought=tuple(
            replace(one, worth={p: times(w, p) for p, w in one.worth.items()}) for one in domain.brought
        ),
    )


# Traps (shared/design/bargain.md): what other tools get wrong.


def test_two_losses_are_never_a_product() -> None:
    """Trap b: (-1, -1) has the product 1, and (0.4, 0.5) only 0.2; gains are 0.4 and 0.5."""
    domain = one_issue([(-1, -1), (0.4, 0.5)], no_deal=[0, 0])
    whole = frontier_by_listing(domain, whole=True)
    assert len(whole) == 2
    solutions = solutions_of(domain, whole, reference=(0, 0), ideal=whole.points.max(axis=0).tolist())
    for name in NAMES:
        assert worths(solutions.solutions[name]) == [(0.4, 0.5)]


def test_kalai_smorodinsky_is_not_the_smallest_spread() -> None:
    """Traps c and g: (6.5, 5.9) is nearest to equal shares, and (6, 9) has the larger smallest share."""
    rows = [(10, 0), (0, 10), (6, 9), (6.5, 5.9)]
    spread = min(rows[2:], key=lambda row: abs(row[0] - row[1]))
    assert spread == (6.5, 5.9)
    found = solved(one_issue(rows)).solutions["kalai-smorodinsky"]
    assert worths(found) == [(6.0, 9.0)]
    assert found is not None
    assert found.value == 0.6


def test_packages_equally_good_for_everybody_are_all_counted() -> None:
    """Trap d: one vector of worths stands for two packages, and neither vanishes."""
    tables = {"port": {"open": (3, 1), "shut": (1, 3)}, "road": {"open": (3, 1), "shut": (1, 3)}}
    found = solved(domain_of(tables)).solutions["nash"]
    assert found is not None
    assert [(p.ties, dict(p.options)) for p in found.packages] == [(2, {"port": "open", "road": "shut"})]


def test_formulas_name_the_parties_and_what_gains_are_measured_from() -> None:
    """Trap h: three tools call three different points Kalai, so each formula is written out."""
    domain = one_issue([(10, 2), (4, 8.5), (0, 0)], no_deal=[1.5, -2])
    assert {name: one.formula for name, one in solved(domain).solutions.items() if one} == {
        "nash": "largest product of gains: (north - 1.5) x (south - (-2))",
        "kalai-smorodinsky": "largest smallest share of the best possible gain: "
        "smallest of ((north - 1.5) / 8.5, (south - (-2)) / 10.5)",
        "egalitarian": "largest smallest gain: smallest of (north - 1.5, south - (-2))",
        "utilitarian": "largest sum of gains: (north - 1.5) + (south - (-2))",
        "leximin": "shares of the best possible gain, sorted from the smallest up and compared from the smallest on: "
        "sorted ((north - 1.5) / 8.5, (south - (-2)) / 10.5); its value is the smallest",
    }


# Ties are ties, and nearly a tie is none.


def test_all_points_that_reach_a_solution_are_listed() -> None:
    found = solved(one_issue([(3, 4), (4, 3), (0, 0), (6, 2), (2, 6)])).solutions
    assert worths(found["nash"]) == [(3, 4), (4, 3), (6, 2), (2, 6)]
    assert worths(found["utilitarian"]) == [(6, 2), (2, 6)]
    assert worths(found["leximin"]) == [(3, 4), (4, 3)]


def test_products_that_floats_cannot_tell_apart_are_told_apart() -> None:
    n = 10**15
    rows = [(n + 1, n - 1), (n, n), (0, 0)]
    assert float((n + 1) * (n - 1)) == float(n * n)
    assert worths(solved(one_issue(rows)).solutions["nash"]) == [(n, n)]


def test_floats_only_make_a_shortlist() -> None:
    """All products are 10^30 to within 10^17: among so many, the logarithm of another one may look larger."""
    misled = 0
    for seed in range(12):
        draws = np.random.default_rng(seed)
        firsts, more = draws.integers(2 * 10**14, 5 * 10**15, 300), draws.integers(0, 10**17, 300)
        rows = [(a, (10**30 + extra) // a) for a, extra in zip(firsts.tolist(), more.tolist(), strict=True)]
        best = max(rows, key=lambda row: row[0] * row[1])
        looks = {row: math.log(row[0]) + math.log(row[1]) for row in rows}
        misled += max(looks.values()) > looks[best]
        assert worths(solved(one_issue(rows, no_deal=[0, 0])).solutions["nash"]) == [best]
    assert misled


def test_ties_stand_in_the_order_of_the_file_first_issue_first() -> None:
    tables = {"port": {"open": (1, 0), "shut": (0, 1)}, "road": {"open": (4, 0), "shut": (0, 4)}}
    found = solved(domain_of(tables)).solutions["utilitarian"]
    assert worths(found) == [(5, 0), (1, 4), (4, 1), (0, 5)]


def test_decimals_tie_as_they_are_written() -> None:
    """0.1 + 0.2 is 0.3: floats say otherwise, and one of two equal points would be lost."""
    tables = {
        "a": {"x": (0.1, 0.3), "y": (0.3, 0.1)},
        "b": {"x": (0.2, 0.0), "y": (0.0, 0.2)},
    }
    found = solved(domain_of(tables, no_deal=[0, 0])).solutions["nash"]
    assert worths(found) == [(0.3, 0.3)]
    assert found is not None
    assert found.value == 0.09


def test_many_large_gains_do_not_overflow() -> None:
    names = [f"p{at}" for at in range(40)]
    table = {"port": {"low": [0.0] * 40, "high": [1e12] * 40, "mixed": [2e12, *[9e11] * 39]}}
    solutions = solved(domain_of(table, names)).solutions
    assert worths(solutions["nash"]) == [(1e12,) * 40]
    assert solutions["nash"] is not None
    assert math.isinf(solutions["nash"].value)
    assert worths(solutions["utilitarian"]) == [(1e12,) * 40]


def test_more_points_than_can_be_listed_are_counted() -> None:
    rows = [(at, 1500 - at) for at in range(1501)]
    found = solved(one_issue(rows)).solutions["utilitarian"]
    assert found is not None
    assert len(found.packages) == 1000
    assert worths(found)[:2] == [(0, 1500), (1, 1499)]
    assert (
        found.note == "1,501 different points reach it; the first 1,000 in the order of the file are listed."
    )


# Where a formula gives nothing, or leaves somebody out, it is said.


def test_who_cannot_gain_is_left_out_and_named() -> None:
    domain = one_issue([(2, 3, 5), (3, 2, 5), (9, 1, 4)], no_deal=[0, 0, 5])
    found = solved(domain)
    assert worths(found.solutions["nash"]) == [(2, 3, 5), (3, 2, 5)]
    assert found.notes == (f"No acceptable package gives east a gain, {LEFT_OUT}.",)
    for name in NAMES:
        solution = found.solutions[name]
        assert solution is not None
        assert ("east" in solution.formula) == (name == "utilitarian")
        assert (LEFT_OUT in solution.note) == (name != "utilitarian")


def test_no_nash_point_where_gains_exclude_each_other() -> None:
    found = solved(one_issue([(5, 0), (0, 5)], no_deal=[0, 0]))
    assert found.solutions["nash"] is None
    assert found.notes == (
        "There is no Nash point: no acceptable package gives north and south a gain above 0 at once.",
    )
    assert worths(found.solutions["kalai-smorodinsky"]) == [(5, 0), (0, 5)]


def test_nobody_can_gain() -> None:
    found = solved(one_issue([(0, 0), (-1, 5)], no_deal=[0, 0]))
    assert {name for name, one in found.solutions.items() if one} == {"utilitarian"}
    assert found.notes == ("No acceptable package gives any party a gain, so gains cannot be compared.",)


def test_nothing_is_acceptable() -> None:
    found = solved(one_issue([(1, 9), (9, 1)], no_deal=[5, 5]))
    assert found.solutions == dict.fromkeys(NAMES)
    assert "there is no solution point" in found.notes[0]
    assert found.as_dict() == dict.fromkeys(NAMES)


def test_unlike_units_are_not_added_and_the_note_names_them() -> None:
    domain = one_issue([(5, 1), (2, 3)], no_deal=[0, 0])
    for units, said in (
        ({"north": "euro", "south": "points"}, "north in euro and south in points"),
        ({"north": "euro"}, "north in euro and south without a unit"),
    ):
        mixed = Domain(domain.parties, domain.issues, domain.own, domain.no_deal, unit=units)
        found = solved(mixed)
        assert found.solutions["utilitarian"] is None
        assert found.notes == (
            f"There is no utilitarian point: worths are added only where all share a unit (here: {said}).",
        )
        assert found.solutions["egalitarian"] is not None
        assert f"share no unit ({said})" in found.solutions["egalitarian"].note


def test_the_reference_may_be_the_worst_package() -> None:
    """Gains over 1 and 2: (4, 5) gains 3 and 3, and (8, 3) gains 7 and 1."""
    found = solved(one_issue([(4, 5), (8, 3), (1, 7), (6, 2)])).solutions
    assert worths(found["nash"]) == [(4, 5)]
    assert found["nash"] is not None
    assert found["nash"].value == 9


def test_rounded_numbers_are_not_called_exact() -> None:
    found = solved(one_issue([(1e9, 2), (1e-15, 5), (0, 0)]))
    assert found.notes == ("The worths of north are rounded to 60 bits and compared as rounded.",)
    assert all(one is None or (not one.exact and "rounded" in one.note) for one in found.solutions.values())


def test_an_ideal_below_a_package_is_refused() -> None:
    domain = one_issue([(4, 5), (8, 3), (1, 1)])
    with pytest.raises(ValueError, match="ideal"):
        solutions_of(domain, frontier_by_listing(domain), reference=(0, 0), ideal=(7, 5))


def test_values_fall_from_the_first_point_on_a_line() -> None:
    """Along (k, 10 - k) all formulas agree on the middle, whatever the grid."""
    rows = [(k / 10, 1 - k / 10) for k in range(11)]
    assert all(a[0] < b[0] for a, b in pairwise(rows))
    for name in ("nash", "kalai-smorodinsky", "egalitarian", "leximin"):
        assert worths(solved(one_issue(rows, no_deal=[0, 0])).solutions[name]) == [(0.5, 0.5)]
