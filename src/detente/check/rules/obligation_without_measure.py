"""O003: nothing says how much an obligation is, or what counts as done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import named
from detente.check.silence import unsaid
from detente.deal.phrases import NOT_STATED
from detente.diagnose.diagnostic import Remark, Severity
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation


@rule(code="O003", severity="warning")
def obligation_without_measure(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nothing says how much an obligation is, or what counts as done.

    What it finds:
        An act without `amount`, `parts`, `ratio` or `measure`; and a standing duty of which the text was looked at
        and states no `amount` or `measure`. Where the act is verified by a stated method (`verified how`) it is a
        note.

    Why it matters:
        Both sides can be sure that the act was done, or that it was not. "Withdraw" is done at the first kilometre or
        at the last; "restore services" at the first lamp or at 40 megawatts.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          power:
            by: south
            to: north
            does: restore the power supply
            due: 2031-05-01
            verified by: north

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          power:
            by: south
            to: north
            does: restore the power supply
            amount: 40 megawatts
            due: 2031-05-01
            verified by: north

    When to allow:
        When the act is either done or not done and nobody can doubt which, such as a signature.
    """
    for act in deal.obligations.values():
        if not _is_measured(act):
            silent = NOT_STATED in (act.amount, act.measure, act.parts, act.ratio)
            yield Remark(
                span=deal.place(act, "amount" if act.amount is NOT_STATED else "measure"),
                message=lacking(f"how {named(deal, act)} is measured", NOT_STATED if silent else None),
                help="write an `amount` (`33 persons`), or a `measure`: a line on a map, a list, a document",
                subjects=about(deal, act),
                severity=None if unsaid(act.verified_how) else Severity.note,
            )


def _is_measured(act: Obligation) -> bool:
    said = [not unsaid(value) for value in (act.amount, act.parts, act.ratio, act.measure)]
    if any(said):
        return True
    # Keeping a standing duty is its own measure, unless somebody looked for a number and found none.
    return act.is_standing and NOT_STATED not in (act.amount, act.measure)
