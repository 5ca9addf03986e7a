"""D007: the categories of an amount do not add up to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.deal.phrases import Amount
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="D007", severity="warning")
def categories_do_not_add_up(deal: Deal, course: Course) -> Iterator[Remark]:
    """The categories of an amount do not add up to it.

    What it finds:
        An obligation with an `amount` and categories of it (`of which`) whose numbers have another sum. Ranges are
        added end by end.

    Why it matters:
        Somebody is in no category, or in two. In exchanges of persons these are often the dead, the foreign, the
        minors and those whose fate is unknown, and it is over them that the lists are disputed.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          release:
            by: south
            to: north
            does: release all persons held
            amount: 33 persons
            of which: [20 civilians, 10 soldiers]

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          release:
            by: south
            to: north
            does: release all persons held
            amount: 33 persons
            of which: [20 civilians, 10 soldiers, 3 persons of unknown fate]

    When to allow:
        When the categories overlap on purpose and the text says how those in two of them are counted.
    """
    for owed in deal.obligations.values():
        categories = owed.of_which
        if not (isinstance(owed.amount, Amount) and isinstance(categories, tuple) and categories):
            continue
        total = Amount(
            sum(one.low for one in categories), sum(one.high for one in categories), owed.amount.unit
        )
        if abs(total.low - owed.amount.low) < _NEAR and abs(total.high - owed.amount.high) < _NEAR:
            continue
        yield Remark(
            span=deal.place(owed, "of which"),
            message=f"the categories of `{owed.id}` add up to {total}, and its amount is {owed.amount}",
            help="add the category that is missing (or one for unknown fate), or put the numbers right",
            related=(Related(f"the amount: {owed.amount}", deal.place(owed, "amount")),),
            subjects=about(deal, owed),
        )


_NEAR = 1e-6
"""Sums of decimal fractions differ by less than this through rounding alone."""
