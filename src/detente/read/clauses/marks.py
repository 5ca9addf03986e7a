# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Where numbers stand that may head a part: at the heads of lines, and in lists that run within a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from detente.deal.nesting import Sure
from detente.deal.numbering import (
    ANNEXES,
    ARTICLES,
    SECTIONS,
    Form,
    Mark,
    keyword_mark,
    plain_mark,
    readings_of,
)
from detente.read.clauses.cells import clause_cells, head_of_row
from detente.read.clauses.headings import is_contents, is_heading, run_in
from detente.read.clauses.lines import Line

_CHAIN: Final = 4  # numbers that may follow one another at the head of a line: "1. (a) (i)"
_INLINE: Final = re.compile(
    r"(?<!\w)(?:\((?P<paren>\d{1,2}|(?P<D>[a-z])(?P=D)|[a-zA-Z]|[ivxl]{1,6}|[IVX]{1,5})\)"
    r"|(?<![(\w])(?P<half>\d{1,2}|[a-z]|[ivx]{1,5})\)(?=\s?\S)"
    r"|(?P<dot>\d{1,3})\.(?=[^\S\r\n]?[A-Z“\"(]))"
    r"|(?<=[a-z])\((?P<glued>[a-z]|[ivxl]{1,6}|\d)\)(?=[a-z“\"])"
)
_BEFORE: Final = re.compile(
    r"(?P<sign>[:;.,—–-])[\"”’)\]]?\s*(?:(?:and/or|and|or|but)[\s,]*)?\Z|(?P<none>\w[”’\"]?\s)\Z"
)
_ABBREVIATED: Final = re.compile(
    r"\b(?:nos?|arts?|paras?|pts?|secs?|vol|pp?|nr|res|ch|cls?|figs?|st|mr|dr)\.\s*\Z", re.IGNORECASE
)
_REFERRED: Final = re.compile(
    r"\b(?:articles?|paragraphs?|paras?\.?|sub-?(?:sub-?)?paragraphs?|clauses?|sub-?clauses?|sections?|subsections?|items?|points?"
    r"|parts?|annex(?:es)?|schedules?|rules?|in|under|of|to|by|see|and|or|from|with|both|either|than)\s*\Z",
    re.IGNORECASE,
)
_POINTS: Final = re.compile(
    r"\s*(?:[,;.:)\]—–]|(?:above|below|hereof|thereof|hereunder|inclusive|of\s+(?:this|the|that|article"
    r"|paragraph|section|clause))\b|(?:and|or|to|through|-|–)\s*\()",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"\s*(?:applies|apply|is|are|was|were|shall|may|will)\b")
_BETWEEN: Final = re.compile(r"[\s,;]*(?:and|or|to|and/or|through)?\s*", re.IGNORECASE)
_POINTING_END: Final = re.compile(
    r"\b(?:to|of|in|with|under|by|and|or|see|from|per|the|pursuant|paragraphs?|subparagraphs?)\s*\Z",
    re.IGNORECASE,
)
_MEASURE: Final = re.compile(
    r"(?:million|billion|thousand|per\s?cent|percent|%|km|kilomet|met(?:re|er)|tonnes?|kg|mm|cm|miles?|hours?|days?|weeks?"
    r"|months?|years?|euros?|dollars?|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)  # fmt: skip
_LOOK_BACK: Final = 48


@dataclass(frozen=True, slots=True)
class Marks:
    """The numbers of a text.

    Attributes:
        keyed: by line, the number with a keyword that heads it.
        heads: by line, the numbers that head it, one after the other.
        inline: by line, the numbers within it.
    """

    keyed: dict[int, Mark]
    heads: dict[int, tuple[Mark, ...]]
    inline: dict[int, tuple[Mark, ...]]


def marks_of(text: str, lines: Sequence[Line]) -> Marks:
    """Every number of a text that may head a part; whether it does, the order of all of them decides."""
    keyed: dict[int, Mark] = {}
    heads: dict[int, tuple[Mark, ...]] = {}
    inline: dict[int, tuple[Mark, ...]] = {}
    cells = clause_cells(text, lines)
    for at, line in enumerate(lines):
        if (line.kind == "cell" and not line.number and at not in cells) or line.note:
            continue
        begin = line.start
        may_head = cells.get(at, True)
        mark = _keyed(text, lines, at) if may_head else None
        if mark is not None:
            keyed[at], begin = mark, mark.after
        elif may_head and (found := tuple(_heads(text, lines, at)) or _alone(text, lines, at, cells)):
            heads[at], begin = found, found[-1].after
        if rest := tuple(_inline(text, begin, line.end)):
            inline[at] = rest
    return Marks(keyed, heads, inline)


def sure_of(lines: Sequence[Line], at: int) -> Sure:
    """How sure a number at the head of a line is one."""
    line = lines[at]
    if line.number:
        return Sure.MADE
    if line.is_first:
        return Sure.BLOCK
    return Sure.LINE if line.follows_end else Sure.WRAPPED


def class_of(keyword: str) -> str:
    """`article`, `section`, `annex` or `division`: what a keyword heads."""
    if keyword in ARTICLES:
        return "article"
    if keyword in SECTIONS:
        return "section"
    return "annex" if keyword in ANNEXES else "division"


def _keyed(text: str, lines: Sequence[Line], at: int) -> Mark | None:
    line = lines[at]
    mark = keyword_mark(text, line.start, line.end)
    if mark is None or is_contents(text[line.start : line.end]):
        return None
    rest = text[mark.after : line.end].strip("*_ ")
    if not rest:
        return mark if _stands_alone(text, lines, at) else None
    if not (line.is_first or line.follows_end) or _MEASURE.match(rest):
        return None
    titled = is_heading(rest, may_close=True) or line.kind == "heading"
    if mark.is_bare or mark.keyword in ("letter", "protocol", "no.", "nr.", "title", "point", "rule"):
        return mark if titled or run_in(text, mark.after, line.end) else None
    is_annex = class_of(mark.keyword) == "annex"
    return (
        mark
        if titled or not (is_annex or (rest[0].islower() and text[mark.own_end - 1] not in ".:)"))
        else None
    )


def _stands_alone(text: str, lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.is_first or line.follows_end:
        return line.is_last or not text[lines[at + 1].start].islower()
    before = text[max(lines[at - 1].start, lines[at - 1].end - _LOOK_BACK) : lines[at - 1].end]
    after = "" if line.is_last else text[lines[at + 1].start]
    return not (_POINTING_END.search(before) or after.islower())


def _heads(text: str, lines: Sequence[Line], at: int) -> Iterator[Mark]:
    line, begin = lines[at], lines[at].start
    for count in range(_CHAIN):
        mark = plain_mark(text, begin, line.end)
        if mark is None or not _heads_words(text, mark, line.end):
            return
        if count and (mark.own != begin or mark.form == "dot"):
            return
        if not count and not (line.is_first or line.follows_end) and _is_pointed_at(text, lines, at, mark):
            return
        yield mark
        begin = mark.after


def _alone(text: str, lines: Sequence[Line], at: int, cells: Collection[int]) -> tuple[Mark, ...]:
    """A number that is all of a cell, with the words of the clause in the next cell."""
    mark = head_of_row(text, lines, at) if at in cells else None
    return () if mark is None or mark.keyword else (mark,)


def _heads_words(text: str, mark: Mark, end: int) -> bool:
    """Whether what follows may be the words of a part, and not a measure, a month, or the end of a reference."""
    rest = text[mark.after : min(end, mark.after + 60)]
    if mark.is_bare or len(mark.path) > 1:
        return bool(rest) and not _MEASURE.match(rest) and not (mark.is_bare and rest[0] in ",;.:)/-–%*x")
    return not (mark.form == "paren" and rest and _POINTS.match(rest) and not rest.startswith(("—", "–")))


def _is_pointed_at(text: str, lines: Sequence[Line], at: int, mark: Mark) -> bool:
    before = text[max(lines[at - 1].start, lines[at - 1].end - _LOOK_BACK) : lines[at - 1].end]
    follows = text[mark.after : mark.after + 1]
    return (
        mark.is_bare or (mark.form == "dot" and follows.islower()) or _POINTING_END.search(before) is not None
    )


def _inline(text: str, begin: int, end: int) -> Iterator[Mark]:
    last = begin
    for found in _INLINE.finditer(text, begin, end):
        kind = str(found.lastgroup if found.lastgroup != "D" else "paren")
        token, past = found[kind], last
        last = found.end()
        if found.start() == begin or not _may_be_item(text, found, kind, begin, past):
            continue
        after = _after(text, found.end(), end)
        readings = readings_of(token)
        if readings and after < end:
            path = (readings[0][1],) if token.isdecimal() else ()
            form: Form = "dot" if kind == "dot" else "half" if kind == "half" else "paren"
            yield Mark(found.start(), found.start(), found.end(), after, form, readings, token, path)


def _after(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _may_be_item(text: str, found: re.Match[str], kind: str, begin: int, past: int) -> bool:
    """Whether a number within a sentence may head an item: by the sign before it, and by what follows."""
    start = found.start()
    if _POINTS.match(text, found.end(), found.end() + 40):
        return False
    if past > begin and _BETWEEN.fullmatch(text, past, min(start, past + 40)) and start - past < 40:
        return False
    window = text[max(begin, start - _LOOK_BACK) : start]
    if kind == "glued":
        return window.endswith(("or", "and"))
    before = _BEFORE.search(window)
    if before is None or _ABBREVIATED.search(window):
        return False
    if before["sign"] is None:
        is_first = kind == "paren" and any(value == 1 for _, value in readings_of(found["paren"]))
        return is_first and not _REFERRED.search(window) and not _GOES_ON.match(text, found.end())
    if kind == "paren":
        return True
    return before["sign"] in (":;.," if kind == "half" else ":;.")
