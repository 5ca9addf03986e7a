"""One number for every worth: the middle of what a party tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from detente.bargain.domain import Domain
from detente.bargain.uncertain.drawing import source_of, with_worths
from detente.bargain.uncertain.known import NO_DEAL, Known, known_of, middle
from detente.bargain.uncertain.orders import orders_of
from detente.bargain.uncertain.region import Piece, Region, region_of
from detente.deal.worth import Worth
from detente.errors import CannotCount

DRAWN: Final = 16_384
"""Valuations whose mean is taken where the centre has no formula."""
_DIGITS: Final = 12
_FEWER: Final = 4


def nominal(domain: Domain) -> Domain:
    """The same domain with one number for every worth.

    A point stays as it is; a range is taken at its likely value, or in the middle. Worths that are only ranked are
    taken at the centre of all figures that agree with the ranking: for a chain of n, k / (n + 1) for the k-th from
    below (the mean of sorted uniform numbers; F. Barron and B. Barrett, Decision quality using ranked attribute
    weights, Management Science 42, 1996, have it for weights that sum to 1), between the figures above and below, or
    between 0 and 1 where a party gives no figures. For a partial order it is the mean over its orders, exactly up to
    16,384 sets; for rankings of sums, and where ranges in their middle would contradict the ranking, the mean of
    16,384 valuations with seed 0.

    Returns:
        Every choice of what has been taken is a sentence in `assumptions`; nothing is ranked any more.

    Raises:
        CannotCount: a worth is missing, or rankings contradict each other or the figures; see `known_of`, `region_of`.
    """
    figures: dict[str, Mapping[str, float]] = {}
    said: list[str] = []
    for party in domain.parties:
        known = known_of(domain, party)
        region = region_of(known)
        centre = _centre(region)
        figures[party] = {
            name: worth.low if worth is not None and worth.is_point else float(centre[name])
            for name, worth in known.given.items()
        }
        said += _assumptions(domain, known, centre)
    made = with_worths(domain, figures)
    return replace(made, rankings={}, assumptions=(*domain.assumptions, *said))


def _centre(region: Region) -> dict[str, Fraction]:
    """A number for each name."""
    found = dict(region.fixed)
    for piece in region.pieces:
        for part in _at_middles(region, piece, found):
            found |= _by_order(part) or _by_draws(region, part)
    return found


def _at_middles(region: Region, piece: Piece, found: dict[str, Fraction]) -> tuple[Piece, ...]:
    """What is left of a piece once its ranges are put into their middles, in `found`; the piece if they contradict."""
    known = region.known
    ranges = {
        name: middle(worth) for name, worth in zip(piece.names, piece.worth, strict=True) if worth is not None
    }
    points = {name: Worth(float(figure), float(figure)) for name, figure in ranges.items()}
    try:
        left = region_of(replace(known, given={**known.given, **points})) if ranges else region
    except CannotCount:
        return (piece,)
    found |= ranges
    return tuple(one for one in left.pieces if not set(one.names).isdisjoint(piece.names))


def _by_order(piece: Piece) -> dict[str, Fraction] | None:
    """The centre where only the order of single names in the same bounds is told."""
    if not piece.is_order:
        return None
    orders = orders_of(len(piece.names), piece.pairs)
    if orders is None:
        return None
    low, high = piece.low[0], piece.high[0]
    # One rounded step for all, so that sums of as many steps stay equal to each other.
    step = _rounded((high - low) / (len(piece.names) + 1), _DIGITS)
    return {
        name: low + (step * place if place.denominator == 1 else _rounded(step * place, _DIGITS))
        for name, place in zip(piece.names, orders.places(), strict=True)
    }


def _rounded(number: Fraction, digits: int) -> Fraction:
    """To so many digits behind the first one."""
    return Fraction(Decimal(f"{float(number):.{digits - 1}e}"))


def _by_draws(region: Region, piece: Piece) -> dict[str, Fraction]:
    """The mean of draws, the same for names that nothing tells apart."""
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    anyone = replace(region.known, party="")  # who says the same gets the same figures
    source = source_of(replace(region, known=anyone, pieces=(piece,)))
    blocks = [source.samplers[0].draw(0, block) for block in range(-(-DRAWN // source.size))]
    means = np.concatenate(blocks).mean(axis=0)
    return {
        name: _rounded(Fraction(sum(float(means[at]) for at in alike) / len(alike)), _FEWER)
        for name, alike in zip(piece.names, _alike(piece), strict=True)
    }


def _alike(piece: Piece) -> list[list[int]]:
    """For each place, the places that can be exchanged with it without changing the piece."""
    count = len(piece.names)
    rows = _as_rows(piece, list(range(count)))
    found = []
    for place in range(count):
        alike = []
        for other in range(count):
            onto = list(range(count))
            onto[place], onto[other] = other, place
            if _as_rows(piece, onto) == rows:
                alike.append(other)
        found.append(alike)
    return found


def _as_rows(piece: Piece, onto: list[int]) -> frozenset[object]:
    """All that a piece says, with places renamed."""
    at = {name: onto[place] for place, name in enumerate(piece.names)}
    said: list[object] = [(onto[a], onto[b]) for a, b in piece.pairs]
    said += [
        (frozenset((at[name], number) for name, number in sums.items()), limit) for sums, limit in piece.sums
    ]
    said += [
        ("bounds", onto[place], piece.low[place], piece.high[place], piece.worth[place])
        for place in range(len(piece.names))
    ]
    return frozenset(said)


def _assumptions(domain: Domain, known: Known, centre: Mapping[str, Fraction]) -> Iterator[str]:
    told = {name: worth for name, worth in known.given.items() if worth is not None and not worth.is_point}
    ranges = [name for name, worth in told.items() if centre[name] == middle(worth)]
    if len(ranges) == 1:
        yield f"{known.called}: the range of `{ranges[0]}` is taken at its middle or likely value."
    elif ranges:
        yield f"{known.called}: {len(ranges)} ranges are taken at their middle or likely value."
    ranked = known.only_ranked
    if ranked and not known.has_scale:
        yield (
            f"{known.called}: no figures, only a ranking: worths are the centre of all figures from 0 to 1 that agree "
            "with it."
        )
    elif ranked:
        yield (
            f"{known.called}: {_counted(ranked)} only ranked: taken at the centre of what the ranking and the figures "
            "beside it allow."
        )
    shifted = [name for name in told if name not in ranges]
    if shifted:
        which = (
            f"the range of {_counted(shifted)}" if len(shifted) == 1 else f"the ranges of {_counted(shifted)}"
        )
        yield (
            f"{known.called}: {which} would contradict the ranking in the middle: taken at the centre of what both "
            "allow."
        )
    for name in known.uncounted:
        yield f"{known.called}: `{name}` has no worth and cannot be chosen; it is counted as 0."
    no_deal = domain.no_deal.get(known.party)
    if no_deal is not None and NO_DEAL not in known.given:
        yield f"{known.called}: what it gets without a deal is not known, and is taken as not given."


def _counted(names: Sequence[str]) -> str:
    return f"`{names[0]}`" if len(names) == 1 else f"{len(names)} worths"
