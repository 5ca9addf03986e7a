"""A file to a document, by what its bytes are and not by its name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from detente.errors import CannotRead
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
    return document_of(data, name, kind, changes=changes, limits=limits)


def document_of(
    data: bytes, name: str, kind: Format, *, changes: str = "made", limits: Limits = LIMITS
) -> Document:
    """Read a document from its bytes; see `take`."""
    reader: Callable[..., Document] = import_module(f"detente.read.intake.{_READERS[kind]}").read
    if kind == "docx":
        return reader(data, name, limits, changes=changes)
    if kind in ("md", "txt"):
        return reader(data, name, limits, kind=kind)
    return reader(data, name, limits)


def _bytes(path: Path, name: str, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise CannotRead(f"{name} is a folder", help="name a file")
        size = path.stat().st_size
        if size > limits.bytes:
            raise CannotRead(
                f"{name} has {size:,} bytes, and at most {limits.bytes:,} are read", help="split the document"
            )
        data = path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{name}: {error.strerror or error}", help="check the name of the file") from None
    if not data:
        raise CannotRead(
            f"{name} is empty: it has 0 bytes", help="save it again from the program it was written in"
        )
    return data
