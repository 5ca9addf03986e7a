"""The end of a stage from which on nothing owed to a party hangs on what it still owes: by signs alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.hold.ledger import Ledger, ends_the_deal


@dataclass(frozen=True, slots=True)
class Leaving:
    """One party at the end of one stage, and the places of what it still owes with which nothing falls away."""

    party: str
    stage: str
    owes: tuple[int, ...]


def leaving(ledger: Ledger, party: str) -> Leaving | None:
    """The earliest end of a stage at which a party has had something and could leave out all that it still owes.

    What a guarantee that counts covers is left aside, and so is what has begun already: a standing duty that runs on
    may still be kept. Nothing that others owe to the party may fall away with the rest. An act that waits for something
    that the party is still to receive is not named: somebody comes last, and here it has to receive first.
    """
    owed_to = ledger.owed_to(party)
    held = ledger.held_by(party)
    for stage, since in _ends(ledger):
        owes = tuple(place for place in ledger.owed_by(party) if place >= since)
        if not owes:
            return None
        free = tuple(place for place in owes if place not in held)
        if free and owed_to and owed_to[0] < since and not _falls(ledger, party, free, since):
            later = set(ledger.falls((place for place in owed_to if place >= since), since))
            named = tuple(place for place in free if place not in later)
            if named:
                return Leaving(party, stage, named)
    return None


def _ends(ledger: Ledger) -> Iterator[tuple[str, int]]:
    """Each stage that has acts and is not the last, with the place of the first act of a later stage."""
    stages = list(ledger.deal.stages)
    numbers = ledger.stage_number
    used = sorted({number for number in numbers if number is not None})
    since = 0
    for number in used[:-1]:
        while numbers[since] is None or (numbers[since] or 0) <= number:
            since += 1
        yield stages[number], since


def _falls(ledger: Ledger, party: str, free: tuple[int, ...], since: int) -> bool:
    """Whether anything owed to the party falls away with all of these; all of it may, where a breach ends the deal."""
    owed_to = set(ledger.owed_to(party))
    if any(ends_the_deal(ledger.acts[place]) for place in free):
        return any(place >= since or ledger.lasts(place, since) for place in owed_to)
    return any(place in owed_to for place in ledger.falls(free, since))
