"""D002: a demand that is answered by entries which leave open who, when or how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.demands import subjects_of, with_status
from detente.check.saying import demand_as_subject
from detente.deal.coverage import lacking, lacking_guarantee
from detente.deal.model import in_words
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Noun


@rule(code="D002", severity="warning")
def demand_vague(deal: Deal, course: Course) -> Iterator[Remark]:
    """What answers a demand leaves open who, to whom, when or how one sees it.

    What it finds:
        A demand that is linked to something by `met by`, where a linked duty has no performer, no receiver, no time
        or no measure (for a standing duty: no verifier), or a linked guarantee has no act, no cover or no end. A
        demand that rests on a term with several readings is left to `term-read-differently`.

    Why it matters:
        Each side can sign such an answer and expect a different thing of it. Whether the demand was met can then not
        be seen from the text.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          pull-back:
            by: north
            to: south
            does: leave the road
            due: not stated
        positions:
          south:
            demands:
              open-road:
                wants: the road free of troops
                firmness: stated as a condition
                met by: [pull-back]

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        obligations:
          pull-back:
            by: north
            to: south
            does: leave the road
            measure: nobody in uniform within 500 m of the road
            due: D+14
        positions:
          south:
            demands:
              open-road:
                wants: the road free of troops
                firmness: stated as a condition
                met by: [pull-back]

    When to allow:
        When the parties settle the detail in a document that they name, or chose to leave it to a body that decides.
    """
    for demand, entry in with_status(deal, course, "vague"):
        lacks = {label: tuple(_lacks(deal, label)) for label in entry.met_by}
        unclear = {label: what for label, what in lacks.items() if what}
        if not unclear:
            continue
        said = "; ".join(f"`{label}` has {in_words(what)}" for label, what in unclear.items())
        yield Remark(
            span=deal.place(demand),
            message=f"{demand_as_subject(deal, demand)} is answered, but {said}",
            help="say who does it, to whom, by when, and how one sees that it is done",
            related=tuple(
                Related(f"`{label}` has {in_words(what)}", deal.place(_entry(deal, label)))
                for label, what in unclear.items()
            ),
            subjects=subjects_of(deal, demand, entry.met_by),
        )


def _entry(deal: Deal, label: str) -> Noun:
    name = label.partition(".")[0]
    return deal.obligations[name] if name in deal.obligations else deal.guarantees[name]


def _lacks(deal: Deal, label: str) -> Iterator[str]:
    name = label.partition(".")[0]
    if name in deal.obligations:
        return lacking(deal.obligations[name])
    return lacking_guarantee(deal.guarantees[name]) if name in deal.guarantees else iter(())
