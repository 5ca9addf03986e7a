"""The least guarantee with money in between: brute force, a linear program over payments, and answers by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import DetenteError, UnknownName
from detente.hold.game import Game, Move
from detente.hold.money import cumulative_search
from detente.hold.money.money import MoneyProblem, money_need, money_order


def deal(costs: Sequence[int], gains: Sequence[int], *precedence: tuple[str, str]) -> MoneyProblem:
    """North performs acts `a`, `b`, ..., each at a cost to it and a gain to South."""
    acts = tuple("abcdefgh"[: len(costs)])
    worth = {
        "north": {act: -cost for act, cost in zip(acts, costs, strict=True)},
        "south": dict(zip(acts, gains, strict=True)),
    }
    return MoneyProblem(acts, ("north", "south"), worth, precedence)


@st.composite
def problems(draw: st.DrawFn, most: int = 6, precedence: bool = False) -> MoneyProblem:
    """Any signs, two to four players."""
    acts = tuple("abcdefgh"[: draw(st.integers(1, most))])
    players = ("north", "south", "east", "west")[: draw(st.integers(2, 4))]
    number = st.integers(-6, 6)
    worth = {player: {act: draw(number) for act in acts} for player in players}
    pairs = [(one, two) for place, one in enumerate(acts) for two in acts[place + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=6)) if precedence and pairs else []
    return MoneyProblem(acts, players, worth, tuple(chosen))


def need_by_definition(problem: MoneyProblem, order: Sequence[str]) -> int:
    needs = [0]
    for place, act in enumerate(order):
        harm = sum(max(0, -problem.worth[player][act]) for player in problem.players)
        after = sum(
            problem.worth[player][later] for player in problem.players for later in order[place + 1 :]
        )
        needs.append(harm - after)
    return max(needs)


def orders(problem: MoneyProblem) -> list[tuple[str, ...]]:
    return [
        order
        for order in permutations(problem.acts)
        if all(order.index(before) < order.index(after) for before, after in problem.precedence)
    ]


def least_by_linear_program(problem: MoneyProblem, order: Sequence[str]) -> float:
    """The least total of the guarantees over all payments in all gaps, from what stopping at each point means."""
    from scipy.optimize import linprog

    players, gaps = problem.players, len(order) + 1
    count = len(players)

    def paid(player: int, gap: int) -> int:
        return count + player * gaps + gap

    total = count + count * gaps
    above, limits, equal = [], [], []
    for number, player in enumerate(players):
        for gap in range(gaps):
            worth = sum(problem.worth[player][act] for act in order[gap:])
            for first in (gap, gap + 1):  # before the payments of the gap, and after them
                row = [0.0] * total
                row[number] = -1.0
                for later in range(first, gaps):
                    row[paid(number, later)] = -1.0
                above.append(row)
                limits.append(float(worth))
    for gap in range(gaps):
        row = [0.0] * total
        for number in range(count):
            row[paid(number, gap)] = 1.0
        equal.append(row)
    found = linprog(
        [1.0] * count + [0.0] * (count * gaps),
        A_ub=above,
        b_ub=limits,
        A_eq=equal,
        b_eq=[0.0] * gaps,
        bounds=[(0, None)] * count + [(None, None)] * (count * gaps),
    )
    assert found.success
    return float(found.fun)


def test_three_acts_the_dearest_first() -> None:
    problem = deal((10, 4, 1), (12, 7, 3))
    best = money_order(problem)
    assert (best.order, best.value, best.proved) == (("a", "b", "c"), 5, True)
    assert money_need(problem, ["c", "b", "a"]) == 10


def test_an_act_that_loses_more_than_it_gives_comes_first() -> None:
    problem = deal((5, 3), (8, 1))
    assert money_order(problem).order == ("b", "a")
    assert money_need(problem, ["b", "a"]) == 5
    assert money_need(problem, ["a", "b"]) == 7


def test_milestones_whose_payments_become_divisible() -> None:
    game = Game(
        ("builder", "client"),
        (
            Move("deposit", ("client",)),
            Move("build-1", ("builder",), ("deposit",)),
            Move("pay-1", ("client",), ("build-1",)),
            Move("build-2", ("builder",), ("pay-1",)),
            Move("pay-2", ("client",), ("build-2",)),
        ),
        {
            "builder": {"deposit": 20, "build-1": -15, "pay-1": 30, "build-2": -30, "pay-2": 20},
            "client": {"deposit": -20, "build-1": 25, "pay-1": -30, "build-2": 60, "pay-2": -20},
        },
    )
    problem = MoneyProblem.of(game, ["deposit", "pay-1", "pay-2"])
    assert problem.precedence == (("build-1", "build-2"),)
    assert money_order(problem).value == 30
    free = MoneyProblem(problem.acts, problem.players, problem.worth)
    assert money_order(free).order == ("build-2", "build-1")
    assert money_order(free).value == 20


@given(problems())
def test_the_sort_rule_is_the_best_of_all_orders(problem: MoneyProblem) -> None:
    best = money_order(problem)
    assert best.method == "sort rule"
    assert best.value == need_by_definition(problem, best.order)
    assert best.value == min(need_by_definition(problem, order) for order in orders(problem))


@given(problems(most=5, precedence=True))
def test_with_precedence_it_is_the_best_of_all_orders_that_respect_it(problem: MoneyProblem) -> None:
    best = money_order(problem)
    assert best.order in orders(problem)
    assert best.value == best.lower_bound == need_by_definition(problem, best.order)
    assert best.value == min(need_by_definition(problem, order) for order in orders(problem))


@given(problems(most=4), st.randoms(use_true_random=False))
def test_need_of_any_order(problem: MoneyProblem, chance: random.Random) -> None:
    order = chance.sample(problem.acts, len(problem.acts))
    assert money_need(problem, order) == need_by_definition(problem, order)


@pytest.mark.slow
def test_the_least_over_payment_schedules_by_linear_program() -> None:
    chance = random.Random(5)  # noqa: S311 -- no secret
    for turn in range(24):
        players = ("north", "south", "east", "west")[: 2 + turn % 3]
        acts = tuple("abcd"[: 2 + turn % 2 + (turn > 20)])
        worth = {player: {act: chance.randint(-9, 9) for act in acts} for player in players}
        problem = MoneyProblem(acts, players, worth)
        found = {order: least_by_linear_program(problem, order) for order in orders(problem)}
        for order, least in found.items():
            assert money_need(problem, order) == pytest.approx(least, abs=1e-6)
        assert money_order(problem).value == pytest.approx(min(found.values()), abs=1e-6)


@given(problems(precedence=True), st.data())
def test_permuting_the_players_changes_nothing(problem: MoneyProblem, data: st.DataObject) -> None:
    players = data.draw(st.permutations(problem.players))
    worth = {player: problem.worth[player] for player in players}
    turned = MoneyProblem(problem.acts, tuple(players), worth, problem.precedence)
    assert money_order(turned) == money_order(problem)


@given(problems(), st.data())
def test_who_bears_what_changes_nothing_but_only_the_sums_of_harm_and_good(
    problem: MoneyProblem, data: st.DataObject
) -> None:
    names = {player: data.draw(st.permutations(problem.players)) for player in problem.acts}
    worth = {
        player: {act: problem.worth[names[act][place]][act] for act in problem.acts}
        for place, player in enumerate(problem.players)
    }
    assert money_order(MoneyProblem(problem.acts, problem.players, worth)) == money_order(problem)


def test_acts_that_weigh_the_same_keep_their_order() -> None:
    assert money_order(deal((2, 2, 2, 2), (3, 3, 1, 1))).order == ("c", "d", "a", "b")


def test_more_than_20_acts_with_an_n_in_the_precedence() -> None:
    chance = random.Random(3)  # noqa: S311 -- no secret
    acts = tuple(f"act-{number}" for number in range(40))
    worth = {
        "north": {act: -chance.randint(0, 100) for act in acts},
        "south": {act: chance.randint(0, 100) for act in acts},
    }
    pairs = tuple((one, two) for one in acts for two in acts if one < two and chance.random() < 0.08)
    problem = MoneyProblem(acts, ("north", "south"), worth, pairs)
    best = money_order(problem, time_limit=0.2)
    assert best.value == money_need(problem, best.order)
    assert best.lower_bound >= money_order(MoneyProblem(acts, ("north", "south"), worth)).value
    assert best.proved == (best.lower_bound == best.value)
    assert best.time_limit == 0.2


def test_a_search_that_stops_early_does_not_claim_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cumulative_search, "SUBSETS_MOST", 0)
    monkeypatch.setattr(cumulative_search, "STATES_MOST", 0)
    # Read backwards: d costs 9 before it frees b, and a and c are as they are; the sort rule alone would say 5.
    problem = deal((5, 1, 5, 9), (6, 30, 6, 2), ("a", "c"), ("b", "c"), ("b", "d"))
    best = money_order(problem)
    assert not best.proved
    assert best.lower_bound < best.value


def test_no_acts_need_nothing() -> None:
    assert money_order(MoneyProblem((), ("north",), {})).value == 0


@pytest.mark.parametrize(
    ("acts", "worth", "precedence", "error", "said"),
    [
        (("a", "a"), {}, (), ValueError, "one act only"),
        (("a",), {"east": {}}, (), UnknownName, "east"),
        (("a",), {"north": {"b": 1}}, (), UnknownName, "`b`"),
        (("a",), {"north": {"a": 0.5}}, (), ValueError, "whole"),
        (("a",), {}, (("a", "z"),), UnknownName, "`z`"),
        (("a", "b", "c"), {}, (("a", "b"), ("b", "a")), DetenteError, "`a`, `b`"),
    ],
)
def test_what_is_not_a_problem_is_refused(
    acts: tuple[str, ...],
    worth: dict[str, dict[str, int]],
    precedence: tuple[tuple[str, str], ...],
    error: type[Exception],
    said: str,
) -> None:
    with pytest.raises(error, match=said):
        MoneyProblem(acts, ("north", "south"), worth, precedence)


def test_what_is_not_an_order_is_refused() -> None:
    problem = deal((1, 1), (2, 2), ("a", "b"))
    with pytest.raises(ValueError, match="each act once"):
        money_need(problem, ["a"])
    with pytest.raises(ValueError, match="each act once"):
        money_need(problem, ["a", "b", "a"])
    with pytest.raises(ValueError, match="`a` has to come before `b`"):
        money_need(problem, ["b", "a"])
    with pytest.raises(UnknownName, match="`c`"):
        money_need(problem, ["a", "c"])
