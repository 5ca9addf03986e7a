"""What follows if a guarantee is not honoured."""

from __future__ import annotations

from detente.deal.loader import load_text
from detente.hold.run import hold

DEAL = """
detente: 1
if breached: releases what depends on it
parties: {north: {name: Northland}, south: {name: Southland}}
guarantors: {coast: {name: Coast}}
obligations:
  release: {by: south, to: north, due: D+1}
  pull-back: {by: north, to: south, due: D+2, after: [release]}
guarantees:
  coast-bond: {by: coast, secures: [north], covers: [pull-back], form: bond}
"""
VALUES = """
values:
  north:
    unit: points
    worth: {release: 9, pull-back: -4..-3}
    guarantees: {coast-bond: {loses: 5, believed: 1}}
  south: {unit: points, worth: {release: -2, pull-back: 6}}
"""


def said(text: str) -> str:
    return " ".join(line for line in hold(load_text(text)).assumptions if "coast-bond" in line)


def test_with_values_it_names_the_act_and_the_gain() -> None:
    assert hold(load_text(DEAL + VALUES)).holds is True
    assert said(DEAL + VALUES) == (
        "Coast is taken to do what `coast-bond` asks when it is called; "
        "if not, Northland would gain by stopping at `pull-back` by up to 4."
    )


def test_by_signs_it_says_where_nothing_would_be_lost() -> None:
    assert said(DEAL).endswith("if not, nothing would be lost by Northland by leaving out `pull-back`.")


def test_a_guarantee_that_is_not_needed_changes_no_answer() -> None:
    last = DEAL.replace("D+2, after: [release]", "D+0").replace(
        "south, to: north, due: D+1", "south, to: north, due: D+1, after: [pull-back]"
    )
    assert said(last + VALUES).endswith("if not, no verdict changes.")


def test_nothing_is_said_of_what_would_change_where_a_guarantee_does_not_count() -> None:
    assert said(DEAL.replace("form: bond", "form: bond, signed: no")) == ""


def test_an_answer_that_hangs_on_the_guarantee_turns_to_a_gain_without_it() -> None:
    unsure = (DEAL + VALUES).replace("loses: 5, believed: 1", "loses: 2..9, believed: 1")
    found = hold(load_text(unsure))
    assert found.holds is None
    assert said(unsure).endswith("if not, Northland would gain by stopping at `pull-back` by up to 4.")


def test_a_guarantee_that_is_not_signed_counts_by_the_partys_own_file_and_that_is_said() -> None:
    text = (DEAL + VALUES).replace("form: bond", "form: bond, written: no, signed: no")
    assert hold(load_text(text)).holds is True
    lines = hold(load_text(text)).assumptions
    assert (
        "`coast-bond` counts because the file of Northland says so; by the text it is not written and not signed."
        in lines
    )
