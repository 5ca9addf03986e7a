from __future__ import annotations

import sys
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.frontier import merge
from detente.bargain.frontier.merge import NO_FLOOR, sum_of
from detente.bargain.frontier.prune import undominated
from tests.bargain.frontier.points import BOTH, Points, Row, array, best_of, drawn, rows_of, tables


def sums(a: Points, b: Points) -> list[Row]:
    """Every sum."""
    return [tuple(x + y for x, y in zip(p, q, strict=True)) for p in rows_of(a) for q in rows_of(b)]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Points, Points]:
    """Two sets for the same parties, undominated each."""
    a = draw(tables(most=30, sizes=(1, 4, 60, 2**59)))
    size = draw(st.sampled_from((1, 4, 60, 2**59)))
    row = st.tuples(*[st.integers(-size, size)] * a.shape[1])
    b = array(draw(st.lists(row, min_size=1, max_size=12)), a.shape[1])
    return undominated(a, fast=False), undominated(b, fast=False)


def front(count: int, seed: int, highest: int, step: int = 1) -> Points:
    """An undominated set for two parties of about so many points."""
    rng = np.random.default_rng(seed)
    up, down = (np.sort(rng.integers(0, highest, count)) * step for _ in range(2))
    return undominated(np.stack((up, down[::-1]), axis=1), fast=False)


def sphere(count: int, parties: int, seed: int, highest: int) -> Points:
    """Points whose squares have about the same sum: nearly all undominated."""
    raw = np.abs(np.random.default_rng(seed).normal(size=(count, parties)))
    raw /= np.sqrt((raw**2).sum(axis=1, keepdims=True))
    return undominated((raw * highest).astype(np.int64), fast=False)


@BOTH
@given(pair=pairs(), most=st.sampled_from([1, 5, 40, 10**6]))
@settings(max_examples=150, deadline=None)
def test_as_by_adding_each_to_each(pair: tuple[Points, Points], most: int, fast: bool) -> None:
    a, b = pair
    found = sum_of(a, b, most_candidates=most, fast=fast)
    assert rows_of(found) == best_of(sums(a, b))
    assert found.dtype == np.int64
    assert found.flags.c_contiguous
    assert rows_of(sum_of(b, a, most_candidates=most, fast=fast)) == rows_of(found)


@BOTH
@given(pair=pairs(), data=st.data())
@settings(max_examples=100, deadline=None)
def test_sums_below_the_floor_are_left_out(
    pair: tuple[Points, Points], data: st.DataObject, fast: bool
) -> None:
    a, b = pair
    every = sums(a, b)
    floor = [data.draw(st.sampled_from(sorted({row[p] for row in every}))) for p in range(a.shape[1])]
    floor = [data.draw(st.sampled_from([least, least + 1, NO_FLOOR])) for least in floor]
    found = sum_of(a, b, floor=np.array(floor, np.int64), fast=fast)
    reached = [row for row in every if all(x >= y for x, y in zip(row, floor, strict=True))]
    assert rows_of(found) == best_of(reached)
    assert found.shape == (len(found), a.shape[1])


@BOTH
@pytest.mark.parametrize(("highest", "step"), [(300, 1), (2000, 1), (400, 1000), (10**6, 1), (2**59, 1)])
def test_two_parties_by_value_and_by_merging(highest: int, step: int, fast: bool) -> None:
    a, b = front(90, 1, highest, step), front(7, 2, highest, step)
    every = (a[:, None, :] + b[None, :, :]).reshape(-1, 2)
    assert rows_of(sum_of(a, b, fast=fast)) == best_of(rows_of(every))
    assert rows_of(sum_of(a, b, fast=fast, most_candidates=64)) == best_of(rows_of(every))


@pytest.mark.parametrize("party", [0, 1])
@pytest.mark.parametrize("height", [50, 20_000, 2**30, 2**49])
def test_by_value_and_by_merging_are_the_same(
    party: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = front(200, 3, 500), front(8, 4, 500)
    for one in (a, b):
        one[:, 1 - party] *= height
    by_value = sum_of(a, b, fast=False)
    monkeypatch.setattr(merge, "DEARER", 0)  # never by value
    assert rows_of(sum_of(a, b, fast=False)) == rows_of(by_value)


@BOTH
@pytest.mark.parametrize("parties", [3, 4, 5])
@pytest.mark.parametrize("highest", [20, 10**5, 2**58])
def test_boxes_take_out_only_what_is_dominated(parties: int, highest: int, fast: bool) -> None:
    a, b = sphere(300, parties, 1, highest), sphere(12, parties, 2, highest // 2)
    every = (a[:, None, :] + b[None, :, :]).reshape(-1, parties)
    whole = undominated(every, fast=False)
    assert rows_of(sum_of(a, b, fast=fast)) == rows_of(whole)
    assert rows_of(sum_of(a, b, fast=fast, most_candidates=500)) == rows_of(whole)
    floor = np.quantile(every, 0.4, axis=0).astype(np.int64)
    reached = whole[(whole >= floor).all(axis=1)]
    assert rows_of(sum_of(a, b, floor=floor, fast=fast)) == rows_of(reached)


@BOTH
@pytest.mark.parametrize("parties", [1, 2, 3, 4])
def test_numbers_at_the_limit(parties: int, fast: bool) -> None:
    half = 2**60
    a = undominated(drawn(60, parties, half))
    a[0, 0], a[-1, -1] = half, -half
    a = undominated(a)
    b = undominated(array([[half] * parties, [-half] * parties], parties))
    assert rows_of(sum_of(a, b, fast=fast)) == best_of(sums(a, b))
    b = undominated(np.concatenate((a // 2, -(a // 2))))
    assert rows_of(sum_of(a, b, fast=fast)) == best_of(sums(a, b))
    widest = array([[half] + [-half] * (parties - 1), [-half] + [half] * (parties - 1)], parties)
    widest = undominated(widest)
    assert rows_of(sum_of(widest, widest, fast=fast)) == best_of(sums(widest, widest))


@BOTH
@pytest.mark.parametrize("parties", [2, 3, 4])
def test_the_order_of_the_issues_changes_nothing(parties: int, fast: bool) -> None:
    rng = np.random.default_rng(parties)
    sets = [undominated(rng.integers(0, 30, (4, parties))) for _ in range(7)]
    forward, backward = sets[0], sets[-1]
    for one in sets[1:]:
        forward = sum_of(forward, one, fast=fast)
    for one in sets[-2::-1]:
        backward = sum_of(one, backward, fast=fast)
    assert rows_of(forward) == rows_of(backward)
    every = [(0,) * parties]
    for one in sets:
        every = sums(array(every, parties), one)
        every = list(set(every))
    assert set(rows_of(forward)) <= set(every)
    assert rows_of(forward) == rows_of(undominated(array(every, parties), fast=False))


def test_nothing_left_and_nothing_given() -> None:
    a = array([(3, 1), (1, 3)], 2)
    assert sum_of(a, array([], 2)).shape == (0, 2)
    assert sum_of(array([], 2), a, floor=np.array([0, 0])).shape == (0, 2)
    assert sum_of(a, a, floor=np.array([7, NO_FLOOR])).shape == (0, 2)
    assert sum_of(a, a, floor=np.array([4, 4])).tolist() == [[4, 4]]


def test_sets_of_other_parties_are_refused() -> None:
    with pytest.raises(ValueError, match="points of 2 and of 3 parties have no sums"):
        sum_of(array([(1, 2)], 2), array([(1, 2, 3)], 3))


@pytest.mark.parametrize("parties", [2, 3])
def test_no_array_of_all_sums(parties: int) -> None:
    a = front(800, 1, 2**50) if parties == 2 else sphere(800, 3, 1, 1000)
    b = -a // 7
    b = undominated(b)
    a = undominated(a)
    size = len(a) * len(b) * parties * 8
    sum_of(a[:5], b[:5])
    tracemalloc.start()
    sum_of(a, b, fast=False, most_candidates=2**13)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < size / 3


def test_without_numba_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "detente.bargain.frontier._kernels", raising=False)
    monkeypatch.delattr("detente.bargain.frontier._kernels", raising=False)
    a, b = front(150, 1, 2**40), front(9, 2, 2**40)
    assert rows_of(sum_of(a, b, fast=True)) == best_of(sums(a, b))
