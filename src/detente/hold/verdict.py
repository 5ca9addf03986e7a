"""The points of a deal: what each party gains by stopping there, what holds it, and what the others have put in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from detente.deal.worth import Worth
from detente.hold.play import CAREFUL, HOPEFUL, Play, lost_at
from detente.hold.play.stakes import Ends, plus, scaled, total
from detente.hold.results import DEPENDS, EVERY, NONE, HeldBy, Interval, Point, Term
from detente.hold.signs import Reading, Signs
from detente.hold.stopping import Stop, Stopping

NOTHING = Interval(0.0, 0.0)
Stops = Mapping[str, Mapping[str, Stop]]


def points_of(stopping: Stopping, done: Stops) -> Iterator[Point]:
    """Every party at every point, in the order of play and of the file.

    Args:
        stopping: the play that is asked.
        done: for each chooser, its answer at the careful corner and at the hopeful one, by corner and act.
    """
    play = stopping.play
    reading, sums = Reading(play, stopping.precedence), Sums(stopping)
    labels = tuple(act.id for act in play.acts)
    for place, exposed in enumerate(list(exposures(play))[: len(labels)]):
        for party in play.deal.parties:
            signs = reading.signs(party, place)
            yield _point(
                sums, signs, labels[:place], exposed, done.get(party, {}), signs.next == labels[place]
            )


def _point(
    sums: Sums,
    signs: Signs,
    after: tuple[str, ...],
    exposed: Mapping[str, Interval],
    done: Mapping[str, Stop],
    mover: bool,
) -> Point:
    play, party = sums.play, signs.party
    careful, hopeful = done.get(f"{CAREFUL} {signs.next}"), done.get(f"{HOPEFUL} {signs.next}")
    gain: Interval | None = None
    holds: bool | None = {EVERY: False, NONE: True, DEPENDS: None}[signs.answer]
    if party in play.choosers:
        gain, holds = _gain(careful, hopeful)
    return Point(
        if_breached=play.form,
        after=after,
        party=party,
        next=signs.next,
        mover=mover,
        gain=gain,
        terms=() if careful is None else sums.of(party, careful),
        walks=careful is not None and careful.walks_at is not None,
        left_out=() if careful is None else careful.left_out,
        without_values=signs.answer,
        inequality=signs.inequality,
        owed_to_it=signs.owed_to_it,
        owes=signs.owes,
        not_received=signs.not_received,
        kept_back=signs.kept_back,
        held_by=tuple(_held_by(play, signs)),
        holds=holds,
        exposed={other: lost for other, lost in exposed.items() if other != party},
        exact=careful is None or careful.exact,
    )


def _gain(careful: Stop | None, hopeful: Stop | None) -> tuple[Interval, bool | None]:
    """From the best corner to the worst; whether the party goes on for every value, for none, or it depends."""
    if careful is None or hopeful is None:
        return NOTHING, True
    high = None if careful.bound is None else float(careful.bound)
    low = None if hopeful.gain is None else float(hopeful.gain)
    # A gain without bounds still has a sign.
    up = careful.sign if careful.bound is None else (careful.bound > 0) - (careful.bound < 0)
    down = hopeful.sign
    holds = True if up <= 0 else False if down > 0 else None
    return Interval(low, high), holds


class Sums:
    """Writes gains out as sums, a line each, in the unit of the party's file, at the time of the point."""

    def __init__(self, stopping: Stopping) -> None:
        self.stopping, self.play = stopping, stopping.play
        self.acts = {act.id: act for act in self.play.acts}
        self._sums: dict[tuple[str, str], tuple[Term, ...]] = {}
        self._lines: dict[Fraction, dict[tuple[str, str], Term]] = {}

    def of(self, party: str, stop: Stop) -> tuple[Term, ...]:
        """The sum of one gain at its worst corner; made once for each act."""
        key = (party, stop.at)
        if key not in self._sums:
            self._sums[key] = tuple(self._terms(party, stop))
        return self._sums[key]

    def _terms(self, party: str, stop: Stop) -> Iterator[Term]:
        stakes = self.play.stakes[party]
        weight = stakes.weight[stop.at]
        lines = self._lines.setdefault(weight, {})
        for label in stop.released:
            if (party, label) not in lines:
                lines[party, label] = self._line(party, label, weight)
            yield lines[party, label]
        for bearing in self.play.bearings[party]:
            times = dict(stop.lost).get(bearing.guarantee, 0)
            if times and bearing.loses is not None:
                counts = lost_at(stakes, bearing, stop.at, times) / weight
                yield Term("lost", bearing.guarantee, interval(bearing.loses, -counts))
        if stop.walks_at is not None and stakes.exit_ is not None:
            exit_ = total(self.play.losses[party], self.stopping.exit(party, stop))
            yield Term("exit", stop.walks_at, interval(exit_, 1))

    def _line(self, party: str, label: str, weight: Fraction) -> Term:
        act = self.acts[label]
        shares = self.play.stakes[party].of[label]
        worth = total(self.play.losses[party], {name: share / weight for name, share in shares.items()})
        kind = "not received" if party in act.to else "kept back" if party in act.by else "released"
        return Term(kind, label, interval(worth, -1))


def _held_by(play: Play, signs: Signs) -> Iterator[HeldBy]:
    if signs.next is None:
        return
    for bearing in play.bearings[signs.party]:
        covers = signs.next in bearing.covers
        counts = bearing.counts and covers
        why = bearing.why or ("" if covers else f"it does not cover `{signs.next}`")
        loses = None if bearing.loses is None else interval(bearing.loses, 1)
        yield HeldBy(bearing.guarantee, loses, counts, why)


def exposures(play: Play) -> Iterator[dict[str, Interval]]:
    """At each place, what each party with values has put in beyond what it has had, if things stop there.

    What it gets if others stop counts against it, where its file says so. Without discount: what was given was given.
    """
    held = {party: (Fraction(0), Fraction(0)) for party in play.choosers}
    sums: dict[str, tuple[Ends, Ends]] = dict(held)
    for place in range(len(play.acts) + 1):
        yield {party: _exposure(play, party, place, sums[party]) for party in play.choosers}
        if place < len(play.acts):
            for party in play.choosers:
                sums[party] = _added(sums[party], play.stakes[party].face(play.acts[place].id))
                for worth in _adds(play, party, place):
                    sums[party] = _added(sums[party], worth)


def _adds(play: Play, party: str, place: int) -> Iterator[Worth]:
    worth = play.stakes[party].stopped_adds.get(play.acts[place].id)
    if worth is not None:
        yield worth


def _exposure(play: Play, party: str, place: int, had: tuple[Ends, Ends]) -> Interval:
    stakes = play.stakes[party]
    stage = play.acts[min(place, len(play.acts) - 1)].stage if play.acts else None
    for worth in (stakes.stopped, stakes.stopped_in.get(stage or "")):
        had = had if worth is None else _added(had, worth)
    # Shares such as a third leave dust in the last digit.
    return Interval(*(None if isinstance(end, float) else float(round(-end, 12)) for end in reversed(had)))


def _added(had: tuple[Ends, Ends], worth: Worth) -> tuple[Ends, Ends]:
    low, high = scaled(worth, Fraction(1))
    return plus(had[0], low), plus(had[1], high)


def interval(worth: Worth, times: int | Fraction) -> Interval:
    """A worth, so many times, as an interval; None where no bound is known."""
    low, high = scaled(worth, Fraction(times))
    return Interval(*(None if math.isinf(end) else float(end) for end in (low, high)))


def all_hold(answers: Iterable[bool | None]) -> bool | None:
    """Whether all hold: no if one does not, yes if every one does, else it cannot be said."""
    every = list(answers)
    if any(answer is False for answer in every):
        return False
    return True if all(answer is True for answer in every) else None
