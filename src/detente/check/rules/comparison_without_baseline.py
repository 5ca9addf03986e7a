"""X010: a duty to make something more or less, without from what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.figures import figures
from detente.check.prose import question, sentences_of
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark


@rule(code="X010", severity="note", basis="text")
def comparison_without_baseline(deal: Deal, course: Course) -> Iterator[Remark]:
    """A duty is to make something more or less, and nothing says compared with what.

    What it finds:
        Words such as "reduce", "improve", "restore", "larger" in a sentence that lays down a duty and has no number
        of anything. The first such word of a sentence is shown.

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
        hit = next(sentence.find("comparison"), None) if sentence.is_duty else None
        if hit is not None and next(figures(sentence.body, sentence.words), None) is None:
            yield question(sentence, hit, f"{sentence.said(hit)} and not compared with what")
