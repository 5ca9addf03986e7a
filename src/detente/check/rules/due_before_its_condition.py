"""Q002: an act is due before a condition that it waits for need be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import gate_of, named
from detente.check.intervals import NEAR, days_between, days_between_steps, owner_of, time_of, written
from detente.check.silence import given
from detente.deal.phrases import When
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.links import Link
    from detente.deal.model import Deal, Obligation

_ORDERING = ("after", "gate", "against", "not before")


@rule(code="Q002", severity="error")
def due_before_its_condition(deal: Deal, course: Course) -> Iterator[Remark]:
    """An act is due before a condition that it waits for need be there.

    What it finds:
        An act (or the beginning of a standing duty) whose day comes before the last day of something that it waits
        for: an act named in `after`, the gate of its stage, the part that it is exchanged for, a `not before`. Where
        both days are known.

    Why it matters:
        The other side may do its part on the last day that it has, in time, and by then the first act is late through
        nobody's doing.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          registers: {by: north, to: south, does: open, measure: list A, due: 2031-05-05, verified by: mission}
          lists:
            by: south
            to: north
            does: hand over the lists
            amount: 2 lists
            due: 2031-05-02
            after: [registers]
            verified by: mission

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          registers: {by: north, to: south, does: open, measure: list A, due: 2031-05-02, verified by: mission}
          lists:
            by: south
            to: north
            does: hand over the lists
            amount: 2 lists
            due: 2031-05-05
            after: [registers]
            verified by: mission

    When to allow:
        When the earlier day is meant as "on this day, or as soon as the condition is there", and the text says so.
    """
    seen: set[tuple[str, str]] = set()
    for link in course.links:
        pair = (owner_of(deal, link.before).id, owner_of(deal, link.after).id)
        if link.why in _ORDERING and pair not in seen and pair[0] != pair[1]:
            days = days_between_steps(course, link.before, link.after)
            if days is not None and days < -NEAR:
                seen.add(pair)
                yield _before_act(deal, course, link)
    found = {later for _, later in seen}
    for act in deal.obligations.values():
        remark = _before_time(deal, course, act) if act.id not in found else None
        if remark:
            yield remark


def _before_act(deal: Deal, course: Course, link: Link) -> Remark:
    before, after = owner_of(deal, link.before), owner_of(deal, link.after)
    first, second = (written(course, time_of(deal, step)) for step in (link.before, link.after))
    done = "which begins" if before.is_standing else "which may be carried out as late as"
    return Remark(
        span=deal.place(after, _key(after)),
        message=f"{named(deal, after)} {_is_due(after)} {second}, and waits for {named(deal, before)}, {done} {first}",
        help="move one of the two days, or take the condition out",
        related=(
            Related(f"`{link.after}` waits for `{link.before}`", link.span),
            Related(f"`{before.id}`: {first}", deal.place(before, _key(before))),
        ),
        subjects=about(deal, after, before),
    )


def _before_time(deal: Deal, course: Course, act: Obligation) -> Remark | None:
    """An act that is due before a day that it has to wait for, or before its stage opens."""
    own = time_of(deal, act.id)
    for place, when in enumerate(given(act.not_before) or ()):
        if _comes_before(course, own, when):
            related = Related(f"not before {when}", deal.place(act, "not before", place))
            return _too_early(deal, act, f"and not owed before {when}", related)
    stage = deal.stages.get(given(act.stage) or "")
    gate = gate_of(stage) if stage else None
    opens = (given(gate.at) or given(gate.by)) if gate else None
    if stage and gate and _comes_before(course, own, opens):
        related = Related(f"stage `{stage.id}` opens", deal.place(stage, "opens", "at" if gate.at else "by"))
        says = "opens" if gate.at else "may open as late as"
        return _too_early(deal, act, f"and its stage `{stage.id}` {says} {opens}", related)
    return None


def _comes_before(course: Course, own: When | None, when: When | None) -> bool:
    days = days_between(course, when, own)
    return days is not None and days < -NEAR


def _too_early(deal: Deal, act: Obligation, why: str, related: Related) -> Remark:
    return Remark(
        span=deal.place(act, _key(act)),
        message=f"{named(deal, act)} {_is_due(act)} {time_of(deal, act.id)}, {why}",
        help="move one of the two days",
        related=(related,),
        subjects=about(deal, act),
    )


def _key(act: Obligation) -> str:
    if act.is_standing:
        return "from"
    return "due" if act.due else "parts"


def _is_due(act: Obligation) -> str:
    return "begins" if act.is_standing else "is due"
