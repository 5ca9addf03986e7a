"""What bears on a party that stops: guarantees, and what others do on a breach; whether each counts, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Final

from detente.deal.course import Course
from detente.deal.model import Deal, Guarantee, Obligation, in_words
from detente.deal.phrases import Ref
from detente.deal.worth import Worth
from detente.hold.play.acts import Act, Member
from detente.hold.play.belief import believed_loss, middle
from detente.hold.play.discount import refuse_large, refuse_negative
from detente.hold.play.honour import margins
from detente.hold.play.stakes import Stake, Stakes

if TYPE_CHECKING:
    from detente.deal.model import PledgeView

TAKES: Final = ("bond", "penalty", "escrow", "collateral", "sanction")
"""Forms under which the party that stops loses something; an assurance takes nothing from it by itself."""
LOST, DONE = -1, 1


@dataclass(frozen=True, slots=True)
class Bearing:
    """One guarantee, or one duty of others that is owed only on a breach, as it bears on one party.

    `guarantee` is its id. `covers` holds the ids of the party's own acts that it stands for. `counts`: whether the
    party would lose something with it; `why` says why not, or on whom it hangs, or "". `loses` is what it would lose,
    times how far it believes so: None without values. `name` is the name of that value among the party's stakes, and
    `times` how often the value adds to what the party gains: -1 for what is lost (`LOST`), 1 for what others then do
    (`DONE`). `choice`: whether it is done at all hangs on values of others that leave it open.
    """

    guarantee: str
    party: str
    covers: frozenset[str]
    counts: bool
    why: str
    per_breach: bool
    loses: Worth | None
    name: str
    times: int = LOST
    choice: bool = False


def bearings_of(course: Course, party: str, acts: Iterable[Act]) -> tuple[Bearing, ...]:
    """What bears on a party: guarantees that cover its acts, or name it or nobody; then duties owed on its breach.

    Both stand in the order of the file. A guarantor, or a party that is to react, that has a values file is taken to
    act only if that file says that it loses nothing by it (see `honour`).

    Raises:
        CannotCount: the party's file holds a loss below 0, or one too large to count with.
    """
    every = tuple(acts)
    found = (*_guarantees(course, party, every), *_reactions(course, party, every))
    return tuple(_by_choice(course, every, one) for one in found)


# --- guarantees ---


def _guarantees(course: Course, party: str, acts: tuple[Act, ...]) -> Iterator[Bearing]:
    deal = course.deal
    own = tuple(act for act in acts if party in act.by)
    views = _views(deal, party)
    for label, guarantee in deal.guarantees.items():
        secures = guarantee.secures if isinstance(guarantee.secures, tuple) else None
        refs = guarantee.covers if isinstance(guarantee.covers, tuple) else ()
        covered = frozenset(
            act.id
            for act in own
            if _answers_for(deal, party, act, secures) and _covers(course, refs, guarantee.until, act)
        )
        if not covered and secures is not None and party not in secures:
            continue
        why = _why_not(deal, guarantee, covered, label in views)
        loses = None if party not in deal.values else believed_loss(views.get(label))
        per_breach = guarantee.per_breach is True
        yield Bearing(label, party, covered, not why, why, per_breach, loses, f"{label} loses")


def _answers_for(deal: Deal, party: str, act: Act, secures: tuple[str, ...] | None) -> bool:
    """Whether a guarantee that covers the act stands for this party's part in it.

    It stands for whoever performs what it covers. `secures` may name those, or the parties to whom it is given; where
    it names some of several performers, it stands for them.
    """
    named = [who for who in act.by if who in (secures or ())]
    return party in named if named else all(who in deal.parties for who in secures or ())


def _views(deal: Deal, party: str) -> Mapping[str, PledgeView]:
    """What the party's file says of guarantees."""
    values = deal.values.get(party)
    views = values.guarantees if values is not None and isinstance(values.guarantees, dict) else {}
    for label, view in views.items():
        if values is not None and isinstance(view.loses, Worth):
            refuse_large(deal, values, view.loses, ("guarantees", label, "loses"))
            refuse_negative(deal, values, view.loses, ("guarantees", label, "loses"))
    return views


def _covers(course: Course, refs: Iterable[Ref], until: object, act: Act) -> bool:
    if not any(_names(ref, member) for ref in refs for member in act.members):
        return False
    end = course.day(until)
    return end is None or act.day is None or act.day <= end


def _names(ref: Ref, member: Member) -> bool:
    return (
        ref.id == member.obligation
        and ref.part in (None, member.part)
        and (ref.who is None or member.who in (None, ref.who))
    )


def _why_not(deal: Deal, guarantee: Guarantee, covered: frozenset[str], is_valued: bool) -> str:
    """Why a guarantee does not count against stopping; "" if it does."""
    if not isinstance(guarantee.secures, tuple) and not covered:
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


# --- what others do on a breach ---


def _reactions(course: Course, party: str, acts: tuple[Act, ...]) -> Iterator[Bearing]:
    deal = course.deal
    own = tuple(act for act in acts if party in act.by and not act.free)
    for owed in deal.obligations.values():
        refs = owed.on_breach_of if isinstance(owed.on_breach_of, tuple) else ()
        covered = frozenset(act.id for act in own if _covers(course, refs, owed.until, act))
        if covered:
            yield _reaction(deal, party, owed, covered)


def _reaction(deal: Deal, party: str, owed: Obligation, covered: frozenset[str]) -> Bearing:
    """What others do lowers what the party gains by as much as it costs the party: once, like a guarantee."""
    views, values = _views(deal, party), deal.values.get(party)
    if owed.id in views:
        loses = believed_loss(views[owed.id])
        return Bearing(owed.id, party, covered, True, "", False, loses, f"{owed.id} loses")
    worth = values.worth.get(owed.id) if values is not None and isinstance(values.worth, dict) else None
    known = None if worth is None or worth.is_unknown else worth
    why = _why_nothing(deal, party, owed, known)
    loses = Worth(0.0, inf) if known is None else -known
    told = None if values is None or why else loses
    return Bearing(owed.id, party, covered, not why, why, False, told, owed.id, DONE)


def _why_nothing(deal: Deal, party: str, owed: Obligation, worth: Worth | None) -> str:
    by = owed.by if isinstance(owed.by, tuple) else ()
    to = owed.to if isinstance(owed.to, tuple) else ()
    if party in by:
        return f"{deal.call(party)} itself would have to do it"
    if worth is None and party in to:
        return f"it is owed to {deal.call(party)}, and by signs what is owed to a party is worth nothing or more to it"
    return ""


# --- whoever is asked to act, and has values ---


def _by_choice(course: Course, acts: tuple[Act, ...], one: Bearing) -> Bearing:
    """Only acts at which all who are asked would act by their own files are covered for certain."""
    deal = course.deal
    entry = deal.guarantees.get(one.guarantee) or deal.obligations[one.guarantee]
    asked = tuple(who for who in entry.by or () if who in deal.values and who != one.party)
    if not one.counts or not asked:
        return one
    found = {
        act.id: margins(course, asked, one.guarantee, acts, place)
        for place, act in enumerate(acts)
        if act.id in one.covers
    }
    never = frozenset(label for label, told in found.items() if any(m.high < 0 for m in told.values()))
    unsure = {label for label, told in found.items() if any(m.low < 0 for m in told.values())} - never
    if never == one.covers:
        names = in_words([deal.call(who) for who in asked if any(found[a][who].high < 0 for a in never)])
        return replace(
            one, counts=False, why=f"by the values of {names}, doing it costs more than leaving it undone"
        )
    if not unsure:
        return replace(one, covers=one.covers - never)
    names = in_words([deal.call(who) for who in asked if any(found[a][who].low < 0 for a in unsure)])
    likely = [middle(margin) for label in unsure for margin in found[label].values()]
    return replace(
        one,
        covers=one.covers - never,
        why=f"whether it is done hangs on the values of {names}, which leave it open",
        loses=None
        if one.loses is None
        else _at_most(one.loses, likely=all(m is not None and m >= 0 for m in likely)),
        choice=True,
    )


def _at_most(loses: Worth, likely: bool) -> Worth:
    """Nothing, or as much as it would be."""
    point = middle(loses) if likely else Fraction(0)
    return Worth(min(0.0, loses.low), max(0.0, loses.high), None if point is None else float(point))


def with_losses(stakes: Stakes, bearings: Iterable[Bearing]) -> dict[str, Stake]:
    """The stakes of a party with what it would lose under each guarantee that counts, and by what others then do."""
    found = dict(stakes.stakes)
    worth = stakes.values.worth if isinstance(stakes.values.worth, dict) else {}
    views = stakes.values.guarantees if isinstance(stakes.values.guarantees, dict) else {}
    for one in bearings:
        if one.counts and one.loses is not None:
            value = one.loses if one.times == LOST else -one.loses
            given = one.guarantee in (views if one.times == LOST else worth)
            found[one.name] = Stake(one.name, value, -one.times, given, one.times == DONE, one.choice)
    return found
