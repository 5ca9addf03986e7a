from __future__ import annotations

from dataclasses import replace

import pytest

from detente.errors import DetenteError, UnknownName
from detente.hold.game import Game, Move, Pledge
from detente.hold.game.closure import holds
from detente.hold.game.credible import Choice, credible
from detente.hold.game.efg import efg
from tests.hold.games import random_game, seeded


def two_moves(bond: int, *, conditional: bool) -> Game:
    """A gives at a cost of 1 what is worth 3 to B, then B gives the same to A."""
    return Game(
        ("A", "B"),
        (Move("a", ("A",)), Move("b", ("B",), ("a",) if conditional else ())),
        {"A": {"a": -1, "b": 3}, "B": {"a": 3, "b": -1}},
        (Pledge("bond", "B", frozenset({"b"}), bond),),
    )


def three_moves(bond_of_b: int) -> Game:
    """A gives, B gives whatever A did, and A gives a last thing that is due only after both."""
    return Game(
        ("A", "B"),
        (Move("a1", ("A",)), Move("b", ("B",)), Move("a2", ("A",), ("a1", "b"))),
        {"A": {"a1": -1, "b": 3, "a2": -1}, "B": {"a1": 2, "b": -2, "a2": 2}},
        (
            Pledge("bond-a", "A", frozenset({"a1", "a2"}), 1),
            Pledge("bond-b", "B", frozenset({"b"}), bond_of_b),
        ),
    )


def test_a_bond_makes_an_unconditional_duty_sure_so_that_the_other_leaves_out_its_own() -> None:
    found = credible(two_moves(1, conditional=False))
    assert not found.holds
    assert found.path == (Choice("a", "A", "leave out"), Choice("b", "B", "perform"))
    assert found.payoff == {"A": 3, "B": -1}
    assert credible(two_moves(1, conditional=True)).holds
    assert not credible(two_moves(0, conditional=True)).holds


def test_raising_the_other_s_bond_can_break_a_deal_that_held() -> None:
    before, after = credible(three_moves(1)), credible(three_moves(2))
    assert before.holds
    assert before.payoff == {"A": 1, "B": 2}
    assert before.strategy.does("b", "B", performed=(), lost=("bond-a",)) == "leave out"
    assert not after.holds
    assert after.strategy.does("b", "B", performed=(), lost=("bond-a",)) == "perform"
    assert after.path == (Choice("a1", "A", "leave out"), Choice("b", "B", "perform"))
    assert after.payoff == {"A": 2, "B": -2}
    assert not holds(three_moves(1))
    assert not holds(three_moves(2))


def test_ties_perform_and_then_leave_out_without_walking() -> None:
    game = Game(("A",), (Move("a", ("A",)), Move("b", ("A",))), {"A": {"b": -1}}, walk={"A": {"b": 0}})
    assert [choice.does for choice in credible(game).path] == ["perform", "leave out"]


def test_one_that_has_walked_leaves_out_what_comes_due_later_and_pays_for_it() -> None:
    game = Game(
        ("A",),
        (Move("a", ("A",)), Move("b", ("A",)), Move("c", ("A",))),
        {"A": {"a": -5, "b": -1, "c": -1}},
        (Pledge("bond", "A", frozenset({"b", "c"}), 2, per_breach=True),),
        walk={"A": {"a": 1}},
    )
    assert credible(game).payoff == {"A": -1 - 1}
    generous = replace(game, walk={"A": {"a": 9}})
    assert credible(generous).path == (Choice("a", "A", "walk"),)
    assert credible(generous).payoff == {"A": 9 - 2 - 2}


def test_the_first_performer_who_refuses_a_joint_move_is_alone_in_breach() -> None:
    bonds = tuple(Pledge(f"bond-{player}", player, frozenset({"joint"}), 3) for player in "AB")
    joint = (Move("joint", ("B", "A")),)
    game = Game(("A", "B"), joint, {"A": {"joint": -4}, "B": {"joint": 0}}, bonds)
    assert credible(game).path == (Choice("joint", "A", "leave out"),)
    assert credible(game).payoff == {"A": -3, "B": 0}
    both_gain_by_it = replace(game, worth={"A": {"joint": -4}, "B": {"joint": -4}})
    second = credible(both_gain_by_it)
    assert second.path == (Choice("joint", "A", "perform"), Choice("joint", "B", "leave out"))
    assert second.payoff == {"A": 0, "B": -3}


def test_moves_of_nobody_are_performed_when_due_and_make_no_point() -> None:
    game = Game(
        ("A",), (Move("by-nobody", ()), Move("a", ("A",), ("by-nobody",))), {"A": {"by-nobody": 2, "a": 1}}
    )
    found = credible(game)
    assert (found.holds, found.states, found.payoff) == (True, 1, {"A": 3})


@pytest.mark.parametrize("kind", ["all earlier", "none"])
def test_in_stop_form_and_without_conditions_both_verdicts_agree(kind: str) -> None:
    rng = seeded(f"agree {kind}")
    answers = []
    for _ in range(300):
        game = random_game(rng, kind=kind, exits=kind == "all earlier", composites=False)
        pledges = tuple(replace(pledge, per_breach=True) for pledge in game.pledges)
        game = replace(game, pledges=pledges)
        answers.append(credible(game).holds)
        assert answers[-1] == holds(game)
    assert 10 < sum(answers) < 290


@pytest.mark.parametrize("kind", ["none", "all earlier", "last reciprocal"])
def test_where_every_move_has_one_condition_both_verdicts_agree(kind: str) -> None:
    """Theorem T2: conditions form a forest, and what is lost is lost at each breach."""
    rng = seeded(f"forest {kind}")
    answers = set()
    for _ in range(400):
        game = random_game(rng, kind=kind, normal=True, exits=False, composites=False)
        game = replace(game, pledges=tuple(replace(pledge, per_breach=True) for pledge in game.pledges))
        assert credible(game).holds is holds(game)
        answers.add(holds(game))
    assert answers == {True, False}


def test_where_a_move_has_two_conditions_credible_play_may_stop_where_the_default_verdict_holds() -> None:
    """Two questions, and neither answer implies the other: see docs/why-hold.md."""
    moves = (
        Move("a1", ("A",)),
        Move("b", ("B",)),
        Move("c", ("A",), ("a1", "b")),
        Move("a2", ("A",), ("b",)),
    )
    worth = {"A": {"a1": -1, "b": 1, "c": -1, "a2": -5}, "B": {"a1": 0, "b": -4, "c": 3, "a2": 2}}
    pledges = (Pledge("first", "A", frozenset({"a1", "c"}), 2), Pledge("second", "A", frozenset({"a2"}), 5))
    game = Game(("A", "B"), moves, worth, pledges)
    assert holds(game)
    found = credible(game)
    assert not found.holds
    assert set(found.performed).isdisjoint({"a1", "b"})


def test_points_alike_for_all_that_follows_are_one() -> None:
    moves = tuple(Move(f"m{number}", ("AB"[number % 2],)) for number in range(40))
    found = credible(Game(("A", "B"), moves, {"A": {}, "B": {}}))
    assert (found.holds, found.states) == (True, 40)


def test_a_long_deal_needs_no_deep_stack() -> None:
    moves = tuple(Move(f"m{n}", ("AB"[n % 2],), (f"m{n - 1}",) if n else ()) for n in range(1_200))
    assert credible(Game(("A", "B"), moves, {"A": {}, "B": {}})).holds


def test_too_large_a_deal_says_how_many_points_it_may_have() -> None:
    moves = tuple(Move(f"m{number}", ("A",)) for number in range(12))
    last = Move("last", ("A",), tuple(move.id for move in moves))
    game = Game(("A",), (*moves, last), {"A": {}})
    with pytest.raises(DetenteError, match="more than 1,000 points"):
        credible(game, most_states=1_000)
    assert credible(game, most_states=2**12).states == 2**12
    with pytest.raises(DetenteError, match="more than 500 nodes"):
        efg(game, "too large", most_nodes=500)


def test_a_point_that_no_play_reaches_is_refused() -> None:
    strategy = credible(two_moves(1, conditional=True)).strategy
    with pytest.raises(UnknownName, match="No play comes to `b`"):
        strategy.does("b", "B", performed=())


def test_the_file_for_gambit() -> None:
    game = replace(two_moves(5, conditional=True), grid=2, walk={"A": {"a": 1}})
    assert efg(game, 'one "swap"').splitlines() == [
        'EFG 2 R "one \\"swap\\"" { "A" "B" }',
        '""',
        "",
        'p "a #1" 1 1 "a #1" { "perform" "leave out" "walk" } 0',
        'p "b #2" 2 1 "b #2" { "perform" "leave out" } 0',
        't "" 1 "outcome 1" { 1, 1 }',
        't "" 2 "outcome 2" { -1/2, -1 }',
        't "" 3 "outcome 3" { 0, 0 }',
        't "" 4 "outcome 4" { 1/2, 0 }',
    ]
