"""Days of a deal: moments as days from day zero, and when stages open and end.

A moment is known only if everything that it counts from is known; times that count from each other are known by
neither. Where several times are possible the latest day is taken, because that is the day on which a duty may at the
latest be done.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import Final

from detente.deal.graph import ends_first, knots
from detente.deal.model import Calendar, Deal, Gate, Obligation
from detente.deal.phrases import Ref, When

_OFFSET: Final = re.compile(r"([+-])([01]\d|2[0-3]):?([0-5]\d)\Z")

Node = tuple[str, str, int | None]
"""What may have a day: ("of", id, part), ("opens", stage, None) or ("ends", stage, None)."""
Look = Callable[[Node], float | None]


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
        self._before = {later: earlier for earlier, later in pairwise(deal.stages)}
        self._alone: set[str] = set()
        self._known: dict[Node, float | None] = {}

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
        return self._counted(when, self._find)

    def of(self, ref: Ref) -> float | None:
        """The latest day of an act, a part of it, an event, or the opening of a stage."""
        return self._find(("of", ref.id, ref.part))

    def stage_opens(self, stage: str) -> float | None:
        """The latest day on which a stage opens: its stated time or long stop, else the end of the one before."""
        return self._find(("opens", stage, None))

    def stage_ends(self, stage: str) -> float | None:
        """The day on which a stage ends by its length; None where its length or its opening is not known."""
        return self._find(("ends", stage, None))

    def _find(self, node: Node) -> float | None:
        """Work out all that a day counts from, the far ends first, so that a long chain needs no deep stack."""
        if node not in self._known:
            needs: dict[Node, list[Node]] = {}
            todo = [node]
            while todo:
                one = todo.pop()
                if one not in needs and one not in self._known:
                    needs[one] = self._needs(one)
                    todo += needs[one]
            open_ = {one: [other for other in others if other in needs] for one, others in needs.items()}
            self._untie(open_)
            tied = {one: place for place, knot in enumerate(knots(open_)) for one in knot}
            for one in ends_first(open_, node):
                self._known[one] = self._work_out(one, self._outside(one, tied))
        return self._known[node]

    def _untie(self, needs: dict[Node, list[Node]]) -> None:
        """In a circle, a stage with a time of its own does not also wait for the end of the one before."""
        for knot in knots(needs):
            members = set(knot)
            for node in knot:
                before = ("ends", self._before.get(node[1], ""), None)
                if node[0] == "opens" and before in members and self._times(node):
                    needs[node] = [other for other in needs[node] if other != before]
                    self._alone.add(node[1])

    def _outside(self, node: Node, tied: dict[Node, int]) -> Look:
        """Looks up what is known; what counts from this node in turn is not."""
        knot = tied.get(node)
        return lambda other: None if knot is not None and tied.get(other) == knot else self._known[other]

    def _needs(self, node: Node) -> list[Node]:
        """Ask for the day, and note what is asked for on the way."""
        asked: list[Node] = []
        for when in self._times(node):
            self._counted(when, asked.append)
        kind, label, _ = node
        if kind == "ends":
            asked.append(("opens", label, None))
        elif kind == "opens" and label in self._before:
            asked.append(("ends", self._before[label], None))
        elif kind == "of" and label in self.deal.stages:
            asked.append(("opens", label, None))
        return asked

    def _times(self, node: Node) -> list[object]:
        """The times in the file on which a day may rest."""
        kind, label, part = node
        if kind == "opens":
            opens = self.deal.stages[label].opens if label in self.deal.stages else None
            return [when for when in (opens.at, opens.by) if when] if isinstance(opens, Gate) else []
        if kind == "ends" or label == self.zero_event:
            return []
        if label in self.deal.events:
            return [self.deal.events[label].at]
        owed = self.deal.obligations.get(label)
        return _times_of(owed, part) if owed is not None else []

    def _work_out(self, node: Node, look: Look) -> float | None:
        kind, label, _ = node
        if kind == "opens":
            return self._opens(label, look)
        if kind == "ends":
            stage, opens = self.deal.stages.get(label), look(("opens", label, None))
            lasts = getattr(stage.lasts, "days", None) if stage else None
            return None if opens is None or lasts is None else opens + lasts
        if label == self.zero_event:
            return 0.0
        if label in self.deal.stages and label not in self.deal.events:
            return look(("opens", label, None))
        days = [self._counted(when, look) for when in self._times(node)]
        *parts, whole = days or [None]
        known = [day for day in parts if day is not None]
        return max(known) if known and len(known) == len(parts) else whole

    def _opens(self, stage: str, look: Look) -> float | None:
        if stage not in self.deal.stages:
            return None
        for when in self._times(("opens", stage, None)):
            day = self._counted(when, look)
            if day is not None:
                return day
        if stage in self._before:
            return None if stage in self._alone else look(("ends", self._before[stage], None))
        return 0.0 if self.deal.frame.day_zero else None

    def _counted(self, when: object, look: Look) -> float | None:
        """The day of a moment, with the day of what it counts from looked up."""
        if not isinstance(when, When):
            return None
        start: float | None = None
        if when.kind == "day zero":
            start = 0.0
        elif when.kind == "date":
            start = self._date(when)
        elif when.anchor and when.kind in ("stage", "stage ends"):
            start = look(("opens" if when.kind == "stage" else "ends", when.anchor.id, None))
        elif when.anchor and when.kind == "entry":
            start = look(("of", when.anchor.id, when.anchor.part))
        return None if start is None else start + (when.offset.days if when.offset else 0.0)

    def _date(self, when: When) -> float | None:
        moment = self._moment(when)
        if moment is None or self.zero_date is None:
            return None
        # Days are whole, as `D+n` is: what is due on a day may be done until it ends, whatever the hour of day zero.
        return float((moment - self.zero_date.replace(hour=0, minute=0, second=0)) // timedelta(days=1))


def _times_of(owed: Obligation, part: int | None) -> list[object]:
    """The days of the parts, then of the whole; of one part, its day alone."""
    parts = owed.parts if isinstance(owed.parts, tuple) else ()
    if part is not None and part <= len(parts):
        return [parts[part - 1].due]
    return [*(one.due for one in parts), owed.from_ if owed.is_standing else owed.due]


def _zone(deal: Deal) -> timezone | None:
    """The zone of the calendar, where it is written as an offset such as `+02:00`."""
    calendar = deal.frame.calendar
    written = calendar.zone if isinstance(calendar, Calendar) else None
    found = _OFFSET.match(written) if isinstance(written, str) else None
    if not found:
        return None
    shift = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-shift if found[1] == "-" else shift)
