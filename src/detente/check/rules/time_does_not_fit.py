"""Q008: the time that an act and the check before it need does not fit before its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import gate_of, named
from detente.check.intervals import NEAR, days_between, days_between_steps, owner_of, roughness, time_of
from detente.check.saying import counted
from detente.check.silence import given
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.links import Link
    from detente.deal.model import Deal, Obligation


@rule(code="Q008", severity="warning")
def time_does_not_fit(deal: Deal, course: Course) -> Iterator[Remark]:
    """The time that an act and the check before it need does not fit before its day.

    What it finds:
        An act that waits for another: from the last day of the first to the day of the second there is less time than
        the check of the first may take (`verified within`) and the second `takes`. An act that `takes` longer than
        from the opening of its stage to its day. Where the days are known; the sum is shown.

    Why it matters:
        Everybody is in time and the act is late all the same; and with it everything that waits for it. A list of
        thousands of names is not checked in the days that happen to be left.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          lists:
            by: south
            to: north
            does: hand over the lists
            amount: 2 lists
            due: 2031-05-01
            verified by: mission
            verified within: 10 days
          release:
            by: north
            to: south
            does: release prisoners/detainees on the lists
            amount: 300 persons
            due: 2031-05-09
            after: [lists]
            takes: 7 days
            verified by: mission

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          lists:
            by: south
            to: north
            does: hand over the lists
            amount: 2 lists
            due: 2031-05-01
            verified by: mission
            verified within: 10 days
          release:
            by: north
            to: south
            does: release prisoners/detainees on the lists
            amount: 300 persons
            due: 2031-05-18
            after: [lists]
            takes: 7 days
            verified by: mission

    When to allow:
        When the first act is certain to be done before its last day.
    """
    seen: set[tuple[str, str]] = set()
    for link in course.links:
        before, after = owner_of(deal, link.before), owner_of(deal, link.after)
        if link.why not in ("after", "gate") or (before.id, after.id) in seen or before is after:
            continue
        days = days_between_steps(course, link.before, link.after)
        if days is not None and -NEAR <= days < sum(_needs(before, after).values()) - _slack(before, after):
            seen.add((before.id, after.id))
            yield _after_act(deal, link, days)
    found = {later for _, later in seen}
    for act in deal.obligations.values():
        remark = _in_stage(deal, course, act) if act.id not in found else None
        if remark:
            yield remark


def _needs(before: Obligation, after: Obligation) -> dict[str, float]:
    """What has to fit between the last days of two acts, in days: the check of the first, and the second itself."""
    check, takes = given(before.verified_within), given(after.takes)
    needs = {}
    if check is not None and not before.is_standing:
        needs[f"{check} to verify `{before.id}`"] = check.days
    if takes is not None and not after.is_standing:
        needs[f"{takes} that `{after.id}` takes"] = takes.days
    return needs


def _slack(before: Obligation, after: Obligation) -> float:
    return roughness(given(before.verified_within), given(after.takes))


def _after_act(deal: Deal, link: Link, days: float) -> Remark:
    before, after = owner_of(deal, link.before), owner_of(deal, link.after)
    needs = _needs(before, after)
    has = "on the last day for" if days < NEAR else f"{_in_days(days)} after the last day for"
    return Remark(
        span=deal.place(after, "due"),
        message=f"{named(deal, after)} is due {has} {named(deal, before)}, and needs {_in_days(sum(needs.values()))} "
        f"from then: {' + '.join(needs)}",
        help="move the day, shorten the check, or do it in batches",
        label=f"{time_of(deal, link.after)}",
        related=(Related(f"`{before.id}`: {time_of(deal, link.before)}", deal.place(before, "due")),),
        subjects=about(deal, after, before),
    )


def _in_stage(deal: Deal, course: Course, act: Obligation) -> Remark | None:
    stage, takes = deal.stages.get(given(act.stage) or ""), given(act.takes)
    gate = gate_of(stage) if stage else None
    opens = given(gate.at) if gate else None
    if stage is None or opens is None or takes is None or act.is_standing:
        return None
    days = days_between(course, opens, time_of(deal, act.id))
    if days is None or days < -NEAR or days >= takes.days - roughness(takes):
        return None
    return Remark(
        span=deal.place(act, "due"),
        message=f"{named(deal, act)} is due {_in_days(days)} after stage `{stage.id}` opens, and takes {takes}",
        help="move the day, or do it in parts",
        related=(Related(f"stage `{stage.id}` opens {opens}", deal.place(stage, "opens", "at")),),
        subjects=about(deal, act),
    )


def _in_days(days: float) -> str:
    return f"{days:,.4g} days" if abs(days - 1) > NEAR else counted(1, "day")
