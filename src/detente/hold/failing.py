"""What changes if one guarantee is not honoured: at which acts a party would then gain by stopping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from detente.deal.model import Deal, Guarantee
from detente.deal.phrases import figure
from detente.hold.play import CAREFUL, HOPEFUL, Play
from detente.hold.results import Point
from detente.hold.signs import listed
from detente.hold.stopping import Stopping


def if_guarantees_fail(asked: Mapping[str, Stopping], points: Iterable[Point]) -> Iterator[str]:
    """One sentence for each guarantee of the text: who is taken to honour it, and what follows if it is not."""
    every = tuple(point for point in points if point.mover)
    deal = next(iter(asked.values())).play.deal
    for label, guarantee in deal.guarantees.items():
        if not guarantee.by:
            continue
        if not any(one.counts and one.guarantee == label for point in every for one in point.held_by):
            continue
        said = list(dict.fromkeys(_turned(asked, every, label)))
        then = "; and ".join(said) if said else "no verdict changes"
        yield f"{_taken(deal, guarantee)}; if not, {then}."


def _taken(deal: Deal, guarantee: Guarantee) -> str:
    several = isinstance(guarantee.by, tuple) and len(guarantee.by) > 1
    verb = "are" if several else "is"
    return f"{deal.call_all(guarantee.by)} {verb} taken to do what `{guarantee.id}` asks when it is called"


def _turned(asked: Mapping[str, Stopping], points: tuple[Point, ...], label: str) -> Iterator[str]:
    for form, stopping in asked.items():
        for party in stopping.play.deal.parties:
            mine = [point for point in points if point.if_breached == form and point.party == party]
            held = [p for p in mine if any(one.guarantee == label and one.counts for one in p.held_by)]
            if not held:
                continue
            if party in stopping.play.choosers:
                yield from _by_values(_without(stopping, label), party, held)
            else:
                yield from _by_signs(stopping.play, party, held, label)


def _by_signs(play: Play, party: str, held: list[Point], label: str) -> Iterator[str]:
    """Points at which this guarantee is all that stands against stopping."""
    alone = [
        point.next
        for point in held
        if point.next and not point.not_received and sum(one.counts for one in point.held_by) == 1
    ]
    if alone:
        yield (
            f"nothing would be lost by {play.deal.call(party)} by leaving out {listed(tuple(dict.fromkeys(alone)))}"
        )


def _by_values(stopping: Stopping, party: str, held: list[Point]) -> Iterator[str]:
    """Points at which the answer turns without this guarantee: to a gain for every value, or to one that depends."""
    gains: dict[str, float | None] = {}
    depends: dict[str, None] = {}
    for point in held:
        careful = stopping.at(party, point.next, CAREFUL) if point.holds is not False and point.next else None
        hopeful = stopping.at(party, point.next, HOPEFUL) if careful is not None and point.next else None
        if careful is None or hopeful is None:
            continue
        if hopeful.sign > 0:
            gains[careful.at] = None if careful.bound is None else float(careful.bound)
        elif careful.sign > 0 and point.holds is True:
            depends[careful.at] = None
    name = stopping.play.deal.call(party)
    if gains:
        known = [gain for gain in gains.values() if gain is not None]
        most = f" by up to {figure(max(known))}" if len(known) == len(gains) else ""
        yield f"{name} would gain by stopping at {listed(tuple(gains))}{most}"
    if depends:
        yield f"{name} may gain by stopping at {listed(tuple(depends))}"


def _without(stopping: Stopping, label: str) -> Stopping:
    play = stopping.play
    bearings = {
        party: tuple(replace(one, counts=one.counts and one.guarantee != label) for one in every)
        for party, every in play.bearings.items()
    }
    return Stopping(replace(play, bearings=bearings), stopping.deadline)
