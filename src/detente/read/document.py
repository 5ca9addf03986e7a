"""A document as it was read: one canonical text, and the way back from every character to the original.

The canonical text keeps the characters of the document as they are: nothing is normalised, corrected or left out
silently. Paragraphs end with a line feed and are set apart by an empty line; cells of a table stand on lines of their
own, row by row. What the reader itself wrote (line ends, numbers that the word processor makes) belongs to no piece.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from detente.text.source import Source, Span

Format: TypeAlias = Literal["docx", "html", "pdf", "md", "txt"]
Kind: TypeAlias = Literal["paragraph", "heading", "item", "cell", "footnote", "endnote", "header", "footer"]
CHANGES: Final = ("made", "not made")


@dataclass(frozen=True, slots=True)
class InFile:
    """A place in a plain text or Markdown file: bytes from `start` to `end`, not included; the line from 1."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class InRun:
    """A place in a Word file.

    `part`: the part of the package, such as `word/document.xml` or `word/footnotes.xml`. `paragraph`: the number of
    the paragraph (`w:p`) in the part, in document order, from 0. `run`: the number of the run (`w:r`) in it, from 0,
    runs inside insertions, deletions and links counted where they stand. `start` and `end`: characters of its text.
    """

    part: str
    paragraph: int
    run: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InElement:
    """A place in a web page: the element by its path from the root, such as `/html/body/p[2]`.

    `node`: the number of the text node in the element, in document order, from 0 (its own text first, then what
    follows each of its children). `start` and `end`: characters of that text node, as parsed.
    """

    path: str
    node: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OnPage:
    """A place on a page of a PDF: the page from 1, and the box of these characters.

    `box`: left, bottom, right, top in points from the lower left corner of the page.
    `start` and `end`: characters of the page's text as its PDF library counts them.
    """

    page: int
    box: tuple[float, float, float, float]
    start: int
    end: int


Place: TypeAlias = InFile | InRun | InElement | OnPage


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the canonical text that stand at one place of the original, one for one."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item of a list, cell or note of the canonical text, without its line end.

    Attributes:
        start: where it begins, in code points.
        end: where it ends, not included.
        kind: what it is.
        level: of a heading from 1, of an item by its nesting from 1; else 0.
        number: the number that the word processor made and that stands at its head in the canonical text, or "".
        cell: table, row and column from 0, where it stands in a table.
        note: the mark of a footnote or endnote, or "".
        style: the name of its style in the original, or "".
    """

    start: int
    end: int
    kind: Kind = "paragraph"
    level: int = 0
    number: str = ""
    cell: tuple[int, int, int] | None = None
    note: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change of a Word file.

    `start` and `end` are its place in the canonical text: of a deletion read as made, and of an insertion read as not
    made, the two are equal, and `words` says what stands there in the other reading.
    """

    kind: Literal["inserted", "deleted", "moved here", "moved away", "formatted"]
    words: str
    author: str
    date: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a Word file, with the words that it is on (canonical offsets; equal where they are not known)."""

    words: str
    author: str
    date: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a reader takes on: bytes of the file, bytes that it unpacks to, characters, pages and seconds."""

    bytes: int = 100_000_000
    unpacked: int = 500_000_000
    characters: int = 20_000_000
    pages: int = 5_000
    seconds: float = 300.0


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document as read.

    Attributes:
        source: the canonical text under the name that the user knows the file by; its sha256 is that of the text.
        sha256: of the bytes of the file, in hex.
        format: what the bytes are, whatever the name says.
        extractor: what made the canonical text of them, with versions.
        blocks: in the order of the text.
        pieces: what stands where in the original, in the order of the text; they do not overlap.
        changes: tracked changes, in the order of the text.
        comments: comments, in the order of the text.
        reading: whether tracked changes were read as `made` or `not made`; "" where there are none.
        notes: what a person must know, in sentences: what was left out, and what may be wrong.
        title: as the document's own properties or page give it, or "".
        date: likewise, as written there, or "".
        publisher: likewise, or "".
    """

    source: Source
    sha256: str
    format: Format
    extractor: str
    blocks: tuple[Block, ...] = field(repr=False)
    pieces: tuple[Piece, ...] = field(repr=False)
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    reading: str = ""
    notes: tuple[str, ...] = ()
    title: str = ""
    date: str = ""
    publisher: str = ""
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [piece.start for piece in self.pieces])

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.source.text

    @property
    def file(self) -> str:
        """The name of the file as shown to the user."""
        return self.source.name

    def span(self, start: int, end: int) -> Span:
        """The span of two offsets of the canonical text."""
        return self.source.span(start, end)

    def pieces_of(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces that hold any of the characters from `start` to `end`, each cut to them.

        Of a piece on a page, the box stays that of the whole piece.
        """
        at = max(bisect_right(self._starts, start) - 1, 0)
        for piece in self.pieces[at:]:
            if piece.start >= end:
                return
            first, last = max(piece.start, start), min(piece.end, end)
            if first < last:
                yield Piece(first, last, _cut(piece, first, last))

    def as_dict(self) -> dict[str, Any]:
        """What is printed of it: the file, its sha256, what read it, and how many characters that gave."""
        made: dict[str, Any] = {
            "file": self.file,
            "sha256": self.sha256,
            "extractor": self.extractor,
            "characters": len(self.text),
            "format": self.format,
        }
        if self.reading:
            made["tracked changes read as"] = self.reading
        return made | {"notes": list(self.notes)}


def _cut(piece: Piece, first: int, last: int) -> Place:
    place, size = piece.place, piece.end - piece.start
    if isinstance(place, InFile):
        return place  # bytes and characters differ; `plain` makes a piece a line
    start = place.start + first - piece.start
    end = place.end - (piece.end - last) if place.end - place.start == size else start + last - first
    if isinstance(place, InRun):
        return InRun(place.part, place.paragraph, place.run, start, end)
    if isinstance(place, InElement):
        return InElement(place.path, place.node, start, end)
    return OnPage(place.page, place.box, start, end)
