"""The section on sources: every document that a statement or an entry rests on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from detente.check.saying import cited
from detente.report.content import Line, Paragraph, Section, line, section, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.model import Deal, Entry, Publication
    from detente.report.content import Block, Cell

TITLE: Final = "Sources"
_CITING: Final = (
    *("parties", "mediators", "guarantors", "verifiers", "intermediaries", "others", "events", "annexes"),
    *("terms", "stages", "obligations", "guarantees", "exits", "issues", "precedents", "demands"),
)


def sources_section(deal: Deal) -> Section:
    """Every source, in the order of the file, with how often it is cited."""
    return section(TITLE, _blocks(deal))


def _blocks(deal: Deal) -> Iterator[Block]:
    if not deal.sources:
        yield Paragraph("No source is recorded.")
        return
    counts = Counter(label for entry in _entries(deal) for label in set(cited(entry)))
    yield table(
        ("id", "publisher", "title", "date", "cited by"),
        (_row(source, counts[label]) for label, source in deal.sources.items()),
    )


def _entries(deal: Deal) -> Iterator[Entry]:
    for name in _CITING:
        yield from getattr(deal, name).values()
    yield from (*deal.readings, *deal.concessions, *deal.claims)


def _row(source: Publication, count: int) -> list[Cell]:
    below = [Line(str(value), "faint") for value in (source.address, source.note) if isinstance(value, str)]
    if isinstance(source.superseded_by, tuple):
        below.append(Line(f"replaced by {', '.join(source.superseded_by)}"))
    return [
        (Line(source.id, "strong"),),
        (line(source.publisher),),
        (line(source.title), *below),
        (line(source.date),),
        (Line(f"{count} entries" if count != 1 else "1 entry"),),
    ]
