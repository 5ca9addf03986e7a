"""The lines of a draft: a key, its value as it is written, and in a comment the words that it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from detente.read.draft.scalars import flow, quoted, scalar, shown

UNKNOWN: Final = "unknown"
NOT_YET: Final = "proposed by the reader and not yet accepted"


@dataclass(frozen=True, slots=True)
class Line:
    """A key of an entry; the value is ready to write, and "" where it is not filled in."""

    key: str
    value: str = ""
    comment: str = UNKNOWN

    def __str__(self) -> str:
        value = f" {self.value}" if self.value else ""
        return f"{self.key}:{value}  # {self.comment}" if self.comment else f"{self.key}:{value}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a section under its id, or an item of a list where the id is "".

    `place` sorts entries as they stand in the documents; `said` is the quotation that names it in a comment.
    """

    id: str
    lines: tuple[Line, ...]
    place: tuple[int, int] = (0, 0)
    said: str = ""

    @property
    def values(self) -> int:
        """About how many keys and values a reader of YAML counts in it, never fewer."""
        return 3 + sum(_count(line.value) for line in self.lines)

    def written(self, indent: str) -> str:
        """The entry as text, with its line ends."""
        if not self.id:
            first, *rest = self.lines
            made = [f"{indent}- {first}\n", *(f"{indent}  {line}\n" for line in rest)]
        else:
            made = [f"{indent}{scalar(self.id)}:\n", *(f"{indent}  {line}\n" for line in self.lines)]
        return "".join(made)


def _count(value: str) -> int:
    if value.startswith("{"):
        return 2 + 2 * value.count(": ")
    return 3 + value.count(", ") if value.startswith("[") else 2


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document, or of a person who edited a proposal, with where they stand.

    `label` is the id of the document among the sources; `start` is None for a person's words.
    """

    words: str
    label: str
    start: int | None
    clause: str = ""

    def where(self, *, say: bool = True) -> str:
        """The comment that names the place: `"Northland", clause 3.2, at 1234`."""
        if self.start is None:
            return "in the words of a person"
        clause = (f"clause {shown(self.clause, 24)[1:-1]}",) if self.clause else ()
        return ", ".join([*((shown(self.words),) if say else ()), *clause, f"at {self.start}"])

    def line(self, key: str) -> Line:
        """A line that holds the words themselves."""
        return silence(key, self) or text_line(key, self.words, self.where(say=False))


def text_line(key: str, words: str, comment: str) -> Line:
    """A line whose value is words as they are; what the format takes for a silence is kept in the comment alone."""
    if words == "not stated" or not words:
        return Line(key, "", f"{UNKNOWN}; the words are {shown(words)}, {comment}" if words else UNKNOWN)
    return Line(key, scalar(words), comment)


def not_read(key: str, found: Words | None) -> Line:
    """A line that is not filled in; the words are kept in its comment."""
    return Line(key, "", UNKNOWN if found is None else f"{UNKNOWN}: {found.where()}")


def silence(key: str, found: Words | None) -> Line | None:
    """The line that says `not stated`, where a person wrote just that: the reader itself never says so."""
    if found is None or found.start is not None or found.words.strip() != "not stated":
        return None
    return Line(key, "not stated", found.where())


def source_line(words: Words, comment: str) -> Line:
    """The line that names the document, the quote and its place."""
    values = {"in": scalar(words.label)}
    if words.start is not None:
        if words.words not in ("", "not stated"):
            values["quote"] = quoted(words.words)
        values["at"] = str(words.start)
    return Line("source", flow(values), comment)


@dataclass(slots=True)
class Room:
    """How much a file may still hold: its readers stop at 10 MB and at 200,000 keys and values."""

    bytes: int = 9_000_000
    values: int = 190_000

    def takes(self, text: str, values: int) -> bool:
        """Whether the text still fits; if so it is taken off."""
        size = len(text.encode("utf-8", "replace"))
        if size > self.bytes or values > self.values:
            return False
        self.bytes -= size
        self.values -= values
        return True


@dataclass(slots=True)
class Page:
    """A file as it is made: its text so far, and what found no room in it."""

    room: Room = field(default_factory=Room)
    parts: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def add(self, text: str, values: int = 4) -> bool:
        """Add lines, if there is room for them."""
        fits = self.room.takes(text, values)
        if fits:
            self.parts.append(text)
        return fits

    def section(self, name: str, entries: Iterable[Entry], *, unknown: bool = False) -> None:
        """Add a section with its entries, in the order of their places; an empty one only if it is `unknown`."""
        found = sorted(entries, key=lambda entry: entry.place)
        if not found and unknown:
            self.add(f"\n{name}:  # {UNKNOWN}\n")
        elif found and self.add(f"\n{name}:\n"):
            for entry in found:
                if not self.add(entry.written("  "), entry.values):
                    self.left.append(f"{entry.said or entry.id} (this file has no room for more entries)")

    def comments(self, head: str, sayings: Sequence[str]) -> None:
        """Add a block of comments, as far as there is room."""
        if sayings:
            self.add(f"\n# {head}\n", 0)
            for saying in sayings:
                if not self.add(f"#   {saying}\n", 0):
                    return

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join(self.parts)


def filled(lines: Iterable[Line | None]) -> Iterator[Line]:
    """The lines that are there."""
    return (line for line in lines if line is not None)
