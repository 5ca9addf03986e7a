"""Q004: a stage waits for acts or events without a last day, and nobody may waive them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.acts import gate_of, refs_of
from detente.check.saying import ticked
from detente.check.silence import unsaid
from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="Q004", severity="warning")
def gate_without_long_stop(deal: Deal, course: Course) -> Iterator[Remark]:
    """A stage waits for acts or events without a last day, and nobody may waive them.

    What it finds:
        A stage that opens `when` acts or events are there, without a last day (`by`) and without anybody who may
        waive the condition (`may be waived by`).

    Why it matters:
        A condition that never comes true and never fails leaves the parties bound to a deal that stands still.
        Contracts end such a wait on a long-stop date, or let the side that the condition protects go on without it.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one: {opens: {at: 2031-03-03}, lasts: 42 days, otherwise: everything ends}
          two: {opens: {when: [lists], found by: mission}}
        obligations:
          lists: {by: south, to: north, does: hand over, amount: 2 lists, due: 2031-04-01, verified by: mission}

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one: {opens: {at: 2031-03-03}, lasts: 42 days, otherwise: everything ends}
          two: {opens: {when: [lists], found by: mission, by: 2031-04-14}}
        obligations:
          lists: {by: south, to: north, does: hand over, amount: 2 lists, due: 2031-04-01, verified by: mission}

    When to allow:
        When waiting without end is what the parties want, and either may leave the deal on notice.
    """
    for stage in deal.stages.values():
        gate = gate_of(stage)
        if gate is None or unsaid(gate.when) or not unsaid(gate.by) or not unsaid(gate.may_be_waived_by):
            continue
        labels = tuple(dict.fromkeys(refs_of(gate.when)))
        yield Remark(
            span=deal.place(stage, "opens", "when"),
            message=f"stage `{stage.id}` waits for {ticked(labels, 4)}; "
            + lacking_all([("a last day for it", gate.by), ("who may waive it", gate.may_be_waived_by)]),
            help="under `opens` write `by` (the last day), or `may be waived by` (the party that it protects)",
            subjects=Subjects(
                obligations=tuple(label for label in labels if label in deal.obligations), stages=(stage.id,)
            ),
        )
