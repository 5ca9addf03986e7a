"""Duties without a doer: passive and impersonal commands with nobody named who is to carry them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.text.words.lists import Hit
from detente.text.words.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.text.words.lists import WordList

# What may stand between the verb and its participle: up to three words.
_BETWEEN = re.compile(r"\s+(?:[^\s,;:.()]+,?\s+){0,3}\Z")
_REACH = 60


def passives(text: str, words: WordList) -> Iterator[Hit]:
    """Find duties in the passive that name no doer, such as "crossings shall be opened".

    A doer counts as named where the sentence goes on with a word for one, such as "by", that is not followed by a
    date or a means. Reference: the advice on the active voice in the drafting guides that the word list names.

    Args:
        text: the text.
        words: the word list of its language.

    Returns:
        Hits, in order, from the verb to its participle; where the language's impersonal command needs no participle,
        the command alone.
    """
    for start, end in sentences(text):
        for hit in _in_sentence(text, start, end, words):
            if not words.has("doer-mark", text, hit.end, end):
                yield hit


def _in_sentence(text: str, start: int, end: int, words: WordList) -> list[Hit]:
    verbs = words.find("passive-duty", text, start, end)
    passive = [hit for verb in verbs if (hit := _with_participle(text, verb, end, words))]
    impersonal = list(words.find("impersonal-duty", text, start, end))
    return sorted(passive + impersonal, key=lambda hit: hit.start)


def _with_participle(text: str, verb: Hit, end: int, words: WordList) -> Hit | None:
    for participle in words.find("participle", text, verb.end, end):
        if participle.start > verb.end + _REACH:
            break
        if _BETWEEN.match(text, verb.end, participle.start):
            return Hit(verb.entry, verb.start, participle.end)
    return None
