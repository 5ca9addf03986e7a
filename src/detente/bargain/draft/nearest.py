"""The packages that are better for everybody and change the least of the draft."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.draft.core import pressed
from detente.bargain.draft.sums import Budget, OutOfTime, Sums, part_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.draft.blocks import Block
    from detente.bargain.draft.scale import Scale
    from detente.bargain.frontier.frontier import Frontier

    Points = NDArray[np.int64]

WORK: Final = 40_000_000
Found = tuple[tuple[int, ...], tuple[int, ...]]
"""A gain on the grid, and the places of the options."""


def better_for_all(
    scale: Scale, blocks: Sequence[Block], frontier: Frontier, most: int, deadline: float | None
) -> tuple[list[Found], int, str]:
    """Packages that are better for every party than the draft, those with the fewest changed issues first.

    Listed is a package that no package with as many changed issues or fewer dominates, and none with fewer equals.
    Among those with as many changes the largest smallest share of gain goes first (leximin), then the file order.

    Returns:
        At most `most` gains with packages; how many gains there are with as few changes as the first; and a note where
        not everything was looked at, or "".
    """
    reachable = _strictly_above(scale, frontier)
    if not len(reachable) or any(not len(block.choices) for block in blocks):
        return [], 0, ""
    whole = all(block.is_whole for block in blocks)
    furthest = len(scale.draft) if whole else min(block.upto for block in blocks if not block.is_whole)
    parts = [part_of(block, by_changes=True) for block in blocks]
    drafted: Points = np.sum([block.drafted for block in blocks], axis=0)
    floor = [int(has) + max(1, need) for has, need in zip(drafted, scale.need, strict=True)]
    weights, _ = pressed(parts, scale.spans, floor)
    sums = Sums(parts, floor, weights, Budget(WORK, deadline))
    found: list[Found] = []
    nearest = 0
    seen = np.zeros((0, len(floor)), np.int64)
    for changes in range(furthest + 1):
        try:
            points = sums.column(changes)
        except OutOfTime:
            return found[:most], nearest, _near_only(changes - 1)
        gains = points - drafted
        gains = gains[~_is_covered(gains, seen)]
        nearest = nearest or len(gains)
        found += _in_order(scale, sums, gains, drafted, changes, most - len(found))
        seen = np.concatenate([seen, gains])
        if len(found) >= most or (frontier.is_whole and _is_covered(reachable, seen).all()):
            return found, nearest, ""
    return found, nearest, "" if whole else _near_only(furthest)


def _near_only(changes: int) -> str:
    return f"Of what is better for everybody only packages with up to {max(0, changes)} changed issues were looked at."


def _strictly_above(scale: Scale, frontier: Frontier) -> Points:
    """Gains, or bounds of gains, that a package better for everybody may have; none if there is no such package."""
    gains = frontier.above - scale.point
    if frontier.bounds is None:  # else `above` has it already
        short = [math.ceil(eps / step) for eps, step in zip(frontier.eps, scale.numbers.step, strict=True)]
        gains = gains + np.array(short, np.int64)
    above: Points = gains[(gains > 0).all(axis=1)]
    return above


def _is_covered(gains: Points, by: Points) -> NDArray[np.bool_]:
    """Which gains are for nobody more than those of one of the others."""
    covered = np.zeros(len(gains), np.bool_)
    for one in by:
        covered |= (gains <= one).all(axis=1)
    return covered


def _in_order(
    scale: Scale, sums: Sums, gains: Points, drafted: Points, changes: int, most: int
) -> list[Found]:
    """The best of the gains with just so many changes, with their first packages."""
    ranked = sorted(((scale.shares(gain), gain) for gain in gains.tolist()), reverse=True)
    if len(ranked) > most:
        last = ranked[most - 1][0]
        ranked = [one for one in ranked if one[0] >= last]
    packed = [
        (shares, sums.first((np.array(gain) + drafted).tolist(), changes), tuple(gain))
        for shares, gain in ranked
    ]
    packed.sort(key=lambda one: ([-share for share in one[0]], one[1]))
    return [(gain, places) for _, places, gain in packed[:most]]
