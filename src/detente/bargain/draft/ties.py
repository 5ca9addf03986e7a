"""How many packages have just these worths: half of the blocks against the other half (meet in the middle)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from detente.bargain.counting import merged
from detente.bargain.lookup import Lookup
from detente.bargain.numbers import FITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.draft.blocks import Block
    from detente.bargain.draft.scale import Scale
    from detente.bargain.frontier.frontier import Frontier

    Points = NDArray[np.int64]

MOST_SUMS: Final = 50_000
MOST_CANDIDATES: Final = 1_000_000
UNCOUNTED: Final = (
    "How many packages have the same worths was not counted everywhere: `ties` is 1 where it was not."
)
Half = tuple["Points", "NDArray[Any]"]
"""Distinct sums, and for each how many choices have it."""


@dataclass(slots=True, eq=False)
class Ties:
    """Counts the packages with given worths that no statement leaves out.

    Points of an exact frontier are counted by it. `unknown` becomes True once something could not be counted.
    """

    scale: Scale
    blocks: Sequence[Block]
    frontier: Frontier
    unknown: bool = False
    _halves: tuple[Half, Half] | None = None
    _right: Lookup | None = None
    _tried: bool = False
    _known: dict[tuple[int, ...], int] = field(default_factory=dict)

    def count(self, gain: Sequence[int]) -> int:
        """How many packages have the worths of the draft and so much more; 1 where that is too many to count."""
        key = tuple(int(one) for one in gain)
        if key not in self._known:
            self._known[key] = max(1, self._count(np.array(key, np.int64)))
        return self._known[key]

    def _count(self, gain: Points) -> int:
        point = gain + self.scale.point
        if self.frontier.exact and (self.frontier.points == point).all(axis=1).any():
            return int(self.frontier.origins.counts(point[None, :])[0])
        if not self._tried:
            self._tried, self._halves = True, _halved(self.blocks)
            self._right = None if self._halves is None else Lookup(self._halves[1][0])
        if self._halves is None or self._right is None:
            self.unknown = True
            return 1
        (left, ways), (_, others) = self._halves
        at = self._right.find(gain - left)
        hit = at >= 0
        return int((ways[hit] * others[at[hit]]).sum())


def _halved(blocks: Sequence[Block]) -> tuple[Half, Half] | None:
    """Sums of two groups of blocks, near in size; None where there are too many."""
    if not all(block.is_whole for block in blocks):
        return None
    wide = math.prod(len(block.choices) for block in blocks) >= FITS
    kind: Any = object if wide else np.int64
    zero = np.zeros((1, len(blocks[0].drafted)), np.int64)
    halves: list[Half] = [(zero, np.ones(1, kind)), (zero, np.ones(1, kind))]
    for block in sorted(blocks, key=lambda one: (-len(one.choices), one.issues)):
        smaller = 0 if len(halves[0][0]) <= len(halves[1][0]) else 1
        one = merged(block.gains, np.ones(len(block.choices), kind))
        if len(one[0]) * len(halves[smaller][0]) > MOST_CANDIDATES:
            return None
        halves[smaller] = _added(halves[smaller], one)
        if len(halves[smaller][0]) > MOST_SUMS:
            return None
    return halves[0], halves[1]


def _added(a: Half, b: Half) -> Half:
    sums = (a[0][:, None, :] + b[0][None, :, :]).reshape(-1, a[0].shape[1])
    return merged(sums, (a[1][:, None] * b[1][None, :]).ravel())
