"""T003: a reference to a clause that the agreement does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.entries import clauses_named, entries, kind_of, name_of
from detente.check.references import numbers_of, references
from detente.diagnose.diagnostic import Remark, Severity, Subjects
from detente.diagnose.rule import rule
from detente.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.references import Numbers
    from detente.deal.course import Course
    from detente.deal.model import Deal, Noun


@rule(code="T003", severity="error")
def clause_reference_to_nowhere(deal: Deal, course: Course) -> Iterator[Remark]:
    """A reference names a clause that the agreement does not have.

    What it finds:
        An entry of the deal file whose `clause` is no number in the agreement's text (an error), and a reference in
        the text itself, such as "clause 9.4", to a number that it does not have (a warning, because the words may
        mean another document). "Clause 9" is found where the text has a 9 or a 9.1. Names of other documents after
        the number ("of the Charter") are left out.

    Why it matters:
        References go astray when clauses are added and renumbered between drafts. A duty that points at the wrong
        clause says something other than what is signed.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations: {leave: {by: north, to: south, does: leave the road, due: D+7, clause: "1.2"}}
        text: |
          1.1 Northland leaves the road by day 7.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations: {leave: {by: north, to: south, does: leave the road, due: D+7, clause: "1.1"}}
        text: |
          1.1 Northland leaves the road by day 7.

    When to allow:
        When the reference is to another document whose name does not stand beside the number.
    """
    if not deal.clauses:
        return
    numbers = numbers_of(deal)
    for entry in entries(deal):
        for place, number in enumerate(clauses_named(entry)):
            if not numbers.has(number.strip()):
                yield _of_entry(deal, entry, place, number, numbers)
    if numbers.clauses:
        for clause in deal.clauses:
            for reference in references(clause):
                if not numbers.has(reference.number):
                    here = f"clause {clause.number}" if clause.number else "the text"
                    yield Remark(
                        span=reference.span,
                        message=f"{here} refers to clause {reference.number}, which the agreement does not have",
                        help=_advice(reference.number, numbers),
                        severity=Severity.warning,
                    )


def _of_entry(deal: Deal, entry: Noun, place: int, number: str, numbers: Numbers) -> Remark:
    return Remark(
        span=deal.place(entry, "clause", place),
        message=f"{name_of(entry)} points at clause {number}, which the agreement does not have",
        help=_advice(number, numbers),
        subjects=_subjects(entry),
    )


def _advice(number: str, numbers: Numbers) -> str:
    nearest = did_you_mean(number, numbers.clauses)
    return (
        f"write the number that the clause has now; {nearest}"
        if nearest
        else "write the number that the clause has now"
    )


def _subjects(entry: Noun) -> Subjects:
    field = {"obligation": "obligations", "term": "terms", "stage": "stages", "guarantee": "guarantees"}.get(
        kind_of(entry)
    )
    return Subjects(**{field: (entry.id,)}) if field else Subjects()
