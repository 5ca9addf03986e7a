"""Q015: after the last act that a party owes nothing is owed to it any more, and no guarantee covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.hold.leaving import leaving
from detente.hold.ledger import ledger_of
from detente.hold.saying import about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.hold.ledger import Ledger


@rule(code="Q015", severity="note")
def last_act_unsecured(deal: Deal, course: Course) -> Iterator[Remark]:
    """After the last act that a party owes nothing is owed to it any more, and no guarantee covers it.

    What it finds:
        The last act that a party owes another, or a standing duty of it that runs on after all acts, where by the
        text everything that is owed to the party comes before (by conditions, stages or days), nothing owed to it
        runs on beside it, and no guarantee that counts covers it. Acts whose order is not given are left aside, and
        so is what `stage-worth-leaving` says of the same party.

    Why it matters:
        Somebody comes last in every deal that ends. Whoever it is has had everything by then, and the other relies on
        a guarantee, on what follows after the deal, or on this party's word.

    Example:
        detente: 1
        kind: other
        if breached: releases what depends on it
        parties: {north: Northland, south: Southland}
        obligations:
          release: {by: south, to: north, does: release captives/hostages, due: 2031-04-01}
          pull-back: {by: north, to: south, does: leave the valley, due: 2031-05-01, after: [release]}

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
            pays: 20 million euro
            to: south
            until: 2031-08-01
            written: yes
            signed: yes

    When to allow:
        When the parties will go on dealing with each other, and both have said that this is enough.
    """
    ledger = ledger_of(course)
    for party in deal.parties:
        place = _last(ledger, party)
        if place is not None and leaving(ledger, party) is None:
            yield _remark(deal, ledger, party, place)


def _last(ledger: Ledger, party: str) -> int | None:
    """The place of the last act of a party, if by the text nothing is owed to it from then on and nothing holds it."""
    parties, end = ledger.deal.parties, len(ledger.acts)
    own = [p for p in ledger.owed_by(party) if any(to in parties and to != party for to in ledger.acts[p].to)]
    if not own:
        return None
    lasting = [place for place in own if ledger.lasts(place, end)]
    last = lasting[-1] if lasting else own[-1]
    if last in ledger.held_by(party) or any(ledger.lasts(place, end) for place in ledger.owed_to(party)):
        return None
    if lasting:
        return last
    earlier = ledger.comes_before(last)
    moment = last + 1
    if all(place in earlier and not ledger.lasts(place, moment) for place in ledger.owed_to(party)):
        return last
    return None


def _remark(deal: Deal, ledger: Ledger, party: str, place: int) -> Remark:
    act = ledger.acts[place]
    owed = deal.obligations[act.members[0].obligation]
    name = deal.call(party)
    what = (
        f"`{act.base}` ({name}) runs on after every other act"
        if act.standing and ledger.lasts(place, len(ledger.acts))
        else f"`{act.base}` is the last act that {name} owes"
    )
    return Remark(
        span=deal.place(owed),
        message=f"{what}: nothing is owed to {name} from then on, and no guarantee that counts covers it",
        help="cover it by a guarantee, or let a part of what is owed to this party come after it",
        subjects=about(deal, [act]),
    )
