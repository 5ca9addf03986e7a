"""What a changed deal is judged by: what each party would still gain by stopping, and what that weighs."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from detente.deal.course import course_of
from detente.deal.model import Deal, Obligation, Values
from detente.errors import CannotCount
from detente.hold.exact import exact
from detente.hold.play import CAREFUL, Play, forms_of, play_of
from detente.hold.reorder import OBJECTIVES, shared_unit
from detente.hold.results import EVERY
from detente.hold.signs import Reading
from detente.hold.stopping import Stop, Stopping

LEAST_TOTAL: Final = "least-total"
Needs = Mapping[str, Fraction | None]
"""By party: the largest gain by stopping, 0 or more; None where it has no bound."""


@dataclass(frozen=True, eq=False)
class Judged:
    """A deal with what every party gains by stopping at each of its own acts, at the corner that is careful for all.

    `asked` and `stops` go by form of breach; `stops` further by party and act.
    """

    deal: Deal
    asked: Mapping[str, Stopping] = field(repr=False)
    stops: Mapping[str, Mapping[str, Mapping[str, Stop]]] = field(repr=False)

    @property
    def play(self) -> Play:
        """The play under the first form."""
        return next(iter(self.asked.values())).play

    @cached_property
    def needs(self) -> Needs:
        """What each party with values would gain most by stopping anywhere, under any form left open."""
        return {party: self._need(party) for party in self.play.choosers}

    def _need(self, party: str) -> Fraction | None:
        most = Fraction(0)
        for form in self.stops.values():
            for stop in form[party].values():
                if gains(stop) and stop.bound is None:
                    return None
                most = max(most, stop.bound or Fraction(0))
        return most

    @cached_property
    def every_by(self) -> Mapping[str, int]:
        """By party: at how many of its acts it gains by leaving out the act for every valuation, under all forms."""
        found = dict.fromkeys(self.deal.parties, 0)
        for stopping in self.asked.values():
            for party, acts in every_of(stopping.play).items():
                found[party] += len(acts)
        return found

    @property
    def every(self) -> int:
        """The same for all parties together."""
        return sum(self.every_by.values())

    @property
    def every_most(self) -> int:
        """The same for the party with most such acts."""
        return max(self.every_by.values(), default=0)

    def stopping_at(self, party: str) -> tuple[str, ...]:
        """The acts at which a party gains by stopping, in the order of play."""
        acts = [act.id for act in self.play.own(party)]
        return tuple(
            act
            for act in acts
            if any(gains(form[party][act]) for form in self.stops.values() if party in form)
        )


def gains(stop: Stop) -> bool:
    """Whether the party gains at the worst for the deal; where the search was cut short, whether it may."""
    return stop.bound > 0 if stop.bound is not None else stop.sign > 0


def every_of(play: Play) -> dict[str, tuple[str, ...]]:
    """By party, the acts at which it gains by leaving out the act for every valuation, in the order of play."""
    reading = Reading(play)
    found: dict[str, tuple[str, ...]] = {}
    for party in play.deal.parties:
        points = [reading.signs(party, play.place[act.id]) for act in play.own(party)]
        found[party] = tuple(one.next for one in points if one.next is not None and one.answer == EVERY)
    return found


def judge(deal: Deal, deadline: float | None = None) -> Judged | None:
    """Judge a deal; None where its acts wait for each other."""
    if any(not cycle.readings for cycle in course_of(deal).cycles):
        return None
    asked = {form: Stopping(play_of(deal, form), deadline) for form in forms_of(deal)}
    stops = {form: {party: _stops(one, party) for party in one.play.choosers} for form, one in asked.items()}
    return Judged(deal, asked, stops)


def _stops(stopping: Stopping, party: str) -> dict[str, Stop]:
    found = {act.id: stopping.at(party, act.id, CAREFUL) for act in stopping.play.own(party)}
    return {act: stop for act, stop in found.items() if stop is not None}


def variant(
    deal: Deal,
    obligations: Mapping[str, Mapping[str, object]],
    values: Mapping[str, Mapping[str, object]] | None = None,
) -> Deal:
    """The deal with some fields of its obligations and values changed, for trying; its texts stay as they are."""
    owed: dict[str, Obligation] = dict(deal.obligations)
    for label, fields in obligations.items():
        owed[label] = owed[label].model_copy(update=dict(fields))
    worth: dict[str, Values] = dict(deal.values)
    for party, fields in (values or {}).items():
        worth[party] = worth[party].model_copy(update=dict(fields))
    return replace(deal, obligations=owed, values=worth)


@dataclass(frozen=True, slots=True)
class Goal:
    """What repairs make least: the weighted sum of what the parties need, or the weighted largest need."""

    objective: str
    name: str
    weights: Mapping[str, Fraction]

    def value(self, needs: Needs) -> tuple[int, Fraction]:
        """How many needs have no bound, and what the others weigh."""
        weighed = [need * self.weights.get(party, 1) for party, need in needs.items() if need is not None]
        total = (
            sum(weighed, Fraction(0)) if self.objective == LEAST_TOTAL else max(weighed, default=Fraction(0))
        )
        return sum(need is None for need in needs.values()), total


def goal_of(judged: Judged, objective: str, weights: Mapping[str, float] | None) -> Goal:
    """The goal in words and weights. Without a shared unit each need counts as a share of the party's stake.

    Raises:
        CannotCount: the objective does not exist, or a weight is no number from 0.
    """
    if objective not in OBJECTIVES:
        raise CannotCount(f"`{objective}` is not an objective", help=f"write {' or '.join(OBJECTIVES)}")
    given = {party: _weight(party, weight) for party, weight in (weights or {}).items()}
    play = judged.play
    if not play.choosers:
        return Goal("least-maximum", "points at which a party gains by stopping for every valuation", given)
    name = objective if not given else f"{objective}, weighted"
    if shared_unit(play) is not None:
        return Goal(objective, name, given)
    shares = {party: given.get(party, Fraction(1)) / _stake(play, party) for party in play.choosers}
    # Needs in different units are never added.
    said = "least-maximum, each need as a share of all that is at stake for the party"
    return Goal("least-maximum", said, shares)


def _weight(party: str, weight: float) -> Fraction:
    if isinstance(weight, bool) or not math.isfinite(weight) or weight < 0:
        raise CannotCount(f"the weight of `{party}` is {weight}", help="write a number from 0")
    return exact(weight, "weight")


def _stake(play: Play, party: str) -> Fraction:
    """The sum of the sizes of all that its values give a bound."""
    worths = [play.stakes[party].worth(act.id) for act in play.acts]
    known = [abs(worth.low) for worth in worths if not math.isinf(worth.low)]
    return sum((exact(size, "size") for size in known), Fraction(0)) or Fraction(1)


def late(deadline: float | None) -> bool:
    """Whether the time for searching is over."""
    return deadline is not None and time.monotonic() >= deadline
