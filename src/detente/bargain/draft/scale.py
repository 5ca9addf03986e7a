"""What a change of the draft gives each party, measured so that parties with different units can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.results import Change, Package

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers

BEYOND: Final = 2**62 - 1
"""More than any package gives more than another."""


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """The draft, and the measure of gains from it.

    `draft`: places of its options. `point`: its worth to each party on the grid. `spans[p]`: the sum over issues (and
    over what issues bring together) of the best less the worst worth to party p; a party with 0 is left out of every
    comparison of gains. `need[p]`: what p has to gain at least, so that it is not worse off than with the draft and has
    its no-deal worth.
    """

    numbers: Numbers
    draft: tuple[int, ...]
    point: NDArray[np.int64]
    spans: tuple[int, ...]
    need: tuple[int, ...]

    def shares(self, gain: Sequence[int]) -> tuple[Fraction, ...]:
        """Gains as shares of the spans, the smallest first: compared from the left this is the leximin order."""
        return tuple(
            sorted(Fraction(int(one), span) for one, span in zip(gain, self.spans, strict=True) if span)
        )

    def smallest(self, gain: Sequence[int]) -> Fraction:
        """The smallest of these shares."""
        return min(self.shares(gain), default=Fraction(0))

    def floor(self, smallest: Fraction | None) -> tuple[int, ...]:
        """What each party has to gain at least for `need`, and for a smallest share of at least `smallest`."""
        if smallest is None:
            return self.need
        wanted = (-(-smallest.numerator * span // smallest.denominator) if span else 0 for span in self.spans)
        return tuple(
            max(low, want) if span else low
            for low, want, span in zip(self.need, wanted, self.spans, strict=True)
        )

    def gain(self, places: Sequence[int]) -> NDArray[np.int64]:
        """What a package gives each party more than the draft."""
        return self.numbers.point(places) - self.point

    def change(self, package: Package, gain: Sequence[int]) -> Change:
        """A package beside the draft."""
        old = self.numbers.package(self.draft)
        return Change(
            package=package,
            changes={
                issue: (old[issue], option)
                for issue, option in package.options.items()
                if option != old[issue]
            },
            gains=self.numbers.in_units(gain),
            smallest=float(self.smallest(gain)),
        )


def scale_of(numbers: Numbers, draft: tuple[int, ...]) -> Scale:
    """The measure for a draft."""
    point = numbers.point(draft)
    spans = [0] * len(numbers.parties)
    for worth, allowed in zip(numbers.worth, numbers.allowed, strict=True):
        _add_span(spans, worth[allowed] if allowed.any() else worth)
    for factor in numbers.factors:
        _add_span(spans, factor.worth.reshape(-1, len(spans)))
    need = tuple(
        0 if limit is None else min(BEYOND, max(0, limit - int(has)))
        for limit, has in zip(numbers.no_deal, point, strict=True)
    )
    return Scale(numbers, draft, point, tuple(spans), need)


def _add_span(spans: list[int], worth: NDArray[np.int64]) -> None:
    for party, (high, low) in enumerate(zip(worth.max(axis=0), worth.min(axis=0), strict=True)):
        spans[party] += int(high) - int(low)
