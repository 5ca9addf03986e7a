"""X012: duties written with more than one word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.prose import sentences_of
from detente.check.saying import counted, quoted
from detente.deal.model import in_words
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.prose import Sentence
    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.text.words import Hit

_SHARE = 1 / 20
"""A word used less often than this is left out: "will" also foretells, and "must" also reasons."""
_ENOUGH = 3
"""Fewer words of duty than these show no habit."""


@rule(code="X012", severity="note", basis="text")
def mixed_words_for_duty(deal: Deal, course: Course) -> Iterator[Remark]:
    """Duties are written with more than one word.

    What it finds:
        An agreement whose numbered clauses use more than one single word for duty, such as "shall" in one and "will"
        or "should" in another. One finding for the whole text, at the first use of the rarer words.

    Why it matters:
        Readers take two words for two strengths of duty. "Should" can be read as advice, and "will" as a forecast.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall leave the road.

          2. Southland shall open the gate.

          3. Southland should return the dead.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland shall leave the road.

          2. Southland shall open the gate.

          3. Southland shall return the dead.

    When to allow:
        When the text says what each of the words means.
    """
    used: dict[str, list[tuple[Sentence, Hit]]] = {}
    for sentence in sentences_of(deal):
        for group in ("duty-modal", "weak-modal"):
            for hit in sentence.find(group):
                # One word, and not at the head of a sentence, where "should" means "if".
                if " " not in hit.entry.pattern and sentence.text[sentence.start : hit.start].strip():
                    used.setdefault(hit.entry.word, []).append((sentence, hit))
    total = sum(map(len, used.values()))
    often = [word for word in used if len(used[word]) >= _SHARE * total]
    counts = sorted(often, key=lambda word: len(used[word]), reverse=True)
    if len(counts) < 2 or total < _ENOUGH:
        return
    said = in_words([f"{quoted(word)} ({counted(len(used[word]), 'time')})" for word in counts])
    firsts = [(word, *used[word][0]) for word in counts[1:]]
    _, sentence, hit = firsts[0]
    yield Remark(
        span=sentence.span(hit.start, hit.end),
        message=f"duties are written with more than one word: {said}",
        help="ask: Do the words mean different things? If not, use one word for duty throughout",
        related=tuple(
            Related(f"{quoted(word)} here", one.span(found.start, found.end))
            for word, one, found in firsts[1:4]
        ),
    )
