"""T014: a clause that lays down a duty, and no entry of the deal file points at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.entries import clauses_named, entries
from detente.check.prose import sentences_of
from detente.check.saying import quoted
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Clause, Deal


@rule(code="T014", severity="note", basis="text")
def clause_without_obligation(deal: Deal, course: Course) -> Iterator[Remark]:
    """A clause lays down a duty, and nothing in the deal file points at it.

    What it finds:
        A numbered clause with a word of duty ("shall", "must") that no entry names under `clause`, in a deal that has
        obligations. A pattern on the words: it does not find duties written in the present tense.

    Why it matters:
        What is not in the deal file is not checked, not watched, and not in the table that the parties sign with the
        text.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations: {leave: {by: north, to: south, does: leave the road, due: D+7, clause: "1"}}
        text: |
          1. Northland shall leave the road by day 7.

          2. Southland shall open the gate by day 8.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          leave: {by: north, to: south, does: leave the road, due: D+7, clause: "1"}
          open: {by: south, to: north, does: open the gate, due: D+8, clause: "2"}
        text: |
          1. Northland shall leave the road by day 7.

          2. Southland shall open the gate by day 8.

    When to allow:
        When the clause repeats a duty that stands elsewhere, or the word lays down a definition.
    """
    if not (deal.obligations and deal.clauses):
        return
    named = {number for entry in entries(deal) for number in clauses_named(entry)}
    seen: set[Clause] = set()
    for sentence in sentences_of(deal):
        clause = sentence.clause
        if sentence.is_duty and clause not in seen and not _is_named(clause.number, named):
            seen.add(clause)
            yield Remark(
                span=sentence.span(sentence.start, sentence.end),
                message=f"nothing points at clause {clause.number}: {quoted(sentence.body)}",
                help=f'who owes this to whom, by when? Add the obligation with `clause: "{clause.number}"`',
            )


def _is_named(number: str, named: set[str]) -> bool:
    """Say whether an entry names the clause, or the one that it is a part of (`9` for `9.1`)."""
    parts = number.split(".")
    return any(".".join(parts[:count]) in named for count in range(1, len(parts) + 1))
