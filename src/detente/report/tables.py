"""Tables in plain text, aligned by the cells of a screen, and the same tables in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from detente.diagnose.excerpt import cells
from detente.report.content import Line
from detente.report.markdown import cell as markdown_cell
from detente.report.markdown import escaped
from detente.report.wrap import clean, guarded, longest_word, wrap

if TYPE_CHECKING:
    from detente.report.content import Cell, Table

Paint: TypeAlias = Callable[[str, str], str]
Row: TypeAlias = list[list[Line]]

# Words of up to so many cells are kept whole, if that takes no more than this share of the room.
_WHOLE_WORDS: Final = ((20, 0.8), (15, 0.9), (12, 1.0))
_WIDE: Final = 90  # from this width on, columns stand two spaces apart
_TALL: Final = 3  # rows are parted by an empty line if one of them has so many lines
_SAMPLED: Final = 60  # so many rows are looked at when the widths of columns are chosen
_STEPS: Final = 60  # and the room is given away in about so many steps
_NOTHING: Final = Line("")


def unpainted(text: str, tone: str) -> str:
    """The painter that leaves a text as it is."""
    return text


class Layout(NamedTuple):
    """How tables are laid out within a width: spaces between columns, and their widths in cells.

    `widths` is None where the columns do not fit even at their narrowest; each row is then drawn as a record.
    """

    width: int
    gap: int
    widths: list[int] | None


def layout(tables: Sequence[Table], width: int) -> Layout:
    """Lay out tables with the same headers, so that their columns stand in line.

    Args:
        tables: one table or more.
        width: cells of a line.
    """
    gap = 2 if width >= _WIDE else 1
    return Layout(width, gap, _widths(tables, width - gap * (len(tables[0].headers) - 1)))


def table_text(table: Table, laid: Layout, paint: Paint = unpainted) -> list[str]:
    """Draw a table.

    Args:
        table: the table.
        laid: its layout, by itself or together with others.
        paint: colours a text by its tone; it must not change how many cells the text takes.

    Returns:
        The lines, without ends of line and without spaces at their ends.
    """
    rows = [_cleaned(row) for row in table.rows]
    if laid.widths is None:
        return list(_records(table.headers, rows, laid.width, paint))
    return list(_grid(table, rows, laid.widths, " " * laid.gap, paint))


def _cleaned(row: Sequence[Cell]) -> Row:
    return [[Line(clean(text), tone) for text, tone in cell] for cell in row]


def _widths(tables: Sequence[Table], room: int) -> list[int] | None:
    """The width of each column, or None where even the narrowest do not fit."""
    natural, longest = [], []
    for place, header in enumerate(tables[0].headers):
        # The same words stand in many cells; each is measured once.
        texts = {clean(text) for table in tables for row in table.rows for text, _ in row[place]}
        natural.append(max([cells(header), *map(cells, texts)]))
        longest.append((longest_word(header), max(map(longest_word, texts), default=0)))
    if sum(natural) <= room:
        return natural
    for whole, share in _WHOLE_WORDS:
        narrow = [max(head, min(whole, word)) for head, word in longest]
        if sum(narrow) <= share * room:
            return _shared(narrow, natural, _sample(tables), room)
    return None


def _sample(tables: Sequence[Table]) -> list[list[list[int]]]:
    """The lengths of the lines of the headers and of some rows, evenly spaced: enough to see what makes rows tall."""
    rows = [row for table in tables for row in table.rows]
    every = max(1, len(rows) // _SAMPLED)
    head = [[cells(header)] for header in tables[0].headers]
    return [head] + [[[cells(clean(text)) for text, _ in cell] for cell in row] for row in rows[::every]]


def _shared(narrow: list[int], natural: list[int], rows: list[list[list[int]]], room: int) -> list[int]:
    """Give the room that is left, bit by bit, to the column that makes most rows tall."""
    widths = list(narrow)
    left = room - sum(widths)
    while left > 0:
        growing = [place for place, width in enumerate(widths) if width < natural[place]]
        if not growing:
            break
        tallest = _tallest(rows, widths, growing)
        bit = min(left, max(1, room // _STEPS), natural[tallest] - widths[tallest])
        widths[tallest] += bit
        left -= bit
    return widths


def _tallest(rows: list[list[list[int]]], widths: list[int], growing: list[int]) -> int:
    """The column whose widening by one cell would save most lines, by an estimate that takes words as water."""
    gains = dict.fromkeys(growing, 0.0)
    for row in rows:
        heights = [
            sum(max(1.0, size / width) for size in cell) for cell, width in zip(row, widths, strict=True)
        ]
        high = max(growing, key=heights.__getitem__)
        second = max((height for place, height in enumerate(heights) if place != high), default=0.0)
        saved = sum(size for size in row[high] if size > widths[high]) / widths[high] ** 2
        gains[high] += max(min(saved, heights[high] - second), 0.001 * saved)
    return max(growing, key=gains.__getitem__)


def _grid(table: Table, rows: list[Row], widths: list[int], between: str, paint: Paint) -> Iterator[str]:
    blocks = [_block(row, widths) for row in rows]
    for pieces in _block([[Line(header, "strong")] for header in table.headers], widths):
        yield _joined(pieces, widths, between, paint)
    yield between.join("─" * width for width in widths)
    is_tall = not table.dense and any(len(block) >= _TALL for block in blocks)
    for number, block in enumerate(blocks):
        if number and is_tall:
            yield ""
        for pieces in block:
            yield _joined(pieces, widths, between, paint)


def _block(row: Row, widths: list[int]) -> list[list[Line]]:
    """The lines of a row: for each of them the piece of each column."""
    columns = [
        [Line(piece, tone) for text, tone in cell for piece in wrap(text, width)]
        for cell, width in zip(row, widths, strict=True)
    ]
    height = max([1, *map(len, columns)])
    return [[column[at] if at < len(column) else _NOTHING for column in columns] for at in range(height)]


def _joined(pieces: list[Line], widths: list[int], between: str, paint: Paint) -> str:
    last = max((place for place, piece in enumerate(pieces) if piece.text), default=-1)
    parts = []
    for place, (text, tone) in enumerate(pieces[: last + 1]):
        spaces = "" if place == last else " " * (widths[place] - cells(text))
        parts.append((paint(guarded(text), tone) if text else "") + spaces)
    return between.join(parts)


def _records(headers: Sequence[str], rows: list[Row], width: int, paint: Paint) -> Iterator[str]:
    for number, row in enumerate(rows):
        if number:
            yield ""
        for text, tone in row[0]:
            yield from (paint(guarded(piece), tone) for piece in wrap(text, width))
        for header, cell in zip(headers[1:], row[1:], strict=True):
            if cell:
                yield from _field(header, cell, width, paint)


def _field(header: str, cell: list[Line], width: int, paint: Paint) -> Iterator[str]:
    """`  header: value`, further lines below the value; the value stands below the header where there is no room."""
    before = f"  {header}: "
    margin = " " * cells(before)
    if cells(before) > width // 2:
        yield from (f"  {piece}" for piece in wrap(f"{header}:", width - 2))
        before = margin = " " * 4
    for text, tone in cell:
        for piece in wrap(text, width - cells(margin)):
            yield before + paint(guarded(piece), tone) if piece else before.rstrip()
            before = margin


def table_markdown(table: Table) -> list[str]:
    """Draw a table in Markdown (GFM): a cell's lines are parted by `<br>`, and pipes are escaped."""
    rows = [[escaped(header) for header in table.headers], ["---" for _ in table.headers]]
    rows += [[markdown_cell(cell) for cell in row] for row in table.rows]
    return [f"| {' | '.join(row)} |" for row in rows]
