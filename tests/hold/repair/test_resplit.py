"""Splits of a sum against a linear program that minimises guarantees, then what is moved."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.hold.repair.resplit import Points, resplit

linprog = pytest.importorskip("scipy.optimize").linprog
bounds = st.one_of(st.none(), st.integers(-6, 14))


@st.composite
def problems(draw: st.DrawFn) -> Points:
    count = draw(st.integers(1, 4))
    return Points(
        tuple(draw(st.lists(st.integers(0, 6), min_size=count, max_size=count))),
        tuple(draw(st.lists(bounds, min_size=count + 1, max_size=count + 1))),
        tuple(draw(st.lists(bounds, min_size=count + 1, max_size=count + 1))),
    )


def by_program(points: Points, maximum: bool) -> tuple[float, float]:
    """The least total (or largest) guarantee, and then the least that is moved: two linear programs.

    Variables: the amounts, how far each is from what it was, and the guarantees of receiver and payer.
    """
    count, total = len(points.amounts), sum(points.amounts)
    size = 2 * count + 3
    rows, limits = [], []

    def add(row: dict[int, float], limit: float) -> None:
        made = np.zeros(size)
        for at, number in row.items():
            made[at] = number
        rows.append(made)
        limits.append(limit)

    receiver, payer, largest = size - 3, size - 2, size - 1
    for place, (least, most) in enumerate(zip(points.least, points.most, strict=True)):
        left = dict.fromkeys(range(place, count), 1.0)
        if least is not None:
            add({at: -number for at, number in left.items()} | {receiver: -1.0}, -least)
        if most is not None:
            add(left | {payer: -1.0}, most)
    for at, amount in enumerate(points.amounts):
        add({at: 1.0, count + at: -1.0}, amount)
        add({at: -1.0, count + at: -1.0}, -amount)
    add({receiver: 1.0, largest: -1.0}, 0)
    add({payer: 1.0, largest: -1.0}, 0)
    equal = np.zeros((1, size))
    equal[0, :count] = 1
    goal = np.zeros(size)
    goal[[largest] if maximum else [receiver, payer]] = 1
    first = linprog(goal, np.array(rows), limits, equal, [total])
    moved = np.zeros(size)
    moved[count : 2 * count] = 0.5
    second = linprog(moved, np.vstack([*rows, goal]), [*limits, first.fun + 1e-9], equal, [total])
    return first.fun, second.fun


@pytest.mark.parametrize("maximum", [False, True])
@given(points=problems())
@settings(max_examples=150, deadline=None)
def test_least_guarantees_then_least_moved(maximum: bool, points: Points) -> None:
    found = resplit(points, maximum=maximum)
    least, moved = by_program(points, maximum)
    worth = max(found.receiver, found.payer) if maximum else found.receiver + found.payer
    # Half units do not exist on the grid: the larger guarantee may be half a unit above.
    assert worth - 0.5 * maximum - 1e-6 <= least <= worth + 1e-6
    if worth == pytest.approx(least):
        assert found.moved == pytest.approx(moved, abs=1e-6)


@given(points=problems())
@settings(max_examples=150, deadline=None)
def test_the_split_is_one(points: Points) -> None:
    found = resplit(points)
    assert sum(found.amounts) == sum(points.amounts)
    assert min(found.amounts) >= 0
    moved = sum(abs(now - then) for now, then in zip(found.amounts, points.amounts, strict=True))
    assert moved == 2 * found.moved
    for place, (least, most) in enumerate(zip(points.least, points.most, strict=True)):
        left = sum(found.amounts[place:])
        assert least is None or left >= least - found.receiver
        assert most is None or left <= most + found.payer


def test_by_hand() -> None:
    # The receiver needs 7 before the second payment and has 6: one unit moves there from the first.
    points = Points((4, 2, 3, 1), (None, 7, None, None, None), (None, None, None, None, None))
    found = resplit(points)
    assert (found.amounts, found.receiver, found.payer, found.moved) == ((3, 3, 3, 1), 0, 0, 1)


def test_bounds_that_leave_no_room_need_a_guarantee() -> None:
    # Before the last payment the receiver needs 3 to come, and the payer goes on with 1 at most.
    found = resplit(Points((2, 2), (None, 3, None), (None, 1, None)))
    assert found.receiver + found.payer == 2
    assert found.moved == 0
