"""Quotation marks of many scripts: where words are quoted, how deep, and whether the quotation is closed.

Marks come in pairs, and a pair says which sign opens and which closes (Unicode Standard, section 6.2, "Quotation
marks"; CLDR, delimiters). Straight marks and the apostrophe say so only by what stands around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# What closes each opening mark; German, Swedish and Danish use the marks of English and French the other way round.
_CLOSERS: Final = {
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u201d": "\u201d",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab",
    "\u2039": "\u203a",
    "\u203a": "\u2039",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u2018": "\u2019",
    "\u201a": "\u2018\u2019",
    '"': '"',
    "'": "'",
    "``": "''",
}
_SURE_OPENERS: Final = frozenset("\u201e\u201a\u300c\u300e\u2018\u201c")
_SPACED: Final = frozenset("\u00ab\u2039")  # French sets a space within its marks
_MARK: Final = re.compile(
    "``|''|[\"'\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a\u300c-\u300f]"
)
_BEFORE_OPENING: Final = re.compile(r"[\s(\[{/\u2013\u2014\-:\u00a1\u00bf]|\A\Z")
_DECADE: Final = re.compile(r"\d0s\b")
_MOST_TRIED: Final = 20  # apostrophes that are looked at before one is found that closes
_LETTER: Final = re.compile(r"[^\W_]")
MOST_DEEP: Final = 8
_SINGLE_REACH: Final = (
    2_000  # a single quotation mark that is not closed within so many characters is an apostrophe
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words, from `start` to `end`, with their marks from `outer_start` to `outer_end`, in code points.

    `depth`: 0 for a quotation that stands in no other. `closed`: whether its closing mark was found.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    depth: int
    closed: bool = True


@dataclass(slots=True)
class _Open:
    mark: str
    outer: int
    start: int


def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """Find the quotations of a paragraph, in the order in which they open.

    Args:
        text: the text.
        start: where the paragraph begins.
        end: where it ends; without one, at the end of the text.

    Returns:
        The quotations; one that is never closed ends where the paragraph, or the quotation that it stands in, ends.
    """
    end = len(text) if end is None else end
    stack: list[_Open] = []
    found: list[Quotation] = []
    for match in _MARK.finditer(text, start, end):
        _take(text, match, (start, end), stack, found)
    while stack:
        _never_closed(stack, end, found)
    return tuple(sorted(found, key=lambda one: (one.outer_start, -one.outer_end)))


def _take(
    text: str, match: re.Match[str], within: tuple[int, int], stack: list[_Open], found: list[Quotation]
) -> None:
    mark = match.group()
    closes = next((at for at in range(len(stack) - 1, -1, -1) if mark in _closers(stack[at].mark)), None)
    if closes is not None and _may_close(text, match, stack[closes], within[1]):
        while len(stack) > closes + 1:
            _never_closed(stack, match.start(), found)
        opened = stack.pop()
        found.append(Quotation(opened.outer, opened.start, match.start(), match.end(), len(stack)))
    elif len(stack) < MOST_DEEP and _may_open(text, match, within):
        stack.append(_Open(mark, match.start(), match.end()))


def _closers(mark: str) -> tuple[str, ...]:
    closers = _CLOSERS[mark]
    return (closers,) if mark == "``" else tuple(closers)


def _never_closed(stack: list[_Open], end: int, found: list[Quotation]) -> None:
    opened = stack.pop()
    if opened.mark not in ("'", "\u2018"):  # else it was an apostrophe
        found.append(Quotation(opened.outer, opened.start, end, end, len(stack), closed=False))


def _may_open(text: str, match: re.Match[str], within: tuple[int, int]) -> bool:
    mark, after = match.group(), text[match.end() : min(match.end() + 1, within[1])]
    if mark not in _CLOSERS or not after or (after.isspace() and mark not in _SPACED):
        return False
    before = text[max(within[0], match.start() - 1) : match.start()]
    if mark == "'":
        opens = _opens(before) and _DECADE.match(text, match.end()) is None
        return opens and _single_closes(text, match.end(), within[1])
    if mark in _SURE_OPENERS:
        return True
    return _opens(before)


def _opens(before: str) -> bool:
    return not before or _BEFORE_OPENING.match(before) is not None or before in _CLOSERS


def _single_closes(text: str, start: int, end: int) -> bool:
    at = text.find("'", start, min(end, start + _SINGLE_REACH))
    for _ in range(_MOST_TRIED):
        if at < 0:
            return False
        if _after_closing(text, at + 1, end) and not text[at - 1].isspace():
            return True
        at = text.find("'", at + 1, min(end, start + _SINGLE_REACH))
    return False


def _after_closing(text: str, at: int, end: int) -> bool:
    return at >= end or _LETTER.match(text[at]) is None


def _may_close(text: str, match: re.Match[str], opened: _Open, end: int) -> bool:
    mark = match.group()
    if match.start() == opened.start:
        return False
    if mark in ("'", "\u2019"):
        return _after_closing(text, match.end(), end) and not _possessive(text, match, end)
    if mark == '"' or mark == opened.mark:
        # The same sign opens and closes: it opens again only after a space and before a letter.
        return not (text[match.start() - 1].isspace() and text[match.end() : match.end() + 1].strip())
    return True


def _possessive(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the sign may be the apostrophe of "the parties' demands" inside a quotation that closes later."""
    mark = match.group()
    if text[match.start() - 1] not in "sS" or not re.match(r"\s[a-z]", text[match.end() : match.end() + 2]):
        return False
    later = text.find(mark, match.end(), min(end, match.end() + 200))
    between = text[match.end() : later]
    return (
        later >= 0 and _after_closing(text, later + 1, end) and not re.search(r"[.!?;]|\s['\u2018]", between)
    )
