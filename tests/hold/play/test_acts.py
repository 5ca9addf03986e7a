"""The moves of a deal: standing duties in pieces, joint acts, parts, exchanges, stages, and what a breach does."""

from __future__ import annotations

from fractions import Fraction

import pytest

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.hold.play import Play, forms_of, play_of
from detente.hold.play.acts import ENDS as ENDS_IT
from detente.hold.play.acts import RELEASES as RELEASES_IT
from detente.hold.play.acts import acts_of, released_by
from detente.hold.play.cuts import MOST_PIECES
from tests.hold.asking import ENDS, RELEASES, THREE, TWO, acts, asked, at, gain, read, waits


def shares(text: str, duty: str) -> dict[str, Fraction]:
    """The share of each piece of a duty, of each performer's part, or of each part."""
    return {
        label: act.members[0].share for label, act in acts(text).items() if act.members[0].obligation == duty
    }


def who(number: int) -> str:
    return "north" if number % 2 else "south"


# --- standing duties ---


def test_a_standing_duty_is_cut_after_each_act_of_another_party_and_not_after_its_own() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  calm: {{by: north, to: south, from: D+0, until: D+40}}
  first: {{by: south, to: north, due: D+10}}
  own: {{by: north, to: south, due: D+20}}
  second: {{by: south, to: north, due: D+30}}
"""
    assert list(acts(text)) == [
        "calm",
        "first",
        "calm since first",
        "own",
        "second",
        "calm since second",
    ]
    assert waits(text)["calm since second"] == ("calm since first",)
    # Ten days up to the first act, twenty to the second, ten to the end.
    assert list(shares(text, "calm").values()) == [Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)]


def test_what_a_duty_is_worth_is_spread_equally_where_a_day_is_not_known() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  calm: {{by: north, to: south, from: D+0, until: not stated}}
  first: {{by: south, to: north, due: D+10}}
  second: {{by: south, to: north, due: D+30}}
"""
    assert list(shares(text, "calm").values()) == [Fraction(1, 3)] * 3
    assert any(
        "in as many equal pieces as it has points for `calm`" in line
        for line in asked(text + VALUES_OF_CALM).assumptions
    )


VALUES_OF_CALM = """
values:
  north: {unit: points, worth: {calm: -3, first: 2, second: 2}}
"""


def test_a_duty_that_ends_before_an_act_is_not_cut_at_it() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  calm: {{by: north, to: south, from: D+0, until: D+20}}
  first: {{by: south, to: north, due: D+10}}
  second: {{by: south, to: north, due: D+30}}
"""
    assert list(acts(text)) == ["calm", "first", "calm since first", "second"]


def test_a_duty_with_no_time_left_after_the_last_act_is_not_cut_there() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  calm: {{by: north, to: south, from: D+0, until: D+10}}
  first: {{by: south, to: north, due: D+10}}
"""
    assert list(acts(text)) == ["calm", "first"]


def test_a_duty_that_outlasts_the_last_act_can_be_given_up_after_it() -> None:
    """Paid for staying away a year, and paid after a month: nothing owed hangs on the eleven months that follow."""
    text = f"""{RELEASES}{TWO}
obligations:
  stay-away: {{by: south, to: north, from: D+0, until: D+360}}
  pay: {{by: north, to: south, due: D+30, while: [stay-away]}}
values:
  south: {{unit: points, worth: {{stay-away: -12, pay: 20}}}}
"""
    found = asked(text)
    assert gain(found, "stay-away", "south") == (-8.0, -8.0)
    assert gain(found, "stay-away since pay", "south") == (11.0, 11.0)
    assert found.holds is False


def test_a_duty_for_good_has_one_last_piece_afterwards() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  end-of-war: {{by: north, to: south, from: D+0, until: for good}}
  first: {{by: south, to: north, due: D+10}}
  last: {{by: south, to: north, due: D+20}}
"""
    assert list(acts(text)) == [
        "end-of-war",
        "first",
        "end-of-war since first",
        "last",
        "end-of-war afterwards",
    ]
    assert list(shares(text, "end-of-war").values()) == [Fraction(1, 3)] * 3


def test_what_stays_between_the_parties_is_a_guarantee_of_the_last_piece() -> None:
    """Theorem T4: the gain of the last piece is held by what continues, d/(1-d) of the gain of each later cycle."""
    text = f"""{RELEASES}{TWO}
obligations:
  calm: {{by: north, to: south, from: D+0, until: for good}}
guarantees:
  relations: {{by: south, secures: [north], covers: [calm], form: sanction}}
values:
  north: {{unit: points, worth: {{calm: -8}}, guarantees: {{relations: {{loses: 4, believed: 1}}}}}}
"""
    assert gain(asked(text), "calm afterwards", "north") == (0.0, 0.0)
    assert gain(asked(text.replace("loses: 4", "loses: 3.76")), "calm afterwards", "north") == (0.24, 0.24)


def test_what_is_owed_while_a_duty_is_kept_waits_for_its_last_piece_before() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  calm: {{by: north, to: south, from: D+0, until: D+40}}
  first: {{by: south, to: north, due: D+10, while: [calm]}}
  second: {{by: south, to: north, due: D+30, while: [calm]}}
  third: {{by: south, to: north, due: D+35, after: [calm]}}
"""
    assert waits(text)["first"] == ("calm",)
    assert waits(text)["second"] == ("calm since first",)
    assert waits(text)["third"] == ("calm since second",)


def test_breaking_a_duty_loses_the_pieces_that_remain_and_all_that_hangs_on_them() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  calm: {{by: north, to: south, from: D+0, until: D+40}}
  first: {{by: south, to: north, due: D+10, while: [calm]}}
  second: {{by: south, to: north, due: D+30, while: [calm]}}
  alone: {{by: south, to: north, due: D+35}}
"""
    every = acts(text).values()
    assert released_by(every, "calm since first", RELEASES_IT) == (
        "calm since first",
        "second",
        "calm since second",
        "calm since alone",
    )
    unsettled = acts(text.replace(RELEASES, "detente: 1\nday zero: 2031-01-01\n")).values()
    assert released_by(unsettled, "calm since first", ENDS_IT) == (
        "calm since first",
        "second",
        "calm since second",
        "alone",
        "calm since alone",
    )


def test_a_duty_owed_while_another_is_kept_is_cut_with_it() -> None:
    """After the release north would lose the rest of the calm with its own pause: it does not gain for every value."""
    text = f"""{RELEASES}{TWO}
obligations:
  pause: {{by: north, to: south, from: D+0, until: D+40}}
  calm: {{by: south, to: north, from: D+0, until: D+40, while: [pause]}}
  release: {{by: south, to: north, due: D+10}}
"""
    assert list(acts(text)) == [
        "pause",
        "calm",
        "release",
        "pause since release",
        "calm since release",
    ]
    assert waits(text)["calm since release"] == ("calm", "pause since release")
    found = asked(text)
    assert at(found, "pause since release", "north").without_values == "depends"
    assert at(found, "pause since release", "north").not_received == ("calm",)
    assert at(found, "calm since release", "south").without_values == "every"


def test_a_duty_is_not_cut_where_another_begins() -> None:
    """Neither has kept anything when the other begins: only the first of all can be given up before the other."""
    text = f"""{RELEASES}{TWO}
obligations:
  pause: {{by: north, to: south, from: D+0, until: D+40}}
  calm: {{by: south, to: north, from: D+0, until: D+40, while: [pause]}}
"""
    assert list(acts(text)) == ["pause", "calm"]
    found = asked(text)
    assert at(found, "pause", "north").without_values == "depends"
    assert at(found, "calm", "south").without_values == "every"


def test_duties_owed_while_each_other_are_kept_can_be_played() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  pause: {{by: north, to: south, from: D+0, until: D+40, while: [calm]}}
  calm: {{by: south, to: north, from: D+0, until: D+40, while: [pause]}}
  release: {{by: south, to: north, due: D+10}}
"""
    seen: set[str] = set()
    for label, before in waits(text).items():
        assert seen.issuperset(before)
        seen.add(label)
    assert "pause" in waits(text)["calm"] or "calm" in waits(text)["pause"]


def test_a_standing_duty_in_parts_is_spread_within_each_part() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  guard:
    by: north
    to: south
    from: D+0
    until: D+40
    amount: 4 posts
    parts: [1 post by D+0, 3 posts by D+0]
  first: {{by: south, to: north, due: D+10}}
"""
    assert sum(shares(text, "guard").values()) == 1


@pytest.mark.slow
def test_in_a_large_deal_standing_duties_are_cut_at_fewer_acts_and_the_answer_says_so() -> None:
    duties = "".join(
        f"  d{n}: {{by: {who(n)}, to: {who(n + 1)}, from: D+0, until: for good}}\n" for n in range(500)
    )
    ones = "".join(f"  a{n}: {{by: {who(n)}, to: {who(n + 1)}, due: D+{n + 1}}}\n" for n in range(500))
    every = acts(f"{RELEASES}{TWO}obligations:\n{duties}{ones}")
    pieces = [label for label in every if " since " in label]
    assert 0 < len(pieces) <= MOST_PIECES
    # The last act of the other party that is not followed by the last piece of all is among the cuts that are kept.
    assert {"d0 since a497", "d1 since a498"} <= set(pieces)


def test_points_not_looked_at_are_counted_in_the_assumptions() -> None:
    duties = "".join(f"  d{n}: {{by: north, to: south, from: D+0, until: D+99}}\n" for n in range(30))
    ones = "".join(f"  a{n}: {{by: south, to: north, due: D+{n + 1}}}\n" for n in range(20))
    found = asked(f"{RELEASES}{TWO}obligations:\n{duties}{ones}")
    # 30 duties at 20 acts are 600 cuts; 16 of each duty (500 // 30) are kept.
    assert any(line.startswith("There are many standing duties: 120 points") for line in found.assumptions)


# --- several performers ---

EACH = f"""{RELEASES}{TWO}
obligations:
  open: {{by: south, to: north, due: D+1}}
  talks: {{by: [north, south], to: each other, due: D+2, each: yes, after: [open]}}
  close: {{by: north, to: south, due: D+3, after: [talks]}}
"""


def test_each_of_several_has_an_act_of_its_own_owed_to_the_others() -> None:
    every = acts(EACH)
    assert list(every) == ["open", "talks.north", "talks.south", "close"]
    assert (every["talks.north"].by, every["talks.north"].to) == (("north",), ("south",))
    assert every["close"].waits_for == ("talks.north", "talks.south")


@pytest.mark.parametrize(
    ("worth", "labels"),
    [
        ("{talks.north: -1, talks.south: 2}", ["open", "talks.north", "talks.south", "close"]),
        ("{open: 1}", ["open", "talks.north", "talks.south", "close"]),
        ("{talks: 1}", ["open", "talks", "close"]),
        ("{talks: 1, talks.north: -1}", ["open", "talks.north", "talks.south", "close"]),
    ],
)
def test_parts_valued_only_as_a_whole_stay_one_act(worth: str, labels: list[str]) -> None:
    play = play_of(read(EACH + f"values:\n  north: {{unit: points, worth: {worth}}}\n"), RELEASES_IT)
    assert [act.id for act in play.acts] == labels


def test_a_joint_act_is_one_act_that_either_may_leave_out() -> None:
    found = asked(
        f"""{RELEASES}{TWO}
obligations:
  talks: {{by: [north, south], to: each other, due: D+2}}
  close: {{by: north, to: south, due: D+3, after: [talks]}}
values:
  north: {{unit: points, worth: {{talks: 3, close: -5}}}}
  south: {{unit: points, worth: {{talks: -1, close: 4}}}}
"""
    )
    first = [point for point in found.points if not point.after]
    assert [(point.party, point.next, point.mover) for point in first] == [
        ("north", "talks", True),
        ("south", "talks", True),
    ]
    assert gain(found, "talks", "north") == (2.0, 2.0)
    assert gain(found, "talks", "south") == (-3.0, -3.0)


def test_what_any_one_of_several_may_do_nobody_alone_can_leave_out() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  call: {{by: [north, south], to: each other, any: yes, due: D+1}}
  close: {{by: north, to: south, due: D+3, after: [call]}}
"""
    assert acts(text)["call"].free
    found = asked(text)
    assert [point.next for point in found.points if point.mover] == ["close"]
    assert any("nobody alone can leave it out" in line for line in found.assumptions)


# --- at one moment, in parts ---


def test_acts_together_are_one_act_that_needs_everybodys_part() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  captives: {{by: south, to: north, due: D+4, together: bridge}}
  prisoners: {{by: north, to: south, due: D+5, together: bridge}}
"""
    (act,) = acts(text).values()
    assert (act.id, act.by, act.to, act.day) == (
        "captives + prisoners", ("south", "north"), ("north", "south"), 5.0,
    )  # fmt: skip
    values = """
values:
  north: {unit: points, worth: {captives: 5, prisoners: -3}}
  south: {unit: points, worth: {captives: -4, prisoners: 3}}
"""
    found = asked(text + values)
    assert gain(found, "captives + prisoners", "north") == (-2.0, -2.0)
    assert gain(found, "captives + prisoners", "south") == (1.0, 1.0)


def test_acts_together_come_after_all_that_any_of_them_waits_for() -> None:
    """The permit stands between the two in the file; left out, it releases both."""
    text = f"""{RELEASES}{TWO}
obligations:
  hand-over: {{by: north, to: south, together: desk}}
  permit: {{by: south, to: north}}
  pay: {{by: south, to: north, together: desk, after: [permit]}}
"""
    assert list(acts(text)) == ["permit", "hand-over + pay"]
    assert waits(text)["hand-over + pay"] == ("permit",)


def test_acts_together_that_wait_for_each_other_through_a_third_are_played_all_the_same() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  hand-over: {{by: north, to: south, together: desk}}
  permit: {{by: south, to: north, after: [hand-over]}}
  pay: {{by: south, to: north, together: desk, after: [permit]}}
"""
    assert sorted(acts(text)) == ["hand-over + pay", "permit"]


def test_a_duty_is_cut_once_by_acts_of_one_moment_and_these_wait_for_the_piece_before() -> None:
    text = f"""{RELEASES}{THREE}
obligations:
  pause: {{by: [north, south], to: each other, from: D+0, until: D+40}}
  captives: {{by: south, to: north, due: D+4, together: bridge, while: [pause]}}
  prisoners: {{by: north, to: south, due: D+4, together: bridge, while: [pause]}}
"""
    assert list(acts(text)) == ["pause", "captives + prisoners", "pause since captives"]
    assert waits(text)["captives + prisoners"] == ("pause",)


def test_an_exchange_with_each_part_pairs_the_parts() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  captives:
    by: south
    to: north
    amount: 30 persons
    parts: [3 by D+1, 4 by D+7, 23 by D+42]
  prisoners:
    by: north
    to: south
    against: captives
    ratio: 30 for 1
    turn: with each part
"""
    every = acts(text)
    assert list(every) == [f"captives.{n} + prisoners.{n}" for n in (1, 2, 3)]
    assert every["captives.2 + prisoners.2"].waits_for == ("captives.1 + prisoners.1",)
    assert [act.members[0].share for act in every.values()] == [
        Fraction(3, 30),
        Fraction(4, 30),
        Fraction(23, 30),
    ]


def test_an_exchange_after_each_part_alternates() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  captives: {{by: south, to: north, amount: 7 persons, parts: [3 by D+1, 4 by D+7]}}
  prisoners: {{by: north, to: south, against: captives, ratio: 30 for 1, turn: after each part}}
"""
    assert list(acts(text)) == ["captives.1", "prisoners.1", "captives.2", "prisoners.2"]
    assert waits(text)["captives.2"] == ("captives.1",)
    assert set(waits(text)["prisoners.2"]) == {"captives.2", "prisoners.1"}


PARTS = f"""{RELEASES}{TWO}
obligations:
  release: {{by: south, to: north, amount: 10 persons, parts: [3 by D+1, 7 by D+7]}}
values:
  north: {{unit: points, worth: {{WORTH}}}}
"""


@pytest.mark.parametrize(
    ("worth", "first", "second"),
    [
        ("release: 20", -20.0, -14.0),
        ("release.1: 9, release.2: 5", -14.0, -5.0),
        ("release: 20, release.1: 9", -23.0, -14.0),
    ],
)
def test_parts_share_the_worth_by_amount_unless_they_have_values_of_their_own(
    worth: str, first: float, second: float
) -> None:
    found = asked(PARTS.replace("WORTH", worth).replace("by: south", "by: [north, south]"))
    assert gain(found, "release.1", "north") == (first, first)
    assert gain(found, "release.2", "north") == (second, second)


def test_a_share_of_an_act_waits_for_the_parts_that_reach_it() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  release: {{by: south, to: north, amount: 10 persons, parts: [3 by D+1, 3 by D+4, 4 by D+7]}}
  half: {{by: north, to: south, due: D+5, after: [release >= 50 %]}}
  part: {{by: north, to: south, due: D+2, after: [release.1]}}
"""
    assert waits(text)["half"] == ("release.1", "release.2")
    assert waits(text)["part"] == ("release.1",)


# --- stages ---


def test_everything_in_a_stage_waits_for_its_gate() -> None:
    text = f"""{RELEASES}{TWO}
stages:
  one: {{opens: {{at: D+0}}, lasts: 10 days, otherwise: {{then: ends}}}}
  two: {{opens: {{when: [first, calm]}}, lasts: 10 days, otherwise: {{then: ends}}}}
obligations:
  calm: {{stage: one, by: north, to: south, from: D+0, until: stage one ends}}
  first: {{stage: one, by: south, to: north, due: D+5}}
  second: {{stage: two, by: north, to: south}}
  third: {{stage: two, by: south, to: north}}
"""
    assert set(waits(text)["second"]) == {"calm since first", "first"}
    assert set(waits(text)["third"]) == {"calm since first", "first"}


# --- what a breach does ---


def test_its_own_remedy_goes_before_what_the_deal_says() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  first: {{by: south, to: north, due: D+1, if missed: {{then: releases}}}}
  second: {{by: north, to: south, due: D+2, if missed: {{then: ends the deal}}}}
  third: {{by: south, to: north, due: D+3, if missed: {{then: a panel decides}}}}
  fourth: {{by: south, to: north, due: D+4}}
"""
    assert [act.then for act in acts(text).values()] == [RELEASES_IT, ENDS_IT, ENDS_IT, ENDS_IT]
    assert forms_of(read(text)) == (RELEASES_IT,)
    play = play_of(read(text), RELEASES_IT)
    assert [play.ends(act) for act in play.acts] == [False, True, True, True]


@pytest.mark.parametrize("said", ["not stated", "the other side may suspend", None])
def test_where_the_text_does_not_settle_it_both_forms_are_computed(said: str | None) -> None:
    line = "" if said is None else f"if breached: {said}\n"
    text = f"""detente: 1
{line}{TWO}
obligations:
  first: {{by: south, to: north, due: D+1}}
  second: {{by: north, to: south, due: D+2}}
values:
  north: {{unit: points, worth: {{first: 3, second: -2}}, if it walks: {{gets: 0}}}}
  south: {{unit: points, worth: {{first: -3, second: 5}}, if it walks: {{gets: 0}}}}
"""
    found = asked(text)
    assert {point.if_breached for point in found.points} == {RELEASES_IT, ENDS_IT}
    assert at(found, "first", "south", RELEASES_IT).holds is False
    assert at(found, "first", "south", ENDS_IT).holds is True
    assert found.holds is False  # north keeps the second back under both
    assert found.assumptions[0].startswith("The text does not settle what follows")


def test_forms_that_differ_leave_the_answer_open() -> None:
    text = f"""detente: 1
{TWO}
obligations:
  first: {{by: south, to: north, due: D+1}}
  second: {{by: north, to: south, due: D+2}}
values:
  south: {{unit: points, worth: {{first: -3, second: 5}}, if it walks: {{gets: 0}}}}
"""
    assert asked(text).holds is None


def test_one_that_ends_the_deal_makes_acts_of_one_moment_end_it() -> None:
    text = f"""detente: 1
{TWO}
obligations:
  first: {{by: south, to: north, together: x, if missed: {{then: releases}}}}
  second: {{by: north, to: south, together: x, if missed: {{then: ends the deal}}}}
  third: {{by: south, to: north, together: y, if missed: {{then: releases}}}}
  fourth: {{by: north, to: south, together: y}}
"""
    assert {label: act.then for label, act in acts(text).items()} == {
        "first + second": ENDS_IT,
        "third + fourth": None,
    }


def test_every_move_stands_after_all_that_it_waits_for() -> None:
    for text in (EACH, PARTS.replace("WORTH", "release: 1")):
        seen: set[str] = set()
        for act in acts_of(course_of(read(text))):
            assert seen.issuperset(act.waits_for)
            seen.add(act.id)


def test_acts_and_plays_cannot_be_changed() -> None:
    play = play_of(read(EACH), RELEASES_IT)
    assert isinstance(play, Play)
    with pytest.raises(AttributeError):
        play.form = ENDS_IT  # type: ignore[misc]
    assert hash(play.acts[0]) == hash(acts_of(course_of(read(EACH)))[0])


def test_an_exchange_part_by_part_is_divided_as_the_act_that_it_is_for() -> None:
    text = """
detente: 1
parties: {north: {}, south: {}}
obligations:
  goods: {by: north, to: south, parts: [1 ton, 3 tons]}
  money: {by: south, to: north, against: goods, ratio: 5 for 1, turn: after each part}
"""
    acts = acts_of(course_of(load_text(text)))
    assert {act.id: act.members[0].share for act in acts} == {
        "goods.1": Fraction(1, 4),
        "goods.2": Fraction(3, 4),
        "money.1": Fraction(1, 4),
        "money.2": Fraction(3, 4),
    }
