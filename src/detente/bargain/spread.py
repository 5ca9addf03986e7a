"""Some points out of many, spread over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from detente.bargain.frontier.frontier import Frontier


def spread(frontier: Frontier, most: int, taken: Iterable[int] = ()) -> list[int]:
    """Places of at most `most` points, in the order of the frontier: each party's best, then the farthest from these.

    Distances are measured on each party's own scale from its worst to its best point of the frontier, so that neither
    units nor the order of the parties matter; among equals the package that stands first in the file is taken. `taken`:
    places that are among them in any case; where these leave no room for the best of every party, the farthest from
    them are taken at once.

    Source: T. F. Gonzalez, Clustering to minimize the maximum intercluster distance, Theoretical Computer Science 38,
    1985 (farthest-first traversal).
    """
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    points = frontier.points
    if len(points) <= most:
        return list(range(len(points)))
    low = points.min(axis=0).astype(np.float64)
    span = np.maximum(points.max(axis=0).astype(np.float64) - low, 1.0)
    scaled = (points.astype(np.float64) - low) / span
    chosen = list(dict.fromkeys(taken))[:most]
    best = [_first(frontier, np.flatnonzero(column == column.max())) for column in points.T]
    with_best = list(dict.fromkeys([*chosen, *best]))
    if len(with_best) <= most:
        chosen = with_best
    chosen = chosen or [_first(frontier, np.array(with_best))]
    near = np.min([_distance(scaled, at) for at in chosen], axis=0)
    while len(chosen) < most and near.max() > 0:
        # Rounded, so that equal distances are equal however they were summed.
        at = _first(frontier, np.flatnonzero(near >= near.max() - 1e-12))
        chosen.append(at)
        near = np.minimum(near, _distance(scaled, at))
    return sorted(chosen)


def _distance(scaled: NDArray[np.float64], at: int) -> NDArray[np.float64]:
    found: NDArray[np.float64] = ((scaled - scaled[at]) ** 2).sum(axis=1)
    return found


def _first(frontier: Frontier, places: NDArray[np.intp]) -> int:
    """Of some points the one whose package stands first in the file."""
    if len(places) == 1:
        return int(places[0])
    options = frontier.origins.first(frontier.points[places]).tolist()
    return int(min(zip(options, places.tolist(), strict=True))[1])
