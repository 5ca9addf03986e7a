"""What each party with values gains by stopping at its acts, kept with the deal: for the rules that need numbers.

Unlike `run.hold` it makes no search and takes a few seconds at most: a rule has to be quick.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from detente.deal.course import course_of
from detente.deal.package import as_drafted
from detente.errors import CannotCount
from detente.hold.play import CAREFUL, HOPEFUL, Play, forms_of, play_of
from detente.hold.stopping import Stop, Stopping

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.deal.course import Course
    from detente.hold.play.acts import Act

MOST_ACTS: Final = 200
"""A deal of more moves is looked at by signs alone; `hold` counts it through."""
_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Gain:
    """What a party gains by stopping at one act of its own, under every form that the text leaves open.

    `careful` and `hopeful` hold the ends of its values, by form. What was not proved in time is never called sure.
    """

    act: Act
    careful: tuple[Stop, ...]
    hopeful: tuple[Stop, ...]

    @property
    def sure(self) -> bool:
        """Whether it gains for every value given, whatever a breach does."""
        return all(stop.sign > 0 for stop in self.hopeful)

    @property
    def possible(self) -> bool:
        """Whether it may gain: for some value, under some form, or so far as was proved."""
        return any(stop.sign > 0 or stop.bound is None or stop.bound > 0 for stop in self.careful)

    @property
    def least(self) -> Fraction | None:
        """The least gain; None without a bound."""
        found = [stop.gain for stop in self.hopeful]
        return None if any(gain is None for gain in found) else min(g for g in found if g is not None)

    @property
    def worst(self) -> Stop:
        """The stop with the largest gain that has one; the first if none has."""
        known = [stop for stop in self.careful if stop.gain is not None]
        return max(known, key=lambda stop: stop.gain or 0) if known else self.careful[0]


@dataclass(frozen=True, eq=False)
class Gains:
    """The plays of a deal with values, one for each form, and what was asked of them."""

    plays: tuple[Play, ...]
    asked: tuple[Stopping, ...] = field(repr=False)
    kept: dict[str, tuple[Gain, ...]] = field(default_factory=dict, repr=False)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties with values."""
        return self.plays[0].choosers

    def of(self, party: str) -> tuple[Gain, ...]:
        """What a party gains at each of its own acts, in the order of play."""
        if party not in self.kept:
            self.kept[party] = tuple(self._gain(party, act) for act in self.plays[0].own(party))
        return self.kept[party]

    def _gain(self, party: str, act: Act) -> Gain:
        ends = [
            tuple(stop for one in self.asked if (stop := one.at(party, act.id, corner)) is not None)
            for corner in (CAREFUL, HOPEFUL)
        ]
        return Gain(act, ends[0], ends[1])

    @cached_property
    def unit(self) -> dict[str, str | None]:
        """The unit of each party's values."""
        return {party: self.plays[0].stakes[party].unit for party in self.parties}


def gains_of(course: Course) -> Gains | None:
    """What the parties with values gain, worked out once; None where nobody has values that can be counted here.

    Of what hangs on options only what the draft brings is looked at (see `as_drafted`).
    """
    kept = course.deal.kept
    if "gains" not in kept:
        kept["gains"] = _made(course_of(as_drafted(course.deal)))
    gains: Gains | None = kept["gains"]
    return gains


def _made(course: Course) -> Gains | None:
    deal = course.deal
    # Standing duties are cut at others' acts, so moves may be many more than steps.
    if not set(deal.parties) & set(deal.values) or len(course.steps) > MOST_ACTS:
        return None
    try:
        plays = tuple(play_of(deal, form) for form in forms_of(deal))
    except CannotCount:
        return None  # `hold` says what cannot be counted
    if len(plays[0].acts) > MOST_ACTS:
        return None
    deadline = time.monotonic() + _SECONDS
    return Gains(plays, tuple(Stopping(play, deadline) for play in plays))
