"""Every entry of a deal that can point at a clause or at a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.deal.model import ROLES, Disputes, Entry, Incidents, Noun, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.model import Deal

_SECTIONS = (
    *ROLES,
    *(
        "events",
        "annexes",
        "terms",
        "stages",
        "obligations",
        "guarantees",
        "issues",
        "exits",
        "elements",
        "precedents",
    ),
)


def entries(deal: Deal) -> Iterator[Noun]:
    """Each entry, in the order of the sections; then what the parties said."""
    for section in _SECTIONS:
        yield from getattr(deal, section).values()
    for noun in (deal.frame.disputes, deal.frame.incidents):
        if isinstance(noun, Disputes | Incidents):
            yield noun
    yield from statements(deal)


def statements(deal: Deal) -> Iterator[Statement]:
    """Demands, readings, concessions and claims, in the order of the parties."""
    yield from deal.demands.values()
    yield from deal.readings
    yield from deal.concessions
    yield from deal.claims


def clauses_named(entry: Noun) -> tuple[str, ...]:
    """The numbers of the clauses that an entry points at."""
    clause = getattr(entry, "clause", None)
    return clause if isinstance(clause, tuple) else ()


def name_of(entry: Noun) -> str:
    """What an entry is called in a sentence: its id, or its kind where it has none."""
    if entry.id:
        return f"`{entry.id}`"
    kind = type(entry).__name__.lower()
    return f"`{kind}`" if isinstance(entry, Disputes | Incidents) else f"a {kind}"


def kind_of(entry: Noun) -> str:
    """The kind of an entry in a word: `obligation`, `demand`."""
    return "entry" if type(entry) is Entry else type(entry).__name__.lower()
