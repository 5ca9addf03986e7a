"""O007: somebody owes something under a text that it does not sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.about import about
from detente.check.acts import performers
from detente.check.saying import ticked
from detente.check.silence import given
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Obligation


@rule(code="O007", severity="warning")
def duty_on_non_signer(deal: Deal, course: Course) -> Iterator[Remark]:
    """Somebody owes something under a text that it does not sign.

    What it finds:
        Where `signs` is filled in, somebody who carries out an obligation, is not among those who sign, and is not
        recorded as having accepted its role. Where either of several may act (`any: yes`), one who signs is enough.

    Why it matters:
        A text binds those who sign it. What it says of anybody else is a hope, and the party that counts on it
        carries the risk without knowing it.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        others: {west: Westland}
        signs: [north, south]
        obligations:
          sanctions:
            by: west
            to: south
            does: lift the export ban
            measure: repeal of order 7
            due: 2031-05-01
            verified by: south

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        others: {west: Westland}
        signs: [north, south]
        obligations:
          sanctions:
            by: north
            to: south
            does: obtain that Westland lifts its export ban
            measure: repeal of order 7
            due: 2031-05-01
            verified by: south

    When to allow:
        When its undertaking stands in another text, which the deal names.
    """
    signing = given(deal.frame.signs)
    if not signing:
        return
    bound = {*signing, *(label for label, actor in deal.actors.items() if actor.accepted is True)}
    owing: dict[str, list[Obligation]] = {}
    for act in deal.obligations.values():
        people = performers(act)
        if act.any is True and bound.intersection(people):
            continue
        for label in people:
            if label not in bound and label in deal.actors:
                owing.setdefault(label, []).append(act)
    for label, acts in owing.items():
        yield Remark(
            span=deal.place(deal.actors[label]),
            message=f"{deal.call(label)} has to carry out {ticked(act.id for act in acts)}, "
            "and is not among those who sign",
            help=f"add `{label}` to `signs`, or make it the duty of one who signs to obtain it",
            related=(
                Related("those who sign", deal.section("signs")),
                *(Related(f"`{act.id}`", deal.place(act, "by")) for act in acts[:4]),
            ),
            subjects=about(deal, *acts),
        )
