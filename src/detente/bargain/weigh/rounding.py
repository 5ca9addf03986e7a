"""Figures that people can read: few decimals, what is alike stays alike, and the best options add up to the whole.

What the answers give in at most two decimals stays as it is. Other points of issues are rounded to one decimal by the
method of the largest remainder (Hamilton), with issues of equal points in one group; to more where issues with
different points would become alike. Where equal issues cannot be rounded to the whole, such as three of 33.33, each is
rounded by itself: no issue is put above its equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final

_KEPT: Final = 2  # decimals that people write themselves
_FEW: Final = (1, 2)
_MORE: Final = (3, 4)


def is_plain(numbers: Iterable[Fraction]) -> bool:
    """Whether all numbers end after at most two decimals."""
    return all((number * 10**_KEPT).denominator == 1 for number in numbers)


def rounded(number: Fraction, decimals: int) -> Fraction:
    """The nearest number with so many decimals; halves upwards."""
    scale = 10**decimals
    return Fraction((number * scale * 2 + 1) // 2, scale)


def points_of_issues(sizes: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Points of issues as they are written, in the order of their sizes.

    Args:
        sizes: points of each issue, 0 or more.
    """
    counts: dict[Fraction, int] = {}
    for size in sizes.values():
        counts[size] = counts.get(size, 0) + 1
    levels = tuple(sorted(counts, reverse=True))
    written = dict(zip(levels, _levels(levels, tuple(counts[level] for level in levels)), strict=True))
    return {label: written[size] for label, size in sizes.items()}


def parts_of_issue(
    whole: Fraction, shares: Iterable[Fraction], *, as_given: bool = True
) -> dict[Fraction, Fraction]:
    """What each share of the points of an issue is written as; different shares stay different.

    Args:
        whole: points of the issue, as written.
        shares: of them, from 0 to 1.
        as_given: whether the whole is not rounded itself.
    """
    levels = sorted({Fraction(0), Fraction(1), *shares})
    exact = [whole * share for share in levels]
    if not whole or (as_given and is_plain(exact)):
        return dict(zip(levels, exact, strict=True))
    for decimals in (*_FEW, *_MORE):
        found = [*(rounded(number, decimals) for number in exact[:-1]), whole]
        if all(low < high for low, high in pairwise(found)):
            break
    return dict(zip(levels, found, strict=True))


@lru_cache(maxsize=64)
def _levels(levels: tuple[Fraction, ...], counts: tuple[int, ...]) -> tuple[Fraction, ...]:
    """Sizes, from the largest to the smallest and each so many times, as they are written."""
    if is_plain(levels):
        return levels
    for decimals in _FEW:
        found = _whole(levels, counts, decimals)
        if found is not None and _apart(levels, found):
            return found
    for decimals in (*_FEW, *_MORE):
        alone = tuple(rounded(size, decimals) for size in levels)
        for found in (_whole(levels, counts, decimals), alone):
            if found is not None and _apart(levels, found):
                return found
    return alone


def _apart(levels: Sequence[Fraction], found: Sequence[Fraction]) -> bool:
    """Whether rounding leaves the order as it is, and nothing that counts at 0."""
    return all(high > low for high, low in pairwise(found)) and (found[-1] > 0 or not levels[-1])


def _whole(levels: Sequence[Fraction], counts: Sequence[int], decimals: int) -> tuple[Fraction, ...] | None:
    """Each size rounded up or down so that they add up as before, with the least change in all; None if none do."""
    scale = 10**decimals
    down = [size * scale // 1 for size in levels]
    over = [size * scale - floor for size, floor in zip(levels, down, strict=True)]
    missing = sum((part * count for part, count in zip(over, counts, strict=True)), Fraction(0))
    if missing.denominator != 1:
        return None
    up = _chosen(over, counts, int(missing))
    if up is None:
        return None
    return tuple(Fraction(floor + (up >> at & 1), scale) for at, floor in enumerate(down))


def _chosen(over: Sequence[Fraction], counts: Sequence[int], missing: int) -> int | None:
    """A mask of groups to round up: `missing` members in all, with the largest remainders; None where none fit."""
    groups = sorted((at for at, part in enumerate(over) if part), key=lambda at: -over[at])
    if all(counts[at] == 1 for at in groups):
        return sum(1 << at for at in groups[:missing])
    best: dict[int, tuple[Fraction, int]] = {0: (Fraction(0), 0)}
    for at in groups:
        for filled, (gain, chosen) in sorted(best.items(), reverse=True):
            more, better = filled + counts[at], gain + over[at] * counts[at]
            if more <= missing and (more not in best or best[more][0] < better):
                best[more] = (better, chosen | 1 << at)
    return best[missing][1] if missing in best else None
