"""D001: a demand that nothing in the deal answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.demands import severity_of, subjects_of, with_status
from detente.check.saying import the_demand
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="D001", severity="warning")
def demand_missing(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nothing in the deal answers a demand.

    What it finds:
        A demand with nothing linked to it by `met by`: no act, no standing duty, no guarantee. It is an error where
        the demand was stated as a condition, a note where it was said to be open, and a warning otherwise. A demand
        that was `dropped` is left out.

    Why it matters:
        A party that signs without an answer to what it stated as a condition has either given it up in silence or
        expects it from somewhere else. Both come back later, when it is dearer to mend.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        positions:
          south:
            demands:
              names:
                wants: the names of all persons held, by day 3
                firmness: stated as a condition
                met by: []

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          name-list:
            by: north
            to: south
            does: hand over the names of all persons held
            measure: the signed list
            due: D+3
        positions:
          south:
            demands:
              names:
                wants: the names of all persons held, by day 3
                firmness: stated as a condition
                met by: [name-list]

    When to allow:
        When the party said that it will do without, or that the matter is settled elsewhere. Better still, write the
        day on which it said so under `dropped`.
    """
    for demand, _ in with_status(deal, course, "missing"):
        filled = demand.met_by is not None
        yield Remark(
            span=deal.place(demand),
            message=f"nothing in the deal answers {the_demand(deal, demand)}",
            label=None if filled else "`met by` is not filled in",
            help=(
                "add what answers it, or write when it was given up under `dropped`"
                if filled
                else "write the ids of what answers it under `met by`, or `met by: []` if nothing does"
            ),
            subjects=subjects_of(deal, demand),
            severity=severity_of(demand),
        )
