"""Rules of hold on guarantees: who is not bound, and what never comes back."""

from __future__ import annotations

import pytest

from detente.hold.rules.bond_never_released import bond_never_released
from detente.hold.rules.guarantor_not_bound import guarantor_not_bound
from tests.hold.rules.looking import ENDS, RELEASES, found, messages

DEAL = """obligations:
  release: {by: south, to: north, does: release, due: D+5}
  road: {by: north, to: south, does: open, due: D+9, after: [release]}
guarantees:
  bond: {by: coast, secures: north, covers: [road], form: bond, pays: 5 euro, to: south, written: yes, signed: no}
"""


def deal(old: str = "", new: str = "", breach: str = RELEASES) -> str:
    assert old in DEAL
    return breach + (DEAL.replace(old, new) if old else DEAL)


def test_it_says_what_rests_on_it_and_what_would_change() -> None:
    (finding,) = found(guarantor_not_bound, deal())
    assert finding.message == (
        "`bond` (Coast Republic) is not signed, and `road` (Northland) rests on it alone: by the text nothing owed to "
        "Northland falls away if that is left out"
    )
    assert finding.help is not None
    assert "Northland would lose something" in finding.help
    assert finding.span.text == "[road]"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("signed: no", "signed: yes", None),
        ("signed: no", "signed: not stated", None),
        ("written: yes, signed: no", "written: no", "not written"),
        ("written: yes, signed: no", "written: not stated", "not stated to be written"),
        ("written: yes, signed: no", "written: not stated, signed: yes", None),
        ("written: yes, signed: no", 'written: not stated, clause: "3"', None),
        ("form: bond", "form: assurance", None),  # it takes nothing from the party that stops
        ("secures: north", "secures: south", "not signed"),  # given to the other party, for what is covered
        ("covers: [road]", "covers: [release]", None),  # no act of that party is covered
        ("covers: [road]", "covers: not stated", None),
        ("by: coast", "by: south", "not signed"),  # a party's own word
    ],
)
def test_in_what_it_is_not_bound(old: str, new: str, words: str | None) -> None:
    told = messages(guarantor_not_bound, deal(old, new))
    assert [f" is {words}, and" in message for message in told] == ([True] if words else [])


def test_a_guarantor_that_has_not_accepted() -> None:
    text = deal("signed: no", "signed: not stated").replace("by: coast", "by: village")
    (message,) = messages(guarantor_not_bound, text)
    assert "is not recorded as accepted by the village, and" in message


def test_what_something_owed_hangs_on_does_not_rest_on_the_guarantee_alone() -> None:
    later = "  rest: {by: south, to: north, does: release, due: D+12, after: [road]}\nguarantees:\n"
    assert messages(guarantor_not_bound, deal("guarantees:\n", later)) == []


def test_where_a_missed_act_ends_the_deal() -> None:
    assert len(messages(guarantor_not_bound, deal(breach=ENDS))) == 1
    later = "  rest: {by: south, to: north, does: release, due: D+12}\nguarantees:\n"
    assert messages(guarantor_not_bound, deal("guarantees:\n", later, ENDS)) == []


def test_another_guarantee_that_binds_is_enough() -> None:
    more = DEAL.splitlines()[-1].replace("  bond:", "  other:").replace("signed: no", "signed: yes")
    assert messages(guarantor_not_bound, RELEASES + DEAL + more + "\n") == []


# --- G010 ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("form: bond", "the bond `bond`: until when it is held and what releases it are not filled in"),
        (
            "form: collateral, until: not stated, released when: not stated",
            "the collateral `bond`: the text does not state until when it is held or what releases it",
        ),
        (
            "form: bond, until: not stated",
            "the bond `bond`: the text does not state until when it is held; what releases it is not filled in",
        ),
        ("form: bond, until: D+60", None),
        ("form: bond, released when: the certificate is handed in", None),
        ("form: escrow", None),  # escrow-incomplete says it
        ("form: penalty", None),  # nothing is held
    ],
)
def test_what_is_put_up_comes_back_some_day(keys: str, message: str | None) -> None:
    assert messages(bond_never_released, deal("form: bond", keys)) == ([message] if message else [])
