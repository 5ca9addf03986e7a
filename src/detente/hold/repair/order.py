"""Repairs by another order of the same acts, where a breach ends the deal.

The order is that of `order.best_order`. Only the conditions that it lacks are added, and of these only the ones
without which it would be worse; days that would contradict it change places.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

from detente.deal.course import course_of
from detente.deal.model import Deal
from detente.deal.phrases import When, parse_ref
from detente.hold.orders.order import Order, best_order
from detente.hold.play.acts import ENDS, Act
from detente.hold.reorder import OBJECTIVES, before_of, ordering_of
from detente.hold.repair.conflicts import conflicts_of
from detente.hold.repair.draft import Draft
from detente.hold.repair.judged import Judged, judge, late, variant
from detente.hold.repair.proposal import NAMED, Proposal, Wish, cut_short, refs_of
from detente.hold.signs import listed

_FIXED = ("date", "day zero")


@dataclass(frozen=True, slots=True)
class Added:
    """A condition that the order lacks: the obligation `after` waits for `before`."""

    before: str
    after: str


def orders(judged: Judged, wish: Wish) -> Iterator[Proposal]:
    """The best order found, as far as the deal file can say it, if it is better than the one written."""
    if ENDS not in judged.asked or not judged.play.choosers:
        return
    best = _best(judged, wish)
    if best is None or best.order == tuple(act.id for act in judged.asked[ENDS].play.acts):
        return
    days = _days(judged, best.order)
    added = _pruned(judged, wish, _fitting(judged, _lacking(judged, best.order), days), days)
    draft = Draft(judged.deal)
    for one in added:
        draft.append(judged.deal.obligations[one.after], "after", one.before)
    for label, day in days.items():
        draft.put(judged.deal.obligations[label], ("due",), day.text)
    if draft.texts:
        yield Proposal("order", _title(best.order, added, days), draft, _method(best))


def _best(judged: Judged, wish: Wish) -> Order | None:
    """The best order for the goal; None where a value has no bound."""
    ordering, _ = ordering_of(judged.asked[ENDS].play)
    if ordering is None:
        return None
    goal = next(one for one in OBJECTIVES if one == wish.goal.objective)
    weights = {party: wish.goal.weights.get(party, Fraction(1)) for party in ordering.players}
    whole = lcm(*(weight.denominator for weight in weights.values()))
    return best_order(
        ordering,
        objective=goal,
        weights={party: int(weight * whole) for party, weight in weights.items()},
        time_limit=None if wish.deadline is None else max(0.0, wish.deadline - time.monotonic()),
    )


def _lacking(judged: Judged, order: Sequence[str]) -> list[Added]:
    """Between neighbours in the order, what neither the text nor another addition says already."""
    play = judged.asked[ENDS].play
    acts = {act.id: act for act in play.acts}
    stated = before_of(play)
    found = []
    for before, after in pairwise(order):
        if (before, after) not in stated:
            found += _between(acts[before], acts[after])
    return found


def _between(before: Act, after: Act) -> list[Added]:
    owed = after.members[0]
    if owed.part not in (None, 1) or after.id != after.base:
        return []  # a later part, or a later stretch of a duty, has no `after` of its own
    ref = refs_of(before)[0]
    waits = ref if ref.partition(".")[2].isdecimal() else ref.partition(".")[0]
    return [] if waits.partition(".")[0] == owed.obligation else [Added(waits, owed.obligation)]


def _days(judged: Judged, order: Sequence[str]) -> dict[str, When]:
    """The fixed days of whole acts, dealt out anew in the order found; only where they contradict it."""
    deal = judged.deal
    acts = {act.id: act for act in judged.asked[ENDS].play.acts}
    single = [acts[label].members[0] for label in order if len(acts[label].members) == 1]
    fixed = [
        one.obligation
        for one in single
        if one.part is None
        and isinstance(due := deal.obligations[one.obligation].due, When)
        and due.kind in _FIXED
        and course_of(deal).day_of(one.obligation) is not None
    ]
    course = course_of(deal)
    by_day = sorted(fixed, key=lambda label: course.day_of(label) or 0.0)
    dealt = dict(zip(fixed, by_day, strict=True))
    days = {label: deal.obligations[other].due for label, other in dealt.items()}
    return {
        label: day
        for label, day in days.items()
        if isinstance(day, When) and day != deal.obligations[label].due
    }


def _fitting(judged: Judged, added: list[Added], days: dict[str, When]) -> list[Added]:
    """Without the conditions that other days than those of whole acts contradict."""
    amiss = conflicts_of(_with(judged.deal, added, days)) - conflicts_of(judged.deal)
    return [one for one in added if (one.before.partition(".")[0], one.after) not in amiss]


def _pruned(judged: Judged, wish: Wish, added: list[Added], days: dict[str, When]) -> list[Added]:
    """Without the conditions that change nothing: one after the other is left out as long as nothing gets worse."""
    whole = judge(_with(judged.deal, added, days), wish.deadline)
    if whole is None:
        return added
    best = wish.goal.value(whole.needs)
    for one in list(added):
        if late(wish.deadline):
            break
        rest = [other for other in added if other != one]
        then = judge(_with(judged.deal, rest, days), wish.deadline)
        if then is not None and wish.goal.value(then.needs) <= best:
            added = rest
    return added


def _with(deal: Deal, added: Sequence[Added], days: dict[str, When]) -> Deal:
    fields: dict[str, dict[str, object]] = {label: {"due": day} for label, day in days.items()}
    for one in added:
        mine = fields.setdefault(one.after, {})
        refs = mine.get("after", deal.obligations[one.after].after)
        mine["after"] = (*(refs if isinstance(refs, tuple) else ()), parse_ref(one.before))
    return variant(deal, fields)


def _title(order: Sequence[str], added: Sequence[Added], days: dict[str, When]) -> str:
    waits = [f"`{one.after}` after `{one.before}`" for one in added]
    said = f"Another order: {cut_short(waits)}" if waits else "Another order"
    moved = f"; the days of {listed(tuple(days), most=NAMED)} change places" if days else ""
    return f"{said}{moved}. {'In full' if len(order) <= NAMED else 'The acts then'}: {cut_short(order)}"


def _method(best: Order) -> str:
    proof = "proved best" if best.proved else "not proved best"
    return f"{best.method}; {proof}. Conditions without which the order is as good are left out."
