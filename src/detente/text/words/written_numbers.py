"""Numbers written in words, such as "thirty-three", so that they can be set beside figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.text.words.lists import Hit, WordList

_GAP = re.compile(r"[\s\-\u2010\u2011]*\Z")
_LARGE = 100
"""From here a number word multiplies the one before it: two hundred, three thousand."""


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in words at offsets in code points, the end not included, and its value."""

    value: int
    start: int
    end: int


def written_numbers(text: str, words: WordList) -> Iterator[WrittenNumber]:
    """Find the whole numbers that are written in words, in order.

    Args:
        text: the text.
        words: the word list of its language.

    Returns:
        Each number from its first word to its last; "one hundred and twenty" is one number.
    """
    run: list[Hit] = []
    for hit in words.find("number-words", text):
        if run and not (_joined(text, run[-1], hit, words) and _goes_on(run[-1], hit, words)):
            yield _number(run)
            run = []
        run.append(hit)
    if run:
        yield _number(run)


def _joined(text: str, before: Hit, after: Hit, words: WordList) -> bool:
    """Say whether nothing but space, a hyphen or a joining word such as "and" stands between two number words."""
    joiner = next(words.find("number-joiner", text, before.end, after.start), None)
    if joiner is None:
        return bool(_GAP.match(text, before.end, after.start))
    alone = _GAP.match(text, before.end, joiner.start) and _GAP.match(text, joiner.end, after.start)
    return bool(alone) and _value(before) >= _value(joiner)


def _goes_on(before: Hit, after: Hit, words: WordList) -> bool:
    """Say whether a number word goes on with another: "twenty one" is one number, "one two" are two."""
    first, second = _value(before), _value(after)
    if second >= _LARGE:
        return first < second or first % 1000 == 0
    if first >= _LARGE:
        return second > 0
    if words.units_first:
        return first < 10 <= second and second % 10 == 0
    # In French, sixty and eighty are followed by ten to nineteen too.
    return first >= 20 and first % 10 == 0 and 0 < second < (20 if first in (60, 80) else 10)


def _value(hit: Hit) -> int:
    return hit.entry.value or 0


def _number(run: list[Hit]) -> WrittenNumber:
    total = current = 0
    for hit in run:
        value = _value(hit)
        if value >= 10 * _LARGE:
            total, current = total + max(current, 1) * value, 0
        elif value == _LARGE:
            current = max(current, 1) * value
        else:
            current += value
    return WrittenNumber(total + current, run[0].start, run[-1].end)
