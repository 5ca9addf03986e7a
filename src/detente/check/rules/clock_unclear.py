"""O005: the text counts days or names hours, and does not say by which clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from detente.check.saying import counted
from detente.check.silence import given, unsaid
from detente.check.times import Use, subjects_of, times_of
from detente.deal.phrases import NOT_STATED, When
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="O005", severity="warning")
def clock_unclear(deal: Deal, course: Course) -> Iterator[Remark]:
    """The text counts days or names hours, and does not say by which clock.

    What it finds:
        One finding for a deal, with what `calendar` leaves out of: whether days are calendar or working days, where
        days are counted; the time zone, where a time of day has none or days run from day zero; whether day zero is
        counted itself, where days run from it.

    Why it matters:
        "At midnight on Friday" is two moments, a day apart, in each of two time zones. A ceasefire that begins at
        another hour for each side begins with shots that each side counts against the other.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        day zero: 2031-03-03T00:00+02:00
        parties: {north: Northland, south: Southland}
        obligations:
          lists: {by: south, to: north, does: hand over the lists, amount: 2 lists, due: D+7, verified by: north}

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        day zero: 2031-03-03T00:00+02:00
        calendar: {days: calendar, zone: "+02:00", first day: D+1}
        parties: {north: Northland, south: Southland}
        obligations:
          lists: {by: south, to: north, does: hand over the lists, amount: 2 lists, due: D+7, verified by: north}

    When to allow:
        When a law that the text names settles how days are counted.
    """
    times = list(times_of(deal))
    if isinstance(deal.frame.day_zero, When):
        times.append(Use(deal.frame, ("day zero",), deal.frame.day_zero))
    uses = [use for use in times if _counts(use.when) or _from_zero(use.when) or _lacks_zone(use.when)]
    calendar = deal.frame.calendar
    known = given(calendar)
    asked: tuple[tuple[Callable[[When], bool], str, object], ...] = (
        (_counts, "the kind of days (calendar or working)", known and known.days),
        (lambda when: _from_zero(when) or _lacks_zone(when), "the time zone", known and known.zone),
        (_from_zero, "whether day zero counts", known and known.first_day),
    )
    silent = NOT_STATED if calendar is NOT_STATED else None
    missing = [
        (what, silent if value is None else value)
        for needs, what, value in asked
        if unsaid(value) and any(needs(use.when) for use in uses)
    ]
    if missing:
        yield _remark(deal, missing, uses)


def _counts(when: When) -> bool:
    # Hours, weeks and months are the same in either kind of days; "working days" says which.
    return when.offset is not None and bool(when.offset.number) and when.offset.unit == "days"


def _from_zero(when: When) -> bool:
    return when.kind == "day zero"


def _lacks_zone(when: When) -> bool:
    return when.has_time and not when.has_zone


def _remark(deal: Deal, missing: Sequence[tuple[str, object]], uses: Sequence[Use]) -> Remark:
    how_many = f"{counted(len(uses), 'time')} in this deal hang{'s' * (len(uses) == 1)} on it"
    return Remark(
        span=deal.section("calendar") if deal.frame.calendar is not None else uses[0].span(deal),
        message=f"{lacking_all(missing)}; {how_many}",
        help='write `calendar: {days: calendar, zone: "+02:00", first day: D+1}` with what the parties agreed',
        related=tuple(Related(use.says, use.span(deal)) for use in uses[:3]),
        subjects=subjects_of(deal, uses),
    )
