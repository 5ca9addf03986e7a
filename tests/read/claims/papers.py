"""Documents for these tests, made of their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.read.claims.claims import claims_of
from detente.read.document import Block, Document
from detente.read.proposals import Proposal
from detente.text.source import Source


def document_of(text: str) -> Document:
    """A document whose paragraphs an empty line sets apart."""
    blocks, start = [], 0
    for match in re.finditer(r"\n[^\S\n]*\n\s*|\Z", text):
        if match.start() > start:
            blocks.append(Block(start, match.start()))
        start = match.end()
    return Document(Source("news.txt", text), "0" * 64, "txt", "test", tuple(blocks), ())


def claims_in(text: str, parties: Sequence[str] = ()) -> list[Proposal]:
    """What the rules propose of a text."""
    return claims_of(document_of(text), parties=parties)[0]


def said_by(text: str) -> list[tuple[str | None, str]]:
    """Who is proposed to have said what."""
    return [(one.speaker.words if one.speaker else None, one.quote) for one in claims_in(text)]


def only(text: str) -> Proposal:
    """The one thing that is proposed of a text."""
    found = claims_in(text)
    assert len(found) == 1, found
    return found[0]
