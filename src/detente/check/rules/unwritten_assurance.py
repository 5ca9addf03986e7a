"""G006: something counts as a guarantee, and is not written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import refs_of
from detente.check.backing import about_guarantee, guarantors_of
from detente.check.saying import ticked
from detente.check.silence import unsaid
from detente.diagnose.diagnostic import Related, Remark, Severity
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal, Guarantee


@rule(code="G006", severity="warning")
def unwritten_assurance(deal: Deal, course: Course) -> Iterator[Remark]:
    """Something counts as a guarantee, and is not written.

    What it finds:
        A guarantee with `written: no` or `written: not stated`, that is not signed and that no clause holds. Where
        `written` is not filled in it is a note.

    Why it matters:
        What was said in a room is remembered differently by each who was there, and known to none of those who come
        after them. A demand that rests on it alone is not met by the text.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}
        verifiers: {mission: {name: Joint Mission, access: the road, safety: Northland}}
        obligations:
          pull-back: {by: north, to: south, does: leave, measure: map 1, due: 2031-05-01, verified by: south}
        guarantees:
          assurance-of-coast:
            by: coast
            secures: south
            covers: [pull-back]
            form: assurance
            does: send observers to the road
            when: {found by: mission, within: 10 days}
            until: 2031-08-01
            written: no

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
          assurance-of-coast:
            by: coast
            secures: south
            covers: [pull-back]
            form: assurance
            does: send observers to the road
            when: {found by: mission, within: 10 days}
            until: 2031-08-01
            written: yes

    When to allow:
        When the party that it secures knows that nothing is written and takes it as it is.
    """
    demands: dict[str, list[str]] = {}
    for demand in deal.demands.values():
        for label in dict.fromkeys(refs_of(demand.met_by)):
            demands.setdefault(label, []).append(demand.id)
    for guarantee in deal.guarantees.values():
        if guarantee.written is True or guarantee.signed is True or not unsaid(guarantee.clause):
            continue
        yield _remark(deal, guarantee, demands.get(guarantee.id, []))


def _remark(deal: Deal, guarantee: Guarantee, resting: Sequence[str]) -> Remark:
    who = deal.call_all(guarantors_of(guarantee)) or "nobody named"
    named = f"`{guarantee.id}` ({who})"
    if guarantee.written is False:
        message = f"{named} counts as a guarantee and is not written"
    else:
        message = lacking(f"whether {named} is written", guarantee.written)
    rests = f", and {ticked(resting, 3)} rest{'s' * (len(resting) == 1)} on it" if resting else ""
    return Remark(
        span=deal.place(guarantee, "written"),
        message=message + rests,
        help="have it written and signed, and name its `clause`; or take it out of what a demand is `met by`",
        related=tuple(
            Related(f"`{label}` rests on it", deal.place(deal.demands[label])) for label in resting[:3]
        ),
        subjects=about_guarantee(deal, guarantee),
        severity=Severity.note if guarantee.written is None else None,
    )
