"""D003: something in the deal contradicts a demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.demands import severity_of, subjects_of, with_status
from detente.check.saying import the_demand, ticked
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.text.source import Span


@rule(code="D003", severity="warning")
def demand_crossed(deal: Deal, course: Course) -> Iterator[Remark]:
    """Something that stands in the deal contradicts a demand.

    What it finds:
        A demand whose `crossed by` names an act, a standing duty, a guarantee, a term or an exit that stands in the
        deal. It is an error where the demand was stated as a condition, a note where it was said to be open, and a
        warning otherwise.

    Why it matters:
        The text asks a party to sign the opposite of what it said that it needs. If the party agrees to that, the day
        and the person belong on record; if it does not, there is no deal.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          patrol:
            by: north
            to: south
            does: patrol the road
            from: D+0
            until: for good
        positions:
          south:
            demands:
              no-patrols:
                wants: no patrol of Northland on the road
                firmness: stated as a condition
                met by: []
                crossed by: [patrol]

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          patrol:
            by: north
            to: south
            does: patrol the road
            from: D+0
            until: for good
        positions:
          south:
            demands:
              no-patrols:
                wants: no patrol of Northland on the road
                firmness: stated as a condition
                met by: []
                crossed by: [patrol]
                dropped: 2031-02-03

    When to allow:
        When the party has said that it gives the demand up; write who said so in the reason, or the day under
        `dropped`.
    """
    for demand, entry in with_status(deal, course, "crossed"):
        crossing = [str(ref) for ref in demand.crossed_by or () if _place(deal, ref.id) is not None]
        verb = "contradicts" if len(crossing) == 1 else "contradict"
        yield Remark(
            span=deal.place(demand),
            message=f"{ticked(crossing)} {verb} {the_demand(deal, demand)}",
            help="change what contradicts it, or write the day on which it was given up under `dropped`",
            related=tuple(_stands(deal, label) for label in crossing),
            subjects=subjects_of(deal, demand, (*crossing, *entry.met_by)),
            severity=severity_of(demand),
        )


def _stands(deal: Deal, label: str) -> Related:
    span = _place(deal, label.partition(".")[0])
    return Related(f"`{label}` stands here", span if span is not None else deal.section("obligations"))


def _place(deal: Deal, label: str) -> Span | None:
    for section in (deal.obligations, deal.guarantees, deal.terms, deal.exits):
        if label in section:
            return deal.place(section[label])
    return None
