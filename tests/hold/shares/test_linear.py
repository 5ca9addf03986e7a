"""Exact linear programs, against scipy's."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.hold.shares._linear import Program

NAMES = ("x", "y", "z")
numbers = st.integers(-4, 4).map(Fraction)
sums = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, numbers))
bounds = st.tuples(st.none() | st.integers(-4, 0).map(Fraction), st.none() | st.integers(0, 4).map(Fraction))
rows = st.lists(st.tuples(sums, st.integers(-6, 9).map(Fraction)), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(NAMES, bounds)), rows, rows, sums)
def test_the_optimum_is_the_one_that_scipy_finds(limits: Any, always: Any, lazy: Any, objective: Any) -> None:
    optimize = pytest.importorskip("scipy.optimize")
    box = [({name: Fraction(sign)}, Fraction(50)) for name in NAMES for sign in (1, -1)]
    found = Program(limits, [*always, *box], lazy).most(objective)
    every = [*always, *lazy, *box]
    peer = optimize.linprog(
        [-float(objective.get(name, 0)) for name in NAMES],
        [[float(row.get(name, 0)) for name in NAMES] for row, _ in every],
        [float(bound) for _, bound in every],
        bounds=[[None if end is None else float(end) for end in limits[name]] for name in NAMES],
    )
    assert (found is None) == (peer.status == 2)
    if found:
        assert float(found[0]) == pytest.approx(-peer.fun, abs=1e-7)
        assert sum(number * found[1][name] for name, number in objective.items()) == found[0]
        assert all(sum(n * found[1][name] for name, n in row.items()) <= bound for row, bound in every)


def test_the_answer_is_exact() -> None:
    third = Fraction(1, 3)
    found = Program({"x": (Fraction(0), None)}, [({"x": Fraction(3)}, Fraction(1))]).most({"x": Fraction(1)})
    assert found == (third, {"x": third})


def test_a_program_that_cycles_under_the_largest_coefficient_rule_ends() -> None:
    """E. M. L. Beale's example of 1955."""
    rows_ = [
        ({"a": "0.25", "b": "-60", "c": "-0.04", "d": "9"}, 0),
        ({"a": "0.5", "b": "-90", "c": "-0.02", "d": "3"}, 0),
        ({"c": "1"}, 1),
    ]
    exact: list[Any] = [
        ({name: Fraction(number) for name, number in row.items()}, Fraction(bound)) for row, bound in rows_
    ]
    objective = {"a": Fraction("0.75"), "b": Fraction(-150), "c": Fraction("0.02"), "d": Fraction(-6)}
    found = Program(dict.fromkeys("abcd", (Fraction(0), None)), exact).most(objective)
    assert found is not None
    assert found[0] == Fraction("0.05")


def test_no_upper_bound() -> None:
    with pytest.raises(ValueError, match="no upper bound"):
        Program({"x": (Fraction(0), None)}).most({"x": Fraction(1)})
