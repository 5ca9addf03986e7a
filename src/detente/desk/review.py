"""The desk review that mediators ask experts for: check, coverage, readings, duties, course and open points in one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from detente.check import Check
from detente.deal.course import course_of
from detente.deal.coverage import Coverage, coverage_of
from detente.deal.loader import load
from detente.deal.model import Deal
from detente.desk.duties import Duty, duties_of, plain
from detente.desk.moves import CourseTable, moves_of
from detente.desk.points import OpenPoints, points_of
from detente.desk.readings import OrderReading, TermReadings, orders_read, terms_read
from detente.desk.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.deal.course import Course

FORMAT: Final = 1
METHOD: Final = (
    "Read off the deal file: coverage as each demand's `met by` and `crossed by` have it; the course as a topological "
    "order of conditions, stages, exchanges and parts (Kahn 1962), ties by latest day, then by the order of the file; "
    "circles as strongly connected components (Tarjan 1972), in the text and under recorded readings of the order."
)


@dataclass(frozen=True, slots=True)
class Tables:
    """What can be shown of a deal without checking it."""

    deal: Deal
    coverage: Mapping[str, Coverage]
    terms: tuple[TermReadings, ...]
    orders: tuple[OrderReading, ...]
    duties: tuple[Duty, ...]
    course: Course
    moves: CourseTable

    def as_dict(self) -> dict[str, Any]:
        """The tables as plain data, each under its name."""
        return {
            "coverage": {label: _coverage(entry) for label, entry in self.coverage.items()},
            "readings": {
                "terms": {entry.term.id: entry.as_dict() for entry in self.terms},
                "order": [entry.as_dict() for entry in self.orders],
            },
            "duties": {duty.id: duty.as_dict() for duty in self.duties},
            "guarantees": _nouns(self.deal.guarantees),
            "stages": _nouns(self.deal.stages),
            "course": self.moves.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Review:
    """A whole desk review of one deal.

    `method` says how it was made; `parameters` holds the rules that were run, by code, and the names that were asked
    for (None for all). Where `check.understood` is False the files could not be read whole: `check.findings` says what
    to mend, and the tables hold only what was understood.
    """

    deal: Deal
    check: Check
    tables: Tables
    points: OpenPoints
    method: str
    parameters: Mapping[str, Any]

    @property
    def coverage(self) -> Mapping[str, Coverage]:
        """Coverage of every demand, by its id."""
        return self.tables.coverage

    @property
    def course(self) -> Course:
        """The course of the deal."""
        return self.tables.course

    def as_dict(self, version: str) -> dict[str, Any]:
        """The printed form: that of `Check`, and the tables, open points, sources and method."""
        deal = self.deal
        return self.check.as_dict(version) | {
            "review_format": FORMAT,
            "deal": about(deal),
            **self.tables.as_dict(),
            "open_points": self.points.as_dict(),
            "sources": _nouns(deal.sources),
            "method": self.method,
            "parameters": dict(self.parameters),
        }


def review(deal: Deal | Path | str, *, only: Iterable[str] | None = None) -> Review:
    """Review a deal: everything that can be said of it without anybody's private values.

    Args:
        deal: a deal, or the path of one.
        only: names of the rules to run, of any verb; all that fit the kind of deal if None.

    Raises:
        CannotRead: there is no deal file at the path.
    """
    deal = deal if isinstance(deal, Deal) else load(deal)
    asked = None if only is None else tuple(only)
    found = remarks(deal, only=asked, values=False)
    made = tables_of(deal)
    parameters = {"rules": list(found.rules), "only": None if asked is None else list(asked)}
    points = points_of(deal, made.terms, found.waivers)
    return Review(deal, found, made, points, METHOD, parameters)


def tables_of(deal: Deal) -> Tables:
    """Lay out the tables of a deal; a deal that was not understood whole is laid out as far as it was."""
    course = course_of(deal)
    return Tables(
        deal=deal,
        coverage=coverage_of(deal, course),
        terms=terms_read(deal),
        orders=orders_read(deal, course),
        duties=duties_of(deal),
        course=course,
        moves=moves_of(course),
    )


def about(deal: Deal) -> dict[str, Any]:
    """What the deal is and who has which part in it, as plain data."""
    frame = deal.frame
    return {
        "name": deal.name,
        "title": plain(frame.title),
        "kind": plain(frame.kind),
        "status": plain(frame.status),
        "about": plain(frame.about),
        "day_zero": plain(frame.day_zero),
        "if_breached": plain(frame.if_breached),
        "signs": plain(frame.signs),
        "parties": {label: deal.call(label) for label in deal.parties},
        "others": {label: deal.call(label) for label in deal.actors if label not in deal.parties},
    }


def _coverage(entry: Coverage) -> dict[str, Any]:
    return entry.as_dict() | {"lacks": list(entry.lacks), "only_if": list(entry.only_if)}


def _nouns(nouns: Mapping[str, Any]) -> dict[str, Any]:
    return {label: _noun(noun) for label, noun in nouns.items()}


def _noun(noun: Any) -> Any:
    """A noun by the keys of its file; keys that are not filled in are left out."""
    found = {}
    for name in type(noun).model_fields:
        value = getattr(noun, name)
        if name not in ("id", "home") and value is not None:
            key = name.rstrip("_").replace("_", " ")
            found[key] = _noun(value) if hasattr(type(value), "model_fields") else plain(value)
    return found
