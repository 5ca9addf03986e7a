"""A package written again with some parts changed or added, and every other part byte for byte as it was."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from detente.read.intake.word.names import Element
from detente.read.intake.word.package import Package, etree, parse_xml

_TYPES: Final = "[Content_Types].xml"
_TYPES_SPACE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_SPACE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_EMPTY_RELATIONS: Final = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)  # of new parts, so that the same input gives the same file


def rewritten(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Write a package again.

    Args:
        data: the package.
        parts: the bytes of the parts that are changed, and of those that are added, by name.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            same = zipfile.ZipInfo(entry.filename, entry.date_time)
            stored = entry.compress_type == zipfile.ZIP_STORED
            same.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            same.external_attr = entry.external_attr
            new.writestr(same, parts[entry.filename] if entry.filename in parts else old.read(entry))
        names = set(old.namelist())
        for name in parts:
            if name not in names:
                added = zipfile.ZipInfo(name, _FIRST_DATE)
                added.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(added, parts[name])
    return made.getvalue()


def as_bytes(root: Element) -> bytes:
    """A part as bytes, with all that stands around its root."""
    made: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def with_type(package: Package, part: str, content_type: str) -> dict[str, bytes]:
    """The list of the types of parts, with one added."""
    root = package.parse(_TYPES)
    etree.SubElement(root, _TYPES_SPACE + "Override", PartName=f"/{part}", ContentType=content_type)
    return {_TYPES: as_bytes(root)}


def with_relation(package: Package, listing: str, kind: str, target: str) -> dict[str, bytes]:
    """The list of what a part points to, with one added."""
    root = package.parse_if(listing)
    if root is None:
        root = parse_xml(_EMPTY_RELATIONS)
    taken = {one.get("Id") for one in root}
    identity = next(name for at in range(len(taken) + 1) if (name := f"rIdDetente{at}") not in taken)
    etree.SubElement(root, _RELATIONS_SPACE + "Relationship", Id=identity, Type=kind, Target=target)
    return {listing: as_bytes(root)}
