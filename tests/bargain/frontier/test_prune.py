from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.frontier.prune import falling, undominated, undominated_mask
from tests.bargain.frontier.points import BOTH, Points, array, best_of, drawn, rows_of, tables

HUGE = 2**61


def compared(points: Points) -> list[bool]:
    """Each point with each, by the definition."""
    more = (points[:, None, :] >= points[None, :, :]).all(axis=2)
    beaten = np.any(more & ~more.T, axis=0)
    return [not one for one in beaten.tolist()]


@BOTH
@given(points=tables())
@settings(max_examples=150, deadline=None)
def test_as_by_comparing_each_with_each(points: Points, fast: bool) -> None:
    best = best_of(rows_of(points))
    assert rows_of(undominated(points, fast=fast)) == best
    mask = undominated_mask(points, fast=fast)
    assert mask.tolist() == [row in best for row in rows_of(points)]


@BOTH
@pytest.mark.parametrize("parties", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("highest", [2, 12, 2**60])
def test_many_points(parties: int, highest: int, fast: bool) -> None:
    points = drawn(1500, parties, highest)
    points[:, 0] -= points[:, 1:].sum(axis=1) // (2 * parties)  # so that many are undominated
    mask = undominated_mask(points, fast=fast)
    assert mask.tolist() == compared(points)
    assert rows_of(undominated(points, fast=fast)) == sorted(set(rows_of(points[mask])), reverse=True)


@BOTH
@pytest.mark.parametrize("parties", [3, 4, 5])
def test_boxes_take_out_only_what_is_dominated(parties: int, fast: bool) -> None:
    points = drawn(4000, parties, 40)
    assert rows_of(undominated(points, fast=fast)) == sorted(
        set(rows_of(points[undominated_mask(points, fast=fast)])), reverse=True
    )


@BOTH
@pytest.mark.parametrize("parties", [3, 4, 5])
def test_on_a_plane_all_are_undominated(parties: int, fast: bool) -> None:
    points = drawn(3000, parties, 1000)
    points[:, -1] = -points[:, :-1].sum(axis=1)
    assert rows_of(undominated(points, fast=fast)) == sorted(set(rows_of(points)), reverse=True)


@BOTH
@pytest.mark.parametrize("parties", [2, 3, 4, 5])
def test_a_chain_has_one_best(parties: int, fast: bool) -> None:
    points = np.arange(3000, dtype=np.int64)[:, None] * np.ones(parties, np.int64)
    assert rows_of(undominated(points, fast=fast)) == [(2999,) * parties]


@BOTH
@pytest.mark.parametrize("parties", [3, 4, 5])
def test_a_party_that_is_indifferent_changes_nothing(parties: int, fast: bool) -> None:
    points = drawn(2500, parties, 60)
    best = undominated(points, fast=fast)
    for column in range(parties):
        wider = np.insert(points, column, 7, axis=1)
        assert rows_of(undominated(wider, fast=fast)) == rows_of(np.insert(best, column, 7, axis=1))


@BOTH
def test_numbers_at_the_limit(fast: bool) -> None:
    ends = [-HUGE, -HUGE + 1, 0, HUGE - 1, HUGE]
    points = array([(x, y, z) for x in ends for y in ends for z in ends if x + y + z <= 0], 3)
    assert rows_of(undominated(points, fast=fast)) == best_of(rows_of(points))
    shifted = np.repeat(points, 40, axis=0)  # enough for boxes
    assert rows_of(undominated(shifted, fast=fast)) == best_of(rows_of(points))


@BOTH
@given(points=tables(), scale=st.integers(1, 9), seed=st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_scales_and_the_order_of_the_parties_change_nothing_else(
    points: Points, scale: int, seed: int, fast: bool
) -> None:
    points = points // 16
    parties = points.shape[1]
    turn = np.random.default_rng(seed).permutation(parties)
    mask = undominated_mask(points, fast=fast)
    assert (undominated_mask(np.ascontiguousarray(points[:, turn]), fast=fast) == mask).all()
    assert (undominated_mask(points * scale - np.arange(parties), fast=fast) == mask).all()


def test_one_point_and_none() -> None:
    for parties in (1, 2, 3, 4):
        one = array([range(parties)], parties)
        assert rows_of(undominated(one)) == rows_of(one)
        assert undominated_mask(one).tolist() == [True]
        none = array([], parties)
        assert undominated(none).shape == (0, parties)
        assert undominated_mask(none).shape == (0,)


def test_falling_order_whether_or_not_a_point_fits_in_one_number() -> None:
    points = drawn(500, 3, 4)
    wide = points.copy()
    wide[0] = 2**60
    for one in (points, wide):
        assert rows_of(falling(one)) == sorted(set(rows_of(one)), reverse=True)


@pytest.mark.parametrize("points", [np.zeros((2, 2)), np.zeros(3, np.int64), np.zeros((2, 0), np.int64)])
def test_other_arrays_are_refused(points: Points) -> None:
    with pytest.raises(ValueError, match=r"points are int64 of shape \(n, parties\)"):
        undominated(points)
    with pytest.raises(ValueError, match=r"points are int64 of shape \(n, parties\)"):
        undominated_mask(points)


def test_numba_is_not_imported_for_a_few_points() -> None:
    code = (
        "import sys, numpy as np\n"
        "from detente.bargain.frontier.merge import sum_of\n"
        "from detente.bargain.frontier.prune import undominated\n"
        "from detente.bargain.frontier.thin import thin\n"
        "a = undominated(np.random.default_rng(0).integers(0, 999, (5000, 4)))\n"
        "thin(sum_of(a[:99], a[:9]), 20)\n"
        "print('numba' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_without_numba_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "detente.bargain.frontier._kernels", raising=False)
    monkeypatch.delattr("detente.bargain.frontier._kernels", raising=False)
    points = drawn(600, 4, 50)
    assert rows_of(undominated(points, fast=True)) == best_of(rows_of(points))
