"""Text with differences taken away that make no difference to which word it is, and the way back to the places."""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

# Hebrew points, Arabic vowel signs and lengthening, and the invisible marks of joining and writing direction.
_SILENT = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0653\u0655-\u065f\u0670"
    "\u00ad\u200c-\u200f\u202a-\u202e\u2066-\u2069"
)
# Letters and signs that printed texts use for one another.
_SAME = str.maketrans(
    {
        **dict.fromkeys("\u0623\u0625\u0622\u0671", "\u0627"),  # alef, with and without hamza
        "\u0649": "\u064a",  # yeh without dots
        **dict.fromkeys("\u2018\u2019\u02bc\u05f3", "'"),
        **dict.fromkeys("\u201c\u201d\u05f4", '"'),
        **dict.fromkeys("\u2010\u2011\u05be", "-"),
    }
)
_COMBINING = "\u0300-\u036f\u0654"  # written after their letter, with which they can be one character
_TO_FOLD = re.compile(f"[{_SILENT}{_COMBINING}]")
_STEP = re.compile(
    rf"(\w[{_SILENT}{_COMBINING}]*[{_COMBINING}][{_SILENT}{_COMBINING}]*)|([{_SILENT}]+)|.", re.DOTALL
)
_DROPPED = re.compile(f"[{_SILENT}]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the places of its characters in the original.

    Attributes:
        text: the folded text, never longer than the original.
        original: the length of the original, in code points.
        places: the offset in the original of each character, or None where all have kept theirs.
    """

    text: str
    original: int
    places: tuple[int, ...] | None

    def inward(self, offset: int) -> int:
        """Return the offset in the folded text for one in the original."""
        return offset if self.places is None else bisect_left(self.places, offset)

    def outward(self, offset: int) -> int:
        """Return the offset in the original for one in the folded text."""
        if self.places is None:
            return offset
        return self.places[offset] if offset < len(self.places) else self.original


@functools.lru_cache(maxsize=16)  # the same text is searched for one group after another
def fold(text: str) -> Folded:
    """Fold a text: marks that are not read are dropped, composed letters and one form of quotes and hyphens are used.

    Composition is that of the normal form C of Unicode (Unicode Standard Annex 15).
    """
    if text.isascii():
        return Folded(text, len(text), None)
    if not _TO_FOLD.search(text):
        return Folded(text.translate(_SAME), len(text), None)
    chars: list[str] = []
    places: list[int] = []
    for step in _STEP.finditer(text):
        apart, silent = step.groups()
        kept = "" if silent else _composed(apart) if apart else step.group()
        chars.append(kept)
        places.extend(range(step.start(), step.start() + len(kept)))
    return Folded("".join(chars).translate(_SAME), len(text), tuple(places))


def _composed(apart: str) -> str:
    # A hamza that is still apart stands over a letter that has one already.
    return unicodedata.normalize("NFC", _DROPPED.sub("", apart)).replace("\u0654", "")
