"""The number of rounds is safe when played through, and no smaller number is, by a linear program."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.hold.split import alternating_parts, equal_parts, shrinking_parts

WHOLE = st.integers(0, 12)
Shares = list[tuple[Fraction, Fraction]]


def gains(shares: Shares, worth: dict[str, tuple[Fraction, Fraction]]) -> dict[str, Fraction]:
    """The most that each side gains by stopping at any of its own moves, played act by act.

    `worth[side]` is what the whole of the first and of the second side's performance is worth to the side.
    """
    acts: list[tuple[str, Fraction, Fraction]] = []
    for (x, y), (x_next, y_next) in pairwise([(Fraction(1), Fraction(1)), *shares]):
        acts += [("first", x - x_next, Fraction(0)), ("second", Fraction(0), y - y_next)]
    found = {"first": Fraction(-1000), "second": Fraction(-1000)}
    for place, (side, _, _) in enumerate(acts):
        mine = worth[side]
        rest = sum((mine[0] * one + mine[1] * two for _, one, two in acts[place:]), Fraction(0))
        found[side] = max(found[side], -rest)
    return found


def safe(shares: Shares, cost: Fraction, benefit: Fraction, guarantee: Fraction) -> bool:
    worth = {"first": (Fraction(0), Fraction(0)), "second": (benefit, -cost)}
    return gains(shares, worth)["second"] <= guarantee


def short_of(rounds: int, one: tuple[int, int, int], two: tuple[int, int, int], equal: bool = False) -> float:
    """By how much the guarantees would have to be larger for this number of rounds: 0 if it is safe.

    Each triple is cost, benefit, guarantee. `equal`: both sides' parts are alike, so that x = y after each round.
    """
    from scipy.optimize import linprog

    (a, beta, g_one), (b, alpha, g_two) = one, two
    inner = rounds - 1  # x_1 .. x_inner, y_1 .. y_inner, and by how much more
    rows: list[list[float]] = []
    limits: list[float] = []

    def add(x: tuple[int, float], y: tuple[int, float], limit: float) -> None:
        row = [0.0] * (2 * inner + 1)
        row[-1] = -1.0
        for (index, factor), start in ((x, 0), (y, inner)):
            if index == 0:
                limit -= factor
            elif index <= inner:
                row[start + index - 1] += factor
        rows.append(row)
        limits.append(limit)

    for number in range(1, rounds + 1):
        add((number - 1, a), (number - 1, -beta), g_one)
        add((number, -alpha), (number - 1, b), g_two)
    for number in range(1, inner):
        for start in (0, inner):
            row = [0.0] * (2 * inner + 1)
            row[start + number - 1], row[start + number] = -1.0, 1.0
            rows.append(row)
            limits.append(0.0)
    alike = [[0.0] * (2 * inner + 1) for _ in range(inner)]
    for number, row in enumerate(alike):
        row[number], row[inner + number] = 1.0, -1.0
    found = linprog(
        [0.0] * (2 * inner) + [1.0],
        A_ub=rows,
        b_ub=limits,
        A_eq=alike if equal and inner else None,
        b_eq=[0.0] * inner if equal and inner else None,
        bounds=[(0, 1)] * (2 * inner) + [(0, None)],
    )
    assert found.success
    return float(found.fun)


def test_ten_equal_parts_and_three_that_shrink() -> None:
    assert equal_parts(1, 3, 0.1).count == 10
    three = shrinking_parts(1, 3, 0.1)
    assert (three.count, three.remaining) == (3, (Fraction(3, 10), Fraction(1, 15), Fraction(0)))


def test_an_exact_power_is_not_rounded_up() -> None:
    assert equal_parts(1, 2, Fraction(1, 7)).count == 7
    assert shrinking_parts(1, 2, Fraction(1, 7)).count == 3
    more = Fraction(1, 7) - Fraction(1, 10**60)
    assert equal_parts(1, 2, more).count == 8
    assert shrinking_parts(1, 2, more).count == 4


def test_nothing_holds_without_a_guarantee() -> None:
    assert equal_parts(1, 3, 0).count is None
    assert shrinking_parts(1, 3, 0).count is None
    assert shrinking_parts(1, 3, 0).remaining == ()
    assert alternating_parts(1, 3, 0, 1, 3, 0).count is None


def test_a_guarantee_as_large_as_the_cost_needs_one_round() -> None:
    assert equal_parts(5, 0, 5).count == shrinking_parts(5, 0, 5).count == 1
    assert equal_parts(0, 0, 0).count == shrinking_parts(0, 0, 0).count == 1


def test_counts_too_large_to_list_are_still_exact() -> None:
    tiny = Fraction(1, 10**40)
    assert equal_parts(1, 2, tiny).count == 10**40
    assert shrinking_parts(1, 2, tiny).count == 133  # 2**132 < 1 + 10**40 <= 2**133
    close = shrinking_parts(1, 1 + tiny, Fraction(1))
    assert close.count == 1
    assert shrinking_parts(1, 1 + tiny, tiny).remaining == ()
    assert shrinking_parts(1, 1, Fraction(1, 10**30)).count == 10**30


@pytest.mark.parametrize("power", range(1, 201, 7))
def test_every_exact_power(power: int) -> None:
    # 1 + (benefit - cost) / guarantee is (3/2) ** power, and then just above it.
    guarantee = 1 / (Fraction(3, 2) ** power - 1)
    assert shrinking_parts(2, 3, guarantee).count == power
    assert shrinking_parts(2, 3, guarantee * Fraction(10**50 - 1, 10**50)).count == power + 1


@given(WHOLE, WHOLE, WHOLE)
@example(7, 14, 1)
@example(4, 3, 2)
@example(3, 3, 1)
def test_both_are_safe_and_equal_the_least_number_played_through(
    cost: int, benefit: int, guarantee: int
) -> None:
    b, alpha, g = Fraction(cost), Fraction(benefit), Fraction(guarantee)
    for parts in (equal_parts(cost, benefit, guarantee), shrinking_parts(cost, benefit, guarantee)):
        if parts.count is not None:
            assert len(parts.remaining) == parts.count
            assert parts.remaining[-1] == 0
            assert safe([(share, share) for share in parts.remaining], b, alpha, g)
    by_hand = next(
        (
            count
            for count in range(1, 14)  # 12 at most, or none
            if safe([(Fraction(count - done, count),) * 2 for done in range(1, count + 1)], b, alpha, g)
        ),
        None,
    )
    assert equal_parts(cost, benefit, guarantee).count == by_hand


@pytest.mark.slow
def test_no_smaller_number_of_rounds_is_safe() -> None:
    for cost in range(1, 7):
        for benefit in range(1, 9):
            for guarantee in range(1, 4):
                found = shrinking_parts(cost, benefit, guarantee).count
                fewer = 6 if found is None else found - 1
                if fewer:
                    assert short_of(fewer, (0, 1, 100), (cost, benefit, guarantee), equal=True) > 1e-6
                if found is not None and found < 12:
                    assert short_of(found, (0, 1, 100), (cost, benefit, guarantee), equal=True) < 1e-6


@given(WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, WHOLE)
@example(2, 3, 1, 5, 6, 1)
@example(1, 0, 1, 3, 2, 1)
def test_alternating_parts_are_safe_for_both_sides(
    a: int, beta: int, g_one: int, b: int, alpha: int, g_two: int
) -> None:
    parts = alternating_parts(a, beta, g_one, b, alpha, g_two)
    if parts.count is None:
        return
    shares = list(parts.remaining)
    assert len(shares) == parts.count
    assert not any(shares[-1])
    assert all(one >= two for pair, after in pairwise(shares) for one, two in zip(pair, after, strict=True))
    worth = {"first": (Fraction(-a), Fraction(beta)), "second": (Fraction(alpha), Fraction(-b))}
    found = gains(shares, worth)
    assert found["first"] <= g_one
    assert found["second"] <= g_two


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.tuples(*[st.integers(0, 6)] * 3), st.tuples(*[st.integers(0, 6)] * 3))
def test_no_smaller_number_of_alternating_rounds_is_safe(
    one: tuple[int, int, int], two: tuple[int, int, int]
) -> None:
    found = alternating_parts(*one, *two).count
    fewer = 5 if found is None else found - 1
    if fewer:
        assert short_of(fewer, one, two) > 1e-6


def test_slack_on_both_sides_by_hand() -> None:
    # x = (4 - 1) / 5, y = (3 * 3/5 - 1) / 5; then 4 * 4/25 < 1, so that the first side can do all the rest.
    parts = alternating_parts(3, 5, 1, 4, 5, 1)
    assert parts.count == 2
    assert parts.remaining == ((Fraction(3, 5), Fraction(4, 25)), (Fraction(0), Fraction(0)))
    assert shrinking_parts(4, 5, 1).count == 4


@pytest.mark.parametrize("number", [-1, math.inf, math.nan])
def test_what_is_no_size_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="cost"):
        equal_parts(number, 1, 1)
    with pytest.raises(ValueError, match="benefit"):
        shrinking_parts(1, number, 1)
    with pytest.raises(ValueError, match="guarantee"):
        alternating_parts(1, 1, number, 1, 1, 1)
