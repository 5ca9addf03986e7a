"""G009: a guarantee is all that holds an act, and its guarantor is not bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.phrases import Silence
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule
from detente.hold.ledger import ends_the_deal, ledger_of
from detente.hold.saying import about, with_performers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Guarantee
    from detente.hold.ledger import Ledger

_AGREED: Final = ("signed", "in force")


@rule(code="G009", severity="warning")
def guarantor_not_bound(deal: Deal, course: Course) -> Iterator[Remark]:
    """A guarantee is all that holds an act, and its guarantor is not bound.

    What it finds:
        A guarantee under which something is taken from a party that stops, that covers acts of a party that it
        `secures`, and that is not written, not signed, or not accepted by its guarantor; where by the text nothing
        owed to that party falls away if such an act is left out, and no other guarantee that binds covers it.

    Why it matters:
        By the text alone the party loses nothing by leaving the act out. Everything then rests on a guarantee that
        nobody has to carry out.

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
            pays: 20 million euro
            to: south
            until: 2031-08-01
            written: yes
            signed: no

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
        When the guarantor's signature is a condition of the deal itself.
    """
    if not deal.guarantees:
        return
    from detente.hold.play.pledges import TAKES  # noqa: PLC0415 -- most deals of thousands of acts have no guarantee

    ledger = ledger_of(course)
    taking = [one for one in ledger.deal.guarantees.values() if _takes(one, TAKES)]
    bound = {one.id for one in taking if not _lacks(deal, one)}
    alone = {party: set(ledger.owed_by(party)) for party in deal.parties}
    for party, places in alone.items():
        places.difference_update(*(ledger.covered_by(label, party) for label in bound))
    for guarantee in taking:
        resting = [] if guarantee.id in bound else _resting(ledger, guarantee, alone)
        if resting:
            yield _remark(deal, ledger, guarantee, resting)


def _takes(guarantee: Guarantee, forms: tuple[str, ...]) -> bool:
    """Whether it would take something from a party that stops, were it bound."""
    said = isinstance(guarantee.secures, tuple) and isinstance(guarantee.covers, tuple)
    act = any(
        value is not None and not isinstance(value, Silence) for value in (guarantee.pays, guarantee.does)
    )
    return said and guarantee.form != "assurance" and (guarantee.form in forms or act)


def _lacks(deal: Deal, guarantee: Guarantee) -> list[str]:
    """In what it is not bound, in words."""
    found: list[str] = []
    if guarantee.signed is True:
        return found
    if guarantee.written is False or (isinstance(guarantee.written, Silence) and not guarantee.clause):
        found.append("not written" if guarantee.written is False else "not stated to be written")
    if guarantee.signed is False:
        found.append("not signed")
    unbound = [who for who in guarantee.by or () if not _accepted(deal, who)]
    if unbound:
        found.append(f"not recorded as accepted by {deal.call_all(unbound)}")
    return found


def _accepted(deal: Deal, who: str) -> bool:
    actor = deal.guarantors.get(who) or deal.actors.get(who)
    signs = deal.frame.status in _AGREED and who in (deal.frame.signs or ())
    return who in deal.parties or signs or (actor is not None and actor.accepted is True)


def _resting(ledger: Ledger, guarantee: Guarantee, alone: dict[str, set[int]]) -> list[int]:
    """The places of the acts that nothing else holds."""
    found = set()
    for party, places in alone.items():
        for place in ledger.covered_by(guarantee.id, party):
            if place in places and not _falls(ledger, party, place):
                found.add(place)
    return sorted(found)


def _falls(ledger: Ledger, party: str, place: int) -> bool:
    """Whether by the text anything owed to the party falls away with the act."""
    if ends_the_deal(ledger.acts[place]):
        return any(later >= place or ledger.lasts(later, place) for later in ledger.owed_to(party))
    return bool(ledger.hanging[place] & ledger.anything_for(party))


def _remark(deal: Deal, ledger: Ledger, guarantee: Guarantee, places: list[int]) -> Remark:
    acts = [ledger.acts[place] for place in places]
    who = deal.call_all(guarantee.by)
    lacks = " and ".join(_lacks(deal, guarantee))
    rest = "rests" if len(acts) == 1 else "rest"
    left = "that is" if len(acts) == 1 else "they are"
    performer = deal.call_all(label for label in deal.parties if any(label in act.by for act in acts))
    return Remark(
        span=deal.place(guarantee, "covers"),
        message=(
            f"`{guarantee.id}`{f' ({who})' if who else ''} is {lacks}, and {with_performers(deal, acts)} {rest} on it "
            f"alone: by the text nothing owed to {performer} falls away if {left} left out"
        ),
        help=f"once it is written, signed and accepted, {performer} would lose something by leaving out what it covers",
        related=tuple(
            Related(f"`{act.base}`", deal.place(deal.obligations[act.members[0].obligation]))
            for act in acts[:3]
        ),
        subjects=about(deal, acts, guarantees=[guarantee]),
    )
