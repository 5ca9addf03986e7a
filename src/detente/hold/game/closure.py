"""The worst way to stop at a point: a maximum closure, by minimum cuts and, where needed, branching."""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from detente.hold.game.relaxation import Relaxation
from detente.hold.game.ways import Side, Way, gain_of

if TYPE_CHECKING:
    from detente.hold.game import Game

NODE_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Worst:
    """The way to stop at a point by which the player gains most, and how far that is proved.

    Attributes:
        way: the best way found; it leaves out the move at the point.
        gain: what the player gains by it, gridded; at most 0 means that it goes on.
        bound: no way gains more than this; the gain itself where `exact`.
        exact: whether the way is proved to be the worst.
        method: `one way` (everything left is released at once, or nothing is left to choose), `minimum cut`
            (polynomial), or `branch and bound over N minimum cuts`.
    """

    way: Way
    gain: int
    bound: int
    exact: bool
    method: str


def worst(
    game: Game, player: str, at: str, *, node_limit: int = NODE_LIMIT, deadline: float | None = None
) -> Worst:
    """Find the way with the largest gain among those in which a player's first move left out is `at`.

    Everything before is taken as performed, and all others perform whatever is due. Where others' moves do not hurt the
    player, each of its pledges covers all its moves and is lost once, and it has no exit, one minimum cut is exact
    (polynomial in the number of moves). Else the cut is the relaxation of a branch and bound, which in most deals has
    little to branch on.

    Args:
        game: the deal in numbers.
        player: who may stop.
        at: a move of its own.
        node_limit: how many minimum cuts are made at most.
        deadline: a moment of `time.monotonic()` after which no further cut is made.

    Returns:
        The worst way. At a limit, the best one found and a bound that is not below the true gain.

    Raises:
        UnknownName: if there is no such player, or it has no such move.

    Source:
        J. C. Picard, Management Science 22 (1976), for the closure; A. H. Land and A. G. Doig, Econometrica 28 (1960),
        for the branching.
    """
    return worst_of(Side(game, player), at, node_limit=node_limit, deadline=deadline)


def worst_of(side: Side, at: str, *, node_limit: int = NODE_LIMIT, deadline: float | None = None) -> Worst:
    """The same for a side that is asked at several of its moves, and made once."""
    return _worst(side, side.own_place(at), node_limit, deadline)


def stopping(
    game: Game, player: str, *, node_limit: int = NODE_LIMIT, deadline: float | None = None
) -> tuple[Worst, ...]:
    """The worst way to stop at each own move of a player, in the order of play; see `worst`."""
    side = Side(game, player)
    return tuple(_worst(side, place, node_limit, deadline) for place in side.own)


def holds(game: Game, players: Iterable[str] | None = None, *, node_limit: int = NODE_LIMIT) -> bool:
    """Whether no player gains by stopping at any point. What could not be proved counts as a gain.

    Args:
        game: the deal in numbers.
        players: the players that are asked; None for all.
        node_limit: how many minimum cuts are made at most for each point.
    """
    sides = (Side(game, player) for player in (game.players if players is None else players))
    return all(
        _worst(side, place, node_limit, None, sign=True).bound <= 0 for side in sides for place in side.own
    )


def _worst(side: Side, at: int, node_limit: int, deadline: float | None, sign: bool = False) -> Worst:
    """The worst way; with `sign`, only as far as is needed to know whether its gain is above 0."""
    search = _Search(side, at)
    if side.ends >> at & 1 or not side.own_mask & side.after(at) & ~side.below[at]:
        return search.result("one way")
    search.open_kinds()
    while search.heap:
        if sign and (search.result_so_far()[0] > 0 or search.heap[0][0] >= 0):
            return search.result(search.method(), search.heap[0][0])
        late = deadline is not None and time.monotonic() > deadline
        if search.cuts >= node_limit or late:
            return search.result(search.method(), search.heap[0][0])
        search.step()
    return search.result(search.method())


class _Search:
    """Best first over the branches of all kinds of way; a branch is a relaxation with some nodes in and some out."""

    def __init__(self, side: Side, at: int) -> None:
        self.side, self.at = side, at
        self.cuts = 0
        self.branched = False
        self.best: tuple[int, Way] | None = None
        self.heap: list[tuple[int, int, Relaxation | str, frozenset[int], frozenset[int]]] = []
        self.number = count()
        self.offer(1 << at, None)
        if side.walkable >> at & 1:
            self.offer(1 << at, at)

    def offer(self, leaves: int, walks: int | None) -> None:
        way = self.side.stops(leaves, walks)
        if way is None:
            return
        gain = gain_of(self.side.game, way)
        if self.best is None or gain > self.best[0]:
            self.best = gain, way

    def open_kinds(self) -> None:
        side = self.side
        later = side.own_mask & side.after(self.at) & ~side.below[self.at]
        ends = bool(later & side.ends)
        walks = bool((later | 1 << self.at) & side.walkable)
        most = (
            sum(map(abs, side.worth)) + sum(map(abs, side.exits.values())) + sum(map(abs, side.adds.values()))
        )
        for kind, there in (("skips", True), ("ends", ends), ("walks", walks)):
            if there:
                self.push(most, kind)

    def push(
        self,
        bound: int,
        branch: Relaxation | str,
        ones: frozenset[int] = frozenset(),
        zeros: frozenset[int] = frozenset(),
    ) -> None:
        heapq.heappush(self.heap, (-bound, next(self.number), branch, ones, zeros))

    def step(self) -> None:
        """Solve the branch with the highest bound, unless it cannot be better than the best way found."""
        minus, _, branch, ones, zeros = heapq.heappop(self.heap)
        best, _ = self.result_so_far()
        if -minus <= best:
            self.heap.clear()
            return
        relaxation = Relaxation(self.side, self.at, branch) if isinstance(branch, str) else branch
        if not relaxation.possible:
            return
        self.cuts += 1
        solved = relaxation.solve(ones, zeros)
        if solved is None or solved[0] <= best:
            return
        self.offer(*relaxation.way(solved[1]))
        for more_ones, more_zeros in relaxation.branches(solved[1], ones, zeros) or ():
            self.branched = True
            self.push(solved[0], relaxation, ones.union(more_ones), zeros.union(more_zeros))

    def result_so_far(self) -> tuple[int, Way]:
        if self.best is None:  # pragma: no cover -- the move at the point can always be left out alone
            raise AssertionError("a point with nothing to leave out")
        return self.best

    def method(self) -> str:
        return f"branch and bound over {self.cuts} minimum cuts" if self.branched else "minimum cut"

    def result(self, method: str, minus_bound: int | None = None) -> Worst:
        gain, way = self.result_so_far()
        bound = gain if minus_bound is None else max(gain, -minus_bound)
        return Worst(way, gain, bound, bound == gain, method)
