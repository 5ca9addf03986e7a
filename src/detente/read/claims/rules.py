"""Sentences to sayings: the rules of attribution, the same with a parser and without one.

The order in which they are asked is the order of how far an attribution reaches: "according to", then an attribution
after the words, then verbs from left to right. What one of them has taken is not read again, so that "A denied that B
had offered talks" says nothing in the name of B.
"""

from __future__ import annotations

from typing import Final

from detente.read.claims.attributions import attributions
from detente.read.claims.frames import dates
from detente.read.claims.leading import leading
from detente.read.claims.saying import Scene
from detente.read.claims.sheet import Sheet
from detente.read.claims.tokens import Sentence
from detente.read.claims.trailing import according, believed, trailing

MOST_TOKENS: Final = 400  # a longer sentence is a table or a list, where no attribution reaches far


def read_sentence(sentence: Sentence, scene: Scene) -> Sheet:
    """Find who says what in a sentence.

    A sentence that commands with "shall" is the agreement's own: its duties are for the reader of clauses.
    Pronouns are left to the reader of the paragraph (`Speaker.pronoun`), and so are quotations that no rule has taken.

    Returns:
        The sheet of the sentence, its sayings in the order of the text.
    """
    if len(sentence.tokens) > MOST_TOKENS or any(token.low == "shall" for token in sentence.tokens):
        return Sheet(sentence, scene, {})
    when = dates(sentence)
    sheet = Sheet(sentence, scene, when, list(attributions(sentence, when, scene)))
    according(sheet)
    if not sentence.asks:
        believed(sheet)
    for read in (trailing, leading):
        for mark in sheet.marks:
            if not sheet.is_taken(mark):
                read(sheet, mark)
    sheet.found.sort(key=lambda saying: saying.quote)
    return sheet
