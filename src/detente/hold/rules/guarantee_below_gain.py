"""G004: what a party would lose with its guarantees is less than what it gains by stopping."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from detente.diagnose.diagnostic import Related, Remark, Severity
from detente.diagnose.rule import rule
from detente.hold.saying import about, in_unit, ticked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.hold.gains import Gain, Gains
    from detente.hold.stopping import Stop


@rule(code="G004", severity="warning")
def guarantee_below_gain(deal: Deal, course: Course) -> Iterator[Remark]:
    """What a party would lose with its guarantees is less than what it gains by stopping.

    What it finds:
        For each party with a values file, the act at which a guarantee covers it and it would still gain most by
        stopping, with every value at the end of its range that speaks for stopping. What it would lose with a
        guarantee counts as far as the party believes that it would be called (`loses` times `believed`). It is an
        error where the party gains for every value of its file. The finding shows sums of the party's private values;
        `review` never looks at values.

    Why it matters:
        A guarantee that is too small, or not believed, is paid for and holds nobody.

    Example:
        detente: 1
        kind: other
        if breached: releases what depends on it
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}
        obligations:
          release: {by: south, to: north, does: release captives/hostages, due: 2031-04-01}
          pull-back: {by: north, to: south, does: leave the valley, due: 2031-05-01, after: [release]}
        guarantees:
          coast-bond:
            by: coast
            secures: north
            covers: [pull-back]
            form: bond
            pays: 10 million euro
            to: south
            until: 2031-08-01
            written: yes
            signed: yes
        values:
          north:
            unit: points
            judged by: an analyst
            worth: {release: 30, pull-back: -25..-20}
            guarantees: {coast-bond: {loses: 20, believed: 0.5}}

    Instead:
        detente: 1
        kind: other
        if breached: releases what depends on it
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}
        obligations:
          release: {by: south, to: north, does: release captives/hostages, due: 2031-04-01}
          pull-back: {by: north, to: south, does: leave the valley, due: 2031-05-01, after: [release]}
        guarantees:
          coast-bond:
            by: coast
            secures: north
            covers: [pull-back]
            form: bond
            pays: 50 million euro
            to: south
            until: 2031-08-01
            written: yes
            signed: yes
        values:
          north:
            unit: points
            judged by: an analyst
            worth: {release: 30, pull-back: -25..-20}
            guarantees: {coast-bond: {loses: 50, believed: 0.5}}

    When to allow:
        When the rest is held by something that is not in the values file.
    """
    if not deal.values or not deal.guarantees:
        return
    from detente.hold.gains import gains_of  # noqa: PLC0415 -- only a deal with values needs the games

    gains = gains_of(course)
    for party in gains.parties if gains is not None else ():
        short = (
            [gain for gain in gains.of(party) if _held(deal, gain.worst) and (gain.worst.gain or 0) > 0]
            if gains
            else []
        )
        if gains and short:
            yield _remark(deal, gains, party, max(short, key=lambda gain: gain.worst.gain or Fraction(0)))


def _remark(deal: Deal, gains: Gains, party: str, gain: Gain) -> Remark:
    stop, unit = gain.worst, gains.unit[party]
    gap = stop.gain or Fraction(0)
    held = _loses(gains, party, stop)
    guarantees = [deal.guarantees[label] for label in _held(deal, stop)]
    name = deal.call(party)
    return Remark(
        span=deal.place(guarantees[0]),
        message=(
            f"stopping before `{gain.act.id}` is worth {in_unit(gap + held, unit)} to {name} and would cost it "
            f"{in_unit(held, unit)} with {ticked(label for label, _ in stop.lost)}, at the worst of its values: "
            f"{in_unit(gap, unit)} too little"
        ),
        help=_size(deal, gains, party, stop),
        related=(Related(f"`{gain.act.id}`", deal.place(deal.obligations[gain.act.members[0].obligation])),),
        subjects=about(deal, [gain.act], guarantees=guarantees),
        severity=Severity.error if gain.sure else None,
    )


def _held(deal: Deal, stop: Stop) -> list[str]:
    """The guarantees that are lost; what others do on a breach is lost as well, and is no guarantee."""
    return [label for label, _ in stop.lost if label in deal.guarantees]


def _loses(gains: Gains, party: str, stop: Stop) -> Fraction:
    """What the party believes that it would lose, at the low end of its values."""
    times = dict(stop.lost)
    lows = (
        times.get(one.guarantee, 0) * Fraction(repr(one.loses.low))
        for one in gains.plays[0].bearings[party]
        if one.loses is not None
    )
    return sum(lows, Fraction(0))


def _size(deal: Deal, gains: Gains, party: str, stop: Stop) -> str:
    """How large the first of the guarantees would have to be, by the party's own belief in it."""
    from detente.hold.guarantee import nominal  # noqa: PLC0415 -- as above

    label = _held(deal, stop)[0]
    times = dict(stop.lost)[label]
    views = deal.values[party].guarantees
    view = views.get(label) if isinstance(views, dict) else None
    believed = view.believed if view is not None and isinstance(view.believed, float) else None
    if believed is None:
        return f"write under `{label}` in the values file how far {deal.call(party)} believes that it would be called"
    own = next(one.loses for one in gains.plays[0].bearings[party] if one.guarantee == label)
    low = Fraction(repr(own.low)) if own is not None else Fraction(0)
    size = nominal(low + (stop.gain or Fraction(0)) / times, believed)
    if size is None:
        return f"{deal.call(party)} does not believe at all that `{label}` would be called: no size is enough"
    return (
        f"believed as far as the file says ({believed:g}), `{label}` would have to be "
        f"{in_unit(Fraction(repr(size)), gains.unit[party])}; or make the step smaller"
    )
