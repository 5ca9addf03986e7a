"""Where rows of whole numbers stand in a table of distinct rows."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Lookup:
    """Finds rows by a number of 64 bits that no two rows of the table share; what has the number is compared whole."""

    def __init__(self, table: NDArray[np.int64]) -> None:
        """`table`: int64, shape (n, columns), each row once."""
        self.table = table
        for salt in count():  # another salt where two rows happen to share a number
            self.multipliers = _multipliers(table.shape[1], salt)
            keys = self._keys(table)
            self.order = np.argsort(keys, kind="stable")
            self.keys = keys[self.order]
            if not (self.keys[1:] == self.keys[:-1]).any():
                return

    def _keys(self, rows: NDArray[np.int64]) -> NDArray[np.uint64]:
        keys = np.zeros(len(rows), np.uint64)
        for column, multiplier in enumerate(self.multipliers):
            keys += rows[:, column].astype(np.uint64) * multiplier
        return keys

    def find(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The place of each row, shape (n, columns), in the table, -1 where it has none; shape (n,)."""
        found = np.full(len(rows), -1, np.int64)
        if not len(self.keys) or not len(rows):
            return found
        keys = self._keys(rows)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        hit = np.flatnonzero(self.keys[places] == keys)
        at = self.order[places[hit]]
        same = (self.table[at] == rows[hit]).all(axis=1)
        found[hit[same]] = at[same]
        return found


@cache
def _multipliers(columns: int, salt: int) -> NDArray[np.uint64]:
    drawn: NDArray[np.uint64] = np.random.default_rng(salt).integers(0, 2**63, columns, np.uint64)
    return drawn * np.uint64(2) + np.uint64(1)
