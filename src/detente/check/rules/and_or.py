"""X008: "and/or"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.prose import duties_of, question
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark


@rule(code="X008", severity="warning", basis="text")
def and_or(deal: Deal, course: Course) -> Iterator[Remark]:
    """The words "and/or" leave open whether one or both are owed.

    What it finds:
        "And/or" and its forms in other languages in a numbered clause, outside quotation marks.

    Why it matters:
        The side that owes can do one; the side that is owed can expect both.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall hand over the map and/or the list.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall hand over the map and the list.

    When to allow:
        When the text says what "and/or" means in it.
    """
    for sentence in duties_of(deal):
        for hit in sentence.find("and-or"):
            yield question(sentence, hit, f"{sentence.said(hit)}, which can mean one or both")
