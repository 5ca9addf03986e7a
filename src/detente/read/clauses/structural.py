"""What the structure of a text shows by itself: terms, pointers, headings, names and what is still in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from detente.read.clauses.parts import Defined, Named, Part, Reference, Structure
from detente.read.clauses.ranks import rank_of
from detente.read.document import Document
from detente.read.proposals import Found, Proposal, found_in

_MARKS: Final = re.compile(r"[#*_\s]{0,12}")
_PARTY: Final = ("party", "mediator", "guarantor", "verifier", "intermediary")


def structural(document: Document, structure: Structure) -> list[Proposal]:
    """Propose what the structure of a text shows.

    Args:
        document: the document.
        structure: how its text is built.

    Returns:
        Proposals of the kinds `definition` (fields `term`, `meaning`), `reference` (`to`, the words of the pointer, and
        `part`, the number of the part that it leads to), `heading` (`heading`, `number`), `party` (a field named by the
        role, `party` where the text gives none, and `alias`, `alias 2` …) and `placeholder`, in the order of the text.
    """
    made = [
        *(_definition(document, structure, one) for one in structure.defined),
        *(_reference(document, structure, one) for one in structure.references),
        *(
            _heading(document, structure, part, part.heading)
            for part in structure.parts
            if part.heading is not None
        ),
        *(_party(document, structure, one) for one in structure.named),
        *(_made(document, structure, "placeholder", found, {}) for found in structure.placeholders),
    ]
    return sorted(made, key=lambda proposal: (proposal.start, proposal.end, proposal.kind))


def _definition(document: Document, structure: Structure, one: Defined) -> Proposal:
    start, end = min(one.term.start, one.meaning.start), max(one.term.end, one.meaning.end)
    quote = found_in(document.text, start, end)
    doubts = ("A short name for the words before it.",) if one.is_alias else ()
    return _made(document, structure, "definition", quote, {"term": one.term, "meaning": one.meaning}, doubts)


def _reference(document: Document, structure: Structure, one: Reference) -> Proposal:
    fields = {"to": one.words}
    doubts: list[str] = []
    if one.to is not None:
        target = structure.parts[one.to]
        own = _own(document, target)
        if own is not None:
            fields["part"] = own
    elif not one.elsewhere:
        doubts.append("This text has no such part.")
    return _made(document, structure, "reference", one.words, fields, tuple(doubts))


def _heading(document: Document, structure: Structure, part: Part, heading: Found) -> Proposal:
    fields = {"heading": heading}
    own = _own(document, part)
    if own is not None:
        fields["number"] = own
    return _made(document, structure, "heading", heading, fields)


def _party(document: Document, structure: Structure, one: Named) -> Proposal:
    fields = {one.role if one.role in _PARTY else "party": one.name}
    for count, alias in enumerate(one.aliases, 1):
        fields["alias" if count == 1 else f"alias {count}"] = alias
    doubts = () if one.role in _PARTY else ("The text does not say as what it takes part.",)
    return _made(document, structure, "party", one.name, fields, doubts)


def _own(document: Document, part: Part) -> Found | None:
    """The number of a part as it stands at its head."""
    start = part.start + len(_MARKS.match(document.text, part.start)[0])  # type: ignore[index]
    end = start + len(part.own)
    is_there = part.own and document.text[start:end] == part.own
    return found_in(document.text, start, end) if is_there else None


def _made(
    document: Document,
    structure: Structure,
    kind: str,
    quote: Found,
    fields: Mapping[str, Found],
    doubts: tuple[str, ...] = (),
) -> Proposal:
    return Proposal(
        kind,
        quote.words,
        quote.start,
        quote.end,
        fields,
        tuple(_outside(quote, fields.values())),
        structure.number_at(quote.start),
        rank=rank_of(kind),
        doubts=doubts,
    )


def _outside(quote: Found, fields: Iterable[Found]) -> Iterator[Found]:
    for found in fields:
        if found.start < quote.start or found.end > quote.end:
            yield found
