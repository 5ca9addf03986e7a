"""V005: a ceasefire has no classes of incident, or no steps that follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.silence import given, unsaid
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="V005", severity="warning", kinds=("ceasefire",))
def no_incident_ladder(deal: Deal, course: Course) -> Iterator[Remark]:
    """A ceasefire has no classes of incident, or no steps that follow them.

    What it finds:
        A ceasefire without `incidents`, or with `incidents` that lack `classes` or `steps`.

    Why it matters:
        Where the text knows only keeping a ceasefire and breaking it, a shot by one frightened sentry is the end of
        the deal, or nothing is. Steps give both sides something to do on the first day other than to answer.

    Example:
        detente: 1
        kind: ceasefire
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        disputes: {body: a joint commission, within: 7 days, decides: by three votes of four}
        incidents: not stated

    Instead:
        detente: 1
        kind: ceasefire
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        disputes: {body: a joint commission, within: 7 days, decides: by three votes of four}
        incidents:
          classes: [accident, minor, major]
          steps: [call between commanders, joint visit in 24 hours, meeting of the commission in 3 days]

    When to allow:
        When another agreement in force between the same parties has the classes and the steps, and the text names it.
    """
    incidents = deal.frame.incidents
    known = given(incidents)
    asked = (
        ("which classes of incident there are", known.classes if known else incidents),
        ("which steps follow each", known.steps if known else incidents),
    )
    missing = [(what, value) for what, value in asked if unsaid(value)]
    if not missing:
        return
    yield Remark(
        span=deal.section("incidents"),
        message=lacking_all(missing),
        help="write `incidents` with `classes` (accident, minor, major) and `steps` (who calls, visits, decides)",
    )
