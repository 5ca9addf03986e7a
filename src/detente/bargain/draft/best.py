"""The best trades of one size, while more are offered."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from detente.bargain.frontier.prune import undominated
from detente.bargain.lookup import Lookup

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.draft.blocks import Block
    from detente.bargain.draft.items import Items
    from detente.bargain.draft.scale import Scale

    Points = NDArray[np.int64]
    Places = NDArray[np.int64]

Trade: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""A gain on the grid, and the places of the options of the package."""
Members: TypeAlias = "list[tuple[Items, Places]]"
"""For each change of a trade the list of changes that it is from, and its places there."""


@dataclass(slots=True, eq=False)
class Best:
    """The trades of one size with the largest smallest share of gain, without those that another of these dominates."""

    scale: Scale
    blocks: Sequence[Block]
    most: int
    smallest: Fraction | None = None
    floor: Points = field(init=False)
    found: dict[tuple[int, ...], tuple[int, list[tuple[int, ...]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.floor = np.array(self.scale.need, np.int64)

    @property
    def count(self) -> int:
        """How many tie."""
        return sum(count for count, _ in self.found.values())

    def offer(self, gains: Points, members: Members) -> None:
        """Real trades; those below the floor or without a gain are left out here."""
        good = (gains >= self.floor).all(axis=1) & (gains > 0).any(axis=1)
        if not good.any():
            return
        gains, members = gains[good], [(items, at[good]) for items, at in members]
        known = np.array(list(self.found), np.int64).reshape(-1, gains.shape[1])
        points = [tuple(point) for point in undominated(np.concatenate([known, gains])).tolist()]
        shares = [self.scale.smallest(point) for point in points]
        self.smallest = max(shares)
        self.floor = np.array(self.scale.floor(self.smallest), np.int64)
        kept = [point for point, share in zip(points, shares, strict=True) if share == self.smallest]
        fresh = Lookup(np.array(kept, np.int64)).find(gains)
        found = {point: self.found.get(point, (0, [])) for point in kept}
        for at in np.unique(fresh[fresh >= 0]).tolist():
            rows = np.flatnonzero(fresh == at)
            count, packages = found[kept[at]]
            more = (package_of(self.scale, self.blocks, members, row) for row in rows.tolist())
            found[kept[at]] = count + len(rows), heapq.nsmallest(self.most, [*packages, *more])
        self.found = found

    def trades(self) -> list[Trade]:
        """The best, those with the larger other shares first, then in the order of the file; at most `most`."""
        every = [(gain, places) for gain, (_, packages) in self.found.items() for places in packages]
        return in_order(self.scale, every, self.most)


def package_of(scale: Scale, blocks: Sequence[Block], members: Members, row: int) -> tuple[int, ...]:
    """The draft with one trade made."""
    places = list(scale.draft)
    for items, at in members:
        block = blocks[int(items.block[at[row]])]
        chosen = block.choices[int(items.row[at[row]])].tolist()
        for issue, option in zip(block.issues, chosen, strict=True):
            places[issue] = option
    return tuple(places)


def in_order(scale: Scale, trades: list[Trade], most: int) -> list[Trade]:
    """Those with the larger shares first (leximin), then in the order of the file; at most `most`."""
    ranked = sorted(trades, key=lambda one: ([-share for share in scale.shares(one[0])], one[1]))
    return ranked[:most]
