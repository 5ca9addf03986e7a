"""D008: a condition of a party that is answered only in a later stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.demands import subjects_of, with_status
from detente.check.saying import CONDITION, demand_as_subject
from detente.deal.model import in_words
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.coverage import Coverage
    from detente.deal.model import Deal

_KINDS = ("ceasefire", "exchange", "strike", "arms control", "other")
"""Not those in which nearly all is paid or delivered stage by stage."""


@rule(code="D008", severity="note", kinds=_KINDS)
def demand_met_only_later(deal: Deal, course: Course) -> Iterator[Remark]:
    """What a party stated as a condition is answered only if a later stage opens.

    What it finds:
        A demand stated as a condition, every answer to which stands in a stage after the first, so that it is met
        only if that stage opens.

    Why it matters:
        Until then the party has given what the earlier stages ask of it and has nothing of what it stated as a
        condition. It is a choice that many deals make; it is worth making with open eyes, and worth a guarantee.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        stages: {one: {lasts: 42 days}, two: {opens: {when: [release]}}}
        obligations:
          release: {stage: one, by: south, to: north, does: release all persons held, due: D+7}
          pull-back: {stage: two, by: north, to: south, does: leave the valley, due: stage two + 7 days}
        positions:
          south:
            demands:
              valley:
                wants: the valley free of troops
                firmness: stated as a condition
                met by: [pull-back]

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        stages: {one: {lasts: 42 days}, two: {opens: {when: [release]}}}
        obligations:
          release: {stage: one, by: south, to: north, does: release all persons held, due: D+7}
          pull-back-1: {stage: one, by: north, to: south, does: leave the road, due: D+7}
          pull-back: {stage: two, by: north, to: south, does: leave the valley, due: stage two + 7 days}
        positions:
          south:
            demands:
              valley:
                wants: the valley free of troops
                firmness: stated as a condition
                met by: [pull-back-1, pull-back]

    When to allow:
        When the party knows it and accepts it, or is secured by a guarantee that covers the later stage.
    """
    for status in ("covered", "vague"):
        for demand, entry in with_status(deal, course, status):
            if demand.firmness == CONDITION and entry.only_if and _all_later(deal, entry):
                first = min(entry.met_by, key=lambda label: _stage_place(deal, label))
                yield Remark(
                    span=deal.place(demand),
                    message=f"{demand_as_subject(deal, demand)} is answered only if {in_words(entry.only_if)}",
                    help="answer a part of it earlier, secure the later stage, or record that it is accepted",
                    related=(
                        Related(
                            f"`{first}` answers it", deal.place(deal.obligations[first.partition(".")[0]])
                        ),
                    ),
                    subjects=subjects_of(deal, demand, entry.met_by),
                )


def _all_later(deal: Deal, entry: Coverage) -> bool:
    return all(_stage_place(deal, label) > 0 for label in entry.met_by)


def _stage_place(deal: Deal, label: str) -> int:
    """The place of an obligation's stage, from 0; 0 for what stands in no stage."""
    owed = deal.obligations.get(label.partition(".")[0])
    places = {stage: place for place, stage in enumerate(deal.stages)}
    return places.get(owed.stage, 0) if owed is not None and isinstance(owed.stage, str) else 0
