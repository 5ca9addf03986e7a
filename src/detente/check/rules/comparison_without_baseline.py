"""X010: a duty to make something more or less, without from what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.figures import figures
from detente.check.prose import question, sentences_of
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.prose import Sentence
    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark
    from detente.text.words import Hit


@rule(code="X010", severity="note", basis="text")
def comparison_without_baseline(deal: Deal, course: Course) -> Iterator[Remark]:
    """A duty is to make something more or less, and nothing says compared with what.

    What it finds:
        Words such as "reduce", "improve", "restore" just after a word of duty, in a sentence that has no number of
        anything. The first such word of a sentence is shown. On five treaty texts of 1949 to 1997 it found 2; of
        these, one reader judged 1 to deserve the question.

    Why it matters:
        Without the count on day zero, each side measures from the day that suits it.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall reduce its patrols.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall reduce its patrols from 12 patrols a day to 4 patrols a day by day 7.

    When to allow:
        When the starting count stands in an annex that the clause names.
    """
    for sentence in sentences_of(deal):
        hit = _first(sentence) if sentence.is_duty else None
        if hit is not None and next(figures(sentence.body, sentence.words), None) is None:
            yield question(sentence, hit, f"{sentence.said(hit)} and not compared with what")


_NEAR = 24
"""How many characters may stand between the word of duty and the comparison: "shall endeavour to reduce"."""


def _first(sentence: Sentence) -> Hit | None:
    """The first comparison that is what the duty asks for, just after its word."""
    duties = [hit.end for group in ("duty-modal", "weak-modal") for hit in sentence.find(group)]
    for hit in sentence.find("comparison"):
        if any(0 <= hit.start - end <= _NEAR for end in duties):
            return hit
    return None
