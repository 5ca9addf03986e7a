"""V001: nobody verifies an obligation, or only those who owe it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import named, performers
from detente.check.change import stated
from detente.check.silence import given, unsaid
from detente.diagnose.diagnostic import Fix, Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation


@rule(code="V001", severity="warning")
def obligation_without_verifier(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nobody verifies an obligation, or only those who owe it.

    What it finds:
        An obligation without `verified by`, or verified by nobody but some of those who carry it out. Verification of
        each party by the other (`each other`, or all of several performers) is enough.

    Why it matters:
        Where nobody finds whether a thing was done, each side finds it for itself, and what comes next waits on an
        argument.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          pull-back: {by: north, to: south, does: leave, measure: map 1, due: 2031-05-01, verified by: not stated}

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: {name: Joint Mission, access: the road, safety: Northland}}
        obligations:
          pull-back: {by: north, to: south, does: leave, measure: map 1, due: 2031-05-01, verified by: mission}

    When to allow:
        When the act is done in the open, before those to whom it is owed.
    """
    for act in deal.obligations.values():
        verifiers = given(act.verified_by)
        if unsaid(verifiers):
            message = lacking(f"who verifies {named(deal, act)}", act.verified_by)
        elif _by_itself(act):
            message = (
                f"`{act.id}` is verified by {deal.call_all(verifiers)} alone, who carr{_ies(act)} it out"
            )
        else:
            continue
        yield Remark(
            span=deal.place(act, "verified by"),
            message=message,
            help="name in `verified by` somebody else: a verifier, those to whom it is owed, or `each other`",
            subjects=about(deal, act),
            fix=_proposal(deal, act),
        )


def _proposal(deal: Deal, act: Obligation) -> Fix | None:
    """Where the deal has one verifier that does not owe the act itself, that one; it alters a duty, so it is shown."""
    if len(deal.verifiers) != 1:
        return None
    label = next(iter(deal.verifiers))
    patch = None if label in performers(act) else stated(deal, act, "verified by", label)
    return None if patch is None else Fix(f"let `{label}` verify `{act.id}`", patch, safe=False)


def _by_itself(act: Obligation) -> bool:
    verifiers, people = set(given(act.verified_by) or ()), set(performers(act))
    each_other = len(people) > 1 and verifiers == people
    return verifiers <= people and not each_other


def _ies(act: Obligation) -> str:
    return "ies" if len(given(act.verified_by) or ()) == 1 else "y"
