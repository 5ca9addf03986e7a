"""Fields of a Word file: what they show is read, and the code that they are made of is not."""

from __future__ import annotations

import re
from typing import Final

from detente.read.intake.word.names import (
    BOX,
    CHOICE,
    ENDNOTE,
    FALLBACK,
    FIELD_MARK,
    FOOTNOTE,
    TC,
    Element,
    W,
)

_CLOSED: Final = (BOX, CHOICE, FALLBACK, FOOTNOTE, ENDNOTE, TC, W + "comment")
_CODE: Final = W + "instrText"
_COUNTING: Final = re.compile(r"\s{0,9}(?:LISTNUM|AUTONUM)")


class Fields:
    """The fields of a part, and whether the reader stands in the code of one.

    A field begins and ends within one story and one cell; a mark that has no partner there is passed over, so that a
    damaged field cannot swallow the rest of the text.
    """

    def __init__(self, root: Element) -> None:
        self._roles: dict[Element, str] = {}
        self._codes: list[bool] = []  # for each field that is open, whether its code goes on
        self._deep = 0
        waiting: dict[Element, list[list[Element]]] = {}
        for mark in root.iter(FIELD_MARK):
            story = waiting.setdefault(next(mark.iterancestors(*_CLOSED), root), [])
            role = mark.get(W + "fldCharType", "")
            if role == "begin":
                story.append([mark])
            elif story and role == "separate":
                story[-1].append(mark)
            elif story and role == "end":
                self._keep([*story.pop(), mark])

    def _keep(self, marks: list[Element]) -> None:
        self._roles[marks[0]] = "begin"
        self._roles[marks[-1]] = "end"
        if len(marks) > 2:
            self._roles[marks[1]] = "separate"

    def pass_by(self, mark: Element) -> None:
        """Go on past a mark of a field."""
        role = self._roles.get(mark)
        if role == "begin":
            self._codes.append(True)
            self._deep += 1
        elif role == "separate" and self._codes:
            self._deep -= self._codes[-1]
            self._codes[-1] = False
        elif role == "end" and self._codes:
            self._deep -= self._codes.pop()

    @property
    def in_code(self) -> bool:
        """Whether words that stand here are code."""
        return self._deep > 0

    def leave(self) -> tuple[list[bool], int]:
        """Go into a box, which has fields of its own; what is returned is for `come_back`."""
        left = self._codes, self._deep
        self._codes, self._deep = [], 0
        return left

    def come_back(self, left: tuple[list[bool], int]) -> None:
        """Go on where the box stands."""
        self._codes, self._deep = left


def is_counting(item: Element) -> bool:
    """Whether an item of a run is the code of a field that counts, and holds no result to be read."""
    return item.tag == _CODE and _COUNTING.match(item.text or "") is not None
