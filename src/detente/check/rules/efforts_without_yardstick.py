"""X006: a duty to try, without what is enough."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.check.prose import duties_of, question
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark


@rule(code="X006", severity="warning", basis="text")
def efforts_without_yardstick(deal: Deal, course: Course) -> Iterator[Remark]:
    """A duty is to try, and nothing says what is enough.

    What it finds:
        Phrases such as "best efforts", "endeavour to", "all necessary measures" in a numbered clause, outside
        quotation marks. On five treaty texts of 1949 to 1997 it found 20; of these, one reader judged 17 to deserve
        the question.

    Why it matters:
        Whether somebody tried enough is argued afterwards. What such words ask for has been fought over in court at
        length (for instance in Menn v. ConMed, Delaware Court of Chancery, 2022); between states there may be no
        court.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall use its best efforts to return the dead.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall search sites 1 to 4 by day 10 and report on day 12 what it found.

    When to allow:
        When the acts that count as enough stand in another clause.
    """
    for sentence in duties_of(deal):
        for hit in sentence.find("efforts"):
            if not _DENIED.search(sentence.text[max(sentence.start, hit.start - 20) : hit.start]):
                yield question(
                    sentence, hit, f"{sentence.said(hit)} and gives no yardstick for what is enough"
                )


# "Despite all efforts", "shall not seek to": no duty to try.
_DENIED = re.compile(r"\b(?:not|despite|malgré|pese\s+a|a\s+pesar\s+de)\s+\Z", re.IGNORECASE)
