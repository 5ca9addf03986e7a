"""The stored copies that a deal names: annexes and sources, read from the deal's folder and nowhere else."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detente.deal.model import Original
from detente.errors import CannotRead
from detente.text.source import read_source

if TYPE_CHECKING:
    from detente.deal.model import Annex, Deal, Noun, Publication

LARGEST = 200_000_000
"""The largest file, in bytes, whose sha256 is computed."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored copy: its sha256 and its text, or why it cannot be looked at.

    `missing` says in words why there is no copy to compare; `text` is None where the file is not plain text.
    """

    sha256: str | None = None
    text: str | None = None
    missing: str | None = None


PLAIN = (".txt", ".md", ".text", ".markdown")
"""Files whose text is what a reader sees; quotes are looked for in these alone."""


def stored(deal: Deal, noun: Annex | Publication) -> Stored:
    """Look at the stored copy of an annex or a source.

    The path counts from the folder of the file that names it. A deal that is one text has no folder, and a path that
    leads out of the deal's folder is not followed: then there is nothing to compare.
    """
    if not isinstance(noun.file, str):
        inline = getattr(noun, "text", None)
        return Stored(text=inline) if isinstance(inline, str) else Stored()
    return _beside(deal, noun, noun.file)


def stored_original(deal: Deal, publication: Publication) -> Stored:
    """Look at the stored original that the text of a source was taken from; its words are not read."""
    original = publication.original
    if not isinstance(original, Original) or not isinstance(original.file, str):
        return Stored()
    return replace(_beside(deal, publication, original.file), text=None)


def _beside(deal: Deal, noun: Noun, file: str) -> Stored:
    if deal.folder is None:
        return Stored()
    folder = "" if noun.home.file == deal.file else Path(noun.home.file).parent.name
    return _read(deal.folder, deal.folder / folder / file, file)


def _read(folder: Path, path: Path, name: str) -> Stored:
    try:
        whole = path.resolve()
        if not whole.is_relative_to(folder.resolve()):
            return Stored(missing=f"the path `{name}` leads out of the deal's folder")
        if not whole.is_file():
            return Stored(missing=f"there is no file `{name}`")
        if whole.stat().st_size > LARGEST:
            return Stored(missing=f"`{name}` is larger than {LARGEST // 1_000_000} MB")
        with whole.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except (OSError, ValueError):
        return Stored(missing=f"`{name}` cannot be read")
    return Stored(digest, _text(whole))


def _text(path: Path) -> str | None:
    if path.suffix.lower() not in PLAIN:
        return None
    try:
        return read_source(path).text
    except CannotRead:
        return None
