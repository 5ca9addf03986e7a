"""Worths on a grid: exact where 64 bits can hold it, and how far off where they cannot."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargain.domain import Brought, Domain
from detente.bargain.numbers import MOST_OPTIONS, numbers_of
from detente.bargain.run import bargain
from detente.deal.worth import UNKNOWN, Worth
from detente.errors import CannotCount
from tests.bargain.domains import allowed_packages, domain_of, domains, worths_of


@given(domains())
def test_a_package_has_the_worth_of_its_options_and_of_what_they_bring(domain: Domain) -> None:
    numbers = numbers_of(domain)
    allowed = {tuple(package.values()) for package in allowed_packages(domain)}
    for places in [[0] * len(domain.issues), [len(options) - 1 for options in domain.issues.values()]]:
        package = numbers.package(places)
        assert numbers.places(package) == tuple(places)
        assert tuple(numbers.in_units(numbers.point(places)).values()) == worths_of(domain, package)
        assert numbers.is_allowed(places) == (tuple(package.values()) in allowed)


def test_decimals_are_taken_as_they_are_written() -> None:
    domain = domain_of({"a": {"x": (0.1, 3), "y": (0.25, 6)}, "b": {"x": (0.2, 9), "y": (0.3, 0)}})
    numbers = numbers_of(domain)
    assert numbers.step == (Fraction(1, 20), Fraction(3))
    assert numbers.worth[0].tolist() == [[2, 1], [5, 2]]
    assert not any(numbers.rounding)


def test_each_party_has_a_grid_of_its_own() -> None:
    numbers = numbers_of(domain_of({"a": {"x": (1_000_000, 0.001), "y": (2_000_000, 0.002)}}))
    assert numbers.step == (Fraction(1_000_000), Fraction(1, 1000))


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=12))
def test_a_grid_that_is_too_fine_says_by_how_much_it_may_be_off(worths: list[float]) -> None:
    domain = domain_of({f"i{at}": {"x": (worth, 0), "y": (0, 0)} for at, worth in enumerate(worths)})
    numbers = numbers_of(domain)
    for places in ([0] * len(worths), [0, *[1] * (len(worths) - 1)]):
        real = sum(Fraction(repr(worth)) for worth, place in zip(worths, places, strict=True) if place == 0)
        held = sum(Fraction(worth) for worth, place in zip(worths, places, strict=True) if place == 0)
        told = int(numbers.point(places)[0]) * numbers.step[0]
        assert min(abs(told - real), abs(told - held)) <= numbers.rounding[0]


def test_numbers_as_64_bits_hold_them_are_not_rounded() -> None:
    domain = domain_of(
        {"a": {"x": (2**-52 + 0.5, 1), "y": (0.1 + 0.2, 2)}, "b": {"x": (1 / 3, 1), "y": (0, 0)}}
    )
    assert not any(numbers_of(domain).rounding)


def test_numbers_of_very_different_size_are_rounded() -> None:
    numbers = numbers_of(domain_of({"a": {"x": (1e300, 1), "y": (1e-300, 2)}}))
    assert 0 < numbers.rounding[0] < 1e283
    assert numbers.rounding[1] == 0


def test_no_deal_is_on_the_grid_of_the_worths() -> None:
    domain = domain_of({"a": {"x": (2, 2), "y": (4, 1)}}, no_deal=(2.5, None))
    numbers = numbers_of(domain)
    assert numbers.no_deal == (5, None)
    assert numbers.step[0] == Fraction(1, 2)


def test_a_duty_of_two_issues_is_a_factor_and_one_of_a_single_issue_is_part_of_its_options() -> None:
    worth = {"north": Worth(5, 5)}
    alone = Brought("customs", (("port", "open"),), (), worth)
    both = Brought("patrol", (("port", "open"),), (("road", "open"),), worth)
    tables = {"port": {"open": (1, 0), "shut": (0, 0)}, "road": {"open": (0, 0), "shut": (0, 0)}}
    numbers = numbers_of(domain_of(tables, brought=[alone, both]))
    assert numbers.worth[0].tolist() == [[6, 0], [0, 0]]
    assert [(one.scope, one.worth[:, :, 0].tolist()) for one in numbers.factors] == [
        ((0, 1), [[5, 0], [0, 0]])
    ]


@pytest.mark.parametrize(
    ("worth", "told"),
    [
        (Worth(float("nan"), float("nan")), "is not a finite number"),
        (Worth(1, 2), r"is `1\.\.2`, no single number"),
        (UNKNOWN, "is `unknown`, no single number"),
        (Worth(float("inf"), float("inf")), "is not a finite number"),
    ],
)
def test_what_is_no_number_is_named(worth: Worth, told: str) -> None:
    domain = domain_of({"port": {"open": (1, 0), "shut": (0, 0)}})
    own = {"north": {**domain.own["north"], ("port", "open"): worth}, "south": domain.own["south"]}
    with pytest.raises(CannotCount, match=rf"north: the worth of `port: open` {told}"):
        numbers_of(Domain(domain.parties, domain.issues, own, domain.no_deal))


def test_too_many_options_are_refused_with_the_issue() -> None:
    domain = domain_of({"price": {str(k): (k, -k) for k in range(MOST_OPTIONS + 1)}})
    with pytest.raises(CannotCount, match=r"The issue `price` has 100,001 options"):
        numbers_of(domain)


def test_a_worth_without_a_deal_that_the_grid_cannot_hold_beside_worths_is_refused_not_cut() -> None:
    domain = domain_of({"a": {"x": (0, 1), "y": (1, 0)}}, no_deal=(-1e19, None))
    with pytest.raises(
        CannotCount, match="north: what it has without a deal, -10000000000000000000, is too far"
    ):
        numbers_of(domain)


def test_gains_are_measured_from_the_worth_without_a_deal_however_fine_the_grid() -> None:
    table = {"x": {"a": (0.2, 1), "b": (0, 1.3), "c": (0.0012345678901234567, 0)}}
    found = bargain(domain_of(table, no_deal=(-1, 0)))
    nash = found.solutions["nash"]
    assert nash is not None
    assert found.reference == {"north": -1, "south": 0}
    assert nash.packages[0].options == {"x": "b"}
