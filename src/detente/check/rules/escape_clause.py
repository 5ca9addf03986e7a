"""X005: a phrase that lets a duty lapse without saying when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.prose import duties_of, question
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark


@rule(code="X005", severity="warning", basis="text")
def escape_clause(deal: Deal, course: Course) -> Iterator[Remark]:
    """A phrase lets a duty lapse, without saying on what condition or on whose finding.

    What it finds:
        Phrases such as "where possible", "as appropriate", "if needed", "at its discretion" in a numbered clause,
        outside quotation marks. On five treaty texts of 1949 to 1997 it found 66; of 20 drawn at random, one reader
        judged 14 to deserve the question.

    Why it matters:
        The side that owes the duty decides by itself whether it owes it.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall open the road where conditions allow.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall open the road on each day on which the mission reports no fire within 2 km of it.

    When to allow:
        When the clause, or the one that it names, says which condition it is and who finds it.
    """
    for sentence in duties_of(deal):
        for hit in sentence.find("escape"):
            yield question(
                sentence, hit, f"{sentence.said(hit)} and names no condition that anybody can find"
            )
