"""Rules on sequence and stages (Q): the cases at the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.check.rules.conditions_in_a_cycle import conditions_in_a_cycle
from detente.check.rules.due_before_its_condition import due_before_its_condition
from detente.check.rules.irreversible_before_reversible import irreversible_before_reversible
from detente.check.rules.order_not_given import order_not_given
from detente.check.rules.order_read_differently import order_read_differently
from detente.check.rules.time_does_not_fit import time_does_not_fit
from detente.deal.course import course_of
from detente.deal.loader import load_text

if TYPE_CHECKING:
    from detente.diagnose.diagnostic import Diagnostic
    from detente.diagnose.rule import Rule

PARTIES = "detente: 1\nparties: {north: Northland, south: Southland}\nverifiers: {mission: Joint Mission}\n"
ZERO = "day zero: 2031-03-03T00:00Z\n"


def found(rule: Rule, text: str) -> list[Diagnostic]:
    deal = load_text(PARTIES + text)
    assert not deal.problems, [problem.message for problem in deal.problems]
    return [rule.finding(remark) for remark in rule(deal, course_of(deal))]


def messages(rule: Rule, text: str) -> list[str]:
    return [finding.message for finding in found(rule, text)]


# --- Q001 and Q010 ------------------------------------------------------------------------------------------------


def test_a_circle_through_a_gate_and_parts_is_told_step_by_step() -> None:
    text = """
stages: {two: {opens: {when: [lists]}}}
obligations:
  lists: {by: south, to: north, does: hand over, parts: [1 by D+1, 1 by D+9], after: [road]}
  road: {stage: two, by: north, to: south, does: open}
"""
    (finding,) = found(conditions_in_a_cycle, text)
    assert finding.message.endswith("none of them can be carried out first")
    assert finding.subjects.obligations in (("lists", "road"), ("road", "lists"))
    assert set(finding.subjects.parties) == {"north", "south"}
    assert "`road` (Northland)" in finding.message
    assert finding.span.text in ("lists", "road")


def test_a_long_circle_is_cut_and_its_length_told() -> None:
    acts = "".join(
        f"  a{n}: {{by: north, to: south, does: act, after: [a{(n + 1) % 40}]}}\n" for n in range(40)
    )
    (finding,) = found(conditions_in_a_cycle, "obligations:\n" + acts)
    assert "so on through 35 more" in finding.message
    assert len(finding.related) == 4
    assert len(finding.subjects.obligations) == 40


def test_an_act_that_waits_for_itself() -> None:
    text = "obligations:\n  act: {by: north, to: south, does: act, after: [act]}\n"
    assert messages(conditions_in_a_cycle, text) == [
        "`act` (Northland) waits for itself: it can never be carried out"
    ]


def test_a_mutual_while_is_no_circle() -> None:
    text = """
obligations:
  pause: {by: north, to: south, does: pause, from: D+0, until: for good, while: [calm]}
  calm: {by: south, to: north, does: pause, from: D+0, until: for good, while: [pause]}
"""
    assert messages(conditions_in_a_cycle, text) == []


READINGS = """
obligations:
  border: {by: north, to: south, does: hand over}
  vote: {by: south, to: north, does: hold a vote}
positions:
  north:
    readings: [{order of: [border, vote], says: the vote first, after: {border: [vote]}, said by: the minister}]
  south:
    readings: [{order of: [border, vote], says: the border first, after: {vote: [border]}, said by: the president}]
"""


def test_a_circle_under_readings_names_those_who_read_and_what_they_say() -> None:
    (finding,) = found(order_read_differently, READINGS)
    assert finding.severity == "error"
    assert finding.message == (
        "`border` (Northland) waits for `vote` (Southland) and `vote` for `border`, "
        "under the readings of Northland and Southland together: none of them comes first"
    )
    assert [related.message for related in finding.related] == [
        'Northland, the minister: "the vote first"',
        'Southland, the president: "the border first"',
    ]
    assert messages(conditions_in_a_cycle, READINGS) == []


def test_one_reading_against_the_text_is_enough() -> None:
    text = READINGS.replace("does: hold a vote", "does: hold a vote, after: [border]")
    (finding,) = found(order_read_differently, text)
    assert "under the reading of Northland: none of them comes first" in finding.message


def test_a_circle_of_the_text_is_not_told_again_under_readings() -> None:
    text = READINGS.replace("hold a vote", "hold a vote, after: [border]").replace(
        "hand over", "hand over, after: [vote]"
    )
    assert len(messages(conditions_in_a_cycle, text)) == 1
    assert messages(order_read_differently, text) == []


# --- Q002 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("due: D+5", "due: D+2", 1),
        ("due: D+5", "due: D+5", 0),
        ("due: 2031-05-05", "due: 2031-05-02", 1),
        ("due: 2031-05-05", "due: D+2", 1),
        ("due: D+5", "due: not stated", 0),
        ("due: not stated", "due: 2 days after first", 0),
        ("due: not stated", "due: 2 days before first", 1),
        ("parts: [1 by D+1, 1 by D+9]", "due: D+8", 1),
        ("due: D+5", "from: D+2, until: D+9", 1),
        ("from: D+5, until: D+9", "due: D+2", 1),
    ],
)
def test_days_of_an_act_and_of_its_condition(first: str, second: str, count: int) -> None:
    text = f"""
{ZERO}obligations:
  first: {{by: north, to: south, does: first, {first}}}
  second: {{by: south, to: north, does: second, {second}, after: [first]}}
"""
    assert len(messages(due_before_its_condition, text)) == count


def test_the_day_is_worked_out_where_it_is_not_written() -> None:
    text = f"""
{ZERO}obligations:
  lists: {{by: north, to: south, does: lists, due: D+40}}
  talks: {{by: south, to: north, does: talks, due: 10 days after lists}}
  release: {{by: south, to: north, does: release, due: D+48, after: [talks]}}
"""
    assert messages(due_before_its_condition, text) == [
        "`release` (Southland) is due D+48, and waits for `talks` (Southland), which may be carried out as late as "
        "10 days after lists (D+50)"
    ]


def test_dates_are_compared_without_a_day_zero() -> None:
    text = """
obligations:
  first: {by: north, to: south, does: first, due: 2031-05-05}
  second: {by: south, to: north, does: second, due: 2031-05-02, after: [first]}
"""
    assert len(messages(due_before_its_condition, text)) == 1


def test_an_act_before_the_opening_of_its_stage_or_before_its_own_earliest_day() -> None:
    text = f"""
{ZERO}stages:
  one: {{opens: {{at: D+10}}}}
  two: {{opens: {{when: [a], by: D+30}}}}
obligations:
  a: {{stage: one, by: north, to: south, does: a, due: D+5}}
  b: {{stage: two, by: north, to: south, does: b, due: D+20}}
  c: {{by: north, to: south, does: c, due: D+5, not before: D+7}}
  d: {{stage: one, by: north, to: south, does: d, due: stage one + 2 days}}
"""
    assert messages(due_before_its_condition, text) == [
        "`a` (Northland) is due D+5, and its stage `one` opens D+10",
        "`b` (Northland) is due D+20, and its stage `two` may open as late as D+30",
        "`c` (Northland) is due D+5, and not owed before D+7",
    ]


def test_each_pair_is_found_once_however_many_parts_it_has() -> None:
    text = f"""
{ZERO}obligations:
  first: {{by: north, to: south, does: first, parts: [1 by D+5, 1 by D+6, 1 by D+7]}}
  second:
    by: south
    to: north
    does: second
    parts: [1 by D+1, 1 by D+2, 1 by D+3]
    against: first
    turn: after each part
"""
    assert len(messages(due_before_its_condition, text)) == 1


# --- Q006 -------------------------------------------------------------------------------------------------------

EXCHANGE = """
obligations:
  release: {by: south, to: north, does: release, due: D+1, reversible: no, RELEASE}
  pull-back: {by: north, to: south, does: leave, due: D+9, after: [release], reversible: yes, BACK}
  talks: {by: north, to: south, does: talk, due: D+12, after: [release], reversible: TALKS}
"""


def exchange(release: str = "divisible: no", back: str = "divisible: no", talks: str = "yes") -> str:
    return ZERO + EXCHANGE.replace("RELEASE", release).replace("BACK", back).replace("TALKS", talks)


def test_what_cannot_be_undone_before_what_can() -> None:
    assert messages(irreversible_before_reversible, exchange()) == [
        "`release` (Southland) cannot be undone, and comes before `pull-back` (Northland) and `talks` (Northland), "
        "which can be"
    ]


def test_acts_without_the_mark_are_not_judged() -> None:
    text = exchange(talks="not stated").replace("reversible: yes", "reversible: not stated")
    assert messages(irreversible_before_reversible, text) == []


def test_an_act_paired_with_another_that_cannot_be_undone_is_left_out() -> None:
    text = exchange(release="together: noon") + (
        "  back: {by: north, to: south, does: release too, due: D+1, reversible: no, together: noon}\n"
    )
    assert messages(irreversible_before_reversible, text) == []
    against = (
        exchange()
        + "  back: {by: north, to: south, does: release too, due: D+1, reversible: no, against: release}\n"
    )
    assert messages(irreversible_before_reversible, against) == []


def test_only_the_last_part_of_a_divided_act_counts() -> None:
    text = f"""
{ZERO}obligations:
  release: {{by: south, to: north, does: release, parts: [3 by D+1, 30 by D+20], reversible: no}}
  pull-back: {{by: north, to: south, does: leave, due: D+9, reversible: yes}}
"""
    assert messages(irreversible_before_reversible, text) == []
    assert len(messages(irreversible_before_reversible, text.replace("due: D+9", "due: D+29"))) == 1


# --- Q008 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (
            "due: D+40",
            "due: D+48, takes: 10 days",
            "is due 8 days AFTER, and needs 10 days from then: 10 days that `next` takes",
        ),
        (
            "due: D+40, verified within: 48 hours",
            "due: D+41",
            "is due 1 day AFTER, and needs 2 days from then: 48 hours to verify `lists`",
        ),
        (
            "due: D+40, verified within: 3 days",
            "due: D+40",
            "is due on the last day for `lists` (Northland), and needs 3 days from then: 3 days to verify `lists`",
        ),
        (
            "due: not stated, verified within: 3 days",
            "due: 2 days after lists",
            "is due 2 days AFTER, and needs 3 days from then: 3 days to verify `lists`",
        ),
        ("due: D+40, verified within: 3 days", "due: D+43", None),
        ("due: D+40", "due: D+70, takes: 1 months", None),  # a month is 28 to 31 days
        ("due: D+40", "due: D+30, takes: 10 days", None),  # before its condition: another rule's
        (
            "due: D+40, verified within: 3 days",
            "from: D+40, until: D+50, takes: 3 days",
            "is due on the last day for `lists` (Northland), and needs 3 days from then: 3 days to verify `lists`",
        ),
    ],
)
def test_the_sum_of_check_and_act(first: str, second: str, sentence: str | None) -> None:
    text = f"""
{ZERO}obligations:
  lists: {{by: north, to: south, does: lists, {first}}}
  next: {{by: south, to: north, does: next, {second}, after: [lists]}}
"""
    said = "" if sentence is None else sentence.replace("AFTER", "after the last day for `lists` (Northland)")
    expected = [] if sentence is None else [f"`next` (Southland) {said}"]
    assert messages(time_does_not_fit, text) == expected


def test_an_act_that_takes_longer_than_its_stage_leaves_it() -> None:
    text = f"""
{ZERO}stages: {{one: {{opens: {{at: D+10}}}}}}
obligations:
  act: {{stage: one, by: north, to: south, does: act, due: D+15, takes: 9 days}}
"""
    assert messages(time_does_not_fit, text) == [
        "`act` (Northland) is due 5 days after stage `one` opens, and takes 9 days"
    ]


# --- Q012 -------------------------------------------------------------------------------------------------------

ROADS = """
obligations:
  road: {by: north, to: south, does: open, ROAD}
  port: {by: south, to: north, does: open, PORT}
"""


@pytest.mark.parametrize(
    ("road", "port", "count"),
    [
        ("due: not stated", "due: not stated", 1),
        ("due: D+3", "due: not stated", 1),
        ("due: 2031-05-01", "due: 2031-05-01", 0),
        ("due: not stated", "after: [road]", 0),
        ("together: noon", "together: noon", 0),
        ("parts: [1, 1]", "against: road, turn: with each part", 0),
        ("parts: [1, 1]", "against: road, turn: after each part", 0),
    ],
)
def test_what_puts_two_acts_in_order(road: str, port: str, count: int) -> None:
    assert len(messages(order_not_given, ROADS.replace("ROAD", road).replace("PORT", port))) == count


def test_one_note_for_each_stage() -> None:
    acts = "".join(
        f"  a{n}: {{stage: {'one' if n < 4 else 'two'}, by: {('north', 'south')[n % 2]}, to: north, does: act}}\n"
        for n in range(8)
    )
    findings = found(order_not_given, "stages: {one: {}, two: {}}\nobligations:\n" + acts)
    tail = "nor for 2 more pairs of acts"
    assert all(finding.severity == "note" for finding in findings)
    assert [finding.message for finding in findings] == [
        f"in stage `one` the text does not say which comes first, `a0` (Northland) or `a1` (Southland), {tail}",
        f"in stage `two` the text does not say which comes first, `a4` (Northland) or `a5` (Southland), {tail}",
    ]
