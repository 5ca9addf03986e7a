"""Changes of the draft inside one block, of one, two or three issues, without those in which a part is useless."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.frontier.prune import undominated_mask
from detente.bargain.lookup import Lookup

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.draft.blocks import Block

    Points = NDArray[np.int64]
    Places = NDArray[np.int64]

NOTHING: Final = -(2**62)
"""The gain of a change that statements leave out: less than any other."""


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """Changes inside one block: shape (n,) their block and their row in it, shape (n, parties) their gains.

    `parts`: shape (n, k, parties), the gains of the changes of just one of their issues (k = 0 for changes of one).
    `stuck`: 1 where the block has to be changed.
    """

    block: Places
    row: Places
    gains: Points
    parts: Points
    stuck: Places

    def __len__(self) -> int:
        return len(self.block)

    def only(self, kept: NDArray[np.bool_]) -> Items:
        """Some of them, in the same order."""
        return Items(self.block[kept], self.row[kept], self.gains[kept], self.parts[kept], self.stuck[kept])


def items_of(blocks: Sequence[Block], size: int) -> Items:
    """All real changes of just `size` issues inside one block, block after block.

    A change is real if no part of it, not even none of it, gives everybody as much.
    """
    found = [_of_block(at, block, size) for at, block in enumerate(blocks)]
    return Items(
        np.concatenate([one.block for one in found]),
        np.concatenate([one.row for one in found]),
        np.concatenate([one.gains for one in found]),
        np.concatenate([one.parts for one in found]),
        np.concatenate([one.stuck for one in found]),
    )


def undominated_alone(items: Items, blocks: Sequence[Block]) -> Items:
    """Without the options that another option of the same issue dominates, where the issue is linked with no other.

    There the better option makes a better trade, and one that is as real.
    """
    kept = np.ones(len(items), np.bool_)
    edges = np.searchsorted(items.block, np.arange(len(blocks) + 1))
    for at, block in enumerate(blocks):
        if len(block.issues) == 1 and edges[at] < edges[at + 1]:
            kept[edges[at] : edges[at + 1]] = undominated_mask(items.gains[edges[at] : edges[at + 1]])
    return items.only(kept)


def _of_block(at: int, block: Block, size: int) -> Items:
    rows = np.flatnonzero(block.changed == size)
    gains = block.gains
    parties = gains.shape[1]
    width = size if size == 2 else 0
    parts = np.full((len(rows), width, parties), NOTHING, np.int64)
    if len(rows):
        real = np.ones(len(rows), np.bool_)
        changed = np.nonzero(block.choices[rows] != np.array(block.draft))[1].reshape(-1, size)
        lookup = Lookup(block.choices)
        for count in range(size):
            for which in combinations(range(size), count):
                part = _part_gains(block, lookup, gains, rows, changed[:, list(which)])
                real &= ~(part >= gains[rows]).all(axis=1)
                if count == 1 and width:
                    parts[:, which[0]] = part
        rows, parts = rows[real], parts[real]
    return Items(
        np.full(len(rows), at, np.int64),
        rows,
        gains[rows],
        parts,
        np.full(len(rows), int(block.is_stuck), np.int64),
    )


def _part_gains(block: Block, lookup: Lookup, gains: Points, rows: Places, changed: Places) -> Points:
    """Gains of the draft with only some issues changed as in each row, NOTHING where statements leave that out."""
    choices = np.tile(np.array(block.draft, np.int64), (len(rows), 1))
    for column in changed.T:
        choices[np.arange(len(rows)), column] = block.choices[rows, column]
    at = lookup.find(choices)
    found = np.full((len(rows), gains.shape[1]), NOTHING, np.int64)
    found[at >= 0] = gains[at[at >= 0]]
    return found
