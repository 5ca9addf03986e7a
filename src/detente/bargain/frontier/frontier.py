"""The undominated packages of a domain, as a sequence that looks labels up when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, overload

from detente.bargain.results import Package

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers


class Origins(Protocol):
    """Knows which packages have the worths of a point."""

    def counts(self, points: NDArray[np.int64]) -> Sequence[int]:
        """How many packages each point stands for; points: shape (n, parties)."""

    def first(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        """Places of options of the first package of each point in the order of the file, shape (n, issues)."""

    def all_of(self, point: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
        """Every package of one point, in no particular order."""


@dataclass(frozen=True, slots=True, eq=False)
class Frontier(Sequence[Package]):
    """The undominated packages, the best for the first party first.

    `points`: int64 on the grid of `numbers`, shape (n, parties), each once, in falling lexicographic order. If `exact`
    these are all undominated points that give every party its no-deal worth. Else every package that gives each party
    its no-deal worth and `eps[p]` more, in the unit of p, has one here that is worth to each party at least as much
    less `eps[p]`; and each package that gives every party its no-deal worth is at or below one of `bounds` (int64,
    shape (k, parties); None: of the points). `method` says how.
    """

    numbers: Numbers
    points: NDArray[np.int64]
    origins: Origins
    exact: bool
    eps: tuple[Fraction, ...]
    method: str
    bounds: NDArray[np.int64] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether no point was left out; worths may be rounded all the same."""
        return self.bounds is None

    @property
    def above(self) -> NDArray[np.int64]:
        """Points that no package which gives every party its no-deal worth is better than."""
        return self.points if self.bounds is None else self.bounds

    def __len__(self) -> int:
        return len(self.points)

    @overload
    def __getitem__(self, place: int) -> Package: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Package]: ...
    def __getitem__(self, place: int | slice) -> Package | Sequence[Package]:
        if isinstance(place, slice):
            return self.labelled(self.points[place])
        return self.labelled(self.points[place][None, :])[0]

    def __iter__(self) -> Iterator[Package]:
        return iter(self.labelled(self.points))

    def labelled(self, points: NDArray[np.int64]) -> list[Package]:
        """Points with labels and counted ties, in the order given."""
        if not len(points):
            return []
        counts = self.origins.counts(points)
        first = self.origins.first(points)
        numbers = self.numbers
        return [
            Package(numbers.package(chosen), numbers.in_units(point), int(count))
            for point, chosen, count in zip(points.tolist(), first.tolist(), counts, strict=True)
        ]

    def in_file_order(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        """Points by their first packages, in the order of the file: not by worths, where parties have an order."""
        import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

        return points[np.lexsort(self.origins.first(points).T[::-1])]

    def packages(self, place: int) -> Iterator[dict[str, str]]:
        """Every package with the worths of one point, in no particular order."""
        for chosen in self.origins.all_of(self.points[place]):
            yield self.numbers.package(chosen)
