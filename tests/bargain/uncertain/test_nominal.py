from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.domain import NEVER, Brought, Domain, Exclusion
from detente.bargain.numbers import numbers_of
from detente.bargain.uncertain import nominal
from detente.bargain.uncertain.orders import orders_of
from detente.deal.worth import UNKNOWN, Worth
from detente.errors import CannotCount
from tests.bargain.domains import domains
from tests.bargain.uncertain.told import told

PORT = {"port": ("open", "inspected", "closed")}
SURE = {"port: open": 1, "port: inspected": 2, "port: closed": 3}


def points(domain: Domain, party: str) -> dict[str, float]:
    made = nominal(domain)
    return {
        f"{issue}: {option}": worth.low
        for (issue, option), worth in made.own[party].items()
        if worth.is_point
    }


@given(domains())
@settings(max_examples=40, deadline=None)
def test_points_stay_as_they_are(domain: Domain) -> None:
    made = nominal(domain)
    assert made.own == domain.own
    assert made.brought == domain.brought
    assert made.assumptions == domain.assumptions


def test_ranges_are_taken_in_the_middle_or_where_they_are_likely() -> None:
    domain = told(
        PORT,
        {
            "north": {"port: open": "20..30", "port: inspected": "30..45 likely 40", "port: closed": 7},
            "south": SURE,
        },
        no_deal={"north": "4..6"},
    )
    assert points(domain, "north") == {"port: open": 25, "port: inspected": 40, "port: closed": 7}
    made = nominal(domain)
    assert made.no_deal["north"] == Worth(5, 5)
    assert made.assumptions == ("North: 3 ranges are taken at their middle or likely value.",)
    numbers_of(made)


@pytest.mark.parametrize("count", [2, 3, 5, 7])
def test_a_chain_is_taken_at_the_means_of_sorted_uniform_numbers(count: int) -> None:
    options = [f"o{k}" for k in range(count)]
    ranking = " > ".join(f"port: {option}" for option in reversed(options))
    domain = told(
        {"port": options},
        {"north": {}, "south": {f"port: {option}": 1 for option in options}},
        rankings={"north": [ranking]},
    )
    expected = {f"port: o{k}": (k + 1) / (count + 1) for k in range(count)}
    assert points(domain, "north") == pytest.approx(expected, abs=1e-10)
    assert nominal(domain).assumptions == (
        "North: no figures, only a ranking: worths are the centre of all figures from 0 to 1 that agree with it.",
    )


def test_equal_sums_of_places_stay_equal_as_whole_numbers() -> None:
    domain = told(
        {"port": ("a", "b", "c"), "mandate": ("x", "y", "z")},
        {"north": {}, "south": {f"port: {o}": 1 for o in "abc"} | {f"mandate: {o}": 1 for o in "xyz"}},
        rankings={"north": ["port: a > mandate: x > port: b > mandate: y > port: c > mandate: z"]},
    )
    numbers = numbers_of(nominal(domain))
    # Places from below: a 6, x 5, b 4, y 3, c 2, z 1.
    worth = {pair: int(numbers.point(pair)[0]) for pair in [(0, 2), (1, 1), (2, 0), (0, 1), (1, 0)]}
    assert worth[0, 2] == worth[1, 1] == worth[2, 0]  # 7 steps
    assert worth[0, 1] == worth[1, 0]  # 9 steps
    assert worth[0, 1] > worth[0, 2]


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.tuples(
            st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=7)
        )
    )
)
@settings(max_examples=80, deadline=None)
def test_places_are_means_over_all_orders(drawn: tuple[int, list[tuple[int, int]]]) -> None:
    count, some = drawn
    pairs = [(a, b) for a, b in some if a > b]
    orders = orders_of(count, pairs)
    assert orders is not None
    every = [
        order
        for order in permutations(range(count))
        if all(order.index(a) > order.index(b) for a, b in pairs)
    ]
    assert orders.after[0] == len(every)
    means = [Fraction(sum(order.index(one) + 1 for order in every), len(every)) for one in range(count)]
    assert orders.places() == means


def test_every_order_is_drawn_as_often_as_any_other() -> None:
    orders = orders_of(4, [(3, 0), (2, 0)])
    assert orders is not None
    drawn = orders.drawn(np.random.default_rng(1).random((24_000, 4)))
    kinds, counts = np.unique(drawn, axis=0, return_counts=True)
    assert len(kinds) == orders.after[0] == 8
    assert abs(counts - 3000).max() < 4 * 3000**0.5


def test_too_many_orders_are_not_counted() -> None:
    assert orders_of(15, []) is None
    assert orders_of(60, [(k + 1, k) for k in range(59)]) is not None


def test_a_worth_between_figures_is_taken_between_them() -> None:
    own = {"port: open": 10, "port: closed": 2}
    domain = told(
        PORT,
        {"north": own, "south": SURE},
        rankings={"north": ["port: open > port: inspected > port: closed"]},
    )
    assert points(domain, "north")["port: inspected"] == 6
    assert nominal(domain).assumptions == (
        "North: `port: inspected` only ranked: taken at the centre of what the ranking and the figures beside it "
        "allow.",
    )


def test_a_worth_between_ranges_is_taken_between_their_middles() -> None:
    own = {"port: open": "8..12", "port: closed": "1..3"}
    domain = told(
        PORT,
        {"north": own, "south": SURE},
        rankings={"north": ["port: open > port: inspected > port: closed"]},
    )
    assert points(domain, "north") == {"port: open": 10, "port: inspected": 6, "port: closed": 2}


def test_ranges_whose_middles_would_contradict_the_ranking_move() -> None:
    # Uniform on 0 <= b < a <= 4 with b from 2 and a up to 4, that is the triangle 2 < b < a < 4 and the part a > 2 > b.
    own = {"port: open": "0..4", "port: inspected": "0..4", "port: closed": 1}
    domain = told(PORT, {"north": own, "south": SURE}, rankings={"north": ["port: open > port: inspected"]})
    found = points(domain, "north")
    assert found["port: open"] == pytest.approx(8 / 3, abs=1e-9)
    assert found["port: inspected"] == pytest.approx(4 / 3, abs=1e-9)
    assert "would contradict the ranking" in nominal(domain).assumptions[0]


def test_sums_are_taken_at_the_mean_of_draws_alike_for_what_is_alike() -> None:
    domain = told(
        PORT,
        {"north": {}, "south": SURE},
        rankings={"north": ["port: open > port: inspected + port: closed"]},
    )
    found = points(domain, "north")
    # The tetrahedron b + c < a <= 1, b and c above 0: its centre is (3/4, 1/4, 1/4).
    assert found["port: inspected"] == found["port: closed"] == pytest.approx(0.25, abs=0.006)
    assert found["port: open"] == pytest.approx(0.75, abs=0.006)
    both = replace(
        domain,
        own={"north": {}, "south": {}},
        rankings=dict.fromkeys(domain.parties, domain.rankings["north"]),
    )
    assert points(both, "north") == points(both, "south") == found


def test_an_option_that_brings_something_is_worth_what_it_brings() -> None:
    duty = Brought("escort", (("port", "open"),), (), {"north": Worth(5, 5)})
    domain = told(PORT, {"north": {"port: inspected": 2, "port: closed": 3}, "south": SURE}, brought=[duty])
    assert numbers_of(nominal(domain)).in_units(numbers_of(nominal(domain)).point((0,)))["north"] == 5


def test_an_obligation_can_be_ranked() -> None:
    duty = Brought("escort", (("port", "open"),), (), {"south": Worth(5, 5)})
    domain = told(
        PORT,
        {"north": {}, "south": SURE},
        brought=[duty],
        rankings={"north": ["escort > port: inspected > port: closed"]},
    )
    assert nominal(domain).brought[0].worth["north"].low == 0.75


@pytest.mark.parametrize(
    ("own", "rankings", "said"),
    [
        ({"port: open": 1, "port: closed": 2}, [], "North: no worth is given for `port: inspected`."),
        (
            SURE | {"port: open": "unknown"},
            [],
            "North: `unknown`, which cannot be counted, is given for `port: open`.",
        ),
        ({}, ["port: open > port: closed"], "North: no worth is given for `port: inspected`."),
        (
            {},
            ["port: open > port: inspected > port: closed > port: open"],
            "North: the ranking `port: open > port: inspected > port: closed > port: open` contradicts itself.",
        ),
        (
            {},
            ["port: open > port: inspected", "port: open > port: closed", "port: inspected > port: open"],
            "North: the rankings `port: open > port: inspected` and `port: inspected > port: open` cannot all be "
            "true.",
        ),
        (
            {},
            ["port: open > port: inspected + port: closed", "port: closed > port: open"],
            "North: the rankings `port: open > port: inspected + port: closed` and `port: closed > port: open` cannot "
            "all be true.",
        ),
        (
            {"port: open": "1..3", "port: inspected": 5, "port: closed": "3..4"},
            ["port: open > port: closed", "port: inspected > port: open"],
            "North: the ranking `port: open > port: closed` does not agree with `port: open` at 1..3 and "
            "`port: closed` at 3..4.",
        ),
        (
            {"port: open": 3, "port: inspected": 3, "port: closed": 1},
            ["port: open > port: inspected"],
            "North: the ranking `port: open > port: inspected` does not agree with `port: open` at 3 and "
            "`port: inspected` at 3.",
        ),
        (
            {"port: open": 3, "port: closed": 1},
            ["port: inspected > port: open"],
            "North: `port: inspected` is only ranked, and no figure bounds it from above.",
        ),
        (
            {"port: open": 0, "port: closed": 0},
            ["port: open > port: inspected"],
            "North: `port: inspected` is only ranked, and no figure bounds it from below.",
        ),
        (
            {"port: open": 9, "port: closed": 1},
            ["port: open > port: inspected + port: closed"],
            "North: `port: inspected` is only ranked, and no figure bounds it from below.",
        ),
    ],
)
def test_what_cannot_be_taken_is_said(own: dict[str, object], rankings: list[str], said: str) -> None:
    domain = told(PORT, {"north": own, "south": SURE}, rankings={"north": rankings})
    with pytest.raises(CannotCount) as raised:
        nominal(domain)
    assert raised.value.sentence == said
    assert raised.value.help


@pytest.mark.parametrize(
    "worth", [Worth(float("nan"), float("nan")), Worth(1.0, float("inf")), Worth(3.0, 2.0)]
)
def test_no_number_is_refused(worth: Worth) -> None:
    domain = told(PORT, {"north": dict(SURE), "south": SURE})
    domain.own["north"]["port", "open"] = worth  # type: ignore[index]
    with pytest.raises(CannotCount, match="North: the worth of `port: open`"):
        nominal(domain)


def test_an_option_that_nobody_can_choose_needs_no_worth() -> None:
    excluded = [Exclusion(NEVER, (("port", "open"),), "north")]
    own = {"port: inspected": 2, "port: closed": 3}
    domain = told(PORT, {"north": own, "south": SURE}, excluded=excluded)
    assert nominal(domain).assumptions == (
        "North: `port: open` has no worth and cannot be chosen; it is counted as 0.",
    )
    with pytest.raises(CannotCount):
        nominal(told(PORT, {"north": own, "south": SURE}, excluded=excluded, draft={"port": "open"}))


def test_no_deal_that_is_not_known_is_taken_as_not_given() -> None:
    domain = told(PORT, {"north": SURE, "south": SURE}, no_deal={"north": "unknown"})
    made = nominal(domain)
    assert domain.no_deal["north"] == UNKNOWN
    assert made.no_deal["north"] is None
    assert made.assumptions == (
        "North: what it gets without a deal is not known, and is taken as not given.",
    )


def test_no_deal_can_be_ranked() -> None:
    domain = told(
        PORT,
        {"north": {}, "south": SURE},
        rankings={"north": ["port: open > port: inspected > no deal > port: closed"]},
    )
    assert nominal(domain).no_deal["north"] == Worth(0.4, 0.4)
