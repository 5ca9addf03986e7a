"""The least further guarantee of each party for the order as written, its size in name, and when it may be released."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

from detente.hold.guarantee import declining, nominal
from detente.hold.play import CAREFUL, HOPEFUL
from detente.hold.results import Interval, Need
from detente.hold.stopping import Stop, Stopping

Stops = Mapping[str, Mapping[str, Mapping[str, Stop]]]


def needs_of(asked: Mapping[str, Stopping], stops: Stops) -> dict[str, Need]:
    """For each party with values, what it would have to stand to lose once if it stopped anywhere (theorem T3).

    It comes on top of the guarantees that already count. Where the text leaves open what a breach does, the larger
    need of both.
    """
    play = next(iter(asked.values())).play
    return {party: _need(asked, stops, party) for party in play.choosers}


def _need(asked: Mapping[str, Stopping], stops: Stops, party: str) -> Need:
    play = next(iter(asked.values())).play
    own = [act.id for act in play.own(party)]
    high = {act: _largest(stops, party, f"{CAREFUL} {act}") for act in own}
    low = {act: _largest(stops, party, f"{HOPEFUL} {act}") for act in own}
    least = Interval(_most(low.values()), _most(high.values()))
    return Need(least, _nominal(asked, party, least.high), _schedule(asked, high), play.stakes[party].unit)


def _largest(stops: Stops, party: str, key: str) -> Fraction | None:
    """What the party gains at one act, nothing or more; None without a bound."""
    found = Fraction(0)
    for form in stops.values():
        stop = form[party].get(key)
        if stop is None or (stop.sign <= 0 and stop.bound is None):
            continue
        if stop.bound is None:
            return None
        found = max(found, stop.bound)
    return found


def _most(numbers: Iterable[Fraction | None]) -> float | None:
    most = Fraction(0)
    for number in numbers:
        if number is None:
            return None
        most = max(most, number)
    return float(most)


def _nominal(asked: Mapping[str, Stopping], party: str, need: float | None) -> dict[str, float | None]:
    """By guarantor of the deal: the size in name, from one that the party believes as far as its file says."""
    deal = next(iter(asked.values())).play.deal
    views = deal.values[party].guarantees
    found: dict[str, float | None] = {}
    for guarantor in deal.guarantors:
        beliefs = [
            view.believed
            for label, view in (views.items() if isinstance(views, dict) else ())
            if isinstance(view.believed, float) and label in deal.guarantees
            if guarantor in (deal.guarantees[label].by or ())
        ]
        found[guarantor] = nominal(need, max(beliefs)) if beliefs and need is not None else None
    return found


def _schedule(
    asked: Mapping[str, Stopping], needs: Mapping[str, Fraction | None]
) -> tuple[tuple[str | None, float | None], ...]:
    """After which act how much must still be held; without a bound, None until the last act that needs it is done."""
    play = next(iter(asked.values())).play
    steps = [act.id for act in play.acts]
    known = [need for need in needs.values() if need is not None]
    grid = 1
    for need in known:
        grid = math.lcm(grid, need.denominator)
    beyond = int(max(known, default=Fraction(0)) * grid) + 1
    counted = [(act, beyond if need is None else int(need * grid)) for act, need in needs.items()]
    return tuple(
        (after, None if hold == beyond else float(Fraction(hold, grid)))
        for after, hold in declining(counted, steps)
    )
