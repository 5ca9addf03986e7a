"""What all solution points share: each party's gains over the worth that they are measured from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.bargain.domain import Domain
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.numbers import Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """Gains on the grid, at the points of a frontier that leave nobody below the reference.

    `points`, `over`: int64, shape (points, parties): worths, and what they are above `reference`. `ideal[p]`: no
    acceptable package is worth more to p. Every acceptable package gains at most as much as a row of `above` (int64,
    shape (k, parties)) with `raised[p]` more for each party p, on the grid.
    """

    domain: Domain
    frontier: Frontier
    reference: tuple[int, ...]
    ideal: tuple[int, ...]
    points: NDArray[np.int64]
    over: NDArray[np.int64]
    above: NDArray[np.int64]
    raised: tuple[Fraction, ...]

    @property
    def numbers(self) -> Numbers:
        """The grid."""
        return self.frontier.numbers

    @property
    def everybody(self) -> tuple[int, ...]:
        """The places of all parties."""
        return tuple(range(len(self.reference)))

    @property
    def who_can_gain(self) -> tuple[int, ...]:
        """The places of the parties that some acceptable package may give a gain."""
        return tuple(place for place in self.everybody if self.ideal[place] > self.reference[place])

    @property
    def known(self) -> tuple[int, ...]:
        """The best worth of each party as far as it is known: where no point is left out, the ideal as it is given."""
        if self.frontier.is_whole:
            return self.ideal
        return tuple(int(best) for best in self.points.max(axis=0))

    @property
    def most(self) -> tuple[int, ...]:
        """The largest gain of each party among the points."""
        return tuple(int(most) for most in self.over.max(axis=0))


def gains_of(domain: Domain, frontier: Frontier, reference: Sequence[int], ideal: Sequence[int]) -> Gains:
    """Measure gains; points that leave somebody below the reference do not count.

    Raises:
        ValueError: a point is worth more to a party than its ideal.
    """
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    start = np.array([int(number) for number in reference], np.int64)
    points = frontier.points[(frontier.points >= start).all(axis=1)]
    above = points if frontier.bounds is None else frontier.bounds
    raised = frontier.eps if frontier.bounds is None else [Fraction(0)] * len(frontier.eps)
    if len(points) and (points > np.array([int(number) for number in ideal], np.int64)).any():
        raise ValueError("the ideal of a party is below what a package of the frontier is worth to it")
    return Gains(
        domain,
        frontier,
        tuple(int(number) for number in reference),
        tuple(int(number) for number in ideal),
        points,
        points - start,
        above[(above >= start).all(axis=1)] - start,
        tuple(Fraction(more) / step for more, step in zip(raised, frontier.numbers.step, strict=True)),
    )
