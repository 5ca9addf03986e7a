"""A player goes on at a discount exactly where what it gains by stopping is no more than what it would lose."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.hold.repetition import continuation, least_discount

NUMBER = st.fractions(0, 50, max_denominator=20)


def test_a_gain_of_4_against_1_a_cycle() -> None:
    assert least_discount(4, 0, 1) == Fraction(4, 5)
    assert continuation(1, 0.8) == 4


def test_the_edges() -> None:
    assert least_discount(3, 3, 0) == 0
    assert least_discount(-1, 0, -5) == 0
    assert least_discount(4, 3, 0) is None
    assert least_discount(4, 3, -1) is None
    assert continuation(7, 0) == 0


@given(NUMBER, NUMBER, NUMBER, st.fractions(0, Fraction(99, 100), max_denominator=100))
def test_it_goes_on_exactly_from_the_least_discount(
    gain: Fraction, guarantee: Fraction, surplus: Fraction, discount: Fraction
) -> None:
    least = least_discount(gain, guarantee, surplus)
    goes_on = gain <= guarantee + continuation(surplus, discount)
    assert goes_on == (least is not None and discount >= least)


@given(NUMBER, st.floats(0, 0.9))
def test_the_continuation_is_the_sum_of_the_cycles(surplus: Fraction, discount: float) -> None:
    cycles = math.fsum(float(surplus) * discount**cycle for cycle in range(1, 700))
    assert float(continuation(surplus, discount)) == pytest.approx(cycles, abs=1e-9)


@pytest.mark.parametrize("discount", [1, -0.1, 1.5, math.inf, math.nan])
def test_a_discount_outside_0_to_1_is_refused(discount: float) -> None:
    with pytest.raises(ValueError, match="discount"):
        continuation(1, discount)


def test_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="the gain is a finite number, not inf"):
        least_discount(math.inf, 0, 1)
    with pytest.raises(ValueError, match="surplus"):
        least_discount(1, 0, math.nan)
    with pytest.raises(ValueError, match="guarantee is 0 or more"):
        least_discount(1, -1, 1)
