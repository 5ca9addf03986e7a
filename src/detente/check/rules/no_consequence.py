"""O006: nothing says what follows if an obligation is not carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import named, opening, refs_of, waiting
from detente.check.saying import ticked
from detente.check.silence import given, unsaid
from detente.deal.phrases import NOT_STATED
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal, Noun, Obligation


@rule(code="O006", severity="warning")
def no_consequence(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nothing says what follows if an obligation is not carried out.

    What it finds:
        An obligation without `if missed`, in a deal without `if breached`, for which no other act is owed `on breach
        of` it and no guarantee says what its guarantor does. One finding for each obligation that another act, a
        stage or a demand rests on, and one for all the others together.

    Why it matters:
        On the day after a missed date one side may hold that the deal is over, and the other that nothing has
        changed. Without a time to make good, a delay of an hour and a refusal are the same thing.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        if breached: not stated
        obligations:
          names:
            by: south
            to: north
            does: hand over the names
            amount: 40 names
            due: 2031-05-01
            verified by: north
            if missed: not stated

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        if breached: not stated
        obligations:
          names:
            by: south
            to: north
            does: hand over the names
            amount: 40 names
            due: 2031-05-01
            verified by: north
            if missed: {cure: 48 hours, then: releases}

    When to allow:
        When the parties leave the answer to a body for disputes, and the text gives it that power.
    """
    if not unsaid(deal.frame.if_breached):
        return
    answered = _answered(deal)
    open_acts = [act for act in deal.obligations.values() if act.id not in answered and _is_unsaid(act)]
    resting = _resting(deal)
    rest = []
    for act in open_acts:
        if act.id in resting:
            yield _one(deal, act, resting[act.id])
        else:
            rest.append(act)
    if rest:
        yield _others(deal, rest)


def _is_unsaid(act: Obligation) -> bool:
    remedy = given(act.if_missed)
    return remedy is None or (unsaid(remedy.cure) and unsaid(remedy.then))


def _answered(deal: Deal) -> set[str]:
    """The acts for which an act on breach, or a guarantee that says what it does, is the consequence."""
    found = {label for act in deal.obligations.values() for label in refs_of(act.on_breach_of)}
    for guarantee in deal.guarantees.values():
        if not (unsaid(guarantee.pays) and unsaid(guarantee.does)):
            found.update(refs_of(guarantee.covers))
    return found


def _resting(deal: Deal) -> Mapping[str, Sequence[Noun]]:
    """For each id, what rests on it: acts, stages and demands, in this order."""
    found: dict[str, list[Noun]] = {label: list(acts) for label, acts in waiting(deal).items()}
    for label, stages in opening(deal).items():
        found.setdefault(label, []).extend(stages)
    for demand in deal.demands.values():
        for label in dict.fromkeys(refs_of(demand.met_by)):
            found.setdefault(label, []).append(demand)
    return found


def _one(deal: Deal, act: Obligation, resting: Sequence[Noun]) -> Remark:
    others = [noun for noun in resting if noun.id != act.id]
    rests = (
        f", and {ticked((noun.id for noun in others), 4)} rest{'s' * (len(others) == 1)} on it"
        if others
        else ""
    )
    what = f"what follows if {named(deal, act)} is not {'kept' if act.is_standing else 'carried out'}"
    return Remark(
        span=deal.place(act, "if missed"),
        message=lacking(what, act.if_missed) + rests,
        help="write `if missed: {cure: 48 hours, then: releases}`, or `if breached` for the deal as a whole",
        related=tuple(Related(f"`{noun.id}` rests on it", deal.place(noun)) for noun in others[:4]),
        subjects=about(deal, act),
    )


def _others(deal: Deal, acts: Sequence[Obligation]) -> Remark:
    frame = deal.frame.if_breached
    silent = NOT_STATED if frame is NOT_STATED or any(a.if_missed is NOT_STATED for a in acts) else None
    is_are = "is" if len(acts) == 1 else "are"
    what = f"what follows if {ticked((act.id for act in acts), 5)} {is_are} not carried out"
    return Remark(
        span=deal.section("if breached" if frame is not None else "obligations"),
        message=lacking(what, silent),
        help="write `if breached` for the deal as a whole, or `if missed` under each of them",
        subjects=about(deal, *acts),
    )
