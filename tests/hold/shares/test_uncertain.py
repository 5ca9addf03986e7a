"""Shares of valuations: against areas worked by hand, the same for any workers, and silent where a value is unknown."""

import math
import sys
import tracemalloc
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deal.shares import wilson
from detente.deal.worth import UNKNOWN, Worth, parse_ranking, parse_worth
from detente.hold.shares.uncertain import (
    Row,
    Share,
    Tests,
    Value,
    share,
    shares_by_point,
    why_no_share,
)


def made(
    values: Mapping[str, str], *rows: tuple[Mapping[str, float], float], party: str = "north", **more: Any
) -> Tests:
    """`{"a": "0..4", "b": "unknown +"}` and rows (coefficients, constant), one a point."""
    known = []
    for name, text in values.items():
        worth = text.rstrip(" +-")
        known.append(Value(name, parse_worth(worth), 0 if worth == text else 1 if "+" in text else -1))
    rankings = tuple(parse_ranking(text) for text in more.get("rankings", ()))
    return Tests(party, tuple(known), tuple(Row(f"p{n}", *row) for n, row in enumerate(rows)), rankings)


ORDERED = [
    made(
        {f"x{n}": text for n, text in enumerate(["-2..3", "1..4", "0..2 likely 1", "-3..-1", "-1..2"])},
        *(({f"x{n}": -1.0 for n in range(first, 5)}, -0.5) for first in range(5)),
        party=party,
    )
    for party in ("north", "south", "valley")
]
ANY = made(
    {"a": "-2..3", "b": "1..4 likely 2", "c": "0..2", "d": "-3..-1"},
    ({"a": 1, "b": -1}, -1),
    ({"b": 1, "c": 0.5, "d": 1}, -1),
    ({"a": -1, "d": -0.25}, -1.5),
)
RANKED = made(
    {"a": "unknown +", "b": "unknown -", "c": "unknown +", "d": "unknown -"},
    ({"a": -1, "b": -1, "c": 0.5, "d": -1}, 0),
    party="ranked",
    rankings=["a > c > d", "b > d"],
)


@pytest.mark.parametrize(
    ("tests", "area"),
    [
        (made({"x": "-1..3"}, ({"x": 1}, 0)), 1 / 4),
        (made({"x": "-1..3"}, ({"x": -1}, 0)), 3 / 4),
        (made({"x": "0..4", "y": "0..4"}, ({"x": 1, "y": -1}, -1)), 1 - 9 / 32),
        (made({"x": "0..1", "y": "0..1"}, ({"x": 1}, -0.5), ({"y": 1, "x": 1}, -1)), 3 / 8),
        (made({"x": "0..4 likely 1"}, ({"x": 1}, -2)), 1 - 4 / 12),
        (made({"x": "0..4 likely 1"}, ({"x": 1}, -0.5)), 0.25 / 4),
        (made({"x": "0..4 likely 4"}, ({"x": 1}, -2)), 1 / 4),
        (made({"x": "0..4 likely 0"}, ({"x": 1}, -2)), 3 / 4),
        (made({"x": "0..1", "y": "0..1", "z": "0..1"}, ({"x": 1, "y": 1, "z": 1}, -1)), 1 / 6),
        (made({"x": "0..1", "y": "0..1", "z": "5"}, ({"x": 5, "y": 5, "z": -1}, 0)), 1 / 2),
    ],
)
def test_shares_that_are_areas(tests: Tests, area: float) -> None:
    found = share([tests], samples=40_000, seed=5)
    assert found is not None
    assert found.low <= area <= found.high
    assert found.high - found.low < 0.011
    assert (found.samples, found.seed) == (40_000, 5)
    assert found.method == "sampled: values drawn from their ranges"


def test_parties_are_independent() -> None:
    one = made({"x": "-1..3"}, ({"x": 1}, 0))
    two = made({"x": "-1..1"}, ({"x": 1}, 0), party="south")
    found = share([one, two], samples=60_000)
    assert found is not None
    assert found.low <= 1 / 8 <= found.high


def test_the_interval_covers_as_often_as_it_says() -> None:
    tests = made({"x": "0..4", "y": "0..4"}, ({"x": 1, "y": -1}, -1))
    found = [share([tests], samples=500, seed=seed) for seed in range(200)]
    covered = sum(one.low <= 1 - 9 / 32 <= one.high for one in found if one)
    assert 180 <= covered <= 199  # 190 expected, with a standard deviation of 3


def test_wilson_as_in_the_tables() -> None:
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=5e-5)
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)  # Newcombe 1998
    assert wilson(10, 10)[1] == 1


@pytest.mark.parametrize(
    ("value", "constant", "holds"),
    [("3", -3, 1), ("3", -2, 0), ("0.1", -0.1, 1), ("2..3", -3, 1), ("3..4", -2, 0)],
)
def test_what_is_certain_is_not_sampled(value: str, constant: float, holds: float) -> None:
    assert share([made({"x": value}, ({"x": 1}, constant))]) == Share(holds, holds, holds, 0, 0, "exact")


def test_sums_of_decimals_are_exact() -> None:
    tests = made({"a": "0.1", "b": "0.2", "c": "0.3"}, ({"a": 1, "b": 1, "c": -1}, 0))
    assert share([tests]) == Share(1, 1, 1, 0, 0, "exact")  # as floats 0.1 + 0.2 is above 0.3


def test_a_party_without_rows_goes_on() -> None:
    assert share([made({})]) == Share(1, 1, 1, 0, 0, "exact")


@pytest.mark.parametrize(
    ("values", "rows", "holds"),
    [
        ({"u": "unknown"}, [({"u": 1}, -5)], None),
        ({"u": "unknown +"}, [({"u": 1}, -5)], None),
        ({"u": "unknown +"}, [({"u": 1}, 5)], 0),
        ({"u": "unknown +"}, [({"u": -1}, -5)], 1),
        ({"u": "unknown -"}, [({"u": 1}, 0)], 1),
        ({"u": "unknown +"}, [({"u": 1}, 0)], None),  # worth nothing it goes on, worth anything it does not
        ({"u": "unknown"}, [({"u": 1}, -5), ({"u": -1}, 6)], 0),  # at most 5 and at least 6
        ({"u": "unknown"}, [({"u": 1}, -6), ({"u": -1}, 5)], None),
        ({"u": "unknown", "x": "1..2"}, [({"u": 1}, 0), ({"x": 1}, 0)], 0),
        ({"u": "unknown", "x": "-1..3"}, [({"x": 1, "u": 0}, 0)], 0.25),
        (
            {"u": "unknown +", "x": "-1..3"},
            [({"x": 1}, 0), ({"x": 1, "u": -1}, 0)],
            0.25,
        ),  # the other row decides
        ({"u": "unknown +", "x": "-1..3"}, [({"x": 1}, -1), ({"x": 1, "u": -1}, 0)], None),
    ],
)
def test_an_unknown_value(values: dict[str, str], rows: list[Any], holds: float | None) -> None:
    tests = made(values, *rows)
    found = share([tests], samples=30_000)
    if holds is None:
        assert found is None
        assert [one.values for one in why_no_share([tests])] == [("u",)]
    else:
        assert found is not None
        assert found.low <= holds <= found.high
        assert why_no_share([tests]) == ()


def test_an_unknown_value_does_not_matter_where_another_party_stops_anyway() -> None:
    open_ = made({"u": "unknown"}, ({"u": 1}, 0))
    stops = made({"x": "1..2"}, ({"x": 1}, 0), party="south")
    assert share([open_, stops]) == Share(0, 0, 0, 0, 0, "exact")
    (why,) = why_no_share([open_])
    assert why.sentence == "north: `u` could be anything and could decide whether north gains by stopping."


def test_by_point() -> None:
    tests = made({"x": "-1..3", "u": "unknown"}, ({"x": 1}, 0), ({"u": 1}, 0), ({"x": -1}, -3))
    first, second, third = shares_by_point([tests], samples=20_000)
    assert (first.party, first.point) == ("north", "p0")
    assert first.share is not None
    assert first.share.low <= 0.25 <= first.share.high
    assert second.share is None
    assert third.share == Share(1, 1, 1, 0, 0, "exact")


@pytest.mark.parametrize("tests", [ORDERED, [ANY], [RANKED, ANY]], ids=["ordered", "any rows", "ranked"])
def test_the_same_answer_for_any_workers(tests: list[Tests]) -> None:
    alone = share(tests, samples=70_001, seed=3)
    assert alone is not None
    assert 0 < alone.holds < 1
    assert share(tests, samples=70_001, seed=3, workers=2) == alone
    assert share(tests, samples=70_001, seed=3, workers=4) == alone
    with ThreadPoolExecutor(3) as threads:
        assert share(tests, samples=70_001, seed=3, executor=threads) == alone
    assert share(tests, samples=70_001, seed=4) != alone


@pytest.mark.slow
def test_the_same_answer_from_other_processes() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert share(ORDERED, samples=70_001, executor=processes) == share(ORDERED, samples=70_001)


@pytest.mark.slow
@pytest.mark.parametrize("tests", [ORDERED, [ANY], [RANKED, ANY]], ids=["ordered", "any rows", "ranked"])
def test_compiled_kernels_count_the_same(tests: list[Tests]) -> None:
    pytest.importorskip("numba")
    told: list[str] = []
    fast = share(tests, samples=100_001, fast=True, told=told.append, workers=2)
    assert fast == share(tests, samples=100_001, fast=False)
    assert all(text.startswith("Fast kernels made ready in ") for text in told)


def test_without_numba_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "detente.hold.shares._kernels", raising=False)
    monkeypatch.delattr("detente.hold.shares._kernels", raising=False)
    assert share([ANY], samples=5000, fast=True) == share([ANY], samples=5000, fast=False)


def test_no_array_of_all_samples() -> None:
    share(ORDERED, samples=10)
    tracemalloc.start()
    share(ORDERED, samples=300_000, fast=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000  # 300,000 valuations of 15 values take 36 MB


def test_a_deadline_leaves_whole_blocks_and_the_count() -> None:
    seen: list[tuple[int, int]] = []
    early = share(ORDERED, samples=1_000_000, deadline=0, progress=lambda *done: seen.append(done))
    assert early is not None
    assert 0 < early.samples < 1_000_000
    assert early.samples % 8192 == 0
    assert seen == [(early.samples, 1_000_000)]
    assert share(ORDERED, samples=early.samples) == early
    shared = share(ORDERED, samples=1_000_000, deadline=0, workers=2)
    assert shared is not None
    assert share(ORDERED, samples=shared.samples) == shared


def test_progress_goes_up_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    share(ORDERED, samples=50_000, progress=lambda *done: seen.append(done))
    assert seen == sorted(seen)
    assert seen[-1] == (50_000, 50_000)


BELIEF: Any = 0.5
numbers = st.integers(-4, 4)


@st.composite
def parties(draw: st.DrawFn) -> list[Tests]:
    names = ("a", "b", "c")
    found = []
    for party in ("north", "south", "valley"):
        values = []
        for name in names:
            low, high = sorted((draw(numbers), draw(numbers)))
            values.append(Value(name, Worth(low, high, draw(st.none() | st.just(high)))))
        rows = tuple(
            Row(f"p{place}", {name: draw(numbers) for name in names}, draw(st.integers(-9, 3)))
            for place in range(draw(st.integers(1, 3)))
        )
        found.append(Tests(party, tuple(values), rows))
    return found


@settings(max_examples=40, deadline=None)
@given(parties(), st.permutations(range(3)), st.permutations(range(3)))
def test_the_order_of_parties_values_and_rows_changes_nothing(
    tests: list[Tests], order: list[int], inner: list[int]
) -> None:
    turned = [
        replace(
            tests[place], values=tuple(tests[place].values[k] for k in inner), rows=tests[place].rows[::-1]
        )
        for place in order
    ]
    assert share(turned, samples=3000) == share(tests, samples=3000)


@settings(max_examples=40, deadline=None)
@given(parties(), st.sampled_from([0.001, 0.5, 3, 7, 1000]))
def test_the_unit_of_a_party_changes_nothing(tests: list[Tests], factor: float) -> None:
    values = tuple(replace(value, worth=times(value.worth, factor)) for value in tests[0].values)
    rows = tuple(replace(row, constant=row.constant * factor) for row in tests[0].rows)
    scaled = [replace(tests[0], values=values, rows=rows), *tests[1:]]
    assert share(scaled, samples=3000) == share(tests, samples=3000)


def times(worth: Worth, factor: float) -> Worth:
    likely = None if worth.likely is None else worth.likely * factor
    return Worth(worth.low * factor, worth.high * factor, likely)


@settings(max_examples=60, deadline=None)
@given(parties(), st.lists(st.fractions(0, 1), min_size=3, max_size=3))
def test_points_give_the_plain_verdict(tests: list[Tests], places: list[Any]) -> None:
    """Ranges shrunk to the points inside them: the share is 1 if every sum is at most 0, and else 0."""
    verdict, shrunk = True, []
    for one in tests:
        at = {}
        for value, place in zip(one.values, places, strict=True):
            at[value.name] = float(
                value.worth.low + round(place * 8) / 8 * (value.worth.high - value.worth.low)
            )
        verdict &= all(
            sum(row.coefficients[name] * number for name, number in at.items()) + row.constant <= 0
            for row in one.rows
        )
        shrunk.append(replace(one, values=tuple(Value(name, Worth(x, x)) for name, x in at.items())))
    assert share(shrunk) == Share(verdict, verdict, verdict, 0, 0, "exact")


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: Value("a", BELIEF), "`a` needs a worth"),
        (lambda: Value("a", Worth(math.nan, 1)), "two finite bounds"),
        (lambda: Value("a", Worth(0, math.nan)), "two finite bounds"),
        (lambda: Value("a", Worth(0, math.inf)), "two finite bounds"),
        (lambda: Value("a", Worth(2, 1)), "runs downwards"),
        (lambda: Value("a", Worth(0, 1, 2)), "outside the range"),
        (lambda: Value("a", Worth(0, 1, math.nan)), "outside the range"),
        (lambda: Value("a", UNKNOWN, 2), "a sign is -1, 0 or 1"),
        (lambda: Row("p", {"a": math.nan}), "at `p`, a is `nan`"),
        (lambda: Row("p", {}, math.inf), "the constant is `inf`"),
        (lambda: made({"a": "1"}, ({"b": 1}, 0)), "`b` has no value"),
        (lambda: Tests("north", (Value("a", UNKNOWN), Value("a", UNKNOWN)), ()), "`a` has a value twice"),
        (lambda: share([]), "no party"),
        (lambda: share([ANY, ANY]), "`north` stands twice"),
        (lambda: share([ANY], samples=0), "samples are from 1"),
        (lambda: share([ANY], workers=0), "At least one worker"),
        (lambda: shares_by_point([]), "no party"),
        (lambda: why_no_share([]), "no party"),
    ],
)
def test_what_is_refused(make: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make()
