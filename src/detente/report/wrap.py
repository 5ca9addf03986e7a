"""Wrapping by the cells that text takes on a screen: wide and combining characters, right-to-left scripts."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from detente.diagnose.excerpt import cells, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

# Keeps a right-to-left cell from pulling its neighbours into its own direction (Unicode UAX #9).
_LEFT_TO_RIGHT: Final = "\u200e"
_EVEN: Final = 4  # a word that takes more lines than this is running text without spaces
_CHUNKS: Final = re.compile(r"[^-/_.]*[-/_.]+|[^-/_.]+")


def clean(text: str) -> str:
    """Text on one line, safe to print: no control of the terminal, no hidden reordering."""
    return shown(" ".join(text.split()))


def wrap(text: str, width: int) -> list[str]:
    """Part cleaned text into lines of at most `width` cells.

    Breaks at spaces; a word that is too long for a line is broken after a hyphen or a slash, else between characters.
    A character wider than the line stands alone. Never returns an empty list.
    """
    width = max(width, 1)
    if text.isascii() and len(text) <= width:
        return [text]
    found: list[str] = []
    current, used = "", 0
    for piece in _pieces(text, width):
        size = cells(piece)
        if current and used + 1 + size > width:
            found.append(current)
            current, used = "", 0
        current, used = (f"{current} {piece}", used + 1 + size) if current else (piece, size)
    return [*found, current] if current or not found else found


def _pieces(text: str, width: int) -> Iterator[str]:
    for word in text.split():
        if cells(word) <= width:
            yield word
        else:
            yield from _broken(word, width)


def _broken(word: str, width: int) -> list[str]:
    """The parts of a long word, about equally long: `release-` and `by-south-1`, not `release-by-south-` and `1`."""
    bits = [
        bit
        for chunk in _CHUNKS.findall(word)
        for bit in ([chunk] if cells(chunk) <= width else _characters(chunk))
    ]
    widest = _filled(bits, width)
    if len(widest) > _EVEN:
        return widest
    for narrower in range(-(-cells(word) // len(widest)), width):
        even = _filled(bits, narrower)
        if len(even) == len(widest):
            return even
    return widest


def _filled(bits: list[str], width: int) -> list[str]:
    found: list[str] = []
    current, used = "", 0
    for bit in bits:
        size = cells(bit)
        if current and used + size > width:
            found.append(current)
            current, used = "", 0
        current, used = current + bit, used + size
    return [*found, current] if current else found


def _characters(text: str) -> list[str]:
    """Characters, each with the marks that belong to it."""
    found: list[str] = []
    for char in text:
        if found and not cells(char):
            found[-1] += char
        else:
            found.append(char)
    return found


def guarded(text: str) -> str:
    """Text that keeps its place in a left-to-right line: right-to-left text stands between two marks."""
    if text.isascii() or not any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text):
        return text
    return f"{_LEFT_TO_RIGHT}{text}{_LEFT_TO_RIGHT}"


def padded(text: str, width: int) -> str:
    """Text with spaces after it up to `width` cells."""
    return guarded(text) + " " * (width - cells(text))


def longest_word(text: str) -> int:
    """The cells of the longest word of a text."""
    return max(map(cells, text.split()), default=0)
