"""Where a formula is largest: a shortlist by floats, decided by whole numbers, so that no tie is missed or made up."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEAR: Final = 1e-9
"""Logarithms of rough values that differ by more are told apart by floats: far above what rounding can do to them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A formula of weighted gains, all of them 0 or more.

    `key`: what is compared, from its first number on; it grows by a constant factor if all gains do. `rough`: the
    logarithm of its first number; gains are float64, shape (points, parties). `degree`: for so many parties, the power
    of the factor by which that number grows.
    """

    key: Callable[[Sequence[int]], tuple[int, ...]]
    rough: Callable[[NDArray[np.float64]], NDArray[np.float64]]
    degree: Callable[[int], int] = lambda _: 1


def _log(values: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    with np.errstate(divide="ignore"):
        return np.asarray(np.log(values), np.float64)


def _of_product(gains: NDArray[np.float64]) -> NDArray[np.float64]:
    logs: NDArray[np.float64] = _log(gains).sum(axis=1)  # a product of many gains may overflow
    return logs


PRODUCT: Final = Rule(lambda gains: (math.prod(gains),), _of_product, degree=lambda parties: parties)
SMALLEST: Final = Rule(lambda gains: (min(gains),), lambda gains: _log(gains.min(axis=1)))
SUM: Final = Rule(lambda gains: (sum(gains),), lambda gains: _log(gains.sum(axis=1)))
FROM_THE_SMALLEST: Final = Rule(lambda gains: tuple(sorted(gains)), SMALLEST.rough)


def largest(
    rule: Rule,
    gains: NDArray[np.int64],
    weights: Sequence[Fraction],
    raised: Sequence[Fraction] | None = None,
) -> tuple[list[int], Fraction]:
    """The rows where a rule is largest, all of them, and the first number of its key there.

    Args:
        rule: what is made as large as possible.
        gains: int64 on the grid, 0 or more, shape (points, parties), at least one of each.
        weights: what 1 on the grid counts for each party.
        raised: what is added to each party's gain before, on the grid; nothing if None.
    """
    extra = raised if raised is not None else [Fraction(0)] * len(weights)
    added = [more * weight for more, weight in zip(extra, weights, strict=True)]
    common = math.lcm(*(number.denominator for number in (*weights, *added)))
    factors = [int(weight * common) for weight in weights]
    offsets = [int(number * common) for number in added]
    rows = _shortlist(rule, gains, weights, extra)
    keys = [
        rule.key([g * factor + plus for g, factor, plus in zip(row, factors, offsets, strict=True)])
        for row in gains[rows].tolist()
    ]
    best = max(keys)
    found = [row for row, key in zip(rows.tolist(), keys, strict=True) if key == best]
    return found, Fraction(best[0], common ** rule.degree(len(factors)))


def _shortlist(
    rule: Rule, gains: NDArray[np.int64], weights: Sequence[Fraction], extra: Sequence[Fraction]
) -> NDArray[np.intp]:
    """The rows that floats cannot tell from the largest."""
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    heaviest = max(weights)
    scale = np.array([float(weight / heaviest) for weight in weights])
    rough = rule.rough((gains + np.array([float(more) for more in extra])) * scale)
    return np.flatnonzero(rough >= rough.max() - _NEAR)
