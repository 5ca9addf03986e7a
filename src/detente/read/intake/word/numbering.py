"""The numbers of lists, which a Word file does not hold: they are counted again as the word processor counts them.

Lists that share a definition share its counters. A list that starts anew does so where it is used first. A level
starts anew after any level above it, unless it says after which, or never.
Source: ECMA-376-1:2016, 17.9 (Numbering); what it leaves open was compared with LibreOffice 7.4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from detente.read.intake.word.characters import symbol
from detente.read.intake.word.figures import KNOWN, figure
from detente.read.intake.word.names import R_PR, VAL, Element, W, is_on, number, value_of
from detente.read.intake.word.styles import Styles

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_BULLET: Final = "\u2022"
_NO_LIST: Final = "0"
_LEGAL: Final = ("none", "bullet", "decimalZero")  # kinds that legal numbers keep, as in "Section 1.01"


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one level of a list are numbered.

    `restart`: after an item of which level from 1 it starts anew; 0 for never, None for any level above.
    """

    start: int
    kind: str
    text: str
    is_legal: bool
    joint: str
    restart: int | None
    style: str


@dataclass(frozen=True, slots=True)
class List:
    """A list: the definition that it follows, and where it differs from it."""

    definition: str
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of an item as it stands, what joins it to the words, and its level from 0."""

    number: str
    joint: str
    level: int


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far they have counted."""

    styles: Styles
    lists: dict[str, List] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    _definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _used: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None, styles: Styles) -> Numbering:
        """Read `numbering.xml`."""
        made = cls(styles)
        if root is None:
            return made
        linked = {}
        for one in root.iter(W + "abstractNum"):
            identity = one.get(W + "abstractNumId", "")
            made._definitions[identity] = _levels(one)
            linked[identity] = value_of(one, W + "numStyleLink")
        for one in root.iter(W + "num"):
            made.lists[one.get(W + "numId", "")] = _list(one)
        for identity, style in linked.items():
            made._follow(identity, style)
        return made

    def _follow(self, identity: str, style: str | None) -> None:
        """Take the levels of a definition that only names a style of lists from the definition behind it."""
        followed = next((one for _, one in self.styles.chain(style or "") if one.list_id), None)
        behind = self.lists.get(followed.list_id or "") if followed else None
        if behind is not None and not self._definitions[identity]:
            self._definitions[identity] = self._definitions.get(behind.definition, {})

    def next(self, properties: Element | None, style: str) -> Numbered | None:
        """Count a paragraph, and say its number.

        Args:
            properties: the `w:pPr` of the paragraph, or None.
            style: the id of its style.

        Returns:
            None where it is no item of a list.
        """
        identity, at = self._place(properties, style)
        listed = self.lists.get(identity or "")
        if identity is None or listed is None:
            return None
        level = self._level(listed, at)
        if level is None:
            return None
        counts = self._count(identity, listed, at)
        return Numbered(self._written(listed, level, at, counts), level.joint, at)

    def _place(self, properties: Element | None, style: str) -> tuple[str | None, int]:
        """The list of a paragraph and its level: its own word first, then that of its style."""
        own = None if properties is None else properties.find(W + "numPr")
        identity, said = value_of(own, W + "numId"), value_of(own, W + "ilvl")
        if identity is None:
            identity, styled = self._of_style(style)
            at = styled if said is None else number(said)
        else:
            at = number(said)
        return (None if identity == _NO_LIST else identity), min(max(at, 0), _LEVELS - 1)

    def _of_style(self, style: str) -> tuple[str | None, int]:
        chain = [name for name, _ in self.styles.chain(style)]
        for name, one in self.styles.chain(style):
            if one.list_id is not None:
                level = self._linked(one.list_id, (style, *chain[: chain.index(name) + 1]))
                return one.list_id, number(one.list_level) if level is None else level
        return None, 0

    def _linked(self, identity: str, names: tuple[str, ...]) -> int | None:
        """The level of a list that names one of these styles as its own."""
        listed = self.lists.get(identity)
        if listed is None:
            return None
        by_style = {
            level.style: at
            for at, level in self._definitions.get(listed.definition, {}).items()
            if level.style
        }
        return next((by_style[name] for name in names if name in by_style), None)

    def _level(self, listed: List, at: int) -> Level | None:
        return listed.levels.get(at) or self._definitions.get(listed.definition, {}).get(at)

    def _start(self, listed: List, at: int) -> int:
        level = self._level(listed, at)
        return listed.starts.get(at, level.start if level is not None else 1)

    def _count(self, identity: str, listed: List, at: int) -> list[int]:
        counts = self._counts.setdefault(listed.definition, [None] * _LEVELS)
        for above in range(at):
            if (
                counts[above] is None
            ):  # a list may begin at a lower level: those above then stand at their start
                counts[above] = self._start(listed, above)
        count = counts[at]
        is_first = at in listed.starts and (identity, at) not in self._used
        counts[at] = self._start(listed, at) if is_first or count is None else count + 1
        self._used.add((identity, at))
        for below in range(at + 1, _LEVELS):
            level = self._level(listed, below)
            restart = level.restart if level is not None else None
            if restart is None or at < restart:
                counts[below] = None
        return [count or 0 for count in counts]

    def _written(self, listed: List, level: Level, at: int, counts: list[int]) -> str:
        if level.kind == "bullet":
            return level.text

        def one(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            named = self._level(listed, place) if place <= at else None
            if named is None:
                return ""
            if named.kind not in KNOWN:
                self.unknown.add(named.kind)
            is_plain = level.is_legal and named.kind not in _LEGAL
            return figure(counts[place], "decimal" if is_plain else named.kind)

        return _PLACE.sub(one, level.text)


def _levels(parent: Element) -> dict[int, Level]:
    found = ((number(one.get(W + "ilvl"), -1), one) for one in parent.findall(W + "lvl"))
    return {at: _one_level(one) for at, one in found if 0 <= at < _LEVELS}


def _one_level(one: Element) -> Level:
    kinds = one.findall(W + "numFmt") or list(
        one.iter(W + "numFmt")
    )  # else in mc:AlternateContent, fallback last
    kind = kinds[-1].get(VAL, "decimal") if kinds else "decimal"
    text = value_of(one, W + "lvlText") or ""
    if kind == "bullet":
        text = _bullet(one, text)
    if is_on(one.find(R_PR), W + "vanish"):
        text = ""
    restart = value_of(one, W + "lvlRestart")
    return Level(
        number(value_of(one, W + "start"), 0),
        kind,
        text,
        bool(is_on(one, W + "isLgl")),
        "" if value_of(one, W + "suff") == "nothing" else " ",
        None if restart is None else number(restart),
        value_of(one, W + "pStyle") or "",
    )


def _bullet(one: Element, text: str) -> str:
    """A bullet as it looks; one of a font that is not known is given as a dot."""
    properties = one.find(R_PR)
    fonts = None if properties is None else properties.find(W + "rFonts")
    font = "" if fonts is None else fonts.get(W + "ascii", "")
    if text == "o" and font.lower().startswith("courier"):
        return "\u25e6"
    seen = "".join(symbol(font, f"{ord(sign):x}") for sign in text)
    is_private = any("\ue000" <= sign <= "\uf8ff" for sign in seen)
    return _BULLET if is_private or one.find(W + "lvlPicBulletId") is not None else seen


def _list(one: Element) -> List:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in one.findall(W + "lvlOverride"):
        at = number(override.get(W + "ilvl"), -1)
        start = value_of(override, W + "startOverride")
        if start is not None:
            starts[at] = number(start)
        own = override.find(W + "lvl")
        if own is not None:
            levels[at] = _one_level(own)
    return List(value_of(one, W + "abstractNumId") or "", starts, levels)
