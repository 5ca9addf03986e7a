"""X001: a word for a time that is no time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.figures import gives_time
from detente.check.prose import duties_of, question
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark


@rule(code="X001", severity="warning", basis="text")
def vague_time(deal: Deal, course: Course) -> Iterator[Remark]:
    """A word stands for a time, and gives none.

    What it finds:
        Words such as "promptly", "gradually", "in due course", "as soon as possible" in a numbered clause. Left out
        where the same sentence gives a length of time or a day, and inside quotation marks. On five treaty texts of
        1949 to 1997 it found 77; of 20 drawn at random, one reader judged 17 to deserve the question.

    Why it matters:
        Each side can hold that the time has come, or that it has not. Neither can be shown to be late.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall gradually leave the zones.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall leave zone 1 by day 7 and zone 2 by day 14.

    When to allow:
        When the text says elsewhere by which day at the latest.
    """
    for sentence in duties_of(deal):
        hits = list(sentence.find("vague-time"))
        if hits and not gives_time(sentence.body, sentence.words):
            for hit in hits:
                yield question(sentence, hit, f"{sentence.said(hit)}, which is no day and no hour")
