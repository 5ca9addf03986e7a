"""Paragraphs, headings and items of lists in CommonMark and in plain numbered texts, without their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARGIN = " \t\u00a0>"
_INDENT = f"[{_MARGIN}]*"
_HEADING = re.compile(rf"{_INDENT}#{{1,6}}[ \t]")
# Always the start of an item: a heading, a bullet, or a letter, Roman or plain number in brackets.
_SURE = re.compile(
    rf"{_INDENT}(?:#{{1,6}}[ \t]+|[-*+•·\u2013\u2014][ \t]+|(?:\((?:[^\W\d_]|[ivxlc]{{1,6}}|\d{{1,3}})\)[ \t]+)+)",
    re.IGNORECASE,
)
# The start of an item only where the line before has ended: "1.", "1.2", "3)". Else it may be a wrapped number.
_LIKELY = re.compile(rf"{_INDENT}(?:\d{{1,3}}(?:\.\d{{1,3}})*[.)]|\d{{1,3}}(?:\.\d{{1,3}})+)[ \t]+(?=\S)")
_NUMBER = re.compile(r"\d+")
_INK = re.compile(r"[^\r\n]")
_CLOSED = re.compile(
    r"[.:;!?,\u060c\u061b\u061f\u06d4][\"')\]\u00bb\u2019\u201d*_]*\s*\Z|\b(?:and|or|et|ou|y|o)\s*\Z"
)
_RULED = re.compile(r"[\s=\-*_|>:~`]*")


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each block of running text, in order, in code points, the end not included."""
    text = without_comments(text)
    start: int | None = None
    tail, number = "", 0
    for match in _LINE.finditer(text):
        line = match.group()
        item = _item(line, tail, number, fresh=start is None)
        blank = _RULED.fullmatch(line) is not None
        if start is not None and (blank or item):
            yield start, match.start()
            start = None
        if not blank and start is None:
            start = match.start() + (item.end() if item else len(line) - len(line.lstrip(_MARGIN)))
        # A heading is one line, with or without an empty one after it.
        if start is not None and _HEADING.match(line):
            yield start, match.end()
            start = None
        number = _last_number(item) if item else number
        tail = "" if blank else line[-40:]
    if start is not None:
        yield start, len(text)


def _item(line: str, tail: str, number: int, *, fresh: bool) -> re.Match[str] | None:
    """Return the mark with which a line opens an item, or None.

    Args:
        line: the line.
        tail: the end of the line before.
        number: the number of the last item, or 0.
        fresh: whether a block begins here in any case.
    """
    sure = _SURE.match(line)
    if sure:
        return sure
    likely = _LIKELY.match(line)
    if likely and (fresh or _CLOSED.search(tail) or (number and _last_number(likely) == number + 1)):
        return likely
    return None


def _last_number(item: re.Match[str]) -> int:
    numbers = _NUMBER.findall(item.group())
    return int(numbers[-1]) if numbers else 0


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each comment (`<!-- -->`) begins and ends, in code points, the end not included."""
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        yield start, (at := end + 3)


def without_comments(text: str, blank: str = " ") -> str:
    """Put a blank for each character of a comment but its line ends, so that every other one keeps its place."""
    parts, at = [], 0
    for start, end in comments(text):
        parts += [text[at:start], _INK.sub(blank, text[start:end])]
        at = end
    return "".join(parts) + text[at:] if parts else text
