"""The size of a guarantee in name, and the tightest that only declines."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UnknownName
from detente.hold.guarantee import declining, nominal


def test_believed_half_the_time_is_twice_as_large() -> None:
    assert nominal(1, 0.5) == 2
    assert nominal(25, 0.5) == 50
    assert nominal(25, 1) == 25


def test_who_is_not_believed_cannot_guarantee() -> None:
    assert nominal(1, 0) is None
    assert nominal(0, 0) == 0


@given(st.integers(0, 10**6), st.fractions(Fraction(1, 1000), 1))
def test_the_size_is_never_too_small(need: int, belief: Fraction) -> None:
    size = nominal(need, belief)
    assert size is not None
    assert Fraction(repr(size)) * belief >= need
    assert size == pytest.approx(float(need / belief))


@pytest.mark.parametrize(
    ("need", "belief", "said"),
    [(-1, 1, "need"), (1, 1.1, "belief"), (1, -1, "belief"), (1, math.nan, "belief")],
)
def test_what_is_no_need_or_no_belief_is_refused(need: float, belief: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        nominal(need, belief)


def test_a_small_need_before_a_large_one_does_not_lower_it() -> None:
    steps = ["a1", "b1", "a2", "b2", "a3", "b3"]
    assert declining([("a1", 3), ("a2", 10), ("a3", 4)], steps) == ((None, 10), ("a2", 4), ("a3", 0))
    assert declining([("a1", 0)], steps) == ((None, 0),)
    assert declining([], []) == ((None, 0),)


@st.composite
def courses(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, int]]]:
    steps = [f"step-{number}" for number in range(draw(st.integers(1, 8)))]
    own = draw(st.lists(st.sampled_from(steps), unique=True))
    return steps, [(move, draw(st.integers(-3, 9))) for move in own]


@given(courses())
def test_it_never_increases_covers_each_own_move_and_is_the_least_that_does(
    course: tuple[list[str], list[tuple[str, int]]],
) -> None:
    steps, needs = course
    schedule = declining(needs, steps)
    changes = dict(schedule)
    held = [changes[None]]  # while each step is played
    for step in steps:
        held.append(changes.get(step, held[-1]))
    need = dict(needs)
    assert held == sorted(held, reverse=True)
    assert all(held[place] >= need.get(step, 0) for place, step in enumerate(steps))
    # The least: wherever anything is held, a move still to come needs just that.
    later = [[need.get(step, 0) for step in steps[place:]] for place in range(len(held))]
    assert all(amount in coming for amount, coming in zip(held, later, strict=True) if amount)
    assert len({hold for _, hold in schedule}) == len(schedule)


def test_moves_that_do_not_fit_are_refused() -> None:
    with pytest.raises(UnknownName, match="`a2`"):
        declining([("a2", 1)], ["a1"])
    with pytest.raises(ValueError, match="once"):
        declining([], ["a1", "a1"])
