from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.frontier import thin as module
from detente.bargain.frontier.prune import undominated
from detente.bargain.frontier.thin import thin
from tests.bargain.frontier.points import Points, Row, array, drawn, rows_of, tables


def covered(points: Points, kept: Points, eps: Points) -> bool:
    """Whether each point has a kept one that gives every party at least as much less eps."""
    return all(
        any(all(y >= x - by for x, y, by in zip(p, q, eps.tolist(), strict=True)) for q in rows_of(kept))
        for p in rows_of(points)
    )


def share_of(rows: list[Row], kept: tuple[Row, ...], spans: list[int]) -> float:
    """The largest share of a span that a point misses where each goes to the kept one that misses least."""
    return max(
        min(max(max(x - y, 0) / span for x, y, span in zip(p, q, spans, strict=True)) for q in kept)
        for p in rows
    )


@given(points=tables(most=60), more=st.integers(0, 20))
@settings(max_examples=300, deadline=None)
def test_each_point_left_out_has_one_that_is_near(points: Points, more: int) -> None:
    parties = points.shape[1]
    kept, eps = thin(points, parties + more)
    assert len(kept) <= parties + more
    assert set(rows_of(kept)) <= set(rows_of(undominated(points)))
    assert rows_of(kept) == sorted(set(rows_of(kept)), reverse=True)
    assert (kept.max(axis=0) == points.max(axis=0)).all()
    assert eps.shape == (parties,)
    assert covered(points, kept, eps)


@given(points=tables(most=60), more=st.integers(0, 20))
@settings(max_examples=100, deadline=None)
def test_boxes_alone_are_near_enough(points: Points, more: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "COMPARED", 0)
        kept, eps = thin(points, points.shape[1] + more)
    assert covered(points, kept, eps)


@given(
    steps=st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=4, max_size=9),
    most=st.integers(2, 5),
)
@settings(max_examples=100, deadline=None)
def test_two_parties_no_other_choice_is_nearer(steps: list[tuple[int, int]], most: int) -> None:
    x, y = np.cumsum(np.array(steps), axis=0).T
    points = undominated(np.stack((x, y[::-1]), axis=1))
    rows, spans = rows_of(points), [int(by) for by in np.ptp(points, axis=0)]
    _, eps = thin(points, most)
    if len(rows) > most:
        middle = combinations(rows[1:-1], most - 2)
        best = min(share_of(rows, (rows[0], *some, rows[-1]), spans) for some in middle)
        assert max(eps / spans) == pytest.approx(best, abs=2**-20)


def test_few_enough_points_are_all_kept() -> None:
    points = array([(1, 5), (3, 3), (5, 1), (2, 2), (3, 3)], 2)
    kept, eps = thin(points, 3)
    assert rows_of(kept) == [(5, 1), (3, 3), (1, 5)]
    assert eps.tolist() == [0, 0]


def test_a_line_of_two_parties_is_kept_at_even_steps() -> None:
    points = array([(x, 100 - x) for x in range(101)], 2)
    kept, eps = thin(points, 11)
    assert eps.tolist() in ([5, 5], [5, 4], [4, 5])
    assert {tuple(row) for row in ([0, 100], [100, 0])} <= set(rows_of(kept))


def test_ties_for_the_best_of_a_party_keep_one_of_them() -> None:
    points = array([(9, x, 20 - x) for x in range(21)], 3)
    kept, eps = thin(points, 5)
    assert len(kept) <= 5
    assert kept.max(axis=0).tolist() == [9, 20, 20]
    assert eps[0] == 0
    assert covered(points, kept, eps)


@pytest.mark.parametrize("parties", [2, 3, 4])
def test_more_points_are_nearer(parties: int) -> None:
    points = drawn(2000, parties, 1000)
    points[:, -1] = -points[:, :-1].sum(axis=1)
    shares = []
    for most in (10, 40, 160, 640):
        kept, eps = thin(points, most)
        assert most / 4 <= len(kept) <= most
        shares.append(max(eps / np.ptp(points, axis=0)))
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < shares[0] / 3


@given(points=tables(most=40, sizes=(30, 1000)), scale=st.integers(2, 9))
@settings(max_examples=50, deadline=None)
def test_the_unit_of_a_party_changes_nothing_else(points: Points, scale: int) -> None:
    most = points.shape[1] + 2
    kept, eps = thin(points, most)
    assert covered(points * scale, kept * scale, eps * scale)
    if points.shape[1] == 2 and len(undominated(points)) > most:
        _, wider = thin(points * np.array([scale, 1]), most)
        spans = np.ptp(undominated(points), axis=0)
        assert max(wider / spans / [scale, 1]) == pytest.approx(max(eps / spans), abs=2**-20)


def test_too_few_are_refused() -> None:
    with pytest.raises(
        ValueError, match="at least one point for each of 3 parties is kept, so 2 are too few"
    ):
        thin(array([(1, 2, 3)], 3), 2)
