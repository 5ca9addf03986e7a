"""Repairs by other amounts of payments whose sum stays the same, where a breach ends the deal.

For payments of one payer to one receiver the split is exact (`resplit`). Where there are several such pairs, one after
the other is split anew until nothing gets better; how far that can be from the best is said by theorem T-M, the least
guarantee that any payments between the same acts could leave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from detente.deal.model import Deal, Obligation
from detente.deal.phrases import Amount
from detente.deal.worth import Worth
from detente.hold.exact import exact
from detente.hold.money.money import MoneyProblem, money_need
from detente.hold.play import Play
from detente.hold.play.acts import ENDS, Act
from detente.hold.reorder import ordering_of, shared_unit
from detente.hold.repair.draft import Draft
from detente.hold.repair.judged import LEAST_TOTAL, Judged, judge, late, variant
from detente.hold.repair.proposal import Proposal, Wish, cut_short, money_of, said
from detente.hold.repair.resplit import Points, resplit
from detente.hold.signs import listed

_ROUNDS: Final = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """The payments of one payer to one receiver, in the order of play, with their amounts."""

    payer: str
    receiver: str
    acts: tuple[str, ...]
    amounts: tuple[Fraction, ...]


def payments(judged: Judged, wish: Wish) -> Iterator[Proposal]:
    """The payments split anew, if there are two or more that can be, and less is left to be gained then."""
    play = judged.asked[ENDS].play if ENDS in judged.asked else None
    money = money_of(shared_unit(play)) if play is not None else None
    if play is None or money is None or any(set(one.weight.values()) != {1} for one in play.stakes.values()):
        return
    pairs = pairs_of(play, money)
    now = judged
    for _ in range(_ROUNDS if len(pairs) > 1 else 1):
        before = now
        for pair in pairs_of(now.asked[ENDS].play, money):
            now = _split(now, judged, pair, wish) or now
        if now is before or late(wish.deadline):
            break
    if now is not judged:
        yield _proposal(judged, now, pairs, money)


def pairs_of(play: Play, money: str) -> list[Pair]:
    """Payments that may be divided, worth to both sides what they are in the unit of the values; by payer, receiver."""
    found: dict[tuple[str, str], list[Act]] = {}
    for act in play.acts:
        amount = amount_of(play, act, money)
        if amount is not None:
            found.setdefault((act.by[0], act.to[0]), []).append(act)
    return [
        Pair(
            *between,
            tuple(act.id for act in acts),
            tuple(amount_of(play, act, money) or Fraction(0) for act in acts),
        )
        for between, acts in found.items()
        if len(acts) > 1
    ]


def amount_of(play: Play, act: Act, money: str) -> Fraction | None:
    """What one party pays another with this act; None where it is no payment whose amount may change."""
    owed = play.deal.obligations[act.members[0].obligation]
    whole = len(act.members) == 1 and act.members[0].part is None and not act.standing
    two = len(act.by) == 1 and len(act.to) == 1 and {*act.by, *act.to} <= set(play.choosers)
    if not whole or not two or not isinstance(owed.amount, Amount) or not _may_change(owed, money):
        return None
    amount = exact(owed.amount.low, "amount")
    worths = [_worth(play.deal, who, owed.id) for who in (act.by[0], act.to[0])]
    return amount if worths == [-amount, amount] else None


def _may_change(owed: Obligation, money: str) -> bool:
    amount = owed.amount
    is_point = isinstance(amount, Amount) and amount.low == amount.high and amount.unit == money
    # Money can be divided unless the text says otherwise, or was looked at and does not say so.
    return is_point and owed.divisible in (True, None) and not owed.parts and not owed.against


def _worth(deal: Deal, party: str, label: str) -> Fraction | None:
    worths = deal.values[party].worth
    worth = worths.get(label) if isinstance(worths, dict) else None
    return exact(worth.low, "worth") if isinstance(worth, Worth) and worth.is_point else None


def _split(now: Judged, first: Judged, pair: Pair, wish: Wish) -> Judged | None:
    """The deal with this pair split anew; None where the method does not fit, or nothing gets better."""
    made = _points(now, first, pair, wish)
    if made is None:
        return None
    points, grid = made
    found = resplit(points, maximum=wish.goal.objective != LEAST_TOTAL)
    amounts = [Fraction(amount, grid) for amount in found.amounts]
    if amounts == list(pair.amounts):
        return None
    then = judge(with_amounts(now.deal, dict(zip(pair.acts, amounts, strict=True)), pair), wish.deadline)
    better = then is not None and wish.goal.value(then.needs) < wish.goal.value(now.needs)
    return then if better else None


def _points(now: Judged, first: Judged, pair: Pair, wish: Wish) -> tuple[Points, int] | None:
    """What may still be to pay at each point, by what payer and receiver gain by stopping there."""
    bounds: dict[str, list[Fraction | None]] = {}
    for party, sign in ((pair.receiver, 1), (pair.payer, -1)):
        mine: list[Fraction | None] = [None] * (len(pair.acts) + 1)
        for act, stop in now.stops[ENDS][party].items():
            gone = set(stop.released)
            place = sum(label not in gone for label in pair.acts)
            if stop.bound is None or not gone.issuperset(pair.acts[place:]):
                return None  # without a bound, or what falls away is not what comes later
            rest = sum(pair.amounts[place:], Fraction(0))
            target = _target(first.stops[ENDS][party][act].bound, wish.margin)
            bound = rest + sign * (stop.bound - target)
            held = mine[place]
            mine[place] = bound if held is None else max(bound * sign, held * sign) * sign
        bounds[party] = mine
    every = [*pair.amounts, *(bound for mine in bounds.values() for bound in mine if bound is not None)]
    grid = lcm(*(number.denominator for number in every))
    least, most = (_on(bounds[party], grid) for party in (pair.receiver, pair.payer))
    return Points(tuple(int(amount * grid) for amount in pair.amounts), least, most), grid


def _target(gain: Fraction | None, margin: Fraction) -> Fraction:
    """What may be gained at most: the margin less than nothing where it is repaired, else no margin given away."""
    if gain is None or gain > 0:
        return -margin
    return max(gain, -margin)


def _on(bounds: list[Fraction | None], grid: int) -> tuple[int | None, ...]:
    return tuple(None if bound is None else int(bound * grid) for bound in bounds)


def with_amounts(deal: Deal, amounts: Mapping[str, Fraction], pair: Pair) -> Deal:
    """The deal with other amounts, and worth to both sides accordingly; its texts stay as they are."""
    fields: dict[str, Mapping[str, object]] = {}
    for label, amount in amounts.items():
        was = deal.obligations[label].amount
        unit = was.unit if isinstance(was, Amount) else None
        fields[label] = {"amount": Amount(float(amount), float(amount), unit)}
    values = {}
    for party, sign in ((pair.payer, -1), (pair.receiver, 1)):
        worth = deal.values[party].worth
        known = dict(worth) if isinstance(worth, dict) else {}
        known.update({label: Worth(*(float(sign * amount),) * 2) for label, amount in amounts.items()})
        values[party] = {"worth": known}
    return variant(deal, fields, values)


def _proposal(judged: Judged, now: Judged, pairs: list[Pair], money: str) -> Proposal:
    draft = Draft(judged.deal)
    changes = []
    for pair in pairs:
        for label, was in zip(pair.acts, pair.amounts, strict=True):
            owed = now.deal.obligations[label]
            assert isinstance(owed.amount, Amount)  # noqa: S101 -- only amounts were changed
            amount = exact(owed.amount.low, "amount")
            if amount != was:
                draft.put(judged.deal.obligations[label], ("amount",), f"{said(amount)} {money}")
                for party, sign in ((pair.payer, -1), (pair.receiver, 1)):
                    draft.put(judged.deal.values[party], ("worth", label), said(sign * amount))
                changes.append(f"`{label}` {said(amount)} instead of {said(was)} {money}")
    return Proposal("payments", _title(judged, pairs, changes), draft, _method(judged, pairs))


def _title(judged: Judged, pairs: list[Pair], changes: list[str]) -> str:
    unsaid = tuple(
        label for pair in pairs for label in pair.acts if judged.deal.obligations[label].divisible is None
    )
    note = f" (whether {listed(unsaid)} may be divided is not filled in)" if unsaid else ""
    return f"The same sum in other amounts: {cut_short(changes)}{note}"


def _method(judged: Judged, pairs: list[Pair]) -> str:
    how = (
        "Exact for one payer and one receiver: the least guarantee left, then the least moved."
        if len(pairs) == 1
        else "One payer and receiver after the other until nothing gets better; not proved best."
    )
    bound = _bound(judged, pairs)
    return (
        how
        if bound is None
        else f"{how} No payments between the same acts leave less than {said(bound)} in all."
    )


def _bound(judged: Judged, pairs: list[Pair]) -> Fraction | None:
    """Theorem T-M for the order as written, with these payments free; None where a party has something if it walks."""
    play = judged.asked[ENDS].play
    ordering, grid = ordering_of(play)
    if ordering is None or any(ordering.exits.values()):
        return None
    free = {label for pair in pairs for label in pair.acts}
    acts = tuple(act for act in ordering.acts if act not in free)
    worth = {
        party: {act: number for act, number in mine.items() if act not in free}
        for party, mine in ordering.worth.items()
    }
    return Fraction(money_need(MoneyProblem(acts, ordering.players, worth), acts), grid)
