"""T011: a clause number that stands twice, and that something refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.entries import clauses_named, entries, name_of
from detente.check.references import numbers_of, references
from detente.deal.model import in_words
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.text.source import Span


@rule(code="T011", severity="warning")
def clause_number_twice(deal: Deal, course: Course) -> Iterator[Remark]:
    """Two clauses have the same number, and something refers to it.

    What it finds:
        A number that two clauses of the agreement's text have, where an entry of the deal file (`clause`) or a clause
        refers to that number.

    Why it matters:
        The reference leads to two places, and each side can follow it to the one that suits it.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations: {leave: {by: north, to: south, does: leave the road, due: D+7, clause: "1"}}
        text: |
          1. Northland leaves the road by day 7.

          1. Southland opens the gate by day 8.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations: {leave: {by: north, to: south, does: leave the road, due: D+7, clause: "1"}}
        text: |
          1. Northland leaves the road by day 7.

          2. Southland opens the gate by day 8.

    When to allow:
        When the two stand in parts with names of their own, and every reference says which part it means.
    """
    clauses = numbers_of(deal).clauses
    twice = {number: found for number, found in clauses.items() if len(found) > 1}
    if not twice:
        return
    pointing: dict[str, list[Related]] = {number: [] for number in twice}
    for what, number, span in _pointers(deal):
        if number in pointing:
            pointing[number].append(Related(f"{what} refers to clause {number}", span))
    for number, found in twice.items():
        if pointing[number]:
            lines = in_words([f"{clause.span().line}" for clause in found])
            yield Remark(
                span=found[1].span(),
                message=f"clause {number} stands {len(found)} times (lines {lines}), and something refers to it",
                help="give each clause a number of its own, and mend the references",
                related=tuple(pointing[number][:5]),
            )


def _pointers(deal: Deal) -> Iterator[tuple[str, str, Span]]:
    for entry in entries(deal):
        for place, number in enumerate(clauses_named(entry)):
            yield name_of(entry), number, deal.place(entry, "clause", place)
    for clause in deal.clauses:
        for reference in references(clause):
            yield f"clause {clause.number}", reference.number, reference.span
