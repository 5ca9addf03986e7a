"""How far each worth can go by what rankings and figures say, and whether they can all be true.

A ranking between single names moves bounds along until nothing changes, which is exact. Where sums are ranked, linear
programs decide. Every `>` is strict, so that a ranking never agrees with equal figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import Final

from detente.bargain.exact import fraction_of
from detente.bargain.uncertain.linear import Bound, Linear, Row, Unbounded, largest
from detente.deal.worth import Ranking, Worth

_ZERO: Final = Fraction(0)
_ONE: Final = Fraction(1)
_MARGIN: Final = "\0margin"
_FEW: Final = 2
Given = Mapping[str, Worth | None]
Bounds = dict[str, Bound]


def rows_of(rankings: Iterable[Ranking]) -> list[dict[str, Fraction]]:
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


def pair_of(row: Linear) -> tuple[str, str] | None:
    """The larger and the smaller name, where a row is about two single names."""
    if len(row) == _FEW and set(row.values()) == {_ONE, -_ONE}:
        larger, smaller = sorted(row, key=row.__getitem__, reverse=True)
        return larger, smaller
    return None


def settled_bounds(
    given: Given, rows: Sequence[Linear], has_scale: bool
) -> tuple[Bounds, dict[str, Fraction]] | None:
    """Bounds of every name as far as told, and figures inside where sums are ranked; None where nothing agrees."""
    loose: Bound = (None, None) if has_scale else (_ZERO, _ONE)
    bounds: Bounds = {
        name: loose if worth is None else (fraction_of(worth.low), fraction_of(worth.high))
        for name, worth in given.items()
    }
    if not all(rows) or not _moved_along(bounds, [pair for row in rows if (pair := pair_of(row))]):
        return None
    inside: dict[str, Fraction] = {}
    for names, part in tied_together(rows, set()):
        if all(pair_of(row) for row in part):
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


def tied_together(rows: Sequence[Linear], fixed: Iterable[str]) -> Iterator[tuple[list[str], list[Linear]]]:
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


def is_told_by_bounds(row: Linear, bounds: Bounds) -> bool:
    """Whether the bounds of two single names keep them apart already."""
    pair = pair_of(row)
    if pair is None:
        return False
    least, most = bounds[pair[0]][0], bounds[pair[1]][1]
    return least is not None and most is not None and least >= most
