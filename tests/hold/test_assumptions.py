"""What an answer rests on, in sentences."""

from __future__ import annotations

import pytest

from tests.hold.asking import ENDS, RELEASES, TWO, asked

TRADE = """guarantors: {coast: {name: Coast}}
verifiers: {mission: {name: Joint Mission}}
obligations:
  release: {by: south, to: north, due: D+1}
  finding: {by: mission, to: [north, south], due: D+2, after: [release]}
  pull-back: {by: north, to: south, due: D+3, after: [finding]}
"""
VALUES = """values:
  north:
    judged by: the mediator's analyst
    on: 2031-01-02
    unit: "money: million euro"
    worth: {release: 3, pull-back: -2, finding: 0}
    if it walks: {gets: 0}
    if others stop: {gets: 0}
"""


def said(text: str) -> tuple[str, ...]:
    return asked(text).assumptions


def test_all_that_an_answer_by_signs_rests_on() -> None:
    assert said(RELEASES + TWO + TRADE) == (
        "If a duty is not carried out, only what depends on it is released, as the text says.",
        "Nobody's values are given. By signs alone: own acts cost nothing or more, and acts received are worth "
        "nothing or more.",
        "Joint Mission is taken to perform `finding`; if not, `pull-back` would not be owed.",
        "What is released is taken as not done, by any party.",
    )


def test_all_that_an_answer_with_values_rests_on() -> None:
    assert said(ENDS + TWO + TRADE + VALUES) == (
        "If a duty is not carried out, the deal ends, as the text says.",
        "Values of Northland: judged by: the mediator's analyst; on 2031-01-02; in million euro.",
        "Southland is taken to perform whatever is due: no values are given for it.",
        "Joint Mission is taken to perform `finding`; if not, `pull-back` would not be owed.",
        "Acts with days are taken to be done in the order of their latest days.",
        "What is released is taken as not done, by any party.",
    )


WALKS = (
    "The values of Northland do not say what it gets if the deal ends; write `if it walks: {gets: 0}` if that is "
    "nothing. It is taken as unknown."
)
OTHERS = "What Northland gets if others stop is not filled in; what it has put in is shown without it."


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "    judged by: the mediator's analyst\n",
            "",
            "Values of Northland: by whose judgement is not said; on 2031-01-02; in million euro.",
        ),
        (
            '    unit: "money: million euro"\n',
            "",
            "Values of Northland: judged by: the mediator's analyst; on 2031-01-02; in no stated unit.",
        ),
        (
            ", finding: 0",
            "",
            "The values of Northland say nothing of `finding`; that is taken as unknown, not as nothing.",
        ),
        ("    if others stop: {gets: 0}\n", "", OTHERS),
        ("    if it walks: {gets: 0}\n", "", WALKS),
        ("{gets: 0}\n", "{after release: 1}\n", WALKS),
        ("{gets: 0}\n", "{gets: 0, after finding: 1}\n", None),
    ],
)
def test_what_a_file_leaves_out_is_told(old: str, new: str, line: str | None) -> None:
    found = said(ENDS + TWO + TRADE + VALUES.replace(old, new, 1))
    if line is None:
        assert not any("is not counted" in one for one in found)
    else:
        assert line in found


def test_a_part_or_a_performers_part_without_a_value_is_named_as_in_the_text() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  talks: {{by: [north, south], to: each other, each: yes, due: D+1}}
values:
  north: {{unit: points, worth: {{talks.north: -1}}}}
"""
    assert any("say nothing of `talks.south`;" in line for line in said(text))


def test_several_performers_who_are_no_parties_are_each_named() -> None:
    text = TRADE.replace("by: mission, to: [north, south]", "by: [mission, coast], to: [north, south]")
    found = said(RELEASES + TWO + text)
    assert "Joint Mission is taken to perform `finding`; if not, `pull-back` would not be owed." in found
    assert "Coast is taken to perform `finding`; if not, `pull-back` would not be owed." in found


def test_the_time_over_which_duties_are_spread_is_told_only_with_values() -> None:
    calm = """obligations:
  calm: {by: north, to: south, from: D+0, until: D+9}
  release: {by: south, to: north, due: D+3}
"""
    assert "`calm` can be kept or not after each act of another party while it lasts." in said(
        RELEASES + TWO + calm
    )
    with_values = said(RELEASES + TWO + calm + "values: {north: {worth: {calm: -1, release: 1}}}\n")
    assert "What `calm` is worth is spread over the time that it lasts, by days." in with_values


def test_acts_without_a_given_order_are_told_where_it_matters() -> None:
    loose = "obligations:\n  a: {by: north, to: south}\n  b: {by: south, to: north}\n"
    told = [line for line in said(ENDS + TWO + loose) if "gives no order between" in line]
    assert told == [
        "The text gives no order between `a` and `b`: each party is looked at in the order that is least favourable "
        "to the deal."
    ]
    assert not any("gives no order" in line for line in said(RELEASES + TWO + loose))


def test_what_others_do_on_a_breach_is_told_once_for_all_parties() -> None:
    text = TRADE + "  suspend: {by: coast, to: coast, on breach of: [release, pull-back]}\n"
    found = said(RELEASES + TWO + text)
    assert (
        "If `release` and `pull-back` are not carried out, Coast is taken to do `suspend`; if not, nothing is lost by "
        "that." in found
    )
    assert (
        "`suspend` follows on a breach by Northland and Southland; where no worth is given for it, it is taken to cost "
        "that party nothing or more." in found
    )
    valued = said(RELEASES + TWO + text + VALUES.replace("finding: 0", "finding: 0, suspend: -3"))
    assert any(line.startswith("`suspend` follows on a breach by Southland;") for line in valued)


def test_a_guarantee_with_no_belief_filled_in_is_told_only_where_it_counts() -> None:
    bond = "guarantees:\n  bond: {by: coast, secures: [north], covers: [pull-back], form: FORM}\n"
    line = "How far Northland believes in `bond` is not filled in: anything from 0 to 1."
    assert line in said(ENDS + TWO + TRADE + bond.replace("FORM", "bond") + VALUES)
    assert line not in said(ENDS + TWO + TRADE + bond.replace("FORM", "assurance") + VALUES)


def test_no_sentence_stands_twice() -> None:
    found = said("detente: 1\nday zero: 2031-01-01\n" + TWO + TRADE + VALUES)
    assert len(found) == len(set(found))
    assert found[0].startswith("The text does not settle what follows")
