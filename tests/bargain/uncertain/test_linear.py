from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.uncertain.linear import Bound, Row, Unbounded, largest

NAMES = ["a", "b", "c"]
NUMBER = st.integers(-4, 4)


@given(
    st.lists(NUMBER, min_size=3, max_size=3),
    st.lists(st.tuples(st.lists(NUMBER, min_size=3, max_size=3), NUMBER), max_size=5),
    st.lists(
        st.tuples(st.none() | st.integers(-3, 0), st.none() | st.integers(0, 3)), min_size=3, max_size=3
    ),
)
@settings(max_examples=150, deadline=None)
def test_equal_to_another_solver(
    goal: list[int], rows: list[tuple[list[int], int]], bounds: list[tuple[int | None, int | None]]
) -> None:
    optimize = pytest.importorskip("scipy.optimize")
    found = largest(
        dict(zip(NAMES, map(Fraction, goal), strict=True)),
        [(dict(zip(NAMES, map(Fraction, row), strict=True)), Fraction(least)) for row, least in rows],
        {name: (_f(low), _f(high)) for name, (low, high) in zip(NAMES, bounds, strict=True)},
    )
    oracle = optimize.linprog(
        [-one for one in goal],
        A_ub=[[-one for one in row] for row, _ in rows] or None,
        b_ub=[-least for _, least in rows] or None,
        bounds=bounds,
        method="highs-ds",
        options={"presolve": False},
    )
    if oracle.status == 2:
        assert found is None
    elif oracle.status == 3:
        assert isinstance(found, Unbounded)
    else:
        assert oracle.status == 0
        assert found is not None
        assert not isinstance(found, Unbounded)
        value, point = found
        assert float(value) == pytest.approx(-oracle.fun, abs=1e-7)
        _check(point, rows, bounds)


def _check(
    point: dict[str, Fraction],
    rows: list[tuple[list[int], int]],
    bounds: list[tuple[int | None, int | None]],
) -> None:
    for row, least in rows:
        assert sum(number * point[name] for name, number in zip(NAMES, row, strict=True)) >= least
    for name, (low, high) in zip(NAMES, bounds, strict=True):
        assert low is None or point[name] >= low
        assert high is None or point[name] <= high


def _f(number: int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def test_a_cycle_of_ties_ends() -> None:
    # Beale's example: without a rule against it, the simplex method turns in circles here.
    goal = {"a": Fraction(3, 4), "b": Fraction(-150), "c": Fraction(1, 50), "d": Fraction(-6)}
    rows: list[Row] = [
        ({"a": Fraction(-1, 4), "b": Fraction(60), "c": Fraction(1, 25), "d": Fraction(-9)}, Fraction(0)),
        ({"a": Fraction(-1, 2), "b": Fraction(90), "c": Fraction(1, 50), "d": Fraction(-3)}, Fraction(0)),
    ]
    bounds: dict[str, Bound] = dict.fromkeys("abd", (Fraction(0), None)) | {"c": (Fraction(0), Fraction(1))}
    found = largest(goal, rows, bounds)
    assert found is not None
    assert not isinstance(found, Unbounded)
    assert found[0] == Fraction(1, 20)
