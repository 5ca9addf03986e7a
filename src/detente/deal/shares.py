"""The interval of a share that was counted in draws: what `hold` and `bargain` print beside every share."""

from __future__ import annotations

import math
from typing import Final

Z95: Final = 1.959963984540054  # the quantile of the normal distribution at 97.5 %


def wilson(successes: int, count: int) -> tuple[float, float]:
    """The interval of 95 % for a share (E. B. Wilson, Journal of the American Statistical Association 22, 1927)."""
    share, square = successes / count, Z95 * Z95
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z95 * math.sqrt(share * (1 - share) / count + square / (4 * count * count)) / (1 + square / count)
    return (middle - half if successes else 0.0), (middle + half if successes < count else 1.0)
