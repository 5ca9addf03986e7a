"""X003: a duty in the passive that names nobody who owes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.prose import without_quotations, words_of
from detente.check.saying import quoted
from detente.check.words import passives
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="X003", severity="warning", basis="text")
def duty_without_doer(deal: Deal, course: Course) -> Iterator[Remark]:
    """A duty names nobody who is to carry it out.

    What it finds:
        A duty in the passive ("shall be opened", "there shall be") without "by" somebody in the same sentence.
        Passive rules that bind nobody to an act ("shall be deemed", "shall be binding") are left out.

    Why it matters:
        A duty that nobody owes is a duty that each side can leave to the other.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Crossing K shall be opened on day 3.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall open crossing K on day 3.

    When to allow:
        When another clause names who does it.
    """
    words = words_of(deal)
    if words is None:
        return
    for clause in deal.clauses:
        if clause.number:
            for hit in passives(without_quotations(clause.text), words):
                said = quoted(clause.text[hit.start : hit.end])
                yield Remark(
                    span=clause.span(hit.start, hit.end),
                    message=f"clause {clause.number} says {said} and does not say by whom",
                    help=f"ask: {hit.entry.ask or 'Who is to do it?'}",
                )
