"""O001: nobody is named to carry out an obligation, or to receive it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import named
from detente.check.silence import unsaid
from detente.diagnose.diagnostic import Remark, Severity
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="O001", severity="error")
def obligation_without_performer(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nobody is named to carry out an obligation, or to receive it.

    What it finds:
        An obligation without `by`: an error. An obligation without `to`: a warning.

    Why it matters:
        What nobody in particular owes, nobody in particular leaves undone. And a duty that is owed to nobody in
        particular can be released by nobody, and asked for by nobody.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          funds:
            by: not stated
            to: north
            does: move the funds to the joint account
            amount: 2 million euro
            due: 2031-05-01
            verified by: north

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          funds:
            by: south
            to: north
            does: move the funds to the joint account
            amount: 2 million euro
            due: 2031-05-01
            verified by: north

    When to allow:
        When the text leaves on purpose who acts, and says elsewhere who decides it and by when.
    """
    for act in deal.obligations.values():
        if unsaid(act.by):
            yield Remark(
                span=deal.place(act, "by"),
                message=lacking(f"who carries out `{act.id}`", act.by),
                help="name who owes it in `by`; several may owe it together, or `each: yes`",
                subjects=about(deal, act),
            )
        if unsaid(act.to):
            yield Remark(
                span=deal.place(act, "to"),
                message=lacking(f"to whom {named(deal, act)} is owed", act.to),
                help="name in `to` who may ask for it: a party, several, `each other`, or one of `others`",
                subjects=about(deal, act),
                severity=Severity.warning,
            )
