"""S001: a statement of a party that rests on no document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.entries import statements
from detente.check.saying import cited, possessive, statement_name, where_said
from detente.deal.model import Citation, Demand
from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="S001", severity="warning")
def statement_without_source(deal: Deal, course: Course) -> Iterator[Remark]:
    """A demand, reading, concession or claim rests on no document.

    What it finds:
        A statement in a positions file without `source`, or whose `source` names no document (`in`) and quotes
        nothing.

    Why it matters:
        What one party is said to want is read by the others, and acted on. Without a place where it was said, it can
        be neither checked nor put right, and a party can find itself bound to words that it never used.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        positions:
          south:
            demands: {names: {wants: the names, firmness: stated as wanted, met by: []}}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        sources: {wire-0301: {publisher: Harbour Wire, date: 2031-03-01}}
        positions:
          south:
            demands:
              names:
                wants: the names
                firmness: stated as wanted
                met by: []
                source: {in: wire-0301, says: Southland wants the names}

    When to allow:
        When it was said to you in confidence: name the meeting and the day in the reason, without the person.
    """
    for statement in statements(deal):
        source = statement.source
        if cited(statement) or (isinstance(source, Citation) and source.quote):
            continue
        value = source.in_ if isinstance(source, Citation) else source
        whose = f"{possessive(deal.call(statement.by))} {statement_name(statement)}"
        yield Remark(
            span=where_said(deal, statement),
            message=lacking(f"the source of {whose}", value).replace(
                "the text does not state", "the file does not state"
            ),
            help="write where it stands: `source: {in: ID, quote: ...}`, with the document under `sources`",
            subjects=Subjects(
                parties=(statement.by,) if statement.by in deal.parties else (),
                demands=(statement.id,) if isinstance(statement, Demand) else (),
            ),
        )
