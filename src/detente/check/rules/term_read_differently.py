"""T004: a term that two sides are reported to read differently, with no agreed reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.saying import (
    CONDITION,
    attribution,
    counted,
    demand_as_subject,
    possessive,
    same_words,
    ticked,
    where_said,
)
from detente.deal.coverage import is_unsettled
from detente.deal.model import in_words
from detente.diagnose.diagnostic import Related, Remark, Severity, Subjects
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Demand, Reading, Term


@rule(code="T004", severity="warning")
def term_read_differently(deal: Deal, course: Course) -> Iterator[Remark]:
    """Two sides are reported to read a term differently, and no reading is agreed.

    What it finds:
        A term with different readings by two actors, that has no `agreed` meaning and is not `open on purpose`. It is
        an error where a demand stated as a condition rests on the term (`used in`, or through what the demand is `met
        by`), and a warning otherwise.

    Why it matters:
        Each side signs its own reading. The difference comes out when the duty falls due, after other things have
        been given for it.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms: {lasting-calm: {words: lasting calm, used in: [calm]}}
        obligations:
          calm: {by: [north, south], to: each other, does: keep the lasting calm, from: D+0, until: for good}
        positions:
          north:
            readings: [{term: lasting-calm, says: a pause that ends if talks fail}]
          south:
            demands: {permanent-end: {wants: an end of the war, firmness: stated as a condition, met by: [calm]}}
            readings: [{term: lasting-calm, says: a permanent end of the war}]

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        terms:
          lasting-calm:
            words: lasting calm
            used in: [calm]
            agreed: no military act by either side, for good, whether or not talks go on
        obligations:
          calm: {by: [north, south], to: each other, does: keep the lasting calm, from: D+0, until: for good}
        positions:
          north:
            readings: [{term: lasting-calm, says: a pause that ends if talks fail}]
          south:
            demands: {permanent-end: {wants: an end of the war, firmness: stated as a condition, met by: [calm]}}
            readings: [{term: lasting-calm, says: a permanent end of the war}]

    When to allow:
        Rarely here. Where the parties leave a term open on purpose, write `open on purpose` with why, who and when it
        is looked at again: then it is in the register and is not found again.
    """
    readings: dict[str, list[Reading]] = {}
    for reading in deal.readings:
        if isinstance(reading.term, str):
            readings.setdefault(reading.term, []).append(reading)
    resting = _conditions_by_entry(deal)
    for label, read in readings.items():
        term = deal.terms.get(label)
        if term is not None and len(read) > 1 and is_unsettled(deal, term):
            used = [label, *(ref.id for ref in term.used_in or ())]
            demands = {demand.id: demand for entry in used for demand in resting.get(entry, ())}
            yield _remark(deal, term, read, list(demands.values()))


def _conditions_by_entry(deal: Deal) -> dict[str, list[Demand]]:
    """The demands stated as conditions, by each id that they are, or are met by."""
    found: dict[str, list[Demand]] = {}
    for demand in deal.demands.values():
        if demand.firmness == CONDITION and demand.dropped is None:
            for label in (demand.id, *(ref.id for ref in demand.met_by or ())):
                found.setdefault(label, []).append(demand)
    return found


def _remark(deal: Deal, term: Term, read: list[Reading], demands: list[Demand]) -> Remark:
    used = [ref.id for ref in term.used_in or ()]
    return Remark(
        span=deal.place(term),
        message=_message(deal, term, read, demands),
        label=_used_by(deal, used),
        help="settle it, name who decides, or keep it open on purpose:\n"
        "open on purpose: {why: ..., who: ..., revisit by: ...}",
        related=tuple(
            Related(f"{attribution(deal, reading)}: {_says(reading)}", where_said(deal, reading))
            for reading in read
        ),
        subjects=Subjects(
            parties=tuple(label for label in deal.parties if any(reading.by == label for reading in read)),
            obligations=tuple(label for label in used if label in deal.obligations),
            terms=(term.id,),
            demands=tuple(
                dict.fromkeys([*(d.id for d in demands), *(label for label in used if label in deal.demands)])
            ),
            guarantees=tuple(label for label in used if label in deal.guarantees),
        ),
        severity=Severity.error if demands else None,
    )


def _message(deal: Deal, term: Term, read: list[Reading], demands: list[Demand]) -> str:
    readers = list(dict.fromkeys(reading.by for reading in read))
    if not demands:
        return (
            f"{deal.call_all(readers)} are reported to read `{term.id}` differently, and no reading is agreed"
        )
    others = _reading_otherwise(read, demands[0].by) if len({demand.by for demand in demands}) == 1 else []
    verb = "is" if len(others) == 1 else "are"
    reported = (
        f"{deal.call_all(others)} {verb} reported to read otherwise"
        if others
        else f"{deal.call_all(readers)} are reported to read differently"
    )
    if len(demands) == 1:
        return f"{demand_as_subject(deal, demands[0])} rests on the term `{term.id}`, which {reported}"
    return f"{_whose(deal, demands)}, stated as conditions, rest on the term `{term.id}`, which {reported}"


def _whose(deal: Deal, demands: list[Demand]) -> str:
    """`Northland's demand `a` and Southland's demands `b` and `c``."""
    by_party: dict[str, list[str]] = {}
    for demand in demands:
        by_party.setdefault(demand.by, []).append(demand.id)
    return in_words(
        [
            f"{possessive(deal.call(party))} demand{'s' if len(ids) > 1 else ''} {ticked(ids)}"
            for party, ids in by_party.items()
        ]
    )


def _reading_otherwise(read: list[Reading], party: str) -> list[str]:
    """Who reads it otherwise than a party, where that party has a reading of its own."""
    own = {same_words(_says(reading)) for reading in read if reading.by == party}
    others = [reading.by for reading in read if reading.by != party and same_words(_says(reading)) not in own]
    return list(dict.fromkeys(others)) if own else []


def _says(reading: Reading) -> str:
    return " ".join(reading.says.split()) if isinstance(reading.says, str) else "not stated"


def _used_by(deal: Deal, used: list[str]) -> str | None:
    sections = (("demand", deal.demands), ("obligation", deal.obligations), ("guarantee", deal.guarantees))
    counts = [(sum(label in section for label in used), name) for name, section in sections]
    said = [counted(number, name) for number, name in counts if number]
    return f"used by {in_words(said)}" if said else None
