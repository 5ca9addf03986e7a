"""Single packages by mixed-integer programming, against full enumeration."""

from __future__ import annotations

import builtins
import math
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.bargain.domain import Brought, Domain
from detente.bargain.milp import (
    Single,
    any_package,
    best_leximin,
    best_nash,
    best_smallest_gain,
    best_sum,
    ideal,
    solutions_by_milp,
)
from detente.bargain.milp.model import model_of
from detente.bargain.milp.quiet import quiet
from detente.bargain.numbers import numbers_of
from detente.deal.worth import Worth
from detente.errors import MissingExtra
from tests.bargain.domains import accepted, allowed_packages, domain_of, domains, worths_of

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Point = tuple[int, ...]


def points_of(domain: Domain) -> set[Point]:
    """The worths of all packages that count, by enumeration; whole numbers in these tests."""
    return {
        tuple(int(worth) for worth in worths)
        for package in allowed_packages(domain)
        if accepted(domain, worths := worths_of(domain, package))
    }


def reference_of(domain: Domain) -> Point:
    """No-deal worths, or the worst allowed package."""
    every = [worths_of(domain, package) for package in allowed_packages(domain)]
    return tuple(
        int(min((worths[at] for worths in every), default=0))
        if (limit := domain.no_deal[party]) is None
        else int(limit.low)
        for at, party in enumerate(domain.parties)
    )


def on_grid(domain: Domain, reference: Point) -> list[int]:
    steps = numbers_of(domain).step
    return [math.ceil(Fraction(number) / step) for number, step in zip(reference, steps, strict=True)]


def checked(
    domain: Domain, found: Single, formula: Callable[[Point], Any], points: set[Point], factor: Fraction
) -> None:
    """The package exists, is undominated, and reaches what enumeration reaches; `factor`: a unit of value."""
    assert found.proved
    if not points:
        assert found.chosen is None
        assert found.value is None
        return
    assert found.chosen is not None
    assert found.value is not None
    package = numbers_of(domain).package(found.chosen)
    assert not domain.is_excluded(package)
    point = tuple(int(worth) for worth in worths_of(domain, package))
    assert point in points
    best = max(formula(other) for other in points)
    assert formula(point) == best
    assert found.upper_bound == found.value
    assert found.value * factor == (best[0] if isinstance(best, list) else best)
    assert found.undominated
    assert not any(o != point and all(a >= b for a, b in zip(o, point, strict=True)) for o in points)


def shares(point: Point, reference: Point, scale: Sequence[Fraction]) -> list[Fraction]:
    return [(w - r) / s for w, r, s in zip(point, reference, scale, strict=True)]


@pytest.mark.slow
@few
@given(domains(), st.data())
def test_the_largest_smallest_gain_is_that_of_enumeration(domain: Domain, data: st.DataObject) -> None:
    points, reference = points_of(domain), reference_of(domain)
    scale = [Fraction(data.draw(st.integers(1, 9)), 3) for _ in domain.parties]
    numbers = numbers_of(domain)
    grid = [one / step for one, step in zip(scale, numbers.step, strict=True)]
    found = best_smallest_gain(numbers, on_grid(domain, reference), grid)
    checked(domain, found, lambda point: min(shares(point, reference, scale)), points, Fraction(1))


@pytest.mark.slow
@few
@given(domains(), st.data())
def test_leximin_is_that_of_enumeration(domain: Domain, data: st.DataObject) -> None:
    points, reference = points_of(domain), reference_of(domain)
    scale = [Fraction(data.draw(st.integers(1, 9)), 3) for _ in domain.parties]
    numbers = numbers_of(domain)
    grid = [one / step for one, step in zip(scale, numbers.step, strict=True)]
    found = best_leximin(numbers, on_grid(domain, reference), grid)
    checked(domain, found, lambda point: sorted(shares(point, reference, scale)), points, Fraction(1))


@pytest.mark.slow
@few
@given(domains())
def test_the_largest_product_is_that_of_enumeration(domain: Domain) -> None:
    reference = reference_of(domain)
    points = {
        point for point in points_of(domain) if all(w > r for w, r in zip(point, reference, strict=True))
    }
    numbers = numbers_of(domain)
    found = best_nash(numbers, on_grid(domain, reference))
    checked(
        domain,
        found,
        lambda point: math.prod(w - r for w, r in zip(point, reference, strict=True)),
        points,
        math.prod(numbers.step, start=Fraction(1)),
    )


@pytest.mark.slow
@few
@given(domains())
def test_sums_and_ends_are_those_of_enumeration(domain: Domain) -> None:
    points, numbers = points_of(domain), numbers_of(domain)
    checked(domain, best_sum(numbers, numbers.step), sum, points, Fraction(1))
    for at, (party, found) in enumerate(ideal(numbers).items()):
        assert party == domain.parties[at]
        assert found.proved
        best = max((point[at] for point in points), default=None)
        assert (None if found.value is None else found.value * numbers.step[at]) == best
    some = any_package(numbers)
    assert some.proved
    assert (some.chosen is not None) == bool(points)


@pytest.mark.slow
@few
@given(domains(parties=5, most_issues=3, most_options=3))
def test_all_five_points_of_five_parties_are_those_of_enumeration(domain: Domain) -> None:
    points, reference, numbers = points_of(domain), reference_of(domain), numbers_of(domain)
    notes: list[str] = []
    found = solutions_by_milp(domain, numbers, on_grid(domain, reference), notes=notes)
    assert list(found) == ["nash", "kalai-smorodinsky", "egalitarian", "utilitarian", "leximin"]
    points = {point for point in points if all(w >= r for w, r in zip(point, reference, strict=True))}
    if not points:
        assert set(found.values()) == {None}
        assert len(notes) == 1
        return
    most = [max(point[at] for point in points) for at in range(5)]
    who = [at for at in range(5) if most[at] > reference[at]]
    gains = [[Fraction(point[at] - reference[at]) for at in who] for point in points]
    best_gains = [Fraction(most[at] - reference[at]) for at in who]
    normed = [[gain / best for gain, best in zip(row, best_gains, strict=True)] for row in gains]
    expected: dict[str, Fraction | None] = {
        "nash": max((math.prod(row, start=Fraction(1)) for row in gains if min(row) > 0), default=None)
        if who
        else None,
        "kalai-smorodinsky": max(map(min, normed)) if who else None,
        "egalitarian": max(map(min, gains)) if who else None,
        "utilitarian": Fraction(max(sum(point) - sum(reference) for point in points)),
        "leximin": max(sorted(row) for row in normed)[0] if who else None,
    }
    for name, value in expected.items():
        one = found[name]
        if value is None:
            assert one is None
            continue
        assert one is not None
        assert one.exact
        assert one.value == one.upper_bound == float(value)
        package = one.packages[0].options
        assert one.packages[0].worth == dict(zip(domain.parties, worths_of(domain, package), strict=True))


THREE = ("north", "south", "east")


def large(issues: int, parties: Sequence[str], seed: int, **more: Any) -> Domain:
    draw = random.Random(seed)  # noqa: S311 -- a domain that is the same every time
    tables = {
        f"issue-{at}": {f"o{k}": [draw.randint(0, 100) for _ in parties] for k in range(5)}
        for at in range(issues)
    }
    return domain_of(tables, parties, no_deal=[0] * len(parties), **more)


def test_thirty_issues_are_solved_without_listing() -> None:
    domain = large(
        30, THREE, 4, rules_out=[("issue-0", "o0", "issue-29", "o1"), ("issue-3", "o2", "issue-9", "o0")]
    )
    numbers = numbers_of(domain)
    total = best_sum(numbers, numbers.step)
    nash = best_nash(numbers, [0, 0, 0])
    for found in (total, nash):
        assert found.proved
        assert found.undominated
        assert found.chosen is not None
        assert numbers.is_allowed(found.chosen)
    assert total.chosen is not None
    assert total.value == sum(numbers.in_units(numbers.point(total.chosen)).values())
    free = sum(
        max(int(row.sum()) for row in worth) for worth in numbers.worth
    )  # no step is other than 1 here
    assert set(numbers.step) == {Fraction(1)}
    assert 0.9 * free < total.value <= free
    assert nash.chosen is not None
    assert nash.value == math.prod(int(number) for number in numbers.point(nash.chosen))
    # Nobody can change one or two issues and have a larger product.
    here = numbers.point(nash.chosen)
    for at in range(30):
        for option in range(5):
            changed = [*nash.chosen[:at], option, *nash.chosen[at + 1 :]]
            if numbers.is_allowed(changed):
                assert math.prod(int(n) for n in numbers.point(changed)) <= math.prod(int(n) for n in here)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_two_parties_with_many_issues_match_sums_kept_in_a_set(seed: int) -> None:
    """An oracle of another kind: all reachable pairs of worths of 30 issues with small worths."""
    draw = random.Random(seed)  # noqa: S311 -- a domain that is the same every time
    tables = {
        f"i{at}": {f"o{k}": [draw.randint(0, 6), draw.randint(0, 6)] for k in range(4)} for at in range(30)
    }
    domain = domain_of(tables, no_deal=[0, 0])
    best = {0: 0}
    for options in tables.values():
        after: dict[int, int] = {}
        for x, y in best.items():
            for a, b in options.values():
                after[x + a] = max(after.get(x + a, -1), y + b)
        best = after
    numbers = numbers_of(domain)
    steps = numbers.step
    ends = ideal(numbers)
    assert [ends[party].value for party in domain.parties] == [
        max(best) / steps[0],
        max(best.values()) / steps[1],
    ]
    smallest = best_smallest_gain(numbers, [0, 0], [1 / step for step in steps])
    assert smallest.proved
    assert smallest.value == max(min(x, y) for x, y in best.items())
    nash = best_nash(numbers, [0, 0])
    assert nash.proved
    assert nash.value is not None
    assert nash.value * steps[0] * steps[1] == max(x * y for x, y in best.items())


def test_worths_that_fill_sixty_bits_are_told_apart_exactly() -> None:
    draw = random.Random(8)  # noqa: S311 -- a domain that is the same every time
    tables = {f"i{at}": {f"o{k}": [draw.random(), draw.random()] for k in range(3)} for at in range(6)}
    domain = domain_of(tables, no_deal=[0, 0])
    numbers = numbers_of(domain)
    every = [numbers.point(numbers.places(package)).tolist() for package in allowed_packages(domain)]
    assert max(map(max, every)) > 2**53
    assert best_nash(numbers, [0, 0]).value == max(x * y for x, y in every)
    scale = [1 / step for step in numbers.step]
    egalitarian = best_smallest_gain(numbers, [0, 0], scale)
    assert egalitarian.proved
    assert egalitarian.value == max(min(x / a, y / b) for x, y in every for a, b in [scale])


def test_one_step_in_a_million_million_decides() -> None:
    """Packages that float arithmetic with tolerances cannot tell apart."""
    big = 10**12
    tables = {
        "a": {f"o{k}": [big + k, big + (k * 7) % 10] for k in range(10)},
        "b": {"x": [0, 1], "y": [big, -big]},
    }
    domain = domain_of(tables, no_deal=[0, 0])
    numbers = numbers_of(domain)
    nash = best_nash(numbers, [0, 0])
    assert nash.proved
    assert nash.value == max(
        math.prod(int(n) for n in numbers.point(numbers.places(package)))
        for package in allowed_packages(domain)
    )
    smallest = best_smallest_gain(numbers, [0, 0], [Fraction(1), Fraction(1)])
    assert smallest.proved
    assert smallest.value == max(
        min(int(n) for n in numbers.point(numbers.places(package))) for package in allowed_packages(domain)
    )


@pytest.mark.parametrize("options", [3, 40])
def test_what_hangs_on_two_issues_counts_in_small_and_large_tables(options: int) -> None:
    choices = [("a", f"o{k}") for k in range(options)]
    duty = Brought(
        "duty",
        (("b", "o1"), ("b", "o2")),
        (choices[0], choices[-1]),
        {"south": Worth(9, 9), "north": Worth(-4, -4)},
    )
    tables = {issue: {f"o{k}": [k % 3, (k * 5) % 4] for k in range(options)} for issue in ("a", "b")}
    domain = domain_of(tables, no_deal=[0, 0], brought=[duty])
    points = points_of(domain)
    checked(domain, best_sum(numbers_of(domain), numbers_of(domain).step), sum, points, Fraction(1))


def test_no_package_is_found_where_there_is_none() -> None:
    domain = domain_of({"a": {"x": [3, 0], "y": [0, 3]}}, no_deal=[2, 2])
    numbers = numbers_of(domain)
    for found in (best_sum(numbers, numbers.step), best_nash(numbers, numbers.point([0]).tolist())):
        assert (found.chosen, found.value, found.proved) == (None, None, True)
    notes: list[str] = []
    assert set(solutions_by_milp(domain, numbers, [2, 2], notes=notes).values()) == {None}
    assert notes == [
        "No package gives every party the worth that its gain is measured from, so there is no solution point."
    ]


def test_a_limit_beyond_every_package_leaves_none() -> None:
    domain = domain_of({"a": {"x": [3, 0]}, "b": {"x": [1, 1], "y": [1, 2]}}, no_deal=[1e15, None])
    assert any_package(numbers_of(domain)) == replace(
        any_package(numbers_of(domain)), chosen=None, value=None, upper_bound=None, proved=True
    )


def test_a_package_that_reaches_the_optimum_is_not_shown_dominated() -> None:
    """Both options of b give the smallest gain of 2; only one is undominated."""
    domain = domain_of({"a": {"x": [2, 4]}, "b": {"x": [0, 0], "y": [0, 5]}}, no_deal=[0, 0])
    found = best_smallest_gain(numbers_of(domain), [0, 0], [Fraction(1), Fraction(1)])
    assert found.chosen == (0, 1)


def test_without_time_the_bound_is_honest() -> None:
    domain = large(30, THREE, 5)
    numbers = numbers_of(domain)
    for found in (
        best_nash(numbers, [0, 0, 0], time_limit=0),
        best_sum(numbers, numbers.step, time_limit=0),
        best_smallest_gain(numbers, [0, 0, 0], [Fraction(1)] * 3, time_limit=0),
        best_leximin(numbers, [0, 0, 0], [Fraction(1)] * 3, time_limit=0),
    ):
        assert found.chosen is None
        assert not found.proved
        assert found.upper_bound is not None
        assert found.upper_bound >= 1000
    notes: list[str] = []
    assert set(solutions_by_milp(domain, numbers, [0, 0, 0], time_limit=0, notes=notes).values()) == {None}
    assert "No nash package was found in the time given." in notes


@pytest.mark.slow
def test_a_time_limit_is_kept_and_the_bound_is_above_the_truth() -> None:
    domain = large(60, ("north", "south", "east", "west", "coast"), 6)
    numbers = numbers_of(domain)
    scale = [found.value for found in ideal(numbers).values()]
    start = time.perf_counter()
    found = best_smallest_gain(numbers, [0] * 5, scale, time_limit=1.0)
    assert time.perf_counter() - start < 6  # a busy machine, and HiGHS looks at the clock now and then
    assert found.value is not None
    assert found.upper_bound is not None
    assert found.value <= found.upper_bound <= 1
    assert found.proved == (found.value == found.upper_bound)
    # The true optimum is at least that of any package: none that is found with more time exceeds the bound.
    longer = best_smallest_gain(numbers, [0] * 5, scale, time_limit=4.0)
    assert longer.value is not None
    assert longer.value <= found.upper_bound


def test_swapping_parties_and_scaling_one_changes_nothing_else() -> None:
    domain = large(6, THREE, 7)
    turned = replace(
        domain,
        parties=("east", "north", "south"),
        own={
            party: {
                choice: Worth(
                    worth.low * (3 if party == "east" else 1), worth.low * (3 if party == "east" else 1)
                )
                for choice, worth in domain.own[party].items()
            }
            for party in ("east", "north", "south")
        },
    )
    for one, other in ((numbers_of(domain), numbers_of(turned)),):
        first, second = ideal(one), ideal(other)
        assert second["east"].value * other.step[0] == 3 * first["east"].value * one.step[2]  # type: ignore[operator]
        values = [
            best_smallest_gain(numbers, [0] * 3, [ends[party].value for party in numbers.parties]).value
            for numbers, ends in ((one, first), (other, second))
        ]
        assert values[0] == values[1]
        products = [
            found.value * math.prod(numbers.step)
            for numbers in (one, other)
            if (found := best_nash(numbers, [0] * 3)).value is not None
        ]
        assert products[1] == 3 * products[0]


def test_sums_need_a_shared_unit_and_units_that_differ_are_said() -> None:
    domain = domain_of({"a": {"x": [2, 1], "y": [1, 2]}}, no_deal=[0, 0], unit="points")
    domain = replace(domain, unit={"north": "points", "south": "euro"})
    notes: list[str] = []
    found = solutions_by_milp(domain, numbers_of(domain), [0, 0], notes=notes)
    assert found["utilitarian"] is None
    assert any("worths are added only where all share a unit" in note for note in notes)
    egalitarian = found["egalitarian"]
    assert egalitarian is not None
    assert "share no unit" in egalitarian.note


def test_who_cannot_gain_is_left_out_of_the_formula() -> None:
    domain = domain_of({"a": {"x": [2, 1], "y": [1, 1]}}, no_deal=[0, 1])
    notes: list[str] = []
    found = solutions_by_milp(domain, numbers_of(domain), [0, 1], notes=notes)
    nash = found["nash"]
    assert nash is not None
    assert nash.formula == "largest product of gains: (north - 0)"
    assert nash.value == 2
    assert notes == [
        "No acceptable package gives south a gain, so it is left out of every formula but the sum."
    ]


def test_without_scipy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "scipy":
            raise ImportError(name)
        return real(name, *args, **more)

    numbers = numbers_of(domain_of({"a": {"x": [2, 1], "y": [1, 2]}}))
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match="install the extra `solve`"):
        best_sum(numbers, numbers.step)


def test_what_a_solver_prints_does_not_reach_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(1, b"before ")
    with quiet():
        os.write(1, b"lost ")
        with quiet():
            os.write(1, b"lost too ")
        os.write(1, b"lost as well ")
    os.write(1, b"after")
    assert capfd.readouterr().out == "before after"


def test_a_scale_is_needed_and_weights_are_not_below_nothing() -> None:
    numbers = numbers_of(domain_of({"a": {"x": [2, 1], "y": [1, 2]}}))
    with pytest.raises(ValueError, match="scale"):
        best_smallest_gain(numbers, [0, 0], [None, None])
    with pytest.raises(ValueError, match="below 0"):
        best_sum(numbers, [Fraction(1), Fraction(-1)])


def test_columns_of_a_party_lie_within_a_thousand_whatever_the_grid() -> None:
    domain = domain_of({"a": {"x": [1e17, 1], "y": [0, 2]}, "b": {"x": [1, 0.001], "y": [0, 0]}})
    model = model_of(numbers_of(domain))
    for least, most, unit in zip(model.least, model.most, model.unit, strict=True):
        assert (most - least) / unit <= 1000
