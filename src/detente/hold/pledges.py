"""Guarantees as they bear on one party: what they cover, whether they count against stopping, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Final

from detente.deal.course import Course
from detente.deal.model import Deal, Guarantee
from detente.deal.phrases import Ref
from detente.deal.worth import UNKNOWN, Worth
from detente.hold.acts import Act, Member
from detente.hold.stakes import Stake, Stakes

if TYPE_CHECKING:
    from detente.deal.model import PledgeView

TAKES: Final = ("bond", "penalty", "escrow", "collateral", "sanction")
"""Forms under which the party that stops loses something; an assurance takes nothing from it by itself."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """One guarantee as it bears on one party.

    `covers` holds the ids of the party's own acts that it stands for. `counts`: whether the party would lose something
    with it; `why` says why not, or "" if it does. `loses` is what it would lose, times how far it believes so: None
    without values. `name` is the name of that value among the party's stakes.
    """

    guarantee: str
    party: str
    covers: frozenset[str]
    counts: bool
    why: str
    per_breach: bool
    loses: Worth | None
    name: str


def bearings_of(course: Course, party: str, acts: Iterable[Act]) -> tuple[Bearing, ...]:
    """Every guarantee of the text that names the party as secured, or names nobody, in the order of the file."""
    return tuple(_bearings(course, party, tuple(acts)))


def _bearings(course: Course, party: str, acts: tuple[Act, ...]) -> Iterator[Bearing]:
    deal = course.deal
    own = tuple(act for act in acts if party in act.by)
    values = deal.values.get(party)
    views = values.guarantees if values is not None and isinstance(values.guarantees, dict) else {}
    for label, guarantee in deal.guarantees.items():
        secures = guarantee.secures if isinstance(guarantee.secures, tuple) else None
        if secures is not None and party not in secures:
            continue
        covered = frozenset(act.id for act in own if _covers(course, guarantee, act))
        why = _why_not(deal, guarantee, covered, label in views)
        loses = None if values is None else _loses(views.get(label))
        per_breach = guarantee.per_breach is True
        yield Bearing(label, party, covered, not why, why, per_breach, loses, f"{label} loses")


def _covers(course: Course, guarantee: Guarantee, act: Act) -> bool:
    refs = guarantee.covers if isinstance(guarantee.covers, tuple) else ()
    if not any(_names(ref, member) for ref in refs for member in act.members):
        return False
    end = course.day(guarantee.until)
    return end is None or act.day is None or act.day <= end


def _names(ref: Ref, member: Member) -> bool:
    return (
        ref.id == member.obligation
        and ref.part in (None, member.part)
        and (ref.who is None or member.who in (None, ref.who))
    )


def _why_not(deal: Deal, guarantee: Guarantee, covered: frozenset[str], is_valued: bool) -> str:
    """Why a guarantee does not count against stopping; "" if it does."""
    if not isinstance(guarantee.secures, tuple):
        return "the text does not state whom it secures"
    if not isinstance(guarantee.covers, tuple):
        return "the text does not state what it covers"
    if not covered:
        return "it covers no act of this party while it lasts"
    if is_valued:
        return ""  # the party's own file says what it would lose and how far it believes so
    if guarantee.written is False:
        return "it is not written"
    if guarantee.signed is False:
        return f"it is not signed by {deal.call_all(guarantee.by) or 'anybody'}"
    if guarantee.form == "assurance":
        return "it is an assurance, and takes nothing from the party that stops"
    if guarantee.form in TAKES or guarantee.pays or guarantee.does:
        return ""
    return "the text does not state what is owed under it"


def _loses(view: PledgeView | None) -> Worth:
    """What is lost times the belief: nothing or more where one of them is not filled in."""
    loses = view.loses if view is not None and isinstance(view.loses, Worth) else None
    believed = view.believed if view is not None and isinstance(view.believed, float) else None
    if loses is None or loses == UNKNOWN:
        return Worth(0.0, 0.0) if believed == 0 else Worth(0.0, inf)
    if believed is None:
        return Worth(min(0.0, loses.low), loses.high)
    share = Fraction(repr(believed))
    low, high = (float(Fraction(repr(end)) * share) for end in (loses.low, loses.high))
    likely = None if loses.likely is None else float(Fraction(repr(loses.likely)) * share)
    return Worth(low, high, likely)


def with_losses(stakes: Stakes, bearings: Iterable[Bearing]) -> dict[str, Stake]:
    """The stakes of a party with what it would lose under each guarantee that counts."""
    found = dict(stakes.stakes)
    views = stakes.values.guarantees if isinstance(stakes.values.guarantees, dict) else {}
    for bearing in bearings:
        if bearing.counts and bearing.loses is not None:
            found[bearing.name] = Stake(bearing.name, bearing.loses, 1, bearing.guarantee in views)
    return found
