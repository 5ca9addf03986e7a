"""Payments in instalments between the other acts: the milestones of the specification, as a deal."""

from __future__ import annotations

from detente.deal.loader import load_text
from detente.hold.results import WithMoney
from detente.hold.run import hold

MILESTONES = """
detente: 1
kind: milestone
if breached: ends the deal
day zero: 2031-01-01
parties: {client: {}, builder: {}}
obligations:
  deposit: {by: client, to: builder, divisible: yes, due: D+1}
  build-1: {by: builder, to: client, due: D+2}
  pay-1: {by: client, to: builder, divisible: yes, due: D+3}
  build-2: {by: builder, to: client, due: D+4}
  pay-2: {by: client, to: builder, divisible: yes, due: D+5}
values:
  client:
    unit: points
    worth: {deposit: -20, build-1: 25, pay-1: -30, build-2: 60, pay-2: -20}
    if it walks: {gets: 0}
  builder:
    unit: points
    worth: {deposit: 20, build-1: -15, pay-1: 30, build-2: -30, pay-2: 20}
    if it walks: {gets: 0}
"""


def asked(text: str) -> WithMoney | None:
    best = hold(load_text(text), order="least-total").order
    assert best is not None
    return best.with_money


def test_as_written_it_needs_thirty_and_twenty_with_instalments() -> None:
    found = hold(load_text(MILESTONES), order="least-total")
    assert {party: need.least.high for party, need in found.guarantees.items()} == {
        "client": 20.0,
        "builder": 10.0,
    }
    assert found.order is not None
    assert (found.order.value_as_written, found.order.value, found.order.proved) == (30.0, 20.0, True)
    money = found.order.with_money
    assert money is not None
    # Works that cost 15 and 30 and are worth 25 and 60: the dearest first, and 20 is left (theorem T-M).
    assert (money.value, money.proved, money.order) == (20.0, True, ("build-2", "build-1"))


def test_under_the_instalments_nobody_gains_by_stopping_beyond_the_guarantees() -> None:
    money = asked(MILESTONES)
    assert money is not None
    worth = {"client": {"build-1": 25, "build-2": 60}, "builder": {"build-1": -15, "build-2": -30}}
    paid = sum(one.amount if one.payer == "client" else -one.amount for one in money.instalments)
    assert paid == 70
    moves: list[tuple[str, dict[str, float]]] = []
    for act in (*money.order, None):
        for one in money.instalments:
            if one.before == act:
                moves.append((one.payer, {one.payer: -one.amount, one.receiver: one.amount}))
        if act is not None:
            moves.append(("builder", {party: float(worth[party][act]) for party in worth}))
    needs = dict.fromkeys(worth, 0.0)
    for at, (mover, _) in enumerate(moves):
        rest = sum(change.get(mover, 0.0) for _, change in moves[at:])
        needs[mover] = max(needs[mover], -rest)
    assert sum(needs.values()) <= money.value


def test_conditions_between_works_are_kept_through_the_payments_between_them() -> None:
    text = MILESTONES.replace("due: D+3}", "due: D+3, after: [build-1]}").replace(
        "due: D+4}", "due: D+4, after: [pay-1]}"
    )
    money = asked(text)
    assert money is not None
    assert money.order == ("build-1", "build-2")
    assert money.value == 30.0


def test_nothing_is_divided_that_is_not_marked() -> None:
    assert asked(MILESTONES.replace(", divisible: yes", "")) is None


def test_a_payment_that_costs_more_than_it_brings_is_an_act_like_others() -> None:
    text = MILESTONES.replace("pay-1: 30, build-2: -30", "pay-1: 29, build-2: -30")
    money = asked(text)
    assert money is not None
    assert "pay-1" in money.order
