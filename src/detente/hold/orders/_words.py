"""The table of subsets, one bit a set: by numba where it is installed, else by numpy with the same answers.

A set is a number; its lowest six acts say which bit of a word, the others which word. Whether a player may move at a
set is a comparison of a sum with a floor; for the 64 sets of a word it is one search in 64 sorted sums. To take an act
out of a set is to look at another word (a high act) or to shift within the word (a low one).
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.hold.orders._indexed import Clock, Indexed, first_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bits = NDArray[np.uint64]

LOW = 6  # acts within a word
CHUNK = 1 << 15  # words between two looks at the clock
_ALL = (1 << 64) - 1


class Words:
    """The acts and players as arrays, and the table that each decision fills anew.

    Args:
        x: at least six acts; all sums fit 64 bits.
        clock: OutOfTime is raised when its time is over.
        fast: by numba.
    """

    def __init__(self, x: Indexed, clock: Clock, fast: bool) -> None:
        self.x, self.clock, self.fast = x, clock, fast
        self.high = x.n - LOW
        self.groups = sorted(set(x.movers))
        self.group = np.array([self.groups.index(movers) for movers in x.movers], np.int64)
        worth = np.array(x.worth, np.int64).reshape(x.m, x.n)
        low = _sums(worth[:, :LOW])
        rank = np.argsort(low, axis=1, kind="stable")
        self.sorted = np.take_along_axis(low, rank, axis=1)
        bits = np.left_shift(np.uint64(1), rank.astype(np.uint64))
        self.from_rank = np.zeros((x.m, 65), np.uint64)  # the sets from each rank upwards
        for place in range(63, -1, -1):
            self.from_rank[:, place] = self.from_rank[:, place + 1] | bits[:, place]
        self.worth_high = np.ascontiguousarray(worth[:, LOW:])
        self.high_before = np.array([mask >> LOW for mask in x.before], np.int64)
        self.low_ok = np.array([_without(mask) for mask in x.before], np.uint64)
        self.table = np.zeros(1 << self.high, np.uint64)

    def decide(self, limits: Sequence[int]) -> tuple[int, ...] | None:
        """The first order, in the order given, that keeps every need within its limit; None where there is none."""
        pairs = zip(self.x.exits, limits, strict=True)
        floor = np.array([exit_ - limit for exit_, limit in pairs], np.int64)
        if self.fast:
            self._by_numba(floor)
        else:
            self._by_numpy(floor)
        table = self.table
        return first_order(
            self.x, floor.tolist(), lambda left: bool(int(table[left >> LOW]) >> (left & 63) & 1)
        )

    def _by_numba(self, floor: Ints) -> None:
        fill = compiled()
        moves = np.array([[i in group for i in range(self.x.m)] for group in self.groups], np.bool_)
        moves = moves.reshape(len(self.groups), self.x.m)
        total = 1 << self.high
        steps = _steps(self.worth_high)
        for start in range(0, total, CHUNK):
            self.clock.check()
            at = [sum(row[j] for j in range(self.high) if start >> j & 1) for row in self.worth_high.tolist()]
            level = np.array(at, np.int64)
            stop = min(total, start + CHUNK)
            fill(
                self.table, start, stop, level, steps, self.sorted, self.from_rank, floor,
                moves, self.group, self.high_before, self.low_ok,
            )  # fmt: skip

    def _by_numpy(self, floor: Ints) -> None:
        """By layers of words with equally many high acts: all that a layer looks at is done before it."""
        table = self.table
        table[:] = 0
        sums = _sums(self.worth_high)
        count = np.zeros(1 << self.high, np.uint8)
        for j in range(self.high):
            count[1 << j : 2 << j] = count[: 1 << j] + 1
        for layer in range(self.high + 1):
            self.clock.check()
            words = np.flatnonzero(count == layer)
            allowed = self._allowed(sums[:, words], floor, len(words))
            reached = np.full(len(words), 1 if layer == 0 else 0, np.uint64)
            for j in range(self.high):
                act = j + LOW
                came = table[words & ~(1 << j)]  # a word without the act is itself, and still 0
                if self.high_before[act]:
                    came[(words & self.high_before[act]) != 0] = 0
                reached |= came & allowed[self.group[act]] & self.low_ok[act]
            table[words] = self._closed(reached, words, allowed)

    def _allowed(self, sums: Ints, floor: Ints, size: int) -> list[Bits]:
        """For each group of movers, the sets of each word at which all of them go on."""
        may = [
            self.from_rank[i][np.searchsorted(self.sorted[i], floor[i] - sums[i])] for i in range(self.x.m)
        ]
        found = []
        for group in self.groups:
            both = np.full(size, _ALL, np.uint64)
            for i in group:
                both &= may[i]
            found.append(both)
        return found

    def _closed(self, reached: Bits, words: Ints, allowed: list[Bits]) -> Bits:
        """What is reached within each word by adding low acts, until nothing is added."""
        ways = []
        for act in range(LOW):
            may = allowed[self.group[act]] & self.low_ok[act] & np.uint64(_ALL ^ _without(1 << act))
            if self.high_before[act]:
                may[(words & self.high_before[act]) != 0] = 0
            ways.append((np.uint64(1 << act), may))
        while True:
            before = reached.copy()
            for shift, may in ways:
                reached |= (reached << shift) & may
            if np.array_equal(before, reached):
                return reached


def _sums(worth: Ints) -> Ints:
    """The sum of each subset of the columns, for each row: shape (rows, 2^columns)."""
    sums = np.zeros((worth.shape[0], 1 << worth.shape[1]), np.int64)
    for j in range(worth.shape[1]):
        sums[:, 1 << j : 2 << j] = sums[:, : 1 << j] + worth[:, j : j + 1]
    return sums


def _steps(worth: Ints) -> Ints:
    """What is added to each sum from one word to the next, by the lowest high act that comes in."""
    below = np.cumsum(worth, axis=1)
    steps = np.zeros((worth.shape[0], worth.shape[1] + 1), np.int64)
    steps[:, :-1] = 2 * worth - below
    return steps


def _without(mask: int) -> int:
    """The bits of a word whose low acts share none with the mask."""
    return sum(1 << low for low in range(64) if not low & mask)


@lru_cache(maxsize=1)
def compiled() -> Any:
    """The kernel as machine code, kept on disk where a folder for it can be written."""
    numba = importlib.import_module("numba")
    try:
        return numba.njit(cache=True, nogil=True)(_fill)
    except RuntimeError:  # no folder to keep it in
        return numba.njit(nogil=True)(_fill)


def _fill(  # noqa: C901 -- one kernel: numba compiles it as a whole
    table: Bits,
    start: int,
    stop: int,
    level: Ints,
    steps: Ints,
    sums: Ints,
    from_rank: Bits,
    floor: Ints,
    moves: NDArray[np.bool_],
    group: Ints,
    high_before: Ints,
    low_ok: Bits,
) -> None:
    """Fill the words from `start` to `stop`; `level` holds the sums of the word `start`."""
    m, groups, n = level.shape[0], moves.shape[0], group.shape[0]
    may = np.zeros(m, np.uint64)
    allowed = np.zeros(groups, np.uint64)
    ways = np.zeros(6, np.uint64)
    zero, one, full = np.uint64(0), np.uint64(1), ~np.uint64(0)
    for word in range(start, stop):
        for i in range(m):
            least = floor[i] - level[i]
            rank = 0
            if sums[i, 63] < least:
                rank = 64
            else:
                for jump in (32, 16, 8, 4, 2, 1):
                    if sums[i, rank + jump - 1] < least:
                        rank += jump
            may[i] = from_rank[i, rank]
        some = zero
        for g in range(groups):
            both = full
            for i in range(m):
                if moves[g, i]:
                    both &= may[i]
            allowed[g] = both
            some |= both
        reached = one if word == 0 else zero
        if some != zero:
            for act in range(6, n):
                bit = 1 << (act - 6)
                if word & bit and not word & high_before[act]:
                    reached |= table[word ^ bit] & allowed[group[act]] & low_ok[act]
            if reached != zero:
                for act in range(6):
                    ways[act] = zero
                    if not word & high_before[act]:
                        ways[act] = allowed[group[act]] & low_ok[act]
                before = zero
                while before != reached:
                    before = reached
                    reached |= ((reached & np.uint64(0x5555555555555555)) << one) & ways[0]
                    reached |= ((reached & np.uint64(0x3333333333333333)) << np.uint64(2)) & ways[1]
                    reached |= ((reached & np.uint64(0x0F0F0F0F0F0F0F0F)) << np.uint64(4)) & ways[2]
                    reached |= ((reached & np.uint64(0x00FF00FF00FF00FF)) << np.uint64(8)) & ways[3]
                    reached |= ((reached & np.uint64(0x0000FFFF0000FFFF)) << np.uint64(16)) & ways[4]
                    reached |= (reached << np.uint64(32)) & ways[5]
        table[word] = reached
        low = 0
        while (word + 1) >> low & 1 == 0:
            low += 1
        for i in range(m):
            level[i] += steps[i, low]
