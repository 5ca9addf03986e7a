"""O004: a time is counted from an event of which nothing says when, or by whose finding, it happens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.check.acts import counted_from, is_time
from detente.check.saying import counted, quoted
from detente.check.silence import unsaid
from detente.check.times import Use, subjects_of, times_of
from detente.deal.phrases import NOT_STATED, When
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Event


@rule(code="O004", severity="error")
def delay_from_undefined_event(deal: Deal, course: Course) -> Iterator[Remark]:
    """A time is counted from an event of which nothing says when, or by whose finding, it happens.

    What it finds:
        `D+14` where day zero is not stated or not filled in. `30 days after EVENT`, or `EVENT` alone, where the event
        has neither `at` (its time) nor `found by` (who finds that it has happened).

    Why it matters:
        The days run from a day that nobody can name, so no deadline that counts from it can be missed. "30 days after
        the transfer of authority" works where somebody records the transfer.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        day zero: not stated
        calendar: {days: calendar, zone: "+02:00", first day: D+0}
        parties: {north: Northland, south: Southland}
        obligations:
          lists: {by: south, to: north, does: hand over the lists, amount: 2 lists, due: D+7, verified by: north}

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        day zero: 2031-03-03T00:00+02:00
        calendar: {days: calendar, zone: "+02:00", first day: D+0}
        parties: {north: Northland, south: Southland}
        obligations:
          lists: {by: south, to: north, does: hand over the lists, amount: 2 lists, due: D+7, verified by: north}

    When to allow:
        When the event cannot be doubted by anybody, and its record is public.
    """
    from_zero: list[Use] = []
    from_event: dict[str, list[Use]] = {}
    zero = counted_from(deal.frame.day_zero)
    for use in times_of(deal):
        event = zero if use.when.kind == "day zero" else counted_from(use.when)
        if event in deal.events:
            from_event.setdefault(str(event), []).append(use)
        elif use.when.kind == "day zero":
            from_zero.append(use)
    if from_zero and not is_time(deal.frame.day_zero):
        yield _day_zero(deal, from_zero)
    for label, uses in from_event.items():
        if _is_undefined(deal.events[label]):
            yield _event(deal, deal.events[label], uses)


def _is_undefined(event: Event) -> bool:
    return not is_time(event.at) and unsaid(event.found_by)


def _day_zero(deal: Deal, uses: Sequence[Use]) -> Remark:
    zero = deal.frame.day_zero
    rest = f"and {_count(uses)} from it"
    if isinstance(zero, When):
        message = f"the text says {quoted(zero.text)} of day zero, which names no day, {rest}"
    else:
        message = f"{lacking('from which day D+n is counted (day zero)', zero)}, {rest}"
    return Remark(
        span=deal.section("day zero") if zero is not None else uses[0].span(deal),
        message=message,
        help="write `day zero`: a date with its time and zone, or an event and who finds that it has happened",
        related=_places(deal, uses),
        subjects=subjects_of(deal, uses),
    )


def _event(deal: Deal, event: Event, uses: Sequence[Use]) -> Remark:
    silent = NOT_STATED if NOT_STATED in (event.at, event.found_by) else None
    what = f"when `{event.id}` happens, or who finds that it has happened"
    return Remark(
        span=deal.place(event),
        message=f"{lacking(what, silent)}, and {_count(uses)} from it",
        help=f"write `at` (a date) or `found by` (who records it) under `{event.id}`",
        related=_places(deal, uses),
        subjects=subjects_of(deal, uses),
    )


def _count(uses: Sequence[Use]) -> str:
    return f"{counted(len(uses), 'time')} {'counts' if len(uses) == 1 else 'count'}"


def _places(deal: Deal, uses: Sequence[Use]) -> tuple[Related, ...]:
    return tuple(Related(use.says, use.span(deal)) for use in uses[:5])
