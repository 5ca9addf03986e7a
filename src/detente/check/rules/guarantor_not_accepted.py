"""G002: a guarantor is not recorded as having accepted, and something rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import refs_of
from detente.check.backing import about_guarantee, guarantors_of
from detente.check.saying import ticked
from detente.diagnose.diagnostic import Related, Remark, Severity
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Actor, Deal, Guarantee

_AGREED = ("signed", "in force")


@rule(code="G002", severity="warning")
def guarantor_not_accepted(deal: Deal, course: Course) -> Iterator[Remark]:
    """A guarantor is not recorded as having accepted, and something rests on it.

    What it finds:
        Somebody who gives a guarantee, is no party, and is recorded neither as having `accepted` nor as having
        `signed` its guarantees. A warning in a proposal. An error where the deal is signed or in force and a duty or
        a demand rests on the guarantee; there, being among those who sign counts as acceptance.

    Why it matters:
        A guarantee that a mediator announced binds the mediator to nothing, and its supposed giver to nothing either.

    Example:
        detente: 1
        kind: other
        status: proposal
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: not stated}}
        verifiers: {mission: {name: Joint Mission, access: the road, safety: Northland}}
        obligations:
          pull-back: {by: north, to: south, does: leave, measure: map 1, due: 2031-05-01, verified by: south}
        guarantees:
          coast-bond:
            by: coast
            secures: south
            covers: [pull-back]
            form: bond
            pays: 5 million euro
            to: south
            when: {found by: mission, within: 10 days}
            until: 2031-08-01
            written: yes
            signed: no

    Instead:
        detente: 1
        kind: other
        status: proposal
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}
        verifiers: {mission: {name: Joint Mission, access: the road, safety: Northland}}
        obligations:
          pull-back: {by: north, to: south, does: leave, measure: map 1, due: 2031-05-01, verified by: south}
        guarantees:
          coast-bond:
            by: coast
            secures: south
            covers: [pull-back]
            form: bond
            pays: 5 million euro
            to: south
            when: {found by: mission, within: 10 days}
            until: 2031-08-01
            written: yes
            signed: no

    When to allow:
        When its acceptance is a condition of the signature itself.
    """
    if deal.frame.status == "ended":
        return
    agreed = deal.frame.status in _AGREED
    wanted = {label for demand in deal.demands.values() for label in refs_of(demand.met_by)}
    given_by: dict[str, list[Guarantee]] = {}
    for guarantee in deal.guarantees.values():
        for label in guarantors_of(guarantee):
            given_by.setdefault(label, []).append(guarantee)
    for label, guarantees in given_by.items():
        actor = deal.guarantors.get(label) or deal.actors.get(label)
        if actor is None or label in deal.parties or _is_bound(deal, actor, guarantees, agreed):
            continue
        rests = any(guarantee.covers or guarantee.id in wanted for guarantee in guarantees)
        yield _remark(deal, actor, guarantees, Severity.error if agreed and rests else Severity.warning)


def _is_bound(deal: Deal, actor: Actor, guarantees: Sequence[Guarantee], agreed: bool) -> bool:
    signs = agreed and actor.id in (deal.frame.signs or ())
    return actor.accepted is True or signs or all(guarantee.signed is True for guarantee in guarantees)


def _remark(deal: Deal, actor: Actor, guarantees: Sequence[Guarantee], severity: Severity) -> Remark:
    labels = ticked((guarantee.id for guarantee in guarantees), 4)
    name = deal.call(actor.id)
    if actor.accepted is False:
        message = f"{name} has not accepted to be guarantor, and is to give {labels}"
    else:
        what = f"whether {name} has accepted to be guarantor"
        message = f"{lacking(what, actor.accepted)}, and it is to give {labels}"
    return Remark(
        span=deal.place(actor),
        message=message,
        help=f"once it has accepted or signed, write `accepted: yes` under `{actor.id}` or `signed: yes`",
        related=tuple(Related(f"`{guarantee.id}`", deal.place(guarantee)) for guarantee in guarantees[:4]),
        subjects=about_guarantee(deal, *guarantees),
        severity=severity,
    )
