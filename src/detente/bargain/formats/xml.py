"""XML with the place of each element, by expat. A file with a DOCTYPE, which may define entities, is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from detente.errors import CannotRead
from detente.text.source import Source

MOST_DEEP: Final = 100


@dataclass(slots=True)
class Element:
    """An element; the text between elements is not kept, for these formats have none."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """Its children of one kind, in order."""
        return [child for child in self.children if child.tag == tag]

    def inside(self, *tags: str) -> Iterator[Element]:
        """Every element of these kinds below it, in order."""
        for child in self.children:
            if child.tag in tags:
                yield child
            yield from child.inside(*tags)


def parse_xml(source: Source) -> Element:
    """The root of a text.

    Raises:
        CannotRead: it is not XML, declares a DOCTYPE, or is too deep.
    """
    build = _Builder(source)
    try:
        build.parser.Parse(source.text, True)
    except expat.ExpatError as error:
        why = expat.errors.messages.get(error.code, "not well-formed")
        raise build.refused(f"is not XML: {why}", error.lineno, error.offset + 1) from None
    except ValueError:  # a character that no encoding holds
        raise build.refused("is not XML", 1, 1) from None
    if build.root is None:
        raise build.refused("holds no element", 1, 1)
    return build.root


class _Builder:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        made = Element(tag, attributes, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        if self.open:
            self.open[-1].children.append(made)
        else:
            self.root = made
        self.open.append(made)
        if len(self.open) > MOST_DEEP:
            raise self.refused(f"has elements inside more than {MOST_DEEP} others", made.line, made.column)

    def end(self, _tag: str) -> None:
        self.open.pop()

    def doctype(self, *_declared: object) -> None:
        raise self.refused(
            "declares a DOCTYPE, which may define entities, and is not read",
            self.parser.CurrentLineNumber,
            self.parser.CurrentColumnNumber + 1,
            "delete the declaration: GENIUS files need none",
        )

    def refused(self, what: str, line: int, column: int, advice: str | None = None) -> CannotRead:
        name = self.source.name
        return CannotRead(f"`{name}` {what}.", help=advice, file=name, line=line, column=column)
