r"""Phrases as they stand in a word list, made into regular expressions.

A phrase is literal: letters in capitals or not, with or without vowel signs, accents composed or not, straight or
curly quotes. A space stands for any white space. Two signs stand for more: ``*`` for any letters, ``#`` for a number.
The expressions are for folded text (`detente.text.words.folding`).
"""

from __future__ import annotations

import re

from detente.text.words.folding import fold

_BEFORE = r"(?<![^\W_])"
_AFTER = r"(?![^\W_])"
_SIGNS = {
    " ": r"\s+",
    "*": r"[^\W_]{0,30}",
    "#": r"\d+(?:[.,]\d+)*",
    "/": r"\s?/\s?",
}


def expression(phrase: str) -> str:
    """Return the regular expression for a phrase, to be compiled without regard to capitals."""
    plain = _plain(phrase)
    before = _BEFORE if _is_wordlike(plain[0]) else ""
    after = _AFTER if _is_wordlike(plain[-1]) else ""
    return before + _body(plain) + after


def alternatives(phrases: tuple[str, ...], joined_before: tuple[str, ...] = ()) -> str:
    """Return the regular expression for any of some phrases, each with a numbered place, the first that fits.

    Args:
        phrases: the phrases.
        joined_before: words of one or two letters that are written together with the word after them, such as the
            Arabic and Hebrew *and*, *in* and *the*; any of them may stand before a phrase.
    """
    plain = [_plain(phrase) for phrase in phrases]
    joined = sorted((_plain(word) for word in joined_before), key=len, reverse=True)
    # Lazily: a phrase that is written with one of them in the list comes before the same with one put before it.
    prefix = f"(?:{'|'.join(map(re.escape, joined))})??" if joined else ""
    bodies = (_body(text) + (_AFTER if _is_wordlike(text[-1]) else "") for text in plain)
    return _guard([*plain, *joined]) + prefix + f"(?:{'|'.join(f'({body})' for body in bodies)})"


def _plain(phrase: str) -> str:
    return fold(" ".join(phrase.split())).text


def _body(plain: str) -> str:
    return "".join(_SIGNS.get(char) or re.escape(char) for char in plain)


def _guard(plain: list[str]) -> str:
    """Return what is true of every place where one of the phrases can start, so that the others are passed quickly."""
    firsts = {text[0] for text in plain}
    if not all(_is_wordlike(char) for char in firsts):
        return ""
    letters = "".join(sorted(firsts - {"*", "#"}))
    return _BEFORE + ("" if "*" in firsts else rf"(?=[{letters}\d])")


def _is_wordlike(char: str) -> bool:
    return char.isalnum() or char in "*#"
