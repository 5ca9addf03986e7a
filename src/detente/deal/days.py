"""Days of a deal: moments as days from day zero, and when stages open and end.

A moment is known only if everything that it counts from is known; where several times are possible the latest
day is taken, because that is the day on which a duty may at the latest be done.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Final

from detente.deal.model import Calendar, Deal, Gate
from detente.deal.phrases import Ref, When

_OFFSET: Final = re.compile(r"([+-])([01]\d|2[0-3]):?([0-5]\d)\Z")


class Days:
    """Turns moments of one deal into days from day zero (floats); None where a moment cannot be known."""

    def __init__(self, deal: Deal) -> None:
        self.deal = deal
        zero = deal.frame.day_zero
        self.zero_event = (
            zero.anchor.id if isinstance(zero, When) and zero.kind == "entry" and zero.anchor else None
        )
        self._zone = _zone(deal)
        self.zero_date: datetime | None = None
        self.zero_date = self._zero_date(zero)
        self._walked = False
        self._busy: set[tuple[str, str]] = set()
        self._known: dict[tuple[str, str], float | None] = {}

    def _zero_date(self, zero: object) -> datetime | None:
        for _ in range(2):
            if not isinstance(zero, When):
                return None
            if zero.kind == "date":
                return self._moment(zero)
            event = self.deal.events.get(zero.anchor.id) if zero.anchor else None
            zero = event.at if event else None
        return None

    def _moment(self, when: When) -> datetime | None:
        """A moment in its own zone; without one, in the zone of the calendar, else in that of day zero."""
        if when.moment is None or when.has_zone:
            return when.moment
        zone = self._zone or (self.zero_date.tzinfo if self.zero_date else when.moment.tzinfo)
        return when.moment.replace(tzinfo=zone)

    def day(self, when: object) -> float | None:
        """The day of a moment; None for `not stated`, a phrase, an end that is open, or an unknown anchor."""
        if not isinstance(when, When):
            return None
        if when.kind == "day zero":
            start: float | None = 0.0
        elif when.kind == "date":
            start = self._date(when)
        elif when.kind in ("stage", "stage ends") and when.anchor:
            start = (
                self.stage_opens(when.anchor.id) if when.kind == "stage" else self.stage_ends(when.anchor.id)
            )
        elif when.kind == "entry" and when.anchor:
            start = self.of(when.anchor)
        else:
            return None
        return None if start is None else start + (when.offset.days if when.offset else 0.0)

    def _date(self, when: When) -> float | None:
        moment = self._moment(when)
        if moment is None or self.zero_date is None:
            return None
        # Days are whole, as `D+n` is: what is due on a day may be done until it ends, whatever the hour of day zero.
        return float((moment.astimezone(self.zero_date.tzinfo).date() - self.zero_date.date()).days)

    def of(self, ref: Ref) -> float | None:
        """The latest day of an act, a part of it, an event, or the opening of a stage."""
        if ref.id == self.zero_event:
            return 0.0
        for counted_from in reversed(
            self._chain(ref)
        ):  # the far end first, so that a long chain needs no deep stack
            self._once("of", str(counted_from), lambda found=counted_from: self._of(found))
        return self._once("of", str(ref), lambda: self._of(ref))

    def _chain(self, ref: Ref) -> list[Ref]:
        """What an entry's time counts from, what that counts from, and so on, as far as it is not yet known."""
        chain: list[Ref] = []
        met = {str(ref)}
        following = self._counted_from(ref)
        while (
            following is not None and str(following) not in met and ("of", str(following)) not in self._known
        ):
            chain.append(following)
            met.add(str(following))
            following = self._counted_from(following)
        return chain

    def _counted_from(self, ref: Ref) -> Ref | None:
        event, owed = self.deal.events.get(ref.id), self.deal.obligations.get(ref.id)
        parts = owed.parts if owed and isinstance(owed.parts, tuple) else ()
        if event is not None:
            when = event.at
        elif parts:
            when = parts[min(ref.part or len(parts), len(parts)) - 1].due
        else:
            when = (owed.from_ if owed.is_standing else owed.due) if owed else None
        return when.anchor if isinstance(when, When) and when.kind == "entry" else None

    def _of(self, ref: Ref) -> float | None:
        if ref.id in self.deal.events:
            return self.day(self.deal.events[ref.id].at)
        if ref.id in self.deal.stages:
            return self.stage_opens(ref.id)
        owed = self.deal.obligations.get(ref.id)
        if owed is None:
            return None
        parts = owed.parts if isinstance(owed.parts, tuple) else ()
        if ref.part is not None and ref.part <= len(parts):
            return self.day(parts[ref.part - 1].due)
        days = [self.day(part.due) for part in parts]
        known = [day for day in days if day is not None]
        if known and len(known) == len(days):
            return max(known)
        if owed.is_standing:
            return self.day(owed.from_)
        return self.day(owed.due)

    def stage_opens(self, stage: str) -> float | None:
        """The latest day on which a stage opens: its stated time or long stop, else the end of the one before."""
        if ("opens", stage) not in self._known and not self._walked:
            self._walked = True
            for earlier in self.deal.stages:  # in their order, so that many stages need no deep stack
                self.stage_opens(earlier)
        return self._once("opens", stage, lambda: self._opens(stage))

    def _opens(self, stage: str) -> float | None:
        stages = list(self.deal.stages)
        if stage not in stages:
            return None
        opens = self.deal.stages[stage].opens
        if isinstance(opens, Gate):
            for when in (opens.at, opens.by):
                day = self.day(when)
                if day is not None:
                    return day
        place = stages.index(stage)
        if place == 0:
            return 0.0 if self.deal.frame.day_zero else None
        return self.stage_ends(stages[place - 1])

    def stage_ends(self, stage: str) -> float | None:
        """The day on which a stage ends by its length; None where its length or its opening is not known."""
        return self._once("ends", stage, lambda: self._ends(stage))

    def _ends(self, stage: str) -> float | None:
        found = self.deal.stages.get(stage)
        opens = self.stage_opens(stage)
        lasts = getattr(found.lasts, "days", None) if found else None
        return None if opens is None or lasts is None else opens + lasts

    def _once(self, what: str, label: str, find: object) -> float | None:
        key = (what, label)
        if key in self._known:
            return self._known[key]
        if key in self._busy:  # times that count from each other are known by neither
            return None
        self._busy.add(key)
        try:
            self._known[key] = find()  # type: ignore[operator]
        finally:
            self._busy.discard(key)
        return self._known[key]


def _zone(deal: Deal) -> timezone | None:
    """The zone of the calendar, where it is written as an offset such as `+02:00`."""
    calendar = deal.frame.calendar
    written = calendar.zone if isinstance(calendar, Calendar) else None
    found = _OFFSET.match(written) if isinstance(written, str) else None
    if not found:
        return None
    shift = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-shift if found[1] == "-" else shift)
