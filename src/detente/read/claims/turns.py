"""Where the words change over to somebody else: to who asked, or to a second speaker whose verb is left out."""

from __future__ import annotations

from detente.read.claims.speakers import noun_class
from detente.read.claims.tokens import Sentence


def is_asked(sentence: Sentence, at: int) -> bool:
    """Whether words tell of a question that was put: "said “no” when asked if he would go"."""
    at += sentence.at(at).low in ("he", "she", "they", "being")
    at += sentence.at(at).low in ("was", "were", "being")
    return sentence.at(at).low in ("asked", "pressed", "questioned", "quizzed")


def is_gapped(sentence: Sentence, at: int) -> bool:
    """Whether another speaker follows, whose verb is left out: "A said it was too soon and B that it was too late"."""
    at += sentence.at(at).low == "the"
    start = at
    while sentence.at(at).capital or (
        at == start and noun_class(sentence.at(at).low) in ("party", "official")
    ):
        at += 1
    return at > start and sentence.at(at).low == "that"
