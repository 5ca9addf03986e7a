"""Bounds from weights of the parties, and the choices that these bounds leave open.

Any weights bound what a package can be worth (the Lagrangian dual of the largest smallest share of gain), and a choice
that costs more, under some weights, than what lies between bound and floor is in no package that comes up to the floor.
What is left open is small: the core of a knapsack problem (Balas and Zemel 1980).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from detente.bargain.draft.sums import SLACK, Part
from detente.bargain.frontier.prune import undominated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]

MOST_PADDED: Final = 2_000_000


def core_of(parts: Sequence[Part], weights: NDArray[np.float64], floor: Sequence[int]) -> list[Part] | None:
    """The parts with the choices that may be in a package at or above the floor; None where there is no such package.

    Parts with one choice left come first, as one part. Changes are not counted.
    """
    under = np.concatenate([weights, np.eye(len(floor))])
    sizes = np.array([len(part.points) for part in parts])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    points = np.concatenate([part.points for part in parts])
    values = points @ under.T
    top = np.maximum.reduceat(values, starts, axis=0)
    needed = np.array(floor, float)
    # What cancels out in a weighted sum leaves its rounding behind: the terms count, not their sum.
    terms = np.maximum.reduceat(np.abs(points), starts, axis=0).sum(axis=0, dtype=float) + np.abs(needed)
    room = top.sum(axis=0) - under @ needed + SLACK * (under @ terms)
    kept = (np.repeat(top, sizes, axis=0) - values <= room).all(axis=1)
    left = np.add.reduceat(kept, starts, dtype=np.int64)
    if not left.all():
        return None
    masks = np.split(kept, starts[1:])
    open_parts = [
        _only(part, mask) for part, mask, count in zip(parts, masks, left, strict=True) if count > 1
    ]
    settled = [(part, int(mask.argmax())) for part, mask, n in zip(parts, masks, left, strict=True) if n == 1]
    return [_joined(settled), *open_parts] if settled else open_parts


def _only(part: Part, mask: NDArray[np.bool_]) -> Part:
    points = part.points[mask]
    best = undominated(points)
    return Part(part.issues, part.choices[mask], points, np.zeros(len(points), np.int64), {0: best}, best)


def _joined(settled: Sequence[tuple[Part, int]]) -> Part:
    point = np.sum([part.points[row] for part, row in settled], axis=0)[None, :]
    choices = np.concatenate([part.choices[row] for part, row in settled])[None, :]
    issues = tuple(issue for part, _ in settled for issue in part.issues)
    return Part(issues, choices, point, np.zeros(1, np.int64), {0: point}, point)


def pressed(
    parts: Sequence[Part], spans: Sequence[int], floor: Sequence[int], rounds: int = 40
) -> tuple[NDArray[np.float64], Points]:
    """Weights of the parties under which the best package is least above the floor, and packages met on the way.

    Multiplicative weights on the Lagrangian dual of the largest smallest share; any weights give a bound, good ones a
    sharp one. Returns weights, shape (n, parties), one of them equal for all, and sums, shape (rounds or 0, parties).
    """
    scale = np.array([1.0 / span if span else 0.0 for span in spans])
    if len(parts) * max(len(part.best) for part in parts) > MOST_PADDED:
        return scale[None, :], np.zeros((0, len(spans)), np.int64)
    weights = np.ones(len(spans)) / len(spans)
    best, lowest = weights, np.inf
    padded, filled = _padded(parts)
    reached = np.zeros((rounds, len(spans)), np.int64)
    for number in range(rounds):
        rows = np.where(filled, padded @ (weights * scale), -np.inf).argmax(axis=1)
        reached[number] = padded[np.arange(len(rows)), rows].sum(axis=0)
        over = (reached[number] - np.array(floor, float)) * scale
        if weights @ over < lowest:
            best, lowest = weights, weights @ over
        spread = np.abs(over).max() or 1.0
        weights = weights * np.exp(-over / spread / np.sqrt(number + 1.0))
        weights = weights / weights.sum()
    return np.stack([best * scale, scale]), reached


def _padded(parts: Sequence[Part]) -> tuple[Points, NDArray[np.bool_]]:
    """The undominated points of all parts as one array, shape (parts, most, parties), and where it is filled."""
    points = [part.best for part in parts]
    most = max(len(one) for one in points)
    padded: Any = np.zeros((len(points), most, points[0].shape[1]), np.int64)
    filled = np.zeros((len(points), most), np.bool_)
    for at, one in enumerate(points):
        padded[at, : len(one)] = one
        filled[at, : len(one)] = True
    return padded, filled
