"""Days that do not fit a condition: an act that is due before something that it waits for need be there."""

from __future__ import annotations

from typing import Final

from detente.deal.course import Course, course_of
from detente.deal.model import Deal
from detente.deal.phrases import When

_ORDERING: Final = ("after", "gate", "against", "not before")
_NEAR: Final = 1e-6  # days that were counted in other units


def conflicts_of(deal: Deal) -> frozenset[tuple[str, str]]:
    """Pairs of obligations: the first has a later day than the second, which waits for it."""
    course = course_of(deal)
    found = set()
    for link in course.links:
        before, after = _day(course, link.before), _day(course, link.after)
        pair = (link.before.partition(".")[0], link.after.partition(".")[0])
        known = before is not None and after is not None and link.why in _ORDERING
        if known and pair[0] != pair[1] and (before or 0.0) > (after or 0.0) + _NEAR:
            found.add(pair)
    return frozenset(found)


def _day(course: Course, step: str) -> float | None:
    """The last day of an act or of a part of it; the beginning of a standing duty."""
    name, _, part = step.partition(".")
    owed = course.deal.obligations[name]
    if owed.is_standing:
        return course.day(owed.from_)
    if part and isinstance(owed.parts, tuple):
        due = owed.parts[int(part) - 1].due
        if isinstance(due, When):
            return course.day(due)
    return course.day(owed.due)
