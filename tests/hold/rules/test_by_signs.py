"""Rules of hold that go by signs: stages worth leaving, duties that wait for nothing, last acts."""

from __future__ import annotations

import pytest

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.hold.rules.duty_not_conditional import duty_not_conditional
from detente.hold.rules.last_act_unsecured import last_act_unsecured
from detente.hold.rules.stage_worth_leaving import stage_worth_leaving
from tests.hold.rules.looking import ENDS, RELEASES, STAGES, found, messages

BOND = """guarantees:
  bond: {by: coast, secures: north, covers: [COVERS], form: bond, pays: 5 euro, to: south, written: yes, signed: yes}
"""

# --- Q007 ---------------------------------------------------------------------------------------------------------

TWO_STAGES = (
    STAGES
    + """obligations:
  release: {stage: one, by: south, to: north, does: release, due: D+5}
  road: {stage: one, by: north, to: south, does: open, due: D+9, after: [release]}
  valley: {stage: two, by: north, to: south, does: leave, due: D+30LATER}
  rest: {stage: two, by: south, to: north, does: release, due: D+40WAITS}
"""
)


def two_stages(waits: str = "", later: str = "") -> str:
    return TWO_STAGES.replace("WAITS", waits).replace("LATER", later)


def test_at_the_end_of_the_stage_neither_has_anything_left_that_hangs_on_its_acts() -> None:
    here = found(stage_worth_leaving, RELEASES + two_stages())
    assert [finding.message for finding in here] == [
        "once stage `one` is done, nothing owed to Northland hangs on what it still owes Southland: `valley`",
        "once stage `one` is done, nothing owed to Southland hangs on what it still owes Northland: `rest`",
    ]
    assert {finding.severity for finding in here} == {"warning"}
    assert here[0].subjects.parties == ("north", "south")
    assert here[0].subjects.stages == ("one", "two")
    assert here[0].span.text == "one"


def test_who_comes_last_is_not_named_where_it_has_to_receive_first() -> None:
    assert messages(stage_worth_leaving, RELEASES + two_stages(", after: [valley]")) == []


def test_an_exchange_the_other_way_round() -> None:
    assert messages(stage_worth_leaving, RELEASES + two_stages(later=", after: [rest]")) == []


def test_where_a_missed_act_ends_the_deal_all_that_is_owed_hangs_on_it() -> None:
    assert messages(stage_worth_leaving, ENDS + two_stages()) == []
    only_north = two_stages().partition("  rest:")[0]
    assert len(messages(stage_worth_leaving, ENDS + only_north)) == 1


def test_what_is_not_stated_is_said() -> None:
    (one, _) = messages(stage_worth_leaving, two_stages())
    assert one.endswith("`valley`; what a missed act releases is not stated")


@pytest.mark.parametrize(
    ("signed", "count"),
    [("yes", 1), ("no", 2)],
)
def test_a_guarantee_counts_only_if_it_binds(signed: str, count: int) -> None:
    bond = BOND.replace("COVERS", "valley").replace("signed: yes", f"signed: {signed}")
    assert len(messages(stage_worth_leaving, RELEASES + two_stages() + bond)) == count


def test_a_party_that_has_had_nothing_yet_is_not_named() -> None:
    text = (
        STAGES
        + """obligations:
  first: {stage: one, by: north, to: south, does: act, due: D+5}
  second: {stage: two, by: north, to: south, does: act, due: D+30}
"""
    )
    assert messages(stage_worth_leaving, RELEASES + text) == []


def test_what_both_do_together_is_left_aside() -> None:
    text = two_stages(", after: [valley]") + (
        "  talks: {stage: two, by: [north, south], to: each other, does: talk, due: D+25}\n"
    )
    assert messages(stage_worth_leaving, RELEASES + text) == []


def test_without_stages_there_is_no_place_to_stop() -> None:
    text = """obligations:
  gift: {by: south, to: north, does: a, due: D+1}
  visit: {by: north, to: south, does: b, due: D+2}
"""
    assert messages(stage_worth_leaving, RELEASES + text) == []


def test_the_earliest_end_of_a_stage_is_named_once() -> None:
    text = RELEASES + (
        "stages: {one: {opens: {at: D+0}}, two: {lasts: 9 days}, three: {lasts: 9 days}}\nobligations:\n"
        "  gift: {stage: one, by: south, to: north, does: a, due: D+1}\n"
        "  second: {stage: two, by: north, to: south, does: b, due: D+2}\n"
        "  third: {stage: three, by: north, to: south, does: c, due: D+3}\n"
    )
    (message,) = messages(stage_worth_leaving, text)
    assert message.startswith("once stage `one` is done")
    assert message.endswith("`second` and `third`")


# --- Q014 ---------------------------------------------------------------------------------------------------------

PAIR = """obligations:
  release: {by: south, to: north, does: release, due: D+5FIRST}
  road: {by: north, to: south, does: open, due: D+5SECOND}
"""


def pair(second: str = "", first: str = "") -> str:
    return PAIR.replace("FIRST", first).replace("SECOND", second)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (pair(), 1),
        (pair(", after: [release]"), 0),
        (pair(", against: release"), 1),
        (pair(", against: release, turn: after each part"), 0),
        (pair(", together: noon", ", together: noon"), 0),
        (pair(", if missed: {then: ends the deal}"), 0),
    ],
)
def test_two_acts_of_which_neither_waits(text: str, count: int) -> None:
    assert len(messages(duty_not_conditional, RELEASES + text)) == count


def test_it_says_who_owes_what_and_a_note_where_the_text_is_silent() -> None:
    (finding,) = found(duty_not_conditional, RELEASES + pair())
    assert finding.message == (
        "Northland owes Southland `road`, Southland owes Northland `release`, and neither waits for the other: "
        "what one leaves out does not release the other"
    )
    assert finding.severity == "warning"
    (silent,) = found(duty_not_conditional, pair())
    assert silent.severity == "note"


def test_an_exchange_is_named_although_other_things_wait_for_it() -> None:
    text = (
        pair(", against: release") + "  later: {by: south, to: north, does: act, due: D+9, after: [road]}\n"
    )
    assert len(messages(duty_not_conditional, RELEASES + text)) == 1
    assert messages(duty_not_conditional, RELEASES + text.replace(", against: release", "")) == []


CALM = (
    "  calm: {by: [north, south], to: each other, each: yes, does: rest, from: D+0, until: for goodWHILE}\n"
)


def test_a_duty_of_each_that_does_not_hang_on_the_others() -> None:
    (message,) = messages(duty_not_conditional, RELEASES + "obligations:\n" + CALM.replace("WHILE", ""))
    assert message.startswith("Northland and Southland owe each other `calm`, and neither waits")


def test_standing_duties_that_are_owed_while_the_other_is_kept() -> None:
    text = """obligations:
  quiet: {by: north, to: south, does: rest, from: D+0, until: for good, while: [calm]}
  calm: {by: south, to: north, does: rest, from: D+0, until: for good, while: [quiet]}
"""
    assert messages(duty_not_conditional, RELEASES + text) == []


def test_one_finding_for_each_stage_and_one_for_many_parties() -> None:
    two = (
        RELEASES
        + STAGES
        + "obligations:\n"
        + "".join(
            f"  {label}-{stage}: {{stage: {stage}, by: {by}, to: {to}, does: act, due: D+{day}}}\n"
            for stage, day in (("one", 3), ("two", 30))
            for label, by, to in (("a", "north", "south"), ("b", "south", "north"), ("c", "north", "south"))
        )
    )
    told = messages(duty_not_conditional, two)
    assert [message.partition(" Northland")[0] for message in told] == ["in stage `one`", "in stage `two`"]
    many = (
        RELEASES
        + "obligations:\n  calm: {by: [north, south, east], to: each other, each: yes, does: rest, due: D+3}\n"
    )
    deal = load_text("detente: 1\nday zero: 2031-01-01\nparties: {north: N, south: S, east: E}\n" + many)
    (remark,) = duty_not_conditional(deal, course_of(deal))
    assert remark.message.startswith("N, S and E owe each other `calm`, and none of them waits for another")


# --- Q015 ---------------------------------------------------------------------------------------------------------


def test_the_last_act_has_nothing_behind_it() -> None:
    (finding,) = found(last_act_unsecured, RELEASES + pair(", after: [release]"))
    assert finding.message == (
        "`road` is the last act that Northland owes: nothing is owed to Northland from then on, and no guarantee that "
        "counts covers it"
    )
    assert finding.severity == "note"


def test_acts_whose_order_is_not_given_are_left_aside() -> None:
    assert messages(last_act_unsecured, RELEASES + pair().replace(", due: D+5", "")) == []
    assert messages(last_act_unsecured, RELEASES + pair()) == []
    assert (
        len(messages(last_act_unsecured, RELEASES + pair().replace("open, due: D+5", "open, due: D+6"))) == 1
    )


def test_a_guarantee_that_counts_is_enough() -> None:
    text = RELEASES + pair(", after: [release]")
    assert messages(last_act_unsecured, text + BOND.replace("COVERS", "road")) == []
    assert len(messages(last_act_unsecured, text + BOND.replace("COVERS", "release"))) == 1


def test_what_is_owed_for_good_on_both_sides_comes_after_everything() -> None:
    text = RELEASES + pair(", after: [release]")
    assert messages(last_act_unsecured, text + CALM.replace("WHILE", "")) == []
    alone = "  keep: {by: north, to: south, does: keep out, from: D+0, until: for good}\n"
    (message,) = messages(last_act_unsecured, text + alone)
    assert message.startswith(
        "`keep` (Northland) runs on after every other act: nothing is owed to Northland"
    )


def test_what_is_owed_to_nobody_who_is_a_party_is_left_aside() -> None:
    text = RELEASES + pair(", after: [release]").replace("by: north, to: south", "by: north, to: village")
    (message,) = messages(last_act_unsecured, text)
    assert message.startswith("`release` is the last act that Southland owes")


def test_a_party_that_stage_worth_leaving_names_is_not_named_again() -> None:
    text = RELEASES + two_stages()
    assert len(messages(stage_worth_leaving, text)) == 2
    assert messages(last_act_unsecured, text) == []
