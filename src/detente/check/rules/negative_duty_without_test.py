"""X013: a duty to refrain that names no act that anybody can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.prose import duties_of, question
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.prose import Sentence
    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark
    from detente.text.words import Hit


@rule(code="X013", severity="note", basis="text")
def negative_duty_without_test(deal: Deal, course: Course) -> Iterator[Remark]:
    """A duty is to refrain from something, and no act is listed that anybody can see.

    What it finds:
        "Refrain from", "abstain from", "avoid" and the like in a numbered clause that gives no number and names no
        annex, list or map. A plain "shall not" before an act is left out. On five treaty texts of 1949 to 1997 it
        found 5; of these, one reader judged 4 to deserve the question.

    Why it matters:
        What counts as a provocation is found by the side that feels provoked.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall refrain from provocation.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall not fire, fly or move troops within 2 km of the road.

    When to allow:
        When a list of the acts stands in another clause.
    """
    for sentence in duties_of(deal):
        hit = next((one for one in sentence.find("negative-duty") if not _is_plain(sentence, one)), None)
        if hit is not None and not _has_test(sentence):
            yield question(sentence, hit, f"{sentence.said(hit)} and lists no act that anybody can see")


def _is_plain(sentence: Sentence, hit: Hit) -> bool:
    """A word of duty with "not", or permission withheld: what follows is an act."""
    pattern = hit.entry.pattern
    return (
        any(sentence.words.has(group, pattern) for group in ("duty-modal", "weak-modal")) or pattern in _PLAIN
    )


_PLAIN = ("may not", "agrees not to", "agree not to", "is prohibited", "are prohibited")


def _has_test(sentence: Sentence) -> bool:
    body = sentence.body.casefold()
    return any(char.isdigit() for char in body) or any(word in body for word in _LISTS)


_LISTS = ("annex", "appendix", "list", "map", "anexo", "carte", "mapa")
