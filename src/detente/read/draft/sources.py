"""The documents of a draft as they are stored: each unchanged, and beside it the text that is quoted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from detente.deal.phrases import Amiss, parse_when
from detente.errors import CannotWrite
from detente.read.draft.ids import Ids
from detente.read.draft.lines import Entry, Line, text_line
from detente.read.draft.scalars import flow, folded, quoted, shown

if TYPE_CHECKING:
    from detente.read.document import Document
    from detente.read.draft.drafted import Drafted

_BOM: Final = b"\xef\xbb\xbf"
_PLAIN: Final = ("txt", "md")


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it is stored: its entry among the sources, and the files by path."""

    entry: Entry
    files: dict[str, bytes]


def labels_of(reads: Sequence[Drafted]) -> list[str]:
    """An id for each document, after its file's name: `draft-8` for `drafts/Draft 8.docx`."""
    ids = Ids()
    names = (one.document.file.replace("\\", "/").rsplit("/", 1)[-1] for one in reads)
    return [ids.new(PurePosixPath(name).stem, otherwise="document") for name in names]


def kept(one: Drafted, label: str, order: int) -> Kept:
    """Store a document: as it is, if that is the text that is quoted; else its text, and the original beside it.

    Raises:
        CannotWrite: its text cannot be written as UTF-8.
    """
    document = one.document
    if document.format in _PLAIN and one.data and _reads_as(one.data, document.text):
        path = f"sources/{label}.{document.format}"
        same = Line("file", path, f"{folded(document.file)}, unchanged")
        return Kept(_entry(label, order, (same, _pinned(one.data), *_about(document))), {path: one.data})
    text = canonical(document)
    path = f"sources/{label}.txt"
    files = {path: text}
    lines = [
        Line("file", path, f"the text of {folded(document.file)}: {len(document.text):,} characters"),
        _pinned(text),
    ]
    if one.data:
        suffix = "original.txt" if document.format == "txt" else document.format
        original = f"sources/{label}.{suffix}"
        files[original] = one.data
        values = {
            "file": original,
            "sha256": quoted(hashlib.sha256(one.data).hexdigest()),
            "extractor": quoted(document.extractor),
        }
        lines.append(Line("original", flow(values), "as it was received"))
    return Kept(_entry(label, order, (*lines, *_about(document))), files)


def canonical(document: Document) -> bytes:
    """The text of a document as bytes that are read back as the same characters.

    Raises:
        CannotWrite: it holds half a character, which cannot be written as UTF-8.
    """
    try:
        data = document.text.encode("utf-8")
    except UnicodeEncodeError:
        raise CannotWrite(
            f"The text of `{folded(document.file)}` holds half a character, which no file can hold.",
            help="save the document anew and read it again",
        ) from None
    # A first mark of byte order would be taken for no character of the text.
    return _BOM + data if data.startswith(_BOM) else data


def _reads_as(data: bytes, text: str) -> bool:
    try:
        return data.removeprefix(_BOM).decode("utf-8") == text
    except UnicodeDecodeError:
        return False


def _pinned(data: bytes) -> Line:
    return Line("sha256", quoted(hashlib.sha256(data).hexdigest()), f"{len(data):,} bytes")


def _about(document: Document) -> tuple[Line, ...]:
    said = "as the document itself says"
    when = " ".join(document.date.split())
    day = Line("date", quoted(when), said) if _is_date(when) else Line("date")
    if when and not day.value:
        day = Line("date", flow({"words": quoted(when)}), said)
    return (
        day,
        *(text_line(key, words, said) for key, words in (("title", document.title),) if words),
        text_line("publisher", document.publisher, said),
    )


def _is_date(words: str) -> bool:
    try:
        return bool(words) and parse_when(words).kind == "date"
    except Amiss:
        return False


def _entry(label: str, order: int, lines: tuple[Line, ...]) -> Entry:
    return Entry(label, lines, (order, 0), f"source {shown(label)}")
