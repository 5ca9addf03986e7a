"""The best order of jobs equals the best of all orders, with every way of finding it."""

from __future__ import annotations

import random
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.hold.money import cumulative_search
from detente.hold.money.cumulative import Job, peak, series_parallel_order, sorted_order
from detente.hold.money.cumulative_search import best_order, rule_of_thumb
from detente.hold.money.series_parallel import Pairs

JOBS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=1, max_size=6)


def respects(order: list[int], pairs: Pairs) -> bool:
    return all(order.index(before) < order.index(after) for before, after in pairs)


def highest(jobs: list[Job], order: tuple[int, ...]) -> int:
    """The peak from the definition: every level met on the way, listed."""
    steps = [step for job in order for step in (jobs[job][0], -jobs[job][1])]
    return max(sum(steps[:count]) for count in range(len(steps) + 1))


def least(jobs: list[Job], pairs: Pairs) -> int:
    orders = permutations(range(len(jobs)))
    return min(highest(jobs, order) for order in orders if respects(list(order), pairs))


@st.composite
def series_parallel(draw: st.DrawFn, jobs: tuple[int, ...]) -> list[tuple[int, int]]:
    if len(jobs) == 1:
        return []
    cut = draw(st.integers(1, len(jobs) - 1))
    one, two = jobs[:cut], jobs[cut:]
    pairs = draw(series_parallel(one)) + draw(series_parallel(two))
    return pairs + ([(a, b) for a in one for b in two] if draw(st.booleans()) else [])


@st.composite
def any_precedence(draw: st.DrawFn, count: int) -> list[tuple[int, int]]:
    names = draw(st.permutations(range(count)))
    pairs = [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
    return draw(st.lists(st.sampled_from(pairs), max_size=9, unique=True)) if pairs else []


@given(JOBS)
def test_without_precedence_the_sort_is_best(jobs: list[Job]) -> None:
    assert peak(jobs, sorted_order(jobs)) == least(jobs, [])


@settings(max_examples=200)
@given(st.data(), JOBS)
def test_series_parallel_order_is_best_of_all_that_respect_it(data: st.DataObject, jobs: list[Job]) -> None:
    names = data.draw(st.permutations(range(len(jobs))))
    pairs = data.draw(series_parallel(tuple(names)))
    order = series_parallel_order(jobs, pairs)
    assert order is not None
    assert sorted(order) == list(range(len(jobs)))
    assert respects(order, pairs)
    assert peak(jobs, order) == least(jobs, pairs)


@given(st.data(), JOBS, st.booleans())
def test_any_precedence_over_subsets_and_by_search(data: st.DataObject, jobs: list[Job], large: bool) -> None:
    pairs = data.draw(any_precedence(len(jobs)))
    with pytest.MonkeyPatch.context() as patch:
        if large:
            patch.setattr(cumulative_search, "SUBSETS_MOST", 0)
        found = best_order(jobs, pairs)
    assert respects(list(found.order), pairs)
    assert highest(jobs, found.order) == found.value == found.lower_bound == least(jobs, pairs)


@given(st.data(), JOBS)
def test_a_search_cut_short_says_how_far_it_is_at_most(data: st.DataObject, jobs: list[Job]) -> None:
    pairs = data.draw(any_precedence(len(jobs)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cumulative_search, "SUBSETS_MOST", 0)
        patch.setattr(cumulative_search, "STATES_MOST", data.draw(st.integers(0, 2)))
        found = best_order(jobs, pairs)
    assert respects(list(found.order), pairs)
    assert found.lower_bound <= least(jobs, pairs) <= found.value == highest(jobs, found.order)


@given(st.data(), JOBS)
def test_the_rule_of_thumb_respects_the_precedence(data: st.DataObject, jobs: list[Job]) -> None:
    pairs = data.draw(any_precedence(len(jobs)))
    order = rule_of_thumb(jobs, pairs)
    assert sorted(order) == list(range(len(jobs)))
    assert respects(order, pairs)


def test_numbers_beyond_64_bits_stay_exact() -> None:
    big = 10**30
    jobs = [(big + 1, 0), (big, big + 2), (0, 1), (3, big)]
    pairs = [(0, 2), (1, 2), (1, 3)]
    found = best_order(jobs, pairs)
    assert found.value == found.lower_bound == least(jobs, pairs)


def least_from(jobs: list[Job], pairs: Pairs) -> int:
    """The same as `least` for more jobs: what is left decides, whatever the order before."""

    @cache
    def above(left: frozenset[int]) -> int:
        ways = [0] if not left else []
        for job in left:
            if not any(after == job and before in left for before, after in pairs):
                rise, fall = jobs[job]
                ways.append(max(rise, rise - fall + above(left - {job})))
        return min(ways)

    return max(0, above(frozenset(range(len(jobs)))))


def random_series_parallel(chance: random.Random, jobs: list[int]) -> list[tuple[int, int]]:
    if len(jobs) == 1:
        return []
    cut = chance.randint(1, len(jobs) - 1)
    one, two = jobs[:cut], jobs[cut:]
    joined = [(a, b) for a in one for b in two] if chance.random() < 0.6 else []
    return random_series_parallel(chance, one) + random_series_parallel(chance, two) + joined


@pytest.mark.slow
def test_many_deals_of_nine_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cumulative_search, "SUBSETS_MOST", 0)
    monkeypatch.setattr(
        cumulative_search._Search, "dive", lambda search, state: None
    )  # so that the bounds decide
    chance = random.Random(8)  # noqa: S311 -- no secret
    for _ in range(300):
        jobs = [(chance.randint(0, 20), chance.randint(0, 20)) for _ in range(9)]
        pairs = random_series_parallel(chance, list(range(9)))
        order = series_parallel_order(jobs, pairs)
        assert order is not None
        assert peak(jobs, order) == least_from(jobs, pairs)
        pairs = [(a, b) for b in range(9) for a in range(b) if chance.random() < 0.2]
        found = best_order(jobs, pairs)
        assert found.value == found.lower_bound == least_from(jobs, pairs)
