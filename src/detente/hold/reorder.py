"""The best order of the acts of a deal, under its conditions, stages and `not before`, at values careful for all."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Final

from detente.hold.interleaved import with_money
from detente.hold.orders.order import Objective, Order, Ordering, best_order, needs
from detente.hold.play import CAREFUL, Play, game_of, known, most_known
from detente.hold.play.acts import ENDS
from detente.hold.play.precedence import Precedence
from detente.hold.results import BestOrder
from detente.hold.stopping import Stopping

OBJECTIVES: Final[tuple[Objective, ...]] = ("least-total", "least-maximum")
"""What a best order makes least: the sum of the guarantees that it needs (in a shared unit only), or the largest."""


def best_order_of(
    asked: Mapping[str, Stopping], objective: Objective, deadline: float | None
) -> tuple[BestOrder | None, tuple[str, ...]]:
    """Look for the order that needs the least guarantees, and say in notes what stands in the way.

    The least total is looked for only where the parties have a unit in common.
    """
    stopping = asked.get(ENDS)
    if stopping is None:
        return None, (
            "No order was looked for: a breach releases only what depends on it, so that the order changes nothing.",
        )
    play = stopping.play
    if not play.choosers:
        return None, ("No order was looked for: without values orders cannot be compared.",)
    shared = shared_unit(play)
    if objective == "least-total" and shared is None:
        return None, (
            "No order was looked for: the least total adds guarantees of several parties, and their values have no "
            "unit in common. Write the same `unit` in their files, or ask for `least-maximum`.",
        )
    ordering, grid = ordering_of(play)
    if ordering is None:
        return None, ("No order was looked for: some values have no bound.",)
    weights = None if shared is not None else _weights(ordering)
    left = None if deadline is None else max(0.0, deadline - time.monotonic())
    found = best_order(ordering, objective=objective, weights=weights, time_limit=left)
    best = _said(ordering, found, grid, weights, objective)
    if weights is None:
        best = replace(best, with_money=with_money(play, ordering, grid, deadline))
    return best, ()


def shared_unit(play: Play) -> str | None:
    """The unit that all values files have in common, or None."""
    units = {play.stakes[party].unit for party in play.choosers}
    return units.pop() if len(units) == 1 else None


def ordering_of(play: Play) -> tuple[Ordering | None, int]:
    """The acts to be put in order, in whole numbers on one grid; None where a value has no bound."""
    worth: dict[str, dict[str, Fraction]] = {}
    exits: dict[str, Fraction] = {}
    for party in play.choosers:
        counted = _counted(play, party)
        if counted is None:
            return None, 1
        worth[party], exits[party] = counted
    numbers = [*exits.values(), *(number for mine in worth.values() for number in mine.values())]
    grid = lcm(*(number.denominator for number in numbers))
    ordering = Ordering(
        players=play.choosers,
        acts=tuple(act.id for act in play.acts),
        by={act.id: play.choosing(act) for act in play.acts},
        worth={party: {act: int(n * grid) for act, n in mine.items()} for party, mine in worth.items()},
        exits={party: int(n * grid) for party, n in exits.items()},
        before=before_of(play),
    )
    return ordering, grid


def _counted(play: Play, party: str) -> tuple[dict[str, Fraction], Fraction] | None:
    """What each act is worth to a party, and what it has if it walks; None where a value has no bound.

    Leverage handed over (an exit that rests on an act) is folded into what the act is worth.
    """
    game, most = game_of(play, party, CAREFUL), most_known(play, party, CAREFUL)
    if game is None:
        return None
    walk, adds = game.walk.get(party, {}), game.walk_adds.get(party, {})
    has, exits = 0, []
    for act in play.acts:
        if act.id in walk:
            exits.append(walk[act.id] - has)
        has += adds.get(act.id, 0)
    # Where the exit differs by stage, the largest counts at every point: on the careful side.
    constant = known(most, game, max(exits, default=0))
    worth = {act.id: known(most, game, game.worth[party].get(act.id, 0)) for act in play.acts}
    told = {act: number for act, number in worth.items() if number is not None}
    if constant is None or len(told) < len(worth):
        return None
    leverage = {act: Fraction(number, game.grid) for act, number in adds.items()}
    folded = {act: number + leverage.get(act, Fraction(0)) for act, number in told.items()}
    return folded, constant + sum(leverage.values(), Fraction(0))


def before_of(play: Play) -> frozenset[tuple[str, str]]:
    """Which act has to come before which: conditions, timing, stages; not the days, which an order may move."""
    return frozenset(
        (play.acts[before].id, play.acts[after].id)
        for before, after in Precedence(play).stated()
        if before < after
    )


def _weights(ordering: Ordering) -> dict[str, int]:
    """Each party's need as a share of all that is at stake for it: so that units do not matter."""
    stake = {p: sum(abs(n) for n in ordering.worth[p].values()) or 1 for p in ordering.players}
    whole = lcm(*stake.values())
    return {party: whole // stake[party] for party in ordering.players}


def _said(
    ordering: Ordering, found: Order, grid: int, weights: Mapping[str, int] | None, objective: str
) -> BestOrder:
    written = needs(ordering, ordering.acts)
    scale = grid if weights is None else grid_of(weights, ordering)
    as_written = _value(written, objective, weights)
    name = (
        objective
        if weights is None
        else f"{objective}, each as a share of all that is at stake for the party"
    )
    return BestOrder(
        as_written=ordering.acts,
        best=tuple(found.order),
        objective=name,
        value=float(Fraction(found.value, scale)),
        value_as_written=float(Fraction(as_written, scale)),
        proved=found.proved,
        lower_bound=float(Fraction(found.lower_bound, scale)),
        needs={party: float(Fraction(need, grid)) for party, need in found.needs.items()},
        method=found.method,
    )


def grid_of(weights: Mapping[str, int], ordering: Ordering) -> int:
    """What one whole stake weighs."""
    party = ordering.players[0]
    return weights[party] * (sum(abs(n) for n in ordering.worth[party].values()) or 1)


def _value(needed: Mapping[str, int], objective: str, weights: Mapping[str, int] | None) -> int:
    weighed = [need * (weights or {}).get(party, 1) for party, need in needed.items()]
    return sum(weighed) if objective == "least-total" else max(weighed, default=0)
