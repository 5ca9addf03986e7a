"""G007: one guarantor stands for the same thing to two sides, in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import refs_of
from detente.check.backing import about_guarantee, guarantors_of
from detente.check.saying import ticked
from detente.check.silence import given
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Guarantee


@rule(code="G007", severity="warning")
def guarantees_point_apart(deal: Deal, course: Course) -> Iterator[Remark]:
    """One guarantor stands for the same thing to two sides, in two ways.

    What it finds:
        Two guarantees of the same guarantor that cover the same obligation, secure different parties, and say
        different things (`does`, `pays`, `form`).

    Why it matters:
        At the point where the obligation is in doubt the guarantor owes one side one thing and the other side
        another. Each side counts on its own, and learns of the other when it is called.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}
        verifiers: {mission: {name: Joint Mission, access: the valley, safety: both parties}}
        obligations:
          talks: {by: [north, south], to: each other, does: agree, measure: text, due: 2031-05-01, verified by: mission}
        guarantees:
          letter-to-south:
            by: coast
            secures: south
            covers: [talks]
            form: assurance
            does: keep both sides at the table
            when: {found by: mission, within: 10 days}
            until: 2031-08-01
            written: yes
          letter-to-north:
            by: coast
            secures: north
            covers: [talks]
            form: assurance
            does: stand by Northland if the talks end without a text
            when: {found by: mission, within: 10 days}
            until: 2031-08-01
            written: yes

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}
        verifiers: {mission: {name: Joint Mission, access: the valley, safety: both parties}}
        obligations:
          talks: {by: [north, south], to: each other, does: agree, measure: text, due: 2031-05-01, verified by: mission}
        guarantees:
          letter:
            by: coast
            secures: [north, south]
            covers: [talks]
            form: assurance
            does: keep both sides at the table
            when: {found by: mission, within: 10 days}
            until: 2031-08-01
            written: yes

    When to allow:
        When both sides have read both texts and have said that they agree with each other.
    """
    found: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], dict[frozenset[str], Guarantee]] = {}
    for guarantee in deal.guarantees.values():
        secured = frozenset(given(guarantee.secures) or ())
        if not secured:
            continue
        for who in guarantors_of(guarantee):
            for label in dict.fromkeys(refs_of(guarantee.covers)):
                others = first.setdefault((who, label), {})
                # One other side is enough: more of them would say the same again.
                other = next((one for whom, one in others.items() if whom != secured), None)
                if other is not None and _differ(other, guarantee):
                    found.setdefault((other.id, guarantee.id), []).append(label)
                others.setdefault(secured, guarantee)
    for (one, two), labels in found.items():
        yield _remark(deal, deal.guarantees[one], deal.guarantees[two], list(dict.fromkeys(labels)))


def _differ(one: Guarantee, two: Guarantee) -> bool:
    return (one.does, one.pays, one.form) != (two.does, two.pays, two.form)


def _remark(deal: Deal, one: Guarantee, two: Guarantee, labels: list[str]) -> Remark:
    both = deal.call_all(label for label in guarantors_of(one) if label in guarantors_of(two))
    return Remark(
        span=deal.place(two),
        message=f"{both} stand{'s' * (' and ' not in both)} for {ticked(labels, 4)} twice, and differently: "
        f"to {deal.call_all(one.secures)} by `{one.id}`, to {deal.call_all(two.secures)} by `{two.id}`",
        help="make it one guarantee that secures both, or write which of the two goes first where they differ",
        related=(Related(f"`{one.id}` secures {deal.call_all(one.secures)}", deal.place(one)),),
        subjects=about_guarantee(deal, one, two),
    )
