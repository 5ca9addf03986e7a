"""O009: a party alone finds whether something has happened on which its own duty, or another's, hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import gate_of, named, opening, otherwise_of, owed_to, performers, waiting
from detente.check.saying import ticked
from detente.check.silence import given, unsaid
from detente.diagnose.diagnostic import Related, Remark, Subjects
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal, Noun, Obligation


@rule(code="O009", severity="warning")
def judged_by_the_party_itself(deal: Deal, course: Course) -> Iterator[Remark]:
    """A party alone finds whether something has happened on which its own duty, or another's, hangs.

    What it finds:
        One party alone is named to find that a stage may open (`found by`), that an event has happened on which
        something hangs, or that duties go on after a stage (`decided by`). And an act owed to a party that this party
        alone verifies, where a duty of its own waits for that act, no method is stated (`verified how`) and no body
        decides disputes (`disputes`).

    Why it matters:
        "To its satisfaction" lets the party that judges decide whether its own duty ever begins. It need not misuse
        this for the other side to reckon with it.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          works: {by: south, to: north, does: finish the works, measure: list A, due: 2031-05-01, verified by: north}
          payment:
            by: north
            to: south
            does: pay the price
            amount: 2 million euro
            due: 2031-05-15
            after: [works]
            verified by: south

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {engineer: {name: Tidewell, access: the site, safety: Southland}}
        obligations:
          works: {by: south, to: north, does: finish the works, measure: list A, due: 2031-05-01, verified by: engineer}
          payment:
            by: north
            to: south
            does: pay the price
            amount: 2 million euro
            due: 2031-05-15
            after: [works]
            verified by: south

    When to allow:
        When the party's finding can be taken to a body for disputes in time.
    """
    yield from _gates(deal)
    yield from _events(deal)
    yield from _acts(deal)
    yield from _continuations(deal)


def _alone(deal: Deal, finders: object) -> str | None:
    """The one party that is named to find something, if it is alone."""
    if isinstance(finders, tuple) and len(finders) == 1 and finders[0] in deal.parties:
        return str(finders[0])
    return None


def _gates(deal: Deal) -> Iterator[Remark]:
    for stage in deal.stages.values():
        gate = gate_of(stage)
        judge = _alone(deal, given(gate.found_by)) if gate else None
        if judge:
            said = f"{deal.call(judge)} alone finds whether stage `{stage.id}` may open"
            yield _remark(deal, stage, ("opens", "found by"), said, judge, ())


def _events(deal: Deal) -> Iterator[Remark]:
    hanging, gates = waiting(deal), opening(deal)
    for event in deal.events.values():
        judge = _alone(deal, given(event.found_by))
        rests: list[Noun] = [*hanging.get(event.id, ()), *gates.get(event.id, ())]
        if judge and rests:
            said = f"{deal.call(judge)} alone finds whether `{event.id}` has happened"
            yield _remark(deal, event, ("found by",), said, judge, rests)


def _acts(deal: Deal) -> Iterator[Remark]:
    disputes = given(deal.frame.disputes)
    if disputes is not None and not unsaid(disputes.body):
        return
    hanging = waiting(deal)
    for act in deal.obligations.values():
        judge = _alone(deal, given(act.verified_by))
        if (
            judge is None
            or judge in performers(act)
            or judge not in owed_to(act)
            or not unsaid(act.verified_how)
        ):
            continue
        own: list[Obligation] = [other for other in hanging.get(act.id, ()) if judge in performers(other)]
        if own:
            said = f"{deal.call(judge)} alone finds whether {named(deal, act)} was carried out"
            yield _remark(deal, act, ("verified by",), said, judge, own)


def _continuations(deal: Deal) -> Iterator[Remark]:
    for stage in deal.stages.values():
        otherwise = otherwise_of(stage)
        judge = _alone(deal, given(otherwise.decided_by)) if otherwise else None
        if judge:
            said = f"{deal.call(judge)} alone decides whether duties go on after stage `{stage.id}`"
            yield _remark(deal, stage, ("otherwise", "decided by"), said, judge, ())


def _remark(
    deal: Deal, noun: Noun, keys: tuple[str, ...], said: str, judge: str, resting: Sequence[Noun]
) -> Remark:
    labels = list(dict.fromkeys(other.id for other in resting))
    hangs = f", and {ticked(labels, 4)} wait{'s' * (len(labels) == 1)} for it" if labels else ""
    acts = (noun.id, *labels)
    return Remark(
        span=deal.place(noun, *keys),
        message=said + hangs,
        help="name somebody else to find it, both parties together, or a body that decides if they differ",
        related=tuple(Related(f"`{other.id}` waits for it", deal.place(other)) for other in resting[:4]),
        subjects=Subjects(
            parties=(judge,),
            obligations=tuple(label for label in acts if label in deal.obligations),
            stages=tuple(label for label in acts if label in deal.stages),
        ),
    )
