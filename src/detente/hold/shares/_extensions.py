"""The orders of single names that agree with a partial order, each as likely as any other: its linear extensions.

Counted over the sets that contain, with a name, all that is ranked below it (D. Knuth and J. Szwarcfiter, A structured
program to generate all topological sorting arrangements, Information Processing Letters 2, 1974, walk the same sets).
A uniform order with sorted sizes is uniform on the sizes that agree with the partial order (R. Stanley, Two poset
polytopes, Discrete and Computational Geometry 1, 1986).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Table = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float64]

MOST_SETS = 1 << 16


def tables(names: Sequence[str], above: Mapping[str, Sequence[str]]) -> tuple[Table, Floats] | None:
    """How to draw an order from the largest to the smallest.

    Args:
        names: all names.
        above: for each name, the names that are larger.

    Returns:
        For each set of names that are left (rows) and each name (columns): the row that follows when it comes next,
        and the running sum of the chances that it does (2 from the last name on, so that rounding leaves no gap).
        Row 0 is the set of all names. None where there are more than 65,536 sets.
    """
    bit = {name: 1 << place for place, name in enumerate(names)}
    larger = [sum(bit[other] for other in above.get(name, ())) for name in names]
    full = (1 << len(names)) - 1
    row = {full: 0}
    for left in (order := [full]):
        for place in _next(left, larger):
            after = left & ~(1 << place)
            if after not in row:
                row[after] = len(order)
                order.append(after)
        if len(order) > MOST_SETS:
            return None
    ways = {0: 1}
    chances = np.zeros((len(order), len(names)))
    follow = np.zeros((len(order), len(names)), np.int32)
    for left in sorted(order, key=int.bit_count):
        if left:
            each = {place: ways[left & ~(1 << place)] for place in _next(left, larger)}
            ways[left] = sum(each.values())
            for place, count in each.items():
                chances[row[left], place] = Fraction(count, ways[left])
                follow[row[left], place] = row[left & ~(1 << place)]
    sums = np.cumsum(chances, axis=1)
    likely = chances > 0
    sums[np.cumsum(likely[:, ::-1], axis=1)[:, ::-1] - likely == 0] = 2.0
    return follow, sums


def _next(left: int, larger: Sequence[int]) -> list[int]:
    """The names that can come next: nothing that is larger is left."""
    return [place for place, more in enumerate(larger) if left >> place & 1 and not left & more]
