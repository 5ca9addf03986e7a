"""Whether words say something that a quote does not: another number, date or name, or the contrary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Final, TypeAlias

from detente.read.verify.ladder import LADDER, climb
from detente.read.verify.negation import negations
from detente.read.verify.numbers import Number, dates, numbers

Difference: TypeAlias = tuple[str, str]
"""A code of a refusal, and a sentence that names the word."""

_TOKEN: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_OPENS: Final = re.compile(r"(?:\A|[.!?:]\s)[\s\"'(\[]*\Z")


def differs(
    name: str, words: str, said: str, *, is_common: Callable[[str], bool] = lambda _: False
) -> Difference | None:
    """Compare some words, such as an edited field, with the quote that they are to rest on.

    Every number, date and name of the words must stand in the quote, and words that deny or refuse must stand in both,
    within the stretch of the quote that the words are taken from. What remains may be put otherwise.

    Args:
        name: what the words are, such as the name of a field.
        words: the words.
        said: the quote, with the words that it leans on.
        is_common: whether a word in small letters is a common one, so that at the head of a sentence it is no name.

    Returns:
        The first difference: `negation-differs`, `date-not-in-quote`, `number-not-in-quote` or `name-not-in-quote`
        with a sentence; None if there is none.
    """
    words, said = climb(words, len(LADDER) - 1), climb(said, len(LADDER) - 1)
    return (
        _of_negation(name, words, said)
        or _of_dates(name, words, said)
        or _of_numbers(name, words, said)
        or _of_names(name, words, said, is_common)
    )


def _of_dates(name: str, words: str, said: str) -> Difference | None:
    known = dates(said)
    for date in dates(words):
        if not any(date.is_in(other) for other in known):
            return "date-not-in-quote", f"The date {date.words} stands in {name} and not in the quote."
    return None


def _of_numbers(name: str, words: str, said: str) -> Difference | None:
    known = {number.key for number in _undated(said)}
    for number in _undated(words):
        if number.key not in known:
            return "number-not-in-quote", f"The number {number.words} stands in {name} and not in the quote."
    return None


def _undated(text: str) -> list[Number]:
    """The numbers of a text that are no part of a date."""
    spans = [(date.start, date.end) for date in dates(text)]
    return [one for one in numbers(text) if not any(a <= one.start and one.end <= b for a, b in spans)]


def _of_names(name: str, words: str, said: str, is_common: Callable[[str], bool]) -> Difference | None:
    known = {_bare(token) for token in _TOKEN.findall(said)}
    small = {token.lower(): token for token in known}
    for found in _TOKEN.finditer(words):
        token = _bare(found.group())
        if token in known or token == "I" or not token[0].isalpha():  # noqa: S105 -- a word, no secret
            continue
        lower = token.lower()
        if not token[0].isupper():
            if lower in small and small[lower][0].isupper():
                said_so = small[lower]
                return "name-not-in-quote", f"The quote has {said_so}, and {name} has {token}."
        elif not (_OPENS.search(words[: found.start()]) and (lower in known or is_common(lower))):
            return "name-not-in-quote", f"The name {token} stands in {name} and not in the quote."
    return None


def _of_negation(name: str, words: str, said: str) -> Difference | None:
    ours = Counter(one.key for one in negations(words))
    there = Counter(one.key for one in negations(said))
    for word in ours - there:
        return "negation-differs", f"The word {word} stands in {name} and not in the quote."
    start, end = _region(words, said)
    theirs = Counter(one.key for one in negations(said) if start <= one.start < end)
    for word in theirs - ours:
        return "negation-differs", f"The word {word} stands in the quote, and {name} leaves it out."
    return None


def _region(words: str, said: str) -> tuple[int, int]:
    """The shortest stretch of the quote that holds every word that both have."""
    wanted = {token.lower() for token in _TOKEN.findall(words)}
    hits = [(one.group().lower(), *one.span()) for one in _TOKEN.finditer(said)]
    hits = [hit for hit in hits if hit[0] in wanted]
    distinct, inside = len({hit[0] for hit in hits}), Counter[str]()
    best, first = (0, 0), 0
    for token, _, end in hits:
        inside[token] += 1
        while len(inside) == distinct:
            left, start, _ = hits[first]
            if best == (0, 0) or end - start < best[1] - best[0]:
                best = (start, end)
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
            first += 1
    return best


def _bare(token: str) -> str:
    return token[:-2] if token.endswith(("'s", "'S")) else token
