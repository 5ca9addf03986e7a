"""The section on words and on the order of acts: who reads which how, and what hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.check.saying import counted
from detente.deal.model import OpenOnPurpose, in_words
from detente.desk.readings import AGREED, ALIKE, NONE, ON_PURPOSE, ONE, SEVERAL
from detente.report.content import Heading, Line, Paragraph, Section, line, section, table, words
from detente.report.saying import said_by, sourced, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.model import Deal, Reading
    from detente.desk.readings import OrderReading, TermReadings
    from detente.report.content import Block, Cell, Table

TITLE: Final = "How words are read, and what hangs on them"
_COUNTED: Final = {
    SEVERAL: "read in more than one way and not settled",
    ON_PURPOSE: ON_PURPOSE,
    AGREED: AGREED,
    ALIKE: ALIKE,
    ONE: f"with {ONE}",
    NONE: f"with {NONE}",
}


def readings_section(deal: Deal, terms: Sequence[TermReadings], orders: Sequence[OrderReading]) -> Section:
    """Every term with each actor's reading, then the readings of the order of acts."""
    return section(TITLE, _blocks(deal, terms, orders))


def _blocks(deal: Deal, terms: Sequence[TermReadings], orders: Sequence[OrderReading]) -> Iterator[Block]:
    if not terms and not orders:
        yield Paragraph("No term and no reading is recorded.")
    for entry in terms:
        yield from _term(deal, entry)
    if orders:
        yield Heading("Readings of the order of acts")
        yield table(
            ("by", "order as read", "what it adds", "said by", "when and where"),
            (_order(deal, entry) for entry in orders),
        )


def _term(deal: Deal, entry: TermReadings) -> Iterator[Block]:
    term = entry.term
    yield Heading(f"{_in_quotes(term.words) or term.id}: {entry.standing}")
    if isinstance(term.agreed, str):
        yield Paragraph(f"Agreed to mean: {term.agreed}")
    if isinstance(term.open_on_purpose, OpenOnPurpose):
        yield Paragraph(_on_purpose(deal, term.open_on_purpose))
    if entry.standing != AGREED or entry.readings:
        yield _readings(deal, entry)
    yield Paragraph(_hangs(deal, entry))


def _readings(deal: Deal, entry: TermReadings) -> Table:
    """Each party in the order of the file, with its readings or none; then everybody else."""
    by_actor: dict[str, list[Reading]] = {party: [] for party in deal.parties}
    for reading in entry.readings:
        by_actor.setdefault(reading.by, []).append(reading)
    rows = [_reading(deal, actor, reading) for actor, mine in by_actor.items() for reading in mine or (None,)]
    return table(("who", "reads it as", "said by", "when and where"), rows)


def _reading(deal: Deal, actor: str, reading: Reading | None) -> list[Cell]:
    who = words(deal.call(actor), "strong")
    if reading is None:
        return [who, (Line("no reading recorded", "empty"),), (), ()]
    return [who, words(reading.says), (said_by(reading),), sourced(deal, reading)]


def _in_quotes(values: object) -> str:
    return in_words([f"“{value}”" for value in values]) if isinstance(values, tuple) else ""


def _on_purpose(deal: Deal, opened: OpenOnPurpose) -> str:
    why = line(opened.why).text
    by = deal.call(opened.who) if isinstance(opened.who, str) else line(opened.who).text
    return f"Open on purpose: {why}. Decided by: {by}. To be looked at again: {line(opened.revisit_by).text}."


def _hangs(deal: Deal, entry: TermReadings) -> str:
    if not entry.used_in:
        return "Nothing is recorded as resting on it."
    kinds: dict[str, list[str]] = {}
    for label in entry.used_in:
        kinds.setdefault(_kind(deal, label.partition(".")[0].partition(" ")[0]), []).append(label)
    return f"What rests on it: {'; '.join(f'{kind} {ticks(labels)}' for kind, labels in kinds.items())}."


def _kind(deal: Deal, label: str) -> str:
    if label in deal.demands:
        return f"demands of {deal.call(deal.demands[label].by)}"
    if label in deal.obligations:
        return "duties"
    return "guarantees" if label in deal.guarantees else "other entries"


def _order(deal: Deal, entry: OrderReading) -> list[Cell]:
    reading = entry.reading
    adds = [Line(f"{later} waits for {in_words(list(first))}") for later, first in entry.waits]
    alike: dict[tuple[str, ...], list[str]] = {}
    for missed, freed in entry.releases:
        alike.setdefault(freed, []).append(missed)
    adds += [
        Line(f"if {' or '.join(missed)} is missed, these too are no longer owed: {in_words(list(freed))}")
        for freed, missed in alike.items()
    ]
    return [
        words(deal.call(reading.by), "strong"),
        words(reading.says),
        tuple(adds),
        (said_by(reading),),
        sourced(deal, reading),
    ]


def words_in_words(terms: Sequence[TermReadings]) -> str:
    """One sentence on how far the words of the text are settled."""
    if not terms:
        return "No term is recorded."
    parts = []
    for standing, said in _COUNTED.items():
        mine = [entry.term.id for entry in terms if entry.standing == standing]
        named = f" ({ticks(mine, 4)})" if standing == SEVERAL else ""
        parts += [f"{len(mine)} {said}{named}"] if mine else []
    return f"Of {counted(len(terms), 'term')}: {', '.join(parts)}."
