"""V004: an act is counted in per cent, and nothing says of how many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import is_share, named
from detente.check.silence import given, unsaid
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@rule(code="V004", severity="warning")
def no_starting_count(deal: Deal, course: Course) -> Iterator[Remark]:
    """An act is counted in per cent, and nothing says of how many.

    What it finds:
        An act whose `amount`, or whose `parts` where the amount is no number of things, is in per cent, without a
        `starting count`, and whose words name no annex that says how many it `holds`.

    Why it matters:
        Half of an unknown number is an unknown number. Each side counts from what it believes was there, and the
        difference is found after the last part.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          launchers:
            by: north
            to: south
            does: remove launchers
            parts: [50 % by 2031-05-01, 50 % by 2031-06-01]
            verified by: south

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        obligations:
          launchers:
            by: north
            to: south
            does: remove launchers
            parts: [50 % by 2031-05-01, 50 % by 2031-06-01]
            starting count: 84 on 2031-03-03, as declared by north
            verified by: south

    When to allow:
        When the number is declared later, and the text says by whom and by when.
    """
    counted_lists = {label for label, annex in deal.annexes.items() if not unsaid(annex.holds)}
    for act in deal.obligations.values():
        if _is_in_shares(act) and unsaid(act.starting_count) and not counted_lists & _names(act):
            yield Remark(
                span=deal.place(act, "starting count" if act.starting_count is not None else "amount"),
                message=f"{named(deal, act)} is counted in per cent, and "
                + lacking("what there is on day zero", act.starting_count),
                help="write `starting count` (how many, on what day, by whose count), or name an annex that holds them",
                subjects=about(deal, act),
            )


def _is_in_shares(act: Obligation) -> bool:
    amount = given(act.amount)
    if amount is not None:
        return is_share(amount.unit)
    return any(is_share(part.amount.unit) for part in given(act.parts) or ())


def _names(act: Obligation) -> set[str]:
    texts = [text for text in (act.does, act.measure) if isinstance(text, str)]
    return {word for text in texts for word in _WORD.findall(text)}
