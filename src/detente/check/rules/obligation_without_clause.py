"""T013: an obligation that points at no clause of the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="T013", severity="warning")
def obligation_without_clause(deal: Deal, course: Course) -> Iterator[Remark]:
    """A duty of the deal file points at no clause of the agreement.

    What it finds:
        An obligation without `clause`, in a deal that has the agreement's text.

    Why it matters:
        What is signed is the text together with the deal file. A duty that stands in one of them alone is a duty that
        one side can say it never saw.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations: {leave: {by: north, to: south, does: leave the road, due: D+7}}
        text: |
          1. Northland leaves the road by day 7.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations: {leave: {by: north, to: south, does: leave the road, due: D+7, clause: "1"}}
        text: |
          1. Northland leaves the road by day 7.

    When to allow:
        When the duty follows from another instrument that binds the parties; name it in the reason.
    """
    if not any(clause.number for clause in deal.clauses):
        return
    for owed in deal.obligations.values():
        if not owed.clause:
            yield Remark(
                span=deal.place(owed),
                message=lacking(f"the clause that lays down `{owed.id}`", owed.clause),
                help='write its number, in quotes, such as `clause: "2.1"`, or add the clause to the text',
                subjects=about(deal, owed),
            )
