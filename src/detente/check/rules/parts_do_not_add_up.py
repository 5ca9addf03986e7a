"""O008: the parts of an act do not add up to its amount."""

from __future__ import annotations

from math import fsum, isclose
from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import is_share, named
from detente.check.silence import given
from detente.deal.phrases import Amount, Part
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation

_WHOLE = Amount(100, 100, "%")


@rule(code="O008", severity="error")
def parts_do_not_add_up(deal: Deal, course: Course) -> Iterator[Remark]:
    """The parts of an act do not add up to its amount.

    What it finds:
        An act whose `parts` have another sum than its `amount`; or whose parts are in per cent and do not add up to
        100. Where one of them is a range, the two ranges have nothing in common. Parts in another unit than the
        amount are not added.

    Why it matters:
        One of the two numbers is not what was agreed. The person or the sum that stands in one count and not in the
        other is the last one to be handed over, when there is least left to hold.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          prisoners:
            by: south
            to: north
            does: release prisoners/detainees on list L1
            amount: 33 persons
            parts: [3 by 2031-05-01, 10 by 2031-05-08, 18 by 2031-05-15]
            verified by: north

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          prisoners:
            by: south
            to: north
            does: release prisoners/detainees on list L1
            amount: 33 persons
            parts: [3 by 2031-05-01, 10 by 2031-05-08, 20 by 2031-05-15]
            verified by: north

    When to allow:
        When what is left over is dealt with in another obligation.
    """
    for act in deal.obligations.values():
        parts = given(act.parts) or ()
        whole = _whole(parts, given(act.amount))
        if whole is not None and not _meet(parts, whole):
            yield _remark(deal, act, parts, whole)


def _whole(parts: Sequence[Part], amount: Amount | None) -> Amount | None:
    """What the parts should come to; None where nothing says so, or where the units cannot be compared."""
    units = {_unit(part.amount) for part in parts} - {""}
    if not parts or len(units) > 1:
        return None
    unit = next(iter(units), "")
    if is_share(unit):
        return amount if amount is not None and is_share(amount.unit) else _WHOLE
    return amount if amount is not None and unit in ("", _unit(amount)) else None


def _unit(amount: Amount) -> str:
    # `1 person` and `3 persons` are the same unit.
    return (amount.unit or "").strip().casefold().removesuffix("s")


def _sum(parts: Sequence[Part]) -> tuple[float, float]:
    return fsum(part.amount.low for part in parts), fsum(part.amount.high for part in parts)


def _meet(parts: Sequence[Part], whole: Amount) -> bool:
    low, high = _sum(parts)
    near = {"rel_tol": 1e-9, "abs_tol": 1e-9}
    return (low <= whole.high or isclose(low, whole.high, **near)) and (
        high >= whole.low or isclose(high, whole.low, **near)
    )


def _remark(deal: Deal, act: Obligation, parts: Sequence[Part], whole: Amount) -> Remark:
    low, high = _sum(parts)
    sums = " + ".join(_figure(part.amount.low, part.amount.high) for part in parts[:8])
    more = " + ..." if len(parts) > 8 else ""
    unit = f" {whole.unit}" if whole.unit else ""
    of_amount = "its amount is" if act.amount is not None and whole is not _WHOLE else "the whole is"
    place = (Related("the amount", deal.place(act, "amount")),) if whole is not _WHOLE else ()
    return Remark(
        span=deal.place(act, "parts"),
        message=f"the parts of {named(deal, act)} add up to {_figure(low, high)}{unit} "
        f"and {of_amount} {_figure(whole.low, whole.high)}{unit}",
        help="put the parts or the amount right",
        label=f"{sums}{more} = {_figure(low, high)}",
        related=place,
        subjects=about(deal, act),
    )


def _figure(low: float, high: float) -> str:
    return f"{low:,.12g}" if low == high else f"{low:,.12g}..{high:,.12g}"
