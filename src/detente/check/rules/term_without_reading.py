"""T010: a term that something rests on, with no meaning on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.saying import ticked
from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="T010", severity="warning")
def term_without_reading(deal: Deal, course: Course) -> Iterator[Remark]:
    """Something rests on a term, and what it means is not on record.

    What it finds:
        A term that is `used in` something, with no `agreed` meaning, no reading by anybody and no `open on purpose`.

    Why it matters:
        That nobody has said how it reads a term does not show that all read it alike. Nobody may have asked.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms: {zone: {words: the zone, used in: [leave]}}
        obligations: {leave: {by: north, to: south, does: leave the zone, due: D+7}}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms: {zone: {words: the zone, used in: [leave], agreed: the land within 5 km of the road}}
        obligations: {leave: {by: north, to: south, does: leave the zone, due: D+7}}

    When to allow:
        When the word has one meaning in law or in the trade, and each party was asked.
    """
    read = {reading.term for reading in deal.readings}
    for term in deal.terms.values():
        if term.used_in and not (term.agreed or term.open_on_purpose or term.id in read):
            used = [ref.id for ref in term.used_in]
            verb = "rests" if len(used) == 1 else "rest"
            yield Remark(
                span=deal.place(term),
                message=f"{ticked(used)} {verb} on the term `{term.id}`, and what it means is not on record",
                help="write what the parties `agreed` that it means, or add each party's reading to its positions",
                subjects=Subjects(
                    terms=(term.id,),
                    obligations=tuple(label for label in used if label in deal.obligations),
                    demands=tuple(label for label in used if label in deal.demands),
                    guarantees=tuple(label for label in used if label in deal.guarantees),
                ),
            )
