"""X009: a pronoun that can mean either of two actors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.check.prose import question, sentences_of
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.prose import Sentence
    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Remark


@rule(code="X009", severity="note", basis="text")
def pronoun_with_two_readings(deal: Deal, course: Course) -> Iterator[Remark]:
    """A pronoun can mean either of two actors.

    What it finds:
        "It", "they", "the latter" and the like in a sentence that lays down a duty, after the names of two or more of
        the deal's actors in the same sentence. The first such pronoun of a sentence is shown. On five treaty texts of
        1949 to 1997 it found 3; of these, one reader judged 1 to deserve the question.

    Why it matters:
        Who owes the duty then depends on which name the reader takes the pronoun for.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. When Northland has handed the list to Southland, it shall leave the road.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. When Northland has handed the list to Southland, Northland shall leave the road.

    When to allow:
        When only one of the two can do what the sentence says.
    """
    names = _names(deal)
    if names is None:
        return
    for sentence in sentences_of(deal):
        if sentence.is_duty:
            for hit in (
                one for one in sentence.find("pronoun") if not _POINTS_AT_WORDS.search(one.entry.pattern)
            ):
                named = list(dict.fromkeys(_named_before(sentence, names, hit.start)))
                if len(named) > 1:
                    yield question(
                        sentence, hit, f"{sentence.said(hit)}, which can mean {' or '.join(named[-2:])}"
                    )
                    break


# "Thereof", "the said", "above-mentioned" and their like lead back to a thing or a clause, not to an actor.
_POINTS_AT_WORDS = re.compile(
    r"^(?:there|here)\w|same|said|going$|above|mention|cit[ao]|cité|vis[ée]|dit[es]*$|mism|dich",
    re.IGNORECASE,
)


def _names(deal: Deal) -> re.Pattern[str] | None:
    """What the actors are called, without the article, the longest first."""
    called = {re.sub(r"(?i)^(?:the|la|le|les|el|los|las)\s+", "", deal.call(label)) for label in deal.actors}
    if len(called) < 2:
        return None
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(name) for name in sorted(called, key=len, reverse=True))})(?!['\u2019]?\w)"
    )


def _named_before(sentence: Sentence, names: re.Pattern[str], end: int) -> Iterator[str]:
    return (found[0] for found in names.finditer(sentence.text, sentence.start, end))
