"""Every package of a small domain as a point, for the background of the figure."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from detente.bargain.numbers import numbers_of

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain

MOST: Final = 5_000
Worths = tuple[float, ...]


def cloud_of(found: Bargain) -> list[Worths]:
    """The worths of every package that no statement leaves out, each once; none where there are more than `MOST`."""
    if found.domain.packages > MOST:
        return []
    numbers = numbers_of(found.domain)
    points = {
        tuple(numbers.point(places).tolist())
        for places in product(*(range(len(options)) for options in numbers.options))
        if numbers.is_allowed(places)
    }
    steps = numbers.step
    return sorted(tuple(float(n * step) for n, step in zip(point, steps, strict=True)) for point in points)


def frontier_worths(found: Bargain) -> list[Worths]:
    """The worths of the undominated packages, the best for the first party first."""
    frontier = found.frontier
    if not frontier:
        return []
    steps = frontier.numbers.step
    return [
        tuple(float(n * step) for n, step in zip(point, steps, strict=True))
        for point in frontier.points.tolist()
    ]


def extremes_of(found: Bargain) -> dict[str, tuple[float, float]]:
    """What the worst and the best package is worth to each party; with linked issues, at least and at most."""
    from detente.bargain.frontier.parts import TooLinked, extremes  # noqa: PLC0415 -- it needs numpy

    numbers = numbers_of(found.domain)
    try:
        low, high = extremes(numbers)
    except TooLinked:
        low, high = (
            tuple(
                int(numbers.base[at])
                + sum(
                    int(end(worth[ok, at])) for worth, ok in zip(numbers.worth, numbers.allowed, strict=True)
                )
                + sum(int(end(factor.worth[..., at].ravel())) for factor in numbers.factors)
                for at in range(len(numbers.parties))
            )
            for end in (min, max)
        )
    lowest, highest = numbers.in_units(low), numbers.in_units(high)
    return {party: (lowest[party], highest[party]) for party in numbers.parties}
