"""Trades of two and of three issues that leave nobody worse off (logrolling), and single changes that hurt nobody.

Logrolling: each party gives way on what is worth less to it than to the others (Raiffa 1982; Froman and Cohen 1970).
All combinations of changes are looked at; only those are added up that can still come to as much as the best so far.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.draft.best import Best, Trade, in_order, package_of
from detente.bargain.draft.items import Items, items_of, undominated_alone
from detente.bargain.frontier.prune import undominated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.draft.blocks import Block
    from detente.bargain.draft.scale import Scale

    Points = NDArray[np.int64]
    Places = NDArray[np.int64]

MOST_PAIRS: Final = 4_000_000
MOST_SUMS: Final = 400_000_000
_NUMBER: Final = {2: "two", 3: "three"}


def best_trades(
    scale: Scale, blocks: Sequence[Block], most: int, deadline: float | None
) -> tuple[list[Trade], list[str], bool]:
    """Single changes that hurt nobody and are not better for all, then the best trades of two and of three issues.

    A trade changes just so many issues, leaves nobody worse off (nor below its no-deal worth) and somebody better off,
    and no part of it that could be had by itself gives everybody as much. Of each size those with the largest smallest
    share of gain are listed, without any that another of these dominates.

    Returns:
        Trades, notes, and whether everything was looked at.
    """
    if not blocks or any(not len(block.choices) for block in blocks):
        return [], [], True
    found = _singles(scale, blocks, most)
    notes: list[str] = []
    complete = True
    for size, search in ((2, _twos), (3, _threes)):
        best = Best(scale, blocks, most)
        everything = search(best, deadline) and all(block.is_whole or block.upto >= size for block in blocks)
        found += best.trades()
        if best.count > most:
            notes.append(
                f"{best.count:,} trades of {_NUMBER[size]} issues have the same smallest gain: "
                f"the first {most} are shown."
            )
        if not everything:
            complete = False
            notes.append(f"Not every trade of {_NUMBER[size]} issues was looked at.")
    return found, notes, complete


def _singles(scale: Scale, blocks: Sequence[Block], most: int) -> list[Trade]:
    """The changes of one issue that hurt nobody, help somebody and are not better for all, the largest gains first."""
    items = items_of(blocks, 1)
    gains = items.gains
    good = (gains >= np.array(scale.need)).all(axis=1) & (gains > 0).any(axis=1) & ~(gains > 0).all(axis=1)
    items = items.only(good & (items.stuck == sum(block.is_stuck for block in blocks)))
    by_issue: dict[int, list[Trade]] = {}
    members = [(items, np.arange(len(items)))]
    for row, gain in enumerate(items.gains.tolist()):
        places = package_of(scale, blocks, members, row)
        issue = next(at for at, (new, old) in enumerate(zip(places, scale.draft, strict=True)) if new != old)
        by_issue.setdefault(issue, []).append((tuple(gain), places))
    found = [
        one
        for some in by_issue.values()
        for points in [{tuple(point) for point in undominated(np.array([gain for gain, _ in some])).tolist()}]
        for one in some
        if one[0] in points
    ]
    return in_order(scale, found, most)


def _twos(best: Best, deadline: float | None) -> bool:
    stuck = sum(block.is_stuck for block in best.blocks)
    _inside(best, 2, stuck)
    ones = undominated_alone(items_of(best.blocks, 1), best.blocks)
    if len(ones) ** 2 // 2 > MOST_SUMS:
        return False
    for first, after in _pairs(ones):
        if _is_over(deadline):
            return False
        sums = ones.gains[after:] + ones.gains[first]
        at = np.flatnonzero(
            (sums >= best.floor).all(axis=1) & (ones.stuck[after:] + ones.stuck[first] == stuck)
        )
        best.offer(sums[at], [(ones, np.full(len(at), first)), (ones, at + after)])
    return True


def _pairs(ones: Items) -> Iterator[tuple[int, int]]:
    """Each change, and the place from which on the changes of later blocks stand."""
    ends = np.searchsorted(ones.block, ones.block, side="right")
    return ((first, int(after)) for first, after in enumerate(ends) if after < len(ones))


def _inside(best: Best, size: int, stuck: int) -> None:
    items = items_of(best.blocks, size)
    items = items.only(items.stuck == stuck)
    best.offer(items.gains, [(items, np.arange(len(items)))])


def _is_over(deadline: float | None) -> bool:
    return deadline is not None and time.monotonic() > deadline


def _threes(best: Best, deadline: float | None) -> bool:
    _inside(best, 3, sum(block.is_stuck for block in best.blocks))
    ones = undominated_alone(items_of(best.blocks, 1), best.blocks)
    return _two_and_one(best, ones, deadline) and _one_each(best, ones, deadline)


def _two_and_one(best: Best, ones: Items, deadline: float | None) -> bool:
    """Two linked issues and one of another block."""
    stuck = sum(block.is_stuck for block in best.blocks)
    twos = items_of(best.blocks, 2)
    if len(twos) * len(ones) > MOST_SUMS:
        return False
    for one in range(len(ones) if len(twos) else 0):
        if _is_over(deadline):
            return False
        at = np.flatnonzero((twos.gains >= best.floor - ones.gains[one]).all(axis=1))
        at = at[(twos.block[at] != ones.block[one]) & (twos.stuck[at] + ones.stuck[one] == stuck)]
        sums = twos.gains[at] + ones.gains[one]
        if not ones.stuck[one]:
            real = ~(twos.parts[at] >= sums[:, None, :]).all(axis=2).any(axis=1)
            at, sums = at[real], sums[real]
        best.offer(sums, [(twos, at), (ones, np.full(len(at), one))])
    return True


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Two changes of different blocks: places in the list of changes, the first rising."""

    first: Places
    second: Places
    gains: Points


def _one_each(best: Best, ones: Items, deadline: float | None) -> bool:
    """Three changes of three blocks; the pairs of the last two are added to each change of an earlier block."""
    stuck = sum(block.is_stuck for block in best.blocks)
    pairs = _hopeful_pairs(best, ones)
    if pairs is None:
        return False
    starts = np.searchsorted(pairs.first, np.searchsorted(ones.block, ones.block, side="right"))
    if sum(len(pairs.first) - int(start) for start in starts) > MOST_SUMS:
        return False
    columns = [np.ascontiguousarray(column) for column in pairs.gains.T]
    for one, start in enumerate(starts.tolist()):
        if _is_over(deadline):
            return False
        wanted = best.floor - ones.gains[one]
        at = start + np.flatnonzero(columns[0][start:] >= wanted[0])
        for column, low in zip(columns[1:], wanted[1:], strict=True):
            at = at[column[at] >= low]
        at = at[ones.stuck[one] + ones.stuck[pairs.first[at]] + ones.stuck[pairs.second[at]] == stuck]
        at = at[_is_real(ones, one, pairs.first[at]) & _is_real(ones, one, pairs.second[at])]
        best.offer(
            pairs.gains[at] + ones.gains[one],
            [(ones, np.full(len(at), one)), (ones, pairs.first[at]), (ones, pairs.second[at])],
        )
    return True


def _is_real(ones: Items, one: int, others: Places) -> NDArray[np.bool_]:
    """Where two changes together are not useless: without them the third alone would give everybody as much."""
    useless = (ones.gains[one] + ones.gains[others] <= 0).all(axis=1)
    stuck: NDArray[np.bool_] = (ones.stuck[one] + ones.stuck[others]) > 0
    real: NDArray[np.bool_] = ~useless | stuck
    return real


def _hopeful_pairs(best: Best, ones: Items) -> _Pairs | None:
    """The pairs that are not useless and come up to what is needed with the best change of an earlier block."""
    if len(ones) ** 2 // 2 > MOST_SUMS:
        return None
    top = _best_before(ones)
    found: list[tuple[Places, Places]] = []
    count = 0
    for first, after in _pairs(ones):
        seconds = np.arange(after, len(ones))
        sums = ones.gains[after:] + ones.gains[first]
        kept = (sums >= best.floor - top[first]).all(axis=1) & _is_real(ones, first, seconds)
        found.append((np.full(int(kept.sum()), first), seconds[kept]))
        count += len(found[-1][1])
        if count > MOST_PAIRS:
            return None
    firsts = np.concatenate([np.zeros(0, np.int64), *(one for one, _ in found)])
    seconds = np.concatenate([np.zeros(0, np.int64), *(one for _, one in found)])
    return _Pairs(firsts, seconds, ones.gains[firsts] + ones.gains[seconds])


def _best_before(ones: Items) -> Points:
    """For each change the most that one of an earlier block gives each party; very little where there is none."""
    low = np.full((1, ones.gains.shape[1]), -(2**60), np.int64)
    top = np.maximum.accumulate(np.concatenate([low, ones.gains]), axis=0)
    starts = np.searchsorted(ones.block, ones.block, side="left")
    found: Points = top[starts]
    return found
