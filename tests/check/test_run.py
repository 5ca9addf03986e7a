"""Running the rules: findings, coverage, waivers, exit conditions, and what a bad file gives."""

from textwrap import dedent

import pytest

from detente.check import check
from detente.deal.loader import load_text
from detente.diagnose.diagnostic import Severity
from detente.errors import UnknownName

DEAL = """
detente: 1
kind: ceasefire
parties:
  north: {name: Northland}
  south: {name: Southland}
stages:
  one:
    opens: {at: 2031-01-01}
    lasts: 42 days
  two:
    opens: {when: [release], found by: mission, by: D+42, may be waived by: either}
    lasts: 42 days
    otherwise: {then: ends}
verifiers:
  mission: {name: Joint Mission}
obligations:
  release:
    stage: one
    by: south
    to: north
    does: release 33 persons
    amount: 33 persons
    due: D+42
    verified by: mission
day zero: 2031-01-01
positions:
  south:
    demands:
      calm-for-good:
        wants: calm for good
        firmness: stated as a condition
        said by: its delegation
        speaker class: party
        met by: []
"""


def found(text: str, *only: str) -> list[tuple[str, str]]:
    checked = check(load_text(dedent(text)), only=only or None)
    return [(finding.name, str(finding.severity)) for finding in checked.findings]


def test_a_stage_that_ends_without_the_next_is_found() -> None:
    assert found(DEAL, "stage-without-otherwise") == [("stage-without-otherwise", "error")]


def test_a_waiver_with_a_reason_silences_and_is_registered() -> None:
    text = DEAL.replace(
        "  one:\n",
        "  # detente: allow stage-without-otherwise -- settled by letter (the mediator)\n  one:\n",
        1,
    )
    checked = check(load_text(text), only=["stage-without-otherwise"])
    assert checked.findings == ()
    assert [(w.rule, w.why, w.who, w.used) for w in checked.waivers] == [
        ("stage-without-otherwise", "settled by letter", "the mediator", True)
    ]


def test_a_waiver_without_a_reason_does_not_silence() -> None:
    text = DEAL.replace("  one:\n", "  # detente: allow stage-without-otherwise\n  one:\n", 1)
    assert ("stage-without-otherwise", "error") in found(text, "stage-without-otherwise")
    assert ("waiver-without-reason", "error") in found(text, "stage-without-otherwise")


def test_a_waiver_that_silences_nothing_is_reported() -> None:
    text = DEAL.replace(
        "  two:\n", "  # detente: allow stage-without-otherwise -- not needed (a clerk)\n  two:\n", 1
    )
    assert ("waiver-unused", "warning") in found(text, "stage-without-otherwise")


def test_a_file_that_is_not_understood_runs_no_rule() -> None:
    checked = check(load_text(DEAL.replace("verified by: mission", "verified by: misson")))
    assert not checked.understood
    assert checked.rules == ()
    assert [(f.code, f.message) for f in checked.findings] == [
        ("F014", "nothing is called `misson`; did you mean `mission`?")
    ]


def test_the_printed_form_has_the_keys_of_format_1() -> None:
    printed = check(load_text(DEAL)).as_dict("9.9")
    assert list(printed) == ["detente", "format", "findings", "coverage", "summary", "waivers"]
    assert printed["coverage"]["calm-for-good"] == {
        "by": "south",
        "status": "missing",
        "firmness": "stated as a condition",
        "met_by": [],
    }
    assert printed["summary"]["missing"] == 1
    assert set(printed["findings"][0]["subjects"]) == {
        "parties",
        "obligations",
        "terms",
        "demands",
        "stages",
        "guarantees",
    }


def test_reaches_compares_severities() -> None:
    checked = check(load_text(DEAL), only=["stage-without-otherwise"])
    assert checked.reaches(Severity.note)
    assert checked.reaches(Severity.error)


def test_a_deal_with_nothing_in_it_is_checked() -> None:
    assert check(load_text("detente: 1\n")).understood


def test_rules_are_asked_for_by_name_or_code_and_a_wrong_name_is_refused() -> None:
    deal = load_text(DEAL)
    by_name = check(deal, only=["stage-without-otherwise"]).findings
    assert by_name == check(deal, only="D006").findings != ()
    with pytest.raises(UnknownName, match="no rule `nope`"):
        check(deal, only=["nope"])


def test_a_waiver_above_the_first_key_allows_what_concerns_the_whole_deal() -> None:
    text = (
        "# detente: allow no-dispute-body -- a friendly exchange (the clerk)\ndetente: 1\nkind: ceasefire\n"
    )
    checked = check(load_text(text), only=["no-dispute-body"])
    assert checked.findings == ()
    assert [waiver.used for waiver in checked.waivers] == [True]


def test_days_are_whole_whatever_the_hour_of_day_zero() -> None:
    text = """
    detente: 1
    kind: other
    day zero: 2031-01-01 08:00 +02:00
    parties: {north: Northland, south: Southland}
    stages: {one: {opens: {at: D+0}, lasts: 10 days}}
    obligations:
      count: {stage: one, by: north, to: south, does: count, due: 2031-01-01}
      pay: {stage: one, by: south, to: north, does: pay, due: 2031-01-03, after: [ship]}
      ship: {stage: one, by: north, to: south, does: ship, due: 2031-01-03 12:00}
    """
    assert found(text, "due-before-its-condition") == []


def test_a_standing_duty_without_an_end_does_not_cover_a_demand() -> None:
    text = """
    detente: 1
    parties: {north: Northland, south: Southland}
    verifiers: {mission: Joint Mission}
    obligations: {calm: {by: north, to: south, does: keep calm, verified by: mission, from: D+0, until: not stated}}
    positions: {south: {demands: {quiet: {wants: calm, met by: [calm]}}}}
    """
    coverage = check(load_text(dedent(text))).coverage["quiet"]
    assert (coverage.status, coverage.lacks) == ("vague", ("`calm` has no end",))
