"""What acts are worth to a party by its file: signs, ranges, time, and what it has if it walks."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.deal.worth import Worth
from detente.errors import CannotCount
from detente.hold.play import play_of
from detente.hold.play.acts import RELEASES as RELEASES_IT
from detente.hold.play.stakes import Stakes, split_of
from tests.hold.asking import ENDS, RELEASES, THREE, TWO, asked, at, ends, gain, read
from tests.hold.deals import tables

TRADE = """obligations:
  release: {by: south, to: north, due: D+1}
  pull-back: {by: north, to: south, due: D+2, after: [release]}
"""


def stakes(text: str, party: str = "north") -> Stakes:
    return play_of(read(text), RELEASES_IT).stakes[party]


def worth(text: str, act: str, party: str = "north") -> Worth:
    return stakes(text, party).worth(act)


# --- what the file does not say ---


@pytest.mark.parametrize(
    ("owed", "low", "high"),
    [
        ("by: north, to: south", -math.inf, 0.0),
        ("by: south, to: north", 0.0, math.inf),
        ("by: south, to: west", -math.inf, math.inf),
        ("by: [north, south], to: each other", -math.inf, math.inf),
        ("by: [south, west], to: each other", -math.inf, math.inf),
        ("by: south, to: not stated", -math.inf, math.inf),
        ("by: north, to: [north, south]", -math.inf, math.inf),
    ],
)
@pytest.mark.parametrize("said", ["act: unknown", "other: 1"])
def test_what_is_unknown_has_the_sign_that_by_and_to_give_it(
    owed: str, low: float, high: float, said: str
) -> None:
    text = f"""{RELEASES}{THREE}
obligations:
  act: {{{owed}, due: D+1}}
  other: {{by: south, to: north, due: D+2}}
values:
  north: {{unit: points, worth: {{{said}}}}}
"""
    assert worth(text, "act") == Worth(low, high)


def test_parts_of_several_performers_are_owed_to_the_others_and_to_nobody_else() -> None:
    text = f"""{RELEASES}{THREE}
obligations:
  talks: {{by: [north, south], to: each other, each: yes, due: D+1}}
values:
  north: {{unit: points, worth: {{talks.north: unknown}}}}
  west: {{unit: points, worth: {{talks.north: unknown}}}}
"""
    assert worth(text, "talks.north") == Worth(-math.inf, 0.0)
    assert worth(text, "talks.south") == Worth(0.0, math.inf)
    assert worth(text, "talks.south", "west") == Worth(-math.inf, math.inf)


def test_a_stake_says_whether_the_file_gives_it() -> None:
    found = stakes(f"{RELEASES}{TWO}{TRADE}values:\n  north: {{worth: {{release: unknown}}}}\n").stakes
    assert {name: one.given for name, one in found.items()} == {"release": True, "pull-back": False}


def test_the_whole_is_valued_where_no_file_names_a_performers_part() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  talks: {{by: [north, south], to: each other, each: yes, due: D+1}}
values:
  north: {{unit: points, worth: {{talks: 3}}}}
"""
    assert split_of(read(text)) == frozenset()
    assert split_of(read(text.replace("talks: 3", "talks.north: 3"))) == {"talks"}
    assert split_of(read(text.replace("worth: {talks: 3}", "ranking: [talks > talks.north]"))) == {"talks"}


# --- ranges ---


def test_a_gain_over_ranges_runs_from_the_best_of_all_values_to_the_worst() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  pull-back: {{by: north, to: south, due: D+1}}
  release: {{by: south, to: north, due: D+2, after: [pull-back]}}
values:
  north: {{unit: points, worth: {{pull-back: -7..-4, release: 3..10 likely 4}}}}
"""
    found = asked(text)
    assert gain(found, "pull-back", "north") == (-6.0, 4.0)
    assert at(found, "pull-back", "north").holds is None
    assert found.holds is None


def test_a_gain_without_a_bound_still_has_a_sign() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  pull-back: {{by: north, to: south, due: D+1}}
  release: {{by: south, to: north, due: D+2, after: [pull-back]}}
values:
  north: {{unit: points, worth: {{pull-back: PULL, release: GETS}}}}
"""
    # At least 3 more is received than given: it goes on, by how much is not known.
    more = asked(text.replace("PULL", "-4").replace("GETS", "unknown"))
    assert gain(more, "pull-back", "north") == (None, 4.0)
    assert more.holds is None
    # It costs nothing or more, and gives nothing back: it gains, by how much is not known, or it is a tie.
    nothing = asked(text.replace("PULL", "unknown").replace("GETS", "0"))
    assert gain(nothing, "pull-back", "north") == (0.0, None)
    assert nothing.holds is None
    sure = asked(text.replace("PULL", "-4").replace("GETS", "0..3"))
    assert gain(sure, "pull-back", "north") == (1.0, 4.0)
    assert sure.holds is False
    tie = asked(text.replace("PULL", "-4").replace("GETS", "4..9"))
    assert gain(tie, "pull-back", "north") == (-5.0, 0.0)
    assert tie.holds is True


def test_decimals_add_up_as_they_do_on_paper() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  a: {{by: north, to: south, due: D+1}}
  b: {{by: north, to: south, due: D+2, after: [a]}}
  c: {{by: south, to: north, due: D+3, after: [b]}}
values:
  north: {{unit: points, worth: {{a: -0.1, b: -0.2, c: 0.3}}}}
"""
    found = asked(text)
    assert gain(found, "a", "north") == (0.0, 0.0)
    assert found.holds is True


# --- time ---


def test_a_discount_worked_by_hand() -> None:
    """One unit in a day is worth a half. Costs 3 now; receives 8 in a day, worth 4 now; in two days, worth 2."""
    text = f"""{RELEASES}{TWO}
obligations:
  pull-back: {{by: north, to: south, due: D+0}}
  release: {{by: south, to: north, due: D+1, after: [pull-back]}}
  thanks: {{by: north, to: south, due: D+3, after: [release]}}
values:
  north: {{unit: points, discount: 0.5 per day, worth: {{pull-back: -3, release: 8, thanks: 0}}}}
"""
    assert gain(asked(text), "pull-back", "north") == (-1.0, -1.0)
    assert gain(asked(text.replace("due: D+1", "due: D+2")), "pull-back", "north") == (1.0, 1.0)
    # Thanks cost 4 in the end: seen from the beginning a half, at the time itself 4.
    later = asked(text.replace("thanks: 0", "thanks: -4"))
    assert gain(later, "pull-back", "north") == (-0.5, -0.5)
    assert gain(later, "thanks", "north") == (4.0, 4.0)


def test_a_discount_per_month_counts_a_month_as_the_calendar_does_on_average() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  pull-back: {{by: north, to: south, due: 2031-01-01}}
  release: {{by: south, to: north, due: 2032-01-01, after: [pull-back]}}
values:
  north: {{unit: points, discount: 0.99 per month, worth: {{pull-back: -80, release: 100}}}}
"""
    low, high = gain(asked(text), "pull-back", "north")
    assert low == high == pytest.approx(80 - 100 * 0.99**12, abs=0.02)


def test_an_act_without_a_day_counts_as_the_one_before_it() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  a: {{by: north, to: south, due: D+2}}
  b: {{by: south, to: north, after: [a]}}
values:
  north: {{unit: points, discount: 0.5 per day, worth: {{a: -1, b: 8}}}}
"""
    assert stakes(text).weight == {"a": Fraction(1, 4), "b": Fraction(1, 4)}


@pytest.mark.parametrize(
    "said",
    [
        "1.01 per month",
        "0 per month",
        "per month",
        "0.99 per fortnight",
        "a month",
        "-0.5 per day",
    ],
)
def test_a_discount_that_cannot_be_read_is_refused_with_its_place(said: str) -> None:
    text = f"{RELEASES}{TWO}{TRADE}values:\n  north:\n    discount: {said}\n    worth: {{release: 1}}\n"
    with pytest.raises(CannotCount, match="is not a discount between 0 and 1") as caught:
        asked(text)
    assert caught.value.line == 10
    assert "0.99 per month" in (caught.value.help or "")


def test_a_discount_that_leaves_nothing_to_compare_is_refused_with_its_place() -> None:
    text = f"{RELEASES}{TWO}{TRADE}values:\n  north:\n    discount: 0.5 per day\n    worth: {{release: 1}}\n"
    assert asked(text).holds is None
    with pytest.raises(CannotCount, match="nothing can be compared over 1000 days") as caught:
        asked(text.replace("due: D+2", "due: D+1000"))
    assert caught.value.line == 10


def test_unknown_stays_unknown_however_far_off_it_is() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  a: {{by: north, to: south, due: D+0}}
  b: {{by: south, to: north, due: D+120, after: [a]}}
values:
  north: {{unit: points, discount: 0.5 per day, worth: {{a: -1000000, b: unknown}}}}
"""
    assert gain(asked(text), "a", "north") == (None, 1e6)


def test_the_whole_duty_is_cheaper_the_later_its_time_comes() -> None:
    """A duty of four days, in halves: -2 at once and -2 in two days, worth -0.5 now."""
    text = f"""{RELEASES}{TWO}
obligations:
  calm: {{by: north, to: south, from: D+0, until: D+4}}
  visit: {{by: south, to: north, due: D+2}}
values:
  north: {{unit: points, discount: 0.5 per day, worth: {{calm: -4, visit: 0}}}}
"""
    assert gain(asked(text), "calm", "north") == (2.5, 2.5)
    assert gain(asked(text), "calm since visit", "north") == (2.0, 2.0)


# --- what a party has if it walks ---

LAND = """obligations:
  land: {by: south, to: north, due: D+1}
  pay: {by: north, to: south, due: D+2, after: [land]}
  papers: {by: south, to: north, due: D+3, after: [pay]}
values:
  north: {unit: points, worth: {land: 2, pay: -9, papers: 4}WALKS}
"""


@pytest.mark.parametrize("head", [RELEASES, ENDS])
@pytest.mark.parametrize("walks", ["gets: 0", "gets: 3", "gets: -1"])
def test_leverage_handed_over_raises_the_need_by_as_much(head: str, walks: str) -> None:
    """Shifting power (Fearon, Powell): the land raises what north has without a deal by 5."""
    text = head + TWO + LAND.replace("WALKS", f", if it walks: {{{walks}}}")
    plain, armed = asked(text), asked(text.replace(walks, f"{walks}, after land: +5"))
    before, after = gain(plain, "pay", "north"), gain(armed, "pay", "north")
    gets = int(walks.removeprefix("gets: "))
    assert before == (5.0 + (gets if head == ENDS else max(gets, 0)),) * 2
    assert after == (5.0 + gets + 5.0,) * 2
    assert armed.guarantees["north"].least == at(armed, "pay", "north").gain


def test_leverage_of_a_part_is_there_once_that_part_is_done() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  land: {{by: south, to: north, amount: 2 ha, parts: [1 ha by D+1, 1 ha by D+5]}}
  pay: {{by: north, to: south, due: D+3}}
  rest: {{by: north, to: south, due: D+7}}
values:
  north:
    unit: points
    worth: {{land: 0, pay: -1, rest: -1}}
    if it walks: {{gets: 0, after land.1: 3, after land: 7, in stage one: 100}}
stages:
  one: {{opens: {{at: D+0}}, otherwise: {{then: ends}}}}
"""
    found = asked(text)
    assert gain(found, "pay", "north") == (5.0, 5.0)
    assert gain(found, "rest", "north") == (11.0, 11.0)


def test_two_kinds_of_leverage_that_come_with_one_act_are_both_counted() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  land: {{by: south, to: north, amount: 2 ha, parts: [1 ha by D+1, 1 ha by D+2]}}
  pay: {{by: north, to: south, due: D+3}}
values:
  north: {{worth: {{land: 0, pay: 0}}, if it walks: {{gets: 0, after land: 3, after land.2: 5}}}}
"""
    assert gain(asked(text), "pay", "north") == (8.0, 8.0)


def test_what_is_added_while_it_walks_in_a_stage_counts_there_alone() -> None:
    text = f"""{ENDS}{TWO}
stages:
  one: {{opens: {{at: D+0}}, lasts: 5 days, otherwise: {{then: ends}}}}
  two: {{opens: {{at: D+5}}, otherwise: {{then: ends}}}}
obligations:
  a: {{stage: one, by: north, to: south, due: D+1}}
  b: {{stage: two, by: north, to: south, due: D+6}}
values:
  north: {{unit: points, worth: {{a: -1, b: -2}}, if it walks: {{gets: 1, in stage two: +3}}}}
"""
    found = asked(text)
    assert gain(found, "a", "north") == (4.0, 4.0)
    assert gain(found, "b", "north") == (6.0, 6.0)


def test_an_exit_after_something_that_is_no_act_is_said_not_to_count() -> None:
    text = f"""{ENDS}{TWO}
guarantors: {{coast: {{}}}}
obligations:
  a: {{by: north, to: south, due: D+1}}
guarantees:
  bond: {{by: coast, secures: [north], covers: [a], form: bond}}
values:
  north:
    worth: {{a: -1}}
    guarantees: {{bond: {{loses: 1, believed: 1}}}}
    if it walks: {{gets: 0, after bond: 3}}
"""
    found = asked(text)
    assert gain(found, "a", "north") == (0.0, 0.0)
    assert "`if it walks: after bond` of Northland is not counted: no act of the course is meant by it." in (
        found.assumptions
    )


def test_where_the_deal_ends_what_a_party_then_gets_is_unknown_if_its_file_is_silent() -> None:
    text = ENDS + TWO + LAND.replace("WALKS", "")
    found = asked(text)
    assert gain(found, "pay", "north") == (None, None)
    assert found.holds is None
    assert any("do not say what it gets if the deal ends" in line for line in found.assumptions)
    released = asked(RELEASES + TWO + LAND.replace("WALKS", ""))
    assert gain(released, "pay", "north") == (5.0, 5.0)
    assert any("only leaving out acts is looked at" in line for line in released.assumptions)


def test_renegotiation_breaks_a_deal_whose_rest_is_unequal() -> None:
    """Tails 3 and 1; after a stop the 4 that are left are shared by halves: the second gains 1 by stopping."""
    text = f"""{ENDS}{TWO}
obligations:
  a: {{by: south, to: north, due: D+1}}
values:
  north: {{unit: points, worth: {{a: 3}}, if it walks: {{gets: 2}}}}
  south: {{unit: points, worth: {{a: 1}}, if it walks: {{gets: 2}}}}
"""
    assert gain(asked(text), "a", "south") == (1.0, 1.0)


def test_the_second_party_too_if_it_is_asked() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  a: {{by: [north, south], to: each other, due: D+1}}
values:
  north: {{unit: points, worth: {{a: 3}}, if it walks: {{gets: 2}}}}
  south: {{unit: points, worth: {{a: 1}}, if it walks: {{gets: 2}}}}
"""
    found = asked(text)
    assert gain(found, "a", "north") == (-1.0, -1.0)
    assert gain(found, "a", "south") == (1.0, 1.0)


# --- what it has if others stop ---


def test_what_a_party_has_put_in_counts_what_it_gets_if_others_stop() -> None:
    text = f"""{RELEASES}{TWO}
stages:
  one: {{opens: {{at: D+0}}, lasts: 2 days, otherwise: {{then: ends}}}}
  two: {{opens: {{at: D+2}}, otherwise: {{then: ends}}}}
obligations:
  a: {{stage: one, by: north, to: south, due: D+1}}
  b: {{stage: two, by: south, to: north, due: D+3}}
  c: {{stage: two, by: south, to: north, due: D+4}}
values:
  north:
    unit: points
    worth: {{a: -10..-8, b: 5, c: 4}}
    if others stop: {{gets: -1, after a: 2, in stage two: 3}}
"""
    exposed = [ends(p.exposed["north"]) for p in asked(text).points if p.party == "south"]
    # Before `a` it gets -1; then 2 more and, in the second stage, 3 more; after `b` it has had 5.
    assert exposed == [(1.0, 1.0), (4.0, 6.0), (-1.0, 1.0)]


def test_what_is_added_after_one_act_by_two_keys_is_added_up() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  land: {{by: south, to: north, amount: 2 ha, parts: [1 ha by D+1, 1 ha by D+2]}}
  pay: {{by: north, to: south, due: D+3}}
values:
  north: {{worth: {{land: 0, pay: 0}}, if others stop: {{gets: 0, after land: 3, after land.2: 4}}}}
"""
    exposed = [ends(p.exposed["north"]) for p in asked(text).points if p.party == "south"]
    assert exposed == [(0.0, 0.0), (0.0, 0.0), (-7.0, -7.0)]


# --- numbers too large ---


def test_a_number_that_sums_cannot_be_made_of_is_refused_with_its_place() -> None:
    large = "1" + "0" * 300
    text = f"{RELEASES}{TWO}{TRADE}values:\n  north:\n    worth:\n      release: {large}\n"
    with pytest.raises(CannotCount, match="more than 100 digits") as caught:
        asked(text)
    assert caught.value.line == 11
    fine = asked(text.replace(large, "1" + "0" * 90))
    assert fine.holds is None


# --- unknown values, against numbers in their place ---


@st.composite
def with_unknowns(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A deal in which some values are unknown, and the same with numbers of the right sign in their place."""
    table = draw(tables(most=4, points=True))
    hidden: dict[tuple[str, str], tuple[int, int]] = {}
    for label, act in table.acts.items():
        for party in table.parties:
            if draw(st.integers(0, 2)) == 0:
                mine, to_me = party in act.by, party == act.to
                hidden[party, label] = (-30, 30) if mine == to_me else (-30, 0) if mine else (0, 30)
    numbers = [{key: draw(st.integers(*ends_of)) for key, ends_of in hidden.items()} for _ in range(3)]

    def text(worth: dict[tuple[str, str], object]) -> str:
        lines, party = [], ""
        for line in table.text().split("\n"):
            name = line.strip().partition(":")[0]
            if line.startswith("  ") and not line.startswith("   ") and name in table.parties:
                party = name
            label = name if line.startswith("      ") else ""
            lines.append(f"      {label}: {worth[party, label]}" if (party, label) in worth else line)
        return "\n".join(lines)

    return text(dict.fromkeys(hidden, "unknown")), [text(dict(one)) for one in numbers]


@given(with_unknowns())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_what_is_said_with_unknown_values_is_so_for_every_number_in_their_place(
    case: tuple[str, list[str]],
) -> None:
    unknown, numbers = case
    found = asked(unknown)
    for text in numbers:
        known = asked(text)
        assert found.holds is None or found.holds is known.holds
        for one, two in zip(found.points, known.points, strict=True):
            assert one.holds is None or one.holds is two.holds
            assert one.gain is not None
            assert two.gain is not None
            assert two.gain.low is not None
            assert two.gain.high is not None
            assert one.gain.low is None or one.gain.low <= two.gain.low
            assert one.gain.high is None or two.gain.high <= one.gain.high
