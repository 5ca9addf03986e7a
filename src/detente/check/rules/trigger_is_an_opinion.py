"""G003: nothing but an opinion says when a guarantor has to act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import performers, refs_of
from detente.check.backing import about_guarantee, guarantors_of, says_act
from detente.check.silence import given, unsaid
from detente.deal.phrases import NOT_STATED
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Guarantee


@rule(code="G003", severity="warning")
def trigger_is_an_opinion(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nothing but an opinion says when a guarantor has to act.

    What it finds:
        A guarantee that says what its guarantor does, and names nobody who finds that it has to (`when: {found by:
        ...}`); or names only the guarantor itself, only those who receive or are secured, or only those whose duties
        it covers.

    Why it matters:
        A guarantor that decides for itself whether the case has arisen can always decide that it has not. A party
        that decides alone that it is to be paid makes a guarantee that nobody will give twice.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}
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
            when: {found by: coast, within: 10 days}
            until: 2031-08-01
            written: yes

    Instead:
        detente: 1
        kind: other
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

    When to allow:
        When the guarantor pays on demand by design, and what it loses by a wrong demand is covered elsewhere.
    """
    for guarantee in deal.guarantees.values():
        message = _opinion(deal, guarantee) if says_act(guarantee) else None
        if message:
            yield Remark(
                span=deal.place(guarantee, *(("when", "found by") if guarantee.when else ("when",))),
                message=message,
                help="write `when: {found by: WHO, within: 10 days}` with somebody who neither gives nor receives",
                subjects=about_guarantee(deal, guarantee),
            )


def _opinion(deal: Deal, guarantee: Guarantee) -> str | None:
    trigger = given(guarantee.when)
    finders = set((given(trigger.found_by) if trigger else None) or ())
    who = deal.call_all(guarantors_of(guarantee))
    called = f"`{guarantee.id}`{f' ({who})' if who else ''} may be called"
    if not finders:
        said = trigger.found_by if trigger else guarantee.when
        silent = NOT_STATED if said is NOT_STATED or (trigger and not unsaid(trigger.words)) else None
        return lacking(f"who finds that {called}", silent)
    names = deal.call_all(given(trigger.found_by) if trigger else ())
    for role, people in _interested(deal, guarantee):
        if finders <= people:
            return f"only {role} ({names}) find that `{guarantee.id}` may be called"
    return None


def _interested(deal: Deal, guarantee: Guarantee) -> Iterator[tuple[str, set[str]]]:
    yield "those who give it", set(guarantors_of(guarantee))
    yield "those whom it secures", {*(given(guarantee.secures) or ()), *(given(guarantee.to) or ())}
    covered = [deal.obligations[label] for label in refs_of(guarantee.covers) if label in deal.obligations]
    yield "those who owe what it covers", {label for act in covered for label in performers(act)}
