"""The figures that agree with what a party tells, as pieces: names that rankings tie together (bounds: `bounds`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import Final

from detente.bargain.exact import fraction_of
from detente.bargain.uncertain.bounds import (
    Bounds,
    Given,
    is_told_by_bounds,
    pair_of,
    rows_of,
    settled_bounds,
    tied_together,
)
from detente.bargain.uncertain.known import Known
from detente.bargain.uncertain.linear import Linear, Row
from detente.deal.model import in_words
from detente.deal.worth import Ranking, Worth
from detente.errors import CannotCount

_ZERO: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Piece:
    """Names that rankings tie together, each between `low` and `high`.

    `worth`: None where there is no figure. `pairs`: places of the larger and the smaller name. `sums`: each, over the
    names, is above its number. `start`: figures that agree with everything, strictly.
    """

    names: tuple[str, ...]
    low: tuple[Fraction, ...]
    high: tuple[Fraction, ...]
    worth: tuple[Worth | None, ...]
    pairs: tuple[tuple[int, int], ...]
    sums: tuple[Row, ...]
    start: tuple[Fraction, ...]

    @property
    def is_alone(self) -> bool:
        """One name that nothing but its bounds holds."""
        return len(self.names) == 1 and not self.sums

    @property
    def is_order(self) -> bool:
        """Single names in the same bounds, all uniform: only their order is told."""
        alike = len(set(self.low)) == len(set(self.high)) == 1
        return alike and not self.sums and all(one is None or one.likely is None for one in self.worth)


@dataclass(frozen=True, slots=True)
class Region:
    """All that agrees with what one party tells: `fixed` figures, and pieces that are independent of each other."""

    known: Known
    fixed: Mapping[str, Fraction]
    pieces: tuple[Piece, ...]


def region_of(known: Known) -> Region:
    """The figures that agree with what a party tells.

    Without any figure but 0 (`Known.has_scale`), worths that are only ranked lie between 0 and 1.

    Raises:
        CannotCount: rankings that cannot all be true, or not with the figures; or a name that is only ranked, beside
            figures that do not bound it on both sides.
    """
    rows = rows_of(known.rankings)
    settled = settled_bounds(known.given, rows, known.has_scale)
    if settled is None and any(known.given[name] is not None for row in rows for name in row):
        settled = settled_bounds(known.given, rows, has_scale=True)  # below a figure of 0 there is no 0 to 1
    if settled is None:
        raise _contradiction(known)
    bounds, inside = settled
    _refuse_unbounded(known, bounds)
    fixed = {
        name: fraction_of(one.low) for name, one in known.given.items() if one is not None and one.is_point
    }
    return Region(known, fixed, tuple(_pieces(known.given, bounds, rows, fixed, inside)))


# --- pieces ---


def _pieces(
    given: Given,
    bounds: Bounds,
    rows: Sequence[Linear],
    fixed: Mapping[str, Fraction],
    inside: Mapping[str, Fraction],
) -> Iterator[Piece]:
    groups = list(tied_together([row for row in rows if not is_told_by_bounds(row, bounds)], fixed))
    tied = {name for names, _ in groups for name in names}
    groups += [([name], []) for name in given if name not in fixed and name not in tied]
    for group, part in groups:
        names = tuple(sorted(group))
        place = {name: at for at, name in enumerate(names)}
        pairs = []
        sums: list[Row] = []
        for row in part:
            pair = pair_of(row)
            if pair is None:
                known = sum((number * fixed[name] for name, number in row.items() if name in fixed), _ZERO)
                sums.append(({name: number for name, number in row.items() if name in place}, -known))
            elif pair[0] in place and pair[1] in place:
                pairs.append((place[pair[0]], place[pair[1]]))
        low, high = zip(
            *((lo or _ZERO, hi or _ZERO) for lo, hi in (bounds[name] for name in names)), strict=True
        )
        start = tuple(inside[name] for name in names) if sums else _start(low, high, pairs)
        yield Piece(names, low, high, tuple(given[name] for name in names), tuple(pairs), tuple(sums), start)


def _start(
    low: Sequence[Fraction], high: Sequence[Fraction], pairs: Sequence[tuple[int, int]]
) -> tuple[Fraction, ...]:
    """Figures strictly inside: the higher the place in the order, the higher between the bounds, which rise with it."""
    below: dict[int, list[int]] = {place: [] for place in range(len(low))}
    for larger, smaller in pairs:
        below[larger].append(smaller)
    height: dict[int, int] = {}
    for place in TopologicalSorter(below).static_order():
        height[place] = 1 + max((height[one] for one in below[place]), default=0)
    top = max(height.values()) + 1
    return tuple(a + (b - a) * height[at] / top for at, (a, b) in enumerate(zip(low, high, strict=True)))


# --- what is wrong ---


def _refuse_unbounded(known: Known, bounds: Bounds) -> None:
    for name in known.only_ranked:
        low, high = bounds[name]
        if low is None or high is None:
            side = "below" if low is None else "above"
            raise CannotCount(
                f"{known.called}: `{name}` is only ranked, and no figure bounds it from {side}.",
                help=f"give it a figure, or rank something with a figure {side} it",
            )


def _contradiction(known: Known) -> CannotCount:
    """Names a set of rankings that cannot all be true, none of which can be left out, and the figures needed for it."""
    bare: dict[str, Worth | None] = dict.fromkeys(known.given)
    by_themselves = not _agree(bare, known.rankings, known.has_scale)
    given = bare if by_themselves else dict(known.given)
    few = list(known.rankings)
    for ranking in known.rankings:
        less = [one for one in few if one is not ranking]
        if not _agree(given, less, known.has_scale):
            few = less
    for name, worth in known.given.items():
        less_given = {**given, name: None}
        if given[name] is worth is not None and not _agree(less_given, few, known.has_scale):
            given = less_given
    told = in_words([f"`{one}`" for one in few])
    one = len(few) == 1
    subject = f"{known.called}: the ranking{'' if one else 's'} {told}"
    figures = [f"`{name}` at {worth}" for name, worth in given.items() if worth is not None]
    if by_themselves or not figures:
        said = "contradicts itself" if one else "cannot all be true"
    else:
        said = f"{'does' if one else 'do'} not agree with {in_words(figures)}"
    return CannotCount(f"{subject} {said}.", help="correct one of them")


def _agree(given: Given, rankings: Sequence[Ranking], has_scale: bool) -> bool:
    return settled_bounds(given, rows_of(rankings), has_scale) is not None
