"""X007: a list that is not closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.prose import duties_of, question
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark


@rule(code="X007", severity="warning", basis="text")
def open_list(deal: Deal, course: Course) -> Iterator[Remark]:
    """A list is left open.

    What it finds:
        Words such as "etc.", "including but not limited to", "such as" in a numbered clause, outside quotation marks.
        On five treaty texts of 1949 to 1997 it found 21; of these, one reader judged 15 to deserve the question.

    Why it matters:
        What else belongs in the list is settled when it matters most, by whoever is asked.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Southland shall release women, children, etc.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Southland shall release the 33 persons on list L1.

    When to allow:
        When the clause says who may add to the list, and how.
    """
    for sentence in duties_of(deal):
        for hit in sentence.find("open-list"):
            yield question(sentence, hit, f"{sentence.said(hit)}, which leaves the list open")
