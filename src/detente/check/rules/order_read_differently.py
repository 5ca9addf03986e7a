"""Q010: acts wait for each other once the order is read as the parties are reported to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.circles import in_a_circle, places, subjects_of_cycle
from detente.check.intervals import owner_of
from detente.check.saying import attribution, quoted, where_said
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.cycles import Cycle
    from detente.deal.model import Deal, Reading


@rule(code="Q010", severity="error")
def order_read_differently(deal: Deal, course: Course) -> Iterator[Remark]:
    """Acts wait for each other once the order is read as the parties are reported to read it.

    What it finds:
        A circle of conditions that is not in the text alone: it is there under one reading of the order, or when the
        readings of several are taken together. The finding names a smallest set of readings that makes the circle.

    Why it matters:
        Each side can be ready to carry out the whole text in the order that it reads, and wait meanwhile for the other.
        Everybody has signed, and nothing moves.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          elections: {by: south, to: north, does: hold a vote, measure: list A, due: 2031-05-01, verified by: mission}
          border: {by: north, to: south, does: hand over, measure: map 1, due: 2031-05-01, verified by: mission}
        positions:
          north:
            readings:
              - order of: [elections, border]
                says: elections first
                after: {border: [elections]}
                said by: the foreign minister
                speaker class: named official
                source: {in: wire}
          south:
            readings:
              - order of: [elections, border]
                says: the border first
                after: {elections: [border]}
                said by: the president
                speaker class: named official
                source: {in: wire}
        sources: {wire: {text: "Elections first, said one; the border first, said one.", publisher: Harbour Wire}}

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          elections: {by: south, to: north, does: hold a vote, measure: list A, due: 2031-05-01, verified by: mission}
          border:
            by: north
            to: south
            does: hand over
            measure: map 1
            due: 2031-05-08
            after: [elections]
            verified by: mission
        positions:
          north:
            readings:
              - order of: [elections, border]
                says: elections first
                after: {border: [elections]}
                said by: the foreign minister
                speaker class: named official
                source: {in: wire}
        sources: {wire: {text: "Elections first, said the one.", publisher: Harbour Wire}}

    When to allow:
        When the parties know that they read the order differently, and a body that both accept decides who goes
        first.
    """
    for cycle in course.cycles:
        if cycle.readings:
            yield _remark(deal, cycle)


def _remark(deal: Deal, cycle: Cycle) -> Remark:
    whose = deal.call_all(dict.fromkeys(reading.by for reading in cycle.readings))
    readings = "the reading" if len(cycle.readings) == 1 else "the readings"
    together = " together" if len(cycle.readings) > 1 else ""
    return Remark(
        span=deal.place(owner_of(deal, cycle.ids[0])),
        message=f"{in_a_circle(deal, cycle)}, under {readings} of {whose}{together}: none of them comes first",
        help="agree who goes first, in which parts, and on whose finding; or write the order into the text (`after`)",
        related=(*(_reading(deal, reading) for reading in cycle.readings), *places(cycle)),
        subjects=subjects_of_cycle(deal, cycle),
    )


def _reading(deal: Deal, reading: Reading) -> Related:
    says = f": {quoted(reading.says)}" if isinstance(reading.says, str) else ""
    return Related(f"{attribution(deal, reading)}{says}", where_said(deal, reading))
