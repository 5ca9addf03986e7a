"""A PDF to a document: the text layer page by page, each line with its page and box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from detente.errors import CannotRead
from detente.read.document import Document, Limits, OnPage
from detente.read.intake.bounds import Clock, counted, damaged, listed, refuse_long, wordless
from detente.read.intake.canon import Canon
from detente.read.intake.paged.doubts import annotated, doubts_of, unread
from detente.read.intake.paged.engine import pdfium, pypdfium2
from detente.read.intake.paged.flow import flow_of
from detente.read.intake.paged.lines import Line, Sheet, sheet_of, words_of
from detente.read.intake.paged.paragraphs import Measure, Paragraph
from detente.read.intake.paged.running import running_of

_LINEAR: Final = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s{1,9}(\d{1,12})")
_RECOGNISE: Final = "run text recognition (OCR) over it first, and save the result as PDF or text"


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF.

    The characters are those of its text layer. A hyphen that divides a word at the end of a line stays, with the line
    end after it. Running heads, running feet and footnotes are blocks of their own; where they stand between the
    parts of a paragraph that a page break divides, they come after it. Line feeds, and the `^` before a raised figure,
    are the reader's own. Scripts and attachments in the file are neither run nor read.

    Args:
        data: the whole file.
        name: as shown to the user.
        limits: how much is taken on.

    Raises:
        CannotRead: it is damaged, closed by a password, made of pictures, without a word, or beyond a limit.
        MissingExtra: pypdfium2 is not installed.
    """
    clock = Clock(name, limits)
    with _opened(data, name) as document:
        pages = len(document)
        if pages > limits.pages:
            raise CannotRead(
                f"{name} has {pages:,} pages, and at most {limits.pages:,} are read",
                help="split the document",
            )
        reading = _Reading(name, limits, clock)
        for index in range(pages):
            clock.check()
            reading.add(document, index)
        notes = reading.notes(data, document)
        said = document.get_metadata_dict()
    canon = Canon()
    sheets = reading.sheets
    for paragraph in flow_of(sheets, running_of(sheets), Measure.of(sheets)):
        _write(canon, paragraph)
    made_by = f"detente pages 1, pypdfium2 {pypdfium2.PYPDFIUM_INFO}, pdfium {pypdfium2.PDFIUM_INFO.build}"
    return canon.document(
        data,
        name,
        "pdf",
        made_by,
        notes=tuple(notes),
        title=_clean(said.get("Title")),
        date=_clean(said.get("CreationDate")),
    )


def words_at(data: bytes, place: OnPage) -> str:
    """Read the words at a place from the file anew.

    Raises:
        CannotRead: the file cannot be read.
        ValueError: it has no such place.
    """
    with _opened(data, "the file") as document:
        if not 1 <= place.page <= len(document):
            raise ValueError(f"the file has {len(document)} pages, and no page {place.page}")
        page = document[place.page - 1]
        try:
            return words_of(page, place.start, place.end)
        finally:
            page.close()


class _Reading:
    """The pages of a file as they are read, and what is to be said of them."""

    def __init__(self, name: str, limits: Limits, clock: Clock) -> None:
        self.sheets: list[Sheet] = []
        self._name, self._limits, self._clock = name, limits, clock
        self._characters = 0
        self._broken: list[int] = []
        self._bare: list[int] = []
        self._pictured: list[int] = []
        self._annotations: dict[str, list[int]] = {}

    def add(self, document: Any, index: int) -> None:
        """Read a page."""
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            self._broken.append(index + 1)
            return
        try:
            sheet = sheet_of(page, index + 1)
            for what in annotated(page):
                self._annotations.setdefault(what, []).append(index + 1)
            if not sheet.lines:
                self._bare.append(index + 1)
                if _has_pictures(page):
                    self._pictured.append(index + 1)
        except pypdfium2.PdfiumError:
            self._broken.append(index + 1)
            return
        finally:
            page.close()
        self.sheets.append(sheet)
        self._characters += sheet.characters
        refuse_long(self._name, self._characters, self._limits)

    def notes(self, data: bytes, document: Any) -> list[str]:
        """Say what a person must know.

        Raises:
            CannotRead: no page has a word.
        """
        if not any(sheet.lines for sheet in self.sheets):
            self._refuse()
        notes = []
        if b"%%EOF" not in data[-2048:]:
            notes.append(
                "The file does not end as a PDF does; it may be cut short, and later pages may be missing."
            )
        if self._broken:
            notes.append(f"Damaged and left out: {_pages(self._broken)}.")
        if self._pictured:
            notes.append(f"Made of pictures, without text: {_pages(self._pictured)}; {_RECOGNISE}.")
        if empty := [page for page in self._bare if page not in set(self._pictured)]:
            notes.append(f"Without text: {_pages(empty)}.")
        return [*notes, *doubts_of(self.sheets), *unread(self._annotations), *_unrun(document)]

    def _refuse(self) -> None:
        if self._broken and not self.sheets:
            raise damaged(self._name, "none of its pages can be opened")
        if self._pictured:
            raise CannotRead(
                f"{self._name} is made of pictures of pages, without a letter of text", help=_RECOGNISE
            )
        raise wordless(self._name)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    _refuse_cut(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(error, name) from None
    try:
        yield document
    finally:
        document.close()


def _refuse_cut(data: bytes, name: str) -> None:
    match = _LINEAR.search(data[:2048])
    if b"%%EOF" not in data or (match and int(match.group(1)) > len(data)):
        raise damaged(name, "its end is missing, as after a download that broke off")


def _refused(error: Any, name: str) -> CannotRead:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return CannotRead(
            f"{name} is closed by a password",
            help="open it with the password, and print or save it without one",
        )
    if code == pdfium.FPDF_ERR_SECURITY:
        return CannotRead(
            f"{name} is encrypted in a way that is not known here", help="save it without encryption"
        )
    return damaged(name, "it begins like a PDF, and cannot be opened")


def _has_pictures(page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _unrun(document: Any) -> Iterator[str]:
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        yield "The file holds scripts; they were not run."
    if (count := pdfium.FPDFDoc_GetAttachmentCount(document.raw)) > 0:
        yield f"The file holds {counted(count, 'attachment', 'attachments')}, which were not read."


def _pages(numbers: list[int]) -> str:
    return f"page {numbers[0]}" if len(numbers) == 1 else f"pages {listed(numbers)}"


def _write(canon: Canon, paragraph: Paragraph) -> None:
    if canon.at:
        canon.add("\n")
    start = canon.at
    for number, line in enumerate(paragraph.lines):
        if number:
            canon.add("\n")
        _write_line(canon, line)
    text_start, text_end = start, canon.at
    canon.span(text_start, text_end, kind=paragraph.kind, level=paragraph.level, note=paragraph.note)
    canon.add("\n")


def _write_line(canon: Canon, line: Line) -> None:
    for one in line.stretches:
        place = OnPage(line.page, line.box, one.start, one.end) if one.end > one.start else None
        canon.add(one.text, place)


def _clean(words: str | None) -> str:
    return " ".join((words or "").replace("\0", " ").split())[:300]
