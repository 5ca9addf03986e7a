"""A set of words, written as they are read."""

from __future__ import annotations


def wordset(words: str) -> frozenset[str]:
    """The words of a string that spaces set apart."""
    return frozenset(words.split())
