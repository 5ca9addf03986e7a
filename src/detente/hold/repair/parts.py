"""Repairs by parts: two acts that are exchanged for each other are split, and their parts take turns.

After each part of the first act comes a part of the second in return, and each further part of the first is owed only
as long as the parts in return have been performed. The counts are those of theorem T-C (`split`): with what the second
side would lose anyway, so many equal parts, or fewer that shrink. Where it would lose nothing, no number of parts is
enough, and two halves leave about half of what it gains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil
from operator import itemgetter
from typing import Final

from detente.deal.model import Deal, Obligation
from detente.deal.phrases import Amount, Part, Ref, figure
from detente.deal.worth import Worth
from detente.hold.exact import exact
from detente.hold.play.acts import Act
from detente.hold.repair.draft import Draft
from detente.hold.repair.judged import Judged, judge, late, variant
from detente.hold.repair.proposal import Proposal, Wish, cut_short
from detente.hold.split import alternating_parts, equal_parts, shrinking_parts

MOST_PARTS: Final = 24
"""Acts are split into so many parts at most."""
_DECIMALS: Final = (0, 1, 2, 3, 4, 6)
_PERCENT: Final = Amount(100.0, 100.0, "%")

Shares = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """`second` is what `party` owes in return for `first`, which another party performs before it."""

    party: str
    first: str
    second: str
    form: str


@dataclass(frozen=True, slots=True)
class Cut:
    """How both acts are split: the parts of each in its own unit, and how that was found."""

    first: tuple[Amount, ...]
    second: tuple[Amount, ...]
    method: str


def parts(judged: Judged, wish: Wish) -> Iterator[Proposal]:
    """For each exchange whose second side gains by stopping: equal parts, and shrinking ones where they are fewer."""
    seen: set[tuple[str, str]] = set()
    for exchange in _exchanges(judged):
        if (exchange.first, exchange.second) in seen or late(wish.deadline):
            continue
        seen.add((exchange.first, exchange.second))
        least = MOST_PARTS + 1
        for cut in _cuts(judged, wish, exchange):
            if len(cut.first) < least:
                least = len(cut.first)
                yield _proposal(judged, exchange, cut)


def _exchanges(judged: Judged) -> Iterator[Exchange]:
    """In the order of play of the second acts, whoever owes them."""
    for form, stopping in judged.asked.items():
        play = stopping.play
        stop = [(play.place[label], party) for party in play.choosers for label in judged.stopping_at(party)]
        for place, party in sorted(stop, key=itemgetter(0)):  # of one act, in the order of the file
            second = play.acts[place]
            first = _first_of(judged.deal, play.acts[:place], second, party)
            if first is not None and _is_whole(judged.deal, second):
                yield Exchange(party, first.members[0].obligation, second.members[0].obligation, form)


def _first_of(deal: Deal, before: Sequence[Act], second: Act, party: str) -> Act | None:
    """What the second act waits for and is owed to its performer by another party; the last such act before it."""
    owed = deal.obligations[second.members[0].obligation]
    for act in reversed(before):
        label = act.members[0].obligation
        named = owed.against == label or any(ref == Ref(label) for ref in _after(owed))
        fits = party in act.to and party not in act.by and any(who in deal.parties for who in act.by)
        if fits and _is_whole(deal, act) and (named or not owed.after):
            return act if _may_split(deal.obligations[label], owed) else None
    return None


def _after(owed: Obligation) -> tuple[Ref, ...]:
    return owed.after if isinstance(owed.after, tuple) else ()


def _is_whole(deal: Deal, act: Act) -> bool:
    owed = deal.obligations[act.members[0].obligation]
    one = len(act.members) == 1 and act.members[0].part is None and act.members[0].who is None
    return one and not act.standing and not owed.parts and not (owed.against and owed.turn)


def _may_split(first: Obligation, second: Obligation) -> bool:
    """Either act can be divided, and the other is counted or can be divided too."""
    divisible = [owed.divisible is True for owed in (first, second)]
    counted = [_total(owed) is not None and owed.divisible in (True, None) for owed in (first, second)]
    return any(divisible) and all(one or two for one, two in zip(divisible, counted, strict=True))


def _total(owed: Obligation) -> Amount | None:
    amount = owed.amount
    return amount if isinstance(amount, Amount) and amount.low == amount.high > 0 else None


def _cuts(judged: Judged, wish: Wish, exchange: Exchange) -> Iterator[Cut]:
    """Equal, shrinking and alternating parts as the theorem has them, in numbers as round as will do."""
    play = judged.asked[exchange.form].play
    act = next(act.id for act in play.acts if act.members[0].obligation == exchange.second)
    bound = judged.stops[exchange.form][exchange.party][act].bound
    sizes = [_size(judged.deal, exchange.party, label) for label in (exchange.second, exchange.first)]
    if bound is None or None in sizes:
        return
    cost, benefit = (abs(size) for size in sizes if size is not None)
    # What speaks for going on at the second act beside the exchange itself: guarantees, and what comes later.
    held = max(Fraction(0), cost - bound - wish.margin)
    equal = equal_parts(cost, benefit, held)
    if equal.count is None or equal.count > MOST_PARTS:
        yield from _halves(judged, wish, exchange)
        equal_remaining: Shares = ()
    else:
        equal_remaining = equal.remaining
        yield from _that_hold(judged, wish, exchange, (equal_remaining, equal_remaining), "equal parts")
    shrinking = shrinking_parts(cost, benefit, held)
    if shrinking.count is not None and shrinking.count <= MOST_PARTS:
        both = (shrinking.remaining, shrinking.remaining)
        made = list(_that_hold(judged, wish, exchange, both, "shrinking parts"))
        yield from made or _alternating(judged, wish, exchange, (cost, benefit, held))


def _alternating(
    judged: Judged, wish: Wish, exchange: Exchange, second: tuple[Fraction, Fraction, Fraction]
) -> Iterator[Cut]:
    """Each side's parts of its own size, where both sides have room to spare."""
    other = next(act.by[0] for act in judged.play.acts if act.members[0].obligation == exchange.first)
    if other not in judged.play.choosers:
        return
    sizes = [_size(judged.deal, other, label) for label in (exchange.first, exchange.second)]
    if None in sizes:
        return
    cost, benefit = (abs(size) for size in sizes if size is not None)
    found = alternating_parts(cost, benefit, Fraction(0), *second)
    if found.count is not None and found.count <= MOST_PARTS:
        both = (tuple(x for x, _ in found.remaining), tuple(y for _, y in found.remaining))
        yield from _that_hold(judged, wish, exchange, both, "parts of its own size for each side")


def _halves(judged: Judged, wish: Wish, exchange: Exchange) -> Iterator[Cut]:
    """Two equal parts, where no number of them is enough; the roundest of those that leave least."""
    half = (Fraction(1, 2), Fraction(0))
    said = "two halves, with which less is left; without a guarantee no number of parts is enough"
    cuts = [_rounded(judged.deal, exchange, (half, half), decimals, said) for decimals in _DECIMALS]
    known = [(_left(judged, wish, exchange, cut), cut) for cut in cuts if cut is not None]
    left, best = min(known, key=lambda one: one[0], default=((0, Fraction(0)), None))
    if best is not None and left < wish.goal.value(judged.needs):
        yield best


def _that_hold(
    judged: Judged, wish: Wish, exchange: Exchange, remaining: tuple[Shares, Shares], method: str
) -> Iterator[Cut]:
    """The roundest parts after which neither side of the exchange gains by stopping in it."""
    for decimals in _DECIMALS:
        cut = _rounded(judged.deal, exchange, remaining, decimals, method)
        if cut is not None and not late(wish.deadline) and _is_safe(judged, wish, exchange, cut):
            yield cut
            return


def _is_safe(judged: Judged, wish: Wish, exchange: Exchange, cut: Cut) -> bool:
    then = judge(split(judged.deal, exchange, cut), wish.deadline)
    if then is None:
        return False
    most = {exchange.first: Fraction(0), exchange.second: -wish.margin}
    found = [
        (stop.bound, most[act.partition(".")[0]])
        for form in then.stops.values()
        for stops in form.values()
        for act, stop in stops.items()
        if act.partition(".")[0] in most
    ]
    return all(bound is not None and bound <= limit for bound, limit in found)


def _left(judged: Judged, wish: Wish, exchange: Exchange, cut: Cut) -> tuple[int, Fraction]:
    then = judge(split(judged.deal, exchange, cut), wish.deadline)
    return wish.goal.value(then.needs if then is not None else judged.needs)


def _size(deal: Deal, party: str, label: str) -> Fraction | None:
    """What an act is worth to a party at the end of its range that speaks for stopping; None where not known."""
    worths = deal.values[party].worth
    worth = worths.get(label) if isinstance(worths, dict) else None
    if not isinstance(worth, Worth) or worth.low == float("-inf"):
        return None
    return exact(worth.low, "worth")


def _rounded(
    deal: Deal, exchange: Exchange, remaining: tuple[Shares, Shares], decimals: int, method: str
) -> Cut | None:
    """Parts with so many decimals: what is left after each is rounded up, so that no part is larger than is safe."""
    both = []
    for label, shares in zip((exchange.first, exchange.second), remaining, strict=True):
        owed = deal.obligations[label]
        amount = _total(owed) or _PERCENT
        # What is only counted comes in whole numbers.
        scale = 10**decimals if owed.divisible is True else 1
        total = exact(amount.low, "amount")
        left = [total, *(Fraction(ceil(total * share * scale), scale) for share in shares)]
        sizes = [before - after for before, after in pairwise(left)]
        if min(sizes) <= 0 or sum(sizes) != total:
            return None
        both.append(tuple(Amount(float(size), float(size), amount.unit) for size in sizes))
    return Cut(both[0], both[1], method)


def split(deal: Deal, exchange: Exchange, cut: Cut) -> Deal:
    """The deal with both acts split; its texts stay as they are."""
    first, second = deal.obligations[exchange.first], deal.obligations[exchange.second]
    whiles = first.while_ if isinstance(first.while_, tuple) else ()
    return variant(
        deal,
        {
            exchange.first: {
                "parts": tuple(Part(amount, None) for amount in cut.first),
                "while_": (*whiles, Ref(exchange.second)),
            },
            exchange.second: {
                "parts": tuple(Part(amount, None) for amount in cut.second),
                "against": exchange.first,
                "turn": "after each part",
                "after": tuple(ref for ref in _after(second) if ref != Ref(exchange.first)) or None,
            },
        },
    )


def _proposal(judged: Judged, exchange: Exchange, cut: Cut) -> Proposal:
    deal, draft = judged.deal, Draft(judged.deal)
    first, second = deal.obligations[exchange.first], deal.obligations[exchange.second]
    draft.append(first, "while", second.id)
    draft.put(first, ("parts",), [str(amount) for amount in cut.first])
    if any(ref == Ref(first.id) for ref in _after(second)):
        draft.remove(second, "after", first.id)
    draft.put(second, ("turn",), "after each part")
    draft.put(second, ("against",), first.id)
    draft.put(second, ("parts",), [str(amount) for amount in cut.second])
    title = (
        f"`{first.id}` and `{second.id}` in {len(cut.first)} parts that take turns: {_listed(cut.first)}, "
        f"and in return {_listed(cut.second)}"
    )
    return Proposal("parts", title, draft, f"Theorem T-C: {cut.method}.")


def _listed(amounts: Sequence[Amount]) -> str:
    unit = f" {amounts[0].unit}" if amounts[0].unit else ""
    return f"{cut_short([figure(amount.low) for amount in amounts])}{unit}"
