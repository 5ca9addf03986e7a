"""Packages drawn uniformly, and the interval for a share that is seen among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.linked import are_allowed, groups_of, worth_of

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers

ROUNDS: Final = 30
"""So many times linked issues are drawn anew before allowed choices on them count as rare."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Worths on the grid of packages drawn, shape (n, parties), and which of them are allowed, shape (n,)."""

    points: NDArray[np.int64]
    allowed: NDArray[np.bool_]


def drawn_allowed(numbers: Numbers, samples: int, seed: int) -> Drawn | None:
    """Draw allowed packages uniformly: linked issues are drawn again until their choices are allowed.

    Returns:
        The packages, or None where allowed choices on linked issues are too rare to be found like this.
    """
    random = np.random.default_rng(seed)
    points = np.repeat(numbers.base[None, :], samples, axis=0)
    for group in groups_of(numbers):
        found = _until_allowed(numbers, group, samples, random)
        if found is None:
            return None
        points += found
    return Drawn(points, np.ones(samples, np.bool_))


def drawn_from_all(numbers: Numbers, samples: int, seed: int) -> Drawn:
    """Draw uniformly from all packages whose options are each allowed by themselves; every issue needs one."""
    random = np.random.default_rng(seed)
    found = _draw(numbers, range(len(numbers.issues)), samples, random)
    return Drawn(found.points + numbers.base, found.allowed)


def _until_allowed(
    numbers: Numbers, group: Sequence[int], samples: int, random: Generator
) -> NDArray[np.int64] | None:
    """What allowed choices on linked issues are worth, shape (samples, parties); None where they are rare."""
    points: list[NDArray[np.int64]] = []
    have = 0
    for _ in range(ROUNDS):
        found = _draw(numbers, group, samples, random)
        points.append(found.points[found.allowed])
        have += len(points[-1])
        if have >= samples:
            return np.concatenate(points)[:samples]
    return None


def _draw(numbers: Numbers, group: Sequence[int], samples: int, random: Generator) -> Drawn:
    """Draw choices on some issues: all issues, or those that are linked to each other."""
    issues = list(group)
    drawn = [random.choice(np.flatnonzero(numbers.allowed[issue]), samples) for issue in issues]
    choices = np.stack(drawn, axis=1) if drawn else np.zeros((samples, 0), np.int64)
    return Drawn(worth_of(numbers, issues, choices), are_allowed(numbers, issues, choices))
