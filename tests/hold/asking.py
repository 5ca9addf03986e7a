"""Asking small deals that stand in a test, and looking at the answers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.deal.model import Deal
from detente.hold.play.acts import Act, acts_of
from detente.hold.results import Hold, Interval, Point
from detente.hold.run import hold

RELEASES = "detente: 1\nday zero: 2031-01-01\nif breached: releases what depends on it\n"
ENDS = "detente: 1\nday zero: 2031-01-01\nif breached: ends the deal\n"
TWO = "parties: {north: {name: Northland}, south: {name: Southland}}\n"
THREE = "parties: {north: {name: Northland}, south: {name: Southland}, west: {name: Westland}}\n"


def read(text: str) -> Deal:
    """The deal; the test fails if a part of it is not understood."""
    deal = load_text(text)
    assert deal.problems == (), [problem.message for problem in deal.problems]
    return deal


def asked(text: str, **options: Any) -> Hold:
    found = hold(read(text), **options)
    sums_agree(found)
    return found


def acts(text: str) -> dict[str, Act]:
    """The moves of the deal by id, in the order of play."""
    return {act.id: act for act in acts_of(course_of(read(text)))}


def waits(text: str) -> dict[str, tuple[str, ...]]:
    return {label: act.waits_for for label, act in acts(text).items()}


def at(found: Hold, act: str, party: str, form: str | None = None) -> Point:
    """The point at which the party is to move next with this act: the only one, or that of one form."""
    (point,) = (
        point
        for point in found.points
        if point.mover and point.next == act and point.party == party and form in (None, point.if_breached)
    )
    return point


def gain(found: Hold, act: str, party: str) -> tuple[float | None, float | None]:
    """What the party gains at its act, at best and at worst for the deal."""
    point = at(found, act, party)
    assert point.gain is not None
    return point.gain.low, point.gain.high


def sums_agree(found: Hold) -> None:
    """Every gain is the sum of its terms at their worst for the deal."""
    for point in found.points:
        if point.gain is None or not point.terms or not point.exact:
            continue
        highs = [None if term.gain is None else term.gain.high for term in point.terms]
        if None in highs:
            assert point.gain.high is None, point
        else:
            total = sum((Fraction(repr(high)) for high in highs if high is not None), Fraction(0))
            assert point.gain.high is not None, point
            assert abs(float(total) - point.gain.high) <= 1e-9 * max(1.0, abs(float(total))), point


def ends(interval: Interval | None) -> tuple[float | None, float | None]:
    assert interval is not None
    return interval.low, interval.high
