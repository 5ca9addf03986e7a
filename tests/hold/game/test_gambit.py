"""Gambit agrees, by trees that it reads from our own export: its code is not ours.

(a) The default verdict is whether performing whatever is due leaves nobody any regret at the root.
(b) Credible play leaves nobody any regret in any subgame.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pygambit
import pytest

from detente.hold.game import Game, Move, Pledge
from detente.hold.game.closure import holds
from detente.hold.game.credible import credible
from detente.hold.game.efg import efg
from tests.hold.games import KINDS, random_game, seeded


def tree_of(game: Game) -> Any:
    return pygambit.read_efg(io.BytesIO(efg(game, "a random deal").encode()))


def choices(tree: Any) -> list[Any]:
    return [node for node in tree.nodes if not node.is_terminal]


def profile_of(tree: Any, does: Callable[[Any], str]) -> Any:
    profile = tree.mixed_behavior_profile(rational=True)
    for node in choices(tree):
        chosen = does(node)
        for action in node.infoset.actions:
            profile[action] = int(action.label == chosen)
    return profile


def strategies(node: Any, player: Any) -> int:
    """How many reduced strategies a player has in the tree below a node; Gambit compares all of them."""
    if node.is_terminal:
        return 1
    below = [strategies(child, player) for child in node.children]
    return sum(below) if node.player == player else math.prod(below)


def alone(game: Game, player: str) -> Game:
    """The deal of one player among others that perform whatever is due."""
    moves = tuple(replace(move, by=(player,) if player in move.by else ()) for move in game.moves)
    return replace(game, players=(player,), moves=moves, pledges=game.pledges_of(player))


def regret_of_going_on(game: Game) -> Fraction:
    """The largest regret of a player when all perform: in the whole tree, or one by one where that is too large."""
    tree = tree_of(game)
    if sum(strategies(tree.root, player) for player in tree.players) <= 40:
        return Fraction(profile_of(tree, lambda _: "perform").max_regret())
    trees = [tree_of(alone(game, player)) for player in game.players]
    return max(Fraction(profile_of(tree, lambda _: "perform").max_regret()) for tree in trees)


def reached(game: Game, node: Any) -> tuple[str, str, set[str], set[str], set[str]]:
    """The move and player at a node, and what was performed, who had walked and what was lost, by literal play."""
    taken = []
    above = node
    while above.parent is not None:
        taken.append((above.parent.player.label, above.prior_action.label))
        above = above.parent
    taken.reverse()
    done: set[str] = set()
    walked: set[str] = set()
    lost: set[str] = set()
    for move in game.moves:
        if not done.issuperset(move.waits_for):
            continue
        done.add(move.id)
        for player in game.players:
            if player not in move.by:
                continue
            if player not in walked and not taken:
                done.discard(move.id)
                assert node.label.split(" ")[0] == move.id
                assert node.player.label == player
                return move.id, player, done, walked, lost
            asked, does = (player, "walk") if player in walked else taken.pop(0)
            assert asked == player
            if does == "walk":
                walked.add(player)
            if does != "perform":
                done.discard(move.id)
                lost |= {pledge.id for pledge in game.pledges_of(player) if move.id in pledge.covers}
                break
    raise AssertionError("the tree asks after the end")


def credible_profile(game: Game, tree: Any) -> Any:
    strategy = credible(game).strategy

    def does(node: Any) -> str:
        move, player, done, walked, lost = reached(game, node)
        return strategy.does(move, player, done, walked, lost)

    return profile_of(tree, does)


def regrets_at_every_node(tree: Any, profile: Any) -> Iterator[Fraction]:
    """What the mover would gain by another action, by Gambit's values of the nodes, on and off the path."""
    for node in choices(tree):
        value = profile.node_value(node.player, node)
        yield max(profile.node_value(node.player, child) for child in node.children) - value


def deals(kind: str, count: int, most_moves: int) -> Iterator[Game]:
    rng = seeded(f"gambit {kind} {most_moves}")
    for number in range(count):
        yield random_game(rng, kind=kind, moves=(2, most_moves if number % 8 == 0 else most_moves - 2))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_where_performing_leaves_no_regret_at_the_root(kind: str) -> None:
    answers = []
    for game in deals(kind, 260, 7):
        answers.append(holds(game))
        assert answers[-1] == (regret_of_going_on(game) == 0), game
    assert 20 < sum(answers) < 240


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_credible_play_leaves_no_regret_at_any_node(kind: str) -> None:
    for game in deals(kind, 260, 6):
        tree = tree_of(game)
        profile = credible_profile(game, tree)
        assert max(regrets_at_every_node(tree, profile), default=0) == 0, game
        payoffs = {player.label: Fraction(profile.payoff(player)) for player in tree.players}
        expected = credible(game).payoff
        assert payoffs == {player: Fraction(pay, game.grid) for player, pay in expected.items()}


def subgames(tree: Any) -> Iterator[Any]:
    """Every subgame as a tree of its own, cut out by Gambit."""
    yield tree
    for action in [] if tree.root.is_terminal else [child.prior_action.label for child in tree.root.children]:
        below = pygambit.read_efg(io.BytesIO(tree.to_efg().encode()))
        below.delete_parent(below.root.children[action])
        if not below.root.is_terminal:
            yield from subgames(below)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_credible_play_is_an_equilibrium_in_every_subgame_cut_out(kind: str) -> None:
    for game in deals(kind, 25, 5):
        tree = tree_of(game)
        strategy = credible(game).strategy
        does = {node.label: strategy.does(*reached(game, node)) for node in choices(tree)}
        for subgame in subgames(tree):
            profile = profile_of(subgame, lambda node: does[node.label])  # noqa: B023 -- called at once
            assert profile.agent_max_regret() == 0, game
            if sum(strategies(subgame.root, player) for player in subgame.players) <= 40:
                assert profile.max_regret() == 0, game


def test_the_regret_of_the_smallest_counter_example() -> None:
    moves = (Move("a", ("A",)), Move("b", ("B",)))
    worth = {"A": {"a": -1, "b": 3}, "B": {"a": 3, "b": -1}}
    unconditional = Game(("A", "B"), moves, worth, (Pledge("bond", "B", frozenset({"b"}), 1),), grid=10)
    assert regret_of_going_on(unconditional) == Fraction(1, 10)
    conditional = replace(unconditional, moves=(moves[0], replace(moves[1], waits_for=("a",))))
    assert regret_of_going_on(conditional) == 0
