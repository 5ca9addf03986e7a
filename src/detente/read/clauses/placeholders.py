# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Places that a document leaves open, as `check` finds them, and those that only drafts outside Markdown have."""

from __future__ import annotations

import re
from typing import Final

from detente.read.proposals import Found, found_in
from detente.text.placeholders import placeholders

# [28][42] days: readings side by side; [●]; an empty pair; brackets that a line end cuts; blanks of dots and rules.
_MORE: Final = re.compile(
    r"(?<![\]!])\[[^\[\]\n]{1,120}\](?:\s?/?\s?\[[^\[\]\n]{1,120}\]){1,5}(?![(:])"
    r"|[●•■□▢]{1,3}(?=\s*(?:days?|hours?|weeks?|months?|years?|per\s?cent|%|[,.;)\]]))"
    r"|\[\s*[●•■□…\-–—_.*]{0,40}\s*\](?!\()"
    r"|\b(?:[Tt]o\s+be\s+(?:agreed|decided|negotiated|inserted|specified|filled\s+in|announced)\b(?!\s+(?:by|in|within|under|between|upon|on|with)\b)|TB[ACDN]\b)"
)
_CUT: Final = re.compile(r"(?<![\]!\w])\[[^\[\]\n]{1,200}\n[^\[\]\n]{1,200}\](?![\[(:])")
_NO_BLANK: Final = re.compile(r"\[\s*(?:sic|\d{1,3}|[xX]|\.{3}|…|\^[^\]]*|[a-z]{1,2})\s*\]")
_NOTE: Final = re.compile(r"\[\d{1,3}\]")
_TICK: Final = re.compile(r"[-*+•]\s*$")


def placeholders_of(text: str) -> tuple[Found, ...]:
    """The places that a text leaves open, in order; of two that overlap, the wider.

    A number in brackets right after a word is a note (`word[3]`), and a box at the head of a list is one to tick.
    """
    spans = [span for span in placeholders(text) if not _is_note(text, *span)]
    for pattern in (_MORE, _CUT):
        spans += [found.span() for found in pattern.finditer(text) if not _is_other(text, found)]
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not made or start >= made[-1][1]:
            made.append((start, end))
        elif end > made[-1][1]:
            made[-1] = (made[-1][0], end)
    return tuple(found_in(text, start, end) for start, end in made)


def _is_note(text: str, start: int, end: int) -> bool:
    """Whether a number in brackets is the mark of a note."""
    before = text[max(0, start - 1) : start]
    return (
        _NOTE.fullmatch(text, start, end) is not None
        and bool(before)
        and (before.isalnum() or before in '.,;:)"”’')
    )


def _is_other(text: str, found: re.Match[str]) -> bool:
    if _NO_BLANK.fullmatch(found[0]):
        return True
    line = text[max(0, found.start() - 12) : found.start()].rpartition("\n")[2]
    empty = not found[0].strip("[] \t")
    return empty and _TICK.match(line) is not None
