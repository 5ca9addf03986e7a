"""The names of WordprocessingML, and how its values are read where a file may hold anything.

Source: ECMA-376-1:2016, Office Open XML File Formats, Part 1.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

Element: TypeAlias = Any  # of lxml, which comes without types

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W: Final = f"{{{MAIN}}}"
R_ID: Final = f"{{{RELATED}}}id"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

VAL: Final = W + "val"
ID: Final = W + "id"
TYPE: Final = W + "type"
AUTHOR: Final = W + "author"
DATE: Final = W + "date"

BODY: Final = W + "body"
P: Final = W + "p"
R: Final = W + "r"
T: Final = W + "t"
DEL_TEXT: Final = W + "delText"
P_PR: Final = W + "pPr"
R_PR: Final = W + "rPr"
TBL: Final = W + "tbl"
TR: Final = W + "tr"
TC: Final = W + "tc"
SECT_PR: Final = W + "sectPr"
BOX: Final = W + "txbxContent"
FOOTNOTE: Final = W + "footnote"
ENDNOTE: Final = W + "endnote"
FIELD_MARK: Final = W + "fldChar"
ALTERNATE: Final = MC + "AlternateContent"
CHOICE: Final = MC + "Choice"
FALLBACK: Final = MC + "Fallback"

_OFF: Final = frozenset(("0", "false", "off", "none"))
_MOST: Final = 2**31


def number(value: str | None, default: int = 0) -> int:
    """The whole number that an attribute holds; the default where it holds none, or one that no counter takes."""
    try:
        read = int(value or "")
    except ValueError:
        return default
    return read if -_MOST <= read < _MOST else default


def value_of(parent: Element | None, tag: str) -> str | None:
    """The value of a property: the attribute `w:val` of the first child with a tag; None where there is none."""
    child = None if parent is None else parent.find(tag)
    return None if child is None else child.get(VAL)


def is_on(parent: Element | None, tag: str) -> bool | None:
    """Whether a property that is on or off is on; None where the parent does not say."""
    child = None if parent is None else parent.find(tag)
    return None if child is None else is_on_value(child.get(VAL, "1"))


def is_on_value(value: str | None) -> bool:
    """Whether the value of an attribute that is on or off says on."""
    return value is not None and value.lower() not in _OFF
