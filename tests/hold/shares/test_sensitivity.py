"""What turns a verdict, what an unknown value has to be worth, and how far gains reach."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deal.worth import UNKNOWN, Worth, parse_ranking, parse_worth
from detente.hold.shares.sensitivity import BreakEven, Flip, Gain, NoNominal, break_even, robust, sensitivity
from detente.hold.shares.uncertain import Row, Tests, Value


def made(values: dict[str, tuple[str, int]], *rows: tuple[str, dict[str, float], float]) -> Tests:
    known = tuple(Value(name, parse_worth(text), sign) for name, (text, sign) in values.items())
    return Tests("north", known, tuple(Row(*row) for row in rows))


KEEPS = made(  # pull-back-2 costs north 30 to 45; it is owed the end of the war and would lose its bond
    {"pull-back-2": ("-45..-30 likely -40", -1), "end-of-war": ("50", 1), "bond": ("-5", -1)},
    ("release-rest", {"pull-back-2": -1, "end-of-war": -1, "bond": 1}, 0),
)


def test_what_turns_a_deal_that_holds() -> None:
    """40 saved, 50 not received, 5 lost: the gain is -15."""
    assert sensitivity(KEEPS) == (
        Flip("north", "end-of-war", 50, 35, -15, 0.3, False, "release-rest", False),
        Flip("north", "pull-back-2", -40, -55, -15, 0.375, False, "release-rest", False),
    )  # the bond would have to be worth 10 to it, against its sign


def test_what_turns_a_deal_that_does_not_hold() -> None:
    tests = made(
        {"a": ("-20..-10", -1), "b": ("8", 1), "c": ("-1", -1)},
        ("one", {"a": -1, "b": -1}, 0),
        ("two", {"a": -0.5, "b": -0.5, "c": 1}, 0),
    )
    assert sensitivity(tests) == (
        Flip("north", "a", -15, -8, 7, 7 / 15, True, "one", False),
        Flip("north", "b", 8, 15, 7, 7 / 8, True, "one", False),
    )


def test_a_value_alone_may_turn_nothing() -> None:
    tests = made({"a": ("3", 0), "b": ("4", 0)}, ("one", {"a": 1}, 0), ("two", {"b": 1}, 0))
    assert sensitivity(tests) == ()
    opposed = made({"a": ("3", 0)}, ("one", {"a": 1}, -2), ("two", {"a": -1}, 4))
    assert sensitivity(opposed) == ()  # at most 2 and at least 4


def test_both_directions_the_nearest_first_and_ties_by_the_file() -> None:
    tests = made({"b": ("4", 0), "a": ("4", 0)}, ("up", {"a": 1, "b": 1}, -10), ("down", {"a": -1}, 2))
    assert [(flip.value, flip.delta, flip.point) for flip in sensitivity(tests)] == [
        ("b", 2, "up"),
        ("a", 2, "up"),
        ("a", -2, "down"),
    ]


def test_decimals_are_exact_and_a_tie_goes_on() -> None:
    tests = made({"a": ("0.1", 1), "b": ("0.2", 1), "c": ("0.3", 1)}, ("p", {"a": 1, "b": 1, "c": -1}, 0))
    flips = sensitivity(tests)
    assert [(flip.value, flip.turns_at, flip.delta, flip.goes_on) for flip in flips] == [
        ("a", 0.1, 0, False),
        ("b", 0.2, 0, False),
        ("c", 0.3, 0, False),
    ]


def test_a_nominal_value_of_nothing() -> None:
    tests = made({"a": ("-2..2", 0)}, ("p", {"a": 1}, -1))
    assert sensitivity(tests) == (Flip("north", "a", 0, 1, 1, math.inf, False, "p", True),)


def test_an_unknown_value_has_no_figure_to_start_from() -> None:
    with pytest.raises(NoNominal, match="`u` is unknown"):
        sensitivity(made({"u": ("unknown", 0)}, ("p", {"u": 1}, 0)))
    assert sensitivity(made({"u": ("unknown", 0), "a": ("1", 0)}, ("p", {"u": 0, "a": 1}, -3)))


small = st.integers(-5, 5)


@st.composite
def point_tests(draw: st.DrawFn) -> Tests:
    values = tuple(Value(name, Worth(x := draw(small), x)) for name in "abc")
    rows = [
        Row(f"p{n}", {name: draw(st.integers(-2, 2)) for name in "abc"}, draw(small))
        for n in range(draw(st.integers(1, 4)))
    ]
    return Tests("north", values, tuple(rows))


def goes_on(tests: Tests, quarters: dict[str, int]) -> bool:
    return all(
        sum(row.coefficients[name] * number for name, number in quarters.items()) + 4 * row.constant <= 0
        for row in tests.rows
    )


@settings(max_examples=100, deadline=None)
@given(point_tests())
def test_turns_are_where_a_search_finds_them(tests: Tests) -> None:
    """All turns lie on halves (coefficients are at most 2): walk out from the nominal value by quarters."""
    nominal = {value.name: 4 * int(value.worth.low) for value in tests.values}
    now = goes_on(tests, nominal)
    flips = sensitivity(tests)
    expected = set()
    for name, way in product("abc", (1, -1)):
        turned = (
            n for n in range(1, 160) if goes_on(tests, {**nominal, name: nominal[name] + way * n}) != now
        )
        quarters = next(turned, None)
        if quarters is not None:  # a tie goes on, so from going on it turns only beyond
            expected.add((name, (quarters - 1 if now else quarters) * way / 4))
    assert {(flip.value, flip.delta) for flip in flips} == expected
    assert all(flip.goes_on != now for flip in flips)


def test_what_an_unknown_value_has_to_be_worth() -> None:
    """North keeps pull-back-2 if end-of-war is worth more than 25 to it, at least 10 with all else at its best."""
    tests = made(
        {"pull-back-2": ("-30..-20", -1), "end-of-war": ("unknown", 1), "bond": ("-10..-5", -1)},
        ("release-rest", {"pull-back-2": -1, "end-of-war": -1, "bond": 1}, 0),
    )
    assert break_even(tests) == (
        BreakEven("north", "end-of-war", "release-rest", (25, math.inf), (10, math.inf)),
    )


def test_break_evens_from_both_sides_and_of_several_rows() -> None:
    tests = made(
        {"u": ("unknown", 0), "x": ("1..3", 0)},
        ("p", {"u": 1, "x": 1}, -8),
        ("p", {"u": -1, "x": 1}, 0),
        ("p", {"u": -2}, 5),
        ("q", {"u": 0.5}, -1),
    )
    assert break_even(tests) == (
        BreakEven("north", "u", "p", (3, 5), (2.5, 7)),
        BreakEven("north", "u", "q", (-math.inf, 2), (-math.inf, 2)),
    )


def test_a_break_even_that_nothing_reaches() -> None:
    other = made({"u": ("unknown", 1), "v": ("unknown", 1)}, ("p", {"u": -1, "v": 1}, 3))
    first, second = break_even(other)
    assert (first.value, first.sure, first.possible) == (
        "u",
        None,
        (3, math.inf),
    )  # v could be worth anything
    assert (second.value, second.sure, second.possible) == ("v", None, (0, math.inf))
    never = made({"u": ("unknown", 1)}, ("p", {"u": 1}, 3), ("q", {"u": 1}, -3))
    assert [(one.sure, one.possible) for one in break_even(never)] == [(None, None), ((0, 3), (0, 3))]
    elsewhere = made({"u": ("unknown", 0), "x": ("-1..1", 0)}, ("p", {"u": 1}, 0), ("p", {"x": 1}, 0))
    assert [(one.sure, one.possible) for one in break_even(elsewhere)] == [(None, (-math.inf, 0))]


def test_an_unknown_value_that_bears_on_nothing_has_no_break_even() -> None:
    assert break_even(made({"u": ("unknown", 0), "x": ("1", 0)}, ("p", {"x": 1}, 0))) == ()


@given(
    st.lists(st.tuples(small, small, st.integers(-3, 3)), min_size=1, max_size=4),
    st.integers(-5, 5),
)
def test_gains_reach_from_corner_to_corner(parts: list[tuple[int, int, int]], constant: int) -> None:
    ranges = [tuple(sorted(ends)) for *ends, _c in parts]
    values = tuple(Value(f"x{n}", Worth(low, high)) for n, (low, high) in enumerate(ranges))
    coefficients = {f"x{n}": part[2] for n, part in enumerate(parts)}
    corners = [
        constant + sum(c * x for c, x in zip(coefficients.values(), corner, strict=True))
        for corner in product(*ranges)
    ]
    assert robust(Tests("north", values, (Row("p", coefficients, constant),))) == (
        Gain("north", "p", min(corners), max(corners)),
    )


def test_gains_with_unknown_values() -> None:
    tests = Tests(
        "north",
        (Value("u", UNKNOWN, 1), Value("v", UNKNOWN), Value("x", Worth(0.1, 0.2))),
        (Row("p", {"u": -1, "x": 3}), Row("q", {"v": 1}), Row("r", {"x": 1}, 0.2)),
        (parse_ranking("u > v"),),
    )
    assert robust(tests) == (
        Gain("north", "p", -math.inf, 0.6),
        Gain("north", "q", -math.inf, math.inf),
        Gain("north", "r", 0.3, 0.4),
    )
