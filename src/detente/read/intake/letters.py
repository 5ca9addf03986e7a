"""From bytes to letters: UTF-8 and UTF-16 as they are, Western Windows text only where nothing speaks against it.

A wrong guess would change words without a trace, so that most bytes that are not UTF-8 are refused. Windows-1252 is
taken where every letter is one that the neighbouring tables (Central European, Turkish, Baltic, Cyrillic, Greek, and
the old ones of DOS and the Macintosh) either put at the same byte or hardly ever use, and a note says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.errors import CannotRead

UTF8_MARK: Final = b"\xef\xbb\xbf"
_WIDE: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_WIDEST: Final = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_SAVE: Final = "save it as UTF-8; most editors offer this under Save As, Encoding"
_LETTERS: Final = "éèêëàâäáçñóíúöüßîïôûœæÉÈÊËÀÂÄÁÇÑÓÍÚÖÜÎÏÔÛŒÆ"
_SIGNS: Final = "\u2018\u2019\u201c\u201d\u2013\u2014…•«»°§€£©®™·¿¡ªº\u00a0\u00ad"
_IN_WORDS: Final = "\u2019\u2013\u2014·\u00ad"
_WORD: Final = re.compile(r"[^\W\d_]+")
_HIGH: Final = re.compile(r"[^\x00-\x7f]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_SIGN_IN_WORD: Final = re.compile(
    rf"(?<=[^\W\d_])[{re.escape(''.join(set(_SIGNS) - set(_IN_WORDS)))}](?=[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class Letters:
    """A text with the table that its bytes were read by, the bytes of its mark, and what a person must know."""

    text: str
    codec: str
    mark: int = 0
    notes: tuple[str, ...] = ()


def letters_of(data: bytes, name: str) -> Letters:
    """Read the bytes of a text file as characters.

    Raises:
        CannotRead: they are no text, or of a table that cannot be known; the first wrong byte and its line are named.
    """
    found = marked(data, name) or _unmarked(data, name)
    refuse_zero(found.text, name)
    return found


def marked(data: bytes, name: str) -> Letters | None:
    """Read a text that begins with a byte order mark; None where there is none.

    Raises:
        CannotRead: the mark is that of UTF-32, or the bytes after it do not fit it.
    """
    if data.startswith(_WIDEST):
        raise CannotRead(f"{name} is saved as UTF-32", help=_SAVE)
    if data.startswith(UTF8_MARK):
        return Letters(_strict(data, "utf-8", len(UTF8_MARK), name), "utf-8", len(UTF8_MARK))
    if codec := _WIDE.get(data[:2]):
        return Letters(_strict(data, codec, 2, name), codec, 2)
    return None


def western(data: bytes) -> Letters | None:
    """Read bytes as Windows-1252 where they are words in plain Western letters; else None."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    strange = set(_HIGH.findall(text)) - set(_LETTERS) - set(_SIGNS)
    if strange or _CONTROL.search(text) or _SIGN_IN_WORD.search(text):
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if any(len(word) > 1 and len(_HIGH.findall(word)) * 2 > len(word) for word in words):
        return None
    shown = ", ".join(dict.fromkeys(words[:3])) or "its quotation marks and dashes"
    note = (
        f"The bytes are not UTF-8 and were read as Windows-1252; look whether these are right: {shown}. "
        "If they are not, save the text as UTF-8 and read it again."
    )
    return Letters(text, "cp1252", 0, (note,))


def refuse_zero(text: str, name: str) -> None:
    """Refuse a text with a zero character, which no text has.

    Raises:
        CannotRead: it has one; its line is named.
    """
    if (at := text.find("\0")) >= 0:
        raise CannotRead(
            f"{name} is no text, or a damaged one: line {_line(text[:at])} holds a zero byte",
            help="if it is a text in UTF-16, save it as UTF-8",
        )


def _unmarked(data: bytes, name: str) -> Letters:
    try:
        return Letters(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        found = western(data)
        if found is None:
            raise not_in(data, "UTF-8", error, name) from None
        return found


def _strict(data: bytes, codec: str, mark: int, name: str) -> str:
    try:
        return data[mark:].decode(codec)
    except UnicodeDecodeError as error:
        raise not_in(
            data[mark:], codec.removesuffix("-le").removesuffix("-be").upper(), error, name
        ) from None


def not_in(body: bytes, table: str, error: UnicodeDecodeError, name: str) -> CannotRead:
    """The refusal of bytes that a table does not have, with the first of them and its line."""
    before = body[: error.start].decode(error.encoding, "replace")
    return CannotRead(
        f"{name} is not {table} text: line {_line(before)} holds the byte 0x{body[error.start]:02X}",
        help=_SAVE,
    )


def _line(before: str) -> int:
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1
