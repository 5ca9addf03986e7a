"""The agreement's own words (CommonMark) as numbered clauses, with the place of every character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.deal.model import Clause
from detente.deal.scopes import items_under_numbers, numbers_under_articles
from detente.text.source import Source, Span

_NUMBER: Final = re.compile(
    r"\s{0,3}(?:#{1,6}\s+|[-*+]\s+)?(?:\*\*|__)?"
    r"(?:(?:Article|Clause|Section|Point|Artículo|Artigo|Cláusula|Punto|المادة|סעיף)\s+(?=[\dIVXLC])|(?=\d))"
    r"(\d{1,4}(?:\.\d{1,4})*[a-z]?|\d{5,6}(?:(?:\.\d{1,4})+|(?=[.):]))|[IVXLC]{1,9}\b)(?:[.):]|(?=\s|\*\*|__|$))(?:\*\*|__)?(?:\s+|$)"
)
_HEADING: Final = re.compile(r"\s{0,3}#{1,6}(?:\s|$)")
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")


def clauses_of(source: Source, block: Span | None = None) -> tuple[Clause, ...]:
    """Split the words of an agreement into clauses.

    Args:
        source: text.md, or the deal file that holds the words.
        block: the place of the words in a deal file, written as a literal block (`text: |`).

    Returns:
        One clause a numbered paragraph, with the unnumbered paragraphs that follow it up to the next number or
        heading; paragraphs before any number, and headings without one, have the number "". Under a line such as
        `Article IV`, a paragraph `1.` has the number IV.1 and an item `(a)` of it IV.1.a; `4.1` stays. An item `(a)`
        that is a paragraph of its own has the number of the clause before it with its letter, `4.1.a`.
    """
    found: list[Clause] = []
    pending: list[tuple[int, str]] = []
    number = ""
    lines = list(_lines(source, block))
    numbers = _numbers(lines)
    for at, (start, line) in enumerate(lines):
        mark = numbers.get(at)
        heading = _HEADING.match(line) is not None
        if mark or heading or (not line.strip() and not number):
            _close(found, number, pending, source)
            number = ""
        cut = 0
        if mark:
            number, cut = mark
        elif heading:
            cut = len(line) - len(line.lstrip(" #"))
        pending.append((start + cut, line[cut:]))
        if heading and not mark:
            _close(found, "", pending, source)
    _close(found, number, pending, source)
    return tuple(found)


def _numbers(lines: list[tuple[int, str]]) -> dict[int, tuple[str, int]]:
    """By line, the number that it opens a clause with, and where the words begin."""
    numbered, within = numbers_under_articles(lines)
    for at, (_, line) in enumerate(lines):
        if at not in within and at not in numbered and (mark := _mark(line)) is not None:
            numbered[at] = mark
    return numbered | items_under_numbers(lines, numbered, within)


def _mark(line: str) -> tuple[str, int] | None:
    """The number at the head of a clause, and where its words begin.

    "3 days later" begins with a count and "Article 5 applies" with a reference: these are no numbers.
    """
    mark = _NUMBER.match(line)
    if mark is None:
        return None
    has_word = any(char.isalpha() for char in line[: mark.start(1)])
    is_bare = mark[0].rstrip().endswith(mark[1]) and (has_word or mark[1].isdecimal())
    return None if is_bare and line[mark.end() : mark.end() + 1].islower() else (mark[1], mark.end())


def _close(found: list[Clause], number: str, pending: list[tuple[int, str]], source: Source) -> None:
    first = pending[0][0] if pending else 0
    while pending and not pending[-1][1].strip():
        pending.pop()
    while pending and not pending[0][1].strip():
        pending.pop(0)
    if pending or number:
        offsets, at = [], 0
        for start, line in pending:
            offsets.append((at, start))
            at += len(line) + 1
        found.append(
            Clause(number, "\n".join(line for _, line in pending), source, tuple(offsets) or ((0, first),))
        )
    pending.clear()


def _lines(source: Source, block: Span | None) -> Iterator[tuple[int, str]]:
    """Each line with the place of its first character; comments and code are blanked, not moved."""
    text = source.text if block is None else source.text[: block.end]
    first = 0 if block is None else _after_line(text, block.start)
    shown = text[:first] + _COMMENT.sub(lambda found: re.sub(r"[^\n\r]", " ", found[0]), text[first:])
    indent = None if block is not None else 0
    fenced = False
    at = first
    while at < len(shown):
        after = _after_line(shown, at)
        line = shown[at:after].rstrip("\r\n")
        if indent is None and line.strip():
            indent = len(line) - len(line.lstrip(" "))
        cut = min(indent or 0, len(line) - len(line.lstrip(" ")))
        is_fence = _FENCE.match(line[cut:]) is not None
        yield at + cut, "" if fenced or is_fence else line[cut:]
        fenced ^= is_fence
        at = after


def _after_line(text: str, at: int) -> int:
    """The place after the end of the line that holds `at`."""
    end = re.compile(r"\r\n|\r|\n").search(text, at)
    return end.end() if end else len(text)
