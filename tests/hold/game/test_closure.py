from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import UnknownName
from detente.hold.game import Game, Move, Pledge
from detente.hold.game.closure import holds, stopping, worst
from detente.hold.game.flow import best_closure
from detente.hold.game.ways import gain_of
from tests.hold.games import KINDS, games, random_game, seeded
from tests.hold.literal import largest_gains


def gains(game: Game, player: str) -> dict[str, int]:
    return {stop.way.at: stop.gain for stop in stopping(game, player)}


def needs(game: Game) -> dict[str, int]:
    return {player: max(0, *gains(game, player).values()) for player in game.players}


def stop_form(moves: list[tuple[str, str, dict[str, int]]]) -> Game:
    """Moves as (id, by, worth by player), each waiting for all earlier ones."""
    players = tuple(sorted({by for _, by, _ in moves}))
    ids = [move for move, _, _ in moves]
    return Game(
        players,
        tuple(Move(move, (by,), tuple(ids[:place])) for place, (move, by, _) in enumerate(moves)),
        {player: {move: worth.get(player, 0) for move, _, worth in moves} for player in players},
    )


def smallest(bond: int, conditional: bool) -> Game:
    """A gives at a cost of 1 what is worth 3 to B, then B gives the same to A; B's bond is lost once."""
    return Game(
        ("A", "B"),
        (Move("a", ("A",)), Move("b", ("B",), ("a",) if conditional else ())),
        {"A": {"a": -1, "b": 3}, "B": {"a": 3, "b": -1}},
        (Pledge("bond", "B", frozenset({"b"}), bond),),
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_largest_gain_of_all_plans_played_out(kind: str) -> None:
    rng = seeded(f"closure {kind}")
    branched = 0
    for number in range(700):
        game = random_game(rng, kind=kind, moves=(2, 7 if number % 10 else 10))
        for player in game.players:
            expected = largest_gains(game, player)
            found = stopping(game, player)
            assert {stop.way.at: stop.gain for stop in found} == expected
            assert all(stop.exact and stop.bound == stop.gain == gain_of(game, stop.way) for stop in found)
            branched += sum("branch" in stop.method for stop in found)
    assert branched or kind in ("none", "all earlier")


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_where_no_plan_gains(kind: str) -> None:
    rng = seeded(f"holds {kind}")
    held = []
    for _ in range(150):
        game = random_game(rng, kind=kind, moves=(2, 5), players=(2, 3))
        best = [gain for player in game.players for gain in largest_gains(game, player).values()]
        held.append(holds(game))
        assert held[-1] == all(gain <= 0 for gain in best)
    assert 5 < sum(held) < 145


def test_another_s_move_that_hurts_is_released_only_with_what_it_waits_for() -> None:
    game = Game(
        ("A", "B"),
        (Move("a1", ("A",)), Move("a2", ("A",)), Move("hurts", ("B",), ("a1", "a2")), Move("alone", ("B",))),
        {"A": {"a1": 2, "a2": 1, "hurts": -10, "alone": -50}},
    )
    found = worst(game, "A", "a1")
    assert (found.gain, found.way.left_out, found.way.released) == (8, ("a1",), ("a1", "hurts"))
    assert gains(game, "A") == {"a1": 8, "a2": 9}


def test_a_pledge_lost_once_is_no_reason_to_go_on_after_it_is_lost() -> None:
    moves = tuple(Move(f"a{number}", ("A",)) for number in range(3))
    bond = Pledge("bond", "A", frozenset({"a0", "a1", "a2"}), 5)
    game = Game(("A",), moves, {"A": dict.fromkeys(("a0", "a1", "a2"), -2)}, (bond,))
    assert gains(game, "A") == {"a0": 1, "a1": -1, "a2": -3}
    assert not holds(game)
    per_breach = replace(game, pledges=(replace(bond, per_breach=True),))
    assert gains(per_breach, "A") == {"a0": -3, "a1": -3, "a2": -3}
    assert holds(per_breach)


def test_an_exit_is_less_by_what_rests_on_a_move_left_out_before() -> None:
    game = Game(
        ("A", "B"),
        (Move("hand-over", ("A",)), Move("pay", ("A",)), Move("give", ("B",))),
        {"A": {"hand-over": -1, "pay": -4, "give": 6}},
        walk={"A": {"pay": 7}},
        walk_adds={"A": {"hand-over": 5}},
    )
    found = {stop.way.at: (stop.gain, stop.way.walks_at) for stop in stopping(game, "A")}
    assert found == {"hand-over": (1 + 4 + 7 - 5, "pay"), "pay": (4 + 7, "pay")}


def test_an_exit_that_grows_with_another_s_move_undone_is_taken_after_it() -> None:
    game = Game(
        ("A", "B"),
        (Move("a0", ("A",)), Move("a1", ("A",)), Move("b", ("B",), ("a1",)), Move("a2", ("A",))),
        {"A": {}},
        walk={"A": {"a1": 5, "a2": 4}},
        walk_adds={"A": {"b": -3}},
    )
    found = worst(game, "A", "a0")
    assert (found.gain, found.way.left_out, found.way.walks_at) == (7, ("a0", "a1", "a2"), "a2")
    assert gains(game, "A") == largest_gains(game, "A")


def test_nobody_walks_from_a_deal_that_it_has_ended_before() -> None:
    game = Game(
        ("A",),
        (Move("a", ("A",)), Move("b", ("A",)), Move("end", ("A",), (), ends_deal=True), Move("c", ("A",))),
        {"A": {"end": -5}},
        walk={"A": {"b": -100, "end": -100, "c": 10}},
    )
    found = worst(game, "A", "a")
    assert (found.gain, found.way.left_out, found.way.walks_at) == (10, ("a", "c"), "c")


def test_a_pledged_move_is_released_by_a_free_one_rather_than_left_out() -> None:
    moves = (
        Move("a0", ("A",)),
        Move("easy", ("A",)),
        Move("good", ("A",)),
        Move("dear", ("A",), ("easy", "good")),
    )
    worth = {"A": {"good": 4, "dear": -4}}
    for per_breach in (False, True):
        game = Game(("A",), moves, worth, (Pledge("bond", "A", frozenset({"dear"}), 1, per_breach),))
        assert worst(game, "A", "a0").way.left_out == ("a0", "easy")
        assert gains(game, "A") == {"a0": 4, "easy": 4, "good": 0, "dear": 3}


def test_leaving_out_a_move_that_ends_the_deal_releases_all_later_ones_and_takes_the_exit() -> None:
    game = Game(
        ("A", "B"),
        (Move("a", ("A",)), Move("b", ("B",)), Move("end", ("A",), (), ends_deal=True), Move("c", ("B",))),
        {"A": {"a": -1, "b": 3, "end": -2, "c": -4}},
        walk={"A": {"end": -1}},
    )
    found = worst(game, "A", "a")
    assert found.way.released == ("a", "end", "c")
    assert (found.gain, found.way.walks_at) == (1 + 2 + 4 - 1, "end")


def test_the_smallest_counter_example_needs_the_condition() -> None:
    assert not holds(smallest(1, conditional=False))
    assert gains(smallest(1, conditional=False), "A") == {"a": 1}
    assert holds(smallest(1, conditional=True))
    assert not holds(smallest(0, conditional=True))


def test_one_exchange_needs_a_bond_of_the_second_mover() -> None:
    first, second = ("a", "A", {"A": -1, "B": 3}), ("b", "B", {"A": 3, "B": -1})
    assert needs(stop_form([first, second])) == {"A": 0, "B": 1}
    assert needs(stop_form([second, first])) == {"A": 1, "B": 0}


def test_milestones_of_a_builder_and_a_client() -> None:
    deposit = ("deposit", "client", {"client": -20, "builder": 20})
    build_1 = ("build-1", "builder", {"builder": -15, "client": 25})
    pay_1 = ("pay-1", "client", {"client": -30, "builder": 30})
    build_2 = ("build-2", "builder", {"builder": -30, "client": 60})
    pay_2 = ("pay-2", "client", {"client": -20, "builder": 20})
    in_order = stop_form([deposit, build_1, pay_1, build_2, pay_2])
    assert needs(in_order) == {"builder": 10, "client": 20}
    assert gains(in_order, "builder")["build-2"] == 10
    assert gains(in_order, "client")["pay-2"] == 20
    assert needs(stop_form([deposit, pay_2, build_2, pay_1, build_1])) == {"builder": 15, "client": 5}


def test_normal_signs_and_whole_pledges_need_no_branching() -> None:
    rng = seeded("polynomial")
    methods = set()
    for _ in range(150):
        game = random_game(rng, kind="random", moves=(8, 20), exits=False, normal=True)
        pledges = tuple(
            replace(pledge, covers=frozenset(game.place), per_breach=False) for pledge in game.pledges
        )
        moves = tuple(replace(move, ends_deal=False) for move in game.moves)
        game = replace(game, pledges=pledges, moves=moves)
        methods |= {stop.method for player in game.players for stop in stopping(game, player)}
    assert methods == {"one way", "minimum cut"}


def test_at_the_limit_the_bound_is_not_below_the_true_gain() -> None:
    rng = seeded("limit")
    unproved = 0
    for _ in range(400):
        game = random_game(rng, kind="random", moves=(6, 9), players=(2, 2), normal=False)
        for player in game.players:
            true = gains(game, player)
            for stop in stopping(game, player, node_limit=1):
                assert stop.gain <= true[stop.way.at] <= stop.bound
                assert stop.exact == (stop.gain == stop.bound)
                unproved += not stop.exact
            for stop in stopping(game, player, deadline=0.0):
                assert stop.gain <= true[stop.way.at] <= stop.bound
    assert unproved


@given(games(), st.integers(1, 10))
def test_raising_a_player_s_own_pledge_never_raises_its_gain(game: Game, more: int) -> None:
    for chosen in game.pledges:
        raised = tuple(
            replace(pledge, loses=pledge.loses + more) if pledge == chosen else pledge
            for pledge in game.pledges
        )
        after = replace(game, pledges=raised)
        for player in game.players:
            before_gains, after_gains = gains(game, player), gains(after, player)
            if player == chosen.player:
                assert all(after_gains[at] <= before_gains[at] for at in before_gains)
            else:
                assert after_gains == before_gains


@given(games(), st.randoms(use_true_random=False))
def test_permuting_the_players_permutes_the_answer(game: Game, rng: random.Random) -> None:
    labels = list(game.players)
    rng.shuffle(labels)
    named = dict(zip(game.players, labels, strict=True))
    other = Game(
        game.players,
        tuple(replace(move, by=tuple(named[player] for player in move.by)) for move in game.moves),
        {named[player]: worth for player, worth in game.worth.items()},
        tuple(replace(pledge, player=named[pledge.player]) for pledge in game.pledges),
        {named[player]: exits for player, exits in game.walk.items()},
        {named[player]: adds for player, adds in game.walk_adds.items()},
    )
    for player in game.players:
        assert gains(game, player) == gains(other, named[player])


@given(games(), st.integers(1, 50))
def test_scaling_one_player_s_numbers_scales_its_gains(game: Game, by: int) -> None:
    player = game.players[0]

    def scaled(numbers: dict[str, int]) -> dict[str, int]:
        return {move: number * by for move, number in numbers.items()}

    other = replace(
        game,
        worth={**game.worth, player: scaled(dict(game.worth[player]))},
        pledges=tuple(
            replace(pledge, loses=pledge.loses * by) if pledge.player == player else pledge
            for pledge in game.pledges
        ),
        walk={**game.walk, player: scaled(dict(game.walk.get(player, {})))},
        walk_adds={**game.walk_adds, player: scaled(dict(game.walk_adds.get(player, {})))},
    )
    assert gains(other, player) == scaled(gains(game, player))
    for unchanged in game.players[1:]:
        assert gains(other, unchanged) == gains(game, unchanged)


@given(games(), st.integers(0, 6), st.booleans())
def test_a_move_worth_nothing_to_all_changes_nothing(game: Game, place: int, owned: bool) -> None:
    place = min(place, len(game.moves))
    nothing = Move("nothing", (game.players[-1],) if owned else ())
    other = replace(game, moves=(*game.moves[:place], nothing, *game.moves[place:]))
    for player in game.players:
        after = gains(other, player)
        after.pop("nothing", None)
        assert after == gains(game, player)


@settings(max_examples=60)
@given(st.data())
def test_the_best_closure_is_the_best_of_all_sets(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 6))
    node = st.integers(0, size - 1)
    weights = data.draw(st.lists(st.integers(-9, 9) | st.just(10**30), min_size=size, max_size=size))
    follows = data.draw(st.lists(st.tuples(node, node), max_size=8))
    costs = data.draw(st.lists(st.tuples(node, node, st.integers(0, 9)), max_size=4))
    inside, outside = data.draw(st.sets(node, max_size=2)), data.draw(st.sets(node, max_size=1))

    def value(chosen: tuple[bool, ...]) -> int:
        total = sum(weight for weight, one in zip(weights, chosen, strict=True) if one)
        return total - sum(cost for one, other, cost in costs if chosen[one] and not chosen[other])

    allowed = [
        chosen
        for chosen in product((False, True), repeat=size)
        if all(chosen[one] for one in inside)
        and not any(chosen[one] for one in outside)
        and all(chosen[other] or not chosen[one] for one, other in follows)
    ]
    found = best_closure(weights, follows, costs, inside, outside)
    if not allowed:
        assert found is None
        return
    assert found is not None
    assert tuple(found[1]) in allowed
    assert found[0] == value(tuple(found[1])) == max(map(value, allowed))


@pytest.mark.slow
def test_four_hundred_moves_are_proved_at_every_point() -> None:
    rng = seeded("large")
    game = random_game(
        rng,
        kind="last reciprocal",
        moves=(400, 400),
        players=(3, 3),
        exits=False,
        composites=False,
        normal=True,
    )
    pledges = tuple(
        Pledge(player, player, frozenset(game.place), rng.randint(0, 9)) for player in game.players
    )
    found = [stop for player in game.players for stop in stopping(replace(game, pledges=pledges), player)]
    assert len(found) == sum(len(move.by) for move in game.moves)
    assert all(stop.exact for stop in found)


def test_a_player_or_a_move_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownName, match="There is no player `C`"):
        worst(smallest(1, conditional=True), "C", "a")
    with pytest.raises(UnknownName, match="There is no move of A `b`"):
        worst(smallest(1, conditional=True), "A", "b")
