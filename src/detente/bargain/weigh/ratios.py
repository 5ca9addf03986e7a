"""Pairwise comparisons to weights: logarithmic least squares, and the triples that contradict each other most.

Where every pair is compared these are the geometric means of the rows (Crawford & Williams, A note on the analysis of
subjective judgment matrices, Journal of Mathematical Psychology 29, 1985); where some are missing, the least squares
of the logarithms over those that are there (Bozóki, Fülöp & Rónyai, On optimal completion of incomplete pairwise
comparison matrices, Mathematical and Computer Modelling 52, 2010), which is unique where they link all things.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final, TypeAlias

Compared: TypeAlias = Mapping[tuple[str, str], Fraction]
"""How many times the first counts what the second counts; a pair stands there in one direction only."""

_DIGITS: Final = 9  # of a share of the whole, so that the last bits of floating point change nothing


@dataclass(frozen=True, slots=True)
class Triple:
    """Three comparisons: how many times the first counts the middle, the middle the last, and the first the last."""

    first: str
    middle: str
    last: str
    first_over: float
    middle_over: float
    said: float

    @property
    def over(self) -> float:
        """How many times the first counts the last by way of the middle."""
        return self.first_over * self.middle_over

    @property
    def factor(self) -> float:
        """By what factor they contradict each other; 1 where they agree."""
        return max(self.over / self.said, self.said / self.over)


def ratio(compared: Compared, first: str, second: str) -> float | None:
    """How many times the first counts what the second counts, as it was said."""
    if (first, second) in compared:
        return float(compared[first, second])
    return float(1 / compared[second, first]) if (second, first) in compared else None


def unlinked(labels: Sequence[str], compared: Compared) -> tuple[str, str] | None:
    """Two things that no chain of comparisons links, or None."""
    beside: dict[str, list[str]] = {label: [] for label in labels}
    for first, second in compared:
        beside[first].append(second)
        beside[second].append(first)
    reached, ahead = {labels[0]}, [labels[0]]
    while ahead:
        new = [label for label in beside[ahead.pop()] if label not in reached]
        reached.update(new)
        ahead += new
    return next(((labels[0], label) for label in labels if label not in reached), None)


def weights(labels: Sequence[str], compared: Compared) -> dict[str, Fraction]:
    """Weights that add to 1 and come nearest to the comparisons, in least squares of the logarithms.

    Args:
        labels: what is compared.
        compared: comparisons that link all of them.
    """
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    order = sorted(labels)  # so that the last bits do not depend on the order of the file
    place = {label: at for at, label in enumerate(order)}
    links = np.zeros((len(order), len(order)))
    sides = np.zeros(len(order))
    for first, second in sorted(compared):
        a, b, log = place[first], place[second], math.log2(compared[first, second])
        links[[a, b], [a, b]] += 1
        links[[a, b], [b, a]] -= 1
        sides[a] += log
        sides[b] -= log
    logs = np.zeros(len(order))
    if len(order) > 1:
        logs[1:] = np.linalg.solve(links[1:, 1:], sides[1:])
    sizes = np.exp2(logs - logs.max())
    found = sizes / sizes.sum()
    return {label: Fraction(str(round(float(found[place[label]]), _DIGITS))) for label in labels}


def contradictions(labels: Sequence[str], compared: Compared) -> list[Triple]:
    """The triples whose comparisons do not agree, those that contradict most first."""
    found = []
    for a, b, c in combinations(labels, 3):
        ab, bc, ac = ratio(compared, a, b), ratio(compared, b, c), ratio(compared, a, c)
        if ab is not None and bc is not None and ac is not None:
            triple = Triple(a, b, c, ab, bc, ac)
            if triple.factor > 1 + 1e-9:
                found.append(triple)
    return sorted(found, key=lambda triple: -triple.factor)


def farthest(labels: Sequence[str], compared: Compared) -> tuple[str, str]:
    """The comparison that the weights of all of them contradict most."""
    sizes = weights(labels, compared)

    def miss(pair: tuple[str, str]) -> float:
        first, second = (float(sizes[label]) for label in pair)
        return round(abs(math.log(first / second / float(compared[pair]))), _DIGITS)

    return max(compared, key=miss)
