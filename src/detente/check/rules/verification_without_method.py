"""V002: somebody verifies an obligation, and nothing says how or within what time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import NAMED_KINDS, named
from detente.check.silence import given, unsaid
from detente.deal.phrases import EACH_OTHER
from detente.diagnose.diagnostic import Remark, Severity
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation


@rule(code="V002", severity="warning", kinds=NAMED_KINDS)
def verification_without_method(deal: Deal, course: Course) -> Iterator[Remark]:
    """Somebody verifies an obligation, and nothing says how or within what time.

    What it finds:
        An obligation with `verified by` and neither `verified how` (the method, the evidence) nor `verified within`
        (the time from the act to the finding). Where one of the two is there it is a note. A standing duty needs no
        time.

    Why it matters:
        "Will be monitored" is a count of vehicles to one side and a press statement to the other. Without a time the
        finding comes after the next act was due.

    Example:
        detente: 1
        kind: arms control
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        disputes: {body: a commission, within: 7 days, decides: three of four}
        obligations:
          remove:
            by: north
            to: south
            does: remove the launchers
            amount: 12 launchers
            due: 2031-05-01
            verified by: south

    Instead:
        detente: 1
        kind: arms control
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        disputes: {body: a commission, within: 7 days, decides: three of four}
        obligations:
          remove:
            by: north
            to: south
            does: remove the launchers
            amount: 12 launchers
            due: 2031-05-01
            verified by: south
            verified how: count at the depot, photographs of the serial numbers
            verified within: 72 hours

    When to allow:
        When the verifier works by its own published rules, and the text names them.
    """
    for act in deal.obligations.values():
        if unsaid(act.verified_by):
            continue
        asked: list[tuple[str, object]] = [("how", act.verified_how)]
        if not act.is_standing:
            asked.append(("within what time", act.verified_within))
        missing = [(word, value) for word, value in asked if unsaid(value)]
        if missing:
            yield Remark(
                span=deal.place(act, "verified by"),
                message=f"{named(deal, act)} is verified by {_whom(deal, act)}; {lacking_all(missing)}",
                help="write `verified how` (a count, photographs, a certificate) and `verified within` (72 hours)",
                subjects=about(deal, act),
                severity=Severity.note if len(missing) < len(asked) else None,
            )


def _whom(deal: Deal, act: Obligation) -> str:
    verifiers = given(act.verified_by) or ()
    return "each other" if EACH_OTHER in verifiers else deal.call_all(verifiers)
