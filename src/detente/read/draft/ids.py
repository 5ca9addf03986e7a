"""Ids of a draft: short, readable, of the text's own letters, and each of one thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from detente.deal.phrases import LETTER

_WORD: Final = re.compile(rf"[^\W_]{LETTER}*")
_LONGEST: Final = 40  # characters, without a number at the end
_SHORT: Final = 12
_WORDS_OF_ACT: Final = 4
# Words that tell acts apart least: they are left out of an id, and of nothing else.
_SMALL: Final = frozenset(
    {
        "a",
        "all",
        "an",
        "and",
        "any",
        "as",
        "at",
        "be",
        "by",
        "each",
        "every",
        "for",
        "from",
        "has",
        "have",
        "her",
    }
    | {
        "his",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "own",
        "shall",
        "such",
        "than",
        "that",
        "the",
    }
    | {"their", "them", "these", "this", "those", "to", "under", "upon", "which", "will", "with", "within"}
)


class Ids:
    """Ids given so far, in one namespace."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def new(self, *words: str, otherwise: str) -> str:
        """An id that names nothing yet, made of words; `otherwise` where they hold no letter or digit."""
        base = slug(*words) or otherwise
        label, number = base, self._last.get(base, 1)
        while label in self._taken:
            number += 1
            label = f"{base}-{number}"
        self._taken.add(label)
        self._last[base] = number
        return label


def slug(*words: str) -> str:
    """Words as an id, cut between words where they are long; "" where nothing of them can stand in one."""
    label = ""
    for word in _WORD.findall(unicodedata.normalize("NFC", " ".join(words)[:400]).lower()):
        longer = f"{label}-{word}" if label else word[:_LONGEST]
        if len(longer) > _LONGEST:
            # Of a script without spaces, a sentence may be one word.
            return longer[:_LONGEST].rstrip("-") if len(label) < _SHORT else label
        label = longer
    return label


def slug_of_act(clause: str, does: str) -> str:
    """The id of a duty: `c3-2-release-captives` for clause 3.2."""
    words = _WORD.findall(unicodedata.normalize("NFC", does[:400]).lower())
    telling = [word for word in words if word not in _SMALL] or words
    number = slug(clause)
    return slug(f"c{number}" if number else "", *telling[:_WORDS_OF_ACT])
