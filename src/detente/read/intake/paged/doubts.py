"""What a person must know about the pages of a PDF: order that may be wrong, and what was not read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from detente.read.intake.bounds import counted, listed
from detente.read.intake.paged.engine import pdfium
from detente.read.intake.paged.lines import Line, Sheet

_FEW: Final = 4  # lines on a page that speak for columns
_CELL: Final = 12.0  # points
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNKNOWN: Final = 0.02  # of the characters
_ANNOTATED: Final = {
    pdfium.FPDF_ANNOT_TEXT: "comments",
    pdfium.FPDF_ANNOT_FREETEXT: "text boxes",
    pdfium.FPDF_ANNOT_WIDGET: "form fields",
    pdfium.FPDF_ANNOT_STRIKEOUT: "struck-out words",
    pdfium.FPDF_ANNOT_STAMP: "stamps",
}


def doubts_of(sheets: list[Sheet]) -> Iterator[str]:
    """Yield what may be wrong in the text of pages, in sentences."""
    if pages := [sheet.number for sheet in sheets if _is_crossed(sheet.lines)]:
        yield (
            f"On {_pages(pages)} wide gaps stand one below the other, so that columns or a table may have been read "
            "across; compare the order with the page."
        )
    if pages := [sheet.number for sheet in sheets if _jumps(sheet.lines)]:
        yield f"On {_pages(pages)} lines overlap or go back up the page; compare the order with the page."
    if pages := [
        sheet.number for sheet in sheets if any(_RIGHT_TO_LEFT.search(line.text) for line in sheet.lines)
    ]:
        yield f"On {_pages(pages)} words run from right to left; compare their order with the page."
    if pages := [sheet.number for sheet in sheets if sheet.unknown > _UNKNOWN * max(sheet.characters, 1)]:
        yield f"On {_pages(pages)} the file does not say which letters some signs are; they stand as \ufffd."
    if raised := sum(sheet.raised for sheet in sheets):
        yield (
            f"{counted(raised, 'raised figure is', 'raised figures are')} set apart by ^ from what stands before, "
            "such as marks of notes."
        )


def annotated(page: Any) -> set[str]:
    """What is put on a page that is not in its text, such as comments and form fields."""
    found: set[str] = set()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), 10_000)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if annotation:
            found.add(_ANNOTATED.get(pdfium.FPDFAnnot_GetSubtype(annotation), ""))
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found - {""}


def unread(annotations: dict[str, list[int]]) -> Iterator[str]:
    """Yield what was not read of the pages, by what `annotated` found on each."""
    for what, pages in sorted(annotations.items()):
        yield f"On {_pages(pages)} stand {what}; they are not part of the text, and were not read."


def _pages(numbers: list[int]) -> str:
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {listed(numbers)}"


def _is_crossed(lines: list[Line]) -> bool:
    ends = Counter(int(gap // _CELL) for line in lines for gap in line.gaps[:50])
    most = max(ends.values(), default=0)
    return most >= _FEW and most * 4 >= len(lines)


def _jumps(lines: list[Line]) -> bool:
    """Whether lines go back up the page where others stand, as no column does, or stand upon each other."""
    found = 0
    for above, below in pairwise(lines):
        together = min(above.right, below.right) - max(above.left, below.left)
        beside = together <= 0.2 * min(above.right - above.left, below.right - below.left)
        if not beside and below.base - above.base > -0.3 * below.size:
            found += 1
    return found > 0 and found * 20 >= len(lines)
