"""What one option would take: who loses by it and how much, and the best package that holds it and hurts nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from detente.bargain.draft.core import core_of, pressed
from detente.bargain.draft.sums import Budget, OutOfTime, Part, Sums, part_of
from detente.bargain.results import Package, Promise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.domain import Domain
    from detente.bargain.draft.blocks import Block
    from detente.bargain.draft.scale import Scale
    from detente.bargain.draft.ties import Ties

    Points = NDArray[np.int64]

WORK: Final = 40_000_000
MOST_NEAR: Final = 1_000_000
LINKED: Final = (
    "Too many issues are linked to look for the best package with an option in which nobody is worse off."
)
UNFINISHED: Final = (
    "Not for every option was the best package looked for that holds it and in which nobody is worse off."
)
Found: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


def promises_of(
    domain: Domain, scale: Scale, within: Callable[[int, int], Package | None]
) -> tuple[Promise, ...]:
    """One for each option that is not in the draft, in the order of the file."""
    numbers = scale.numbers
    draft = numbers.package(scale.draft)
    found = []
    for issue, option in _others(scale):
        places = (*scale.draft[:issue], option, *scale.draft[issue + 1 :])
        change = scale.gain(places).tolist()
        label = numbers.options[issue][option]
        excluded = domain.is_excluded({**draft, numbers.issues[issue]: label})
        found.append(
            Promise(
                issue=numbers.issues[issue],
                option=label,
                change=numbers.in_units(change),
                promise=numbers.in_units([max(0, -one) for one in change]),
                to_accept=_to_accept(scale, change),
                within=within(issue, option),
                excluded=tuple(str(one) for one in excluded),
            )
        )
    return tuple(found)


def _others(scale: Scale) -> Iterator[tuple[int, int]]:
    """Each option that is not in the draft."""
    for issue, (options, drafted) in enumerate(zip(scale.numbers.options, scale.draft, strict=True)):
        for option in range(len(options)):
            if option != drafted:
                yield issue, option


def _to_accept(scale: Scale, change: Sequence[int]) -> dict[str, float | None]:
    numbers = scale.numbers
    short = [
        0 if limit is None else max(0, limit - int(has) - one)
        for limit, has, one in zip(numbers.no_deal, scale.point, change, strict=True)
    ]
    return {
        party: None if limit is None else worth
        for (party, worth), limit in zip(numbers.in_units(short).items(), numbers.no_deal, strict=True)
    }


@dataclass(slots=True, eq=False)
class Within:
    """The best package with a given option in which nobody is worse off than with the draft.

    Best: the largest smallest share of gain (leximin), then the first in the order of the file. It is looked for block
    by block, dropping what cannot come up to the best known any more. `notes` says what was not looked at.
    """

    scale: Scale
    blocks: Sequence[Block]
    ties: Ties
    deadline: float | None = None
    notes: dict[str, None] = field(default_factory=dict)
    _budget: Budget = field(init=False)
    _parts: list[Part] | None = None
    _best: Found | None = None
    _weights: NDArray[np.float64] = field(init=False)
    _base: Points = field(init=False)

    def __post_init__(self) -> None:
        self._base = np.sum([block.drafted for block in self.blocks], axis=0)
        self._budget = Budget(WORK, self.deadline)

    def __call__(self, issue: int, option: int) -> Package | None:
        """The package, or None: there is none, or `notes` says why it was not found."""
        if not all(block.is_whole for block in self.blocks):
            self.notes[LINKED] = None
            return None
        try:
            found = self._searched(issue, option)
        except OutOfTime:
            self.notes[UNFINISHED] = None
            return None
        if found is None:
            return None
        gain, places = found
        numbers = self.scale.numbers
        point = [int(has) + more for has, more in zip(self.scale.point, gain, strict=True)]
        return Package(numbers.package(places), numbers.in_units(point), self.ties.count(gain))

    def _searched(self, issue: int, option: int) -> Found | None:
        if self._parts is None:
            self._parts = [part_of(block, by_changes=False) for block in self.blocks]
            self._best = self._solved(self._parts, None)
        if self._best is None or self._best[1][issue] == option:
            return self._best
        parts = list(self._parts)
        at, block = next((at, one) for at, one in enumerate(self.blocks) if issue in one.issues)
        holds = block.choices[:, block.issues.index(issue)] == option
        parts[at] = part_of(block, by_changes=False, keep=holds)
        return self._solved(parts, at)

    def _solved(self, parts: Sequence[Part], fixed: int | None) -> Found | None:
        """The best package of the choices given; `fixed`: the one part that has not all its choices."""
        if any(not len(part.points) for part in parts):
            return None
        scale = self.scale
        self._budget.spend(len(parts))
        smallest = None if fixed is None else self._smallest(self._near_best(parts, fixed))
        if smallest is None:
            self._weights, reached = pressed(parts, scale.spans, self._floor(None))
            smallest = self._smallest(reached - self._base)
        floor = self._floor(smallest)
        core = core_of(parts, self._weights, floor)
        if core is None:
            return None
        sums = Sums(core, floor, self._weights, self._budget)
        points = sums.column(0)
        if not len(points):
            return None
        ranked = [(scale.shares(gain), gain) for gain in (points - self._base).tolist()]
        largest = max(shares for shares, _ in ranked)
        best = [tuple(gain) for shares, gain in ranked if shares == largest]
        return min(
            ((gain, sums.first((np.array(gain) + self._base).tolist(), 0)) for gain in best),
            key=lambda one: one[1],
        )

    def _floor(self, smallest: Fraction | None) -> list[int]:
        """What the sums of the blocks have to be worth for a smallest share of gain."""
        return [int(has) + need for has, need in zip(self._base, self.scale.floor(smallest), strict=True)]

    def _smallest(self, gains: Points) -> Fraction | None:
        """The largest smallest share (or nearly) of gains that leave nobody worse off, None if there is none."""
        good = gains[(gains >= np.array(self.scale.need, np.int64)).all(axis=1)]
        if not len(good):
            return None
        spans = np.array([span or np.inf for span in self.scale.spans], float)
        least = np.where(np.isfinite(spans), good / spans, np.inf).min(axis=1)
        return self.scale.smallest(good[least.argmax()].tolist())

    def _near_best(self, parts: Sequence[Part], fixed: int) -> Points:
        """Gains of the best package of all with another choice in one block, and in one more."""
        if self._best is None:
            return np.zeros((0, len(self.scale.spans)), np.int64)
        gain, places = self._best
        chosen = [
            part.points[(part.choices == np.array([places[issue] for issue in part.issues])).all(axis=1)][0]
            for part in self._parts or ()
        ]
        swapped: Points = np.array(gain) - chosen[fixed] + parts[fixed].best
        more = [part.best - has for part, has in zip(parts, chosen, strict=True) if part is not parts[fixed]]
        changes = np.concatenate([np.zeros((1, len(gain)), np.int64), *more])
        if len(changes) * len(swapped) > MOST_NEAR:
            return swapped
        near: Points = (swapped[:, None, :] + changes[None, :, :]).reshape(-1, len(gain))
        return near
