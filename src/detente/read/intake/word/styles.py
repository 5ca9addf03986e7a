"""The styles of a Word file: what a paragraph or run has from its style, and from those that it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.read.intake.word.names import (
    P_PR,
    R_PR,
    TYPE,
    Element,
    W,
    is_on,
    number,
    value_of,
)

_HEADING: Final = re.compile(r"heading ([1-9])", re.I)
_BODY_TEXT: Final = 9  # the outline level that says: no heading
_DEEPEST: Final = 64  # styles based on one another; Word allows fewer


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, what it is based on, and what it says itself (None where it says nothing).

    `outline` counts from 0; `list_id` and `list_level` are those of its `w:numPr`.
    """

    name: str
    based_on: str
    outline: int | None
    list_id: str | None
    list_level: str | None
    is_hidden: bool | None


class Styles:
    """The styles by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for one in () if root is None else root.iter(W + "style"):
            identity = one.get(W + "styleId", "")
            self._styles.setdefault(identity, _style(one))
            if one.get(TYPE) == "paragraph" and one.get(W + "default") in ("1", "true", "on"):
                self.default = self.default or identity

    def name(self, style: str) -> str:
        """The name of a style as people see it, or its id."""
        known = self._styles.get(style)
        return known.name if known is not None else style

    def chain(self, style: str) -> Iterator[tuple[str, Style]]:
        """A style and those that it is based on, nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen and len(seen) < _DEEPEST:
            seen.add(style)
            yield style, self._styles[style]
            style = self._styles[style].based_on

    def is_hidden(self, style: str | None) -> bool | None:
        """Whether a style hides its text; None where neither it nor its bases say."""
        for _, one in self.chain(style or ""):
            if one.is_hidden is not None:
                return one.is_hidden
        return None

    def heading_level(self, properties: Element | None, style: str) -> int:
        """The level of a heading from 1, or 0: from the paragraph's properties, its style and its bases."""
        said = value_of(properties, W + "outlineLvl")
        if said is not None:
            return _level(number(said, _BODY_TEXT))
        for _, one in self.chain(style):
            if one.outline is not None:
                return _level(one.outline)
            named = _HEADING.fullmatch(one.name)
            if named or one.name.lower() == "title":
                return int(named[1]) if named else 1
        return 0


def _level(outline: int) -> int:
    return outline + 1 if 0 <= outline < _BODY_TEXT else 0


def _style(one: Element) -> Style:
    paragraph, run = one.find(P_PR), one.find(R_PR)
    listed = None if paragraph is None else paragraph.find(W + "numPr")
    outline = value_of(paragraph, W + "outlineLvl")
    return Style(
        value_of(one, W + "name") or one.get(W + "styleId", ""),
        value_of(one, W + "basedOn") or "",
        None if outline is None else number(outline, _BODY_TEXT),
        value_of(listed, W + "numId"),
        value_of(listed, W + "ilvl"),
        is_on(run, W + "vanish"),
    )
