"""What a file is, by its bytes: names lie, and a wrong reader would find words that are not there."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Final

from detente.errors import CannotRead
from detente.read.document import Format

_HEAD: Final = 4096  # bytes that are looked at
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PDF_AT: Final = 1024  # how far from the start a PDF may begin
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ENTRY: Final = b"PK\x01\x02"  # of the list of what is in a zip file
_MOST_ENTRIES: Final = 20_000
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMED: Final[dict[str, Format]] = {
    **dict.fromkeys((".md", ".markdown"), "md"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
}
_ASK: Final = "save it as .docx, .pdf, .html, .md or .txt"
_RECOGNISE: Final = "run text recognition (OCR) over it, and save the result as PDF or text"
_OTHER: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"{\\rtf", "in the Rich Text Format", _ASK),
    (b"\x89PNG", "a picture", _RECOGNISE),
    (b"\xff\xd8\xff", "a picture", _RECOGNISE),
    (b"GIF8", "a picture", _RECOGNISE),
    (b"II*\x00", "a picture", _RECOGNISE),
    (b"MM\x00*", "a picture", _RECOGNISE),
    (b"\x1f\x8b", "a packed archive", "unpack it, and name the document in it"),
    (b"7z\xbc\xaf", "a packed archive", "unpack it, and name the document in it"),
    (b"Rar!", "a packed archive", "unpack it, and name the document in it"),
)
_MAIL: Final = re.compile(
    rb"(?:[!-9;-~]{1,60}:[^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,20}){1,60}", re.IGNORECASE
)
_PARTED: Final = re.compile(rb"^content-type:\s{0,9}multipart/", re.IGNORECASE | re.MULTILINE)
_WIDE: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def format_of(data: bytes, name: str) -> Format:
    """Say what the bytes of a file are.

    Args:
        data: the whole file.
        name: its name, which decides only between plain text, Markdown and a page without its first tags.

    Raises:
        CannotRead: it is nothing that can be read as a document; the sentence says what it seems to be.
    """
    head = data[:_HEAD]
    if _is_pdf(data, name):
        return "pdf"
    if head.startswith(_ZIP):
        return _in_package(data, name)
    _refuse_others(head, name)
    if _is_page(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if wide := _WIDE.get(data[:2]):
        narrow = head[2:].decode(wide, "ignore").encode()
        return "html" if _is_page(narrow) else _plain(data, name)
    return _plain(data, name)


def _is_pdf(data: bytes, name: str) -> bool:
    """Whether a file is a PDF; a text that only speaks of one is not."""
    at = data[:_PDF_AT].find(b"%PDF-")
    if at < 0:
        return False
    before = data[:at].removeprefix(b"\xef\xbb\xbf").strip()
    return not before or b"startxref" in data[-2048:] or PurePath(name).suffix.lower() == ".pdf"


def _is_page(head: bytes) -> bool:
    """Whether a file begins like a web page, comments and declarations before its first tag passed over."""
    at = 0
    while True:
        at += len(head[at:]) - len(head[at:].lstrip())
        if head.startswith(b"<!--", at):
            end, size = head.find(b"-->", at), 3
        elif head.startswith((b"<?", b"<!DOCTYPE html [", b"<!doctype html ["), at):
            end, size = head.find(b">", at), 1
        else:
            return _PAGE.match(head, at) is not None
        if end < 0:
            return False
        at = end + size


def _refuse_others(head: bytes, name: str) -> None:
    if head.startswith(_OLD_OFFICE):
        raise CannotRead(
            f"{name} is a Word file of the old kind (.doc), or a Word file that a password closes",
            help="open it in a word processor, take the password away, and save it as .docx",
        )
    for start, what, advice in _OTHER:
        if head.startswith(start):
            raise CannotRead(f"{name} is {what}", help=advice)
    fields = _MAIL.match(head)
    if fields and _PARTED.search(fields.group()):
        raise CannotRead(
            f"{name} is a message or a web page saved as one archive (.eml, .mht)",
            help="save the page as HTML only, or the words of the message as text",
        )


def _in_package(data: bytes, name: str) -> Format:
    if data.count(_ENTRY) > _MOST_ENTRIES:
        raise CannotRead(
            f"{name} packs more than {_MOST_ENTRIES:,} files, and no Word document does", help=_ASK
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, IndexError, struct.error):
        raise CannotRead(
            f"{name} is damaged: it begins like a Word file, and cannot be unpacked", help=_ASK
        ) from None
    if "[Content_Types].xml" in names and any(one.startswith("word/") for one in names):
        return "docx"
    kinds = {"xl/": "a spreadsheet", "ppt/": "a presentation", "content.xml": "an OpenDocument file"}
    kind = next(
        (said for start, said in kinds.items() if any(one.startswith(start) for one in names)),
        "a zip archive",
    )
    raise CannotRead(f"{name} is {kind}, and no Word document", help=_ASK)


def _plain(data: bytes, name: str) -> Format:
    if b"\0" in data[:_HEAD] and data[:2] not in _WIDE and not data.startswith(b"\0\0\xfe\xff"):
        raise CannotRead(
            f"{name} is no document that can be read: its bytes are not text",
            help="if it is a text in UTF-16, save it as UTF-8; else " + _ASK,
        )
    return _NAMED.get(PurePath(name).suffix.lower(), "txt")
