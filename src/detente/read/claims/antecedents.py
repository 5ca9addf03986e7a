"""Who "he", "it" and "they" are: only where the sentence before has one speaker and nobody else to whom they can point.

A rule of certainty, after the preference for the most recent antecedent that agrees (J. Hobbs, Resolving pronoun
references, Lingua 44, 1978), with every other candidate of the sentence as a reason to name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from detente.read.claims.frames import dates
from detente.read.claims.saying import Scene, Speaker
from detente.read.claims.speakers import noun_class
from detente.read.claims.tokens import Sentence, Token

_PERSONS: Final = frozenset(("named official", "unnamed official", "expert"))
_OF_ONE: Final = frozenset(("he", "she", "him", "her"))
_PLACES: Final = frozenset(("in", "at", "near", "across", "into", "outside", "around", "inside"))
_CAPITAL: Final = re.compile(r"[A-Z][\w'\u2019\-]*")
_SKIPPED: Final = frozenset(
    ("the", "a", "an", "in", "on", "at", "but", "and", "it", "he", "she", "they", "we", "i", "no")
)


def antecedent(
    pronoun: str, before: Sentence, speakers: Sequence[Speaker], scene: Scene, until: int | None = None
) -> Speaker | None:
    """The speaker that a pronoun stands for, or None where that is not certain.

    Args:
        pronoun: the pronoun, in small letters.
        before: the sentence in which the speaker was named.
        speakers: the speakers of that sentence.
        scene: what is known of the document.
        until: the offset up to which that sentence is looked at; without one, to its end.
    """
    named = {speaker.at: speaker for speaker in speakers if not speaker.pronoun}
    if len(named) != 1 or any(speaker.pronoun for speaker in speakers):
        return None
    speaker = next(iter(named.values()))
    if not _agrees(pronoun, speaker):
        return None
    others = _others(pronoun, before, speaker, scene, before.end if until is None else until)
    return None if any(True for _ in others) else speaker


def _agrees(pronoun: str, speaker: Speaker) -> bool:
    if pronoun in ("they", "them"):
        return speaker.many
    if speaker.many:
        return False
    if pronoun in _OF_ONE:
        return speaker.kind in _PERSONS
    return pronoun == "it" and speaker.kind in ("party", "press")


def _others(pronoun: str, sentence: Sentence, speaker: Speaker, scene: Scene, until: int) -> Iterator[str]:
    """Whatever else in a sentence the pronoun could mean."""
    when = dates(sentence)
    for place, token in enumerate(sentence.tokens):
        if token.start >= until or speaker.at[0] <= token.start < speaker.at[1] or place in when:
            continue
        if token.quotation is not None:
            inside = sentence.text[token.quotation.start + 1 : token.quotation.end]
            yield from (match.group() for match in _CAPITAL.finditer(inside) if _counts(match.group()))
        elif _may_mean(pronoun, sentence, place, token, scene):
            yield token.text


def _counts(word: str) -> bool:
    return word.lower() not in _SKIPPED and len(word) > 1


_OBJECTS: Final = {
    "he": ("him",),
    "she": ("her",),
    "they": ("them",),
    "it": ("it",),
    "him": (),
    "her": (),
    "them": (),
}


def _opens_clause(before: Token) -> bool:
    return before.kind != "word" or before.low in (
        "that",
        "and",
        "but",
        "said",
        "says",
        "because",
        "as",
        "if",
        "when",
    )


def _may_mean(pronoun: str, sentence: Sentence, place: int, token: Token, scene: Scene) -> bool:
    low = token.low.removesuffix("'s").removesuffix("'")
    kind = noun_class(low)
    before = sentence.at(place - 1)
    if low in _OBJECTS.get(pronoun, ()) and not _opens_clause(before):
        return True  # "the judge asked her": somebody else is meant by it
    if before.low in _PLACES or (before.low == "the" and sentence.at(place - 2).low in _PLACES):
        return pronoun not in _OF_ONE and pronoun != "it" and kind not in ("", "press", "paper", "document")
    if pronoun in ("they", "them"):
        return low.endswith("s") and ((token.capital and place > 0) or kind not in ("", "paper", "document"))
    if low in scene.names.places:
        return pronoun == "it"
    if pronoun in _OF_ONE:
        if kind in ("official", "expert", "people"):
            return True
        return token.capital and place > 0 and kind == "" and low not in scene.parties
    return kind in ("party", "press") or (token.capital and place > 0 and kind != "official")
