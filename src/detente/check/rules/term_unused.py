"""T001: a term on which nothing is said to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="T001", severity="warning")
def term_unused(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nothing is said to rest on a term.

    What it finds:
        A term whose `used in` names nothing, and that no demand is `met by`.

    Why it matters:
        A term is listed because something hangs on it. While the list does not say what, a difference over the term
        cannot be traced to the duties and demands that it endangers.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms: {zone: {words: the zone, agreed: the land within 5 km of the road}}
        obligations: {leave: {by: north, to: south, does: leave the zone, due: D+7}}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms: {zone: {words: the zone, agreed: the land within 5 km of the road, used in: [leave]}}
        obligations: {leave: {by: north, to: south, does: leave the zone, due: D+7}}

    When to allow:
        When the term is kept for a later draft, or for the record of how it was read.
    """
    demanded = {ref.id for demand in deal.demands.values() for ref in demand.met_by or ()}
    for term in deal.terms.values():
        if not term.used_in and term.id not in demanded:
            used = () if term.used_in == () else term.used_in
            yield Remark(
                span=deal.place(term),
                message=(
                    f"nothing rests on the term `{term.id}`"
                    if used == ()
                    else lacking(f"what rests on the term `{term.id}` (`used in`)", term.used_in)
                ),
                help="name the duties, guarantees and demands that depend on it under `used in`, or remove the term",
                subjects=Subjects(terms=(term.id,)),
            )
