"""A sentence read as one with the opening words of its list, and the way back to where each word stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.read.clauses.parts import Unit
from detente.read.proposals import Found

_WHITE: Final = re.compile(r"[^\S ]")
_CURLY: Final = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-"})
_OPENING_ENDS: Final = " \t\r\n\f\v\u00a0:;,-\u2013\u2014"
_EDGE: Final = " ,;:\u2013\u2014"
_CLOSING: Final = re.compile(r"(?:[\s,;:]|(?<![A-Z])\.|\b(?:and|or)$)+$")
MOST: Final = 6_000  # characters of a sentence that are read; the rest of a longer one is left alone


@dataclass(frozen=True, slots=True)
class Joined:
    """The opening words of a list and one of its items as one running text.

    Attributes:
        text: the words, white space as single spaces of the same number, apostrophes and hyphens straight.
        own: where the words of the unit itself begin in it.
        pieces: where each piece begins and ends in `text`, and its place in the document.
    """

    text: str
    own: int
    pieces: tuple[tuple[int, int, int], ...]
    document: str

    def found(self, start: int, end: int) -> Found | None:
        """The words between two places, without the white space and commas around them; None if none are left.

        Words that run from one piece into the next are cut to the piece that has the most of them.
        """
        best, size = None, 0
        for first, last, place in self.pieces:
            a, b = max(first, start), min(last, end)
            if b - a > size:
                best, size = (a, b, place - first), b - a
        if best is None:
            return None
        a, b, shift = best
        while a < b and self.text[a] in _EDGE:
            a += 1
        while a < b and self.text[b - 1] in _EDGE:
            b -= 1
        return Found(self.document[a + shift : b + shift], a + shift, b + shift) if a < b else None


def join(document: str, unit: Unit) -> Joined:
    """Read a unit together with the opening words that it goes on with."""
    spans = [(lead.start, _opening_end(document, lead.start, lead.end)) for lead in unit.lead]
    spans.append((unit.start, min(unit.end, unit.start + MOST)))
    pieces: list[tuple[int, int, int]] = []
    words: list[str] = []
    at = 0
    for start, end in spans:
        pieces.append((at, at + end - start, start))
        words.append(document[start:end])
        at += end - start + 2
    text = _WHITE.sub(" ", ": ".join(words)).translate(_CURLY)
    return Joined(text, pieces[-1][0], tuple(pieces), document)


def closed(text: str, start: int, end: int) -> int:
    """Where words end without the mark, "and" or "or" that leads to the next item."""
    tail = max(start, end - 40)
    found = _CLOSING.search(text[tail:end])
    return tail + found.start() if found else end


def _opening_end(document: str, start: int, end: int) -> int:
    end = min(end, start + MOST)
    while end > start and document[end - 1] in _OPENING_ENDS:
        end -= 1
    return end
