"""Compiled kernels of the frontier; they give the same points as `_plain`.

This module is imported only where the points are many enough to pay for it. All arrays are int64 and C-contiguous, so
that each kernel is compiled once.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]
    Mask = NDArray[np.bool_]

numba = importlib.import_module("numba")

# Compiled code keeps the constants that it was compiled with, so they stand in the same file.
FEW = 12  # so many points are compared each with each
PAIRS = 96
SAMPLE = 15


def compiled(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """The kernel, kept on disk for the next time where there is a folder for it."""
    try:
        made: Callable[..., Any] = numba.njit(cache=True, nogil=True)(kernel)
    except RuntimeError:  # no folder to keep it in
        made = numba.njit(nogil=True)(kernel)
    return made


def _join(p: Points, p0: int, p1: int, q: Points, q0: int, q1: int) -> Points:
    """The undominated of two frontiers of two parties, each moved by two numbers."""
    out = np.empty((p.shape[0] + q.shape[0], 2), np.int64)
    i = j = count = 0
    while i < p.shape[0] or j < q.shape[0]:
        if j == q.shape[0] or (
            i < p.shape[0]
            and (
                p[i, 0] + p0 > q[j, 0] + q0 or (p[i, 0] + p0 == q[j, 0] + q0 and p[i, 1] + p1 >= q[j, 1] + q1)
            )
        ):
            x, y = p[i, 0] + p0, p[i, 1] + p1
            i += 1
        else:
            x, y = q[j, 0] + q0, q[j, 1] + q1
            j += 1
        if count == 0 or y > out[count - 1, 1]:
            out[count, 0] = x
            out[count, 1] = y
            count += 1
    return out[:count].copy()


def _mark(a: Points, b: Points, low: Points, shift: Points, stride: Points, boxes: Points) -> None:
    """Every sum of a row of `a` and a row of `b` into its box: see `_plain.Shade`."""
    last = a.shape[1] - 1
    for j in range(b.shape[0]):
        for i in range(a.shape[0]):
            place = 0
            for c in range(last):
                place += ((a[i, c] + b[j, c] - low[c]) >> shift[c]) * stride[c]
            boxes[place] = max(boxes[place], a[i, last] + b[j, last])


def _lit(
    a: Points, b: Points, floor: Points, low: Points, shift: Points, stride: Points, boxes: Points
) -> Points:
    """The sums that reach the floor and that no higher box is seen to dominate."""
    parties = a.shape[1]
    last = parties - 1
    one = stride.sum()
    out = np.empty((a.shape[0] * b.shape[0], parties), np.int64)
    count = 0
    for j in range(b.shape[0]):
        for i in range(a.shape[0]):
            place = one
            ok = True
            for c in range(parties):
                number = a[i, c] + b[j, c]
                out[count, c] = number
                ok &= number >= floor[c]
                if c < last:
                    place += ((number - low[c]) >> shift[c]) * stride[c]
            if ok and boxes[place] < out[count, last]:
                count += 1
    return out[:count].copy()


def _sweep(points: Points, top: Points, bottom: Points, dead: Mask) -> None:
    """`_plain.beat` for two columns."""
    best = np.iinfo(np.int64).min
    i = 0
    for low in bottom:
        while i < top.shape[0] and points[top[i], 1] >= points[low, 1]:
            best = max(best, points[top[i], 2])
            i += 1
        if best >= points[low, 2] and i > 0:
            dead[low] = True


sweep = compiled(_sweep)


def _covers(points: Points, one: int, other: int, last: int) -> bool:
    """Whether one point gives at least as much in the columns from 1 to `last`."""
    for c in range(1, last + 1):  # noqa: SIM110 -- compiled as it stands
        if points[one, c] < points[other, c]:
            return False
    return True


covers = compiled(_covers)


def _taken(places: Points, mask: Mask) -> Points:
    """Those places at which the mask is set."""
    out = np.empty(places.shape[0], np.int64)
    count = 0
    for i in range(places.shape[0]):
        out[count] = places[i]
        count += mask[i]
    return out[:count]


taken = compiled(_taken)


def _pivot(up: Points, down: Points) -> int:
    """A number near the middle of both, above the smallest of all."""
    some = np.empty(2 * SAMPLE, np.int64)
    for i in range(SAMPLE):
        some[i] = up[i * up.shape[0] // SAMPLE]
        some[SAMPLE + i] = down[i * down.shape[0] // SAMPLE]
    some.sort()
    found: int = max(some[SAMPLE], min(up.min(), down.min()) + 1)
    return found


pivot = compiled(_pivot)


def _beat(points: Points, top: Points, bottom: Points, dead: Mask, last: int) -> None:
    """Mark those of `bottom` to which one of `top` gives at least as much: see `_plain.beat`."""
    if top.shape[0] == 0 or bottom.shape[0] == 0:
        return
    if last == 2:
        sweep(points, top, bottom, dead)
        return
    if top.shape[0] * bottom.shape[0] <= PAIRS:
        for low in bottom:
            for high in top:
                if covers(points, high, low, last):
                    dead[low] = True
                    break
        return
    up, down = points[top, last], points[bottom, last]
    if up.max() < down.min():
        return
    if up.min() >= down.max():
        beat(points, top, bottom, dead, last - 1)
        return
    middle = pivot(up, down)
    high, low = taken(top, up >= middle), taken(bottom, down < middle)
    beat(points, high, low, dead, last - 1)
    beat(points, high, taken(bottom, down >= middle), dead, last)
    beat(points, taken(top, up < middle), taken(low, ~dead[low]), dead, last)


beat = compiled(_beat)


def _divide(points: Points, order: Points, dead: Mask, first: int, until: int) -> None:
    """Mark the dominated among the places from `first` to before `until`, which stand in `order`."""
    last = points.shape[1] - 1
    if order.shape[0] <= FEW or until - first <= FEW:
        for low in order:
            for high in order:
                if high < low and covers(points, high, low, last):
                    dead[low] = True
                    break
        return
    middle = (first + until) // 2
    divide(points, taken(order, order < middle), dead, first, middle)
    top = taken(order, (order < middle) & ~dead[order])
    bottom = taken(order, order >= middle)
    beat(points, top, bottom, dead, last)
    divide(points, taken(bottom, ~dead[bottom]), dead, middle, until)


join = compiled(_join)
mark = compiled(_mark)
lit = compiled(_lit)
divide = compiled(_divide)


def undominated_sorted(points: Points) -> Mask:
    """The same as `_plain.undominated_sorted`, for three parties and more."""
    dead = np.zeros(len(points), np.bool_)
    order = np.ascontiguousarray((len(points) - 1 - np.argsort(points[::-1, 1], kind="stable"))[::-1])
    divide(points, order, dead, 0, len(points))
    return ~dead
