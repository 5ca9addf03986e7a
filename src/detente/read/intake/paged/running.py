"""What repeats at the edges of the pages: running heads, running feet and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

from detente.read.intake.items import is_division, mark_of
from detente.read.intake.paged.lines import Line, Sheet

_DEPTH: Final = 5  # lines from each edge of a page that are looked at
_NEAR: Final = 4.0  # points by which the place may differ from page to page
_LEAST: Final = 3  # pages on which a line must repeat; of a document of two pages, both
_LONG: Final = 80  # characters
_ZONE: Final = 0.15  # of the height of a page
_FIGURES: Final = re.compile(r"\d+")
_ROMAN: Final = re.compile(r"[ivxlc]{1,7}")


@dataclass(frozen=True, slots=True)
class Running:
    """The lines of each page, by their numbers in it, that stand at its head and at its foot."""

    heads: dict[int, set[int]]
    feet: dict[int, set[int]]


def running_of(sheets: Iterable[Sheet]) -> Running:
    """Find the lines at the upper and lower edges of pages that repeat there, figures aside, at the same height."""
    held = list(sheets)
    least = min(_LEAST, max(len([sheet for sheet in held if sheet.lines]), 2))
    return Running(_at_edge(held, least, top=True), _at_edge(held, least, top=False))


def _at_edge(sheets: list[Sheet], least: int, *, top: bool) -> dict[int, set[int]]:
    edges = {sheet.number: _edge(sheet, top=top) for sheet in sheets}
    heights: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for sheet in sheets:
        for index in edges[sheet.number]:
            heights[_key(sheet.lines[index])].append((sheet.lines[index].base, sheet.number))
    usual = {
        key: median(height for height, _ in found)
        for key, found in heights.items()
        if len({page for _, page in found}) >= least
    }
    running: dict[int, set[int]] = {}
    for sheet in sheets:
        running[sheet.number] = set()
        for index in edges[sheet.number]:
            line = sheet.lines[index]
            if abs(usual.get(_key(line), float("inf")) - line.base) > _NEAR:
                break  # only what stands at the very edge, with nothing of the page's own between
            running[sheet.number].add(index)
    return running


def _edge(sheet: Sheet, *, top: bool) -> list[int]:
    """The lines nearest to an edge, the nearest first."""
    lines, height = sheet.lines, sheet.height
    order = sorted(range(len(lines)), key=lambda index: -lines[index].base if top else lines[index].base)
    near = [
        index
        for index in order
        if (height - lines[index].base if top else lines[index].base) < _ZONE * height
    ]
    return near[:_DEPTH]


def _key(line: Line) -> str:
    text = " ".join(line.text.split()).casefold()
    if is_division(text) or mark_of(text) or len(text) > _LONG:
        return text  # a numbered clause at the head of each page is no running head
    return "#" if _ROMAN.fullmatch(text) else _FIGURES.sub("#", text)
