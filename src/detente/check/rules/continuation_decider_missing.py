"""Q013: duties go on as long as something lasts, and nobody is named who finds that it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import named, otherwise_of, refs_of
from detente.check.saying import ticked
from detente.check.silence import unsaid
from detente.deal.phrases import When
from detente.diagnose.diagnostic import Related, Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation, Stage


@rule(code="Q013", severity="warning")
def continuation_decider_missing(deal: Deal, course: Course) -> Iterator[Remark]:
    """Duties go on as long as something lasts, and nobody is named who finds that it does.

    What it finds:
        `otherwise` of a stage that carries duties on `while` something lasts, or a duty owed `until: while TALKS
        last`, where nobody is named who finds that it still lasts: neither in `decided by` nor as the verifier of
        what has to last.

    Why it matters:
        "As long as talks continue" ends the day one side leaves the room, or the day the other says that it did. The
        question decides whether everything else is still owed.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one:
            opens: {at: 2031-03-03}
            lasts: 42 days
            otherwise: {continue: [aid], while: [talks], at most: 14 days, then: ends}
        obligations:
          aid: {by: north, to: south, does: let aid in, from: 2031-03-03, until: for good, verified by: mission}
          talks: {by: [north, south], to: each other, does: talk, from: 2031-03-19, until: 2031-04-14}

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one:
            opens: {at: 2031-03-03}
            lasts: 42 days
            otherwise: {continue: [aid], while: [talks], at most: 14 days, then: ends, decided by: mission}
        obligations:
          aid: {by: north, to: south, does: let aid in, from: 2031-03-03, until: for good, verified by: mission}
          talks: {by: [north, south], to: each other, does: talk, from: 2031-03-19, until: 2031-04-14}

    When to allow:
        When the talks have a chair whose record both sides accept, and the text says so.
    """
    for stage in deal.stages.values():
        otherwise = otherwise_of(stage)
        if otherwise is not None and unsaid(otherwise.decided_by):
            unfound = [label for label in refs_of(otherwise.while_) if _lacks_finder(deal, label)]
            if unfound:
                yield _of_stage(deal, stage, unfound, otherwise.decided_by)
    for act in deal.obligations.values():
        until = act.until
        if (
            isinstance(until, When)
            and until.kind == "while"
            and until.anchor
            and _lacks_finder(deal, until.anchor.id)
        ):
            yield _of_act(deal, act, until.anchor.id)


def _lacks_finder(deal: Deal, label: str) -> bool:
    act = deal.obligations.get(label)
    return act is None or unsaid(act.verified_by)


def _of_stage(deal: Deal, stage: Stage, labels: list[str], decided_by: object) -> Remark:
    otherwise = otherwise_of(stage)
    going_on = list(dict.fromkeys(refs_of(otherwise.continue_ if otherwise else ())))
    goes = f"{ticked(going_on, 4)} go{'es' * (len(going_on) == 1)} on" if going_on else "duties go on"
    return Remark(
        span=deal.place(stage, "otherwise", "while"),
        message=f"after stage `{stage.id}` {goes} as long as {ticked(labels, 3)} last{'s' * (len(labels) == 1)}; "
        + lacking("who finds that this is so", decided_by),
        help="write `decided by` under `otherwise`: somebody other than a party alone",
        related=tuple(
            Related(f"`{label}`", deal.place(deal.obligations[label]))
            for label in labels[:3]
            if label in deal.obligations
        ),
        subjects=Subjects(
            obligations=tuple(
                label for label in dict.fromkeys((*going_on, *labels)) if label in deal.obligations
            ),
            stages=(stage.id,),
        ),
    )


def _of_act(deal: Deal, act: Obligation, label: str) -> Remark:
    lasting = deal.obligations.get(label)
    return Remark(
        span=deal.place(act, "until"),
        message=f"{named(deal, act)} is owed as long as `{label}` lasts; "
        + lacking("who finds that this is so", lasting.verified_by if lasting else None),
        help=f"write `verified by` under `{label}`: somebody other than a party alone",
        related=(Related(f"`{label}`", deal.place(lasting)),) if lasting else (),
        subjects=about(deal, act),
    )
