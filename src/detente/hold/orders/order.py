"""The order of acts in which the least guarantee is enough, where a breach ends the deal.

Just before an act of its own a party looks at what is left of the deal, that act included. It gains by stopping if what
it gets by walking away is more than that. The guarantee that it needs is the most that it would gain at any act of its
own; another order of the same acts may need less. To find the best one is strongly NP-hard even for two parties (from
3-PARTITION; it contains the stock size problem of Kellerer, Kotov, Rendl and Woeginger 1998), so that every answer says
what no order can be below and whether it is proved best.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from detente.deal.graph import knots, shortest_way
from detente.errors import DetenteError, UnknownName
from detente.hold.orders._indexed import Clock, Indexed, closed, turned
from detente.hold.orders._search import search

Objective = Literal["least-maximum", "least-total"]
SECONDS = 30.0  # the longest search, where no other limit is given


class CannotOrder(DetenteError):  # noqa: N818 -- it says what happened, as its siblings do
    """What must come before what goes round in a circle, so that no order is possible."""


@dataclass(frozen=True)
class Ordering:
    """What is to be put in order. All numbers are whole numbers in one grid.

    Attributes:
        players: the parties that choose.
        acts: the acts, in the order given.
        by: who performs each act and may stop there; () or absent: nobody may. Several perform one act at one moment.
        worth: `worth[player][act]`, what the act is worth to the player; absent: nothing.
        exits: what each player gets from then on if it walks away; absent: nothing.
        before: pairs (a, b): a must come before b.

    Raises:
        UnknownName: an act or a player is named that does not exist.
        CannotOrder: acts must come before each other.
        ValueError: an act or a player stands twice.
    """

    players: tuple[str, ...]
    acts: tuple[str, ...]
    by: Mapping[str, tuple[str, ...]]
    worth: Mapping[str, Mapping[str, int]]
    exits: Mapping[str, int] = field(default_factory=dict)
    before: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        for names in (self.players, self.acts):
            if len(set(names)) < len(names):
                raise ValueError(f"a name stands twice among {names}")
        in_pairs = [act for pair in sorted(self.before) for act in pair]
        known = set(self.acts)
        for act in (*self.by, *in_pairs, *(act for row in self.worth.values() for act in row)):
            if act not in known:
                raise UnknownName.among("act", act, self.acts)
        movers = [player for movers in self.by.values() for player in movers]
        for player in (*movers, *self.worth, *self.exits):
            if player not in self.players:
                raise UnknownName.among("player", player, self.players)
        self.topological()

    def topological(self) -> list[str]:
        """The acts, each after all that must come before it."""
        nexts: dict[str, list[str]] = {act: [] for act in self.acts}
        waiting = dict.fromkeys(self.acts, 0)
        for one, other in sorted(self.before):
            nexts[one].append(other)
            waiting[other] += 1
        found = [act for act in self.acts if not waiting[act]]
        for act in found:
            for other in nexts[act]:
                waiting[other] -= 1
                if not waiting[other]:
                    found.append(other)
        if len(found) < len(self.acts):
            start = knots(nexts)[0][0]
            circle = shortest_way(nexts, start, start) or []
            told = " before ".join(f"`{act}`" for act in circle)
            raise CannotOrder(f"No order is possible: {told}.", help="Take one of these conditions away.")
        return found


@dataclass(frozen=True)
class Order:
    """An order of acts, what it needs, and how good it is.

    Attributes:
        order: the acts in this order.
        objective: what was made least: the weighted maximum or the weighted sum of the needs.
        value: the objective for this order.
        needs: the guarantee that each player needs so that it nowhere gains by stopping.
        weights: what each player's need counts for.
        lower_bound: no order has a smaller value.
        proved: whether the value is the lower bound, so that no order is better.
        method: how it was found.
        seconds: how long it took; no part of what makes two results equal.
    """

    order: tuple[str, ...]
    objective: Objective
    value: int
    needs: Mapping[str, int]
    weights: Mapping[str, int]
    lower_bound: int
    proved: bool
    method: str
    seconds: float = field(compare=False)


def needs(ordering: Ordering, order: Sequence[str]) -> dict[str, int]:
    """The least guarantee of each player with which it nowhere gains by stopping, for one order of the acts.

    Elementwise least: for a fixed order no player's guarantee can make up for another's. O(n m).

    Args:
        ordering: the acts and what they are worth.
        order: every act once. It may break `before`: that is for the caller to know.

    Raises:
        ValueError: the order is not an order of the acts.
    """
    return {player: holds[0][1] for player, holds in schedule(ordering, order).items()}


def schedule(ordering: Ordering, order: Sequence[str]) -> dict[str, tuple[tuple[str | None, int], ...]]:
    """How far each player's guarantee may decline as the deal goes on.

    After each act it must hold the most that the player would gain by stopping at any act of its own that is still to
    come; the rest can be released, and what is released cannot be counted on again.

    Returns:
        For each player pairs (act, hold): after this act, this much is enough, until the act of the next pair. The
        first pair is (None, the need): before any act. Holds decline strictly and end at 0.

    Raises:
        ValueError: the order is not an order of the acts.
    """
    if sorted(order) != sorted(ordering.acts):
        raise ValueError("an order has to name every act once")
    found = {}
    for player in ordering.players:
        row, exit_ = ordering.worth.get(player, {}), ordering.exits.get(player, 0)
        tail = hold = 0
        steps: list[tuple[str | None, int]] = []
        for act in reversed(order):
            tail += row.get(act, 0)
            need = exit_ - tail if player in ordering.by.get(act, ()) else 0
            if need > hold:
                steps.append((act, hold))
                hold = need
        found[player] = ((None, hold), *reversed(steps))
    return found


def best_order(
    ordering: Ordering,
    *,
    objective: Objective = "least-maximum",
    weights: Mapping[str, int] | None = None,
    time_limit: float | None = None,
) -> Order:
    """The order that needs the least guarantee, where a breach ends the deal.

    Up to 28 acts exactly, over the sets of acts still to be performed (Held and Karp 1962 for the lattice; the value of
    a set does not depend on how it was reached). Beyond, a beam search backwards in time, lower bounds, and CP-SAT if
    OR-tools is installed (extra `solve`): an interval from `lower_bound` to `value`.

    Of several best orders the first in the order of `acts` is given for `least-maximum`; for `least-total` one whose
    needs are most even, unless too many are as good. The order of the players changes nothing. Where time ran out the
    answer may depend on the machine.

    Args:
        ordering: the acts, what they are worth, and what must come before what.
        objective: `least-maximum` of weight times need, or `least-total`, their sum.
        weights: what each player's need counts for, 0 or more; absent: 1.
        time_limit: seconds, 0 for what can be had at once; 30 where it is None. It is looked at between small steps,
            so that with many hundreds of acts a search may end a few seconds late.

    Raises:
        UnknownName: an objective, or a weight for a player, that does not exist.
        ValueError: a weight is negative.
    """
    if objective not in get_args(Objective):
        raise UnknownName.among("objective", objective, get_args(Objective))
    counts = _weights(ordering, weights or {})
    clock = Clock(SECONDS if time_limit is None else time_limit)
    x = indexed(ordering, counts)
    found = search(x, objective == "least-total", clock)
    value = x.value(found.order, objective == "least-total")
    order = tuple(ordering.acts[act] for act in found.order)
    return Order(
        order=order,
        objective=objective,
        value=value,
        needs=needs(ordering, order),
        weights=counts,
        lower_bound=min(found.low, value),
        proved=found.low >= value,
        method=found.method,
        seconds=clock.used(),
    )


def _weights(ordering: Ordering, weights: Mapping[str, int]) -> dict[str, int]:
    for player, weight in weights.items():
        if player not in ordering.players:
            raise UnknownName.among("player", player, ordering.players)
        if weight < 0:
            raise ValueError(f"the weight of `{player}` is negative: {weight}")
    return {player: weights.get(player, 1) for player in ordering.players}


def indexed(ordering: Ordering, weights: Mapping[str, int]) -> Indexed:
    """The same by numbers; players without a weight or an act of their own are left out."""
    acts = ordering.acts
    acting = {player for movers in ordering.by.values() for player in movers}
    players = sorted(  # by what they are, not by where they stand, so that their order changes nothing
        (player for player in ordering.players if weights[player] and player in acting),
        key=lambda player: (
            weights[player],
            ordering.exits.get(player, 0),
            [
                (ordering.worth.get(player, {}).get(act, 0), player in ordering.by.get(act, ()))
                for act in acts
            ],
        ),
    )
    place = {act: number for number, act in enumerate(ordering.acts)}
    direct = [0] * len(ordering.acts)
    for one, other in ordering.before:
        direct[place[other]] |= 1 << place[one]
    before = closed(direct, [place[act] for act in ordering.topological()])
    movers = [set(ordering.by.get(act, ())) for act in ordering.acts]
    return Indexed(
        n=len(ordering.acts),
        worth=tuple(
            tuple(ordering.worth.get(player, {}).get(act, 0) for act in ordering.acts) for player in players
        ),
        exits=tuple(ordering.exits.get(player, 0) for player in players),
        weights=tuple(weights[player] for player in players),
        movers=tuple(tuple(i for i, player in enumerate(players) if player in who) for who in movers),
        before=before,
        after=turned(before),
    )
