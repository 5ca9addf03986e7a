"""Rules on verification (V): the cases at the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.check.rules.no_dispute_body import no_dispute_body
from detente.check.rules.no_incident_ladder import no_incident_ladder
from detente.check.rules.no_starting_count import no_starting_count
from detente.check.rules.obligation_without_verifier import obligation_without_verifier
from detente.check.rules.verification_without_method import verification_without_method
from detente.check.rules.verifier_without_access import verifier_without_access
from detente.deal.course import course_of
from detente.deal.loader import load_text

if TYPE_CHECKING:
    from detente.diagnose.diagnostic import Diagnostic
    from detente.diagnose.rule import Rule

PARTIES = "detente: 1\nparties: {north: Northland, south: Southland}\n"


def found(rule: Rule, text: str) -> list[Diagnostic]:
    deal = load_text(PARTIES + text)
    assert not deal.problems, [problem.message for problem in deal.problems]
    return [rule.finding(remark) for remark in rule(deal, course_of(deal))]


def messages(rule: Rule, text: str) -> list[str]:
    return [finding.message for finding in found(rule, text)]


def act(keys: str) -> str:
    return f"verifiers: {{mission: Joint Mission}}\nobligations:\n  act: {{to: south, does: act, {keys}}}\n"


# --- V001 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ("by: north", "who verifies `act` (Northland) is not filled in"),
        ("by: north, verified by: not stated", "the text does not state who verifies `act` (Northland)"),
        ("by: north, verified by: []", "who verifies `act` (Northland) is not filled in"),
        ("by: north, verified by: north", "`act` is verified by Northland alone, who carries it out"),
        (
            "by: [north, south], verified by: south",
            "`act` is verified by Southland alone, who carries it out",
        ),
        ("by: [north, south], verified by: [north, south]", None),
        ("by: [north, south], verified by: each other", None),
        ("by: north, verified by: south", None),
        ("by: north, verified by: [north, mission]", None),
        ("by: not stated, verified by: mission", None),
    ],
)
def test_who_verifies(keys: str, sentence: str | None) -> None:
    assert messages(obligation_without_verifier, act(keys)) == ([] if sentence is None else [sentence])


# --- V002 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "severity", "lacks"),
    [
        ("verified by: mission", "warning", "Joint Mission; how and within what time are not filled in"),
        (
            "verified by: mission, verified how: not stated, verified within: not stated",
            "warning",
            "Joint Mission; the text does not state how or within what time",
        ),
        (
            "verified by: mission, verified how: count",
            "note",
            "Joint Mission; within what time is not filled in",
        ),
        ("verified by: each other, verified within: 3 days", "note", "each other; how is not filled in"),
        ("verified by: mission, from: D+0, until: D+9", "warning", "Joint Mission; how is not filled in"),
        ("verified by: mission, from: D+0, until: D+9, verified how: drones", None, ""),
        ("verified by: mission, verified how: count, verified within: 3 days", None, ""),
        ("verified by: not stated", None, ""),
    ],
)
def test_how_and_within_what_time(keys: str, severity: str | None, lacks: str) -> None:
    findings = found(verification_without_method, act(f"by: north, {keys}"))
    expected = [] if severity is None else [(severity, f"`act` (Northland) is verified by {lacks}")]
    assert [(finding.severity, finding.message) for finding in findings] == expected


# --- V003 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "mission", "sentence"),
    [
        ("ceasefire", "{access: the valley, safety: both parties}", None),
        (
            "ceasefire",
            "{access: the valley}",
            "`act` is verified by mission; who answers for its safety is not filled in",
        ),
        ("milestone", "{access: the site}", None),
        (
            "milestone",
            "{access: not stated}",
            "`act` is verified by mission; the text does not state where it may go",
        ),
        (
            "exchange",
            "{safety: not stated}",
            "`act` is verified by mission; the text does not state who answers for its safety; "
            "where it may go is not filled in",
        ),
    ],
)
def test_what_a_verifier_needs_in_each_kind_of_deal(kind: str, mission: str, sentence: str | None) -> None:
    text = f"kind: {kind}\n" + act("by: north, verified by: mission").replace("Joint Mission", mission)
    assert messages(verifier_without_access, text) == ([] if sentence is None else [sentence])


def test_a_verifier_is_found_once_and_one_without_work_or_a_party_not_at_all() -> None:
    text = "verifiers: {mission: Joint Mission, idle: Idle Mission}\nobligations:\n" + "".join(
        f"  a{n}: {{by: north, to: south, does: act, verified by: {('mission', 'south')[n % 2]}}}\n"
        for n in range(12)
    )
    (finding,) = found(verifier_without_access, text)
    assert finding.message.startswith("`a0`, `a2`, `a4` and 3 more are verified by Joint Mission; ")
    assert len(finding.subjects.obligations) == 6


# --- V004 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ("amount: 30 %", 1),
        ("amount: 30 per cent of the launchers", 1),
        ("parts: [50 % by D+1, 50 % by D+9]", 1),
        ("amount: 30 %, starting count: not stated", 1),
        ("amount: 30 %, starting count: 84 on day zero", 0),
        ("amount: 84 launchers, parts: [50 % by D+1, 50 % by D+9]", 0),
        ("amount: 84 launchers", 0),
        ("amount: 30 %, measure: of list L1", 0),
        ("amount: 30 %, measure: of list L2", 1),
        ("amount: 30 %, measure: of list L11", 1),
    ],
)
def test_what_a_share_is_counted_from(keys: str, count: int) -> None:
    annexes = "annexes: {L1: {holds: 84 launchers}, L2: {holds: not stated}}\n"
    assert len(messages(no_starting_count, annexes + act(f"by: north, {keys}"))) == count


# --- V005 and V006 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("incidents", "sentence"),
    [
        ("", "which classes of incident there are and which steps follow each are not filled in"),
        (
            "incidents: not stated\n",
            "the text does not state which classes of incident there are or which steps follow each",
        ),
        ("incidents: {classes: [minor]}\n", "which steps follow each is not filled in"),
        ("incidents: {classes: [minor], steps: [call]}\n", None),
    ],
)
def test_incidents(incidents: str, sentence: str | None) -> None:
    assert messages(no_incident_ladder, incidents) == ([] if sentence is None else [sentence])
    assert no_incident_ladder.kinds == ("ceasefire",)


@pytest.mark.parametrize(
    ("disputes", "severity"),
    [
        ("", "warning"),
        ("disputes: not stated\n", "warning"),
        ("disputes: {within: 7 days}\n", "warning"),
        ("disputes: {body: a panel}\n", "note"),
        ("disputes: {body: a panel, within: 7 days}\n", "note"),
        ("disputes: {body: a panel, within: 7 days, decides: by majority}\n", None),
    ],
)
def test_a_body_for_disputes(disputes: str, severity: str | None) -> None:
    assert [f.severity for f in found(no_dispute_body, disputes)] == ([] if severity is None else [severity])
    assert not no_dispute_body.applies_to("other")
