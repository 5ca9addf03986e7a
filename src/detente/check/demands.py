"""Coverage of demands, made once a deal, for the rules that speak of demands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from detente.check.saying import CONDITION
from detente.deal.coverage import Coverage, coverage_of
from detente.deal.model import Deal
from detente.diagnose.diagnostic import Severity, Subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.deal.course import Course
    from detente.deal.model import Demand

_MADE: WeakKeyDictionary[Deal, dict[str, Coverage]] = WeakKeyDictionary()


def with_status(deal: Deal, course: Course, status: str) -> Iterator[tuple[Demand, Coverage]]:
    """The demands of this status, in the order of the file; demands that were dropped are left out."""
    found = _MADE.get(deal)
    if found is None:
        found = _MADE[deal] = coverage_of(deal, course)
    return ((deal.demands[label], entry) for label, entry in found.items() if entry.status == status)


def severity_of(demand: Demand) -> Severity:
    """An error where what is unmet was stated as a condition, a note where it was said to be open, else a warning."""
    if demand.firmness == CONDITION:
        return Severity.error
    return Severity.note if demand.firmness == "said to be open" else Severity.warning


def subjects_of(deal: Deal, demand: Demand, entries: Iterable[str] = ()) -> Subjects:
    """The demand, its party, and the entries of the deal that answer or contradict it."""
    ids = tuple(dict.fromkeys(label.partition(".")[0] for label in entries))
    return Subjects(
        parties=(demand.by,) if demand.by in deal.parties else (),
        obligations=tuple(label for label in ids if label in deal.obligations),
        guarantees=tuple(label for label in ids if label in deal.guarantees),
        terms=tuple(label for label in ids if label in deal.terms),
        demands=(demand.id,),
    )
