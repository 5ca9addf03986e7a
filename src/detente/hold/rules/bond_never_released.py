"""G010: something is put up as security, and nothing says when it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.phrases import Silence
from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Guarantee

_PUT_UP: Final = ("bond", "collateral")


@rule(code="G010", severity="warning")
def bond_never_released(deal: Deal, course: Course) -> Iterator[Remark]:
    """Something is put up as security, and nothing says when it comes back.

    What it finds:
        A guarantee of the form `bond` or `collateral` with neither `until` nor `released when`. What an escrow needs,
        `escrow-incomplete` says; an end that comes too early, `guarantee-ends-early`.

    Why it matters:
        What is held without an end costs its giver without an end, and its holder may prefer not to give it back.
        Then its return is one more act that somebody may leave out, and nothing in the text holds it.

    Example:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {bank: {name: Quay Bank, accepted: yes}}
        obligations:
          works: {by: south, to: north, does: finish, due: 2031-05-01}
        guarantees:
          bank-bond:
            by: bank
            secures: south
            covers: [works]
            form: bond
            pays: 2 million euro
            to: north
            until: not stated
            released when: not stated
            written: yes

    Instead:
        detente: 1
        kind: other
        if breached: ends the deal
        parties: {north: Northland, south: Southland}
        guarantors: {bank: {name: Quay Bank, accepted: yes}}
        obligations:
          works: {by: south, to: north, does: finish, due: 2031-05-01}
        guarantees:
          bank-bond:
            by: bank
            secures: south
            covers: [works]
            form: bond
            pays: 2 million euro
            to: north
            until: 2031-07-01
            released when: the engineer's certificate is handed in
            written: yes

    When to allow:
        When an obligation of its own says who gives it back, and by when.
    """
    for guarantee in deal.guarantees.values():
        if guarantee.form in _PUT_UP and _unsaid(guarantee.until) and _unsaid(guarantee.released_when):
            yield _remark(deal, guarantee)


def _unsaid(value: object) -> bool:
    return value is None or isinstance(value, Silence)


def _remark(deal: Deal, guarantee: Guarantee) -> Remark:
    people = {
        who
        for value in (guarantee.by, guarantee.secures, guarantee.to)
        if isinstance(value, tuple)
        for who in value
    }
    covers = guarantee.covers if isinstance(guarantee.covers, tuple) else ()
    return Remark(
        span=deal.place(guarantee, "form"),
        message=f"the {guarantee.form} `{guarantee.id}`: "
        + lacking_all(
            [("until when it is held", guarantee.until), ("what releases it", guarantee.released_when)]
        ),
        help="write `until` (some days after the last act that it covers) or `released when` (on which document)",
        subjects=Subjects(
            parties=tuple(label for label in deal.parties if label in people),
            obligations=tuple(dict.fromkeys(ref.id for ref in covers if ref.id in deal.obligations)),
            guarantees=(guarantee.id,),
        ),
    )
