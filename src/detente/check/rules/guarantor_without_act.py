"""G001: a guarantor is named, and nothing says what it does, or for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.backing import about_guarantee, guarantors_of
from detente.check.silence import unsaid
from detente.deal.phrases import NOT_STATED
from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking, lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Guarantee


@rule(code="G001", severity="warning")
def guarantor_without_act(deal: Deal, course: Course) -> Iterator[Remark]:
    """A guarantor is named, and nothing says what it does, or for what.

    What it finds:
        One of `guarantors` whom no guarantee names; and a guarantee that says neither what is paid (`pays`) nor what
        is done (`does`), or that `covers` nothing.

    Why it matters:
        A name under a text costs nothing to give. The party that is secured by it cannot say what it would receive,
        and the other cannot say what it would lose.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}
        obligations:
          pull-back: {by: north, to: south, does: leave, measure: map 1, due: 2031-05-01, verified by: south}
        guarantees:
          word-of-coast:
            by: coast
            secures: south
            covers: [pull-back]
            form: assurance
            does: not stated
            written: yes

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {coast: {name: Coast Republic, accepted: yes}}
        verifiers: {mission: {name: Joint Mission, access: the road, safety: Northland}}
        obligations:
          pull-back: {by: north, to: south, does: leave, measure: map 1, due: 2031-05-01, verified by: south}
        guarantees:
          bond-of-coast:
            by: coast
            secures: south
            covers: [pull-back]
            form: bond
            pays: 5 million euro
            to: south
            when: {found by: mission, within: 10 days}
            until: 2031-08-01
            written: yes

    When to allow:
        When what is wanted from the guarantor is its presence alone, and the party that it secures has said so.
    """
    naming = {label for guarantee in deal.guarantees.values() for label in guarantors_of(guarantee)}
    for label, guarantor in deal.guarantors.items():
        if label not in naming:
            silent = NOT_STATED if "guarantees" in deal.silences else None
            yield Remark(
                span=deal.place(guarantor),
                message=f"{deal.call(label)} is named as a guarantor, and "
                + lacking("which guarantee it gives", silent),
                help=f"add a guarantee `by: {label}`: what it `covers`, what it `does` or `pays`, and `when`",
                subjects=Subjects(parties=tuple(filter(deal.parties.__contains__, [label]))),
            )
    for guarantee in deal.guarantees.values():
        yield from _empty(deal, guarantee)


def _empty(deal: Deal, guarantee: Guarantee) -> Iterator[Remark]:
    missing: list[tuple[str, object]] = []
    who = deal.call_all(guarantors_of(guarantee)) or "the guarantor"
    if unsaid(guarantee.pays) and unsaid(guarantee.does):
        silent = NOT_STATED in (guarantee.pays, guarantee.does)
        missing.append((f"what is owed by {who} under `{guarantee.id}`", NOT_STATED if silent else None))
    if unsaid(guarantee.covers):
        missing.append((f"which obligations `{guarantee.id}` covers", guarantee.covers))
    if missing:
        yield Remark(
            span=deal.place(guarantee),
            message=lacking_all(missing),
            help="write `pays` or `does`, and in `covers` the obligations that it stands for",
            subjects=about_guarantee(deal, guarantee),
        )
