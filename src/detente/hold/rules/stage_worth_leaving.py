"""Q007: a party that has had what hangs on its own acts still owes some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.diagnose.diagnostic import Related, Remark, Severity, Subjects
from detente.diagnose.rule import rule
from detente.hold.leaving import leaving
from detente.hold.ledger import ledger_of
from detente.hold.saying import about, in_unit, obligations_of, ticked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.hold.gains import Gain, Gains
    from detente.hold.leaving import Leaving
    from detente.hold.ledger import Ledger


@rule(code="Q007", severity="warning")
def stage_worth_leaving(deal: Deal, course: Course) -> Iterator[Remark]:
    """From the end of a stage on, nothing owed to a party hangs on what it still owes.

    What it finds:
        For each party the first end of a stage at which it has had something, and could leave out everything that it
        owes in later stages without losing anything owed to it, or a guarantee that counts. Where a missed act ends
        the deal (`if breached`, `if missed`), everything still owed to the party hangs on it. It goes by signs: what
        a party does costs it nothing or more, and what it receives is worth nothing or more to it. What both do
        together (`to: each other`), and what waits for something that the party is still to receive, is left aside.

        Where the party has a values file, its first act at which it gains by stopping for every value in the file is
        an error; the finding then shows a sum of its private values. `review` never looks at values.

    Why it matters:
        A stage is a place to stop. A party that has had what it came for goes on only if it wishes to, and the other
        has given its part by then. This can be so for both parties at once.

    Example:
        detente: 1
        kind: other
        if breached: releases what depends on it
        day zero: 2031-03-03
        parties: {north: Northland, south: Southland}
        stages:
          one: {opens: {at: D+0}, lasts: 42 days}
          two: {opens: {when: [release], by: D+42}}
        obligations:
          release: {stage: one, by: south, to: north, does: release captives/hostages, due: D+20}
          road: {stage: one, by: north, to: south, does: open the road, due: D+30, after: [release]}
          valley: {stage: two, by: north, to: south, does: leave the valley, due: D+60}

    Instead:
        detente: 1
        kind: other
        if breached: releases what depends on it
        day zero: 2031-03-03
        parties: {north: Northland, south: Southland}
        stages:
          one: {opens: {at: D+0}, lasts: 42 days}
          two: {opens: {when: [release], by: D+42}}
        obligations:
          release: {stage: one, by: south, to: north, does: release the first captives/hostages, due: D+20}
          road: {stage: one, by: north, to: south, does: open the road, due: D+30, after: [release]}
          valley: {stage: two, by: north, to: south, does: leave the valley, due: D+60}
          rest: {stage: two, by: south, to: north, does: release all others, due: D+70, after: [valley]}

    When to allow:
        When the later acts are worth doing to those who owe them, or something outside the text holds them.
    """
    ledger = ledger_of(course)
    gains = _gains(deal, course)
    for party in deal.parties:
        sure = _first_sure(gains, party)
        if gains is not None and sure is not None:
            yield _by_values(deal, gains, party, sure)
            continue
        found = leaving(ledger, party)
        if found is not None and not _goes_on(gains, party, ledger, found):
            yield _by_signs(deal, ledger, found)


def _gains(deal: Deal, course: Course) -> Gains | None:
    if not deal.values:
        return None
    from detente.hold.gains import gains_of  # noqa: PLC0415 -- only a deal with values needs the games

    return gains_of(course)


def _first_sure(gains: Gains | None, party: str) -> Gain | None:
    if gains is None or party not in gains.parties:
        return None
    return next((gain for gain in gains.of(party) if gain.sure), None)


def _goes_on(gains: Gains | None, party: str, ledger: Ledger, found: Leaving) -> bool:
    """Whether the party's values say that it gains at none of these acts, whatever its values are in their ranges."""
    if gains is None or party not in gains.parties:
        return False
    owes = {ledger.acts[place].id for place in found.owes}
    return not any(gain.possible for gain in gains.of(party) if gain.act.base in owes)


def _by_signs(deal: Deal, ledger: Ledger, found: Leaving) -> Remark:
    acts = [ledger.acts[place] for place in found.owes]
    to = deal.call_all(label for label in deal.actors if any(label in act.to for act in acts))
    unsaid = any(act.then is None for act in acts)
    message = (
        f"once stage `{found.stage}` is done, nothing owed to {deal.call(found.party)} hangs on what it still owes"
        f"{f' {to}' if to else ''}: {ticked(obligations_of(acts))}"
        f"{'; what a missed act releases is not stated' if unsaid else ''}"
    )
    subjects = about(deal, acts)
    return Remark(
        span=deal.place(deal.stages[found.stage]),
        message=message,
        help="let a later act of the other side wait for these (`after`), bring one of them forward into the stage, "
        "or cover them by a guarantee",
        related=tuple(
            Related(f"`{act.base}` is owed later", deal.place(deal.obligations[act.members[0].obligation]))
            for act in acts[:3]
        ),
        subjects=Subjects(
            parties=(found.party, *(label for label in subjects.parties if label != found.party)),
            obligations=subjects.obligations,
            stages=(found.stage, *(label for label in subjects.stages if label != found.stage)),
        ),
    )


def _by_values(deal: Deal, gains: Gains, party: str, gain: Gain) -> Remark:
    act, unit = gain.act, gains.unit[party]
    owed = deal.obligations[act.members[0].obligation]
    by = ""
    if gain.least is not None and gain.worst.gain is None:
        by = f", by at least {in_unit(gain.least, unit)}"
    elif gain.least is not None:
        by = f", by {in_unit(gain.least, unit, gain.worst.gain)}"
    return Remark(
        span=deal.place(owed),
        message=f"{deal.call(party)} gains by stopping before `{act.id}` for every value of its file{by}",
        help="make the step smaller, move an act of the other side behind it, or add a guarantee of that size",
        subjects=about(deal, [act]),
        severity=Severity.error,
    )
