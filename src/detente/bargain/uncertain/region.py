"""The figures that agree with what a party tells: bounds of each name, and pieces of names that rankings tie together.

A ranking between single names moves bounds along until nothing changes, which is exact. Where sums are ranked, linear
programs decide. Every `>` is strict, so that a ranking never agrees with equal figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import Final

from detente.bargain.exact import fraction_of
from detente.bargain.uncertain.known import Known
from detente.bargain.uncertain.linear import Bound, Linear, Row, Unbounded, largest
from detente.deal.model import in_words
from detente.deal.worth import Ranking, Worth
from detente.errors import CannotCount

_ZERO: Final = Fraction(0)
_ONE: Final = Fraction(1)
_MARGIN: Final = "\0margin"
_FEW: Final = 2
Given = Mapping[str, Worth | None]
Bounds = dict[str, Bound]


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
    rows = _rows(known.rankings)
    settled = _settled(known.given, rows, known.has_scale)
    if settled is None and any(known.given[name] is not None for row in rows for name in row):
        settled = _settled(known.given, rows, has_scale=True)  # below a figure of 0 there is no 0 to 1
    if settled is None:
        raise _contradiction(known)
    bounds, inside = settled
    _refuse_unbounded(known, bounds)
    fixed = {
        name: fraction_of(one.low) for name, one in known.given.items() if one is not None and one.is_point
    }
    return Region(known, fixed, tuple(_pieces(known.given, bounds, rows, fixed, inside)))


def _rows(rankings: Iterable[Ranking]) -> list[dict[str, Fraction]]:
    """What rankings say: each of these sums is above 0."""
    rows = []
    for ranking in rankings:
        for above, below in zip(ranking.places, ranking.places[1:], strict=False):
            row: dict[str, Fraction] = {}
            for names, sign in ((above, 1), (below, -1)):
                for name in names:
                    row[name] = row.get(name, _ZERO) + sign
            row = {name: number for name, number in row.items() if number}
            if row not in rows:
                rows.append(row)
    return rows


def _pair(row: Linear) -> tuple[str, str] | None:
    """The larger and the smaller name, where a row is about two single names."""
    if len(row) == _FEW and set(row.values()) == {_ONE, -_ONE}:
        larger, smaller = sorted(row, key=row.__getitem__, reverse=True)
        return larger, smaller
    return None


# --- bounds ---


def _settled(
    given: Given, rows: Sequence[Linear], has_scale: bool
) -> tuple[Bounds, dict[str, Fraction]] | None:
    """Bounds of every name as far as told, and figures inside where sums are ranked; None where nothing agrees."""
    loose: Bound = (None, None) if has_scale else (_ZERO, _ONE)
    bounds: Bounds = {
        name: loose if worth is None else (fraction_of(worth.low), fraction_of(worth.high))
        for name, worth in given.items()
    }
    if not all(rows) or not _moved_along(bounds, [pair for row in rows if (pair := _pair(row))]):
        return None
    inside: dict[str, Fraction] = {}
    for names, part in _tied(rows, set()):
        if all(_pair(row) for row in part):
            continue
        mine = {name: bounds[name] for name in names}
        found = _inside(mine, part)
        if found is None:
            return None
        inside |= found
        for name in names:
            if None in bounds[name]:
                bounds[name] = _reach(name, mine, part)
    return bounds, inside


def _moved_along(bounds: Bounds, pairs: Sequence[tuple[str, str]]) -> bool:
    """Move bounds along the order of single names; False where they leave nothing."""
    below: dict[str, list[str]] = {}
    for larger, smaller in pairs:
        below.setdefault(larger, []).append(smaller)
    try:
        rising = list(TopologicalSorter(below).static_order())
    except CycleError:
        return False
    for name in rising:
        lows = [low for low in (bounds[n][0] for n in (name, *below.get(name, ()))) if low is not None]
        bounds[name] = max(lows, default=None), bounds[name][1]
    for name in reversed(rising):
        for smaller in below.get(name, ()):
            low, high = bounds[smaller]
            highs = [one for one in (high, bounds[name][1]) if one is not None]
            bounds[smaller] = low, min(highs, default=None)
    return all(_is_open(bounds[smaller][0], bounds[larger][1]) for larger, smaller in pairs)


def _is_open(low: Fraction | None, high: Fraction | None) -> bool:
    return low is None or high is None or low < high


def _inside(bounds: Bounds, rows: Sequence[Linear]) -> dict[str, Fraction] | None:
    """Figures well inside: the least of all margins is as large as it can be; None where none are strictly inside."""
    widths = [high - low for low, high in bounds.values() if low is not None and high is not None]
    margin = max(widths, default=_ONE) or _ONE
    program: list[Row] = [({**row, _MARGIN: -margin}, _ZERO) for row in rows]
    for name, (low, high) in bounds.items():
        if low is not None and low != high:
            program.append(({name: _ONE, _MARGIN: -margin}, low))
        if high is not None and low != high:
            program.append(({name: -_ONE, _MARGIN: -margin}, -high))
    best = largest({_MARGIN: _ONE}, program, {**bounds, _MARGIN: (_ZERO, _ONE)})
    if best is None or isinstance(best, Unbounded) or best[0] <= 0:
        return None
    return {name: best[1][name] for name in bounds}


def _reach(name: str, bounds: Bounds, rows: Sequence[Linear]) -> Bound:
    """How far one name can go, given all that is told."""
    ends = []
    for sign in (-_ONE, _ONE):
        best = largest({name: sign}, [(row, _ZERO) for row in rows], bounds)
        ends.append(None if best is None or isinstance(best, Unbounded) else sign * best[0])
    return ends[0], ends[1]


# --- pieces ---


def _tied(rows: Sequence[Linear], fixed: Iterable[str]) -> Iterator[tuple[list[str], list[Linear]]]:
    """Groups of names that rows tie together, not counting fixed ones, and the rows of each."""
    still = set(fixed)
    group: dict[str, list[str]] = {}
    for row in rows:
        merged: dict[str, None] = {}
        for name in row:
            if name not in still:
                merged |= dict.fromkeys(group.get(name, [name]))
        names = list(merged)
        group |= dict.fromkeys(names, names)
    for names in {id(names): names for names in group.values()}.values():
        yield names, [row for row in rows if not set(names).isdisjoint(row)]


def _pieces(
    given: Given,
    bounds: Bounds,
    rows: Sequence[Linear],
    fixed: Mapping[str, Fraction],
    inside: Mapping[str, Fraction],
) -> Iterator[Piece]:
    groups = list(_tied([row for row in rows if not _is_told_by_bounds(row, bounds)], fixed))
    tied = {name for names, _ in groups for name in names}
    groups += [([name], []) for name in given if name not in fixed and name not in tied]
    for group, part in groups:
        names = tuple(sorted(group))
        place = {name: at for at, name in enumerate(names)}
        pairs = []
        sums: list[Row] = []
        for row in part:
            pair = _pair(row)
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


def _is_told_by_bounds(row: Linear, bounds: Bounds) -> bool:
    """Whether the bounds of two single names keep them apart already."""
    pair = _pair(row)
    if pair is None:
        return False
    least, most = bounds[pair[0]][0], bounds[pair[1]][1]
    return least is not None and most is not None and least >= most


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
    return _settled(given, _rows(rankings), has_scale) is not None
