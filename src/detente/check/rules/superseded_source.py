"""S005: entries that rest on a document which a later one replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.entries import entries, name_of
from detente.check.saying import cited, counted, ticked
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Noun


@rule(code="S005", severity="note")
def superseded_source(deal: Deal, course: Course) -> Iterator[Remark]:
    """Entries rest on a document that a later one replaces.

    What it finds:
        A source with `superseded by`, on which entries of the deal rest that do not cite a later one as well. One
        finding for each such source.

    Why it matters:
        A demand or a clause taken from the May draft may be gone from the June draft.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        sources:
          draft-may: {publisher: Harbour Wire, superseded by: draft-june}
          draft-june: {publisher: Harbour Wire}
        obligations: {leave: {by: north, to: south, does: leave the road, due: D+7, source: {in: draft-may}}}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        sources:
          draft-may: {publisher: Harbour Wire, superseded by: draft-june}
          draft-june: {publisher: Harbour Wire}
        obligations: {leave: {by: north, to: south, does: leave the road, due: D+7, source: {in: draft-june}}}

    When to allow:
        When the deal file is about the earlier text.
    """
    replaced = {label: source.superseded_by for label, source in deal.sources.items() if source.superseded_by}
    resting: dict[str, list[Noun]] = {label: [] for label in replaced}
    for entry in entries(deal):
        labels = cited(entry)
        for label in labels:
            if label in replaced and all(one in replaced for one in labels):
                resting[label].append(entry)
    for label, found in resting.items():
        if found:
            verb = "rests" if len(found) == 1 else "rest"
            yield Remark(
                span=deal.place(deal.sources[label]),
                message=(
                    f"{counted(len(found), 'entry', 'entries')} {verb} on `{label}`, "
                    f"which is superseded by {ticked(replaced[label] or ())}"
                ),
                help="look each one up in the later document and cite that one",
                related=tuple(Related(name_of(entry), deal.place(entry, "source")) for entry in found[:5]),
            )
