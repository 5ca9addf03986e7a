"""The subgame-perfect answer beside the default one."""

from __future__ import annotations

import pytest

from detente.hold.play import play_of
from detente.hold.play.acts import ENDS as ENDS_IT
from detente.hold.play.acts import RELEASES as RELEASES_IT
from detente.hold.results import BySubgames
from detente.hold.subgames import joint_game
from tests.hold.asking import RELEASES, TWO, asked, read

TRADE = f"""{RELEASES}{TWO}guarantors: {{bank: {{}}}}
obligations:
  a: {{by: north, to: south, due: D+1}}
  b: {{by: south, to: north, due: D+2AFTER}}
guarantees:
  bond: {{by: bank, secures: [south], covers: [b], form: bond}}
values:
  north: {{unit: points, worth: {{a: -1, b: 3}}, if it walks: {{gets: 0}}}}
  south: {{unit: points, worth: {{a: 3, b: -1}}, guarantees: {{bond: {{loses: LOSES, believed: 1}}}}, if it walks: {{gets: 0}}}}
"""  # noqa: E501


def trade(loses: str, *, after: bool) -> str:
    return TRADE.replace("LOSES", loses).replace("AFTER", ", after: [a]" if after else "")


def subgames(text: str) -> BySubgames:
    (found,) = asked(text, credible=True).by_subgames
    return found


def test_the_smallest_deal_in_which_a_bond_breaks_what_held() -> None:
    """Theorem T2: with the bond south gives b whatever north does, so that north keeps a."""
    found = subgames(trade("1", after=False))
    assert (found.holds, found.plays, found.left_out) == (False, ("b",), ("a",))
    cured = subgames(trade("1", after=True))
    assert (cured.holds, cured.plays, cured.left_out) == (True, ("a", "b"), ())
    assert not cured.differs


@pytest.mark.parametrize("loses", ["0", "1", "5"])
@pytest.mark.parametrize("after", [True, False])
def test_it_agrees_with_the_default_where_each_act_has_one_condition_at_most(loses: str, after: bool) -> None:
    found = asked(trade(loses, after=after), credible=True)
    assert found.by_subgames[0].holds is found.holds
    assert not found.by_subgames[0].differs


def test_it_differs_where_a_party_foresees_that_the_other_would_stop_as_well() -> None:
    """By leaving out a south saves itself c, and b is owed all the same; but north then has no reason to give b."""
    text = f"""{RELEASES}{TWO}guarantors: {{bank: {{}}}}
obligations:
  a: {{by: south, to: north, due: D+1}}
  b: {{by: north, to: south, due: D+2}}
  c: {{by: south, to: north, due: D+3, after: [a, b]}}
guarantees:
  bond: {{by: bank, secures: [south], covers: [c], form: bond}}
values:
  north: {{unit: points, worth: {{a: 2, b: -4, c: 4}}}}
  south: {{unit: points, worth: {{a: 0, b: 3, c: -1}}, guarantees: {{bond: {{loses: 7, believed: 1}}}}}}
"""
    found = asked(text, credible=True)
    assert found.holds is False
    assert [point.next for point in found.stopping] == ["a"]
    (subgames_,) = found.by_subgames
    assert (subgames_.holds, subgames_.differs, subgames_.plays) == (True, True, ("a", "b", "c"))


def test_it_is_worked_out_at_points_likely_values_and_middles() -> None:
    text = trade("0..4", after=True).replace("a: -1, b: 3}", "a: -9..-1 likely -2, b: 3}")
    found = subgames(text)
    # The likely -2 against 3, and the middle 2 of the bond against 1: all is performed.
    assert found.holds is True
    assert "likely values or middles of ranges" in found.method
    play = play_of(read(text), RELEASES_IT)
    game = joint_game(play)
    assert game is not None
    assert {
        party: {act: game.number(n) for act, n in game.worth[party].items()} for party in game.players
    } == {
        "north": {"a": -2.0, "b": 3.0},
        "south": {"a": 3.0, "b": -1.0},
    }
    assert [(one.player, game.number(one.loses)) for one in game.pledges] == [("south", 2.0)]


def test_numbers_of_both_parties_stand_on_one_grid() -> None:
    text = trade("1", after=True).replace("a: -1, b: 3", "a: -0.25, b: 3").replace("b: -1", "b: -0.1")
    game = joint_game(play_of(read(text), ENDS_IT))
    assert game is not None
    assert game.number(game.worth["north"]["a"]) == -0.25
    assert game.number(game.worth["south"]["b"]) == -0.1


def test_what_others_do_on_a_breach_is_lost_there_too() -> None:
    text = trade("0", after=True).replace(
        "guarantees:\n", "  suspend: {by: bank, to: bank, on breach of: [b]}\nguarantees:\n", 1
    )
    assert subgames(text.replace("b: -1", "b: -1, suspend: -1")).holds is True
    assert subgames(text.replace("b: -1", "b: -1, suspend: -0.5")).holds is False


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (TRADE[: TRADE.index("values:")].replace("AFTER", ""), "needs values"),
        (trade("unknown", after=True), "needs a number for every value"),
    ],
)
def test_where_it_cannot_be_worked_out_a_note_says_why(text: str, note: str) -> None:
    found = asked(text, credible=True)
    assert found.by_subgames == ()
    assert any(note in line for line in found.assumptions)


def test_both_forms_are_solved_where_the_text_leaves_a_breach_open() -> None:
    text = trade("1", after=False).replace(RELEASES, "detente: 1\nday zero: 2031-01-01\n")
    found = asked(text, credible=True).by_subgames
    assert [(one.if_breached, one.holds) for one in found] == [(RELEASES_IT, False), (ENDS_IT, True)]
