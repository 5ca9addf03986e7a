"""Rules on stages and on what holds after them (Q): the cases at the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.check.rules.continuation_decider_missing import continuation_decider_missing
from detente.check.rules.due_after_its_stage_ends import due_after_its_stage_ends
from detente.check.rules.gate_without_long_stop import gate_without_long_stop
from detente.check.rules.gate_without_test import gate_without_test
from detente.check.rules.standing_duty_ends import standing_duty_ends
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


# --- Q003 and Q004 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opens", "sentence"),
    [
        ("not stated", "the text does not state what opens stage `two`"),
        ("", "what opens stage `two` is not filled in"),
        ("{by: D+9}", "what opens stage `two` is not filled in"),
        (
            "{words: once both agree}",
            'the text says "once both agree" of what opens stage `two`, which names nothing to be found',
        ),
        (
            "{at: {words: later}}",
            'the text says "later" of what opens stage `two`, which names nothing to be found',
        ),
        ("{when: [a, seen]}", "who finds that `a` is there and stage `two` opens is not filled in"),
        (
            "{when: [a, e], found by: not stated}",
            "the text does not state who finds that `a` and `e` are there and stage `two` opens",
        ),
        ("{when: [a], found by: mission}", None),
        ("{when: [seen, dated]}", None),
        ("{at: D+9}", None),
        ("{at: stage one ends}", None),
    ],
)
def test_what_opens_a_stage(opens: str, sentence: str | None) -> None:
    text = f"""
events: {{e: {{at: not stated}}, dated: {{at: 2031-01-01}}}}
stages:
  one: {{opens: {{at: D+0}}}}
  two:
    opens: {opens}
obligations:
  a: {{by: north, to: south, does: a, verified by: not stated}}
  seen: {{by: north, to: south, does: b, verified by: mission}}
"""
    findings = found(gate_without_test, text)
    assert [finding.message for finding in findings] == ([] if sentence is None else [sentence])
    assert all(finding.severity == "error" and finding.subjects.stages == ("two",) for finding in findings)


def test_the_opening_of_the_first_stage_is_a_warning() -> None:
    (finding,) = found(gate_without_test, "stages: {one: {lasts: 3 days}}\n")
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("opens", "count"),
    [
        ("{when: [a]}", 1),
        ("{when: [a], by: not stated, may be waived by: not stated}", 1),
        ("{when: [a], by: D+9}", 0),
        ("{when: [a], may be waived by: the party that waits}", 0),
        ("{at: D+9}", 0),
        ("not stated", 0),
    ],
)
def test_a_condition_without_a_last_day_or_a_waiver(opens: str, count: int) -> None:
    text = f"stages: {{two: {{opens: {opens}}}}}\nobligations:\n  a: {{by: north, to: south, does: a}}\n"
    assert len(messages(gate_without_long_stop, text)) == count


# --- Q009 -------------------------------------------------------------------------------------------------------

PAUSE = """
kind: ceasefire
stages:
  one: {opens: {at: D+0}, lasts: 42 days, otherwise: OTHERWISE}
  two: {opens: OPENS, lasts: 42 days}
obligations:
  pause: {stage: one, by: north, to: south, does: no attack, from: D+0, until: UNTIL}
  talks: {stage: one, by: [north, south], to: each other, does: talk, due: D+35}
"""
CALM = "  calm: {stage: two, by: north, to: south, does: keep calm, from: FROM, until: for good, continues: [pause]}\n"
LIMITED = "{continue: [pause], while: [talks], at most: 14 days, then: ends}"


def pause(
    otherwise: str = "not stated",
    opens: str = "{when: [talks]}",
    until: str = "stage one ends",
    calm: str = "",
) -> str:
    filled = PAUSE.replace("OTHERWISE", otherwise).replace("OPENS", opens).replace("UNTIL", until)
    return ZERO + filled + (CALM.replace("FROM", calm) if calm else "")


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (pause(), "error: ends with stage `one`, and nothing carries it on"),
        (pause(until="D+20"), "error: ends D+20, and nothing carries it on"),
        (pause(until="2031-04-01"), "error: ends 2031-04-01, and nothing carries it on"),
        (pause(until="stage two"), "error: ends when stage `two` opens, and nothing carries it on"),
        (pause(until="for good"), None),
        (pause(until="not stated"), None),  # a missing end is another rule's
        (pause(until="while talks lasts"), "warning: lasts while `talks` lasts, and nothing carries it on"),
        (pause(until="stage two", calm="stage two"), None),
        (
            pause(calm="stage two"),
            "warning: ends with stage `one`; it goes on only as `calm` if stage `two` opens",
        ),
        (pause(opens="{at: stage one ends}", calm="stage two"), None),
        (
            pause(opens="{at: D+50}", calm="stage two"),
            "warning: ends with stage `one`; it goes on only as `calm` 8 days later",
        ),
        (
            pause(otherwise="{continue: [pause]}"),
            "warning: ends with stage `one`; it goes on only until the next stage opens, "
            "and nothing carries it on then",
        ),
        (pause(otherwise="{continue: [pause]}", calm="stage two"), None),
        (pause(otherwise="{continue: [talks]}"), "error: ends with stage `one`, and nothing carries it on"),
        (
            pause(otherwise=LIMITED),
            "warning: ends with stage `one`; it goes on only while `talks` lasts, for at most 14 days, then: ends",
        ),
        (
            pause(otherwise=LIMITED, calm="stage two"),
            "warning: ends with stage `one`; it goes on only as `calm` if stage `two` opens; "
            "or while `talks` lasts, for at most 14 days, then: ends",
        ),
        (
            pause(otherwise="everything ends"),
            'warning: ends with stage `one`; it goes on only as far as these words say it: "everything ends"',
        ),
        ("ends: stage one ends\n" + pause(), None),
        ("ends: D+42\n" + pause(), None),
        ("ends: D+84\n" + pause(), "error: ends with stage `one`, and nothing carries it on"),
        ("lasts: 42 days\n" + pause(), None),
        ("ends: D+84\n" + pause(until="stage two ends"), None),
    ],
)
def test_a_standing_duty_that_ends(text: str, finding: str | None) -> None:
    got = [
        f"{f.severity}: {f.message.removeprefix('`pause` (Northland) ')}"
        for f in found(standing_duty_ends, text)
    ]
    assert got == ([] if finding is None else [finding])


def test_the_same_words_later_carry_a_duty_on() -> None:
    text = pause(opens="{at: stage one ends}")
    text += (
        "  again: {stage: two, by: north, to: south, does: No attack., from: stage two, until: for good}\n"
    )
    assert messages(standing_duty_ends, text) == []
    assert (
        len(
            messages(
                standing_duty_ends,
                text.replace("by: north, to: south, does: No", "by: south, to: north, does: No"),
            )
        )
        == 1
    )


@pytest.mark.parametrize("keys", ["every: 1 weeks", "on breach of: [talks]", "by: mission"])
def test_duties_that_are_left_out(keys: str) -> None:
    text = pause().replace(
        "by: north, to: south, does: no attack", f"by: north, to: south, does: no attack, {keys}"
    )
    assert (
        messages(
            standing_duty_ends,
            text.replace("by: north, to: south, does: no attack, by", "to: south, does: no attack, by"),
        )
        == []
    )


def test_the_rule_is_for_deals_about_not_doing_something() -> None:
    assert standing_duty_ends.applies_to("ceasefire")
    assert not standing_duty_ends.applies_to("milestone")


# --- Q011 and Q013 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lasts", "due", "sentence"),
    [
        ("42 days", "due: D+50", "`act` (Northland) is due D+50, 8 days after its stage `one` ends"),
        ("42 days", "due: D+43", "`act` (Northland) is due D+43, 1 day after its stage `one` ends"),
        ("42 days", "due: D+42", None),
        (
            "42 days",
            "parts: [1 by D+1, 1 by D+44]",
            "`act` (Northland) is due D+44, 2 days after its stage `one` ends",
        ),
        ("42 days", "from: D+50, until: D+60", None),
        ("not stated", "due: D+50", None),
        ("3 months", "due: 2031-06-03", None),  # three months to the day, and 0.7 days more by the mean month
    ],
)
def test_an_act_after_the_end_of_its_stage(lasts: str, due: str, sentence: str | None) -> None:
    text = f"""
{ZERO}stages: {{one: {{opens: {{at: D+0}}, lasts: {lasts}}}}}
obligations:
  act: {{stage: one, by: north, to: south, does: act, {due}}}
"""
    assert messages(due_after_its_stage_ends, text) == ([] if sentence is None else [sentence])


@pytest.mark.parametrize(
    ("otherwise", "verified", "count"),
    [
        ("{continue: [aid], while: [talks]}", "not stated", 1),
        ("{continue: [aid], while: [talks], decided by: not stated}", "not stated", 1),
        ("{continue: [aid], while: [talks], decided by: the mediator}", "not stated", 0),
        ("{continue: [aid], while: [talks]}", "mission", 0),
        ("{continue: [aid], at most: 3 days}", "not stated", 0),
        ("aid goes on while they talk", "not stated", 0),
    ],
)
def test_who_finds_that_talks_last(otherwise: str, verified: str, count: int) -> None:
    text = f"""
stages: {{one: {{lasts: 42 days, otherwise: {otherwise}}}}}
obligations:
  aid: {{by: north, to: south, does: let aid in, from: D+0, until: stage one ends}}
  talks: {{by: [north, south], to: each other, does: talk, from: D+16, until: D+42, verified by: {verified}}}
"""
    assert len(messages(continuation_decider_missing, text)) == count


def test_a_duty_that_lasts_while_something_lasts_needs_a_finder_too() -> None:
    text = """
obligations:
  aid: {by: north, to: south, does: let aid in, from: D+0, until: while talks last}
  talks: {by: [north, south], to: each other, does: talk, from: D+16, until: D+42}
"""
    assert messages(continuation_decider_missing, text) == [
        "`aid` (Northland) is owed as long as `talks` lasts; who finds that this is so is not filled in"
    ]
