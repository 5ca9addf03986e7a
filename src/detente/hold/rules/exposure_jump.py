"""Q005: one step puts in more than half of all that a party gets out of the deal."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.hold.saying import about, in_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.hold.gains import Gains

SHARE: Final = Fraction(1, 2)
"""A step that raises a party's exposure by more than this share of what it receives in all is named."""


@rule(code="Q005", severity="warning")
def exposure_jump(deal: Deal, course: Course) -> Iterator[Remark]:
    """One step puts in more than half of all that a party gets out of the deal.

    What it finds:
        For a party with a values file, an act after which it would have lost more, if the others stopped there, than
        before it: by more than 50 % of what everything that it receives in the deal is worth to it, for every value
        of its file. The finding shows sums of the party's private values; `review` never looks at values.

    Why it matters:
        After such a step the others hold most of what the deal is worth to this party, and it holds little of
        theirs. Smaller steps that alternate leave less in each other's hands.

    Example:
        detente: 1
        kind: other
        if breached: releases what depends on it
        parties: {north: Northland, south: Southland}
        obligations:
          release: {by: south, to: north, does: release 33 persons, due: 2031-04-01}
          pull-back: {by: north, to: south, does: leave the valley, due: 2031-05-01, after: [release]}
        values:
          south:
            unit: points
            judged by: an analyst
            worth: {release: -30, pull-back: 35..50}

    Instead:
        detente: 1
        kind: other
        if breached: releases what depends on it
        parties: {north: Northland, south: Southland}
        obligations:
          release-first: {by: south, to: north, does: release 17 persons, due: 2031-04-01}
          road: {by: north, to: south, does: leave the road, due: 2031-04-10, after: [release-first]}
          release-rest: {by: south, to: north, does: release 16 persons, due: 2031-04-20, after: [road]}
          pull-back: {by: north, to: south, does: leave the valley, due: 2031-05-01, after: [release-rest]}
        values:
          south:
            unit: points
            judged by: an analyst
            worth: {release-first: -15, road: 15..20, release-rest: -15, pull-back: 20..30}

    When to allow:
        When the step cannot be divided, and a guarantee pays this party if the others stop after it.
    """
    if not deal.values:
        return
    from detente.hold.gains import gains_of  # noqa: PLC0415 -- only a deal with values needs the games

    gains = gains_of(course)
    if gains is not None:
        for party in gains.parties:
            yield from _jumps(deal, gains, party)


def _jumps(deal: Deal, gains: Gains, party: str) -> Iterator[Remark]:
    from detente.hold.verdict import exposures  # noqa: PLC0415 -- as above

    play = gains.plays[0]
    stakes = play.stakes[party]
    gets = sum(max(0.0, stakes.worth(act.id).high) for act in play.acts)
    if not 0 < gets < float("inf"):
        return
    exposed = [lost[party] for lost in exposures(play)]
    for place, act in enumerate(play.acts):
        adds = stakes.stopped_adds.get(act.id)
        step = -stakes.worth(act.id).high - (adds.high if adds is not None else 0.0)
        after = exposed[place + 1].low
        # What it had received beyond what it had put in is no exposure.
        rise = min(step, after) if after is not None else 0.0
        if party in act.by and rise > SHARE * Fraction(repr(gets)):
            yield _remark(deal, gains, party, place, rise, gets)


def _remark(deal: Deal, gains: Gains, party: str, place: int, rise: float, gets: float) -> Remark:
    play, unit = gains.plays[0], gains.unit[party]
    act = play.acts[place]
    name = deal.call(party)
    ranges = any(not worth.is_point for worth in (play.stakes[party].worth(one.id) for one in play.acts))
    least, most = ("at least ", "at most ") if ranges else ("", "")
    return Remark(
        span=deal.place(deal.obligations[act.members[0].obligation]),
        message=(
            f"with `{act.id}` what {name} would have lost if the others stopped rises by {least}"
            f"{in_unit(Fraction(repr(rise)), unit)}, more than {int(SHARE * 100)} % of what all that it receives "
            f"is worth to it ({most}{in_unit(Fraction(repr(gets)), unit)})"
        ),
        help="divide the act, so that its parts alternate with acts of the other side, or have a guarantee pay "
        f"{name} if the others stop",
        subjects=about(deal, [act]),
    )
