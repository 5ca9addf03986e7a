"""A document cut into stretches for a model: at the ends of paragraphs, each sharing some with the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from detente.text.words import sentences

if TYPE_CHECKING:
    from detente.read.document import Document

Stretch = tuple[int, int]
_BREAK: Final = re.compile(r"\n[^\S\n]*\n")


def stretches(document: Document, characters: int, overlap: int) -> list[Stretch]:
    """Cut a document into stretches.

    Args:
        document: the document.
        characters: of one stretch, at most.
        overlap: characters that it may share with the one before it.

    Returns:
        Start and end of each, in order. They hold everything but white space; they begin and end with paragraphs, or
        with sentences of a paragraph that is longer than a stretch, or within a sentence that is.
    """
    units = [
        unit
        for start, end in _paragraphs(document)
        for unit in _fitting(document.text, start, end, characters)
    ]
    made: list[Stretch] = []
    first = 0
    while first < len(units):
        last = first
        while last + 1 < len(units) and units[last + 1][1] - units[first][0] <= characters:
            last += 1
        made.append((units[first][0], units[last][1]))
        if last + 1 == len(units):
            break
        following = last + 1
        while following - 1 > first and _shared(units, following - 1, last) <= overlap:
            # What is shared must leave room for something new.
            if units[last + 1][1] - units[following - 1][0] > characters:
                break
            following -= 1
        first = following
    return made


def _shared(units: list[Stretch], first: int, last: int) -> int:
    return units[last][1] - units[first][0]


def _paragraphs(document: Document) -> Iterator[Stretch]:
    text = document.text
    if document.blocks:
        spans = [(block.start, block.end) for block in document.blocks]
    else:
        ends = [found.span() for found in _BREAK.finditer(text)]
        spans = list(
            zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)], strict=True)
        )
    for start, end in spans:
        if text[start:end].strip():
            yield start, end


def _fitting(text: str, start: int, end: int, characters: int) -> Iterator[Stretch]:
    """A paragraph as it is, or in parts that fit."""
    if end - start <= characters:
        yield start, end
        return
    at = start
    for first, last in sentences(text[start:end]):
        if start + last - at > characters:
            if start + first > at:
                yield from _hard(text, at, start + first, characters)
            at = start + first
    yield from _hard(text, at, end, characters)


def _hard(text: str, start: int, end: int, characters: int) -> Iterator[Stretch]:
    while end - start > characters:
        space = text.rfind(" ", start + characters // 2, start + characters)
        cut = space + 1 if space > 0 else start + characters
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end
