"""What a file is, by its bytes: names lie, and a wrong reader would find words that are not there."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Final

from detente.errors import CannotRead
from detente.read.document import Format

_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HEAD: Final = 4096  # bytes that are looked at
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMED: Final[dict[str, Format]] = {
    **dict.fromkeys((".md", ".markdown"), "md"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
}
_ASK: Final = "save it as .docx, .pdf, .html, .md or .txt"


def format_of(data: bytes, name: str) -> Format:
    """Say what the bytes of a file are.

    Args:
        data: the whole file.
        name: its name, which decides only between plain text, Markdown and a page without its first tags.

    Raises:
        CannotRead: it is nothing that can be read as a document; the sentence says what it seems to be.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _in_package(data, name)
    if head.startswith(_OLD_OFFICE):
        raise CannotRead(
            f"{name} is a Word file of the old kind (.doc), or a Word file that a password closes",
            help="open it in a word processor, take the password away, and save it as .docx",
        )
    if head.startswith(b"{\\rtf"):
        raise CannotRead(f"{name} is in the Rich Text Format", help=_ASK)
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) or _is_wide_html(head):
        return "html"
    return _plain(data, name)


def _is_wide_html(head: bytes) -> bool:
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2])
    return bool(wide) and _HTML.match(head[2:].decode(str(wide), "ignore").encode()) is not None


def _in_package(data: bytes, name: str) -> Format:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
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
    if b"\0" in data[:_HEAD] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise CannotRead(f"{name} is no document that can be read: its bytes are not text", help=_ASK)
    return _NAMED.get(PurePath(name).suffix.lower(), "txt")
