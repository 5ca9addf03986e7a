"""The numbers of ordered lists, as browsers write them (HTML Standard, section 4.4.5 and CSS Counter Styles 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from detente.read.intake.items import mark_of
from detente.read.intake.web.tags import marker_type, opening, tag

_NUMBER: Final = re.compile(r"\s*([+-]?\d{1,9})")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class Numbering:
    """The state of one list: what its next item is numbered."""

    element: Any
    kind: str
    at: int
    step: int
    own: bool = field(default=False)

    @classmethod
    def of(cls, element: Any) -> Numbering:
        """Begin a list at an `ol`, `ul` or `menu` element."""
        if tag(element) != "ol":
            return cls(element, "", 1, 1)
        items = [child for child in element if tag(child) == "li"]
        step = -1 if element.get("reversed") is not None else 1
        first = _number(element.get("start"), len(items) if step < 0 else 1)
        return cls(element, marker_type(element), first, step, _numbered_by_hand(items))

    def next(self, item: Any) -> str:
        """The number of the next item with its full stop, or "" where none is shown."""
        self.at = _number(item.get("value"), self.at)
        value, self.at = self.at, self.at + self.step
        kind = marker_type(item, self.kind) if self.kind else ""
        return f"{_written(value, kind)}." if kind and not self.own else ""


def _number(given: str | None, default: int) -> int:
    match = _NUMBER.match(given or "")
    return int(match.group(1)) if match else default


def _numbered_by_hand(items: list[Any]) -> bool:
    """Whether every item begins with a number of its own, so that the page hides those of the list."""
    heads = [f"{opening(item, 20)} " for item in items]
    return bool(heads) and all(any(sign.isalnum() for sign in mark_of(head)) for head in heads)


def _written(value: int, kind: str) -> str:
    if kind in "aA" and value > 0:
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(97 + rest) + letters
        return letters.upper() if kind == "A" else letters
    if kind in "iI" and 0 < value < 4000:
        roman = ""
        for worth, sign in _ROMAN:
            count, value = divmod(value, worth)
            roman += sign * count
        return roman.upper() if kind == "I" else roman
    return str(value)
