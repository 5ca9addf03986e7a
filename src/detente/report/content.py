"""What a page is made of: sections with paragraphs, lists and tables. How it looks is drawn elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from detente.deal.phrases import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Iterable

NOT_FILLED_IN: Final = "—"
SILENT: Final = "not stated"

TONES: Final = (
    "plain",
    "strong",
    "faint",
    "empty",  # nobody has filled it in
    "silent",  # the text was looked at and is silent
    "covered",
    "vague",
    "missing",
    "crossed",
    "error",
    "warning",
    "note",
)
"""How a line may be marked: by colour on a terminal, by bold type in Markdown."""


class Line(NamedTuple):
    """One line of a cell, with its tone; it may be wrapped where it is drawn."""

    text: str
    tone: str = "plain"


Cell: TypeAlias = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headers, and rows of cells, each row as long as the headers.

    In a `dense` table no empty line parts the rows, however tall they are.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that run on."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with lines below it."""

    text: str
    tone: str = "plain"
    mark: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


Block: TypeAlias = Paragraph | Heading | Items | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with a title."""

    title: str
    blocks: tuple[Block, ...]


def section(title: str, blocks: Iterable[Block]) -> Section:
    """A section of these blocks; tables without rows are left out."""
    return Section(
        title, tuple(block for block in blocks if not (isinstance(block, Table) and not block.rows))
    )


def table(headers: Iterable[str], rows: Iterable[Iterable[Cell]], *, dense: bool = False) -> Table:
    """A table of these rows."""
    return Table(tuple(headers), tuple(tuple(row) for row in rows), dense)


def words(value: object, tone: str = "plain") -> Cell:
    """A value as a cell: a gap is marked for what it is.

    None is *not filled in*, NOT_STATED is *the text is silent*, an empty text or tuple an empty cell.
    """
    return (line(value, tone),) if value not in ("", ()) else ()


def line(value: object, tone: str = "plain", before: str = "") -> Line:
    """A value as a line, after some words of ours: `until D+30`, `until: not stated`."""
    if value is NOT_STATED or value is None:
        gap, tone = (SILENT, "silent") if value is NOT_STATED else (NOT_FILLED_IN, "empty")
        return Line(f"{before.removesuffix(':')}: {gap}" if before else gap, tone)
    return Line(f"{before} {value}".strip(), tone)


def lines(values: Iterable[object], tone: str = "plain") -> Cell:
    """Several values as one cell, a line each."""
    return tuple(line(value, tone) for value in values)


LEGEND: Final = (
    f"{NOT_FILLED_IN} nobody has filled this in yet. {SILENT}: the text was looked at and does not say."
)
