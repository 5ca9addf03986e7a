"""D006: nothing says what holds when a stage ends and the next has not opened."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from detente.deal.model import Gate, Obligation, Stage
from detente.deal.phrases import When
from detente.diagnose.diagnostic import Related, Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="D006", severity="error")
def stage_without_otherwise(deal: Deal, course: Course) -> Iterator[Remark]:
    """Nothing says what holds when a stage ends and the next has not opened.

    What it finds:
        A stage that ends (it `lasts` so long, or a duty runs `until` its end), followed by a stage that does not open
        by the calendar alone, where `otherwise` is `not stated` or absent.

    Why it matters:
        The next stage waits for something that may not happen in time. On the day after, each side can say with equal
        right that everything still holds and that nothing does. Several pauses in fighting ended on such a day.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        stages:
          one:
            lasts: 42 days
            otherwise: not stated
          two:
            opens: {when: [names]}
        obligations:
          names: {stage: one, by: south, to: north, does: hand over the names, due: D+7}
          pause: {stage: one, by: north, to: south, does: carry out no attack, from: D+0, until: stage one ends}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        stages:
          one:
            lasts: 42 days
            otherwise: {continue: [pause], at most: 14 days, then: ends}
          two:
            opens: {when: [names]}
        obligations:
          names: {stage: one, by: south, to: north, does: hand over the names, due: D+7}
          pause: {stage: one, by: north, to: south, does: carry out no attack, from: D+0, until: stage one ends}

    When to allow:
        When the parties chose to leave that day open, and said so to each other.
    """
    ending = _ending_with(deal)
    for stage, following in pairwise(deal.stages.values()):
        duties = ending.get(stage.id, [])
        if stage.otherwise or _opens_by_calendar(following) or not (duties or stage.lasts is not None):
            continue
        what = f"what holds if stage `{stage.id}` ends and stage `{following.id}` has not opened"
        yield Remark(
            span=deal.place(stage),
            message=lacking(what, stage.otherwise),
            help="write `otherwise`: which duties `continue`, `while` what lasts, for `at most` how long, and `then`",
            related=tuple(
                Related(f"`{owed.id}` ends with it", deal.place(owed, "until")) for owed in duties[:5]
            ),
            subjects=Subjects(
                parties=_owed_by_or_to(deal, duties),
                obligations=tuple(owed.id for owed in duties),
                stages=(stage.id, following.id),
            ),
        )


def _ending_with(deal: Deal) -> dict[str, list[Obligation]]:
    """The duties that run until the end of each stage."""
    found: dict[str, list[Obligation]] = {}
    for owed in deal.obligations.values():
        if isinstance(owed.until, When) and owed.until.kind == "stage ends" and owed.until.anchor:
            found.setdefault(owed.until.anchor.id, []).append(owed)
    return found


def _opens_by_calendar(stage: Stage) -> bool:
    gate = stage.opens
    if not isinstance(gate, Gate) or gate.when or gate.words:
        return False
    return isinstance(gate.at, When) and gate.at.kind != "words"


def _owed_by_or_to(deal: Deal, duties: list[Obligation]) -> tuple[str, ...]:
    named = {label for owed in duties for label in (*(owed.by or ()), *(owed.to or ()))}
    return tuple(label for label in deal.parties if label in named)
