"""The doubts of the claim reader, in sentences for the person who looks at a proposal."""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = "The text does not say with certainty who said this."
DIFFER: Final = "It is not certain who said this: the rules and the parser differ."
UNCLOSED: Final = "The quotation is never closed, so that its end is not known."
COMMENT: Final = "Words between commas may be the writer's own, so that nobody is named as the speaker."
BROKEN: Final = "The sentence is broken by its attribution; its first words stand before it."
GOES_ON: Final = "The sentence goes on after its attribution with a condition, which stands in its own field."
SAME_SENTENCE: Final = "The speaker is taken from an earlier verb of the same sentence."
SENTENCE_BEFORE: Final = "The speaker is taken from the sentence before."
HEDGED: Final = "The text leaves open whether this was said."
RELAYED: Final = (
    "These words are told by one side about another; only the one who tells them is named as the speaker."
)
QUOTED_BY: Final = "These words are quoted by somebody else, whose account this is."
INNER: Final = "These words stand in a quotation of somebody else, whose account this is."
HEADED: Final = (
    "A name and a colon stand before these words; that they are this speaker's is not said otherwise."
)
QUOTED_CLAIM: Final = (
    "The quoted words are given as another's by this speaker; they are the speaker's account."
)


def cut(word: str) -> str:
    """What is said of words that were left out."""
    return f"What follows “{word}” may be the writer's own, and was left out."


def read_as(pronoun: str, name: str) -> str:
    """What is said of a pronoun that was resolved."""
    return f"“{pronoun}” was read as “{name}”, the only speaker of the sentence before."


def unresolved(pronoun: str) -> str:
    """What is said of a pronoun that was not."""
    return f"It is not certain who “{pronoun}” is."
