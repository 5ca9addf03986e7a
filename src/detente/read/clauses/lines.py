# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""The lines of a document's own words: what parts are looked for in, page headers and footers left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.read.document import Block, Document

_LEFT_OUT: Final = ("header", "footer")
_LINE: Final = re.compile(r"[^\r\n]+")
_LEADING: Final = re.compile(r"[ \t\u00a0>]*(?:[-*+•·‣▪◦●–—]|\#{1,6})?[ \t\u00a0]*")
_SHORT: Final = 0.6  # of the widest line of a paragraph: a shorter one was ended on purpose
_WIDE: Final = 50
_BLANK: Final = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
_CLOSED: Final = re.compile(
    r"[.:;!?,\u060c\u061b\u061f\u06d4\u2014\u2013-][\"')\]\u00bb\u2019\u201d*_]{0,4}\s*\Z|\b(?:and|or|et|ou|y|o)\s*\Z"
)
TAIL: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph, without the space around it.

    Attributes:
        start: where it begins, in code points.
        end: where it ends, not included.
        paragraph: the number of its paragraph, from 0.
        is_first: whether its paragraph begins with it.
        is_last: whether its paragraph ends with it.
        follows_end: whether the line before it, in its paragraph, has come to an end of some kind.
        kind: that of its block.
        level: that of its block.
        number: that of its block, on the first line.
        note: that of its block.
        cell: that of its block.
    """

    start: int
    end: int
    paragraph: int
    is_first: bool
    is_last: bool
    follows_end: bool
    kind: str = "paragraph"
    level: int = 0
    number: str = ""
    note: str = ""
    cell: tuple[int, int, int] | None = None


def lines_of(document: Document) -> tuple[Line, ...]:
    """The lines of a document in order, without page headers and footers.

    A bullet or hash that stands before a block, on its line, is a part of the line.
    """
    made: list[Line] = []
    for paragraph, (block, start, end) in enumerate(_paragraphs(document)):
        text = document.text
        spans = [_trimmed(text, *found.span()) for found in _LINE.finditer(text, start, end)]
        spans = [span for span in spans if span[0] < span[1]]
        widest = max((last - first for first, last in spans), default=0)
        ended = True
        for at, (first, last) in enumerate(spans):
            is_first, is_last = at == 0, at == len(spans) - 1
            made.append(
                Line(
                    *(_led(text, first) if is_first else first, last, paragraph, is_first, is_last, ended),
                    *(block.kind, block.level, block.number if is_first and start == block.start else ""),
                    block.note,
                    block.cell,
                )
            )
            is_short = last - first < _SHORT * max(widest, _WIDE)
            ended = _CLOSED.search(text, max(first, last - TAIL), last) is not None
            ended = ended or (is_short and not is_last and not text[spans[at + 1][0]].islower())
    return tuple(made)


def _led(text: str, start: int) -> int:
    """Where the bullet or hash begins that stands before a block on its line."""
    line = max(text.rfind("\n", max(0, start - 60), start), text.rfind("\r", max(0, start - 60), start)) + 1
    if line == 0 and start >= 60:
        return start
    before = text[line:start]
    return (
        line + len(before) - len(before.lstrip()) if before.strip() and _LEADING.fullmatch(before) else start
    )


def _paragraphs(document: Document) -> Iterator[tuple[Block, int, int]]:
    """Blocks, cut at empty lines; the whole text where a document has no blocks."""
    at = 0
    for block in document.blocks or (Block(0, len(document.text)),):
        start, end = max(block.start, at), min(block.end, len(document.text))
        at = max(at, end)
        if block.kind in _LEFT_OUT:
            continue
        for blank in _BLANK.finditer(document.text, start, end):
            if blank.start() >= start:
                yield block, start, blank.start()
                start = blank.end()
        yield block, start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    return end - len(body.lstrip()), start + len(body.rstrip())
