"""Q006: an act that cannot be undone comes before acts of the other side that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import named
from detente.check.silence import given
from detente.deal.model import in_words
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Course, Step
    from detente.deal.model import Deal, Obligation

_LOOKED_AT = 8  # of the acts still to come, the nearest are named; the others are like them


@rule(code="Q006", severity="warning")
def irreversible_before_reversible(deal: Deal, course: Course) -> Iterator[Remark]:
    """An act that cannot be undone comes before acts of the other side that can be.

    What it finds:
        An act marked `reversible: no`, after which, in the order of play, acts or duties marked `reversible: yes` are
        still owed to those who carried it out, by somebody else. An act that is exchanged (`against`) or done at one
        moment (`together`) with another that cannot be undone is left out. Acts without the mark are not judged.

    Why it matters:
        Persons who are free stay free; a line that was left can be taken again, and talks can be broken off. After
        the first act one side holds everything that it came for, and the other a promise.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          release:
            by: south
            to: north
            does: release captives/hostages
            amount: 33 persons
            due: 2031-05-01
            reversible: no
            verified by: mission
          pull-back:
            by: north
            to: south
            does: leave the valley
            measure: map 1
            due: 2031-06-01
            after: [release]
            reversible: yes
            verified by: mission

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        verifiers: {mission: Joint Mission}
        obligations:
          release:
            by: south
            to: north
            does: release captives/hostages
            amount: 33 persons
            due: 2031-06-02
            after: [pull-back]
            reversible: no
            verified by: mission
          pull-back:
            by: north
            to: south
            does: leave the valley
            measure: map 1
            due: 2031-06-01
            reversible: yes
            verified by: mission

    When to allow:
        When a guarantee that outlasts both stands for the later act.
    """
    if not any(act.reversible is True for act in deal.obligations.values()):
        return
    paired = _paired(deal)
    to_come: dict[str, list[Step]] = {}
    seen: set[str] = set()
    found: list[Remark] = []
    for step in reversed(course.steps):  # from the end, so that what is still to come is known
        act = deal.obligations[step.obligation]
        if act.reversible is False and act.id not in seen and act.id not in paired:
            seen.add(act.id)  # its last part: after this one nothing of it is left to hold back
            later = _owed_later(step, to_come)
            if later:
                found.append(_remark(deal, act, later))
        elif act.reversible is True:
            for person in step.to:
                to_come.setdefault(person, []).append(step)
    yield from reversed(found)


def _owed_later(step: Step, to_come: dict[str, list[Step]]) -> list[str]:
    near = (later for person in step.by for later in reversed(to_come.get(person, [])[-_LOOKED_AT:]))
    return list(dict.fromkeys(later.obligation for later in near if not set(later.by) & set(step.by)))


def _paired(deal: Deal) -> set[str]:
    """Acts that are exchanged for, or done together with, an act of others that cannot be undone either."""
    final = {act.id for act in deal.obligations.values() if act.reversible is False}
    groups: dict[str, list[str]] = {}
    paired: set[str] = set()
    for label in final:
        act = deal.obligations[label]
        if act.against in final and act.by != deal.obligations[str(act.against)].by:
            paired |= {label, str(act.against)}
        word = given(act.together)
        if word:
            groups.setdefault(word, []).append(label)
    for labels in groups.values():
        if len({deal.obligations[label].by for label in labels}) > 1:
            paired.update(labels)
    return paired


def _remark(deal: Deal, act: Obligation, labels: Sequence[str]) -> Remark:
    later = [deal.obligations[label] for label in labels]
    near = [named(deal, other) for other in later[:2]]
    others = in_words([*near, f"{len(later) - 2} more"] if len(later) > 2 else near)
    return Remark(
        span=deal.place(act),
        message=f"{named(deal, act)} cannot be undone, and comes before {others}, which can be",
        help="pair it with an act of like kind, let parts of both alternate, or cover the later act by a guarantee",
        related=tuple(Related(f"`{other.id}` comes later", deal.place(other)) for other in later[:3]),
        subjects=about(deal, act, *later),
    )
