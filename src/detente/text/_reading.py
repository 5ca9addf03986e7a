"""From bytes on the disk to characters, or a plain sentence that says why not."""

from __future__ import annotations

import hashlib
import stat
from typing import TYPE_CHECKING

from detente.errors import CannotRead, did_you_mean

if TYPE_CHECKING:
    import os
    from pathlib import Path

_UTF8_BOM = b"\xef\xbb\xbf"
# The longer marks first: the mark of UTF-32 begins with that of UTF-16.
_OTHER_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_DOCUMENTS = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a Word document or another packed file"))
_SAVE_AS = "Save it as UTF-8; most editors offer this under Save As, Encoding."


def read_text(path: Path, name: str, limit: int) -> tuple[str, bool, str]:
    """Read a UTF-8 text file.

    Returns:
        The text without a byte order mark, whether there was one, and the SHA-256 of the bytes in hex.

    Raises:
        CannotRead: the sentence says why.
    """
    data = _bytes(path, name, limit)
    return _decoded(data, name), data.startswith(_UTF8_BOM), hashlib.sha256(data).hexdigest()


def _bytes(path: Path, name: str, limit: int) -> bytes:
    try:
        status = path.stat()  # before opening: opening a pipe would wait for its writer
        _refuse_unfit(status, name, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise _refused(error, path, name) from None
    if len(data) > limit:
        raise _too_large(name, f"more than {_size(limit)}", limit)
    return data


def _refuse_unfit(status: os.stat_result, name: str, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise CannotRead(
            f"`{name}` is a folder, and a file is needed.",
            help=f"Name a file in it, such as `{name.rstrip('/')}/deal.yaml`.",
            file=name,
        )
    if not stat.S_ISREG(status.st_mode):
        raise CannotRead(f"`{name}` is not an ordinary file.", help="Save it as a file first.", file=name)
    if status.st_size > limit:
        raise _too_large(name, _size(status.st_size), limit)


def _too_large(name: str, size: str, limit: int) -> CannotRead:
    return CannotRead(
        f"`{name}` has {size}, and the limit is {_size(limit)}.",
        help="Is it the file you mean? A deal in plain text is far smaller.",
        file=name,
    )


def _refused(error: OSError | ValueError, path: Path, name: str) -> CannotRead:
    if isinstance(error, FileNotFoundError):
        return CannotRead(f"There is no file `{name}`.", help=_nearest(path), file=name)
    if isinstance(error, PermissionError):
        return CannotRead(
            f"You have no permission to read `{name}`.", help="Ask its owner for it.", file=name
        )
    reason = getattr(error, "strerror", None) or str(error)
    return CannotRead(f"`{name}` cannot be opened: {reason}.", help="Check the path.", file=name)


def _nearest(path: Path) -> str:
    try:
        siblings = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return "The folder does not exist either. Check the path."
    return did_you_mean(path.name, siblings) or "Check the path."


def _decoded(data: bytes, name: str) -> str:
    _refuse_other_encodings(data, name)
    body = data.removeprefix(_UTF8_BOM)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        raise CannotRead(
            f"`{name}` is not UTF-8 text: line {line}, column {column} "
            f"holds the byte 0x{body[error.start]:02X}.",
            help=_SAVE_AS,
            file=name,
            line=line,
            column=column,
        ) from None


def _refuse_other_encodings(data: bytes, name: str) -> None:
    for mark, what in _DOCUMENTS:
        if data.startswith(mark):
            raise CannotRead(
                f"`{name}` is {what}, not plain text.", help="Save its words as a plain text file.", file=name
            )
    for mark, encoding in _OTHER_BOMS:
        if data.startswith(mark):
            raise CannotRead(f"`{name}` is saved as {encoding}, not as UTF-8.", help=_SAVE_AS, file=name)
    if b"\x00" in data:
        raise CannotRead(
            f"`{name}` is not plain text: it holds zero bytes.",
            help="If it is a text in UTF-16, save it as UTF-8; else name the text file that you mean.",
            file=name,
        )


def _size(count: int) -> str:
    if count < 1_000_000:
        return f"{count:,} bytes"
    return f"{count / 1_000_000:,.1f} MB"
