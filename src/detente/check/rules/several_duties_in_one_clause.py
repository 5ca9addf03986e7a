"""X011: several duties in one clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.prose import sentences_of
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.prose import Sentence
    from detente.deal.course import Course
    from detente.deal.model import Clause, Deal

_MANY = 4
"""A clause with so many words of duty is found; two or three are common where one duty has a condition."""


@rule(code="X011", severity="note", basis="text")
def several_duties_in_one_clause(deal: Deal, course: Course) -> Iterator[Remark]:
    """A clause holds several duties under one number.

    What it finds:
        A numbered clause with four or more words of duty ("shall", "must").

    Why it matters:
        What has one number is reported, verified and disputed as one thing. If three of the four duties are carried
        out, the clause was neither kept nor not kept.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall leave the road. It shall hand over the map. It shall mark the mines. It shall report.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1.1 Northland shall leave the road.

          1.2 Northland shall hand over the map and shall mark the mines on it.

          1.3 Northland shall report.

    When to allow:
        When the duties are steps of one act and the deal file lists each of them.
    """
    found: dict[Clause, list[tuple[Sentence, int, int]]] = {}
    for sentence in sentences_of(deal):
        if sentence.is_duty:
            places = found.setdefault(sentence.clause, [])
            places += [(sentence, hit.start, hit.end) for hit in sentence.find("duty-modal")]
    for clause, places in found.items():
        if len(places) >= _MANY:
            sentence, start, end = places[_MANY - 1]
            yield Remark(
                span=sentence.span(start, end),
                message=f"clause {clause.number} holds {len(places)} duties under one number",
                label=f"the {_ORDINAL}",
                help="ask: Which of them may be carried out without the others? Give each a number of its own",
            )


_ORDINAL = "fourth"
