"""Rules on obligations (O): the cases at the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.check.rules.clock_unclear import clock_unclear
from detente.check.rules.delay_from_undefined_event import delay_from_undefined_event
from detente.check.rules.duty_on_non_signer import duty_on_non_signer
from detente.check.rules.judged_by_the_party_itself import judged_by_the_party_itself
from detente.check.rules.no_consequence import no_consequence
from detente.check.rules.obligation_without_deadline import obligation_without_deadline
from detente.check.rules.obligation_without_measure import obligation_without_measure
from detente.check.rules.obligation_without_performer import obligation_without_performer
from detente.check.rules.parts_do_not_add_up import parts_do_not_add_up
from detente.deal.course import course_of
from detente.deal.loader import load_text

if TYPE_CHECKING:
    from detente.diagnose.diagnostic import Diagnostic
    from detente.diagnose.rule import Rule

PARTIES = "detente: 1\nparties: {north: Northland, south: Southland}\nverifiers: {mission: Joint Mission}\n"


def found(rule: Rule, text: str) -> list[Diagnostic]:
    deal = load_text(PARTIES + text)
    assert not deal.problems, [problem.message for problem in deal.problems]
    return [rule.finding(remark) for remark in rule(deal, course_of(deal))]


def messages(rule: Rule, text: str) -> list[str]:
    return [finding.message for finding in found(rule, text)]


def act(keys: str, more: str = "") -> str:
    return f"{more}obligations:\n  act: {{by: north, to: south, does: act{', ' if keys else ''}{keys}}}\n"


# --- O001 -------------------------------------------------------------------------------------------------------


def test_a_duty_without_doer_and_receiver_is_found_twice_and_says_which_way_it_is_missing() -> None:
    findings = found(obligation_without_performer, "obligations:\n  act: {to: not stated, does: act}\n")
    assert [(str(f.severity), f.message) for f in findings] == [
        ("error", "who carries out `act` is not filled in"),
        ("warning", "the text does not state to whom `act` is owed"),
    ]
    assert [(f.span.line, f.span.column) for f in findings] == [(5, 3), (5, 13)]


def test_each_other_is_somebody() -> None:
    text = "obligations:\n  act: {by: [north, south], to: each other, does: act}\n"
    assert messages(obligation_without_performer, text) == []


# --- O002 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "keys",
    [
        "due: 2031-05-01",
        "due: D+3",
        "due: 3 days after e",
        "due: stage one ends",
        "parts: [1 by D+1, 2 by D+3]",
        "takes: 3 days, after: [e]",
        "takes: 3 days, stage: one",
        "from: D+0, until: for good",
        "every: 1 months, from: D+0, until: D+90",
        "from: D+16, due: D+35",
        "stage: one, until: stage one ends",
    ],
)
def test_what_counts_as_a_time(keys: str) -> None:
    more = "events: {e: {at: 2031-01-01}}\nstages: {one: {lasts: 9 days}}\n"
    assert messages(obligation_without_deadline, act(keys, more)) == []


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ("", "by when `act` (Northland) is due is not filled in"),
        ("due: not stated", "the text does not state by when `act` (Northland) is due"),
        (
            "due: {words: as soon as possible}",
            'the text says "as soon as possible" of `act` (Northland), which names no day',
        ),
        ("after: [e]", "by when `act` (Northland) is due is not filled in"),
        ("not before: D+3", "by when `act` (Northland) is due is not filled in"),
        ("takes: 3 days", "by when `act` (Northland) is due is not filled in"),
        ("parts: [1 by D+1, 2]", "by when `act.2` (Northland) is due is not filled in"),
        ("every: 1 weeks", "from when and until when `act` (Northland) recurs is not filled in"),
        ("from: D+0, until: not stated", "the text does not state until when `act` (Northland) lasts"),
        (
            "from: not stated, until: not stated",
            "the text does not state from when and until when `act` (Northland) lasts",
        ),
        ("from: D+0", "until when `act` (Northland) lasts is not filled in"),
        (
            "from: D+0, until: {words: while needed}",
            'the text says "while needed" of `act` (Northland) (`until`), which names no day',
        ),
    ],
)
def test_what_does_not_count_as_a_time(keys: str, sentence: str) -> None:
    (finding,) = found(obligation_without_deadline, act(keys, "events: {e: {at: 2031-01-01}}\n"))
    assert (finding.severity, finding.message) == ("error", sentence)
    assert finding.subjects.obligations == ("act",)


def test_a_duty_without_a_beginning_can_hurt_and_one_without_an_end_is_bounded_by_the_end_of_the_deal() -> (
    None
):
    (no_start,) = found(obligation_without_deadline, act("until: D+40"))
    assert (no_start.severity, no_start.message) == (
        "warning",
        "from when `act` (Northland) lasts is not filled in",
    )
    (no_end,) = found(obligation_without_deadline, act("from: D+0", "ends: 2032-01-01\n"))
    assert no_end.severity == "warning"


def test_an_act_takes_its_time_from_the_act_that_it_is_exchanged_for_or_done_with() -> None:
    text = """
obligations:
  give: {by: north, to: south, does: give, due: D+3}
  back: {by: south, to: north, does: give back, against: give}
  one: {by: north, to: south, does: one, due: D+3, together: noon}
  two: {by: south, to: north, does: two, together: noon}
"""
    assert messages(obligation_without_deadline, text) == []
    untimed = text.replace("due: D+3, together", "together").replace("give, due: D+3", "give")
    # The counterpart is found itself, so the act that points at it is not found again.
    assert [f.subjects.obligations for f in found(obligation_without_deadline, untimed)] == [
        ("give",),
        ("one",),
        ("two",),
    ]


def test_two_acts_that_point_at_each_other_for_their_time_are_both_found() -> None:
    text = """
obligations:
  give: {by: north, to: south, does: give, against: back}
  back: {by: south, to: north, does: give back, against: give}
"""
    assert len(messages(obligation_without_deadline, text)) == 2


# --- O003 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "keys", ["amount: 3 lists", "parts: [1 by D+1, 2 by D+3]", "measure: map 1", "from: D+0, until: D+9"]
)
def test_what_counts_as_a_measure(keys: str) -> None:
    assert messages(obligation_without_measure, act(keys)) == []


def test_a_stated_method_makes_a_missing_measure_a_note() -> None:
    (finding,) = found(obligation_without_measure, act("verified by: mission, verified how: count"))
    assert (finding.severity, finding.message) == (
        "note",
        "how `act` (Northland) is measured is not filled in",
    )


def test_a_standing_duty_is_asked_for_its_amount_only_where_the_text_was_looked_at() -> None:
    text = act("from: D+0, until: D+9, amount: not stated")
    assert messages(obligation_without_measure, text) == [
        "the text does not state how `act` (Northland) is measured"
    ]


# --- O004 -------------------------------------------------------------------------------------------------------


def test_day_zero_that_nobody_uses_is_not_missed() -> None:
    assert messages(delay_from_undefined_event, act("due: 2031-05-01", "day zero: not stated\n")) == []


def test_a_day_zero_that_is_not_stated_is_one_finding_with_every_place() -> None:
    text = act("due: D+3, not before: D+1", "stages: {one: {opens: {at: D+0}}}\n")
    (finding,) = found(delay_from_undefined_event, text)
    assert (
        finding.message
        == "from which day D+n is counted (day zero) is not filled in, and 3 times count from it"
    )
    assert [related.message for related in finding.related] == [
        "`act`, `due`: D+3",
        "`act`, `not before`: D+1",
        "`one`, `opens`: D+0",
    ]
    assert finding.subjects.stages == ("one",)


def test_an_event_is_found_once_through_day_zero_and_through_delays() -> None:
    text = act("due: D+3, not before: 2 days after e", "day zero: e\nevents: {e: {at: not stated}}\n")
    (finding,) = found(delay_from_undefined_event, text)
    assert finding.message == (
        "the text does not state when `e` happens, or who finds that it has happened, and 2 times count from it"
    )


@pytest.mark.parametrize(
    "event", ["{at: 2031-01-01}", "{found by: mission}", "{at: not stated, found by: [mission]}"]
)
def test_an_event_with_a_time_or_a_finder_is_defined(event: str) -> None:
    assert (
        messages(delay_from_undefined_event, act("due: 30 days after e", f"events: {{e: {event}}}\n")) == []
    )


def test_a_delay_from_an_act_is_no_delay_from_an_event() -> None:
    text = act("due: not stated") + "  next: {by: south, to: north, does: next, due: 3 days after act}\n"
    assert messages(delay_from_undefined_event, text) == []


def test_words_in_the_place_of_day_zero_name_no_day() -> None:
    text = act("due: D+3", "day zero: {words: once approved}\n")
    assert messages(delay_from_undefined_event, text) == [
        'the text says "once approved" of day zero, which names no day, and 1 time counts from it'
    ]


# --- O005 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "keys", "sentences"),
    [
        ("", "due: 2031-05-01", []),
        ("", "due: 2031-05-01T12:00+02:00", []),
        ("", "due: 2031-05-01T12:00", ["the time zone is not filled in; 1 time in this deal hangs on it"]),
        ("", "due: 48 hours after e", []),
        ("", "due: 10 working days after e", []),
        (
            "",
            "due: 3 days after e",
            ["the kind of days (calendar or working) is not filled in; 1 time in this deal hangs on it"],
        ),
        (
            "calendar: not stated\n",
            "due: D+3",
            [
                "the text does not state the kind of days (calendar or working) or the time zone or whether day zero "
                "counts; 1 time in this deal hangs on it"
            ],
        ),
        (
            "calendar: {days: calendar, zone: not stated, first day: D+0}\n",
            "due: D+3, not before: D+1",
            ["the text does not state the time zone; 2 times in this deal hang on it"],
        ),
        ('calendar: {days: working, zone: "+02:00", first day: D+1}\n', "due: D+3", []),
    ],
)
def test_one_finding_says_what_the_clock_lacks(more: str, keys: str, sentences: list[str]) -> None:
    assert messages(clock_unclear, act(keys, f"{more}events: {{e: {{at: 2031-01-01}}}}\n")) == sentences


def test_day_zero_itself_needs_a_zone_for_its_hour() -> None:
    assert messages(clock_unclear, "day zero: 2031-03-03T12:00\n") == [
        "the time zone is not filled in; 1 time in this deal hangs on it"
    ]


# --- O006 -------------------------------------------------------------------------------------------------------


def test_what_something_rests_on_is_found_by_itself_and_the_rest_together() -> None:
    text = """
if breached: not stated
stages: {two: {opens: {when: [third]}}}
obligations:
  first: {by: north, to: south, does: first, if missed: not stated}
  second: {by: south, to: north, does: second, after: [first]}
  third: {by: north, to: south, does: third}
  fourth: {by: north, to: south, does: fourth, if missed: {cure: 2 days}}
  fifth: {by: south, to: north, does: fifth, from: D+0, until: D+9}
positions: {south: {demands: {d: {wants: peace, met by: [fifth]}}}}
"""
    assert messages(no_consequence, text) == [
        "the text does not state what follows if `first` (Northland) is not carried out, and `second` rests on it",
        "what follows if `third` (Northland) is not carried out is not filled in, and `two` rests on it",
        "what follows if `fifth` (Southland) is not kept is not filled in, and `d` rests on it",
        "the text does not state what follows if `second` is not carried out",
    ]


def test_a_rule_for_the_deal_an_act_on_breach_or_a_guarantee_is_a_consequence() -> None:
    assert messages(no_consequence, act("", "if breached: ends the deal\n")) == []
    on_breach = (
        "  other: {by: south, to: north, does: other, on breach of: [act], if missed: {then: releases}}\n"
    )
    assert messages(no_consequence, act("") + on_breach) == []
    guarantee = "guarantors: {coast: Coast}\nguarantees: {g: {by: coast, covers: [act], pays: 5 euro}}\n"
    assert messages(no_consequence, act("") + guarantee) == []
    assert len(messages(no_consequence, act("") + guarantee.replace("pays: 5 euro", "pays: not stated"))) == 1


# --- O007 -------------------------------------------------------------------------------------------------------


def test_one_finding_for_each_who_does_not_sign() -> None:
    text = """
others: {west: Westland}
signs: [north]
obligations:
  one: {by: west, to: south, does: one}
  two: {by: [west, south], to: north, does: two}
  three: {by: north, to: south, does: three}
  four: {by: [north, west], any: yes, to: south, does: four}
"""
    assert messages(duty_on_non_signer, text) == [
        "Westland has to carry out `one` and `two`, and is not among those who sign",
        "Southland has to carry out `two`, and is not among those who sign",
    ]
    assert messages(duty_on_non_signer, text.replace("signs: [north]", "signs: not stated")) == []
    accepted = text.replace("west: Westland", "west: {name: Westland, accepted: yes}")
    assert len(messages(duty_on_non_signer, accepted)) == 1


# --- O008 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "sums"),
    [
        ("amount: 33 persons, parts: [3 by D+1, 30 persons by D+7]", None),
        ("amount: 33 persons, parts: [3, 29]", "32 persons and its amount is 33 persons"),
        ("amount: 20..33 persons, parts: [3, 4, 26]", None),
        ("amount: 20..33 persons, parts: [3, 4, 36]", "43 persons and its amount is 20..33 persons"),
        ("amount: 3 euro, parts: [0.1, 0.2, 2.7]", None),
        ('amount: "1,234,567 euro", parts: [1 euro]', "1 euro and its amount is 1,234,567 euro"),
        ("parts: [30 %, 30 %, 40 %]", None),
        ("parts: [30 %, 30 %, 30 %]", "90 % and the whole is 100 %"),
        ("amount: 84 launchers, parts: [50 %, 40 %]", "90 % and the whole is 100 %"),
        ("amount: 30 %, parts: [10 %, 20 %]", None),
        ("amount: 30 %, parts: [10 %, 10 %]", "20 % and its amount is 30 %"),
        ("amount: 2 million euro, parts: [500 thousand euro, 500 thousand euro]", None),
        ("parts: [3, 4]", None),
        ("amount: 33 persons, parts: [1 person, 32 persons]", None),
    ],
)
def test_parts_and_amounts(keys: str, sums: str | None) -> None:
    expected = [] if sums is None else [f"the parts of `act` (Northland) add up to {sums}"]
    assert messages(parts_do_not_add_up, act(keys)) == expected


def test_the_sum_is_written_out_under_the_parts() -> None:
    (finding,) = found(parts_do_not_add_up, act("amount: 33 persons, parts: [3 by D+1, 10, 18]"))
    assert (finding.severity, finding.label, finding.span.text) == (
        "error",
        "3 + 10 + 18 = 31",
        "[3 by D+1, 10, 18]",
    )


# --- O009 -------------------------------------------------------------------------------------------------------


def test_a_party_alone_that_finds_for_a_gate_an_event_or_a_continuation() -> None:
    text = """
events: {e: {found by: south}, unused: {found by: south}}
stages:
  one: {opens: {at: e}, otherwise: {continue: [calm], while: [talks], decided by: north}}
  two: {opens: {when: [talks], found by: [north]}}
obligations:
  calm: {by: north, to: south, does: keep calm, from: D+0, until: stage one ends}
  talks: {by: [north, south], to: each other, does: talk, due: 3 days after e}
"""
    assert messages(judged_by_the_party_itself, text) == [
        "Northland alone finds whether stage `two` may open",
        "Southland alone finds whether `e` has happened, and `talks` and `one` wait for it",
        "Northland alone decides whether duties go on after stage `one`",
    ]
    joint = text.replace("found by: [north]", "found by: [north, south]").replace(
        "found by: south", "found by: mission"
    )
    assert (
        messages(judged_by_the_party_itself, joint.replace("decided by: north", "decided by: both of them"))
        == []
    )


@pytest.mark.parametrize(
    ("verified", "more", "count"),
    [
        ("north", "", 1),
        ("mission", "", 0),
        ("[north, mission]", "", 0),
        ("south", "", 0),  # its own finding on its own act is another rule's
        ("north, verified how: test 4 of list A", "", 0),
        ("north", "disputes: {body: a panel}\n", 0),
    ],
)
def test_a_party_that_alone_finds_the_condition_of_its_own_duty(verified: str, more: str, count: int) -> None:
    text = f"""
{more}obligations:
  works: {{by: south, to: north, does: build, verified by: {verified}}}
  payment: {{by: north, to: south, does: pay, after: [works]}}
"""
    assert len(messages(judged_by_the_party_itself, text)) == count
