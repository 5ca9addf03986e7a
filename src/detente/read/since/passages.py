"""What a document says outside the clauses that were read: exceptions, days of entry into force, rows of tables.

A comparison that looked at duties alone would pass over "This does not apply in winter" that became "This applies in
winter". Running heads and feet are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from detente.read.proposals import Proposal
from detente.text.words import sentences

if TYPE_CHECKING:
    from detente.read.document import Document
    from detente.read.run import Whole

KIND: Final = "passage"
_LEFT_OUT: Final = ("header", "footer")
_WORD: Final = re.compile(r"\w+")
_FEWEST: Final = 2  # words that are left of a sentence of which the rest was read

Stretch = tuple[int, int]


def passages(whole: Whole, kinds: Iterable[str]) -> list[Proposal]:
    """The sentences and rows of tables of which nothing was read as one of these kinds, and what is left of others."""
    text, known = whole.document.text, _Covered(whole.read.proposals, frozenset(kinds))
    found = []
    for sentence in _sentences(whole.document):
        start, end = _without_number(whole, *sentence)
        for first, last in known.left(start, end):
            words = sum(1 for _ in _WORD.finditer(text, first, last))
            if words >= (1 if (first, last) == (start, end) else _FEWEST):
                found.append(_passage(whole, first, last))
    return found


def _passage(whole: Whole, first: int, last: int) -> Proposal:
    words = whole.document.text[first:last]
    first, last = first + len(words) - len(words.lstrip()), last - len(words) + len(words.rstrip())
    number = whole.structure.number_at(first)
    return Proposal(KIND, whole.document.text[first:last], first, last, clause=number)


def _sentences(document: Document) -> Iterator[Stretch]:
    row: tuple[tuple[int, int], Stretch] | None = None
    for block in document.blocks:
        here = None if block.cell is None else block.cell[:2]
        if row is not None and here == row[0]:
            row = row[0], (row[1][0], block.end)
            continue
        if row is not None:
            yield row[1]
        row = None if here is None else (here, (block.start, block.end))
        if here is None and block.kind not in _LEFT_OUT:
            words = document.text[block.start : block.end]
            yield from ((block.start + start, block.start + end) for start, end in sentences(words))
    if row is not None:
        yield row[1]


def _without_number(whole: Whole, start: int, end: int) -> Stretch:
    """A sentence without the number of its clause, which may change with no word of it."""
    part = whole.structure.part_at(start)
    if part is None or not part.start <= start < part.body:
        return start, end
    head = part.heading.start if part.heading is not None else part.body
    return min(max(start, head), end), end


class _Covered:
    """Where proposals stand, merged: what lies between them was not read."""

    def __init__(self, proposals: Iterable[Proposal], kinds: frozenset[str]) -> None:
        self._places = sorted(
            place
            for one in proposals
            if one.kind in kinds
            for place in ((one.start, one.end), *((found.start, found.end) for found in one.along))
        )
        # The furthest end so far never falls, so that the first place that may reach a sentence is found by halving.
        self._reach = list(accumulate((end for _, end in self._places), max))

    def left(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches between two offsets that no proposal holds."""
        for first, last in self._places[bisect_left(self._reach, start + 1) :]:
            if first >= end:
                break
            if first > start:
                yield start, first
            start = max(start, last)
        if start < end:
            yield start, end
