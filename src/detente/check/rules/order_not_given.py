"""Q012: nothing says which of two acts of different parties comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import is_time, named
from detente.check.intervals import owner_of, time_of
from detente.check.saying import counted
from detente.check.silence import given, unsaid
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course
    from detente.deal.model import Deal

_Pair = tuple[str, str]


@rule(code="Q012", severity="note")
def order_not_given(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nothing says which of two acts of different parties comes first.

    What it finds:
        In a stage, acts of different parties that would be carried out next to each other, of which one has no day,
        and that no condition, exchange or common moment puts in order. One finding for each stage.

    Why it matters:
        Each side may wait for the other to begin, and be right. Where the acts are of like weight the order may not
        matter; then it is worth recording that it was left open.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one: {opens: {at: 2031-03-03}, lasts: 42 days}
        obligations:
          road: {stage: one, by: north, to: south, does: open, measure: map 1, due: not stated, verified by: mission}
          port: {stage: one, by: south, to: north, does: open, measure: map 2, due: not stated, verified by: mission}

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        stages:
          one: {opens: {at: 2031-03-03}, lasts: 42 days}
        obligations:
          road: {stage: one, by: north, to: south, does: open, measure: map 1, due: 2031-03-20, verified by: mission}
          port:
            stage: one
            by: south
            to: north
            does: open
            measure: map 2
            takes: 5 days
            after: [road]
            verified by: mission

    When to allow:
        When the parties chose to leave the order to an intermediary, or to the day.
    """
    pairs: dict[str | None, list[_Pair]] = {}
    for one, two in course.unordered:
        both_timed = is_time(time_of(deal, one)) and is_time(time_of(deal, two))
        if not both_timed and not _are_exchanged(deal, one, two):
            pairs.setdefault(given(owner_of(deal, one).stage), []).append((one, two))
    for stage, found in pairs.items():
        yield _remark(deal, stage, found)


def _are_exchanged(deal: Deal, one: str, two: str) -> bool:
    """Whether two acts are exchanged turn by turn; `unordered` has left out what is done together."""
    first, second = owner_of(deal, one), owner_of(deal, two)
    pairs = ((first, second), (second, first))
    return any(act.against == other.id and not unsaid(act.turn) for act, other in pairs)


def _remark(deal: Deal, stage: str | None, pairs: Sequence[_Pair]) -> Remark:
    one, two = (owner_of(deal, step) for step in pairs[0])
    steps = dict.fromkeys(owner_of(deal, step).id for pair in pairs for step in pair)
    where = f"in stage `{stage}` " if stage in deal.stages else ""
    more = f", nor for {counted(len(pairs) - 1, 'more pair')} of acts" if len(pairs) > 1 else ""
    return Remark(
        span=deal.place(two),
        message=f"{where}the text does not say which comes first, {named(deal, one)} or {named(deal, two)}{more}",
        help="give a day, a condition (`after`), parts that alternate (`against`, `turn`), or one moment (`together`)",
        related=tuple(
            Related(f"`{second}` and `{first}`: no order", deal.place(owner_of(deal, first)))
            for first, second in pairs[:3]
        ),
        subjects=about(deal, *(deal.obligations[label] for label in steps)),
    )
