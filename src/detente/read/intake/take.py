"""A file to a document, by what its bytes are and not by its name."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final

from detente.errors import CannotRead, DetenteError
from detente.read.document import CHANGES, LIMITS, Document, Format, Limits
from detente.read.intake.sniff import format_of
from detente.text.source import shown

_READERS: Final[dict[Format, str]] = {
    "docx": "docx",
    "html": "html",
    "pdf": "pdf",
    "md": "plain",
    "txt": "plain",
}
"""Where each format is read: the libraries are imported only when such a file comes."""

_SUFFIXES: Final[dict[str, Format]] = {
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
}
_SAID: Final[dict[Format, str]] = {
    "docx": "a Word document",
    "html": "a web page",
    "pdf": "a PDF",
    "md": "plain text",
    "txt": "plain text",
}


def take(path: Path | str, *, changes: str = "made", limits: Limits = LIMITS) -> Document:
    """Read a document.

    Args:
        path: a .docx, .html, .pdf, .txt or .md file.
        changes: whether the tracked changes of a Word file are read as `made` or as `not made`.
        limits: how much is taken on.

    Raises:
        CannotRead: the file is missing, damaged, encrypted, of another format, without text, or beyond a limit.
        MissingExtra: a library that its format needs is not installed.
        ValueError: `changes` is neither of the two.
    """
    if changes not in CHANGES:
        raise ValueError(f"tracked changes are read as {' or '.join(CHANGES)}, not as {changes!r}")
    path = Path(path)
    name = shown(path)
    data = _bytes(path, name, limits)
    kind = format_of(data, path.name)
    document = document_of(data, name, kind, changes=changes, limits=limits)
    note = _misnamed(path.suffix, kind)
    return replace(document, notes=(note, *document.notes)) if note else document


def document_of(
    data: bytes, name: str, kind: Format, *, changes: str = "made", limits: Limits = LIMITS
) -> Document:
    """Read a document from its bytes; see `take`."""
    reader: Callable[..., Document] = import_module(f"detente.read.intake.{_READERS[kind]}").read
    more = {"changes": changes} if kind == "docx" else {"kind": kind} if kind in ("md", "txt") else {}
    try:
        return reader(data, name, limits, **more)
    except (DetenteError, MemoryError):  # too little memory is no damage of the file
        raise
    except Exception as error:
        # No file may end in a traceback: what its reader does not foresee is told like any other damage.
        raise CannotRead(
            f"{name} cannot be read: it is damaged, or made in a way that is not known here ({type(error).__name__})",
            help="open it in the program that made it, and save it anew",
        ) from error


def _misnamed(suffix: str, kind: Format) -> str:
    """Say so where the name of a file promises another format than its bytes are."""
    promised = _SUFFIXES.get(suffix.lower())
    if promised is None or promised == kind or {promised, kind} <= {"md", "txt"}:
        return ""
    return f"The name ends in {suffix}, and the file is {_SAID[kind]}; it was read as that."


def _bytes(path: Path, name: str, limits: Limits) -> bytes:
    try:
        status = path.stat()  # before opening: opening a pipe would wait for its writer
        _refuse_unfit(status, name, limits)
        with path.open("rb") as file:
            data = file.read(limits.bytes + 1)
    except (OSError, ValueError) as error:  # a name with a zero character is a ValueError
        said = getattr(error, "strerror", None) or str(error)
        raise CannotRead(f"{name}: {said}", help="check the name of the file") from None
    if len(data) > limits.bytes:
        raise _too_large(name, len(data), limits)
    if not data:
        raise CannotRead(
            f"{name} is empty: it has 0 bytes", help="save it again from the program it was written in"
        )
    return data


def _refuse_unfit(status: os.stat_result, name: str, limits: Limits) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise CannotRead(f"{name} is a folder", help="name a file")
    if not stat.S_ISREG(status.st_mode):
        raise CannotRead(f"{name} is not an ordinary file", help="save it as a file first")
    if status.st_size > limits.bytes:
        raise _too_large(name, status.st_size, limits)


def _too_large(name: str, size: int, limits: Limits) -> CannotRead:
    return CannotRead(
        f"{name} has {size:,} bytes, and at most {limits.bytes:,} are read", help="split the document"
    )
