"""The package of a Word file, opened so that no file can do harm: sizes are checked before anything is parsed."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NoReturn
from urllib.parse import unquote

from detente.errors import CannotRead, MissingExtra
from detente.read.document import LIMITS, Limits
from detente.read.intake.word.names import Element

try:
    from docx.oxml.parser import parse_xml
    from lxml import etree
except ImportError:
    raise MissingExtra("read", "read Word files") from None

__all__ = ["Package", "Relation", "etree", "first_of", "parse_xml", "relations_of"]

_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError),
    *(ValueError, OSError, EOFError, IndexError),
)
_CHUNK: Final = 1 << 20
_DOCTYPE: Final = b"<!DOCTYPE"
_XML: Final = (".xml", ".rels", ".vml")
_ENCRYPTED: Final = 0x1
_SAVE_AGAIN: Final = "open it in a word processor and save it again as .docx"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME: Final = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument|drawingml|presentationml)/"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: the last word of its kind, such as `footnotes`, and the name of the other part."""

    kind: str
    target: str


class Package:
    """The parts of a Word file.

    Every part was unpacked once and counted against the limits; parts are unpacked again when they are asked for.
    """

    def __init__(self, data: bytes, name: str, limits: Limits = LIMITS) -> None:
        """Check the package.

        Raises:
            CannotRead: it is damaged, encrypted, larger than the limits when unpacked, or has a part with a DOCTYPE.
        """
        self.name = name
        self._limits = limits
        self._marks = 0
        self.is_strict = False
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.entries = self._zip.infolist()
            self._check()
        except _BROKEN:
            self._damaged("it cannot be unpacked")
        self.names = frozenset(entry.filename for entry in self.entries)

    def _check(self) -> None:
        if len({entry.filename for entry in self.entries}) < len(self.entries):
            self._damaged("it holds two parts of one name")
        if any(entry.flag_bits & _ENCRYPTED for entry in self.entries):
            raise CannotRead(
                f"{self.name} is encrypted", help="take the password away and save it again as .docx"
            )
        self._within(sum(entry.file_size for entry in self.entries))
        total = 0
        for entry in self.entries:
            total = self._unpack(entry, total)

    def _unpack(self, entry: zipfile.ZipInfo, total: int) -> int:
        is_xml, before = entry.filename.lower().endswith(_XML), b""
        with self._zip.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                self._within(total)
                if is_xml:
                    self._refuse_doctype(before + chunk, entry.filename)
                    before = chunk[-4 * len(_DOCTYPE) :]
        return total

    def _within(self, size: int) -> None:
        if size > self._limits.unpacked:
            raise CannotRead(
                f"{self.name} unpacks to more than {self._limits.unpacked:,} bytes, and no more are read",
                help="take the pictures out, or split the document",
            )

    def _refuse_doctype(self, data: bytes, part: str) -> None:
        if _DOCTYPE in data or (b"\0" in data and _DOCTYPE in data.replace(b"\0", b"")):
            self._doctype(part)

    def _doctype(self, part: str) -> NoReturn:
        raise CannotRead(
            f"{self.name} has a document type definition in {part}, which no word processor writes;"
            " it could name other files, and is not read",
            help=_SAVE_AGAIN,
        )

    def _damaged(self, why: str) -> NoReturn:
        raise CannotRead(f"{self.name} is damaged: {why}", help=_SAVE_AGAIN) from None

    def bytes_of(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            CannotRead: there is no such part.
        """
        try:
            return self._zip.read(part)
        except (KeyError, *_BROKEN):
            return self._damaged(f"its part {part} cannot be unpacked")

    def parse(self, part: str) -> Element:
        """The root of a part. Entities are never resolved, and nothing is fetched.

        Raises:
            CannotRead: the part is missing, is not well-formed, has a DOCTYPE, or has more marks than the limits.
        """
        data = self.bytes_of(part)
        self._refuse_doctype(data, part)
        self._marks += data.count(b"<") + data.count(b"=")
        if (
            self._marks > self._limits.characters
        ):  # each element and attribute takes about 100 bytes of memory
            raise CannotRead(
                f"{self.name} has more than {self._limits.characters:,} marks of form, and no more are read",
                help="split the document",
            )
        if _STRICT in data:
            self.is_strict = True
            data = _transitional(data)
        try:
            root = parse_xml(data)
        except (etree.LxmlError, ValueError, LookupError):
            self._damaged(f"its part {part} is no XML that can be read")
        if root.getroottree().docinfo.internalDTD is not None:
            self._doctype(part)
        return root

    def parse_if(self, part: str | None) -> Element | None:
        """The root of a part, or None where there is no such part."""
        return self.parse(part) if part in self.names and part is not None else None

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to in this package, by the ids that it uses; `""` stands for the package itself."""
        root = self.parse_if(relations_of(part))
        if root is None:
            return {}
        folder, found = posixpath.dirname(part), {}
        for child in root:
            target, kind = child.get("Target"), child.get("Type")
            if target and kind and child.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
                found[child.get("Id", "")] = Relation(kind.rsplit("/", 1)[-1], path.lstrip("/"))
        return found

    def main(self) -> str:
        """The name of the part that holds the document itself.

        Raises:
            CannotRead: there is none.
        """
        named = [one.target for one in self.relations("").values() if one.kind == "officeDocument"]
        for part in (*named, "word/document.xml"):
            if part in self.names:
                return part
        return self._damaged("the document itself is missing in it")


def relations_of(part: str) -> str:
    """The name of the part that lists what a part points to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def first_of(relations: dict[str, Relation], kind: str) -> str | None:
    """The part of a kind that another part points to, or None."""
    return next((one.target for one in relations.values() if one.kind == kind), None)


def _transitional(data: bytes) -> bytes:
    """Give the names of the strict form of the standard as those of the form that is in use."""

    def usual(found: re.Match[bytes]) -> bytes:
        return b"http://schemas.openxmlformats.org/" + found[1] + b"/2006/"

    return _STRICT_NAME.sub(usual, data)
