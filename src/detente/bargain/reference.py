"""What the gains of each party are measured from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.bargain.frontier.parts import TooLinked, extreme
from detente.deal.phrases import figure

if TYPE_CHECKING:
    from detente.bargain.domain import Domain
    from detente.bargain.numbers import Numbers


def reference_of(
    domain: Domain, numbers: Numbers, deadline: float | None = None
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The no-deal worth of each party on the grid; where none is given, that of its worst allowed package.

    Returns:
        One number for each party, and a sentence for each that has no no-deal worth.
    """
    without = [party for party in domain.parties if domain.no_deal.get(party) is None]
    places = [at for at, limit in enumerate(numbers.no_deal) if limit is None]
    worst, what = _worst(numbers, places, deadline)
    found = tuple(worst[at] if limit is None else limit for at, limit in enumerate(numbers.no_deal))
    told = numbers.in_units(found)
    why = [
        f"{domain.call(party)}: no worth without a deal is given; gains are measured from {what}, "
        f"{figure(told[party])}."
        for party in without
    ]
    return found, tuple(why)


def _worst(numbers: Numbers, places: list[int], deadline: float | None) -> tuple[dict[int, int], str]:
    """What the worst allowed package is worth to some parties, or a bound of it, and what to call it."""
    try:
        return {at: extreme(numbers, at, -1, deadline) for at in places}, "its worst package"
    except TooLinked:
        return {at: _bound(numbers, at) for at in places}, "its worst option of each issue"


def _bound(numbers: Numbers, at: int) -> int:
    """What no package is worth less than to a party: its worst option of each issue."""
    return (
        int(numbers.base[at])
        + sum(int(worth[ok, at].min()) for worth, ok in zip(numbers.worth, numbers.allowed, strict=True))
        + sum(int(factor.worth[..., at].min()) for factor in numbers.factors)
    )
