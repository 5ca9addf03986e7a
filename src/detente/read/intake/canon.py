"""The canonical text as it grows: characters with the places that they come from, and blocks of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from detente.read.document import Block, Document, Format, Piece, Place
from detente.text.source import Source


@dataclass(slots=True)
class Canon:
    """A canonical text under way.

    Attributes:
        at: its length so far, in code points.
        blocks: so far.
        pieces: so far.
    """

    at: int = 0
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)

    def add(self, text: str, place: Place | None = None) -> None:
        """Append characters; without a place they are the reader's own, and belong to no piece."""
        if not text:
            return
        if place is not None:
            self.pieces.append(Piece(self.at, self.at + len(text), place))
        self._parts.append(text)
        self.at += len(text)

    def block(self, start: int, **what: Any) -> None:
        """Note the characters from `start` to here as a block; see `Block` for what else is said of it."""
        self.span(start, self.at, **what)

    def span(self, start: int, end: int, **what: Any) -> None:
        """Note characters as a block; see `Block` for what else is said of it."""
        self.blocks.append(Block(start, end, **what))

    def document(self, data: bytes, name: str, kind: Format, extractor: str, **more: Any) -> Document:
        """Return the document of it; `more` as in `Document`, such as notes and title."""
        text = "".join(self._parts)
        return Document(
            source=Source(name, text),
            sha256=hashlib.sha256(data).hexdigest(),
            format=kind,
            extractor=extractor,
            blocks=tuple(self.blocks),
            pieces=tuple(self.pieces),
            **more,
        )
