"""Blocks of a text whose structure is in its lines: empty lines, marks of items, and the signs of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from detente.read.document import Block, Kind
from detente.read.intake.items import Items, mark_of
from detente.text.words.blocks import comments

Lines: TypeAlias = list[tuple[int, int]]
"""Start and end of each line in the text, the line end within."""

_MARGIN: Final = " \t\u00a0\f\v"
_RULED: Final = re.compile(r"[\s=\-*_|>:~`]*\Z")
_HASHES: Final = re.compile(r"(#{1,6})[ \t]+")
_CLOSING: Final = re.compile(r"[ \t]+#+\Z")
_BULLET: Final = re.compile(r"[-*+•·▪●◦\u2013\u2014][ \t]+")
_UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-{3,})[ \t]*\Z")
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_LISTED: Final = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]")
_FRONT: Final = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[^\r\n]*\r?\n){1,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_KEYED: Final = re.compile(r"\ufeff?---[ \t]*\r?\n[ \t]*(?:#|[\w-]{1,60}[ \t]*:)")
_SHORT: Final = 0.7  # of the widest line
_WIDE: Final = 100
_CELL: Final = re.compile(r"(?:\\.|[^|\\]|\\\Z)+")


@dataclass(slots=True)
class _Way:
    """What is known on the way from line to line."""

    text: str
    markdown: bool
    items: Items = field(default_factory=Items)
    first: int = -1  # where the block under way begins, or -1
    last: int = -1  # where its last line ends
    kind: Kind = "paragraph"
    level: int = 0
    indents: list[int] = field(default_factory=list)
    before: str = ""
    indent: int = 0  # of the line before
    widest: int = 0  # of the lines so far
    fenced: bool = False
    table: int = -1
    row: int = -1  # in the table, or -1 outside one

    def close(self, kind: Kind | None = None, level: int | None = None) -> Iterator[Block]:
        """Yield the block under way, if any."""
        if self.first >= 0:
            body = self.text[self.first : self.last].rstrip()
            if not _RULED.match(body):
                what, depth = kind or self.kind, self.level if level is None else level
                yield Block(self.first, self.first + len(body), kind=what, level=depth)
        self.first, self.kind, self.level, self.before = -1, "paragraph", 0, ""


def blocks_of(text: str, lines: Lines, *, markdown: bool) -> Iterator[Block]:
    """Yield the blocks of a text in order.

    A block begins after an empty or ruled line and where a line opens an item. Bullets, hashes and quote marks of
    Markdown stand before a block, and numbers at its head; the level of an item follows from its indent.

    Args:
        text: the text.
        lines: its lines.
        markdown: whether hashes and underlines make headings, bars make cells, and comments are passed over.
    """
    way = _Way(text, markdown)
    front = _front(text) if markdown else 0
    if front:
        # Keys for the program that prints the text: words, and none of the text's own.
        way.first, way.last = text.index("\n") + 1, text[:front].rstrip().rindex("\n")
        yield from way.close("header")
    hidden = comments(text) if markdown else iter(())
    comment = next(hidden, None)
    for start, end in lines:
        if start < front:
            continue
        while comment and comment[1] <= start:
            comment = next(hidden, None)
        if comment and comment[0] <= start and start + len(text[start:end].rstrip()) <= comment[1]:
            yield from way.close()
            continue
        yield from _line(way, start, end)
    yield from way.close()


def _front(text: str) -> int:
    """Where the keys before a Markdown text end, set apart by rulers; 0 without them."""
    found = _FRONT.match(text) if _KEYED.match(text) else None
    return found.end() if found else 0


def _line(way: _Way, start: int, end: int) -> Iterator[Block]:
    line = way.text[start:end].rstrip()
    if way.markdown and _FENCE.match(line):
        way.fenced = not way.fenced
        yield from way.close()
    elif way.markdown and not way.fenced and way.first >= 0 and _UNDERLINE.match(line):
        yield from way.close("heading", 1 if "=" in line else 2)
    elif _RULED.match(line):
        yield from way.close()
        way.row = way.row if "|" in line else -1
    elif way.markdown and not way.fenced and (match := _HASHES.match(line)):
        yield from way.close()
        way.first, way.last = start + match.end(), start + len(_CLOSING.sub("", line))
        yield from way.close("heading", len(match.group(1)))
    elif way.markdown and not way.fenced and line.lstrip(_MARGIN).startswith("|"):
        yield from way.close()
        yield from _cells(way, line, start)
    else:
        yield from _words(way, line, start, end)


def _words(way: _Way, line: str, start: int, end: int) -> Iterator[Block]:
    """Take in a line of words: it goes on with the block, or opens one."""
    bare = line.lstrip(_MARGIN + ">" if way.markdown else _MARGIN)
    indent = len(line[: len(line) - len(bare)].expandtabs(4))
    if way.first >= 0 and not way.fenced and _opens(way, bare, indent):
        yield from way.close()
    if way.first < 0:
        way.first, way.row = start + len(line) - len(bare), -1
        if not way.fenced:
            _open(way, bare, indent)
    way.last, way.before, way.indent = end, bare, indent
    way.widest = max(way.widest, min(len(bare), _WIDE))


def _opens(way: _Way, bare: str, indent: int) -> bool:
    if way.markdown and _LISTED.match(bare) and (way.kind == "item" or _BULLET.match(bare)):
        return True
    short = len(way.before) < _SHORT * way.widest
    return way.items.opens(bare, way.before, short=short, deeper=indent > way.indent)


def _open(way: _Way, bare: str, indent: int) -> None:
    if not mark_of(bare):
        way.indents = [one for one in way.indents if one < indent]
        return
    way.items.note(bare)
    while way.indents and way.indents[-1] > indent:
        way.indents.pop()
    if not way.indents or way.indents[-1] < indent:
        way.indents.append(indent)
    way.kind, way.level = "item", len(way.indents)
    if match := _BULLET.match(bare):
        way.first += match.end()


def _cells(way: _Way, line: str, start: int) -> Iterator[Block]:
    """Yield the cells of a row of a Markdown table; bars after a backslash are words."""
    way.table, way.row = way.table + (way.row < 0), way.row + 1
    for column, match in enumerate(_CELL.finditer(line.lstrip(_MARGIN))):
        words = match.group().strip()
        at = start + len(line) - len(line.lstrip(_MARGIN)) + match.start()
        at += len(match.group()) - len(match.group().lstrip())
        if words:
            yield Block(at, at + len(words), kind="cell", cell=(way.table, way.row, column))
