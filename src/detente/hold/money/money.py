"""Money between the acts: the least guarantee a deal needs when payments can be made in any parts, and who pays when.

If any two players can pay each other any amount between two acts, and any player may stop at any point, then the least
total guarantee is, over all orders, the least `max over acts j of [c_j - W(after j)]^+`: c_j is all the harm that the
act does (`sum over players i of [-u_i(j)]^+`, normally its cost to who performs it), and W(after j) is what all that
comes after it is worth to all players together. It depends neither on how many players there are nor on how the total
is split between them.

Why: with r_i still to be received by player i (the r_i sum to 0), nobody gains by stopping before or after j if and
only if `r_i >= -g_i - min(T_i(before j), T_i(after j))`; such r exist if and only if the right-hand sides sum to at
most 0; and the minima sum to W(after j) - c_j. In each gap the payers' r only rises and the receivers' only falls, so
every payment on the way is safe too.

Read backwards in time an act is a job that first takes c_j and then gives back its gains (`cumulative`); so the best
order is a sort without precedence and that of Abdel-Wahab and Kameda (1978) with series-parallel precedence. Exchanges
in which each step leaves both sides better off going on than vanishing: Sandholm and Lesser, "Equilibrium analysis of
the possibilities of unenforced exchange in multiagent systems", IJCAI-95.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from detente.deal.graph import knots
from detente.errors import DetenteError, UnknownName
from detente.hold.game import Game
from detente.hold.money.cumulative import peak, series_parallel_order, sorted_order
from detente.hold.money.cumulative_search import best_order
from detente.hold.money.series_parallel import followers, topological


@dataclass(frozen=True, slots=True)
class MoneyProblem:
    """Acts to be put in order, with payments in between.

    `worth[player][act]`: what the act is worth to the player, in whole units (absent: nothing); payments are left out.
    `precedence`: pairs (before, after) of acts. Without it, any order goes.

    Raises:
        ValueError: an act or a player stands twice, or a worth is not a whole number.
        UnknownName: a worth or a pair is for an act or a player that is not there.
        DetenteError: the precedence has a circle.
    """

    acts: tuple[str, ...]
    players: tuple[str, ...]
    worth: Mapping[str, Mapping[str, int]]
    precedence: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        known = _once("act", self.acts)
        _among("player", self.worth, _once("player", self.players))
        for mine in self.worth.values():
            _among("act", mine, known)
            if not all(isinstance(number, int) for number in mine.values()):
                raise ValueError("a worth is a whole number of units")
        if self.precedence:
            _among("act", set(chain.from_iterable(self.precedence)), known)
            _no_circle(self.acts, self.precedence)

    @classmethod
    def of(cls, game: Game, payments: Iterable[str] = ()) -> MoneyProblem:
        """The problem of a game whose moves named as payments become divisible, and so are left out.

        What a payment waits for, what waits for it then waits for.
        """
        out = set(payments)
        _among("move", out, game.place)
        waits: dict[str, tuple[str, ...]] = {}
        for move in game.moves:
            before = [waits[other] if other in out else (other,) for other in move.waits_for]
            waits[move.id] = tuple(dict.fromkeys(chain.from_iterable(before)))
        acts = tuple(move.id for move in game.moves if move.id not in out)
        worth = {
            player: {act: number for act, number in mine.items() if act not in out}
            for player, mine in game.worth.items()
        }
        return cls(acts, game.players, worth, tuple((before, act) for act in acts for before in waits[act]))


@dataclass(frozen=True, slots=True)
class MoneyOrder:
    """An order of all acts and the total guarantee it needs, in the units of the worth.

    `proved`: no order needs less. `lower_bound`: a number that no order stays below, equal to `value` where proved.
    `method`: "sort rule", "series-parallel", "all subsets", "best-first search" or "rule of thumb".
    """

    order: tuple[str, ...]
    value: int
    proved: bool
    lower_bound: int
    method: str
    time_limit: float | None = None


def money_need(problem: MoneyProblem, order: Sequence[str]) -> int:
    """The least total guarantee for an order of the acts when payments come in between: O(n m).

    Args:
        problem: the acts.
        order: all of them, each once.

    Returns:
        `max over acts j of [c_j - W(after j)]^+`, in the units of the worth.

    Raises:
        UnknownName: an act that is not there.
        ValueError: an act is missing, stands twice, or stands before one that has to come first.
    """
    _respected(problem, order)
    index = {act: place for place, act in enumerate(problem.acts)}
    return peak(list(zip(*costs_and_gains(problem), strict=True)), [index[act] for act in reversed(order)])


def money_order(problem: MoneyProblem, *, time_limit: float | None = None) -> MoneyOrder:
    """The order that needs the least total guarantee when payments come in between.

    Without precedence a sort (forwards: acts that lose more than they give, by increasing gain; then the others,
    dearest first and cheapest last): O(n log n). With series-parallel precedence the algorithm of Abdel-Wahab and
    Kameda, O(n^2). With any other the problem is NP-hard: exact for up to 20 acts, else searched and maybe not proved.

    Args:
        problem: the acts.
        time_limit: seconds for the search. None: it stops after a fixed number of steps (seconds at most), so that the
            answer is the same on every machine.
    """
    costs, gains = costs_and_gains(problem)
    # Backwards in time, and the acts in their reverse order too, so that acts that weigh the same keep their order.
    jobs = list(zip(reversed(costs), reversed(gains), strict=True))
    last = len(jobs) - 1
    if not problem.precedence:
        order: Sequence[int] = sorted_order(jobs)
        return _made(problem, [last - job for job in reversed(order)], peak(jobs, order), "sort rule")
    index = {act: last - place for place, act in enumerate(problem.acts)}
    pairs = [(index[after], index[before]) for before, after in problem.precedence]
    strings = series_parallel_order(jobs, pairs)
    if strings is not None:
        acts = [last - job for job in reversed(strings)]
        return _made(problem, acts, peak(jobs, strings), "series-parallel")
    found = best_order(jobs, pairs, time_limit)
    acts = [last - job for job in reversed(found.order)]
    return _made(problem, acts, found.value, found.method, found.lower_bound, time_limit)


def costs_and_gains(problem: MoneyProblem) -> tuple[list[int], list[int]]:
    """For each act, the harm c_j it does in all, and the good b_j it does in all; w_j = b_j - c_j."""
    index = {act: place for place, act in enumerate(problem.acts)}
    costs, gains = [0] * len(index), [0] * len(index)
    for mine in problem.worth.values():
        for act, number in mine.items():
            if number < 0:
                costs[index[act]] -= number
            else:
                gains[index[act]] += number
    return costs, gains


def _made(
    problem: MoneyProblem,
    places: Sequence[int],
    value: int,
    method: str,
    lower: int | None = None,
    time_limit: float | None = None,
) -> MoneyOrder:
    bound = value if lower is None else lower
    order = tuple(problem.acts[place] for place in places)
    return MoneyOrder(order, value, bound == value, bound, method, time_limit)


def _respected(problem: MoneyProblem, order: Sequence[str]) -> None:
    """Raise unless the order holds each act once and respects the precedence."""
    place = {act: number for number, act in enumerate(order)}
    _among("act", order, set(problem.acts))
    if len(place) < len(order) or len(place) < len(problem.acts):
        raise ValueError("an order holds each act once")
    for before, after in problem.precedence:
        if place[before] >= place[after]:
            raise ValueError(f"`{before}` has to come before `{after}`")


def _once(kind: str, names: Sequence[str]) -> set[str]:
    known = set(names)
    if len(known) < len(names):
        raise ValueError(f"a label names one {kind} only")
    return known


def _among(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise UnknownName.among(kind, name, known)


def _no_circle(acts: Sequence[str], precedence: Sequence[tuple[str, str]]) -> None:
    index = {act: place for place, act in enumerate(acts)}
    nexts = followers(len(acts), [(index[before], index[after]) for before, after in precedence])
    try:
        topological(nexts)
    except ValueError:
        knot = [acts[place] for place in knots(dict(enumerate(nexts)))[0]]
        named = ", ".join(f"`{act}`" for act in knot[:5]) + (", ..." if len(knot) > 5 else "")
        raise DetenteError(f"These acts wait for each other: {named}.") from None
