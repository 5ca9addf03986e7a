"""Repairs that go together: order, conditions, payments and parts in twos, and guarantees for what is then left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, TypeAlias

from detente.hold.repair.guarantee import guarantees
from detente.hold.repair.judged import Judged, judge, late
from detente.hold.repair.proposal import Proposal, Wish

Way: TypeAlias = Callable[[Judged, Wish], Iterator[Proposal]]
"""A way to look for proposals of one kind."""

_MOST_FIRST: Final = 6
"""So many first changes, the best ones, are followed by a second one."""


@dataclass(frozen=True)
class _Tried:
    """Changes of the text made one after the other, and what they leave to be gained."""

    made: tuple[Proposal, ...]
    judged: Judged = field(repr=False)
    left: tuple[int, Fraction]


def joint(judged: Judged, wish: Wish, first: Sequence[Proposal], ways: Sequence[Way]) -> Iterator[Proposal]:
    """The best of all single changes and pairs of changes of two kinds, with guarantees for what is left.

    Args:
        judged: the deal as written.
        wish: what is asked for; its goal is what is made least.
        first: the single changes that were found.
        ways: how to look for second ones.
    """
    base = _Tried((), judged, wish.goal.value(judged.needs))
    if not judged.deal.values or not first:
        return
    singles = [one for proposal in first if (one := _next(base, proposal, wish)) is not None]
    singles.sort(key=lambda one: one.left)
    tried = [*singles]
    for one in singles[:_MOST_FIRST]:
        tried += _followed(one, wish, ways)
    best = min(tried, key=lambda one: (one.left, len(one.made)), default=base)
    if best.left < base.left and (len(best.made) > 1 or best.left > (0, Fraction(0))):
        yield from _with_guarantees(best, wish, len(tried))


def _next(before: _Tried, proposal: Proposal, wish: Wish) -> _Tried | None:
    deal = proposal.draft.deal()
    then = None if deal.problems else judge(deal, wish.deadline)
    return None if then is None else _Tried((*before.made, proposal), then, wish.goal.value(then.needs))


def _followed(one: _Tried, wish: Wish, ways: Sequence[Way]) -> Iterator[_Tried]:
    for way in ways:
        if late(wish.deadline):
            return
        for proposal in way(one.judged, wish):
            then = _next(one, proposal, wish) if proposal.kind != one.made[0].kind else None
            if then is not None:
                yield then


def _with_guarantees(best: _Tried, wish: Wish, count: int) -> Iterator[Proposal]:
    made = [*best.made, *guarantees(best.judged, wish)]
    if len(made) < 2:
        return
    draft = made[0].draft
    for proposal in made[1:]:
        draft = draft.then(proposal.draft)
    kinds = ", ".join(dict.fromkeys(proposal.kind for proposal in made))
    yield Proposal(
        "joint",
        "Together: " + "; ".join(f"({place}) {one.title}" for place, one in enumerate(made, start=1)),
        draft,
        f"Here: {kinds}. {count} changes of the text tried, single ones and pairs of two kinds, with guarantees for "
        f"what is left; made least: what is left before these guarantees ({wish.goal.name}). Not proved best.",
    )
