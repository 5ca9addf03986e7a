"""Answers of `hold` made by hand, so that what is said of them can be tested by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.deal.loader import load_text
from detente.deal.model import Deal
from detente.hold.results import HeldBy, Hold, Interval, Point, Term

DEAL = """\
detente: 1
kind: exchange
title: Valley and coast
parties: {north: Northland, south: Southland}
obligations:
  release-first: {by: south, to: north, does: release the first, due: D+1}
  pull-back: {by: north, to: south, does: pull back, due: D+2, after: [release-first]}
  release-rest: {by: south, to: north, does: release the rest, due: D+3, after: [pull-back]}
values:
  north: {judged by: the author, unit: points, worth: {pull-back: -15..-5}}
  south: {judged by: the author, unit: points, worth: {release-rest: -7}}
"""


def deal(text: str = DEAL) -> Deal:
    return load_text(text)


def point(after: str, party: str, next_: str | None, holds: bool | None, **more: Any) -> Point:
    """A point; `after` holds the ids of the acts done, parted by spaces."""
    fields: dict[str, Any] = {
        "if_breached": "releases",
        "after": tuple(after.split()),
        "party": party,
        "next": next_,
        "mover": True,
        "gain": None,
        "terms": (),
        "walks": False,
        "without_values": {True: "none", False: "every", None: "depends"}[holds],
        "inequality": "",
        "owed_to_it": (),
        "owes": (),
        "not_received": (),
        "kept_back": (),
        "held_by": (),
        "holds": holds,
        "exposed": {},
    }
    return Point(**(fields | more))


def gains(low: float | None, high: float | None) -> Interval:
    return Interval(low, high)


def term(kind: str, label: str, low: float | None, high: float | None) -> Term:
    return Term(kind, label, Interval(low, high))


def bond(loses: Interval | None = None, *, counts: bool = True, why: str = "") -> HeldBy:
    return HeldBy("coast-bond", loses, counts, why)


SIGNS = (
    point("", "south", "release-first", None, owed_to_it=("pull-back",), not_received=("pull-back",),
          kept_back=("release-first", "release-rest")),
    point("release-first", "north", "pull-back", None, owed_to_it=("release-rest",),
          not_received=("release-rest",), kept_back=("pull-back",),
          held_by=(bond(counts=False, why="it is not signed by Coast"),)),
    point("release-first pull-back", "south", "release-rest", False, kept_back=("release-rest",)),
)  # fmt: skip

VALUED = (
    point("", "south", "release-first", True, gain=gains(-20, -10), exposed={"north": gains(0, 0)}),
    point("release-first", "north", "pull-back", None, gain=gains(-5, 10), exposed={"south": gains(10, 20)},
          held_by=(bond(gains(4, 6)),)),
    point("release-first pull-back", "south", "release-rest", False, gain=gains(7, 7),
          exposed={"north": gains(5, 15)},
          terms=(term("kept back", "release-rest", 7, 7),)),
)  # fmt: skip


def answer(points: tuple[Point, ...] = SIGNS, holds: bool | None = None, **more: Any) -> Hold:
    fields: Mapping[str, Any] = {
        "deal": deal(),
        "holds": holds,
        "method": "by hand",
        "points": points,
        "guarantees": {},
        "order": None,
        "share": None,
        "flips": (),
        "by_subgames": (),
        "break_even": (),
        "assumptions": ("What is released is taken as not done.",),
        "parameters": {"seed": 3, "samples": None, "order": None},
    }
    return Hold(**{**fields, **more})
