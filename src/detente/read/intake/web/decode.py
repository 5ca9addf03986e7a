"""The characters of a web page: by its byte order mark, by what it says of itself, or else as UTF-8."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import Final

from detente.read.intake.bounds import counted
from detente.read.intake.letters import Letters, marked, not_in, western

_HEAD: Final = 8192  # bytes in which a page says what it is written in
_META: Final = re.compile(
    rb"<meta[^>]{0,500}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE
)
_XML: Final = re.compile(
    rb"\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.IGNORECASE
)
# What browsers take for each name, after the Encoding Standard of the WHATWG.
_WIDER: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_TABLES: Final = re.compile(
    r"utf-8|iso8859-\d+|cp(?:125\d|866|874|932|949|950)|koi8-[ru]|gb18030|big5(?:hkscs)?|euc_jp|iso2022_jp|mac-roman"
)
_ALLOWED: Final = 1000  # one wrong byte in so many is shown as such; more, and the table is the wrong one


def page_letters(data: bytes, name: str) -> Letters:
    """Read the bytes of a page as characters.

    Bytes that its table does not have stand as U+FFFD, as in a browser, and a note says how many.

    Raises:
        CannotRead: too many bytes do not fit the table that the page names, or no table fits.
    """
    found = marked(data, name)
    if found:
        return found
    named = _named(data[:_HEAD])
    try:
        return Letters(data.decode(named or "utf-8"), named or "utf-8")
    except UnicodeDecodeError as error:
        guess = None if named else western(data)
        if guess:
            return replace(
                guess, notes=tuple(note.replace("save the text", "save the page") for note in guess.notes)
            )
        text = data.decode(named or "utf-8", "replace")
        wrong = text.count("\ufffd")
        if wrong * _ALLOWED > len(text):
            raise not_in(data, (named or "utf-8").upper(), error, name) from None
        places = counted(wrong, "place holds", "places hold")
        note = f"{places} bytes that are no letters in {named or 'utf-8'}; they stand as \ufffd."
        return Letters(text, named or "utf-8", 0, (note,))


def _named(head: bytes) -> str | None:
    match = _META.search(head) or _XML.match(head)
    if not match:
        return None
    try:
        table = codecs.lookup(match.group(1).decode("ascii", "replace")).name
    except (LookupError, ValueError):
        return None
    table = _WIDER.get(table, table)
    return table if _TABLES.fullmatch(table) else None
