"""Q011: an act is due later than its stage ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import named
from detente.check.intervals import roughness, time_of
from detente.check.silence import given
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation


@rule(code="Q011", severity="warning")
def due_after_its_stage_ends(deal: Deal, course: Course) -> Iterator[Remark]:
    """An act is due later than its stage ends.

    What it finds:
        An act of a stage whose day, or the day of whose last part, comes after the end of that stage; where the
        opening and the length of the stage are known.

    Why it matters:
        Between the end of the stage and the day of the act it is open whether the act is still owed, and whether it
        may be waited for before the next stage opens.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        day zero: 2031-03-03T00:00+02:00
        calendar: {days: calendar, zone: "+02:00", first day: D+1}
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one: {opens: {at: D+0}, lasts: 42 days}
        obligations:
          corridor: {stage: one, by: north, to: south, does: leave, measure: map 1, due: D+50, verified by: mission}

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        day zero: 2031-03-03T00:00+02:00
        calendar: {days: calendar, zone: "+02:00", first day: D+1}
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one: {opens: {at: D+0}, lasts: 42 days}
        obligations:
          corridor: {stage: one, by: north, to: south, does: leave, measure: map 1, due: D+42, verified by: mission}

    When to allow:
        When the text says that what was begun in a stage is finished after it.
    """
    slack = roughness(*(given(stage.lasts) for stage in deal.stages.values()))
    for act in deal.obligations.values():
        stage = given(act.stage)
        ends = course.stage_ends(stage) if stage and not act.is_standing else None
        day = course.day_of(act.id) if ends is not None else None
        if ends is not None and day is not None and day > ends + slack:
            yield _remark(deal, act, str(stage), day - ends)


def _remark(deal: Deal, act: Obligation, stage: str, days: float) -> Remark:
    noun = deal.stages[stage]
    return Remark(
        span=deal.place(act, "due" if act.due else "parts"),
        message=f"{named(deal, act)} is due {time_of(deal, act.id)}, {days:,.4g} day{'s' * (days != 1)} after "
        f"its stage `{stage}` ends",
        help="move the day into the stage, make the stage longer, or put the act into the next stage",
        related=(Related(f"stage `{stage}` lasts {noun.lasts}", deal.place(noun, "lasts")),),
        subjects=about(deal, act),
    )
