"""G005: an escrow does not say what releases it, when it expires, or who decides a dispute about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.backing import about_guarantee
from detente.check.silence import given, unsaid
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Guarantee


@rule(code="G005", severity="warning")
def escrow_incomplete(deal: Deal, course: Course) -> Iterator[Remark]:
    """An escrow does not say what releases it, when it expires, or who decides a dispute about it.

    What it finds:
        A guarantee of the form `escrow` without `released when`, `until` or `disputes`. A body for disputes of the
        deal as a whole (`disputes: {body: ...}`) counts for the last.

    Why it matters:
        Money that is held by a third person moves on a document, not on an argument. Where the document is not named,
        the agent waits for both to sign, and either can keep it waiting.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {bank: {name: Quay Bank, accepted: yes}}
        verifiers: {engineer: {name: Tidewell, access: the site, safety: Southland}}
        obligations:
          works: {by: south, to: north, does: finish, measure: list A, due: 2031-05-01, verified by: engineer}
        guarantees:
          price-in-escrow:
            by: bank
            secures: south
            covers: [works]
            form: escrow
            pays: 2 million euro
            to: south
            when: {found by: engineer, within: 10 days}
            released when: on completion
            until: not stated
            disputes: not stated
            written: yes

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {bank: {name: Quay Bank, accepted: yes}}
        verifiers: {engineer: {name: Tidewell, access: the site, safety: Southland}}
        obligations:
          works: {by: south, to: north, does: finish, measure: list A, due: 2031-05-01, verified by: engineer}
        guarantees:
          price-in-escrow:
            by: bank
            secures: south
            covers: [works]
            form: escrow
            pays: 2 million euro
            to: south
            when: {found by: engineer, within: 10 days}
            released when: the engineer's certificate and the invoice are handed in
            until: 2031-08-01
            disputes: an expert named by the chamber of commerce decides in 10 days
            written: yes

    When to allow:
        When the rules of the escrow agent settle what is left out, and the text names them.
    """
    for guarantee in deal.guarantees.values():
        missing = _missing(deal, guarantee) if guarantee.form == "escrow" else []
        if missing:
            yield Remark(
                span=deal.place(guarantee),
                message=f"the escrow `{guarantee.id}`: {lacking_all(missing)}",
                help="write `released when` (the documents), `until` (some days after the last act) and `disputes`",
                subjects=about_guarantee(deal, guarantee),
            )


def _missing(deal: Deal, guarantee: Guarantee) -> list[tuple[str, object]]:
    body = given(deal.frame.disputes)
    asked = [
        ("what releases it", guarantee.released_when),
        ("when it expires", guarantee.until),
        ("who decides a dispute about it", guarantee.disputes or (body and body.body) or guarantee.disputes),
    ]
    return [(what, value) for what, value in asked if unsaid(value)]
