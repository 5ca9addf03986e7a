"""The issues in blocks: those that statements or obligations link are chosen together, all others by themselves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.linked import are_allowed, every_choice, groups_of, worth_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers

    Points = NDArray[np.int64]

MOST_CHOICES: Final = 100_000
"""A block with more choices is not listed whole: only choices near the draft are."""
MOST_NEAR: Final = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Issues that are chosen together, and their choices that no statement leaves out.

    `choices`: places of options, shape (n, issues), in the order of the file. `worth`: int64, shape (n, parties);
    `drafted`: that of the draft. `changed`: on how many issues a choice differs from the draft. `upto`: every choice
    with at most so many is here.
    """

    issues: tuple[int, ...]
    choices: NDArray[np.int64]
    draft: tuple[int, ...]
    worth: Points
    drafted: Points
    changed: NDArray[np.int64]
    upto: int

    @property
    def is_whole(self) -> bool:
        """Whether every choice is here."""
        return self.upto == len(self.issues)

    @property
    def is_stuck(self) -> bool:
        """Whether statements leave out what the draft says here, so that it has to change."""
        return not (self.changed == 0).any()

    @property
    def gains(self) -> Points:
        """What each choice gives each party more than the draft."""
        return self.worth - self.drafted


def blocks_of(numbers: Numbers, draft: Sequence[int]) -> list[Block]:
    """The blocks, in the order of their first issues."""
    return [_block(numbers, group, draft) for group in groups_of(numbers)]


def _block(numbers: Numbers, issues: tuple[int, ...], draft: Sequence[int]) -> Block:
    mine = tuple(draft[issue] for issue in issues)
    options = [np.flatnonzero(numbers.allowed[issue]) for issue in issues]
    if math.prod(len(some) for some in options) <= MOST_CHOICES:
        upto, choices = len(issues), every_choice(options)
    else:
        others = [some[some != old] for some, old in zip(options, mine, strict=True)]
        upto = _upto([len(some) for some in others])
        choices = _near(others, mine, upto)
        choices = choices[np.lexsort(choices.T[::-1])]
    choices = choices[are_allowed(numbers, issues, choices)]
    return Block(
        issues=issues,
        choices=choices,
        draft=mine,
        worth=worth_of(numbers, issues, choices),
        drafted=worth_of(numbers, issues, np.array([mine], np.int64))[0],
        changed=(choices != np.array(mine)).sum(axis=1),
        upto=upto,
    )


def _upto(sizes: Sequence[int]) -> int:
    """For how many changed issues, at most 3, all choices can be listed."""
    ways = [1, 0, 0, 0]
    for size in sizes:
        for count in (3, 2, 1):
            ways[count] += ways[count - 1] * size
    return next(count for count in (3, 2, 1, 0) if sum(ways[: count + 1]) <= MOST_NEAR)


def _near(others: Sequence[NDArray[np.intp]], draft: tuple[int, ...], upto: int) -> NDArray[np.int64]:
    """The choices that differ from the draft on at most `upto` issues."""
    found = [np.array([draft], np.int64)]
    for size in range(1, upto + 1):
        for places in combinations(range(len(draft)), size):
            fresh = every_choice([others[place] for place in places])
            rows = np.tile(np.array(draft, np.int64), (len(fresh), 1))
            rows[:, places] = fresh
            found.append(rows)
    return np.concatenate(found)
