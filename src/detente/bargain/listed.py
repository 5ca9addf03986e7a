"""Which undominated packages are listed, where there are too many for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.bargain.spread import spread

if TYPE_CHECKING:
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.results import Draft, Package, Solution


def listed_of(
    frontier: Frontier, solutions: Mapping[str, Solution | None], draft: Draft | None, most: int
) -> list[dict[str, str]]:
    """At most `most` packages, the best for the first party first, chosen without regard to the order of parties.

    The first package of each solution point, the draft if nothing is known to dominate it, the other packages that
    reach a solution point, then a spread over the frontier (see `spread`).
    """
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    numbers = frontier.numbers
    points = [one.packages for one in solutions.values() if one is not None]
    wanted: list[Package] = [packages[0] for packages in points]
    if draft is not None and not draft.excluded and not draft.dominated_by:
        wanted.append(draft.package)
    wanted += [package for packages in points for package in packages[1:]]
    by_point: dict[tuple[int, ...], dict[str, str]] = {}
    for package in wanted:
        point = tuple(numbers.point(numbers.places(package.options)).tolist())
        by_point.setdefault(point, dict(package.options))
    chosen = dict(list(by_point.items())[:most])
    where = {tuple(point): at for at, point in enumerate(frontier.points.tolist())}
    taken = [where[point] for point in chosen if point in where]
    beside = len(chosen) - len(taken)  # found without a list of all
    for at in spread(frontier, most - beside, taken) if len(frontier) and most > beside else ():
        point = tuple(frontier.points[at].tolist())
        if point not in chosen:
            (package,) = frontier.labelled(np.array([point], np.int64))
            chosen[point] = dict(package.options)
    return [chosen[point] for point in sorted(chosen, reverse=True)]
