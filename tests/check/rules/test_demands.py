"""Rules on demands: how firm a demand was said to be decides how much follows from it."""

from __future__ import annotations

import pytest

from detente.diagnose.diagnostic import Severity
from tests.check.rules.looking import looked, messages

DEMAND = """
obligations:
  leave: {{by: north, to: south, does: leave the road{act}}}
positions:
  south:
    demands:
      road: {{wants: the road, {demand}}}
"""


@pytest.mark.parametrize(
    ("firmness", "severity"),
    [
        ("stated as a condition", Severity.error),
        ("stated as wanted", Severity.warning),
        ("not stated", Severity.warning),
        ("said to be open", Severity.note),
    ],
)
def test_the_firmness_of_a_demand_decides(firmness: str, severity: Severity) -> None:
    [missing] = looked("D001", DEMAND.format(act="", demand=f"firmness: {firmness}, met by: []"))
    [crossed] = looked("D003", DEMAND.format(act="", demand=f"firmness: {firmness}, crossed by: [leave]"))
    assert (missing.severity, crossed.severity) == (severity, severity)


def test_a_demand_that_was_dropped_is_left_out() -> None:
    body = DEMAND.format(act="", demand="firmness: stated as a condition, met by: [], dropped: 2031-01-02")
    assert messages("D001", body) == []


def test_nothing_linked_and_nothing_filled_in_are_told_apart() -> None:
    [linked] = looked("D001", DEMAND.format(act="", demand="met by: []"))
    [empty] = looked("D001", DEMAND.format(act="", demand="firmness: stated as wanted"))
    assert linked.label is None
    assert empty.label == "`met by` is not filled in"
    assert empty.message == "nothing in the deal answers Southland's demand `road`, stated as wanted"


def test_what_is_open_in_the_answer_is_named() -> None:
    body = DEMAND.format(act="", demand="firmness: stated as a condition, met by: [leave]")
    [said] = messages("D002", body)
    answered, _, lacks = said.partition(", but ")
    assert answered == "Southland's demand `road`, stated as a condition, is answered"
    assert lacks == "`leave` has no time and no amount or measure"


def test_a_demand_that_rests_on_an_unsettled_term_alone_is_left_to_its_own_rule() -> None:
    body = (
        "terms: {open: {words: open, used in: [leave]}}"
        + DEMAND.format(act=", due: D+1, measure: no one there", demand="met by: [leave]")
        + "    readings: [{term: open, says: by day}]\n  north:\n    readings: [{term: open, says: at all hours}]\n"
    )
    assert messages("D002", body) == []
    assert messages("T004", body) == [
        "Northland and Southland are reported to read `open` differently, and no reading is agreed"
    ]


STAGED = """
stages: {one: {lasts: 42 days}, two: {opens: {when: [talks]}}}
obligations:
  talks: {stage: one, by: [north, south], to: each other, does: talk, due: D+7}
  leave: {stage: two, by: north, to: south, does: leave the road, due: stage two + 7 days}
  lights: {stage: %s, by: north, to: south, does: light the road, due: D+7}
positions:
  south:
    demands:
      road: {wants: the road, firmness: %s, met by: [leave, lights]}
"""


@pytest.mark.parametrize(
    ("stage", "firmness", "count"),
    [
        ("two", "stated as a condition", 1),
        ("one", "stated as a condition", 0),  # a part of it comes in the first stage
        ("two", "stated as wanted", 0),
    ],
)
def test_a_condition_met_only_in_a_later_stage(stage: str, firmness: str, count: int) -> None:
    assert len(messages("D008", STAGED % (stage, firmness))) == count


TALKS = """
stages: {one: {lasts: 42 days%s}}
obligations:
  talks: {stage: one, by: [north, south], to: each other, does: negotiate on the port, from: D+16%s}
"""


@pytest.mark.parametrize(
    ("stage", "keys", "lacks"),
    [
        ("", "", "a last day and what follows if nothing is agreed are not filled in"),
        (
            "",
            ", until: not stated, if missed: not stated",
            "the text does not state a last day or what follows if nothing is agreed",
        ),
        ("", ", until: for good", "a last day and what follows if nothing is agreed are not filled in"),
        ("", ", until: D+40", "what follows if nothing is agreed is not filled in"),
        (", otherwise: {then: ends}", "", "a last day is not filled in"),
        (", otherwise: {then: ends}", ", until: D+40", None),
        ("", ", until: D+40, if missed: {then: ends the deal}", None),
    ],
)
def test_talks_need_a_last_day_and_a_fallback(stage: str, keys: str, lacks: str | None) -> None:
    said = messages("D005", TALKS % (stage, keys))
    assert said == ([] if lacks is None else [f"`talks` puts a matter off: {lacks}"])


def test_an_issue_is_taken_up_by_a_duty_that_answers_it_or_has_a_draft() -> None:
    issue = "issues: {port: {options: {open: {}, closed: {}}}}\n"
    keys = "by: north, to: south, does: report, due: D+3, if missed: {then: closed}, answers: [port]"
    talks = f"obligations: {{talks: {{{keys}}}}}\n"
    assert messages("D005", issue) == [
        "the issue `port` is put off: it has no draft answer, and no duty takes it up"
    ]
    assert messages("D005", issue + talks) == []
    assert messages("D005", issue.replace("}}}}", "}}, draft: open}}")) == []


@pytest.mark.parametrize(
    ("opens", "count"),
    [
        ("opens: {when: [list]}", 1),
        ("opens: not stated", 1),
        ("opens: {words: after success}", 1),
        ("opens: {at: stage one ends}", 0),
        ("opens: {at: D+42}", 0),
    ],
)
def test_a_stage_that_the_calendar_opens_needs_no_otherwise(opens: str, count: int) -> None:
    body = f"""
        stages: {{one: {{lasts: 42 days}}, two: {{{opens}}}}}
        obligations: {{list: {{by: north, to: south, does: hand over the list}}}}
        """
    assert len(messages("D006", body)) == count


def test_a_stage_whose_length_nobody_looked_up_needs_no_otherwise() -> None:
    assert messages("D006", "stages: {one: {opens: not stated}, two: {opens: not stated}}") == []


def test_a_stage_of_unstated_length_may_end_too() -> None:
    assert len(messages("D006", "stages: {one: {lasts: not stated}, two: {opens: not stated}}")) == 1


@pytest.mark.parametrize(
    ("categories", "count"),
    [("[20 men, 13 women]", 0), ("[20 men, 12 women]", 1), ("[20..21 men, 13 women]", 1), ("33 persons", 0)],
)
def test_categories_add_up(categories: str, count: int) -> None:
    body = f"obligations: {{free: {{by: north, to: south, does: release, amount: 33 persons, of which: {categories}}}}}"
    assert len(messages("D007", body)) == count


def test_fractions_add_up_in_spite_of_rounding() -> None:
    body = "obligations: {pay: {by: north, to: south, does: pay, amount: 0.3 million euro, of which: [0.1 a, 0.2 b]}}"
    assert messages("D007", body) == []
