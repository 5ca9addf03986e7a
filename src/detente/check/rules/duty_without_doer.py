"""X003: a duty in the passive that names nobody who owes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.check.prose import sentences_of
from detente.check.saying import quoted
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.text.words import passives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.prose import Sentence
    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="X003", severity="note", basis="text")
def duty_without_doer(deal: Deal, course: Course) -> Iterator[Remark]:
    """A duty names nobody who is to carry it out.

    What it finds:
        A duty in the passive ("shall be opened", "there shall be") without "by" somebody in the same sentence.
        Passive rules that bind nobody to an act ("shall be deemed", "shall be binding") are left out. On five treaty
        texts of 1949 to 1997 it found 317; of 20 drawn at random, one reader judged 12 to deserve the question.

    Why it matters:
        A duty that nobody owes is a duty that each side can leave to the other.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Crossing K shall be opened on day 3.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall open crossing K on day 3.

    When to allow:
        When another clause names who does it.
    """
    for sentence in sentences_of(deal):
        if sentence.is_duty:
            for hit in passives(sentence.body, sentence.words):
                start, end = sentence.start + hit.start, sentence.start + hit.end
                if not _forbids(sentence, start):
                    yield Remark(
                        span=sentence.span(start, end),
                        message=f"clause {sentence.clause.number} says {quoted(sentence.text[start:end])}, not by whom",
                        help=f"ask: {hit.entry.ask or 'Who is to do it?'}",
                    )


_NOBODY = re.compile(
    r"\b(?:no|neither|nor|nobody|aucune?|ni|ningun[oa]?|ningún)\b[^,;:]{0,80}\Z", re.IGNORECASE
)


def _forbids(sentence: Sentence, start: int) -> bool:
    """What must not be done needs no doer: everybody leaves it undone."""
    if any(hit.start == start for hit in sentence.find("negative-duty")):
        return True
    return _NOBODY.search(sentence.text[max(sentence.start, start - 100) : start]) is not None
