"""Who reads which word how, and who reads the order of acts how; and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.check.saying import cited
from detente.deal.coverage import is_unsettled, readings_of
from detente.deal.model import OpenOnPurpose
from detente.desk.duties import plain

if TYPE_CHECKING:
    from detente.deal.course import Course
    from detente.deal.model import Deal, Reading, Statement, Term

AGREED, ON_PURPOSE, SEVERAL = "agreed", "open on purpose", "read in more than one way, not settled"
ALIKE, ONE, NONE = "read alike, not agreed in writing", "one reading recorded", "no reading recorded"


@dataclass(frozen=True, slots=True)
class TermReadings:
    """One term: how far it is settled, who reads it how, and the entries that hang on it.

    `silent` holds the parties of whom no reading is recorded.
    """

    term: Term
    standing: str
    readings: tuple[Reading, ...]
    silent: tuple[str, ...]
    used_in: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The entry as plain data."""
        opened = self.term.open_on_purpose
        return {
            "words": plain(self.term.words),
            "standing": self.standing,
            "agreed": plain(self.term.agreed),
            "open_on_purpose": _opened(opened) if isinstance(opened, OpenOnPurpose) else plain(opened),
            "readings": [_reading(reading) for reading in self.readings],
            "no_reading_recorded": list(self.silent),
            "used_in": list(self.used_in),
        }


@dataclass(frozen=True, slots=True)
class OrderReading:
    """How somebody reads the order of acts.

    `waits` holds pairs of an act and what it waits for by this reading. `releases` holds pairs of such an act and the
    obligations that are no longer owed if it is missed, by this reading and not by the text alone.
    """

    reading: Reading
    waits: tuple[tuple[str, tuple[str, ...]], ...]
    releases: tuple[tuple[str, tuple[str, ...]], ...]

    def as_dict(self) -> dict[str, Any]:
        """The entry as plain data."""
        return _reading(self.reading) | {
            "order_of": plain(self.reading.order_of),
            "waits": {later: list(first) for later, first in self.waits},
            "also_released": {missed: list(freed) for missed, freed in self.releases},
        }


def terms_read(deal: Deal) -> tuple[TermReadings, ...]:
    """Every term of the deal with its readings, in the order of the file."""
    return tuple(_term(deal, term) for term in deal.terms.values())


def _term(deal: Deal, term: Term) -> TermReadings:
    readings = readings_of(deal, term.id)
    spoken = {reading.by for reading in readings}
    silent = tuple(party for party in deal.parties if party not in spoken)
    used_in = term.used_in if isinstance(term.used_in, tuple) else ()
    return TermReadings(
        term, _standing(deal, term, readings), readings, silent, tuple(str(ref) for ref in used_in)
    )


def _standing(deal: Deal, term: Term, readings: tuple[Reading, ...]) -> str:
    if isinstance(term.agreed, str):
        return AGREED
    if isinstance(term.open_on_purpose, OpenOnPurpose):
        return ON_PURPOSE
    if is_unsettled(deal, term):
        return SEVERAL
    if len({reading.by for reading in readings}) > 1:
        return ALIKE
    return ONE if readings else NONE


def orders_read(deal: Deal, course: Course) -> tuple[OrderReading, ...]:
    """Every reading of the order of acts, in the order of the file."""
    return tuple(
        _order(course, reading)
        for reading in deal.readings
        if reading.term is None and (isinstance(reading.order_of, tuple) or isinstance(reading.after, dict))
    )


def _order(course: Course, reading: Reading) -> OrderReading:
    after = reading.after if isinstance(reading.after, dict) else {}
    waits = tuple((later, tuple(str(ref) for ref in refs)) for later, refs in after.items())
    firsts = dict.fromkeys(ref.id for refs in after.values() for ref in refs)
    releases = []
    for first in firsts:
        by_text = set(course.released_by(first))
        freed = tuple(label for label in course.released_by(first, reading.by) if label not in by_text)
        if freed:
            releases.append((first, freed))
    return OrderReading(reading, waits, tuple(releases))


def _reading(reading: Reading) -> dict[str, Any]:
    return {"by": reading.by, "says": plain(reading.says)} | attribution(reading)


def attribution(statement: Statement) -> dict[str, Any]:
    """Who said it, of what class, when, and in which documents."""
    return {
        "said_by": plain(statement.said_by),
        "speaker_class": plain(statement.speaker_class),
        "date": plain(statement.date),
        "sources": list(cited(statement)),
    }


def _opened(opened: OpenOnPurpose) -> dict[str, Any]:
    return {"why": plain(opened.why), "who": plain(opened.who), "revisit_by": plain(opened.revisit_by)}
