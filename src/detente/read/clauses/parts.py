"""The parts of an agreement as its own numbers and headings divide it, and the sentences in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from detente.read.proposals import Found

PartKind: TypeAlias = Literal[
    "title", "preamble", "part", "article", "clause", "item", "annex", "signatures", "paragraph"
]


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered or headed part of a text.

    Attributes:
        place: its place in `Structure.parts`.
        kind: what it is.
        number: the number that sets it apart in the whole text, such as `IV.1.a`; "" for a part without one.
        own: the number as it stands there, such as `1.`, `(a)` or `Article IV`; "" without one.
        heading: its heading, or None.
        level: how deep it lies, from 1.
        start: where it begins, its number included, in code points.
        body: where its words begin, after number and heading.
        end: where it ends with everything that lies in it, not included.
        own_end: where its own words end: the start of the first part in it, or `end`.
        parent: the place of the part that it lies in, or None.
    """

    place: int
    kind: PartKind
    number: str
    own: str
    heading: Found | None
    level: int
    start: int
    body: int
    end: int
    own_end: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or an item of a list that goes on with the opening words of the list.

    Attributes:
        start: where it begins, its number left out, in code points.
        end: where it ends, not included.
        part: the place of the part that it stands in.
        lead: the opening words of the list that it belongs to ("The Parties shall:"), outermost first; else empty.
    """

    start: int
    end: int
    part: int
    lead: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Defined:
    """A term that the text defines, or a short name that it gives ("hereinafter …").

    `term`: the words in their quotation marks, without the marks. `meaning`: the words that say what it means.
    `is_alias`: whether it is a short name for the words of `meaning`, which stand just before it.
    """

    term: Found
    meaning: Found
    part: int
    is_alias: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to another part: `words` as in the text, `number` as it would be numbered here, and where it leads.

    `to`: the place of the part in `Structure.parts`; None where the text has no such part, or for another document.
    `elsewhere`: whether the words say that it is in another document ("Article 51 of the Charter").
    """

    words: Found
    number: str
    part: int
    to: int | None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the text names as having a part in it: the name, its short names, and as what.

    `role`: `party`, `mediator`, `guarantor`, `verifier`, `intermediary` or `other`, in the words of the deal file.
    """

    name: Found
    aliases: tuple[Found, ...] = ()
    role: str = "other"
    signs: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """How a text is built: its parts in order, its sentences, terms, pointers, names, and what is still in brackets."""

    parts: tuple[Part, ...]
    units: tuple[Unit, ...]
    defined: tuple[Defined, ...]
    references: tuple[Reference, ...]
    named: tuple[Named, ...]
    placeholders: tuple[Found, ...]
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [part.start for part in self.parts])

    def part_at(self, offset: int) -> Part | None:
        """The innermost part that holds an offset."""
        at = bisect_right(self._starts, offset) - 1
        part = self.parts[at] if at >= 0 else None
        while part is not None and part.end <= offset:
            part = None if part.parent is None else self.parts[part.parent]
        return part

    def within(self, part: Part) -> Iterator[Part]:
        """The parts that a part lies in, innermost first."""
        while part.parent is not None:
            part = self.parts[part.parent]
            yield part

    def number_at(self, offset: int) -> str:
        """The number of the innermost numbered part that holds an offset, or ""."""
        part = self.part_at(offset)
        while part is not None and not part.number:
            part = None if part.parent is None else self.parts[part.parent]
        return part.number if part is not None else ""
