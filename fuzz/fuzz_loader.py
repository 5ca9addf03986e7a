"""Fuzz `detente.deal.loader.load_text`: no text is an error, and all that a face may ask of a deal is answered."""

from __future__ import annotations

from detente.deal.course import Course, course_of
from detente.deal.coverage import coverage_of
from detente.deal.loader import load_text
from detente.deal.model import Deal

SEEDS = (
    "detente: 1\n",
    "detente: 1\nkind: ceasefire\nparties: {north: Northland, south: {name: Southland}}\nsigns: [north, south]\n",
    "detente: 1\nday zero: signing\nevents: {signing: {at: 2031-03-03T12:00+02:00}}\ncalendar: {zone: '+02:00'}\n"
    "stages:\n  one: {opens: {at: signing}, lasts: 42 days, otherwise: {continue: [a], at most: 14 days}}\n"
    "  two: {opens: {when: [b.1], by: D+42}}\nobligations:\n  a: {stage: one, from: D+0, until: stage one ends}\n"
    "  b: {stage: one, parts: [3 by D+1, 4 by 2 days after a], while: [a]}\n"
    "  c: {stage: two, against: b, ratio: 30 for 1, turn: after each part, after: [b >= 50 %]}\n",
    "detente: 1\nobligations: {a: {after: [b]}, b: {each: yes, by: [n, s], to: each other}}\nparties: {n: {}, s: {}}\n"
    "terms: {calm: {used in: [a]}}\npositions:\n  n:\n    demands: {d: {met by: [a], crossed by: [b.n]}}\n"
    "    readings:\n    - {order of: [a, b], after: {b: [a]}, says: x}\n    - {term: calm, says: y}\n"
    "values: {n: {worth: {a: 20..30 likely 25}, ranking: [a > b], if it walks: {gets: 0, after a: 3}}}\n",
    "detente: 1\ntext: |\n  # A\n\n  1.1 One <!-- x -->\n  more\n\n  Article 2. Two\n"
    "issues: {p: {options: {o: {}}, draft: o}}\n",
)
DICTIONARY = (
    *(
        "obligations: ",
        "stages: ",
        "positions: ",
        "readings: ",
        "demands: ",
        "values: ",
        "terms: ",
        "guarantees: ",
    ),
    *(
        "after: ",
        "while: ",
        "against: ",
        "turn: ",
        "parts: ",
        "due: ",
        "from: ",
        "until: ",
        "by: ",
        "to: ",
        "opens: ",
    ),
    *(
        "not stated",
        "each other",
        "each: yes",
        "D+1",
        "stage one ends",
        "2 days after a",
        "for good",
        "a >= 50 %",
    ),
    *(
        "2031-03-03",
        "20..30",
        "3 by D+1",
        "30 for 1",
        "a > b",
        "{a: [b]}",
        "{words: x}",
        "42 days",
        "[a, b]",
        "a.1",
    ),
)


class UnsoundError(Exception):
    """A promise of the loader or the course is not kept."""


def one(data: bytes) -> None:
    """Read one text as a deal, and ask everything of it."""
    deal = load_text(data.decode("utf-8", "replace"))
    for problem in deal.problems:
        span = problem.span
        _require(0 <= span.start <= span.end <= len(span.source.text), f"the place of {problem.name}")
        _require(bool(problem.message and span.line), problem.name)
    course = course_of(deal)
    _ask(deal, course)
    for demand, coverage in coverage_of(deal, course).items():
        _require(demand in deal.demands and bool(coverage.status), f"the coverage of {demand}")


def _ask(deal: Deal, course: Course) -> None:
    places = {step.id: place for place, step in enumerate(course.steps)}
    _require(len(places) == len(course.steps), "a step is played twice")
    for cycle in course.cycles:
        _require(len(cycle.ids) == len(cycle.links) > 0, "a cycle without links")
    for place in range(len(course.steps)):
        course.open_at(place)
        course.balance(place)
    for label in deal.obligations:
        _require(label not in course.released_by(label), f"{label} releases itself")
        course.day_of(label)
    for stage in deal.stages:
        course.stage_opens(stage)
        course.stage_ends(stage)
    for link in course.links:
        _require(bool(link.span.source.name), "a link without a place")
    for clause in deal.clauses:
        _require(clause.span().end <= len(clause.source.text), "a clause outside the text")


def _require(kept: bool, promise: str) -> None:
    if not kept:
        raise UnsoundError(promise)
