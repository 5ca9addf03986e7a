"""What must hold of every rule on obligations, guarantees, sequence and verification, whatever the deal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.diagnose.rule import discover

LETTERS = "OQGV"
ALL = [rule for rule in discover("detente.check.rules") if rule.code[0] in LETTERS]

KEYS = st.fixed_dictionaries(
    {},
    optional={
        "stage": st.sampled_from(["one", "two", "not stated"]),
        "due": st.sampled_from(
            ["D+3", "2031-03-09T10:00", "5 days after e", "not stated", "stage one + 2 days"]
        ),
        "from": st.sampled_from(["D+0", "stage one", "not stated"]),
        "until": st.sampled_from(["stage one ends", "for good", "while a0 lasts", "D+9", "not stated"]),
        "after": st.sampled_from(["[a0]", "[a1.1]", "[a2, e]", "not stated"]),
        "while": st.sampled_from(["[a0]", "[a1]"]),
        "against": st.sampled_from(["a0", "a1"]),
        "turn": st.sampled_from(["before each part", "after each part", "with each part"]),
        "parts": st.sampled_from(["[1 by D+1, 2 by D+4]", "[50 %, 40 %]"]),
        "amount": st.sampled_from(["3 persons", "2..4 persons", "30 %", "not stated"]),
        "takes": st.sampled_from(["3 days", "1 month"]),
        "verified by": st.sampled_from(["P", "Q", "mission", "each other", "not stated"]),
        "verified within": st.sampled_from(["4 days", "not stated"]),
        "reversible": st.sampled_from(["yes", "no"]),
        "continues": st.sampled_from(["[a0]", "[a1]"]),
        "together": st.sampled_from(["noon", "night"]),
        "each": st.just("yes"),
    },
)
PEOPLE = st.sampled_from([("P", "Q"), ("Q", "P"), ("[P, Q]", "each other")])


@st.composite
def deals(draw: st.DrawFn) -> str:
    """A deal whose two parties stand as P and Q, to be filled in either way round."""
    lines = ["obligations:"]
    for number in range(4):
        by, to = draw(PEOPLE)
        keys = draw(KEYS)
        if "parts" in keys or number == 1:
            keys["parts"] = keys.get("parts", "[1 by D+1, 2 by D+4]")
        said = "".join(f", {key}: {value}" for key, value in keys.items())
        lines.append(f"  a{number}: {{by: {by}, to: {to}, does: act {number % 2}{said}}}")
    gate = draw(st.sampled_from(["{when: [a0], found by: P}", "{at: D+9}", "{words: later}", "not stated"]))
    other = draw(
        st.sampled_from(
            ["not stated", "prose", "{continue: [a0, a1], while: [a2], at most: 3 days, then: ends}"]
        )
    )
    lines += [
        "stages:",
        f"  one: {{opens: {{at: D+0}}, lasts: 5 days, otherwise: {other}}}",
        f"  two: {{opens: {gate}}}",
    ]
    lines.append(f"day zero: {draw(st.sampled_from(['2031-03-03T00:00Z', 'e', 'not stated']))}")
    lines.append(
        f"events: {{e: {draw(st.sampled_from(['{at: not stated}', '{found by: Q}', '{at: 2031-03-05}']))}}}"
    )
    lines.append(f"signs: {draw(st.sampled_from(['[P]', '[P, Q]', 'not stated']))}")
    secures = draw(st.permutations(["P", "Q"]))
    form = draw(st.sampled_from(["escrow", "bond", "not stated"]))
    lines += ["guarantors: {coast: Coast}", "guarantees:"]
    lines += [
        f"  g{number}: {{by: coast, secures: {who}, covers: [a0], pays: {number} euro, form: {form}, until: D+{number},"
        f" when: {{found by: {draw(st.sampled_from(['P', 'Q', 'coast', 'mission']))}}}}}"
        for number, who in enumerate(secures)
    ]
    reading = "{readings: [{order of: [a0, a1], says: so, after: {a0: [a3]}}]}"
    lines.append(f"positions: {{P: {reading}, Q: {reading.replace('a0: [a3]', 'a3: [a0]')}}}")
    return "\n".join(lines) + "\n"


def said_of(text: str, first: str, second: str) -> list[str]:
    names = {"north": "Northland", "south": "Southland"}
    filled = text.replace("P", first).replace("Q", second)
    head = f"detente: 1\nparties: {{{first}: {names[first]}, {second}: {names[second]}}}\n"
    head += "verifiers: {mission: Joint Mission}\n"
    deal = load_text(head + filled)
    assert not deal.problems, [problem.message for problem in deal.problems]
    findings = [rule.finding(remark) for rule in ALL for remark in rule(deal, course_of(deal))]
    return [f"{f.code} {f.severity} {f.message} {f.help} {f.span.line}" for f in findings]


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(deals())
def test_swapping_the_parties_swaps_their_names_in_the_findings_and_changes_nothing_else(text: str) -> None:
    one = said_of(text, "north", "south")
    two = said_of(text, "south", "north")
    names = {"Northland": "Southland", "Southland": "Northland", "north": "south", "south": "north"}
    assert one == [
        re.sub("Northland|Southland|north|south", lambda name: names[name[0]], line) for line in two
    ]
