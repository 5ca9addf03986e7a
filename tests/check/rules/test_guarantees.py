"""Rules on guarantees (G): the cases at the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.check.rules.escrow_incomplete import escrow_incomplete
from detente.check.rules.guarantee_ends_early import guarantee_ends_early
from detente.check.rules.guarantees_point_apart import guarantees_point_apart
from detente.check.rules.guarantor_not_accepted import guarantor_not_accepted
from detente.check.rules.guarantor_without_act import guarantor_without_act
from detente.check.rules.trigger_is_an_opinion import trigger_is_an_opinion
from detente.check.rules.unwritten_assurance import unwritten_assurance
from detente.deal.course import course_of
from detente.deal.loader import load_text

if TYPE_CHECKING:
    from detente.diagnose.diagnostic import Diagnostic
    from detente.diagnose.rule import Rule

DEAL = """detente: 1
day zero: 2031-03-03T00:00Z
parties: {north: Northland, south: Southland}
verifiers: {mission: Joint Mission}
guarantors: {coast: COAST}
obligations:
  leave: {by: north, to: south, does: leave, due: D+60}
  calm: {by: south, to: north, does: keep calm, from: D+0, until: for good}
"""


def found(rule: Rule, text: str, coast: str = "Coast Republic") -> list[Diagnostic]:
    deal = load_text(DEAL.replace("COAST", coast) + text)
    assert not deal.problems, [problem.message for problem in deal.problems]
    return [rule.finding(remark) for remark in rule(deal, course_of(deal))]


def messages(rule: Rule, text: str, coast: str = "Coast Republic") -> list[str]:
    return [finding.message for finding in found(rule, text, coast)]


def bond(keys: str) -> str:
    return f"guarantees:\n  bond: {{by: coast, secures: south, {keys}}}\n"


# --- G001 -------------------------------------------------------------------------------------------------------


def test_a_guarantor_whom_no_guarantee_names() -> None:
    assert messages(guarantor_without_act, "") == [
        "Coast Republic is named as a guarantor, and which guarantee it gives is not filled in"
    ]
    assert messages(guarantor_without_act, "guarantees: not stated\n") == [
        "Coast Republic is named as a guarantor, and the text does not state which guarantee it gives"
    ]


@pytest.mark.parametrize(
    ("keys", "sentences"),
    [
        ("covers: [leave], pays: 5 euro", []),
        ("covers: [leave], does: send observers", []),
        ("covers: [leave]", ["what is owed by Coast Republic under `bond` is not filled in"]),
        ("covers: [], pays: 5 euro", ["which obligations `bond` covers is not filled in"]),
        (
            "covers: not stated, does: not stated",
            [
                "the text does not state what is owed by Coast Republic under `bond` or which obligations `bond` covers"
            ],
        ),
    ],
)
def test_a_guarantee_without_an_act_or_without_anything_covered(keys: str, sentences: list[str]) -> None:
    assert messages(guarantor_without_act, bond(keys)) == sentences


# --- G002 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "coast", "keys", "severity"),
    [
        ("proposal", "Coast", "covers: [leave]", "warning"),
        ("not stated", "Coast", "covers: [leave]", "warning"),
        ("signed", "Coast", "covers: [leave]", "error"),
        ("in force", "{accepted: no}", "covers: [leave]", "error"),
        ("in force", "Coast", "covers: not stated", "warning"),
        ("ended", "Coast", "covers: [leave]", None),
        ("signed", "{accepted: yes}", "covers: [leave]", None),
        ("signed", "Coast", "covers: [leave], signed: yes", None),
        ("proposal", "Coast", "covers: [leave], signed: yes", None),
    ],
)
def test_acceptance_matters_more_once_the_deal_is_signed(
    status: str, coast: str, keys: str, severity: str | None
) -> None:
    findings = found(guarantor_not_accepted, f"status: {status}\n{bond(keys)}", coast)
    assert [finding.severity for finding in findings] == ([] if severity is None else [severity])


def test_a_guarantor_among_those_who_sign_has_accepted_once_the_deal_is_signed() -> None:
    text = "signs: [north, south, coast]\nstatus: STATUS\n" + bond("covers: [leave]")
    assert messages(guarantor_not_accepted, text.replace("STATUS", "signed")) == []
    assert len(messages(guarantor_not_accepted, text.replace("STATUS", "proposal"))) == 1


def test_a_guarantee_that_a_demand_rests_on_counts_though_it_covers_nothing() -> None:
    demand = "positions: {south: {demands: {d: {wants: a guarantee, met by: [bond]}}}}\n"
    (finding,) = found(guarantor_not_accepted, "status: signed\n" + bond("covers: []") + demand)
    assert finding.severity == "error"


def test_a_refusal_is_told_as_such_and_a_party_needs_no_acceptance() -> None:
    assert messages(guarantor_not_accepted, bond("covers: [leave]"), "{name: Coast, accepted: no}") == [
        "Coast has not accepted to be guarantor, and is to give `bond`"
    ]
    text = "guarantees: {own: {by: north, secures: south, covers: [leave]}}\n"
    assert messages(guarantor_not_accepted, text) == []


# --- G003 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("{found by: mission}", None),
        ("{found by: [south, mission]}", None),
        ("{found by: a commission of both}", None),
        ("{found by: coast}", "only those who give it (Coast Republic) find that `bond` may be called"),
        ("{found by: south}", "only those whom it secures (Southland) find that `bond` may be called"),
        ("{found by: north}", "only those who owe what it covers (Northland) find that `bond` may be called"),
        ("not stated", "the text does not state who finds that `bond` (Coast Republic) may be called"),
        (
            "{words: on any breach}",
            "the text does not state who finds that `bond` (Coast Republic) may be called",
        ),
        ("{within: 3 days}", "who finds that `bond` (Coast Republic) may be called is not filled in"),
    ],
)
def test_who_finds_that_a_guarantee_may_be_called(when: str, sentence: str | None) -> None:
    text = bond(f"covers: [leave], pays: 5 euro, when: {when}")
    assert messages(trigger_is_an_opinion, text) == ([] if sentence is None else [sentence])


def test_a_guarantee_without_an_act_is_not_asked_for_its_trigger() -> None:
    assert messages(trigger_is_an_opinion, bond("covers: [leave], when: not stated")) == []


# --- G005 and G006 ------------------------------------------------------------------------------------------------


def test_what_an_escrow_leaves_out() -> None:
    text = bond("form: escrow, released when: not stated, until: D+90")
    assert messages(escrow_incomplete, text) == [
        "the escrow `bond`: the text does not state what releases it; who decides a dispute about it is not filled in"
    ]
    assert (
        messages(
            escrow_incomplete, "disputes: {body: a panel}\n" + text.replace("not stated", "a certificate")
        )
        == []
    )
    assert messages(escrow_incomplete, text.replace("escrow", "bond")) == []


@pytest.mark.parametrize(
    ("keys", "severity"),
    [
        ("written: no", "warning"),
        ("written: not stated", "warning"),
        ("form: bond", "note"),
        ("written: yes", None),
        ("written: not stated, signed: yes", None),
        ('clause: "4.2"', None),
    ],
)
def test_what_counts_as_written(keys: str, severity: str | None) -> None:
    findings = found(unwritten_assurance, bond(keys))
    assert [finding.severity for finding in findings] == ([] if severity is None else [severity])


def test_a_demand_that_rests_on_what_is_not_written_is_told() -> None:
    demand = "positions: {south: {demands: {d: {wants: a guarantee, met by: [bond]}}}}\n"
    (finding,) = found(unwritten_assurance, bond("written: no") + demand)
    assert (
        finding.message
        == "`bond` (Coast Republic) counts as a guarantee and is not written, and `d` rests on it"
    )
    assert [related.message for related in finding.related] == ["`d` rests on it"]


# --- G007 -------------------------------------------------------------------------------------------------------

TWO = """guarantees:
  one: {by: coast, secures: north, covers: [leave, calm], does: ONE}
  two: {by: coast, secures: TO, covers: [calm], does: TWO}
"""


@pytest.mark.parametrize(
    ("to", "one", "two", "count"),
    [
        ("south", "help", "help otherwise", 1),
        ("south", "help", "help", 0),
        ("north", "help", "help otherwise", 0),
        ("[north, south]", "help", "help otherwise", 1),
        ("not stated", "help", "help otherwise", 0),
    ],
)
def test_two_guarantees_for_two_sides(to: str, one: str, two: str, count: int) -> None:
    text = TWO.replace("ONE", one).replace("TWO", two).replace("TO", to)
    assert len(messages(guarantees_point_apart, text)) == count


def test_what_two_guarantees_share_is_one_finding() -> None:
    text = (
        TWO.replace("TO", "south").replace("ONE", "a").replace("TWO", "b").replace("[calm]", "[calm, leave]")
    )
    assert messages(guarantees_point_apart, text) == [
        "Coast Republic stands for `calm` and `leave` twice, and differently: "
        "to Northland by `one`, to Southland by `two`"
    ]


# --- G008 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "severity", "sentence"),
    [
        ("covers: [leave], until: D+59", "warning", "`bond` ends D+59, before `leave`, which is due D+60"),
        ("covers: [leave], until: D+60", None, ""),
        (
            "covers: [leave], until: 2031-04-01",
            "warning",
            "`bond` ends 2031-04-01, before `leave`, which is due D+60",
        ),
        ("covers: [leave], until: not stated", None, ""),
        (
            "covers: [calm], until: D+90",
            "note",
            "`bond` ends D+90, before `calm`, which lasts until for good",
        ),
        (
            "covers: [calm, leave], until: D+9",
            "warning",
            "`bond` ends D+9, before `leave`, which is due D+60, and 1 more of what it covers",
        ),
    ],
)
def test_a_guarantee_that_ends_before_what_it_covers(keys: str, severity: str | None, sentence: str) -> None:
    findings = found(guarantee_ends_early, bond(keys))
    expected = [] if severity is None else [(severity, sentence)]
    assert [(finding.severity, finding.message) for finding in findings] == expected
