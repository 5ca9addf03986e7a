"""The line of a finding as it can be shown on a terminal, and where under it the carets stand."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.text.source import Span

TAB = 4
"""The cells that a tab is shown as."""

# Characters that would reorder or hide what follows them on the line; they are shown, not obeyed.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWN = "\ufffd"


def shown(text: str) -> str:
    """Return text as it is safe to print on one line: no control of the terminal, no hidden reordering.

    A tab becomes `TAB` spaces, another control character its picture, and what cannot be shown U+FFFD.
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char == "\t":
        return " " * TAB
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\u2421"
    if char in _REORDERING or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp"):
        return _UNSHOWN
    return char


def cells(text: str) -> int:
    """Return how many cells of a terminal a shown text takes, by Unicode's East Asian Width (UAX #11)."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    # Marks and format characters take no place of their own; nor do the inner letters of a Korean syllable.
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def excerpt(span: Span, width: int) -> tuple[str, int, int]:
    """Cut the first line of a span so that it fits.

    Args:
        span: the span to show.
        width: about how many cells the line may take; a longer line is cut around the span, with an ellipsis.

    Returns:
        The line as shown, the cells before the carets, and the number of carets, at least 1.
    """
    source, line = span.source, span.line
    first, last = source.offset(line, 1), source.offset(line, sys.maxsize)
    start = min(span.start, last)
    begin, finish = _window(first, start, last, width)
    # A long line of wide characters is cut to half as many.
    if last - first > width // 2 and cells(shown(source.text[begin:finish])) > width:
        begin, finish = _window(first, start, last, width // 2)
    stop = max(start, min(span.end, finish))
    before = ("…" if begin > first else "") + shown(source.text[begin:start])
    under = shown(source.text[start:stop])
    after = shown(source.text[stop:finish]) + ("…" if finish < last else "")
    return before + under + after, cells(before), max(1, cells(under))


def _window(first: int, start: int, last: int, width: int) -> tuple[int, int]:
    if last - first <= width:
        return first, last
    begin = max(first, min(start - width // 3, last - width))
    return begin, min(last, begin + width)
