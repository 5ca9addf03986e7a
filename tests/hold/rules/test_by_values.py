"""Rules of hold that need a party's values: sums that can be checked by hand."""

from __future__ import annotations

import pytest

from detente.hold.rules.exposure_jump import exposure_jump
from detente.hold.rules.guarantee_below_gain import guarantee_below_gain
from detente.hold.rules.stage_worth_leaving import stage_worth_leaving
from tests.hold.rules.looking import ENDS, RELEASES, found, messages

DEAL = """obligations:
  pay: {by: north, to: south, does: pay, due: D+5}
  build: {by: south, to: north, does: build, due: D+9, after: [pay]}
  rest: {by: north, to: south, does: pay, due: D+12, after: [build]}
values:
  south:
    unit: "money: million euro"
    judged by: an analyst
    worth: {pay: 4, build: BUILD, rest: REST}
"""


def deal(build: str, rest: str, breach: str = RELEASES) -> str:
    return breach + DEAL.replace("BUILD", build).replace("REST", rest)


# --- Q007 with values ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("build", "rest", "by"),
    [
        ("-3", "2", "by 1 million euro"),
        ("-3.5..-3", "2", "by 1 to 1.5 million euro"),
        ("-3", "3", None),  # a tie: it goes on
        ("-3..-1", "2", None),  # not for every value
        ("unknown", "2", None),
        ("-5..-3", "unknown", None),
    ],
)
def test_a_gain_for_every_value_is_an_error(build: str, rest: str, by: str | None) -> None:
    here = found(stage_worth_leaving, deal(build, rest))
    message = f"Southland gains by stopping before `build` for every value of its file, {by}"
    assert [finding.message for finding in here] == ([message] if by else [])
    assert {finding.severity for finding in here} <= {"error"}


def test_what_the_party_has_if_it_walks_counts_where_a_missed_act_ends_the_deal() -> None:
    walks = "    if it walks: {gets: 1.5}\n"
    assert messages(stage_worth_leaving, deal("-3", "4", ENDS) + walks) == [
        "Southland gains by stopping before `build` for every value of its file, by 0.5 million euro"
    ]
    assert messages(stage_worth_leaving, deal("-3", "4", ENDS) + walks.replace("1.5", "1")) == []


def test_a_breach_that_is_not_settled_is_sure_only_under_both_readings() -> None:
    walks = "    if it walks: {gets: -2}\n"
    assert messages(stage_worth_leaving, deal("-3", "2", "") + walks) == []
    assert len(messages(stage_worth_leaving, deal("-3", "2", "") + walks.replace("-2", "0"))) == 1


def test_values_that_say_that_the_party_goes_on_silence_the_signs() -> None:
    text = """stages: {one: {opens: {at: D+0}, lasts: 20 days}, two: {lasts: 20 days}}
obligations:
  gift: {stage: one, by: south, to: north, does: give, due: D+5}
  visit: {stage: two, by: north, to: south, does: visit, due: D+30}
"""
    (warning,) = found(stage_worth_leaving, RELEASES + text)
    assert warning.severity == "warning"
    likes = "values: {north: {judged by: an analyst, worth: {gift: 3, visit: 1..2}}}\n"
    assert found(stage_worth_leaving, RELEASES + text + likes) == []
    may = likes.replace("1..2", "-1..2")
    assert [finding.severity for finding in found(stage_worth_leaving, RELEASES + text + may)] == ["warning"]


def test_a_discount_that_cannot_be_read_stops_no_rule() -> None:
    text = deal("-3", "2") + "    discount: a little\n"
    for rule in (stage_worth_leaving, exposure_jump, guarantee_below_gain):
        assert messages(rule, text) == []


# --- G004 ---------------------------------------------------------------------------------------------------------

GUARANTEED = DEAL.replace(
    "values:",
    """guarantees:
  bond: {by: coast, secures: south, covers: [build], form: bond, pays: 5 million euro, to: north, signed: yes}
values:""",
)


def guaranteed(view: str, build: str = "-3.5..-3", rest: str = "2") -> str:
    text = GUARANTEED.replace("BUILD", build).replace("REST", rest)
    return RELEASES + text + f"    guarantees: {{bond: {{{view}}}}}\n"


def test_the_gap_and_the_size_by_belief() -> None:
    (finding,) = found(guarantee_below_gain, guaranteed("loses: 1, believed: 0.5"))
    # It keeps 3.5 and goes without 2: 1.5. It believes in half of 1.
    assert finding.message == (
        "stopping before `build` is worth 1.5 million euro to Southland and would cost it 0.5 million euro with "
        "`bond`, at the worst of its values: 1 million euro too little"
    )
    assert finding.help is not None
    assert finding.help.startswith(
        "believed as far as the file says (0.5), `bond` would have to be 3 million euro"
    )
    assert finding.severity == "error"  # 3 - 2 - 0.5 is a gain at the best of its values too


@pytest.mark.parametrize(
    ("view", "severity"),
    [
        ("loses: 3, believed: 0.5", None),  # 1.5 - 1.5: a tie
        ("loses: 2, believed: 0.5", "warning"),  # from 0 to 0.5
        ("loses: 100, believed: 0", "error"),
        ("loses: 100", "error"),  # no belief is filled in
    ],
)
def test_when_it_is_enough(view: str, severity: str | None) -> None:
    here = found(guarantee_below_gain, guaranteed(view))
    if view == "loses: 100":
        severity = "warning"  # it may be believed in full
    assert [str(finding.severity) for finding in here] == ([severity] if severity else [])


def test_no_belief_no_size() -> None:
    (none,) = found(guarantee_below_gain, guaranteed("loses: 100, believed: 0"))
    assert none.help is not None
    assert "no size is enough" in none.help
    (open_,) = found(guarantee_below_gain, guaranteed("loses: 100"))
    assert open_.help is not None
    assert "how far Southland believes" in open_.help


def test_an_act_that_no_guarantee_covers_is_not_its_business() -> None:
    text = guaranteed("loses: 1, believed: 0.5").replace("covers: [build]", "covers: [pay]")
    assert messages(guarantee_below_gain, text) == []


# --- Q005 ---------------------------------------------------------------------------------------------------------


def jump(worth: str, more: str = "") -> list[str]:
    text = """obligations:
  release: {by: south, to: north, does: release, due: D+5}
  road: {by: north, to: south, does: open, due: D+9, after: [release]}
  rest: {by: south, to: north, does: release, due: D+12, after: [road]}
values:
  south:
    unit: points
    judged by: an analyst
"""
    return messages(exposure_jump, f"{RELEASES}{text}    worth: {worth}\n{more}")


def test_a_step_of_more_than_half_of_all_that_is_received() -> None:
    assert jump("{release: -6, road: 10, rest: -1}") == [
        "with `release` what Southland would have lost if the others stopped rises by 6 points, more than 50 % of what "
        "all that it receives is worth to it (10 points)"
    ]
    assert jump("{release: -5, road: 10, rest: -1}") == []


def test_ranges_count_where_they_speak_against_it() -> None:
    assert jump("{release: -9..-5, road: 10, rest: -1}") == []
    assert jump("{release: -9..-6, road: 8..11, rest: -1}") == [
        "with `release` what Southland would have lost if the others stopped rises by at least 6 points, more than "
        "50 % of what all that it receives is worth to it (at most 11 points)"
    ]
    assert jump("{release: -9, road: unknown, rest: -1}") == []


def test_what_it_has_received_beyond_what_it_gave_is_no_exposure() -> None:
    assert jump("{release: -1, road: 10, rest: -8}") == []


def test_what_it_gets_if_others_stop_counts() -> None:
    more = "    if others stop: {gets: 0, after release: 2}\n"
    assert jump("{release: -6, road: 10, rest: -1}", more) == []
