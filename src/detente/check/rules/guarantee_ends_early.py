"""G008: a guarantee ends before the last thing that it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.backing import about_guarantee
from detente.check.silence import given
from detente.diagnose.diagnostic import Related, Remark, Severity
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal, Guarantee, Obligation

_NEAR = 1e-6


@rule(code="G008", severity="warning")
def guarantee_ends_early(deal: Deal, course: Course) -> Iterator[Remark]:
    """A guarantee ends before the last thing that it covers.

    What it finds:
        A guarantee whose `until` comes before the day by which an act that it covers is due, or until which a duty
        that it covers lasts; where both days are known. Where the duty lasts `for good` it is a note.

    Why it matters:
        After its last day the guarantee deters nobody, and the party that it secures is back to the other's word for
        the act that may matter most.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        day zero: 2031-03-03T00:00+02:00
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
            until: 2031-04-01
            written: yes

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        day zero: 2031-03-03T00:00+02:00
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
        When the guarantee is meant for the first part alone, and the text says so.
    """
    for guarantee in deal.guarantees.values():
        end = course.day(guarantee.until)
        if end is None:
            continue
        covered = [
            (deal.obligations[ref.id], ref.part)
            for ref in given(guarantee.covers) or ()
            if ref.id in deal.obligations
        ]
        later = [act for act, part in covered if _last(course, act, part) > end + _NEAR]
        if later:
            yield _remark(deal, guarantee, later)


def _last(course: Course, act: Obligation, part: int | None) -> float:
    """The last day of an act or duty; minus infinity where it is not known."""
    if _is_for_good(act):
        return float("inf")
    day = course.day(act.until) if act.until else course.day_of(f"{act.id}.{part}" if part else act.id)
    return float("-inf") if day is None else day


def _remark(deal: Deal, guarantee: Guarantee, later: Sequence[Obligation]) -> Remark:
    acts = sorted(later, key=_is_for_good)  # stable: those with a day first
    only_for_good = _is_for_good(acts[0])
    first = acts[0]
    ends = f"lasts until {first.until}" if first.until else f"is due {first.due or 'in parts'}"
    more = f", and {len(acts) - 1} more of what it covers" if len(acts) > 1 else ""
    return Remark(
        span=deal.place(guarantee, "until"),
        message=f"`{guarantee.id}` ends {guarantee.until}, before `{first.id}`, which {ends}{more}",
        help="let it last until some days after the last act that it covers, so that there is time to find and to pay",
        related=tuple(
            Related(f"`{act.id}`", deal.place(act, "until" if act.until else "due")) for act in acts[:4]
        ),
        subjects=about_guarantee(deal, guarantee),
        severity=Severity.note if only_for_good else None,
    )


def _is_for_good(act: Obligation) -> bool:
    until = given(act.until)
    return until is not None and until.kind == "for good"
