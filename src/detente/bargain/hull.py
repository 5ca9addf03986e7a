"""The convex hull of what two parties can get, from the slopes of each issue's own hull.

Where worths only add up, the set of all packages is a Minkowski sum of the issues, and the upper-right hull of a sum is
the edges of the parts sorted by slope (de Berg and others: Computational Geometry, 2008, chapter 13).
It has no more vertices than there are options, however many packages there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from detente.errors import CannotCount

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers

_Point = tuple[int, int]
_TWO: Final = 2
_SHIFT: Final = 128
"""Two different slopes of edges shorter than 2^62 differ by more than 2^-124, so this many bits tell them apart."""


def has_hull(numbers: Numbers) -> bool:
    """Whether worths of two parties only add up, so that the hull is a merge of slopes."""
    return len(numbers.parties) == _TWO and not numbers.factors and not numbers.bans


def hull_of(numbers: Numbers) -> NDArray[np.int64]:
    """The vertices of the upper-right convex hull of all packages' worths, exactly.

    Args:
        numbers: two parties, worths that only add up; options that are never allowed are left out.

    Returns:
        int64 on the grid, shape (vertices, 2), the best for the first party first. Each is the worth of a package, no
        three lie on a line, and no package lies above the line through them. Shape (0, 2) if an issue has no allowed
        option.

    Raises:
        CannotCount: other than two parties, worth that hangs on several issues, or options that exclude each other.
    """
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    if not has_hull(numbers):
        raise CannotCount("A convex hull by slopes is for two parties whose worths of issues only add up.")
    x, y = (int(number) for number in numbers.base)
    steps: dict[int, _Point] = {}
    for worth, allowed in zip(numbers.worth, numbers.allowed, strict=True):
        hull = _upper_right(worth[allowed].tolist())
        if not hull:
            return np.empty((0, _TWO), np.int64)
        x, y = x + hull[0][0], y + hull[0][1]
        for (x0, y0), (x1, y1) in pairwise(hull):
            right, down = x1 - x0, y1 - y0
            slope = (down << _SHIFT) // right
            before = steps.get(slope, (0, 0))
            steps[slope] = (before[0] + right, before[1] + down)
    edges = [steps[slope] for slope in sorted(steps, reverse=True)]
    return np.cumsum(np.array([(x, y), *edges], np.int64), axis=0)[::-1]


def _upper_right(points: list[Any]) -> list[_Point]:
    """The vertices of one issue's hull, the best for the second party first; falling and bending down throughout."""
    undominated: list[_Point] = []
    for x, y in sorted({(x, y) for x, y in points}, reverse=True):
        if not undominated or y > undominated[-1][1]:
            undominated.append((x, y))
    hull: list[_Point] = []
    for point in reversed(undominated):
        while len(hull) >= _TWO and _turns_left(hull[-2], hull[-1], point) >= 0:
            hull.pop()
        hull.append(point)
    return hull


def _turns_left(a: _Point, b: _Point, c: _Point) -> int:
    """Above 0 if a, b, c turn left, 0 on a line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def nash_upper_bound(hull: NDArray[np.int64], reference: Sequence[int]) -> Fraction:
    """The largest product of two gains on the hull: no package with both gains above 0 has a larger one.

    It is what the two could reach with lotteries over packages (Nash 1950). On each edge the product is a parabola
    whose top is a fraction, so the bound is exact.

    Args:
        hull: from `hull_of`, shape (vertices, 2).
        reference: the worths that gains are measured from, on the grid.

    Returns:
        The product on the grid; 0 if no point of the hull gives both a gain above 0.
    """
    gains: list[_Point] = [(int(x) - int(reference[0]), int(y) - int(reference[1])) for x, y in hull.tolist()]
    best = Fraction(max((x * y for x, y in gains if x > 0 and y > 0), default=0))
    for (x, y), (x1, y1) in pairwise(gains):
        along_x, along_y = x1 - x, y1 - y
        start, bend = x * along_y + y * along_x, 2 * along_x * along_y
        # `across` has the sign of both gains at the top: two losses have a product above 0 too, which must not count.
        across = x * along_y - y * along_x
        if start > 0 > start + bend and across > 0:
            best = max(best, Fraction(across * across, -2 * bend))
    return best
