"""A party's gain by stopping, in each way in which it can stop, as a sum of its values."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from detente.deal.worth import UNKNOWN
from detente.hold.game.ways import Way, ways
from detente.hold.play import CAREFUL, lost_at
from detente.hold.play.stakes import Stake
from detente.hold.shares.valuations import Row, Tests, Value
from detente.hold.stopping import Question, Stop, Stopping

MOST_WAYS = 4096
"""So many ways to stop are written out for one party; with more, no share is given."""


def linear_tests(stopping: Stopping, party: str, *, most: int = MOST_WAYS) -> Tests | None:
    """The tests of one party under one form; None if it can stop in more than `most` ways, or time is over."""
    rows: list[Row] = []
    for act in stopping.play.own(party):
        if stopping.is_late:
            return None
        found = _rows(stopping, party, act.id, most - len(rows))
        if found is None:
            return None
        rows += found
    used = {name for row in rows for name in row.coefficients}
    ranked = {
        name for ranking in stopping.play.stakes[party].rankings for place in ranking.places for name in place
    }
    stakes = stopping.play.losses[party]
    values = [_value(one) for name, one in stakes.items() if name in used | ranked]
    values += [Value(name, UNKNOWN, 0) for name in sorted(ranked - stakes.keys())]
    return Tests(party, tuple(values), tuple(rows), stopping.play.stakes[party].rankings)


def _rows(stopping: Stopping, party: str, act: str, most: int) -> list[Row] | None:
    question = stopping.question(party, act, CAREFUL, pledged=True)
    if question is None:
        return None
    found = ways(question.game, party, act, most)
    if found is None:
        return None
    rows = {}
    for way in found:
        row = Row(act, {name: float(share) for name, share in _sum(stopping, party, act, way, question)})
        rows[tuple(sorted(row.coefficients.items()))] = row
    return list(rows.values())


def _sum(
    stopping: Stopping, party: str, act: str, way: Way, question: Question
) -> Iterator[tuple[str, Fraction]]:
    """The coefficients: what is released with its sign turned, what is lost, what it has instead."""
    play, stakes = stopping.play, stopping.play.stakes[party]
    weight = stakes.weight[act]
    lost = (*way.lost, *((label, 1) for label in question.also))
    found: dict[str, Fraction] = {}
    for label in way.released:
        for name, share in stakes.of[label].items():
            found[name] = found.get(name, Fraction(0)) - share / weight
    for bearing in play.bearings[party]:
        times = dict(lost).get(bearing.guarantee, 0)
        if times:
            counts = bearing.times * lost_at(stakes, bearing, act, times) / weight
            found[bearing.name] = found.get(bearing.name, Fraction(0)) + counts
    ends = play.ends(play.acts[play.place[act]])
    stop = Stop(act, CAREFUL, None, 0, None, way.released, lost, act if ends else way.walks_at, exact=True)
    for name, share in stopping.exit(party, stop).items():
        found[name] = found.get(name, Fraction(0)) + share
    return ((name, share) for name, share in found.items() if share)


def _value(one: Stake) -> Value:
    known = math.isfinite(one.worth.low) and math.isfinite(one.worth.high) and not one.choice
    return Value(one.name, one.worth if known else UNKNOWN, one.sign)
