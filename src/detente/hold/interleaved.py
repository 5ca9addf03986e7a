"""The least guarantees if payments may come in instalments between the other acts (theorem T-M)."""

from __future__ import annotations

import time
from collections.abc import Iterable
from fractions import Fraction

from detente.errors import DetenteError
from detente.hold.money.money import MoneyProblem, money_order
from detente.hold.money.payments import payments
from detente.hold.orders.order import Ordering
from detente.hold.play import Play
from detente.hold.play.acts import Act
from detente.hold.results import Instalment, WithMoney


def with_money(play: Play, ordering: Ordering, grid: int, deadline: float | None) -> WithMoney | None:
    """Take the payments that may be divided out of an order and let money flow between the other acts.

    A payment is an act marked `divisible: yes` that one party owes another, worth as much to the one as it costs the
    other and nothing to anybody else. None where there is none, or where walking is worth something to a party.
    """
    paid = {act.id for act in play.acts if _is_payment(play, ordering, act)}
    if not paid or len(paid) == len(play.acts) or any(ordering.exits.values()):
        return None
    problem = _problem(ordering, paid)
    left = None if deadline is None else max(0.0, deadline - time.monotonic())
    found = money_order(problem, time_limit=left)
    price = {p: sum(ordering.worth[p].get(act, 0) for act in paid) for p in ordering.players}
    method = f"{found.method}, with instalments at the agreed prices"
    try:
        made = payments(problem, found.order, price=price).payments
    except DetenteError as error:
        made, method = (), f"{found.method}; no instalments at the agreed prices: {error}"
    return WithMoney(
        order=found.order,
        value=float(Fraction(found.value, grid)),
        proved=found.proved,
        lower_bound=float(Fraction(found.lower_bound, grid)),
        instalments=tuple(
            Instalment(one.before, one.payer, one.receiver, float(Fraction(one.amount, grid))) for one in made
        ),
        method=method,
    )


def _is_payment(play: Play, ordering: Ordering, act: Act) -> bool:
    owed = [play.deal.obligations[label] for label in act.obligations]
    if not all(one.divisible is True for one in owed) or len(play.choosing(act)) != 1:
        return False
    worth = {party: ordering.worth[party].get(act.id, 0) for party in ordering.players}
    (payer,) = play.choosing(act)
    others = sorted(number for party, number in worth.items() if party != payer)
    return worth[payer] < 0 and others[-1:] == [-worth[payer]] and not any(others[:-1])


def _problem(ordering: Ordering, paid: set[str]) -> MoneyProblem:
    """The other acts; what waits for a payment waits for what the payment waits for."""
    rest = tuple(act for act in ordering.acts if act not in paid)
    return MoneyProblem(
        acts=rest,
        players=ordering.players,
        worth={p: {act: mine[act] for act in rest if act in mine} for p, mine in ordering.worth.items()},
        precedence=tuple(_through(ordering, paid)),
    )


def _through(ordering: Ordering, paid: set[str]) -> Iterable[tuple[str, str]]:
    before: dict[str, set[str]] = {act: set() for act in ordering.acts}
    for one, two in ordering.before:
        before[two].add(one)
    reach: dict[str, set[str]] = {}
    for act in ordering.topological():
        direct = {other for other in before[act] if other not in paid}
        reach[act] = direct.union(*(reach[other] for other in before[act] if other in paid))
    return [(other, act) for act in ordering.acts if act not in paid for other in sorted(reach[act])]
