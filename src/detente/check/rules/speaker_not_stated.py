"""S003: a statement without its speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.entries import statements
from detente.check.saying import possessive, statement_name, where_said
from detente.deal.model import SPEAKERS, Demand
from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Statement


@rule(code="S003", severity="warning")
def speaker_not_stated(deal: Deal, course: Course) -> Iterator[Remark]:
    """A statement does not say who said it, or in what capacity.

    What it finds:
        A demand, reading, concession or claim without `speaker class`, or without `said by` where the speaker class
        is `named official` or `expert`. `unattributed` is an answer: it says that nobody is named.

    Why it matters:
        What a head of delegation says binds more than what an unnamed official says, and a reporter's view is not a
        party's. Readers weigh a statement by its speaker, or give it a weight that it does not have.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        sources: {wire-0301: {publisher: Harbour Wire, date: 2031-03-01}}
        positions:
          south:
            claims: [{says: the road is open, source: {in: wire-0301}}]

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        sources: {wire-0301: {publisher: Harbour Wire, date: 2031-03-01}}
        positions:
          south:
            claims:
              - says: the road is open
                said by: the minister of transport
                speaker class: named official
                source: {in: wire-0301}

    When to allow:
        When the document itself does not say; then `speaker class: unattributed` says the same in the file.
    """
    for statement in statements(deal):
        lacks = list(_lacks(statement))
        if lacks:
            whose = f"{possessive(deal.call(statement.by))} {statement_name(statement)}"
            said = lacking_all(lacks).replace("the text does not state", "the file does not state")
            yield Remark(
                span=where_said(deal, statement),
                message=f"who made {whose} is open: {said}",
                help=f"write `said by` and `speaker class` ({', '.join(SPEAKERS)})",
                subjects=Subjects(
                    parties=(statement.by,) if statement.by in deal.parties else (),
                    demands=(statement.id,) if isinstance(statement, Demand) else (),
                ),
            )


def _lacks(statement: Statement) -> Iterator[tuple[str, object]]:
    if not statement.speaker_class:
        yield "`speaker class`", statement.speaker_class
    if not statement.said_by and statement.speaker_class in (None, "named official", "expert"):
        yield "`said by`", statement.said_by
