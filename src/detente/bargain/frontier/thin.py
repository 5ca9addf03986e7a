"""Fewer points for a frontier, and by how much what is left out may be better.

Every point p left out has a kept point q with q >= p - eps for every party: an additive eps-frontier (C. H.
Papadimitriou, M. Yannakakis, On the approximability of trade-offs and optimal access of web sources, FOCS 2000). The
eps of the parties are the same share of their spans, as small as is found. Two parties: the smallest such share, by
halving and a greedy sweep, which needs the fewest points for each share. Three and more: a grid of boxes, and one point
of each box that no other box dominates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.frontier import _plain
from detente.bargain.frontier.prune import falling, falling_order, new_rows, sorted_mask, undominated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]
    Places = NDArray[np.int64]

SHARES: Final = 24  # a share is a multiple of 2**-24 of the span
COMPARED: Final = 4_000_000  # pairs of a point and a kept one that are looked at to make eps tight
NEAR: Final = 64  # a share of boxes is searched to within a 64th of itself
BLOCK: Final = 1_000_000


def thin(points: Points, most: int) -> tuple[Points, Points]:
    """At most `most` of the undominated points, among them one that is best for each party.

    Args:
        points: int64, shape (n, parties).
        most: how many may be kept, at least one for each party.

    Returns:
        The kept points, in falling lexicographic order, and eps, int64 of shape (parties,), on the grid of the points:
        each of the points given is worth to each party at most eps more than some kept point. 0 where all undominated
        points are kept. For two parties no choice of so many points has a smaller largest share of a span, to within
        2**-24. Where several choices are as good, which one is kept may hang on the order of the parties.

    Raises:
        ValueError: `most` is less than the number of parties, or the array has another shape or type.
    """
    points = undominated(points)
    parties = points.shape[1]
    if most < parties:
        raise ValueError(f"at least one point for each of {parties} parties is kept, so {most} are too few")
    if len(points) <= most:
        return points, np.zeros(parties, np.int64)
    return _two(points, most) if parties == 2 else _more(points, most)


def _spans(points: Points) -> list[int]:
    low, high = _plain.corners(points)
    return [int(to) - int(start) for start, to in zip(low, high, strict=True)]


def _least(fits: Callable[[int], bool], low: int, high: int, near: int) -> int:
    """The smallest share found to fit, by halving, to within its part `near`; `high` fits and `low` does not."""
    while high - low > max(1, high // near):
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle
    return high


def _two(points: Points, most: int) -> tuple[Points, Points]:
    """Sweep from both ends, and take the better one."""
    spans = _spans(points)
    turned = np.ascontiguousarray(points[::-1, ::-1])

    def allowed(share: int) -> list[int]:
        return [span * share >> SHARES for span in spans]

    share = _least(
        lambda share: _swept(points, allowed(share), most) is not None, -1, 1 << SHARES, 2 << SHARES
    )
    best = None
    for one, eps in ((points, allowed(share)), (turned, allowed(share)[::-1])):
        kept = _swept(one, eps, most)
        if kept is None:  # as many are needed from either end
            continue
        places = (
            np.array(kept, np.int64) if one is points else (len(points) - 1 - np.array(kept, np.int64))[::-1]
        )
        tight = _missed(points, places, spans)
        shares = sorted((int(by) / span for by, span in zip(tight, spans, strict=True)), reverse=True)
        if best is None or shares < best[0]:
            best = shares, points[places], tight
    assert best is not None  # noqa: S101 -- for the type checker
    return np.ascontiguousarray(best[1]), best[2]


def _swept(points: Points, eps: list[int], most: int) -> list[int] | None:
    """The fewest places that cover all others, both ends among them; None if they are more than `most`."""
    first, second = points[:, 0], points[:, 1]
    reach = (np.searchsorted(-first, -first + eps[0], side="right") - 1).tolist()
    after = np.searchsorted(second, second + eps[1], side="right").tolist()
    kept, open_from = [0], after[0]
    while open_from < len(points) and len(kept) <= most:
        kept.append(reach[open_from])
        open_from = after[kept[-1]]
    if kept[-1] != len(points) - 1:
        kept.append(len(points) - 1)
    return kept if len(kept) <= most else None


def _missed(points: Points, kept: Places, spans: list[int]) -> Points:
    """For two parties, the most that each may miss where every point goes to the nearer of its kept neighbours."""
    right = np.searchsorted(kept, np.arange(len(points)))
    left = np.maximum(right - 1, 0)
    left = np.where(kept[right] == np.arange(len(points)), right, left)
    less_first = points[:, 0] - points[kept[right], 0]
    less_second = points[:, 1] - points[kept[left], 1]
    to_right = less_first / spans[0] <= less_second / spans[1]
    return np.array(
        [(less_first * to_right).max(), (less_second * ~to_right).max()],
        np.int64,
    )


def _more(points: Points, most: int) -> tuple[Points, Points]:
    """The finest grid that is found, with the best points of the parties kept in any case."""
    spans = _spans(points)
    low = _plain.corners(points)[0]
    worth = sum((points[:, p] - low[p]) / (span or 1) for p, span in enumerate(spans))
    by_worth = np.argsort(-np.asarray(worth), kind="stable")
    ordered = points[by_worth]  # of several in one box the first is taken
    forced = np.unique([ordered[:, p].argmax() for p in range(len(spans))])

    def sizes(share: int) -> Points:
        return np.array([min(max(1, span * share >> SHARES), span + 1) for span in spans], np.int64)

    def chosen(share: int) -> Places:
        return _chosen((ordered - low) // sizes(share), forced)

    def fits(share: int) -> bool:
        return len(chosen(share)) <= most

    share = _least(fits, *_around(fits, len(spans), most), NEAR)
    kept = ordered[chosen(share)]
    eps = np.minimum(sizes(share) - 1, np.array(spans, np.int64))
    return falling(kept), _tight(points, kept, spans, eps)


def _around(fits: Callable[[int], bool], parties: int, most: int) -> tuple[int, int]:
    """A share that does not fit and a larger one that does, from a guess: a frontier has one dimension less."""
    share = max(1, int((1 << SHARES) * most ** (-1 / (parties - 1))))
    if fits(share):
        while fits(share // 2):  # not at 0, where all points are kept
            share //= 2
        return share // 2, share
    while not fits(2 * share):  # a box larger than the span holds all
        share *= 2
    return share, 2 * share


def _chosen(boxes: Points, forced: Places) -> Places:
    """The places forced, and the first place of each undominated box that holds none of them."""
    order = falling_order(boxes)
    boxes = boxes[order]
    new = new_rows(boxes)
    wanted = sorted_mask(boxes[new], None)
    number = np.empty(len(boxes), np.int64)
    number[order] = np.cumsum(new) - 1
    wanted[number[forced]] = False
    first = np.minimum.reduceat(order, np.flatnonzero(new))
    return np.union1d(forced, first[wanted])


def _tight(points: Points, kept: Points, spans: list[int], eps: Points) -> Points:
    """The most that is missed where each point goes to the kept one that misses the smallest share; or `eps`."""
    if len(points) * len(kept) > COMPARED:
        return eps
    worst = np.zeros(len(spans), np.int64)
    size = max(1, BLOCK // len(kept))
    for start in range(0, len(points), size):
        less = np.maximum(points[start : start + size, None, :] - kept[None, :, :], 0)
        share = (less / np.array([span or 1 for span in spans])).max(axis=2)
        nearest = less[np.arange(len(less)), share.argmin(axis=1)]
        worst = np.maximum(worst, nearest.max(axis=0))
    return worst if (worst <= eps).all() else eps
