"""Lines to paragraphs, by the gaps and indents between them and by the marks of items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from detente.read.document import Kind
from detente.read.intake.items import Items, is_closed, is_division, mark_of
from detente.read.intake.paged.lines import Line, Sheet

_WIDER: Final = 1.3  # times the usual step from line to line: a gap
_USUAL: Final = 0.3  # the part of the steps, from the smallest, that are no larger than the usual one
_LEAST_STEPS: Final = 8
_LARGER: Final = 1.15  # times the size of the letters: another size
_INDENT: Final = 0.8  # sizes
_EMPTY: Final = 0.4  # of the width left free: no line of running text ends so early
_HEADING_LINES: Final = 3
_HEADING_LENGTH: Final = 200


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and what they are."""

    lines: list[Line] = field(default_factory=list)
    kind: Kind = "paragraph"
    level: int = 0
    note: str = ""

    @property
    def text(self) -> str:
        """Its characters, a line feed between lines."""
        return "\n".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """The height of its letters."""
        return self.lines[0].size


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: the step from line to line in sizes, and the size of its letters."""

    step: float
    size: float

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> Measure:
        """Take the measure of all pages."""
        steps: list[float] = []
        sizes: dict[float, int] = {}
        for sheet in sheets:
            steps += _steps(sheet.lines)
            for line in sheet.lines:
                key = round(line.size * 2) / 2
                sizes[key] = sizes.get(key, 0) + len(line.text)
        return cls(_usual(steps) or 1.2, max(sizes, key=lambda one: sizes[one]) if sizes else 1.0)


def paragraphs_of(sheet: Sheet, lines: list[Line], measure: Measure) -> list[Paragraph]:
    """Gather the lines of a page into paragraphs, in their order.

    Args:
        sheet: the page.
        lines: those of its lines that do not repeat on other pages.
        measure: of the document.
    """
    steps = _steps(lines)
    step = _usual(steps) if len(steps) >= _LEAST_STEPS else measure.step
    margins = _margins(lines)
    items = Items()
    made: list[Paragraph] = []
    for line in lines:
        if not made or _begins(made[-1], line, step, margins, items):
            made.append(Paragraph([line]))
            items.note(line.text.lstrip())
        else:
            made[-1].lines.append(line)
    for paragraph in made:
        _name(paragraph, sheet, measure)
    return made


def _steps(lines: list[Line]) -> list[float]:
    """Steps down from line to line, in sizes, between lines that stand one below the other."""
    return [
        (above.base - below.base) / below.size
        for above, below in pairwise(lines)
        if below.size > 0 and 0.7 < (above.base - below.base) / below.size < 4 and _overlap(above, below)
    ]


def _usual(steps: list[float]) -> float:
    return sorted(steps)[int(len(steps) * _USUAL)] if steps else 0.0


def _overlap(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right


def _margins(lines: list[Line]) -> dict[int, float]:
    """How far lines reach that begin at about the same place, by tenths of an inch of that place."""
    reach: dict[int, float] = {}
    for line in lines:
        key = int(line.left // _CELL)
        for near in range(key - 4, key + 5):
            reach[near] = max(reach.get(near, line.right), line.right)
    return reach


_CELL: Final = 7.2


def _begins(paragraph: Paragraph, line: Line, step: float, margins: dict[int, float], items: Items) -> bool:
    """Whether a line begins a paragraph after the one under way."""
    before = paragraph.lines[-1]
    down = (before.base - line.base) / max(before.size, 0.1)
    if down < 0.3 or down > _WIDER * step or not _overlap(before, line):
        return True
    if max(before.size, line.size) > _LARGER * min(before.size, line.size):
        return True
    if before.gaps and line.gaps:  # rows of a table
        return True
    reach = margins.get(int(before.left // _CELL), before.right)
    free = reach - before.right
    bare, text = line.text.lstrip(), before.text
    deeper = line.left - before.left > _INDENT * line.size
    short = free > _first_word(line)
    if mark_of(bare) or is_division(bare):
        return items.opens(bare, text, short=short, deeper=deeper)
    centred = abs((before.left + before.right) - (line.left + line.right)) < 2 * line.size
    if free > _EMPTY * (reach - before.left) and not centred:
        return True
    return is_closed(text) and (deeper or (short and not centred))


def _first_word(line: Line) -> float:
    text = line.text.strip()
    return (line.right - line.left) * (len(text.split(None, 1)[0]) + 1) / max(len(text), 1)


def _name(paragraph: Paragraph, sheet: Sheet, measure: Measure) -> None:
    text = paragraph.text.strip()
    if (
        len(paragraph.lines) <= _HEADING_LINES
        and len(text) <= _HEADING_LENGTH
        and not text.endswith((".", ";", ",", ":"))
    ):
        large = paragraph.size > _LARGER * measure.size
        letters = [sign for sign in text if sign.isalpha()]
        capitals = len(letters) > 3 and text.isupper()
        centred = all(abs(line.left + line.right - sheet.width) < 4 * line.size for line in paragraph.lines)
        if (
            (large and letters)
            or (capitals and centred)
            or (len(text) < 90 and is_division(text) and centred)
        ):
            paragraph.kind, paragraph.level = "heading", 1 if large else 2
            return
    if mark_of(text):
        paragraph.kind, paragraph.level = "item", 1
