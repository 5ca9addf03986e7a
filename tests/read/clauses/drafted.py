"""Sentences of agreements between parties that do not exist, and what is read from them."""

from __future__ import annotations

from detente.read.clauses.duties import duties_of
from detente.read.clauses.parts import Named, Part, Structure, Unit
from detente.read.document import Document
from detente.read.proposals import Proposal, found_in
from detente.text.source import Source
from detente.text.words import sentences


def document_of(text: str) -> Document:
    return Document(Source("draft.txt", text), "", "txt", "by hand", (), ())


def structure_of(
    text: str, *, opening: str = "", names: tuple[str, ...] = (), is_numbered: bool = True
) -> Structure:
    """One article, its units the sentences of the text after the opening words of their list."""
    own = ("article", "1") if is_numbered else ("paragraph", "")
    part = Part(0, own[0], own[1], own[1], None, 1, 0, 0, len(text), len(text), None)  # type: ignore[arg-type]
    lead = (found_in(text, 0, len(opening.rstrip())),) if opening.strip() else ()
    units = tuple(
        Unit(start + len(opening), end + len(opening), 0, lead)
        for start, end in sentences(text[len(opening) :])
    )
    named = tuple(
        Named(found_in(text, text.index(name), text.index(name) + len(name)), (), "party") for name in names
    )
    return Structure((part,), units, (), (), named, ())


def read(
    text: str, *, opening: str = "", names: tuple[str, ...] = (), is_numbered: bool = True
) -> list[Proposal]:
    whole = opening + text
    structure = structure_of(whole, opening=opening, names=names, is_numbered=is_numbered)
    return duties_of(document_of(whole), structure)


def only(text: str, *, opening: str = "", names: tuple[str, ...] = ()) -> Proposal:
    """The one proposal that a text gives."""
    found = read(text, opening=opening, names=names)
    assert len(found) == 1, [(one.kind, one.words("does")) for one in found]
    return found[0]


def fields(proposal: Proposal) -> dict[str, str]:
    return {name: found.words for name, found in proposal.fields.items()}
