"""A beam search backwards in time: many tails of orders at once, each grown by the act that comes before it.

A tail is grown from the last act of the deal to the first, because what a player would gain by stopping depends on the
tail alone. Two tails of the same acts differ only in what they have asked for, and the one that asked for less is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.hold.orders._indexed import Clock, Indexed, OutOfTime

WIDEST = 1 << 22  # pairs of a tail and an act that are held at once
PAIRS_A_SECOND = 1 << 20  # a cautious guess, so as to end in time

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tails:
    """Tails of orders: one row each.

    `inside[s, j]`: act j is in the tail; `waiting[s, j]`: how many acts that must follow j are not. `level[s, i]`:
    what the tail is worth to player i; `need[s, i]`: the guarantee it needs so far; `last[s]`: the act put in front
    last, and `parent[s]` the row that it was put in front of. `mark[s]` is the same for the same acts.
    """

    inside: NDArray[np.bool_]
    waiting: Ints | None
    level: Ints
    need: Ints
    mark: NDArray[np.uint64]
    parent: NDArray[np.intp]
    last: NDArray[np.intp]


class Beam:
    """The acts and players as arrays, and the search.

    Args:
        x: the acts and players; all sums fit 64 bits.
        total: least sum of needs, else least maximum.
        low: what no order can be below; tails that asked for no more are as good as each other.
        least: what no need of each player can be below.
    """

    def __init__(self, x: Indexed, total: bool, low: int, least: Sequence[int]) -> None:
        self.least = np.array(least, np.int64)
        self.x, self.total, self.low = x, total, low
        self.worth = np.array(x.worth, np.int64).reshape(x.m, x.n)
        self.exits = np.array(x.exits, np.int64)
        self.weights = np.array(x.weights, np.int64)
        self.moves = np.array([[i in movers for movers in x.movers] for i in range(x.m)], np.bool_)
        self.moves = self.moves.reshape(x.m, x.n)
        self.marks = np.random.default_rng(0).integers(1, 2**63, x.n).astype(np.uint64)
        self.moved = np.abs(self.worth).sum(axis=0)
        self.before = None
        if any(x.before):
            bits = [[mask >> j & 1 for j in range(x.n)] for mask in x.before]
            self.before = np.array(bits, np.int64)

    def start(self) -> Tails:
        """The tail without acts."""
        x = self.x
        waiting = None if self.before is None else self.before.sum(axis=0)[None, :].astype(np.int64)
        nothing = np.zeros((1, x.m), np.int64)
        none = np.zeros(1, np.intp)
        return Tails(
            np.zeros((1, x.n), np.bool_),
            waiting,
            nothing,
            self.least[None, :],
            np.zeros(1, np.uint64),
            none,
            none,
        )

    def search(self, width: int, taste: int, clock: Clock) -> tuple[int, ...] | None:
        """The best order that a beam of `width` tails finds; None if the time is over before.

        `taste` says which tails are kept among those that asked for as much: 0 those whose worst-off player is best
        off, 1 and 2 those that besides have used up the acts that move most, where 2 looks at all players together.
        """
        tails = self.start()
        trace: list[tuple[NDArray[np.intp], NDArray[np.intp]]] = []
        try:
            for _ in range(self.x.n):
                clock.check()
                tails = self.step(tails, width, taste)
                trace.append((tails.parent, tails.last))
        except OutOfTime:
            return None
        row, order = 0, []
        for parent, last in reversed(trace):
            order.append(int(last[row]))
            row = int(parent[row])
        return tuple(order)

    def candidates(self, tails: Tails) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """All pairs of a tail and an act that may come just before it."""
        free = ~tails.inside
        if tails.waiting is not None:
            free &= tails.waiting == 0
        rows, acts = np.nonzero(free)
        return rows, acts

    def asked(self, tails: Tails, rows: NDArray[np.intp], acts: NDArray[np.intp]) -> tuple[Ints, Ints]:
        """What each pair has asked for (weighted), and how much each player then lacks, shape (players, pairs)."""
        value = np.zeros(len(rows), np.int64)
        short = np.empty((self.x.m, len(rows)), np.int64)
        for i in range(self.x.m):
            short[i] = self.exits[i] - tails.level[rows, i] - self.worth[i, acts]
            need = tails.need[rows, i]
            np.maximum(need, short[i], out=need, where=self.moves[i, acts])
            need *= self.weights[i]
            if self.total:
                value += need
            else:
                np.maximum(value, need, out=value)
        return value, short

    def step(self, tails: Tails, width: int, taste: int) -> Tails:
        """The best tails with one act more."""
        rows, acts = self.candidates(tails)
        value, short = self.asked(tails, rows, acts)
        np.maximum(value, self.low, out=value)
        best = np.lexsort((-acts, self.second(tails, rows, acts, short, taste), value))
        mark = tails.mark[rows[best]] + self.marks[acts[best]]
        _, first = np.unique(mark, return_index=True)
        first.sort()
        kept = best[first[:width]]
        return self.grown(tails, rows[kept], acts[kept])

    def second(
        self, tails: Tails, rows: NDArray[np.intp], acts: NDArray[np.intp], short: Ints, taste: int
    ) -> Ints:
        """What decides between pairs that have asked for as much; the smaller is kept."""
        if not self.x.m:
            return np.zeros(len(rows), np.int64)
        weights = self.weights[:, None]
        if taste == 2:
            if_all_moved = (np.maximum(tails.need[rows].T, short) * weights).sum(axis=0)
            second: Ints = 4 * if_all_moved - self.moved[acts]
            return second
        worst: Ints = (short * weights).max(axis=0)
        return worst - self.moved[acts] if taste else worst

    def lowest(self, high: int, clock: Clock) -> int:
        """What no order can be below, from all tails of the last few acts, as many as memory allows.

        Args:
            high: the value of an order that is known; tails that have asked for as much are of no interest.
            clock: when to end.
        """
        tails, low = self.start(), self.low
        for _ in range(self.x.n):
            if clock.left() <= 0 or len(tails.mark) * self.x.n > min(WIDEST, PAIRS_A_SECOND * clock.left()):
                return low
            rows, acts = self.candidates(tails)
            value = np.maximum(self.asked(tails, rows, acts)[0], self.low)
            low = max(low, min(high, int(value.min())))
            if low >= high:
                return low
            good = np.flatnonzero(value < high)
            marks = tails.mark[rows[good]] + self.marks[acts[good]]
            kept = good[self.once(tails, rows[good], acts[good], value[good], marks)]
            if len(kept) * (self.x.n + 1) > WIDEST:
                return low
            tails = self.grown(tails, rows[kept], acts[kept])
        return low

    def once(
        self,
        tails: Tails,
        rows: NDArray[np.intp],
        acts: NDArray[np.intp],
        value: Ints,
        marks: NDArray[np.uint64],
    ) -> NDArray[np.intp]:
        """One place for all tails of the same acts: the one that asked for least stands for them.

        For a least total two of them may both matter, and only tails with the same needs are the same.
        """
        if self.total:
            level = tails.level[rows] + self.worth[:, acts].T
            short = np.where(self.moves[:, acts].T, self.exits - level, 0)
            need = np.maximum(tails.need[rows], short).astype(np.uint64)
            marks = marks + (need * self.marks[: self.x.m]).sum(axis=1, dtype=np.uint64)
        best = np.lexsort((value, marks))
        first = np.ones(len(best), np.bool_)
        first[1:] = marks[best][1:] != marks[best][:-1]
        return best[first]

    def grown(self, tails: Tails, rows: NDArray[np.intp], acts: NDArray[np.intp]) -> Tails:
        """The chosen pairs as tails."""
        inside = tails.inside[rows]
        inside[np.arange(len(rows)), acts] = True
        waiting = None
        if self.before is not None and tails.waiting is not None:
            waiting = tails.waiting[rows] - self.before[acts]
        level = tails.level[rows] + self.worth[:, acts].T
        short = np.where(self.moves[:, acts].T, self.exits - level, 0)
        need = np.maximum(tails.need[rows], short)
        return Tails(inside, waiting, level, need, tails.mark[rows] + self.marks[acts], rows, acts)
