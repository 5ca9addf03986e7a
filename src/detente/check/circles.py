"""A circle of conditions in a sentence, with the place of each condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import in_brackets
from detente.check.intervals import owner_of
from detente.diagnose.diagnostic import Related

if TYPE_CHECKING:
    from detente.deal.cycles import Cycle
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Subjects

_MOST = 5


def in_a_circle(deal: Deal, cycle: Cycle) -> str:
    """`a` (North) waits for `b` (South), and `b` waits for `a`; a long circle is cut in the middle."""
    ids = cycle.ids
    if len(ids) == 1:
        return f"{_step(deal, ids[0])} waits for itself"
    waits = [f"{_step(deal, ids[0])} waits for {_step(deal, ids[1])}"]
    for one, two in zip(ids[1:], (*ids[2:], ids[0]), strict=True):
        target = f"`{two}`" if two in (ids[0], ids[1]) else _step(deal, two)
        waits.append(f"`{one}` for {target}")
    if len(waits) > _MOST:
        waits = [*waits[: _MOST - 1], f"so on through {len(waits) - _MOST} more", waits[-1]]
    return f"{', '.join(waits[:-1])} and {waits[-1]}"


def _step(deal: Deal, step: str) -> str:
    return f"`{step}`{in_brackets(deal, owner_of(deal, step))}"


def places(cycle: Cycle) -> tuple[Related, ...]:
    """The place of each condition in the circle after the first; one that a reading adds is left out."""
    return tuple(
        Related(f"`{link.after}` waits for `{link.before}`", link.span)
        for link in cycle.links[1:_MOST]
        if link.reading is None
    )


def subjects_of_cycle(deal: Deal, cycle: Cycle) -> Subjects:
    """The obligations in the circle and the parties that owe them or are owed them."""
    labels = dict.fromkeys(step.partition(".")[0] for step in cycle.ids)
    return about(deal, *(deal.obligations[label] for label in labels))
