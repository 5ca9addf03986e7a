from __future__ import annotations

import pytest

from detente.errors import UnknownName
from detente.hold.game import Game, Move, Pledge, played
from detente.hold.game.closure import stopping
from detente.hold.game.ways import Way, gain_of, ways
from tests.hold.games import KINDS, random_game, seeded


def exchange() -> Game:
    return Game(
        ("A", "B"),
        (Move("a1", ("A",)), Move("b1", ("B",), ("a1",)), Move("a2", ("A",)), Move("b2", ("B",), ("a2",))),
        {"A": {"a1": -1, "b1": 3, "a2": -2, "b2": 1}},
        (Pledge("bond", "A", frozenset({"a1", "a2"}), 4, per_breach=True),),
        walk={"A": {"a2": 7}},
    )


def test_the_ways_of_a_small_exchange() -> None:
    assert ways(exchange(), "A") == (
        Way("A", "a1", ("a1", "a2"), ("a1", "b1", "a2", "b2"), (("bond", 2),), "a2"),
        Way("A", "a1", ("a1", "a2"), ("a1", "b1", "a2", "b2"), (("bond", 2),), None),
        Way("A", "a1", ("a1",), ("a1", "b1"), (("bond", 1),), None),
        Way("A", "a2", ("a2",), ("a2", "b2"), (("bond", 1),), "a2"),
        Way("A", "a2", ("a2",), ("a2", "b2"), (("bond", 1),), None),
    )
    assert [gain_of(exchange(), way) for way in ways(exchange(), "A") or ()] == [-2, -9, -6, 4, -3]


def test_the_way_at_one_move_only() -> None:
    found = ways(exchange(), "A", "a2")
    assert found is not None
    assert {way.at for way in found} == {"a2"}
    assert len(found) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_ways_are_all_there_and_each_is_what_is_played(kind: str) -> None:
    rng = seeded(f"ways {kind}")
    for _ in range(150):
        game = random_game(rng, kind=kind, moves=(2, 7))
        everything = [move.id for move in game.moves]
        for player in game.players:
            found = ways(game, player)
            assert found is not None
            assert len({(way.released, way.lost, way.walks_at) for way in found}) == len(found)
            for way in found:
                performed, breaches = played(game, way.left_out)
                assert breaches == way.left_out
                assert way.released == tuple(move for move in everything if move not in performed)
            best = {
                at: max(gain_of(game, way) for way in found if way.at == at) for at in (w.at for w in found)
            }
            assert best == {stop.way.at: stop.gain for stop in stopping(game, player)}


def test_moves_that_nothing_ties_give_every_set_of_them() -> None:
    moves = tuple(Move(f"a{number}", ("A",)) for number in range(6))
    found = ways(Game(("A",), moves, {}), "A")
    assert found is not None
    assert len(found) == 2**6 - 1
    assert ways(Game(("A",), moves, {}), "A", most=62) is None
    assert len(ways(Game(("A",), moves, {}), "A", most=63) or ()) == 63


def test_a_move_that_is_not_one_s_own_is_named() -> None:
    with pytest.raises(UnknownName, match="There is no move of B `a1`"):
        ways(exchange(), "B", "a1")
