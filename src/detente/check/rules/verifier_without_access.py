"""V003: a verifier has no stated access, or nobody answers for its safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import NAMED_KINDS
from detente.check.saying import ticked
from detente.check.silence import given, unsaid
from detente.diagnose.diagnostic import Related, Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation, Verifier

_IN_THE_FIELD = ("ceasefire", "exchange", "arms control")


@rule(code="V003", severity="warning", kinds=NAMED_KINDS)
def verifier_without_access(deal: Deal, course: Course) -> Iterator[Remark]:
    """A verifier has no stated access, or nobody answers for its safety.

    What it finds:
        One of `verifiers` who verifies an obligation and has no `access` (where it may go, on what notice); or, in a
        ceasefire, an exchange or a deal on arms control, no `safety` (who answers for it).

    Why it matters:
        A team that waits at a gate finds nothing, and a finding that a thing could not be seen is read by each side
        as it likes.

    Example:
        detente: 1
        kind: milestone
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {engineer: {name: Tidewell}}
        disputes: {body: a panel, within: 21 days, decides: two of three}
        obligations:
          works:
            by: south
            to: north
            does: finish the works
            measure: list A
            due: 2031-05-01
            verified by: engineer
            verified how: visit
            verified within: 5 days

    Instead:
        detente: 1
        kind: milestone
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {engineer: {name: Tidewell, access: the site each day from 07:00 to 18:00}}
        disputes: {body: a panel, within: 21 days, decides: two of three}
        obligations:
          works:
            by: south
            to: north
            does: finish the works
            measure: list A
            due: 2031-05-01
            verified by: engineer
            verified how: visit
            verified within: 5 days

    When to allow:
        When the verifier works from documents that it already has, or by means that need no entry.
    """
    verifying: dict[str, list[Obligation]] = {}
    for act in deal.obligations.values():
        for label in given(act.verified_by) or ():
            verifying.setdefault(label, []).append(act)
    for label, acts in verifying.items():
        verifier = deal.verifiers.get(label)
        missing = _missing(deal, verifier) if verifier else []
        if verifier and missing:
            yield _remark(deal, verifier, missing, acts)


def _missing(deal: Deal, verifier: Verifier) -> list[tuple[str, object]]:
    asked: list[tuple[str, object]] = [("where it may go", verifier.access)]
    if deal.frame.kind in _IN_THE_FIELD or unsaid(deal.frame.kind):
        asked.append(("who answers for its safety", verifier.safety))
    return [(what, value) for what, value in asked if unsaid(value)]


def _remark(
    deal: Deal, verifier: Verifier, missing: list[tuple[str, object]], acts: Sequence[Obligation]
) -> Remark:
    labels = [act.id for act in acts]
    return Remark(
        span=deal.place(verifier),
        message=f"{ticked(labels, 4)} {'is' if len(labels) == 1 else 'are'} verified by {deal.call(verifier.id)}; "
        + lacking_all(missing),
        help=f"write `access` (where, on what notice) and `safety` (who answers for it) under `{verifier.id}`",
        related=tuple(Related(f"`{act.id}`", deal.place(act, "verified by")) for act in acts[:3]),
        subjects=Subjects(obligations=tuple(labels)),
    )
