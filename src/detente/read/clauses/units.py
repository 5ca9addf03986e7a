# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""The sentences of each part, and the opening words of the lists that its items go on with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from detente.read.clauses.lines import Line
from detente.read.clauses.parts import Part, Unit
from detente.read.proposals import Found, found_in
from detente.text.words import sentences

_MOST_LEADS: Final = 6  # lists within lists whose opening words an item carries, the innermost
_LONGEST_LEAD: Final = 1_500  # characters of all of them; more is no opening of a list
_BREAK: Final = re.compile(r"[\r\n]")
_SENTENCE_END: Final = ".!?\u061f\u06d4\u3002"
_CLOSERS: Final = "\"')]\u00bb\u2019\u201d*_ \t\r\n"
_LIKE_A_NUMBER: Final = re.compile(
    r"[ \t\u00a0>]*(?P<mark>\([^\W_]{1,6}\)|\d{1,3}(?:\.\d{1,3})*[.)]?|[-*+•·–—]|\#{1,6})[ \t]"
)
_SMALL: Final = re.compile(r"[\"'(“‘]?[^\W\d_]")


def units_of(
    text: str, lines: Sequence[Line], parts: Sequence[Part], *, has_comments: bool = False
) -> tuple[Unit, ...]:
    """The sentences of a text in order, each with its part.

    A sentence does not go beyond its paragraph or the own words of its part; lines broken by hand are joined. The
    items of a list carry the opening words of it and of the lists that they lie in, where these end open (`shall:`):
    of six lists at most, and none where these words are longer than 1,500 characters.

    Args:
        text: the canonical text.
        lines: its lines.
        parts: its parts.
        has_comments: whether `<!-- … -->` holds no words, as in Markdown.
    """
    made: list[Unit] = []
    leads: list[tuple[Found, ...]] = []  # of each part: those of its own words
    within: list[tuple[Found, ...]] = []  # of each part: those of the items in it
    walk = _Walk(text, lines, has_comments=has_comments)
    for part in parts:
        lead = within[part.parent] if part.parent is not None else ()
        lead = lead if _takes_lead(text, part) else ()
        spans = list(walk.spans(part))
        leads.append(lead)
        made += [
            Unit(start, end, part.place, lead if at == 0 else ()) for at, (start, end) in enumerate(spans)
        ]
        within.append(_inner(text, lead, spans))
    return tuple(made)


def _takes_lead(text: str, part: Part) -> bool:
    """Whether a part goes on with the opening words of its list: an item does, other words only in small letters."""
    if part.kind == "paragraph":
        small = _SMALL.match(text, part.body, part.end)
        return small is not None and small[0][-1].islower()
    return part.kind in ("item", "clause")


def _inner(text: str, lead: tuple[Found, ...], spans: Sequence[tuple[int, int]]) -> tuple[Found, ...]:
    """The opening words for the items in a part, given its own: none where its last sentence has ended."""
    if not spans:
        return lead
    start, end = spans[-1]
    if text[start:end].rstrip(_CLOSERS)[-1:] in tuple(_SENTENCE_END):
        return ()
    made = (*(lead if len(spans) == 1 else ()), found_in(text, start, end))[-_MOST_LEADS:]
    return made if sum(len(one.words) for one in made) <= _LONGEST_LEAD else ()


class _Walk:
    """The lines of a text, gone through once."""

    def __init__(self, text: str, lines: Sequence[Line], *, has_comments: bool) -> None:
        self._text, self._lines, self._has_comments = text, lines, has_comments
        self._at = 0

    def spans(self, part: Part) -> Iterator[tuple[int, int]]:
        """The sentences in the own words of a part."""
        for start, end in self._segments(part.body, part.own_end):
            yield from _sentences(self._text, start, end, has_comments=self._has_comments)

    def _segments(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The paragraphs between two places; page headers and footers are in none."""
        while self._at < len(self._lines) and self._lines[self._at].end <= start:
            self._at += 1
        at, first, last, paragraph = self._at, -1, -1, -1
        while at < len(self._lines) and self._lines[at].start < end:
            line = self._lines[at]
            begin, close = max(line.start, start), min(line.end, end)
            if line.paragraph != paragraph and first >= 0:
                yield first, last
                first = -1
            if begin < close:
                first, last, paragraph = (begin if first < 0 else first), close, line.paragraph
            at += 1
        if first >= 0:
            yield first, last


def _sentences(text: str, start: int, end: int, *, has_comments: bool) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if not words.strip():
        return
    # One line, so that a sentence runs on where a printer broke it; a head like a number stays a part of it.
    joined = _BREAK.sub(" ", words)
    if not has_comments:
        joined = joined.replace("<!--", " !--")
    if like := _LIKE_A_NUMBER.match(joined):
        at = like.start("mark")
        joined = f"{joined[:at]}x{joined[at + 1 :]}"
    for first, last in sentences(joined):
        yield start + first, start + last
