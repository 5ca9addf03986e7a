"""Q003: nothing that anybody could find says that a stage opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import gate_of, is_time, refs_of
from detente.check.saying import quoted, ticked
from detente.check.silence import given, unsaid
from detente.deal.phrases import NOT_STATED
from detente.diagnose.diagnostic import Related, Remark, Severity, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal, Gate, Stage


@rule(code="Q003", severity="error")
def gate_without_test(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nothing that anybody could find says that a stage opens.

    What it finds:
        A stage without `opens` (a warning for the first stage), or one that opens on words alone. A stage that opens
        `when` acts or events are there, where nobody is named who finds it: neither in `found by`, nor as the
        verifier of each of those acts and the finder of each of those events. A stage that opens at a time needs no
        finder.

    Why it matters:
        "After the success of stage one" is a judgement that each side makes for itself. The side that owes more in
        the next stage gains by judging later.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        stages:
          one: {opens: {at: 2031-03-03}, lasts: 42 days, otherwise: everything ends}
          two: {opens: {words: after the success of stage one}}

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one: {opens: {at: 2031-03-03}, lasts: 42 days, otherwise: everything ends}
          two: {opens: {when: [lists], found by: mission, by: 2031-04-14, may be waived by: both parties}}
        obligations:
          lists: {by: south, to: north, does: hand over, amount: 2 lists, due: 2031-04-01, verified by: mission}

    When to allow:
        When the parties left the passage open, and the text says who meets, by when, to settle it.
    """
    owed: dict[str, list[str]] = {}
    for act in deal.obligations.values():
        if act.stage:
            owed.setdefault(str(act.stage), []).append(act.id)
    for number, stage in enumerate(deal.stages.values()):
        gate = gate_of(stage)
        message = _amiss(deal, stage, gate)
        if message:
            # The first stage may be taken to open with the deal; of a later one nobody can take anything for granted.
            severity = Severity.warning if gate is None and number == 0 else None
            yield _remark(deal, stage, message, owed.get(stage.id, ()), severity)


def _amiss(deal: Deal, stage: Stage, gate: Gate | None) -> str | None:
    if gate is None:
        return lacking(f"what opens stage `{stage.id}`", stage.opens)
    if is_time(gate.at):
        return None
    if unsaid(gate.when):
        words = next((w for w in (gate.words, getattr(gate.at, "text", None)) if isinstance(w, str)), None)
        if words:
            return f"the text says {quoted(words)} of what opens stage `{stage.id}`, which names nothing to be found"
        silent = NOT_STATED in (gate.at, gate.when, gate.words)
        return lacking(f"what opens stage `{stage.id}`", NOT_STATED if silent else None)
    unfound = [label for label in dict.fromkeys(refs_of(gate.when)) if not _has_finder(deal, label)]
    if unsaid(gate.found_by) and unfound:
        return lacking(
            f"who finds that {ticked(unfound, 4)} {_is(unfound)} there and stage `{stage.id}` opens",
            gate.found_by,
        )
    return None


def _is(items: Sequence[str]) -> str:
    return "is" if len(items) == 1 else "are"


def _has_finder(deal: Deal, label: str) -> bool:
    if label in deal.obligations:
        return not unsaid(deal.obligations[label].verified_by)
    event = deal.events.get(label)
    return event is not None and (is_time(event.at) or not unsaid(event.found_by))


def _remark(
    deal: Deal, stage: Stage, message: str, labels: Sequence[str], severity: Severity | None
) -> Remark:
    acts = [deal.obligations[label] for label in labels]
    people = {person for act in acts for person in (*(given(act.by) or ()), *(given(act.to) or ()))}
    return Remark(
        span=deal.place(stage, "opens"),
        message=message,
        help="write `opens: {when: [ACTS], found by: WHO, by: DATE}`, or `opens: {at: DATE}`",
        related=tuple(Related(f"`{act.id}` is owed in this stage", deal.place(act)) for act in acts[:3]),
        subjects=Subjects(
            parties=tuple(label for label in deal.parties if label in people),
            obligations=tuple(labels),
            stages=(stage.id,),
        ),
        severity=severity,
    )
