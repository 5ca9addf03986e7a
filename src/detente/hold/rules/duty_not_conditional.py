"""Q014: two parties owe each other, and what one leaves out does not release the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.phrases import Silence
from detente.diagnose.diagnostic import Related, Remark, Severity
from detente.diagnose.rule import rule
from detente.hold.ledger import ends_the_deal, ledger_of
from detente.hold.saying import about, obligations_of, ticked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.hold.ledger import Ledger

_Key = tuple[str, str, str | None]
_Sides = tuple[dict[int, None], dict[int, None]]
_LOOKED_AT: Final = 8  # of the exchanges without a turn in one stage; the others are like them


@rule(code="Q014", severity="warning")
def duty_not_conditional(deal: Deal, course: Course) -> Iterator[Remark]:
    """Two parties owe each other, and what one leaves out does not release the other.

    What it finds:
        For each stage, what one party owes another and the other owes it in that stage where neither
        waits for the other, directly or not: nothing that the first is owed by the second falls away with it, and it
        waits for no act of the second. An act that is exchanged for another (`against`) is named although no `turn`
        says that one waits. Nothing is found where a missed act ends the deal. Where the text does not state what a
        missed act releases it is a note.

    Why it matters:
        A party that has not received what it was promised still owes what it promised, in full and on time. If it
        holds its part back all the same, the text says that both have missed a duty.

    Example:
        detente: 1
        kind: other
        if breached: releases what depends on it
        parties: {north: Northland, south: Southland}
        obligations:
          release: {by: south, to: north, does: release captives/hostages, due: 2031-05-01}
          pull-back: {by: north, to: south, does: leave the valley, due: 2031-05-01}

    Instead:
        detente: 1
        kind: other
        if breached: releases what depends on it
        parties: {north: Northland, south: Southland}
        obligations:
          release: {by: south, to: north, does: release captives/hostages, due: 2031-05-01}
          pull-back: {by: north, to: south, does: leave the valley, due: 2031-05-02, after: [release]}

    When to allow:
        When each duty is meant to stand whatever the other side does, as duties towards persons often are.
    """
    ledger = ledger_of(course)
    found: dict[_Key, _Sides] = {}
    _exchanged(ledger, found)
    _side_by_side(ledger, found)
    stages: dict[str | None, dict[tuple[str, str], _Sides]] = {}
    for (one, two, stage), sides in found.items():
        if all(sides):
            stages.setdefault(stage, {})[one, two] = sides
    for stage, pairs in stages.items():
        yield _remark(deal, ledger, stage, pairs)


def _exchanged(ledger: Ledger, found: dict[_Key, _Sides]) -> None:
    """Acts that are said to be exchanged, without a turn, and of which neither falls with the other."""
    looked: dict[_Key, int] = {}
    first = {act.members[0].obligation: place for place, act in reversed(list(enumerate(ledger.acts)))}
    for place, act in enumerate(ledger.acts):
        owed = ledger.deal.obligations[act.members[0].obligation]
        other = first.get(owed.against) if isinstance(owed.against, str) else None
        unsaid = owed.turn is None or isinstance(owed.turn, Silence)
        if other is None or not unsaid or first[owed.id] != place or ends_the_deal(act):
            continue
        for key, mine, theirs in _pairs(ledger, place, other):
            looked[key] = looked.get(key, 0) + 1
            if looked[key] <= _LOOKED_AT and not _linked(ledger, place, other):
                sides = found.setdefault(key, ({}, {}))
                sides[mine][place] = None
                sides[1 - mine][theirs] = None


def _pairs(ledger: Ledger, place: int, other: int) -> Iterator[tuple[_Key, int, int]]:
    """Each two parties that owe each other these two acts, with the side of the first."""
    one, two = ledger.acts[place], ledger.acts[other]
    numbers = {party: number for number, party in enumerate(ledger.deal.parties)}
    for by in one.by:
        for back in two.by:
            if by in numbers and back in numbers and by != back and back in one.to and by in two.to:
                turned = numbers[by] > numbers[back]
                key = (back, by, one.stage) if turned else (by, back, one.stage)
                yield key, int(turned), other


def _linked(ledger: Ledger, one: int, other: int) -> bool:
    return other in ledger.falls([one], 0) or one in ledger.falls([other], 0)


def _side_by_side(ledger: Ledger, found: dict[_Key, _Sides]) -> None:
    """What is owed in the same stage, hangs on nothing of the other and releases nothing owed by the other."""
    parties = list(ledger.deal.parties)
    for number, party in enumerate(parties):
        for place in ledger.owed_by(party):
            act = ledger.acts[place]
            if ends_the_deal(act):
                continue
            for to in act.to:
                if to not in parties or to == party:
                    continue
                if ledger.hanging[place] & ledger.pair(to, party) or ledger.waits_for(place, to):
                    continue
                other = parties.index(to)
                key = (party, to, act.stage) if number < other else (to, party, act.stage)
                found.setdefault(key, ({}, {}))[int(number > other)][place] = None


def _remark(deal: Deal, ledger: Ledger, stage: str | None, pairs: dict[tuple[str, str], _Sides]) -> Remark:
    places = sorted({place for sides in pairs.values() for side in sides for place in side})
    acts = [ledger.acts[place] for place in places]
    labels = obligations_of(acts)
    where = f"in stage `{stage}` " if stage is not None else ""
    neither = (
        "neither waits for the other: what one leaves out does not release the other"
        if len(pairs) == 1
        else "none of them waits for another: what one leaves out does not release the others"
    )
    return Remark(
        span=deal.place(deal.obligations[labels[0]]),
        message=f"{where}{_who_owes_what(deal, ledger, pairs)}, and {neither}",
        help="let the later act wait for the earlier (`after`), give the exchange a `turn`, or let standing duties "
        "be owed `while` the other's is kept",
        related=tuple(Related(f"`{label}`", deal.place(deal.obligations[label])) for label in labels[1:4]),
        subjects=about(deal, acts),
        severity=Severity.note if any(act.then is None for act in acts) else None,
    )


def _who_owes_what(deal: Deal, ledger: Ledger, pairs: dict[tuple[str, str], _Sides]) -> str:
    """One pair with the duties of each side; of several, who they are and what any of them owes another."""
    if len(pairs) == 1:
        ((one, two), sides) = next(iter(pairs.items()))
        mine, theirs = (obligations_of(ledger.acts[place] for place in side) for side in sides)
        one, two = deal.call(one), deal.call(two)
        if set(mine) == set(theirs):
            return f"{one} and {two} owe each other {ticked(mine)}"
        return f"{one} owes {two} {ticked(mine)}, {two} owes {one} {ticked(theirs)}"
    people = {party for pair in pairs for party in pair}
    places = sorted({place for sides in pairs.values() for side in sides for place in side})
    names = deal.call_all(label for label in deal.parties if label in people)
    return f"{names} owe each other {ticked(obligations_of(ledger.acts[place] for place in places))}"
