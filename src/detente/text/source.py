"""A text and its places: every fact that Détente reads keeps the characters it was read from."""

from __future__ import annotations

import contextlib
import hashlib
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import total_ordering
from itertools import accumulate
from pathlib import Path

from detente.text._reading import read_text

_CHUNK = 4096  # characters; newlines are counted once for each chunk, and again within one when asked


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where lines end: at LF, CRLF and lone CR, as in editors; not at U+0085, U+2028 or U+2029.

    `marks` is the text with an LF at each line end and nowhere else, at the same offsets. `before` holds the
    number of line ends before each chunk, and at last in the whole.
    """

    marks: str
    before: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Lines:
        if text.count("\r") > text.count("\r\n"):
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        counts = (text.count("\n", start, start + _CHUNK) for start in range(0, len(text), _CHUNK))
        return cls(text, tuple(accumulate(counts, initial=0)))

    @property
    def count(self) -> int:
        return self.before[-1] + 1

    def position(self, offset: int) -> tuple[int, int]:
        chunk = min(offset // _CHUNK, len(self.before) - 1)
        ends = self.before[chunk] + self.marks.count("\n", chunk * _CHUNK, offset)
        return ends + 1, offset - self.marks.rfind("\n", 0, offset)

    def bounds(self, number: int) -> tuple[int, int]:
        """Return the offsets of the start of a line and of its line end, or the end of the text."""
        start = 0
        if number > 1:
            chunk = bisect_left(self.before, number - 1) - 1
            start = chunk * _CHUNK
            for _ in range(number - 1 - self.before[chunk]):
                start = self.marks.index("\n", start) + 1
        end = self.marks.find("\n", start)
        return start, len(self.marks) if end < 0 else end


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A text with the name that the user knows it by.

    Attributes:
        name: the name of the file as shown to the user, with ``/`` between folders.
        text: the characters, without a byte order mark, with the newlines that the file has.
        bom: whether the file began with a byte order mark, so that it can be written back as it was.
    """

    name: str
    text: str = field(repr=False)
    bom: bool = False
    _sha256: str | None = field(default=None, repr=False)
    _table: _Lines | None = field(default=None, init=False, repr=False)

    @property
    def sha256(self) -> str:
        """The SHA-256 in hex of the bytes that were read, or else of the text in UTF-8."""
        if self._sha256 is None:
            digest = hashlib.sha256(self.encode(self.text)).hexdigest()
            object.__setattr__(self, "_sha256", digest)
            return digest
        return self._sha256

    def encode(self, text: str) -> bytes:
        """Return a text as bytes to write in place of this source: UTF-8, with its byte order mark if any."""
        return (b"\xef\xbb\xbf" if self.bom else b"") + text.encode("utf-8", "surrogatepass")

    @property
    def lines(self) -> int:
        """The number of lines, as an editor counts them: one more than there are newlines."""
        return self._lines().count

    def line(self, number: int) -> str:
        """Return a line without its newline.

        Args:
            number: the line, from 1.

        Raises:
            ValueError: the text has no such line.
        """
        start, end = self._line_bounds(number)
        return self.text[start:end]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1, the column in code points.

        Between the two characters of CRLF there is no place; it is given as that of the first.

        Raises:
            ValueError: the offset is outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"{self.name} has {len(self.text)} characters, and no offset {offset}")
        if offset and self.text[offset - 1 : offset + 1] == "\r\n":
            offset -= 1
        return self._lines().position(offset)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column; a column past the end of the line is the end of the line.

        Raises:
            ValueError: the text has no such line, or the column is below 1.
        """
        start, end = self._line_bounds(line)
        if column < 1:
            raise ValueError(f"columns count from 1, and {column} is below that")
        return min(start + column - 1, end)

    def span(self, start: int, end: int) -> Span:
        """Return the span from one offset to another, the second not included.

        Raises:
            ValueError: the offsets are outside the text, or the second is before the first.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{self.name} has {len(self.text)} characters, and no span {start} to {end}")
        return Span(self, start, end)

    def _lines(self) -> _Lines:
        if self._table is None:
            table = _Lines.of(self.text)
            object.__setattr__(self, "_table", table)
            return table
        return self._table

    def _line_bounds(self, number: int) -> tuple[int, int]:
        lines = self._lines()
        if not 1 <= number <= lines.count:
            raise ValueError(f"{self.name} has {lines.count} lines, and no line {number}")
        start, end = lines.bounds(number)
        if self.text[max(start, end - 1) : end + 1] == "\r\n":
            end -= 1
        return start, end


@total_ordering
@dataclass(frozen=True, slots=True)
class Span:
    """A part of a source, by offsets in code points; the end is not included.

    Spans sort by file, start and end.
    """

    source: Source
    start: int
    end: int

    @property
    def file(self) -> str:
        """The name of the file, as shown to the user."""
        return self.source.name

    @property
    def line(self) -> int:
        """The line of the first character, from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column of the first character, from 1, in code points."""
        return self.source.position(self.start)[1]

    @property
    def end_line(self) -> int:
        """The line of the place just after the last character, from 1."""
        return self.source.position(self.end)[0]

    @property
    def end_column(self) -> int:
        """The column of the place just after the last character, from 1, in code points."""
        return self.source.position(self.end)[1]

    @property
    def text(self) -> str:
        """The characters as they stand in the source."""
        return self.source.text[self.start : self.end]

    def __lt__(self, other: Span) -> bool:
        return (self.file, self.start, self.end) < (other.file, other.start, other.end)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def read_source(path: Path, name: str | None = None, *, limit: int = 10_000_000) -> Source:
    """Read a text file, with newlines as they are in the file.

    Args:
        path: the file.
        name: what to call it; without one, the path, relative to the current folder where it lies in it.
        limit: the largest size in bytes; a larger file is refused without reading it.

    Raises:
        CannotRead: the file is missing, a folder, closed to us, too large, binary, or not UTF-8.
    """
    text, bom, digest = read_text(path, name or shown(path), limit)
    return Source(name or shown(path), text, bom, digest)


def shown(path: Path) -> str:
    """Return a path as shown to the user: with ``/``, and relative where it lies in the current folder."""
    with contextlib.suppress(ValueError, OSError):  # it lies elsewhere, or the current folder is gone
        path = path.absolute().relative_to(Path.cwd())
    # A name that is not UTF-8 must still be printable.
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")
