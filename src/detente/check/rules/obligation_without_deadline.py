"""O002: an obligation has no day by which it is owed, or until which it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import in_brackets, is_time, named
from detente.check.saying import quoted, ticked
from detente.check.silence import given, unsaid
from detente.deal.phrases import NOT_STATED, When
from detente.diagnose.diagnostic import Remark, Severity
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation


@rule(code="O002", severity="error")
def obligation_without_deadline(deal: Deal, course: Course) -> Iterator[Remark]:
    """An obligation has no day by which it is owed, or until which it lasts.

    What it finds:
        An act without `due`, or with a phrase in its place. A day of each part counts. So does the time that the act
        `takes` after its conditions, and the time of the act that it is exchanged for (`against`) or carried out with
        (`together`). A condition alone (`after`) gives no day: it says when an act may begin. A standing duty without
        `until`; without `from` too, where no stage or condition says when it begins. A warning, not an error, for
        an act that is owed on an event, at a time for which the text has a phrase.

    Why it matters:
        An act without a day is never late. A standing duty without an end is read as lasting by one side and as over
        by the other.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          pull-back:
            by: north
            to: south
            does: leave the road
            measure: the line on map 1
            due: not stated
            verified by: south

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          pull-back:
            by: north
            to: south
            does: leave the road
            measure: the line on map 1
            due: 2031-05-01
            verified by: south

    When to allow:
        When the day cannot be known yet, and the text says who sets it and by when.
    """
    timed_words = {act.together for act in deal.obligations.values() if act.together and _has_day(act)}
    for act in deal.obligations.values():
        if act.is_standing:
            yield from _standing(deal, act)
        elif not (_has_day(act) or act.together in timed_words or _follows_partner(deal, act)):
            yield _act(deal, act)


def _has_day(act: Obligation) -> bool:
    """Whether an act says by itself by when it is due."""
    parts = given(act.parts) or ()
    if is_time(act.due) or (parts and all(is_time(part.due) for part in parts)):
        return True
    begins = (act.after, act.against, act.on_event, act.on_breach_of, act.not_before, act.stage)
    return not unsaid(act.takes) and not all(map(unsaid, begins))


def _follows_partner(deal: Deal, act: Obligation) -> bool:
    """Whether the act takes its time from its counterpart; one that has none is found itself, unless it points on."""
    partner = deal.obligations.get(given(act.against) or "")
    if partner is None or partner.id == act.id:
        return False
    return partner.is_standing or _has_day(partner) or unsaid(partner.against)


def _act(deal: Deal, act: Obligation) -> Remark:
    parts = given(act.parts) or ()
    blank = [f"{act.id}.{place}" for place, part in enumerate(parts, 1) if not is_time(part.due)]
    what = f"by when {named(deal, act)} is due"
    if isinstance(act.due, When):
        message = f"the text says {quoted(act.due.text)} of {named(deal, act)}, which names no day"
    elif blank and len(blank) < len(parts):
        message = lacking(f"by when {ticked(blank)}{in_brackets(deal, act)} {_is(blank)} due", act.due)
    elif not unsaid(act.every):
        message = lacking(f"from when and until when {named(deal, act)} recurs", act.due)
    else:
        message = lacking(what, act.due)
    return Remark(
        span=deal.place(act, "due"),
        message=message,
        help="write `due` (a date, `D+14`, `5 days after EVENT`), a day for each part, or the time that it `takes`",
        subjects=about(deal, act),
        # What is owed on an event, at a time that the text has words for, can be carried out and can be disputed.
        severity=Severity.warning if isinstance(act.due, When) and not unsaid(act.on_event) else None,
    )


def _is(items: list[str]) -> str:
    return "is" if len(items) == 1 else "are"


def _standing(deal: Deal, act: Obligation) -> Iterator[Remark]:
    no_end = not (is_time(act.until) or is_time(act.due)) and unsaid(act.takes)
    starts = (act.stage, act.after, act.on_event, act.on_breach_of, act.continues)
    no_start = not is_time(act.from_) and all(map(unsaid, starts))
    if not (no_end or no_start):
        return
    key = "until" if no_end else "from"
    value = act.until if no_end else act.from_
    asked = "from when and until when" if no_end and no_start else f"{key} when"
    if isinstance(value, When):
        message = f"the text says {quoted(value.text)} of {named(deal, act)} (`{key}`), which names no day"
    else:
        silent = NOT_STATED if NOT_STATED in (value, act.from_ if no_start else value) else None
        message = lacking(f"{asked} {named(deal, act)} lasts", silent)
    yield Remark(
        span=deal.place(act, key),
        message=message,
        help=f"write `{key}`: a date, `D+14`, `stage ID{' ends' if no_end else ''}`"
        + (", or `for good`" if no_end else ""),
        subjects=about(deal, act),
        severity=Severity.error if no_end and _deal_is_open(deal) else Severity.warning,
    )


def _deal_is_open(deal: Deal) -> bool:
    """Whether nothing says when the deal as a whole ends, so that a duty without an end has none at all."""
    return not is_time(deal.frame.ends) and unsaid(deal.frame.lasts)
