"""Lines that open an item or a heading, in texts whose lines were broken by hand or by a printer.

A mark at the head of a line may be a wrapped reference ("under paragraph / (b) of this Article"), so that it opens an
item only where the line before has ended, or where the mark goes on with a list and the line before is a short one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_ROMAN: Final = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
_MARK: Final = re.compile(
    r"(?P<bullet>[-*+•·▪●◦\u2013\u2014](?=[ \t]))"
    r"|\((?P<round>[^\W\d_]|[ivxlc]{1,6}|\d{1,3})\)(?=\s|[^\W_])"
    r"|(?P<dotted>\d{1,3}(?:\.\d{1,3}){0,8}[.)]|\d{1,3}(?:\.\d{1,3}){1,8}|[^\W\d_][.)]|[IVXLC]{1,6}[.)])"
    r"(?=[ \t\u00a0])",
)
_DIVISION: Final = re.compile(
    r"(?:article|artículo|section|sección|chapter|chapitre|capítulo|part|annex|annexe|anexo|appendix|clause|cláusula"
    r"|schedule|protocol|title|titre|título)\s{1,5}(?:\d{1,4}|[ivxlc]{1,7}|[a-z])\b",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(
    r"(?:[.:;!?\u2014\u2013\u061b\u061f\u06d4][\"')\]\u00bb\u2019\u201d*_]{0,4}|[;,:]\s{0,3}(?:and|or|et|ou|y|o))\s*\Z",
    re.IGNORECASE,
)
_FIRST: Final = frozenset("1aAiI-*+•·▪●◦\u2013\u2014")
_HEADING_LENGTH: Final = 90


def mark_of(line: str) -> str:
    """The mark at the head of a line without its indent, such as `(a)`, `1.` or `•`, or ""."""
    match = _MARK.match(line)
    return match.group() if match else ""


def is_division(line: str) -> bool:
    """Whether a line heads a part of an agreement, such as `Article 5`."""
    return len(line) <= _HEADING_LENGTH and _DIVISION.match(line) is not None


def is_closed(line: str) -> bool:
    """Whether a line ends like the end of a sentence or of an item."""
    return _CLOSED.search(line[-40:]) is not None


@dataclass(slots=True)
class Items:
    """Follows the marks of a text from line to line."""

    _expected: set[str] = field(default_factory=set)

    def opens(self, line: str, before: str, *, short: bool, deeper: bool) -> bool:
        """Whether a line, without its indent, opens an item or a heading.

        Args:
            line: the line.
            before: the line before it in the same paragraph.
            short: whether the line before leaves much of the width free.
            deeper: whether the line stands further in than the one before.
        """
        mark = mark_of(line)
        if not mark:
            return is_division(line) and is_closed(before)
        if is_closed(before) or (deeper and mark.strip("().") in _FIRST):
            return True
        return short and mark.casefold() in self._expected

    def note(self, line: str) -> None:
        """Remember the mark of a line that opened an item, so that the next of its list is known."""
        mark = mark_of(line).casefold()
        core = mark.strip("().")
        if len(core) == 1 and not core.isalnum():
            self._expected.add(mark)
        for following in _following(core):
            self._expected.add(mark.replace(core, following, 1))


def _following(core: str) -> list[str]:
    found = []
    if core in _ROMAN[:-1]:
        found.append(_ROMAN[_ROMAN.index(core) + 1])
    if len(core) == 1 and "a" <= core < "z":
        found.append(chr(ord(core) + 1))
    head, _, last = core.rpartition(".")
    if last.isascii() and last.isdecimal():
        found.append(f"{head}.{int(last) + 1}".lstrip("."))
    return found
