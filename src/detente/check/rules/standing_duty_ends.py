"""Q009: a standing duty ends, and nothing carries it on, or only something that may not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import is_time, named, otherwise_of, performers, refs_of
from detente.check.carrying_on import Carried, by_later_duty, by_otherwise, successors
from detente.check.intervals import NEAR, days_between
from detente.check.silence import given, unsaid
from detente.deal.model import Obligation, Stage
from detente.deal.phrases import When
from detente.diagnose.diagnostic import Related, Remark, Severity
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="Q009", severity="error", kinds=("ceasefire", "exchange", "strike", "other"))
def standing_duty_ends(deal: Deal, course: Course) -> Iterator[Remark]:
    """A standing duty ends, and nothing carries it on, or only something that may not come.

    What it finds:
        A standing duty of a party whose `until` is the end of a stage, a day before the deal's own end, or `while`
        something lasts. An error where nothing carries it on: no later duty that `continues` it (or has the same
        words), and no `otherwise` of the stage that lets it `continue`. A warning where it goes on only under a
        condition, with what that hangs on. Duties that recur (`every`) and duties owed only on a breach or an event
        are left out.

    Why it matters:
        The day after, the text no longer forbids the act. "No attacks during stage one" permits them after it, once
        the exchange of stage one is done.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one: {opens: {at: 2031-03-03}, lasts: 42 days}
        obligations:
          pause:
            stage: one
            by: north
            to: south
            does: carry out no military act in the valley
            from: stage one
            until: stage one ends
            verified by: mission

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one: {opens: {at: 2031-03-03}, lasts: 42 days}
        obligations:
          pause:
            stage: one
            by: north
            to: south
            does: carry out no military act in the valley
            from: stage one
            until: for good
            verified by: mission

    When to allow:
        When the parties agreed that the duty ends that day and each has said so.
    """
    later = successors(deal)
    lasting = _what_others_last_as_long_as(deal)
    last_stage = next(iter(list(deal.stages)[-1:]), None)
    for act in deal.obligations.values():
        until = given(act.until)
        if until is None or act.id in lasting or not _is_looked_at(deal, act, until):
            continue
        if not _lasts_to_the_end(deal, course, until, last_stage):
            remark = _remark(deal, course, act, later.get(act.id, ()), last_stage)
            if remark:
                yield remark


def _is_looked_at(deal: Deal, act: Obligation, until: When) -> bool:
    by_a_side = any(who in deal.parties or who in deal.others for who in performers(act))
    contingent = not (unsaid(act.every) and unsaid(act.on_breach_of) and unsaid(act.on_event))
    return by_a_side and not contingent and until.kind in ("stage ends", "stage", "date", "day zero", "while")


def _what_others_last_as_long_as(deal: Deal) -> set[str]:
    """Talks and the like: they end by their nature, and what ends with them is found by itself."""
    found: set[str] = set()
    for stage in deal.stages.values():
        otherwise = otherwise_of(stage)
        found.update(refs_of(otherwise.while_) if otherwise else ())
    for act in deal.obligations.values():
        until = given(act.until)
        if until is not None and until.kind == "while" and until.anchor:
            found.add(until.anchor.id)
    return found


def _lasts_to_the_end(deal: Deal, course: Course, until: When, last_stage: str | None) -> bool:
    """Whether the duty lasts as long as the deal itself does."""
    ends, lasts = given(deal.frame.ends), given(deal.frame.lasts)
    if ends is not None and str(ends) == str(until):
        return True
    days = days_between(course, ends, until)
    if days is None and lasts is not None:
        day = course.day(until)
        days = None if day is None else day - lasts.days
    if days is not None:
        return days >= -NEAR
    with_stage = until.anchor.id if until.kind == "stage ends" and until.anchor else None
    return with_stage is not None and with_stage == last_stage and (is_time(ends) or lasts is not None)


def _remark(
    deal: Deal, course: Course, act: Obligation, later: Sequence[Obligation], last_stage: str | None
) -> Remark | None:
    until = given(act.until)
    if until is None:
        return None
    duties = [by_later_duty(deal, course, act, other) for other in later]
    if any(not carried.only for carried in duties):
        return None
    stage = _stage(deal, act, until)
    between = by_otherwise(deal, act, stage)
    if between is not None and not between.only:
        if duties or (stage is not None and stage.id == last_stage):
            return None
        between = Carried(between.by, "until the next stage opens, and nothing carries it on then")
    ways = [*duties[:2], *([between] if between else [])]
    until_what = f"lasts while `{until.anchor.id}` lasts" if until.kind == "while" and until.anchor else ""
    ending = until_what or f"ends {_end(until)}"
    said = f"it goes on only {'; or '.join(way.only for way in ways)}" if ways else "nothing carries it on"
    return Remark(
        span=deal.place(act, "until"),
        message=f"{named(deal, act)} {ending}{'; ' if ways else ', and '}{said}",
        help=f"write `until: for good`, a later duty that `continues` it, or `otherwise: {{continue: [{act.id}]}}`",
        related=tuple(_place(deal, way) for way in ways),
        subjects=about(deal, act, *(way.by for way in ways if isinstance(way.by, Obligation))),
        severity=Severity.warning if ways or until.kind == "while" else None,
    )


def _stage(deal: Deal, act: Obligation, until: When) -> Stage | None:
    label = until.anchor.id if until.kind == "stage ends" and until.anchor else given(act.stage)
    return deal.stages.get(label or "")


def _end(until: When) -> str:
    if until.kind == "stage" and until.anchor is not None and until.offset is None:
        return f"when stage `{until.anchor.id}` opens"
    plain = until.kind == "stage ends" and until.anchor is not None and until.offset is None
    return f"with stage `{until.anchor.id}`" if plain and until.anchor else str(until)


def _place(deal: Deal, way: Carried) -> Related:
    if isinstance(way.by, Obligation):
        return Related(f"`{way.by.id}` carries it on", deal.place(way.by))
    return Related(f"what holds after stage `{way.by.id}`", deal.place(way.by, "otherwise"))
