"""A schedule of payments is safe: played through step by step, no player gains by stopping at any point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import DetenteError, UnknownName
from detente.hold.money.money import MoneyProblem, money_need, money_order
from detente.hold.money.payments import Payment, Schedule, payments
from tests.hold.money.test_money import deal, problems


def worth_of_stopping(problem: MoneyProblem, schedule: Schedule) -> dict[str, int]:
    """The most that each player would gain by stopping at any of the points, its guarantee lost; at most 0 if safe."""
    steps: list[dict[str, int]] = []
    for act in (*schedule.order, None):
        for one in schedule.payments:
            if one.before == act:
                assert one.amount > 0
                steps.append({one.payer: -one.amount, one.receiver: one.amount})
        if act is not None:
            steps.append({player: problem.worth[player][act] for player in problem.players})
    held = dict(schedule.guarantees)
    return {
        player: max(-sum(step.get(player, 0) for step in steps[point:]) for point in range(len(steps) + 1))
        - held[player]
        for player in problem.players
    }


def net(problem: MoneyProblem, schedule: Schedule) -> dict[str, int]:
    found = dict.fromkeys(problem.players, 0)
    for one in schedule.payments:
        found[one.payer] -= one.amount
        found[one.receiver] += one.amount
    return found


@given(problems(most=7, precedence=True))
def test_nobody_gains_by_stopping_with_the_least_total(problem: MoneyProblem) -> None:
    best = money_order(problem)
    schedule = payments(problem, best.order)
    assert sum(amount for _, amount in schedule.guarantees) == best.value == schedule.need
    assert all(gain <= 0 for gain in worth_of_stopping(problem, schedule).values())
    assert net(problem, schedule) == dict(schedule.price)
    gaps = [one.before for one in schedule.payments]
    assert all(gaps.count(gap) < len(problem.players) for gap in gaps)


@given(problems(), st.data())
def test_any_order_any_split_and_any_price_that_everybody_accepts(
    problem: MoneyProblem, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(problem.acts))
    need = money_need(problem, order)
    cuts = sorted(data.draw(st.integers(0, need)) for _ in problem.players[1:])
    held = dict(
        zip(problem.players, (b - a for a, b in zip([0, *cuts], [*cuts, need], strict=True)), strict=True)
    )
    assert sum(held.values()) == need
    least = {player: -held[player] - sum(problem.worth[player].values()) for player in problem.players}
    room = -sum(least.values())
    receiver = data.draw(st.sampled_from(problem.players))
    price = {player: amount + (room if player == receiver else 0) for player, amount in least.items()}
    schedule = payments(problem, order, held, price=price)
    assert all(gain <= 0 for gain in worth_of_stopping(problem, schedule).values())
    assert net(problem, schedule) == price
    without = payments(problem, order, held)
    assert all(gain <= 0 for gain in worth_of_stopping(problem, without).values())


@given(problems(precedence=True))
def test_a_deal_that_is_worth_something_leaves_nobody_worse_off(problem: MoneyProblem) -> None:
    schedule = payments(problem, money_order(problem).order)
    totals = {player: sum(problem.worth[player].values()) for player in problem.players}
    if sum(totals.values()) >= 0:
        assert all(totals[player] + amount >= 0 for player, amount in schedule.price)


@given(problems(), st.data())
def test_permuting_the_players_changes_no_payment(problem: MoneyProblem, data: st.DataObject) -> None:
    players = data.draw(st.permutations(problem.players))
    turned = MoneyProblem(problem.acts, tuple(players), problem.worth)
    order = money_order(problem).order
    one, two = payments(problem, order), payments(turned, order)
    assert one.payments == two.payments
    assert sorted(one.guarantees) == sorted(two.guarantees)


def test_a_schedule_that_a_mediator_can_read() -> None:
    schedule = payments(deal((10, 4, 1), (12, 7, 3)), ["a", "b", "c"], {"south": 5})
    assert schedule.payments == (
        Payment("b", "south", "north", 10),
        Payment("c", "south", "north", 4),
        Payment(None, "south", "north", 1),
    )
    assert schedule.price == (("north", 15), ("south", -15))
    assert schedule.guarantees == (("north", 0), ("south", 5))


def test_the_least_total_is_split_equally_and_what_is_left_over_goes_by_label() -> None:
    schedule = payments(deal((10, 4, 1), (12, 7, 3)), ["a", "b", "c"])
    assert schedule.guarantees == (("north", 3), ("south", 2))


def test_too_little_is_said_with_how_much_is_needed() -> None:
    with pytest.raises(DetenteError, match="guarantees of 5 in all, and there are 4"):
        payments(deal((10, 4, 1), (12, 7, 3)), ["a", "b", "c"], {"north": 1, "south": 3})


def test_what_is_not_a_guarantee_or_a_price_is_refused() -> None:
    problem = deal((10,), (12,))
    with pytest.raises(ValueError, match="0 or more"):
        payments(problem, ["a"], {"north": -1})
    with pytest.raises(UnknownName, match="`east`"):
        payments(problem, ["a"], {"east": 10})
    with pytest.raises(ValueError, match="sums to 0"):
        payments(problem, ["a"], price={"north": 11, "south": -10})
    with pytest.raises(DetenteError, match="`north` gains 2 by stopping before the first act"):
        payments(problem, ["a"], {"north": 5, "south": 5}, price={"north": 3, "south": -3})
