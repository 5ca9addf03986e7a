"""What follows from uncertain values: shares, the value that decides, break-even points, rankings."""

from __future__ import annotations

import pytest

from detente.hold.results import Flip
from detente.hold.valued import TOO_LARGE
from tests.hold.asking import ENDS, RELEASES, TWO, asked, gain

TRADE = f"""{RELEASES}{TWO}guarantors: {{bank: {{}}}}
obligations:
  a: {{by: north, to: south, due: D+1}}
  b: {{by: south, to: north, due: D+2, after: [a]}}
values:
  north: {{unit: points, worth: {{a: COSTS, b: GETS}}MORE}}
"""


def trade(costs: str, gets: str, more: str = "") -> str:
    return TRADE.replace("COSTS", costs).replace("GETS", gets).replace("MORE", more)


# --- shares ---


def test_a_share_is_that_of_the_values_in_the_range_that_hold() -> None:
    """It costs 4, and is worth 2 to 10, each as likely: three quarters of the values hold."""
    found = asked(trade("-4", "2..10"), samples=4000, seed=1).share
    assert found is not None
    assert found.low < 0.75 < found.high
    assert found.high - found.low < 0.05
    again = asked(trade("-4", "2..10"), samples=4000, seed=1).share
    assert again == found
    other = asked(trade("-4", "2..10"), samples=4000, seed=2).share
    assert other is not None
    assert other.holds != found.holds


def test_a_likely_value_weighs_more() -> None:
    """Triangular from 2 to 10 with 10 likely: the share above 4 is 1 - (2/8)^2."""
    found = asked(trade("-4", "2..10 likely 10"), samples=4000).share
    assert found is not None
    assert found.low < 15 / 16 < found.high


@pytest.mark.parametrize(("gets", "share"), [("4..10", 1.0), ("1..3", 0.0), ("5", 1.0)])
def test_a_verdict_that_is_sure_is_a_share_of_all_or_none(gets: str, share: float) -> None:
    found = asked(trade("-4", gets), samples=100).share
    assert found is not None
    assert found.holds == share


def test_no_share_is_given_where_an_unknown_value_can_change_the_verdict() -> None:
    found = asked(trade("-4", "unknown"), samples=100)
    assert found.share is None
    assert [line for line in found.assumptions if line.startswith("No share is given.")] == [
        "No share is given. Northland: `b` could be anything and could decide whether it gains by stopping."
    ]
    # An unknown value that changes nothing does not stand in the way.
    idle = trade("-4", "2..10").replace("values:", "  c: {by: south, to: north, due: D+3}\nvalues:")
    share = asked(idle.replace("2..10", "2..10, c: unknown"), samples=1000).share
    assert share is not None
    assert share.low < 0.75 < share.high


def test_without_values_there_is_no_share() -> None:
    text = trade("-4", "5")
    found = asked(text[: text.index("values:")], samples=100)
    assert (found.share, found.flips, found.break_even) == (None, (), ())


def test_a_share_is_that_of_all_forms_that_the_text_leaves_open() -> None:
    """Releasing, north holds for 3 of 4 values; where the deal ends, its exit of 2 makes it 2 of 4."""
    text = trade("-4", "2..10", ", if it walks: {gets: 2}").replace(
        RELEASES, "detente: 1\nday zero: 2031-01-01\n"
    )
    found = asked(text, samples=4000).share
    assert found is not None
    assert found.low < 0.5 < found.high


def test_a_share_with_a_guarantee_an_exit_and_a_discount() -> None:
    """In a day 8 to 16 are worth 4 to 8 now; it costs 9, loses 2, and gets 1 by walking: 9 - 2 + 1 is not exceeded."""
    more = ", discount: 0.5 per day, guarantees: {bond: {loses: 2, believed: 1}}, if it walks: {gets: 1}"
    text = (
        trade("-9", "8..16", more)
        .replace("due: D+1", "due: D+0")
        .replace("due: D+2", "due: D+1")
        .replace(
            "values:", "guarantees:\n  bond: {by: bank, secures: [north], covers: [a], form: bond}\nvalues:"
        )
    )
    found = asked(text, samples=200)
    assert gain(found, "a", "north") == (0.0, 4.0)
    assert found.share is not None
    assert found.share.holds == 0.0
    half = asked(text.replace("a: -9", "a: -7"), samples=4000)
    assert gain(half, "a", "north") == (-2.0, 2.0)
    assert half.share is not None
    assert half.share.low < 0.5 < half.share.high


# --- which value decides ---


def flip(text: str, value: str) -> Flip:
    (found,) = (one for one in asked(text).flips if one.value == value)
    return found


def test_a_value_that_decides_is_told_with_the_number_at_which_it_turns() -> None:
    one = flip(trade("-4", "2..10"), "b")
    assert (one.nominal, one.turns_at, one.goes_on, one.point, one.within) == (6.0, 4.0, False, "a", True)
    assert one.relative == pytest.approx(1 / 3)
    outside = flip(trade("-4", "5..7"), "b")
    assert (outside.turns_at, outside.within) == (4.0, False)


def test_a_guarantee_and_an_exit_may_decide() -> None:
    more = ", guarantees: {bond: {loses: 3, believed: 1}}, if it walks: {gets: 1}"
    text = trade("-4", "3", more).replace(
        "values:", "guarantees:\n  bond: {by: bank, secures: [north], covers: [a], form: bond}\nvalues:"
    )
    assert gain(asked(text), "a", "north") == (-1.0, -1.0)
    assert flip(text, "bond loses").turns_at == 2.0
    assert flip(text, "if it walks: gets").turns_at == 2.0
    assert flip(text, "a").turns_at == -5.0


def test_what_others_do_on_a_breach_may_decide() -> None:
    text = trade("-4", "3, suspend: -2").replace(
        "values:", "  suspend: {by: south, to: not stated, on breach of: [a]}\nvalues:"
    )
    assert gain(asked(text), "a", "north") == (-1.0, -1.0)
    one = flip(text, "suspend")
    assert (one.nominal, one.turns_at, one.goes_on) == (-2.0, -1.0, False)


# --- break-even ---


def test_an_unknown_value_is_told_with_what_it_would_have_to_be() -> None:
    assert asked(trade("-4", "unknown")).break_even == (
        "Northland at `a` goes on if `b` is worth at least 4 to it.",
    )
    assert asked(trade("unknown", "5")).break_even == (
        "Northland at `a` goes on if `a` is worth at least -5 to it.",
    )
    assert asked(trade("-6..-4", "unknown")).break_even == (
        "Northland at `a` goes on for certain if `b` is worth at least 6 to it, and may go on if `b` is worth at "
        "least 4 to it.",
    )


def with_bond(text: str) -> str:
    bond = "guarantees:\n  bond: {by: bank, secures: [north], covers: [a], form: bond}\nvalues:"
    return text.replace("values:", bond)


@pytest.mark.parametrize(
    ("costs", "gets", "more", "said"),
    [
        # A loss cannot be below 0, so that "at least 0" would say nothing.
        ("-4", "5", ", guarantees: {bond: {loses: unknown, believed: 1}}", ()),
        (
            "-4",
            "1",
            ", guarantees: {bond: {loses: unknown, believed: 1}}",
            ("Northland at `a` goes on if `bond loses` is at least 3.",),
        ),
        # A cost cannot be above 0, and nothing else is received.
        ("unknown", "0", "", ("Northland at `a` goes on if `a` is worth nothing to it.",)),
        ("4", "unknown", "", ()),
        (
            "unknown",
            "unknown",
            "",
            ("Northland at `a` goes on for certain if `a` is worth nothing to it, and may go on else.",),
        ),
        (
            "unknown",
            "1..3",
            "",
            (
                "Northland at `a` goes on for certain if `a` is worth at least -1 to it, and may go on if `a` is worth "
                "at least -3 to it.",
            ),
        ),
    ],
)
def test_from_where_on_says_only_what_says_something(
    costs: str, gets: str, more: str, said: tuple[str, ...]
) -> None:
    text = trade(costs, gets, more)
    found = asked(with_bond(text) if "bond" in more else text).break_even
    assert found == said


def test_values_that_change_nothing_at_a_point_are_one_sentence() -> None:
    """If only what waits for it is released, leaving out `d` gains 3, whatever is had where the deal ends."""
    idle = "  c: {by: south, to: north, due: D+5}\n  d: {by: north, to: south, due: D+4}\nvalues:"
    text = trade("-4", "5, c: unknown, d: -3", ", if it walks: {gets: unknown}").replace("values:", idle)
    found = asked(text.replace(RELEASES, "detente: 1\nday zero: 2031-01-01\n")).break_even
    assert "Northland at `d` gains by stopping whatever `if it walks: gets` and `c` are." in found
    one = asked(
        text.replace(RELEASES, "detente: 1\nday zero: 2031-01-01\n").replace("gets: unknown", "gets: 0")
    )
    assert "Northland at `d` gains by stopping whatever `c` is worth to it." in one.break_even


def test_nothing_is_told_of_values_that_are_known() -> None:
    assert asked(trade("-4", "2..10")).break_even == ()


# --- rankings ---


def test_a_ranking_decides_the_verdict_where_the_signs_leave_it_open() -> None:
    text = TRADE.replace("worth: {a: COSTS, b: GETS}MORE", "ranking: [b > a]")
    assert asked(text).holds is True
    assert asked(text.replace("b > a", "a > b")).holds is False
    ended = text.replace(RELEASES, ENDS).replace("ranking", "if it walks: {gets: 0}, ranking")
    assert asked(ended).holds is True


def test_a_ranking_beside_a_figure() -> None:
    text = TRADE.replace("worth: {a: COSTS, b: GETS}MORE", "worth: {a: -4, b: unknown}, ranking: [b > a]")
    assert asked(text).holds is True


def test_a_ranking_of_one_party_does_not_decide_for_another() -> None:
    text = TRADE.replace("worth: {a: COSTS, b: GETS}MORE", "ranking: [b > a]")
    assert asked(text + "  south: {unit: points, worth: {a: 3, b: 0}}\n").holds is True
    assert asked(text + "  south: {unit: points, worth: {a: 3, b: -1}}\n").holds is False
    assert asked(text + "  south: {unit: points, worth: {a: 3, b: -1..0}}\n").holds is None
    assert asked(text + "  south: {unit: points, ranking: [a > b]}\n").holds is False


# --- size ---


def test_a_deal_with_more_ways_to_stop_than_are_listed_says_so() -> None:
    acts = "".join(f"  a{n}: {{by: north, to: south, due: D+{n}}}\n" for n in range(14))
    worth = ", ".join(f"a{n}: {'-1' if n % 2 else '1'}" for n in range(14))
    text = f"{RELEASES}{TWO}obligations:\n{acts}values:\n  north: {{unit: points, worth: {{{worth}}}}}\n"
    found = asked(text, samples=10)
    assert found.share is None
    assert any("can stop in more than 4096 ways" in line for line in found.assumptions)
    assert found.holds is False


def test_what_decides_is_not_worked_out_for_a_very_large_deal() -> None:
    acts = "".join(f"  a{n}: {{by: north, to: south, due: D+{n}}}\n" for n in range(360))
    text = f"{ENDS}{TWO}obligations:\n{acts}values:\n  north: {{unit: points, if it walks: {{gets: 0}}}}\n"
    assert TOO_LARGE in asked(text).assumptions
