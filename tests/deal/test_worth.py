"""Worth: what is read, what is refused, and the arithmetic of ranges."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal.phrases import Amiss
from detente.deal.worth import (
    UNKNOWN,
    Ranking,
    Worth,
    parse_belief,
    parse_ranking,
    parse_worth,
    parse_worths,
)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        (20, Worth(20, 20)),
        (-2.5, Worth(-2.5, -2.5)),
        ("20", Worth(20, 20)),
        ("+3", Worth(3, 3)),
        ("20..30", Worth(20, 30)),
        ("-25 .. -15", Worth(-25, -15)),
        ("30..45 likely 40", Worth(30, 45, 40)),
        ("1,550..2,000", Worth(1550, 2000)),
        ("unknown", UNKNOWN),
    ],
)
def test_worths(text: object, worth: Worth) -> None:
    assert parse_worth(text) == worth
    assert parse_worth(str(worth)) == worth


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("30..20", "runs downwards"),
        ("20..30 likely 31", "outside the range"),
        ("20 likely 20", "is not a worth"),
        ("much", "is not a worth"),
        ("", "is not a worth"),
        ("9" * 400, "too large"),
        ("nan", "is not a worth"),
        ("inf", "is not a worth"),
        (True, "not true or false"),
        (None, "not empty"),
        (["20"], "not a list"),
    ],
)
def test_what_is_no_worth(value: object, why: str) -> None:
    with pytest.raises(Amiss, match=why):
        parse_worth(value)


NUMBERS = st.integers(-(10**9), 10**9).map(float)


@st.composite
def worths(draw: st.DrawFn) -> Worth:
    low, likely, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return draw(st.sampled_from([Worth(low, low), Worth(low, high), Worth(low, high, likely), UNKNOWN]))


@given(worths())
def test_a_worth_prints_as_it_is_read(worth: Worth) -> None:
    again = parse_worth(str(worth))
    assert (again.low, again.high) == (worth.low, worth.high)
    assert again.likely == (None if worth.is_point else worth.likely)


@given(worths(), worths(), worths())
def test_sums_do_not_depend_on_their_order(one: Worth, two: Worth, three: Worth) -> None:
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)


@given(worths(), worths())
def test_a_sum_holds_the_sum_of_what_each_may_be(one: Worth, two: Worth) -> None:
    total = one + two
    assert total.low <= one.low + two.low <= one.high + two.high <= total.high
    if total.likely is not None:
        assert total.low <= total.likely <= total.high


@given(worths())
def test_what_is_unknown_stays_unknown(worth: Worth) -> None:
    assert (worth + UNKNOWN).is_unknown
    assert (-UNKNOWN).is_unknown
    assert not UNKNOWN.is_point
    assert str(UNKNOWN) == "unknown"


@given(worths())
def test_negation_turns_a_range_round(worth: Worth) -> None:
    turned = -worth
    assert -turned == worth
    assert turned.low == -worth.high
    if worth.is_point:
        assert worth + turned == Worth(0, 0, 0)


def test_the_likely_value_survives_where_both_have_one() -> None:
    assert Worth(0, 10, 4) + Worth(3, 3) == Worth(3, 13, 7)
    assert Worth(0, 10, 4) + Worth(0, 2) == Worth(0, 12, None)


# --- rankings, beliefs, maps


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ("a > b", (("a",), ("b",))),
        ("a>b + c > d", (("a",), ("b", "c"), ("d",))),
        ({"port": "open > leave"}, (("port: open",), ("leave",))),
        ({"leave > port": "open"}, (("leave",), ("port: open",))),
    ],
)
def test_rankings(value: object, places: tuple[tuple[str, ...], ...]) -> None:
    ranking = parse_ranking(value)
    assert ranking == Ranking(places)
    assert parse_ranking(str(ranking)) == ranking


@pytest.mark.parametrize(
    "value", ["a", "", "a >", "> a", "a > > b", "a + > b", 3, ["a", "b"], {"a": "x", "b": "y"}, None]
)
def test_what_is_no_ranking(value: object) -> None:
    with pytest.raises(Amiss, match="ranking"):
        parse_ranking(value)


@pytest.mark.parametrize("value", [0, 1, 0.5, 1.0])
def test_beliefs(value: float) -> None:
    assert parse_belief(value) == value


@pytest.mark.parametrize("value", [-0.1, 1.1, "0.5", True, None, math.nan, math.inf])
def test_what_is_no_belief(value: object) -> None:
    with pytest.raises(Amiss, match="from 0"):
        parse_belief(value)


@pytest.mark.parametrize("text", ["1,5", "-2,5", "1..2,5", "0..3 likely 1,25", "1000,000", "1,00"])
def test_a_decimal_comma_is_nobodys_to_guess(text: str) -> None:
    with pytest.raises(Amiss, match="write a point for decimals"):
        parse_worth(text)
    assert parse_worth("1,500.5..2,000,000") == Worth(1500.5, 2_000_000)


@pytest.mark.parametrize(
    "value", [2**53 + 1, "9007199254740993", "0.12345678901234567890", "0..9007199254740993"]
)
def test_digits_that_would_be_lost_are_refused(value: object) -> None:
    with pytest.raises(Amiss, match="more digits than can be held exactly; write at most 15"):
        parse_worth(value)


@pytest.mark.parametrize("value", [2**53, "0.0012345678901234567", 1e300, 5e-324, 0.1 + 0.2])
def test_digits_that_are_held_stay(value: float | str) -> None:
    assert parse_worth(value).low == float(value)


def test_a_whole_number_beyond_every_float_is_too_large() -> None:
    with pytest.raises(Amiss, match="is too large a number"):
        parse_worth(10**400)


def test_options_stand_under_their_issue_or_by_their_full_name() -> None:
    read = parse_worths({"port": {"open": 20, "half open": "5..8"}, "mandate:none": 3, "mandate:  joint": 0})
    assert read == {
        "port: open": Worth(20, 20),
        "port: half open": Worth(5, 8),
        "mandate: none": Worth(3, 3),
        "mandate: joint": Worth(0, 0),
    }
    with pytest.raises(Amiss, match="`port: open` has two worths") as twice:
        parse_worths({"port: open": 3, "port": {"open": 3}})
    assert twice.value.at == ("port",)
    with pytest.raises(Amiss, match="`much` is not a worth") as amiss:
        parse_worths({"port": {"open": "much"}})
    assert amiss.value.at == ("port", "open")


def test_the_worth_that_is_amiss_is_named() -> None:
    assert parse_worths({"leave": 3, "after lists": "+10"}) == {
        "leave": Worth(3, 3),
        "after lists": Worth(10, 10),
    }
    with pytest.raises(Amiss) as caught:
        parse_worths({"leave": 3, "stay": "much"})
    assert caught.value.at == ("stay",)
    with pytest.raises(Amiss, match="what each thing is worth"):
        parse_worths([3])


TREES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(alphabet="0123456789.,+- >likey", max_size=12),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(TREES)
def test_whatever_is_written_is_read_or_refused_with_a_sentence(value: object) -> None:
    for parse in (parse_worth, parse_worths, parse_ranking, parse_belief):
        try:
            read = parse(value)
        except Amiss:
            continue
        for worth in read.values() if isinstance(read, dict) else [read]:
            assert not isinstance(worth, Worth) or worth.low <= worth.high
