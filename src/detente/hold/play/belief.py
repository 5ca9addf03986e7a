"""What a party would lose with a guarantee, by its own file: the loss times how far it believes in it."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING

from detente.deal.worth import Worth
from detente.hold.play.stakes import exact

if TYPE_CHECKING:
    from detente.deal.model import PledgeView


def believed_loss(view: PledgeView | None) -> Worth:
    """What is lost times the belief: 0 or more if the loss is not filled in; from 0 on if the belief is not."""
    loses = view.loses if view is not None and isinstance(view.loses, Worth) else None
    believed = view.believed if view is not None and isinstance(view.believed, float) else None
    if loses is None or loses.is_unknown:
        return Worth(0.0, 0.0) if believed == 0 else Worth(0.0, inf)
    if believed is None:
        return Worth(min(0.0, loses.low), loses.high)
    share = Fraction(repr(believed))
    low, high = (float(Fraction(repr(end)) * share) for end in (loses.low, loses.high))
    likely = None if loses.likely is None else float(Fraction(repr(loses.likely)) * share)
    return Worth(low, high, likely)


def middle(worth: Worth) -> Fraction | None:
    """The point, the likely value or the middle of a range; None without bounds."""
    if worth.likely is not None:
        return Fraction(repr(worth.likely))
    low, high = exact(worth.low), exact(worth.high)
    return (low + high) / 2 if isinstance(low, Fraction) and isinstance(high, Fraction) else None
