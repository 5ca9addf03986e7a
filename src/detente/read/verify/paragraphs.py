"""The paragraphs of a document, and how far from a quote its speaker may be named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from detente.read.document import Document

SPEAKER_REACH: Final = 3_000
"""A speaker is named in the paragraph of the quote or one beside it, at most so many characters off."""
_BREAK: Final = re.compile(r"\n[^\S\n]*\n")


class Paragraphs:
    """Where the paragraphs of a document begin; empty ones do not count.

    Args:
        document: the document. Without blocks, paragraphs are set apart by empty lines.
    """

    __slots__ = ("_size", "_starts")

    def __init__(self, document: Document) -> None:
        text = document.text
        self._size = len(text)
        if document.blocks:
            blocks = document.blocks
            starts = iter([block.start for block in blocks if text[block.start : block.end].strip()])
        else:
            starts = _starts(text)
        self._starts = sorted({0, *starts})

    def number(self, offset: int) -> int:
        """The number of the paragraph that holds an offset, from 0."""
        return bisect_right(self._starts, offset) - 1

    def apart(self, start: int, end: int) -> bool:
        """Say whether a stretch runs over the end of a paragraph."""
        return self.number(start) != self.number(max(start, end - 1))

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The stretch in which the speaker of a quote may be named."""
        first = self._starts[max(self.number(start) - 1, 0)]
        after = self.number(max(start, end - 1)) + 2
        last = self._starts[after] if after < len(self._starts) else self._size
        return max(first, start - SPEAKER_REACH), min(last, end + SPEAKER_REACH)


def _starts(text: str) -> Iterator[int]:
    for found in _BREAK.finditer(text):
        yield found.end()
