"""S004: a claim about another party that is known from one side alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.saying import cited, possessive, ticked, where_said
from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Claim, Deal


@rule(code="S004", severity="note")
def known_from_one_side_only(deal: Deal, course: Course) -> Iterator[Remark]:
    """A claim about another party is known from one side alone.

    What it finds:
        A claim of one party about another party, or about a duty that others owe without it, where `disputed by` is
        absent, no other actor has a claim about the same thing, and no more than one document is cited.

    Why it matters:
        A fact that one spokesman stated may be so. A reader of the file takes it for known, and the other side has
        had no word.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        sources: {wire-0301: {publisher: Harbour Wire, date: 2031-03-01}}
        positions:
          south:
            claims:
              - about: north
                says: Northland moved troops to the road
                said by: a spokesman
                speaker class: party
                source: {in: wire-0301}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        sources: {wire-0301: {publisher: Harbour Wire, date: 2031-03-01}}
        positions:
          south:
            claims:
              - about: north
                says: Northland moved troops to the road
                said by: a spokesman
                speaker class: party
                source: {in: wire-0301}
                disputed by: [north]

    When to allow:
        When it is not in dispute: write `disputed by: []` once the other party was asked.
    """
    speakers: dict[str, set[str]] = {}
    for claim in deal.claims:
        for ref in claim.about or ():
            speakers.setdefault(ref.id, set()).add(claim.by)
    for claim in deal.claims:
        others = _others(deal, claim)
        alone = all(speakers[ref.id] == {claim.by} for ref in claim.about or ())
        if others and alone and claim.disputed_by is None and len(cited(claim)) < 2:
            about = ticked(str(ref) for ref in claim.about or ())
            yield Remark(
                span=where_said(deal, claim),
                message=(
                    f"{possessive(deal.call(claim.by))} claim about {about}, which concerns {deal.call_all(others)}, "
                    "is known from one side alone"
                ),
                help="add a second source, what the other party said, or `disputed by` (`[]` if nobody disputes it)",
                subjects=Subjects(
                    parties=tuple(label for label in deal.parties if label in {claim.by, *others})
                ),
            )


def _others(deal: Deal, claim: Claim) -> list[str]:
    """The other parties that a party's claim is about, or whose duties it is about."""
    if claim.by not in deal.parties:
        return []
    named: list[str] = []
    for ref in claim.about or ():
        owed = deal.obligations.get(ref.id)
        performers = (owed.by or ()) if owed is not None else ()
        named += [ref.id] if claim.by in performers else [ref.id, *performers]
    return [label for label in deal.parties if label in named and label != claim.by]
