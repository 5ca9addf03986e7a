"""Points for the tests, and the undominated among them straight from the definition."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import strategies as st
from numpy.typing import NDArray

Points = NDArray[np.int64]
Row = tuple[int, ...]

NEEDS_NUMBA = pytest.mark.skipif(not importlib.util.find_spec("numba"), reason="numba is not installed")
BOTH = pytest.mark.parametrize(
    "fast", [pytest.param(False, id="numpy"), pytest.param(True, marks=NEEDS_NUMBA, id="numba")]
)


def array(rows: Sequence[Sequence[int]], parties: int) -> Points:
    """An int64 array of shape (rows, parties)."""
    return np.array(rows, np.int64).reshape(-1, parties)


def rows_of(points: Points) -> list[Row]:
    """The points as tuples."""
    return [tuple(row) for row in points.tolist()]


def dominates(one: Row, other: Row) -> bool:
    """At least as much for everyone, and not the same."""
    return one != other and all(x >= y for x, y in zip(one, other, strict=True))


def best_of(rows: Sequence[Row]) -> list[Row]:
    """The distinct rows that no row dominates, in falling order: each compared with each."""
    distinct = set(rows)
    return sorted((r for r in distinct if not any(dominates(q, r) for q in distinct)), reverse=True)


def drawn(count: int, parties: int, highest: int, seed: int = 0) -> Points:
    """Whole numbers from `-highest` to `highest`, all as likely."""
    return np.random.default_rng(seed).integers(-highest, highest, (count, parties), endpoint=True)


@st.composite
def tables(draw: st.DrawFn, most: int = 40, sizes: Sequence[int] = (1, 3, 30, 2**60)) -> Points:
    """Points of 1 to 5 parties, from those with many ties to those with huge numbers."""
    parties = draw(st.integers(1, 5))
    size = draw(st.sampled_from(sizes))
    row = st.tuples(*[st.integers(-size, size)] * parties)
    return array(draw(st.lists(row, min_size=1, max_size=most)), parties)
