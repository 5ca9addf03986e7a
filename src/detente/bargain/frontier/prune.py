"""Which points no other point dominates: at least as much for every party and more for one.

Points are int64 arrays of shape (n, parties), larger is better, and no number is beyond 2**61 either way. Two parties
take a sort and a running maximum; three and more divide and conquer (H. T. Kung, F. Luccio, F. P. Preparata, On finding
the maxima of a set of vectors, Journal of the ACM 22(4), 1975), in O(n log^(m - 2) n) for m parties, after boxes have
taken out what is dominated by far. numba, where it is installed, makes it faster and changes nothing else.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.frontier import _plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]
    Mask = NDArray[np.bool_]

SHADED: Final = 2048  # from here boxes pay
COLD: Final = {2: 10_000_000, 3: 3_000_000}  # points from which the import of numba pays, by parties
COLD_MORE: Final = 200_000
WARM: Final = 500
ALONE: Final = 62  # bits of one number that can hold a whole point


def undominated(points: Points, *, fast: bool | None = None) -> Points:
    """The undominated points, each distinct one once, in falling lexicographic order.

    Args:
        points: int64, shape (n, parties).
        fast: use compiled kernels (numba) where installed; by default where the points are many enough.

    Returns:
        int64, C-contiguous, shape (k, parties).

    Raises:
        ValueError: the array has another shape or type.
    """
    points = checked(points)
    parties = points.shape[1]
    if len(points) < 2:
        return points.copy()
    if parties == 1:
        best: Points = points.max(axis=0, keepdims=True)
        return best
    if parties == 2:
        return _two(points)
    if len(points) >= SHADED:
        shade = _plain.Shade(*_plain.corners(points), len(points))
        shade.mark(points)
        shade.close()
        points = points[shade.lit(points)]
    return pruned(points, fast)


def pruned(points: Points, fast: bool | None) -> Points:
    """The same as `undominated` for three parties and more, where boxes have done their work already."""
    points = falling(points)
    return points[sorted_mask(points, fast)]


def undominated_mask(points: Points, *, fast: bool | None = None) -> Mask:
    """For each point, whether no other point dominates it; equal points do not dominate each other.

    Args:
        points: int64, shape (n, parties), in any order.
        fast: as in `undominated`.

    Returns:
        bool, shape (n,).

    Raises:
        ValueError: the array has another shape or type.
    """
    points = checked(points)
    order = falling_order(points)
    points = points[order]
    new = new_rows(points)
    found = np.empty(len(points), np.bool_)
    found[order] = sorted_mask(points[new], fast)[np.cumsum(new) - 1]
    return found


def kernels(points: int, parties: int, fast: bool | None) -> ModuleType | None:
    """The compiled kernels, or None where they do not pay or numba is not installed.

    Args:
        points: how many points there are to look at.
        parties: how many parties.
        fast: True or False to decide it.
    """
    loaded = "detente.bargain.frontier._kernels" in sys.modules
    least = WARM if loaded else COLD.get(parties, COLD_MORE)
    if fast is False or (fast is None and points < least):
        return None
    try:
        from detente.bargain.frontier import _kernels  # noqa: PLC0415 -- it needs numba, and compiling takes seconds
    except ImportError:
        return None
    return _kernels


def checked(points: Points) -> Points:
    """The array as compiled code takes it.

    Raises:
        ValueError: the array has another shape or type.
    """
    if points.ndim != 2 or points.shape[1] < 1 or points.dtype != np.int64:
        raise ValueError(
            f"points are int64 of shape (n, parties), not {points.dtype} of shape {points.shape}"
        )
    return np.ascontiguousarray(points)


def falling(points: Points) -> Points:
    """Distinct points in falling lexicographic order; shape (n, parties) to (k, parties)."""
    if not len(points):
        return points
    low, bits = _widths(points)
    if sum(bits) > ALONE:
        points = points[falling_order(points)]
        return points[new_rows(points)]
    key = np.sort(_packed(points, low, bits))[::-1]
    key = key[new_rows(key[:, None])]
    found = np.empty((len(key), len(bits)), np.int64)
    for column in reversed(range(len(bits))):
        found[:, column] = (key & ((1 << bits[column]) - 1)) + low[column]
        key >>= bits[column]
    return found


def falling_order(points: Points) -> NDArray[np.intp]:
    """The places of the points in falling lexicographic order; of equal points in any order."""
    if len(points):
        low, bits = _widths(points)
        if sum(bits) <= ALONE:
            return np.argsort(_packed(points, low, bits))[::-1]
    order = np.argsort(points[:, 0])[::-1]
    first = points[order, 0]  # by this, and only ties by the others
    tied = np.zeros(len(points), np.bool_)
    same = first[1:] == first[:-1]
    tied[1:] |= same
    tied[:-1] |= same
    some = order[tied]
    order[tied] = some[np.lexsort(points[some].T[::-1])[::-1]]
    return order


def _widths(points: Points) -> tuple[Points, list[int]]:
    """The least number in each column, and how many bits hold what is above it."""
    low, high = _plain.corners(points)
    return low, [(int(to) - int(start)).bit_length() for to, start in zip(high, low, strict=True)]


def _packed(points: Points, low: Points, bits: list[int]) -> Points:
    """Each point as one number that keeps the lexicographic order."""
    key = np.zeros(len(points), np.int64)
    for column, width in enumerate(bits):
        key = (key << width) | (points[:, column] - low[column])
    return key


def new_rows(points: Points) -> Mask:
    """Where a point differs from the one before it."""
    new = np.zeros(len(points), np.bool_)
    new[:1] = True
    for column in points.T:
        new[1:] |= column[1:] != column[:-1]
    return new


def _two(points: Points) -> Points:
    order = np.argsort(-points[:, 0], kind="stable")  # runs that are sorted already are only merged
    points = points[order]
    points = points[_plain.rises(points[:, 1])]
    last = np.ones(len(points), np.bool_)  # of those with the same first worth the last has the best second
    np.not_equal(points[1:, 0], points[:-1, 0], out=last[:-1])
    return points[last]


def sorted_mask(points: Points, fast: bool | None) -> Mask:
    """Of distinct points in falling lexicographic order, the undominated ones."""
    parties = points.shape[1]
    compiled = kernels(len(points), parties, fast) if parties > 2 else None
    if compiled is None:
        return _plain.undominated_sorted(points)
    mask: Mask = compiled.undominated_sorted(points)
    return mask
