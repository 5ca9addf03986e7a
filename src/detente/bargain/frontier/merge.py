"""All sums of a point of one frontier and a point of another, and of these the undominated ones.

The frontier of two independent groups of issues is the frontier of the sums of their frontiers, because a dominated
part can be replaced in any sum. Two parties: where the worths of one of them lie on few enough numbers, the best of the
other is kept for each number (dynamic programming by value, as for the knapsack: R. Bellman, Dynamic Programming,
1957); else sorted lists are merged. Three parties and more: boxes take out what is dominated by far, and the rest is
pruned.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.frontier import _plain
from detente.bargain.frontier.prune import SHADED, checked, kernels, pruned, undominated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]

NO_FLOOR: Final = -(2**62)
"""A floor that every sum is above."""
MOST_CANDIDATES: Final = 2**21
DEARER, DEARER_FAST = 60, 16  # a candidate of sorted lists against a cell of values


def sum_of(
    a: Points,
    b: Points,
    *,
    floor: Points | None = None,
    most_candidates: int = MOST_CANDIDATES,
    fast: bool | None = None,
) -> Points:
    """The undominated sums of a point of `a` and a point of `b`.

    Args:
        a: int64, shape (n, parties), undominated, in falling lexicographic order, as `undominated` and this return.
        b: the same, shape (k, parties).
        floor: int64, shape (parties,): sums that give a party less are left out; -2**62 for no limit.
        most_candidates: about how many sums are held at a time, beside the answer.
        fast: use compiled kernels (numba) where installed; by default where the sums are many enough.

    Returns:
        int64, C-contiguous, shape (s, parties), in falling lexicographic order; (0, parties) where nothing is left.

    Raises:
        ValueError: an array has another shape or type.
    """
    a, b = checked(a), checked(b)
    parties = a.shape[1]
    if b.shape[1] != parties:
        raise ValueError(f"points of {parties} and of {b.shape[1]} parties have no sums")
    low = np.full(parties, NO_FLOOR, np.int64) if floor is None else np.ascontiguousarray(floor, np.int64)
    a, b = _hopeful(a, b, low)
    if len(a) < len(b):
        a, b = b, a
    if not len(b):
        return np.empty((0, parties), np.int64)
    if len(b) == 1:
        found = a + b
    elif parties == 2:
        found = _two(a, b, most_candidates, fast)
    else:
        found = _more(a, b, low, most_candidates, fast)
    if floor is not None:
        found = found[_plain.reach(found, low)]
    return np.ascontiguousarray(found)


def _hopeful(a: Points, b: Points, low: Points) -> tuple[Points, Points]:
    """Without the points that reach the floor with nothing on the other side."""
    if not len(a) or not len(b) or bool(np.all(low <= NO_FLOOR)):
        return a, b
    a = a[_plain.reach(a, low - _plain.corners(b)[1])]
    if len(a):
        b = b[_plain.reach(b, low - _plain.corners(a)[1])]
    return a, b


def _two(a: Points, b: Points, most: int, fast: bool | None) -> Points:
    """By value on the shorter scale, or by merging, whichever costs less."""
    scales = [_scale(a, b, party) for party in (0, 1)]
    shorter = 0 if scales[0][1] <= scales[1][1] else 1
    step, cells = scales[shorter]
    candidates = len(a) * len(b)
    compiled = kernels(candidates, 2, fast)
    across = (int(a[:, shorter].max()) - int(a[:, shorter].min())) // step + 1
    if cells <= max(most, 1024) and across * len(b) + 8 * cells < candidates * (
        DEARER_FAST if compiled else DEARER
    ):
        return _by_value(a, b, shorter, step)
    if compiled:
        return _joined(a, b, compiled.join)
    found = np.empty((0, 2), np.int64)
    for rows, others in _pieces(a, b, most):
        sums = _all(rows, others)
        found = undominated(np.concatenate((found, sums)) if len(found) else sums)
    return found


def _scale(a: Points, b: Points, party: int) -> tuple[int, int]:
    """The step of a party's sums and how many steps they span."""
    spread = sum(int(one[:, party].max()) - int(one[:, party].min()) for one in (a, b))
    step = math.gcd(_step(a[:, party]), _step(b[:, party])) or 1
    return step, spread // step + 1


def _step(worth: Points) -> int:
    """The greatest common divisor of the differences; mostly it is found in the first ones."""
    apart = worth[1:] - worth[0]
    first = int(np.gcd.reduce(apart[:64]))
    if first <= 1 or len(apart) <= 64:
        return first
    return first if not (apart % first).any() else int(np.gcd.reduce(apart))


def _by_value(a: Points, b: Points, party: int, step: int) -> Points:
    """The best of the other party for each number that `party` can have."""
    other = 1 - party
    low = [one.min(axis=0) for one in (a, b)]
    cell, add = (((one - base)[:, party] // step) for one, base in zip((a, b), low, strict=True))
    worth, more = ((one - base)[:, other] for one, base in zip((a, b), low, strict=True))
    highest = int(worth.max()) + int(more.max())
    kind = next(kind for kind in (np.int16, np.int32, np.int64) if highest < np.iinfo(kind).max)
    nothing = -highest - 1  # stays below 0 whatever is added
    best: Points = np.full(int(cell.max()) + 1, nothing, kind)
    best[cell] = worth
    total: Points = np.full(len(best) + int(add.max()), nothing, kind)
    moved = np.empty_like(best)
    for start, gain in zip(add.tolist(), more.tolist(), strict=True):
        np.add(best, kind(gain), out=moved)
        part = total[start : start + len(best)]
        np.maximum(part, moved, out=part)
    down = np.flatnonzero(_plain.rises(np.maximum(total[::-1], -1)))
    kept = len(total) - 1 - down
    kept = kept[total[kept] >= 0]
    found = np.empty((len(kept), 2), np.int64)
    found[:, party] = kept * step + (low[0][party] + low[1][party])
    found[:, other] = total[kept].astype(np.int64) + (low[0][other] + low[1][other])
    return found if party == 0 else found[::-1]


def _joined(a: Points, b: Points, join: Callable[..., Points]) -> Points:
    """One moved copy of `a` for each point of `b`, joined two by two as in a tournament, depth first."""
    done: list[tuple[int, Points, tuple[int, int]]] = []
    for x, y in b.tolist():
        level, made, (dx, dy) = 0, a, (x, y)
        while done and done[-1][0] == level:
            _, before, (bx, by) = done.pop()
            made, (dx, dy) = join(before, bx, by, made, dx, dy), (0, 0)
            level += 1
        done.append((level, made, (dx, dy)))
    _, made, (dx, dy) = done.pop()
    while done:
        _, before, (bx, by) = done.pop()
        made, (dx, dy) = join(before, bx, by, made, dx, dy), (0, 0)
    return made


def _all(a: Points, b: Points) -> Points:
    """All sums: a copy of `a` for each point of `b`, one after the other."""
    return (b[:, None, :] + a[None, :, :]).reshape(-1, a.shape[1])


def _pieces(a: Points, b: Points, most: int) -> Iterator[tuple[Points, Points]]:
    """Rows of `a` and of `b` that have at most `most` sums together, at least one."""
    most = max(1, most)
    for first in range(0, len(a), most):
        rows = a[first : first + most]
        size = max(1, most // len(rows))
        for start in range(0, len(b), size):
            yield rows, b[start : start + size]


def _more(a: Points, b: Points, low: Points, most: int, fast: bool | None) -> Points:
    """Three parties and more: two passes over all sums, the first to mark boxes, the second to see what is left."""
    candidates = len(a) * len(b)
    if candidates < SHADED and candidates <= most:
        sums = _all(a, b)
        return pruned(sums[_plain.reach(sums, low)], fast)
    compiled = kernels(candidates, a.shape[1], fast)
    (low_a, high_a), (low_b, high_b) = _plain.corners(a), _plain.corners(b)
    shade = _plain.Shade(low_a + low_b, high_a + high_b, candidates)
    for rows, others in _pieces(a, b, most):
        if compiled:
            compiled.mark(rows, others, shade.low, shade.shift, shade.stride, shade.boxes.reshape(-1))
        else:
            shade.mark(_all(rows, others))
    shade.close()
    kept: list[Points] = []
    for rows, others in _pieces(a, b, most):
        if compiled:
            sums = compiled.lit(
                rows, others, low, shade.low, shade.shift, shade.stride, shade.boxes.reshape(-1)
            )
        else:
            sums = _all(rows, others)
            sums = sums[shade.lit(sums) & _plain.reach(sums, low)]
        kept.append(sums)
        if sum(map(len, kept)) > most:
            kept = [pruned(np.concatenate(kept), fast)]
    return pruned(np.concatenate(kept), fast)
