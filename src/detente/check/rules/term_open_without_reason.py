"""X014: a term left open on purpose, without why, who or when it is looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.deal.model import OpenOnPurpose
from detente.diagnose.diagnostic import Remark, Subjects
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal


@rule(code="X014", severity="warning")
def term_open_without_reason(deal: Deal, course: Course) -> Iterator[Remark]:
    """A term is left open on purpose, without why, who or when it is looked at again.

    What it finds:
        A term with `open on purpose` that lacks `why`, `who` or `revisit by`.

    Why it matters:
        A deliberate ambiguity can make a deal possible. It serves as long as somebody remembers that it is one and
        takes it up before it has to be applied (compare Pehar, "Use of ambiguities in peace agreements", 2001).

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms: {zone: {words: the zone, used in: [leave], open on purpose: {why: the map comes later}}}
        obligations: {leave: {by: north, to: south, does: leave the zone, due: D+7}}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        mediators: {lake: Lakeland}
        terms:
          zone:
            words: the zone
            used in: [leave]
            open on purpose: {why: the map comes later, who: lake, revisit by: D+5}
        obligations: {leave: {by: north, to: south, does: leave the zone, due: D+7}}

    When to allow:
        When naming the reason would undo it. Then keep reason and name in a file of the mediator's own.
    """
    for term in deal.terms.values():
        kept = term.open_on_purpose
        if not isinstance(kept, OpenOnPurpose):
            continue
        pairs = (("`why`", kept.why), ("`who`", kept.who), ("`revisit by`", kept.revisit_by))
        lacks = [(what, value) for what, value in pairs if not value]
        if lacks:
            yield Remark(
                span=deal.place(term, "open on purpose"),
                message=f"`{term.id}` is left open on purpose: {lacking_all(lacks)}",
                help="write why it stays open, who decided so, and by when it is looked at again",
                subjects=Subjects(terms=(term.id,)),
            )
