"""Who pays whom how much between the acts, so that nobody gains by stopping at any point.

The amounts follow the proof in `money`: at each act what every player is still to receive has to lie above a floor;
going from one act to the next, only players below the floor are lifted, and only players with room above it give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.errors import DetenteError, UnknownName
from detente.hold.money.money import MoneyProblem, money_need

Amounts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment, made after all acts before `before` and before it; None: after the last act."""

    before: str | None
    payer: str
    receiver: str
    amount: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Acts and payments in order: under these guarantees nobody gains by stopping at any point.

    `need`: the least total guarantee for this order. `price`: what each player receives (+) or pays (-) over the whole
    deal, by player. `guarantees`: what each player loses if it stops. `method`: how amounts and prices were chosen.
    """

    order: tuple[str, ...]
    payments: tuple[Payment, ...]
    guarantees: tuple[tuple[str, int], ...]
    price: tuple[tuple[str, int], ...]
    need: int
    method: str


def payments(
    problem: MoneyProblem,
    order: Sequence[str],
    guarantees: Mapping[str, int] | None = None,
    *,
    price: Mapping[str, int] | None = None,
) -> Schedule:
    """A schedule of payments for an order of the acts: O(n m log m), at most m - 1 payments between two acts.

    Args:
        problem: the acts, the players and the worth.
        order: all acts, each once.
        guarantees: what each player loses if it stops (absent: nothing). None: the least total, split equally; units
            left over go to the first players by label. Any other split of the same total would do.
        price: what each player is to receive over the whole deal (negative: to pay), in all 0: the price they agreed.
            None: only what safety needs is paid, counted back from the end, and nobody is worse off than without the
            deal if it is worth something to all together; an example of payments, not a proposal of a price.

    Raises:
        UnknownName: an act or a player that is not there.
        ValueError: the order is not one, a guarantee is below 0, or the price does not sum to 0.
        DetenteError: the guarantees are less in all than the order needs, or a player would stop at once at the price.
    """
    need = money_need(problem, order)
    held = _held(problem, guarantees, need)
    tails = _tails(problem, order)
    floors = [
        {player: -held[player] - min(one[player], two[player]) for player in problem.players}
        for one, two in pairwise(tails)
    ]
    start = {player: -held[player] - tails[0][player] for player in problem.players}
    if price is None:
        method = "backwards from the end"
        to_come = _backwards(tails, floors, start)
    else:
        method = "forwards from the price"
        to_come = _forwards(problem, floors, start, price)
    made: list[Payment] = []
    for before, (one, two) in zip((*order, None), pairwise([*to_come, _nothing(problem)]), strict=True):
        made += _paid(before, {player: one[player] - two[player] for player in problem.players})
    return Schedule(tuple(order), tuple(made), tuple(held.items()), tuple(to_come[0].items()), need, method)


def _held(problem: MoneyProblem, guarantees: Mapping[str, int] | None, need: int) -> Amounts:
    """The guarantee of each player, enough in all."""
    if guarantees is None:
        share, over = divmod(need, max(1, len(problem.players)))
        more = sorted(problem.players)[:over]
        return {player: share + (player in more) for player in problem.players}
    held = _of_players(problem, guarantees)
    if any(amount < 0 for amount in held.values()):
        raise ValueError("a guarantee is 0 or more")
    if sum(held.values()) < need:
        raise DetenteError(
            f"This order needs guarantees of {need} in all, and there are {sum(held.values())}.",
            help="Larger guarantees, or another order.",
        )
    return held


def _of_players(problem: MoneyProblem, amounts: Mapping[str, int]) -> Amounts:
    for player in amounts:
        if player not in problem.players:
            raise UnknownName.among("player", player, problem.players)
    return {player: amounts.get(player, 0) for player in problem.players}


def _nothing(problem: MoneyProblem) -> Amounts:
    return dict.fromkeys(problem.players, 0)


def _tails(problem: MoneyProblem, order: Sequence[str]) -> list[Amounts]:
    """What the acts still to come are worth to each player: before each act, and 0 after the last."""
    found = [_nothing(problem)]
    for act in reversed(order):
        after = found[-1]
        found.append(
            {player: after[player] + problem.worth.get(player, {}).get(act, 0) for player in problem.players}
        )
    return found[::-1]


def _backwards(tails: list[Amounts], floors: list[Amounts], start: Amounts) -> list[Amounts]:
    """What each player is still to receive, at the start and at each act; changed only where it has to be."""
    to_come = [dict.fromkeys(start, 0)]
    for floor in reversed(floors):
        to_come.append(_lifted(to_come[-1], floor))
    if (
        sum(tails[0].values()) >= 0
    ):  # there is a price at which everybody does at least as well as without the deal
        start = {player: -worth for player, worth in tails[0].items()}
    to_come.append(_lifted(to_come[-1], start))
    return to_come[:0:-1]


def _forwards(
    problem: MoneyProblem, floors: list[Amounts], start: Amounts, price: Mapping[str, int]
) -> list[Amounts]:
    to_come = [_of_players(problem, price)]
    if sum(to_come[0].values()):
        raise ValueError("what players receive and pay over the whole deal sums to 0")
    for player in sorted(start):
        if to_come[0][player] < start[player]:
            raise DetenteError(
                f"`{player}` gains {start[player] - to_come[0][player]} by stopping before the first act.",
                help=f"It has to receive at least {start[player]} over the whole deal.",
            )
    for floor in floors:
        to_come.append(_lifted(to_come[-1], floor))
    return to_come


def _lifted(amounts: Amounts, floor: Amounts) -> Amounts:
    """Lift who is below the floor up to it, at the cost of who has most room above it; equal room: by label."""
    lifted = {player: max(amount, floor[player]) for player, amount in amounts.items()}
    short = sum(lifted.values())
    for player in sorted(lifted, key=lambda name: (floor[name] - lifted[name], name)):
        if short <= 0:
            break
        given = min(short, lifted[player] - floor[player])
        lifted[player] -= given
        short -= given
    return lifted


def _paid(before: str | None, receives: Mapping[str, int]) -> list[Payment]:
    """The net amounts of one gap as payments between two players each: the largest first, ties by label."""
    receivers = sorted((-amount, player) for player, amount in receives.items() if amount > 0)
    payers = sorted((amount, player) for player, amount in receives.items() if amount < 0)
    made: list[Payment] = []
    while payers:
        (owed, payer), (due, receiver) = payers.pop(0), receivers.pop(0)
        amount = min(-owed, -due)
        made.append(Payment(before, payer, receiver, amount))
        if owed + amount:
            payers.insert(0, (owed + amount, payer))
        if due + amount:
            receivers.insert(0, (due + amount, receiver))
    return made
