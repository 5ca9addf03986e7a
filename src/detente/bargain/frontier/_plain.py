"""Dominance with numpy alone, on points that are distinct and in falling lexicographic order.

Among three parties and more the first worth is taken care of by the order: only an earlier point can dominate. The rest
is divide and conquer on the worths, the last ones compared in one sweep (H. T. Kung, F. Luccio, F. P. Preparata, On
finding the maxima of a set of vectors, Journal of the ACM 22(4), 1975).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]
    Places = NDArray[np.int64]
    Mask = NDArray[np.bool_]

NOTHING: Final = np.iinfo(np.int64).min
FEW: Final = 128  # so many points are compared each with each
PAIRS: Final = 16384
CELLS: Final = 2**18  # fit in the second cache


def undominated_sorted(points: Points) -> Mask:
    """For each point, whether no other dominates it.

    Args:
        points: int64, shape (n, parties), distinct, in falling lexicographic order.
    """
    parties = points.shape[1]
    if parties == 1:
        return rises(points[:, 0])
    if parties == 2:
        return rises(points[:, 1])
    if parties == 3:
        return _three(points[:, 1], points[:, 2])
    dead = np.zeros(len(points), np.bool_)
    _divide(points, _falling_second(points), dead, 0, len(points))
    return ~dead


def rises(worth: Points) -> Mask:
    """Where a number is larger than all before it."""
    found = np.ones(len(worth), np.bool_)
    np.greater(worth[1:], np.maximum.accumulate(worth)[:-1], out=found[1:])
    return found


def _falling_second(points: Points) -> Places:
    """Places by falling second worth, in order where it is equal."""
    return (len(points) - 1 - np.argsort(points[::-1, 1], kind="stable"))[::-1]


def _three(second: Points, third: Points) -> Mask:
    """By halves of the order, all halves of one size in one pass, so that numpy has long arrays to work on.

    Points stand by falling second worth within each piece. What counts of a piece is its best third worth so far among
    the earlier half; numbers of pieces above it keep the pieces apart in one running maximum.
    """
    count = len(second)
    if count < 2:
        return np.ones(count, np.bool_)
    order = (count - 1 - np.argsort(second[::-1], kind="stable"))[::-1]
    _, height = np.unique(third, return_inverse=True)
    height = height.astype(np.int64) + 1
    here = np.arange(count)
    dead = np.zeros(count, np.bool_)
    for bit in reversed(range((count - 1).bit_length())):
        later = (order >> bit) & 1
        earlier = 1 - later
        base = (order >> (bit + 1)) * (count + 1)
        tall = height[order]
        best = np.maximum.accumulate(base + tall * earlier)
        beaten = (best - base >= tall) & (later == 1)
        dead[order[beaten]] = True
        passed = np.cumsum(earlier)
        start = (order >> (bit + 1)) << bit
        where = np.where(later == 1, start + (1 << bit) + here - passed, start + passed - 1)
        moved = np.empty_like(order)
        moved[where] = order
        order = moved
    return ~dead


def _divide(points: Points, order: Places, dead: Mask, first: int, until: int) -> None:
    """Mark the dominated among the places from `first` to before `until`, which stand in `order`."""
    if len(order) < 2:
        return
    if len(order) <= FEW or until - first <= FEW:
        order = np.sort(order)
        rest = points[order]
        dead[order] |= np.triu(_covers(rest, rest, points.shape[1] - 1), 1).any(axis=0)
        return
    middle = (first + until) // 2
    earlier = order < middle
    _divide(points, order[earlier], dead, first, middle)
    top, bottom = order[earlier], order[~earlier]
    beat(points, top[~dead[top]], bottom, dead, points.shape[1] - 1)
    _divide(points, bottom[~dead[bottom]], dead, middle, until)


def beat(points: Points, top: Places, bottom: Places, dead: Mask, last: int) -> None:
    """Mark those of `bottom` to which one of `top` gives at least as much in the columns from 1 to `last`.

    Args:
        points: int64, shape (n, parties).
        top: places, by falling worth in column 1.
        bottom: places, by falling worth in column 1.
        dead: marks, shape (n,), written to.
        last: the last column compared, at least 2.
    """
    if not len(top) or not len(bottom):
        return
    if last == 2:
        best = np.maximum.accumulate(points[top, 2])
        passed = np.searchsorted(-points[top, 1], -points[bottom, 1], side="right")
        dead[bottom] |= (passed > 0) & (best[passed - 1] >= points[bottom, 2])
        return
    if len(top) * len(bottom) <= PAIRS:
        dead[bottom] |= _covers(points[top], points[bottom], last).any(axis=0)
        return
    up, down = points[top, last], points[bottom, last]
    if up.max() < down.min():
        return
    if up.min() >= down.max():
        beat(points, top, bottom, dead, last - 1)
        return
    both = np.concatenate((up, down))
    pivot = np.partition(both, len(both) // 2)[len(both) // 2]
    if pivot == both.min():
        pivot += 1  # something is larger, or we were out above
    beat(points, top[up >= pivot], bottom[down < pivot], dead, last - 1)
    beat(points, top[up >= pivot], bottom[down >= pivot], dead, last)
    lower = bottom[down < pivot]
    beat(points, top[up < pivot], lower[~dead[lower]], dead, last)


def _covers(top: Points, bottom: Points, last: int) -> Mask:
    """Whether a row of one gives at least as much as a row of the other in the columns from 1 to `last`."""
    found: Mask = top[:, None, 1] >= bottom[None, :, 1]
    for column in range(2, last + 1):
        found &= top[:, None, column] >= bottom[None, :, column]
    return found


def reach(points: Points, low: Points) -> Mask:
    """Which points give every party its number of `low`; column by column, for arrays are long and not wide."""
    found = np.ones(len(points), np.bool_)
    for column, least in enumerate(low.tolist()):
        found &= points[:, column] >= least
    return found


def corners(points: Points) -> tuple[Points, Points]:
    """The least and the greatest number in each column, shape (parties,) each."""
    columns = [points[:, column] for column in range(points.shape[1])]
    return np.array([one.min() for one in columns]), np.array([one.max() for one in columns])


class Shade:
    """Boxes over all worths but the last, and the best last worth that is reached in or above each.

    A point is surely dominated if the box one further up for every party reaches its last worth. That takes one look a
    point, however many points there are.
    """

    def __init__(self, low: Points, high: Points, count: int) -> None:
        """Boxes for points between two corners, of shape (parties,) each, with a number that suits the count."""
        across = len(low) - 1
        side = max(2, int(min(CELLS, max(count // 4, 1)) ** (1 / across) + 1e-9))
        self.low = np.ascontiguousarray(low)
        spread = [int(to) - int(start) for start, to in zip(low[:-1], high[:-1], strict=True)]
        self.shift = np.array([max(0, size.bit_length() - side.bit_length()) for size in spread], np.int64)
        # The largest shift that fills the side: one less where the spread does not fill its power of two.
        for at, size in enumerate(spread):
            while self.shift[at] and size >> (int(self.shift[at]) - 1) < side:
                self.shift[at] -= 1
            while size >> int(self.shift[at]) >= side:
                self.shift[at] += 1
        shape = [(size >> int(by)) + 2 for size, by in zip(spread, self.shift, strict=True)]
        self.boxes = np.full(shape, NOTHING, np.int64)
        self.stride = np.array([by // 8 for by in self.boxes.strides], np.int64)

    def places(self, points: Points) -> Places:
        """The box of each point, in the flat array."""
        found = np.zeros(points.shape[:-1], np.int64)
        for at, (low, by, stride) in enumerate(zip(self.low, self.shift, self.stride, strict=False)):
            found += ((points[..., at] - low) >> by) * stride
        return found

    def mark(self, points: Points) -> None:
        """Points that are there."""
        np.maximum.at(self.boxes.reshape(-1), self.places(points), points[..., -1])

    def close(self) -> None:
        """When all are marked: each box tells of all above it."""
        for axis in range(self.boxes.ndim):
            turned = np.flip(self.boxes, axis)
            np.maximum.accumulate(turned, axis=axis, out=turned)

    def lit(self, points: Points) -> Mask:
        """Where no point of a higher box is seen to dominate."""
        seen: Mask = self.boxes.reshape(-1)[self.places(points) + int(self.stride.sum())] < points[..., -1]
        return seen
