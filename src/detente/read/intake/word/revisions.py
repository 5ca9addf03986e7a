"""Tracked changes as they are marked in the XML, and whether their words are in the reading that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from detente.read.intake.word.canonical import ChangeKind, Mark
from detente.read.intake.word.names import AUTHOR, DATE, R_PR, Element, W

_KINDS: Final[dict[str, ChangeKind]] = {
    W + "ins": "inserted",
    W + "cellIns": "inserted",
    W + "del": "deleted",
    W + "cellDel": "deleted",
    W + "moveTo": "moved here",
    W + "moveFrom": "moved away",
}
AROUND: Final = (W + "ins", W + "del", W + "moveTo", W + "moveFrom")
"""Marks that stand around what they change."""
_FORMS: Final = tuple(
    W + one for one in ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange")
)
P_CHANGE: Final = _FORMS[1]


def mark_of(one: Element, *, made: bool) -> Mark:
    """The change that a mark stands for; `made`: whether changes are read as made."""
    kind = _KINDS[one.tag]
    return Mark(kind, *_who(one), made == (kind in ("inserted", "moved here")))


def marks_in(properties: Element | None, *, made: bool) -> Iterator[Mark]:
    """The changes that the properties of a row, a cell or the end of a paragraph say it stands in."""
    for one in () if properties is None else properties:
        if one.tag in _KINDS:
            yield mark_of(one, made=made)


def of_form(properties: Element | None) -> Mark | None:
    """The change of form that properties record, or None."""
    for one in () if properties is None else properties:
        if one.tag in _FORMS:
            return Mark("formatted", *_who(one), True)
    return None


def at_line_end(properties: Element | None, *, made: bool) -> tuple[Mark, ...]:
    """The changes that the end of a paragraph stands in."""
    return tuple(marks_in(None if properties is None else properties.find(R_PR), made=made))


def deleted(*, made: bool) -> Mark:
    """What deleted words stand in where the file does not say who deleted them."""
    return Mark("deleted", "", "", not made)


def _who(one: Element) -> tuple[str, str]:
    return one.get(AUTHOR, "").strip(), one.get(DATE, "")
