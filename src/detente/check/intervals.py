"""How many days lie between two steps of a deal, where the deal lets one know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.silence import given
from detente.deal.phrases import Duration, When

if TYPE_CHECKING:
    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation

NEAR = 1e-6
"""Days; differences below this come from rounding alone."""

_ROUGH = ("months", "years", "working days")
_ROUGH_DAYS = 3.0


def roughness(*lengths: Duration | None) -> float:
    """Days by which these lengths may be off: months, years and working days are counted by their mean."""
    return _ROUGH_DAYS if any(one is not None and one.unit in _ROUGH for one in lengths) else NEAR


def part_of(step: str) -> int | None:
    """The number of the part in the id of a step: 2 in `lists.2`."""
    tail = step.partition(".")[2]
    return int(tail) if tail.isdecimal() else None


def owner_of(deal: Deal, step: str) -> Obligation:
    """The obligation of a step."""
    return deal.obligations[step.partition(".")[0]]


def time_of(deal: Deal, step: str) -> When | None:
    """The last time for a step as written: the day of the part, else of the act, else of its last part.

    For a standing duty it is the time from which it runs.
    """
    act, place = owner_of(deal, step), part_of(step)
    parts = given(act.parts) or ()
    if place is not None and place <= len(parts):
        return given(parts[place - 1].due) or given(act.due)
    if act.is_standing:
        return given(act.from_)
    last = given(parts[-1].due) if parts else None
    return given(act.due) or last


def days_between(course: Course, first: When | None, second: When | None) -> float | None:
    """Days from one time to another; None where that cannot be known.

    Two dates can be compared without a day zero; other times only where both count from it.
    """
    if first is None or second is None:
        return None
    if first.kind == second.kind == "date" and first.moment and second.moment:
        shift = _offset(second) - _offset(first)
        if first.has_time and second.has_time:
            return (second.moment - first.moment).total_seconds() / 86400 + shift
        return (
            second.moment.date() - first.moment.date()
        ).days + shift  # a day without an hour is a whole day
    one, two = course.day(first), course.day(second)
    return None if one is None or two is None else two - one


def days_between_steps(course: Course, before: str, after: str) -> float | None:
    """Days from the last time for one step to that for another; a delay counted from the first is known by itself."""
    second = time_of(course.deal, after)
    anchor = second.anchor if second is not None and second.kind == "entry" else None
    if (
        second is not None
        and anchor
        and anchor.id == before.partition(".")[0]
        and anchor.part in (None, part_of(before))
    ):
        return _offset(second)
    return days_between(course, time_of(course.deal, before), second)


def written(course: Course, when: When | None) -> str:
    """A time as the file has it, with its day where that has to be worked out: `10 days after lists (D+50)`."""
    if when is None or (when.kind in ("date", "day zero") and when.offset is None):
        return str(when)
    day = course.day(when)
    return str(when) if day is None or when.kind == "day zero" else f"{when} (D{day:+.4g})"


def _offset(when: When) -> float:
    return when.offset.days if when.offset else 0.0
