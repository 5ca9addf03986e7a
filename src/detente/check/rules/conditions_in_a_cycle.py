"""Q001: acts wait for each other in a circle, so that none of them is ever due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.circles import in_a_circle, places, subjects_of_cycle
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="Q001", severity="error")
def conditions_in_a_cycle(deal: Deal, course: Course) -> Iterator[Remark]:
    """Acts wait for each other in a circle, so that none of them is ever due.

    What it finds:
        A circle of conditions that stands in the text itself: through `after`, the gate of a stage, an exchange part
        by part, `not before`, or a time counted from an act. One finding for each knot of acts, with a shortest
        circle.

    Why it matters:
        Every party may wait, rightly, for ever. No good will mends it: whoever acts first does what it does not owe.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          open-road:
            by: north
            to: south
            does: open the road
            measure: map 1
            due: 2031-05-01
            after: [open-port]
            verified by: mission
          open-port:
            by: south
            to: north
            does: open the port
            measure: map 2
            due: 2031-05-01
            after: [open-road]
            verified by: mission

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          open-road:
            by: north
            to: south
            does: open the road
            measure: map 1
            due: 2031-05-01
            together: opening-day
            verified by: mission
          open-port:
            by: south
            to: north
            does: open the port
            measure: map 2
            due: 2031-05-01
            together: opening-day
            verified by: mission

    When to allow:
        Never as it stands; if one of the conditions is meant as timing alone, write it as `not before` a date.
    """
    for cycle in course.cycles:
        if not cycle.readings:
            none = (
                "it can never be carried out"
                if len(cycle.ids) == 1
                else "none of them can be carried out first"
            )
            yield Remark(
                span=cycle.links[0].span,
                message=f"{in_a_circle(deal, cycle)}: {none}",
                help="let one go first, divide them into parts, or have them done at one moment (`together`) "
                "through an intermediary",
                related=places(cycle),
                subjects=subjects_of_cycle(deal, cycle),
            )
