"""The subject that stands after its verb, as in "…, said Ada Stone", or after "according to"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.read.claims.speakers import PREPOSITIONS, noun_class
from detente.read.claims.subjects import (
    APPOSED,
    LINKS,
    MOST_WORDS,
    PRONOUNS,
    RELATIVE,
    SUPPOSING,
    Subject,
    head_of,
    is_noun,
    is_verb,
)
from detente.read.claims.tokens import Sentence
from detente.read.claims.wordset import wordset


def subject_after(sentence: Sentence, place: int, when: Mapping[int, tuple[int, int]]) -> Subject | None:
    """Find the subject that begins at a place, after a verb ("..., said Ada Stone") or after "according to"."""
    at = place
    while at < place + MOST_WORDS and _goes_on(sentence, at, place, when):
        at += 1
    while at > place and sentence.at(at - 1).low in PREPOSITIONS | {"and", "or", ","}:
        at -= 1
    if at == place or at >= place + MOST_WORDS:
        return None
    if sentence.at(place).low in PRONOUNS:
        return Subject(place, place + 1, sentence.at(place).low, None, "") if at == place + 1 else None
    if not is_noun(sentence, place, at):
        return None
    apposed = _apposed_after(sentence, at)
    office = not sentence.at(head_of(sentence, place, at)).capital
    if apposed and office and all(sentence.at(one).capital for one in range(*apposed)):
        return Subject(place, apposed[1], "", apposed, "")  # "said the finance minister, Jan Moen"
    return Subject(place, at, "", apposed, "")


_NEW_PLACE: Final = wordset("a an his her their")


def _goes_on(sentence: Sentence, at: int, place: int, when: Mapping[int, tuple[int, int]]) -> bool:
    token = sentence.at(at)
    if token.kind not in ("word", "number") or at in when:
        return False
    if token.low in LINKS - {"and", "or", "for"} or token.low in RELATIVE or token.low in SUPPOSING:
        return False
    if token.low in ("and", "or"):
        return sentence.at(at + 1).capital or noun_class(sentence.at(at + 1).low) != ""
    if token.low in ("in", "during", "after", "at") and sentence.at(at + 1).low in _NEW_PLACE:
        return False
    return at == place or not is_verb(sentence, at)


def _apposed_after(sentence: Sentence, at: int) -> tuple[int, int] | None:
    if sentence.at(at).low != ",":
        return None
    end = next((one for one in range(at + 1, at + 14) if sentence.at(one).kind == "mark"), at + 1)
    inner = range(at + 1, end)
    if inner and (sentence.at(inner[0]).low in APPOSED or all(sentence.at(one).capital for one in inner)):
        return at + 1, end
    return None
