from __future__ import annotations

import copy
import json
import pickle
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from detente.bargain.domain import Domain
from detente.bargain.exact import Exact, fraction_of, worth_of
from detente.bargain.numbers import numbers_of
from detente.bargain.uncertain import nominal
from detente.deal.worth import Worth


def thirds() -> Domain:
    """Three options worth a third, a sixth and half a point to each of two parties."""
    own = {("port", str(at)): worth_of(Fraction(one)) for at, one in enumerate(("1/3", "1/6", "1/2"))}
    return Domain(
        parties=("north", "south"),
        issues={"port": ("0", "1", "2")},
        own={"north": own, "south": own},
        no_deal={"north": worth_of(Fraction(1, 6)), "south": None},
    )


@given(st.fractions(-(10**6), 10**6))
def test_a_fraction_is_remembered(number: Fraction) -> None:
    worth = worth_of(number)
    assert worth.is_point
    assert worth.low == float(number)
    assert fraction_of(worth.low) == number
    for kept in (copy.deepcopy(worth), pickle.loads(pickle.dumps(worth))):  # noqa: S301 -- our own
        assert kept == worth
        assert fraction_of(kept.low) == number


def test_it_is_a_float_elsewhere() -> None:
    third = Exact(Fraction(1, 3))
    assert json.dumps([third]) == json.dumps([1 / 3])
    assert type(third + 0) is float
    assert str(Worth(third, third)) == str(Worth(1 / 3, 1 / 3))


def test_decimals_are_plain_floats_as_they_are_written() -> None:
    assert type(worth_of(Fraction(7, 10)).low) is float
    assert fraction_of(0.1) == Fraction(1, 10)
    assert fraction_of(3) == fraction_of(3.0) == 3
    assert fraction_of(1e300) == Fraction(10**300 + (int(1e300) - 10**300))


def test_the_grid_is_that_of_the_fractions() -> None:
    numbers = numbers_of(thirds())
    assert numbers.step == (Fraction(1, 6), Fraction(1, 6))
    assert numbers.worth[0][:, 0].tolist() == [2, 1, 3]
    assert numbers.no_deal == (1, None)
    assert not any(numbers.rounding)


def test_points_keep_their_fractions_where_other_worths_are_ranges() -> None:
    domain = thirds()
    own = {**domain.own["south"], ("port", "0"): Worth(0.25, 0.5)}
    made = nominal(
        Domain(domain.parties, domain.issues, {"north": domain.own["north"], "south": own}, domain.no_deal)
    )
    assert fraction_of(made.own["north"]["port", "0"].low) == Fraction(1, 3)
    assert fraction_of(made.own["south"]["port", "1"].low) == Fraction(1, 6)
    assert made.no_deal["north"] is not None
    assert fraction_of(made.no_deal["north"].low) == Fraction(1, 6)
