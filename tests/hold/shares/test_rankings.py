"""Rankings: contradictions, what holds for every valuation, and draws that are uniform on what the rankings allow."""

import pickle
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.deal.worth import Ranking, Worth, parse_ranking, parse_worth
from detente.hold.shares import _plans, _sampling
from detente.hold.shares._cone import cone_of
from detente.hold.shares._extensions import tables
from detente.hold.shares.rankings import (
    ContradictoryRankings,
    check_rankings,
    contradiction,
    verdict_by_ranking,
)
from detente.hold.shares.uncertain import Row, Tests, Value, share, why_no_share


def ranked(rankings: Sequence[str], *rows: dict[str, float], constant: float = 0, **worths: str) -> Tests:
    """Tests whose values are all worth something (sizes are values), unknown unless given by name."""
    names = dict.fromkeys(name for text in rankings for place in parse_ranking(text).places for name in place)
    names.update(dict.fromkeys(name for row in rows for name in row))
    values = tuple(Value(name, parse_worth(worths.get(name, "unknown")), 1) for name in names)
    made = tuple(Row(f"p{n}", row, constant) for n, row in enumerate(rows))
    return Tests("north", values, made, tuple(map(parse_ranking, rankings)))


@pytest.mark.parametrize(
    ("rankings", "smallest"),
    [
        (["a > b", "b > c", "c > a"], ["a > b", "b > c", "c > a"]),
        (["a > b", "c > d", "b > c > a"], ["a > b", "b > c > a"]),
        (["a > b > a"], ["a > b > a"]),
        (["c > d", "a > a + b"], ["a > a + b"]),
        (["a > b + c", "b > d", "c > e", "d + e > a"], ["a > b + c", "b > d", "c > e", "d + e > a"]),
        (["a + b > c + d", "c > a", "d > b", "b > d"], ["d > b", "b > d"]),
        (["a > b", "a > c", "b > c"], None),
        (["a > b + c", "b + c > d", "d > b", "d > c"], None),
    ],
)
def test_contradictions(rankings: list[str], smallest: list[str] | None) -> None:
    found = contradiction(ranked(rankings))
    assert (found and [str(one) for one in found.rankings]) == smallest


def test_of_many_rankings_none_of_the_contradictory_ones_can_be_left_out() -> None:
    rankings = [f"x{n} > x{n + 1}" for n in range(12)] + ["x9 > x4"]
    found = contradiction(ranked(rankings))
    assert found is not None
    assert sorted(str(one) for one in found.rankings) == sorted([*rankings[4:9], "x9 > x4"])


@pytest.mark.parametrize(
    ("rankings", "worths", "sentence"),
    [
        (["a > b", "b > a"], {}, "north: the rankings `a > b` and `b > a` cannot all be true."),
        (["a > b > a"], {}, "north: the ranking `a > b > a` contradicts itself."),
        (
            ["b > c", "a > b"],
            {"a": "10", "b": "20..30", "c": "5"},
            "north: the ranking `a > b` does not agree with `b: 20..30` and `a: 10`.",
        ),
        (
            ["a > b", "b > c"],
            {"a": "10", "c": "-12..-10"},
            "north: the rankings `a > b` and `b > c` do not agree with `a: 10` and `c: -12..-10`.",
        ),
    ],
)
def test_a_contradiction_in_words(rankings: list[str], worths: Any, sentence: str) -> None:
    tests = ranked(rankings, **worths)
    with pytest.raises(ContradictoryRankings) as caught:
        check_rankings(tests)
    assert caught.value.sentence == sentence
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 -- our own bytes
    assert (str(again), again.contradiction) == (str(caught.value), caught.value.contradiction)
    with pytest.raises(ContradictoryRankings):
        share([tests])


def test_figures_that_can_agree_do() -> None:
    assert contradiction(ranked(["a > b"], a="10..21", b="20..30")) is None
    assert contradiction(ranked(["a > b"], a="-21..3", b="20")) is None  # a size of up to 21


@pytest.mark.parametrize(
    ("rankings", "row", "verdict"),
    [
        (["a > b"], {"a": -1, "b": 1}, True),
        (["a > b"], {"a": 1, "b": -1}, False),
        (["a > b"], {"a": 2, "b": -3}, None),
        (["a > b > c"], {"a": -2, "b": 1, "c": 1}, True),
        (["a > b > c"], {"a": -1, "b": 1, "c": 1}, None),
        (["a > b + c"], {"a": -1, "b": 1, "c": 1}, True),
        (["a + b > c", "c > a"], {"b": 1}, False),
        (["a + b > c", "a > b"], {"a": -2, "c": 1}, True),
        (["a + b > c", "a > b"], {"a": -1, "c": 1}, None),
        (["a > b"], {"a": -1, "c": 1}, None),
        (["a > b"], {"a": -1, "c": -1}, True),
    ],
)
def test_what_follows_for_every_valuation(rankings: list[str], row: Any, verdict: bool | None) -> None:
    assert verdict_by_ranking(ranked(rankings, row)) is verdict


def test_what_follows_from_two_rows_together() -> None:
    both = ranked(["a > b"], {"a": -1, "c": 1}, {"a": 1, "c": -1, "b": 0.5})
    assert [verdict_by_ranking(ranked(["a > b"], dict(row.coefficients))) for row in both.rows] == [
        None,
        None,
    ]
    assert verdict_by_ranking(both) is False  # c is at most a and at least a and half of b


def test_figures_restrict_what_is_ranked_beside_them() -> None:
    assert verdict_by_ranking(ranked(["a > b"], {"b": 1}, constant=-10, a="8..10")) is True
    assert verdict_by_ranking(ranked(["b > a"], {"b": 1}, constant=-8, a="8..10")) is False
    assert verdict_by_ranking(ranked(["a > b"], {"b": 1}, constant=-9, a="8..10")) is None
    assert share([ranked(["a > b"], {"b": 1}, constant=-10, a="8..10")]) is not None
    (why,) = why_no_share([ranked(["a > b"], {"b": 1}, constant=-9, a="8..10")])
    assert why.sentence == "north: rankings give no scale to `b`, and figures stand beside them."


def test_a_value_that_matters_and_is_not_ranked_leaves_no_share() -> None:
    tests = ranked(["a > b"], {"a": -1, "c": 1})
    assert share([tests]) is None
    assert [one.values for one in why_no_share([tests])] == [("c",)]


def test_a_value_that_is_not_ranked_may_stand_beside_one_that_decides() -> None:
    tests = ranked(["a > b"], {"a": 1, "b": -2}, {"a": 1, "b": -2, "u": -1})
    found = share([tests], samples=20_000)
    assert found is not None
    assert found.low <= 1 / 3 <= found.high  # b is uniform below a half, and has to be above a third


def test_figures_that_are_ranked_too_are_drawn_from_their_ranges() -> None:
    tests = ranked(["a > b"], {"a": -1, "b": 1}, a="0..2", b="0..2")
    found = share([tests], samples=20_000)
    assert found is not None
    assert found.low <= 1 / 2 <= found.high
    assert verdict_by_ranking(tests) is True


def dirichlet(rankings: Sequence[Ranking], count: int = 400_000) -> tuple[list[str], Any]:
    """Sizes that agree with the rankings, by throwing away the others: an oracle without any of our geometry."""
    names = list(dict.fromkeys(name for one in rankings for place in one.places for name in place))
    sizes = np.random.default_rng(1).dirichlet(np.ones(len(names)), count)
    at = {name: sizes[:, place] for place, name in enumerate(names)}
    good = np.ones(count, bool)
    for one in rankings:
        totals = [sum(at[name] for name in place) for place in one.places]
        for above, below in pairwise(totals):
            good &= above > below
    return names, sizes[good]


CASES = [
    ["a > b > c > d"],
    ["a > b > c + d"],
    ["a > b", "c > d"],
    ["a > b", "a > c", "a > d"],
    ["a > c", "b > c", "b > d"],
    ["a + b > c > d"],
    ["a > b > c", "d > b", "a + d > b + e"],
    ["a > b + c > d > e"],
]


@pytest.mark.parametrize("rankings", CASES, ids=" and ".join)
def test_the_share_is_the_share_of_sizes_drawn_naively(rankings: list[str]) -> None:
    parsed = [parse_ranking(text) for text in rankings]
    names, sizes = dirichlet(parsed)
    assert len(sizes) > 3000
    rng = np.random.default_rng(7)
    for _ in range(4):
        weights = rng.integers(-4, 5, len(names))
        found = share([ranked(rankings, dict(zip(names, map(float, weights), strict=True)))], samples=20_000)
        assert found is not None
        expected = float((sizes @ weights <= 0).mean())
        error = (expected * (1 - expected) * (1 / len(sizes) + 1 / 20_000)) ** 0.5
        assert abs(found.holds - expected) <= 4.5 * error + 1e-9


def test_the_largest_of_three_sizes_is_below_half_for_a_quarter() -> None:
    found = share([ranked(["a > b > c"], {"a": 1, "b": -1, "c": -1})], samples=50_000)
    assert found is not None
    assert found.low <= 1 / 4 <= found.high
    assert found.method == "sampled: sizes that sum to 1, uniform given the rankings, by exact draws"


def draws(rankings: Sequence[str], way: str, steps: int | None = None) -> Any:
    """Sizes that sum to 1, sizes x valuations, in the order of the names, by one of the ways of drawing them."""
    parsed = tuple(parse_ranking(text) for text in rankings)
    cone = cone_of(parsed)
    names = list(cone.parts)
    plan = _sampling.ranked_plan(
        [_sampling.key(1, way, name) for name in names],
        _plans.table(names, cone.extra),
        place=_sampling.key(1, way),
    )
    if way == "orders":
        plan = _plans.ordered(parsed, names, plan) or plan
        assert plan.follow is not None
    elif way == "walks":
        plan = _plans.walking(names, cone, plan)
        plan = replace(plan, steps=steps or plan.steps)
    found = np.concatenate([_sampling.ranked(plan, block) for block in range(2)], axis=1)
    if way != "orders":
        found = _plans.table(names, [cone.parts[name] for name in names]) @ found
    return found / found.sum(axis=0)


def far(one: Any, two: Any) -> float:
    """The largest Kolmogorov-Smirnov distance of any coordinate or of the sum of squares, times its root of n/2."""
    worst = 0.0
    for mine, theirs in [*zip(one, two, strict=True), ((one**2).sum(axis=0), (two**2).sum(axis=0))]:
        both = np.sort(np.concatenate([mine, theirs]))
        gap = np.searchsorted(np.sort(mine), both) / len(mine) - np.searchsorted(np.sort(theirs), both) / len(
            theirs
        )
        worst = max(
            worst, float(np.abs(gap).max()) * (len(mine) * len(theirs) / (len(mine) + len(theirs))) ** 0.5
        )
    return worst


@pytest.mark.slow
@pytest.mark.parametrize("rankings", [CASES[3], CASES[5], CASES[6]], ids=" and ".join)
@pytest.mark.parametrize("way", ["orders", "walks"])
def test_all_ways_of_drawing_agree_with_rejection(rankings: list[str], way: str) -> None:
    distance = far(draws(rankings, way), draws(rankings, "rejection"))
    assert distance < 2.1  # by chance exceeded once in 3,000 coordinates


def test_walks_that_are_too_short_would_be_noticed() -> None:
    assert far(draws(CASES[6], "walks", steps=10), draws(CASES[6], "rejection")) > 2.1


@given(st.integers(1, 5), st.data())
def test_orders_are_as_likely_as_each_other(count: int, data: st.DataObject) -> None:
    names = [f"x{n}" for n in range(count)]
    pairs = data.draw(st.sets(st.sampled_from(list(combinations(names, 2)) or [("x0", "x0")])))
    above = {low: [high for high, other in pairs if other == low and high != low] for low in names}
    made = tables(names, above)
    assert made is not None
    follow, sums = made
    chances: dict[tuple[str, ...], float] = {}

    def go(row: int, order: tuple[str, ...], chance: float) -> None:
        if len(order) == count:
            chances[order] = chance
            return
        before = 0.0
        for place, name in enumerate(names):
            now = min(float(sums[row, place]), 1.0)
            if now > before:
                go(int(follow[row, place]), (*order, name), chance * (now - before))
            before = max(before, now)

    go(0, (), 1.0)
    assert sum(chances.values()) == pytest.approx(1)
    assert all(chance == pytest.approx(1 / len(chances)) for chance in chances.values())
    assert all(
        order.index(high) < order.index(low) for order in chances for low in names for high in above[low]
    )


def test_too_many_sets_for_tables() -> None:
    assert tables([f"x{n}" for n in range(20)], {}) is None


places = st.lists(st.sets(st.sampled_from("abcd"), min_size=1, max_size=2), min_size=2, max_size=3)


@settings(max_examples=50, deadline=None)
@given(st.lists(places, min_size=1, max_size=2), st.dictionaries(st.sampled_from("abcd"), st.integers(-3, 3)))
def test_the_exact_verdict_agrees_with_many_draws(made: list[list[set[str]]], row: dict[str, int]) -> None:
    rankings = tuple(Ranking(tuple(tuple(sorted(place)) for place in one)) for one in made)
    names, sizes = dirichlet(rankings, 20_000)
    values = tuple(Value(name, Worth(float("-inf"), float("inf")), 1) for name in "abcd")
    row = {name: number for name, number in row.items() if name in names}
    tests = Tests("north", values, (Row("p", row),), rankings)
    if contradiction(tests):
        assert not len(sizes)
        return
    assume(len(sizes) > 50)
    gains = sizes @ np.array([row.get(name, 0) for name in names])
    verdict = verdict_by_ranking(tests)
    if verdict is not None:
        assert (gains <= 1e-12).all() if verdict else (gains > -1e-12).all()
    elif len(sizes) > 2000:
        assert gains.min() < 0.03
        assert gains.max() > -0.03
