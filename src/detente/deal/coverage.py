"""What the text gives each party of what it demanded: covered, vague, missing or crossed.

Covered: each linked entry says by whom, to whom, when and how one sees it, and rests on no unsettled term.
Vague: linked, but not so. Missing: nothing is linked. Crossed: something that contradicts it stands in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.deal.model import Guarantee, Obligation, Reading, Term
from detente.deal.package import brought_by
from detente.deal.phrases import Ref, When

if TYPE_CHECKING:
    from detente.deal.course import Course
    from detente.deal.model import Deal, Demand
    from detente.deal.package import Condition

STATUSES = ("covered", "vague", "missing", "crossed")


@dataclass(frozen=True, slots=True)
class Coverage:
    """One demand and what answers it.

    `lacks` says in words what keeps it from being covered; `only_if` names what has to happen first.
    """

    demand: str
    by: str
    status: str
    firmness: str | None
    met_by: tuple[str, ...]
    lacks: tuple[str, ...]
    only_if: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The four keys of the printed form."""
        return {"by": self.by, "status": self.status, "firmness": self.firmness, "met_by": list(self.met_by)}


def coverage_of(deal: Deal, course: Course) -> dict[str, Coverage]:
    """Coverage of every demand, in the order of the file; demands that were dropped are left out."""
    unsettled = {label: term for label, term in deal.terms.items() if is_unsettled(deal, term)}
    hangs = brought_by(deal)
    return {
        label: _coverage(deal, demand, unsettled, hangs)
        for label, demand in deal.demands.items()
        if demand.dropped is None
    }


def readings_of(deal: Deal, term: str) -> tuple[Reading, ...]:
    """The readings of a term, in the order of the parties."""
    return tuple(reading for reading in deal.readings if reading.term == term)


def is_unsettled(deal: Deal, term: Term) -> bool:
    """A term that two actors read differently, with no agreed reading and not left open on purpose."""
    if isinstance(term.agreed, str) or term.open_on_purpose:
        return False
    readings = readings_of(deal, term.id)
    return len({r.by for r in readings}) > 1 and len({r.says for r in readings}) > 1


def terms_of(deal: Deal, label: str) -> tuple[str, ...]:
    """The terms that an entry is said to depend on."""
    return tuple(
        term.id
        for term in deal.terms.values()
        if isinstance(term.used_in, tuple) and any(ref.id == label for ref in term.used_in)
    )


def _coverage(
    deal: Deal, demand: Demand, unsettled: dict[str, Term], hangs: dict[str, Condition]
) -> Coverage:
    met = [ref for ref in demand.met_by or () if _stands(deal, ref)]
    crossed = [ref for ref in demand.crossed_by or () if _stands(deal, ref)]
    lacks = tuple(_lacks(deal, demand, met, unsettled))
    status = "crossed" if crossed else "missing" if not met else "vague" if lacks else "covered"
    if crossed:
        lacks = (*(f"`{ref}` stands against it" for ref in crossed), *lacks)
    return Coverage(
        demand.id,
        demand.by,
        status,
        demand.firmness if isinstance(demand.firmness, str) else None,
        tuple(str(ref) for ref in met),
        lacks if status != "missing" else ("nothing in the text answers it",),
        tuple(dict.fromkeys(gate for ref in met for gate in _gates(deal, ref, hangs))),
    )


def _stands(deal: Deal, ref: Ref) -> bool:
    return any(ref.id in section for section in (deal.obligations, deal.guarantees, deal.terms, deal.exits))


def _lacks(deal: Deal, demand: Demand, met: list[Ref], unsettled: dict[str, Term]) -> Iterator[str]:
    for ref in met:
        if ref.id in deal.obligations:
            for what in lacking(deal.obligations[ref.id]):
                yield f"`{ref}` has {what}"
        elif ref.id in deal.guarantees:
            for what in lacking_guarantee(deal.guarantees[ref.id]):
                yield f"`{ref}` has {what}"
    named = {demand.id, *(ref.id for ref in met)}
    for label, term in unsettled.items():
        if label in named or any(ref.id in named for ref in term.used_in or ()):
            yield f"it rests on the term `{label}`, which is read in more than one way"


def lacking(owed: Obligation) -> Iterator[str]:
    """What a duty does not say, of: by whom, to whom, when, how one sees it."""
    if not owed.by:
        yield "nobody named to do it"
    if not owed.to:
        yield "nobody named to receive it"
    if not has_time(owed):
        yield "no time"
    elif owed.is_standing and not has_end(owed):
        yield "no end"
    if not has_measure(owed):
        yield "no verifier" if owed.is_standing else "no amount or measure"


def has_time(owed: Obligation) -> bool:
    """A due day, times of its parts, or the beginning of a standing duty; or it goes turn by turn with another."""
    times = [owed.due, owed.from_, *(part.due for part in owed.parts or ())]
    return any(isinstance(when, When) and when.kind != "words" for when in times) or bool(
        owed.against and owed.turn
    )


def has_end(owed: Obligation) -> bool:
    """A standing duty that says until when, be it `for good`, or that recurs up to its last day."""
    return any(isinstance(when, When) and when.kind != "words" for when in (owed.until, owed.due))


def has_measure(owed: Obligation) -> bool:
    """An amount, parts, a ratio or a measure in words; for a standing duty also a verifier."""
    if owed.amount or owed.parts or owed.ratio or owed.measure:
        return True
    return owed.is_standing and bool(owed.verified_by)


def lacking_guarantee(guarantee: Guarantee) -> Iterator[str]:
    """What a guarantee does not say, of: by whom, what act, covering what, until when."""
    if not guarantee.by:
        yield "no guarantor"
    if not (guarantee.pays or guarantee.does):
        yield "no act owed by the guarantor"
    if not guarantee.covers:
        yield "nothing that it covers"
    if not isinstance(guarantee.until, When):
        yield "no end"


def _gates(deal: Deal, ref: Ref, hangs: dict[str, Condition]) -> Iterator[str]:
    if ref.id in hangs:
        yield f"{hangs[ref.id]} is chosen"
    owed = deal.obligations.get(ref.id)
    if owed is None or not isinstance(owed.stage, str):
        return
    stages = list(deal.stages)
    if owed.stage in stages and stages.index(owed.stage) > 0:
        yield f"stage {owed.stage} opens"
