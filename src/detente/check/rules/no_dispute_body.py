"""V006: no body decides disputes about the text, or nothing says by what majority or within what time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import NAMED_KINDS
from detente.check.silence import given, unsaid
from detente.diagnose.diagnostic import Remark, Severity
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking, lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="V006", severity="warning", kinds=NAMED_KINDS)
def no_dispute_body(deal: Deal, course: Course) -> Iterator[Remark]:
    """No body decides disputes about the text, or nothing says by what majority or within what time.

    What it finds:
        A deal without `disputes`, or whose `disputes` name no `body`. Where the body is named and only its time limit
        (`within`) or its majority (`decides`) is missing, it is a note.

    Why it matters:
        Two sides that read a clause differently have nobody to ask but each other. "In friendship" is where a dispute
        begins. A body that needs both votes, or has no last day, decides nothing that one side wants left open.

    Example:
        detente: 1
        kind: milestone
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        disputes: not stated

    Instead:
        detente: 1
        kind: milestone
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        disputes:
          body: a commission of two members named by each party, and a chair named by these four
          within: 7 days
          decides: by three votes of five

    When to allow:
        When the law that governs the text has its courts, and the parties mean to use them.
    """
    disputes = deal.frame.disputes
    known = given(disputes)
    if known is None or unsaid(known.body):
        yield Remark(
            span=deal.section("disputes"),
            message=lacking(
                "which body decides disputes about the text and its readings",
                known.body if known else disputes,
            ),
            help="write `disputes: {body: WHO, within: 7 days, decides: by what majority}`",
        )
        return
    asked = (
        ("within what time it decides a dispute", known.within),
        ("by what majority it decides", known.decides),
    )
    missing = [(what, value) for what, value in asked if unsaid(value)]
    if missing:
        yield Remark(
            span=deal.section("disputes"),
            message=f"a body for disputes is named; {lacking_all(missing)}",
            help="write `within` (7 days) and `decides` (by three votes of five) under `disputes`",
            severity=Severity.note,
        )
