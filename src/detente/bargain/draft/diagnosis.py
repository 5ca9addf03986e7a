"""What is wrong with the draft: which packages are better, for whom, and what a change of it would take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from detente.bargain.draft.blocks import blocks_of
from detente.bargain.draft.nearest import Found, better_for_all
from detente.bargain.draft.promises import Within, promises_of
from detente.bargain.draft.scale import Scale, scale_of
from detente.bargain.draft.ties import UNCOUNTED, Ties
from detente.bargain.draft.trades import best_trades
from detente.bargain.frontier.eliminate import Limits, frontier_of
from detente.bargain.frontier.parts import TooLinked
from detente.bargain.results import Change, Draft, Package
from detente.deal.phrases import figure

if TYPE_CHECKING:
    from detente.bargain.domain import Domain
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.numbers import Numbers

INEXACT = (
    "The list of undominated packages is not whole: not every undominated package that is better than the draft may be "
    "listed."
)


def draft_of(
    domain: Domain,
    numbers: Numbers,
    frontier: Frontier,
    *,
    most: int = 3,
    deadline: float | None = None,
    promises: bool = True,
    limits: Limits | None = None,
) -> tuple[Draft | None, tuple[str, ...]]:
    """The draft beside what is better: what dominates it, what is better for all, trades, and what options would take.

    A party's gain is compared with another's as a share of its span: the sum over issues of its best less its worst
    option (Kalai and Smorodinsky 1975 normalise by the best attainable; the sum needs no search and is the same for
    every draft). Larger smallest shares go first, then larger second smallest, and so on (leximin: Sen 1970), then the
    order of the file, in which issues are compared one by one: so no order of the parties matters.

    Args:
        domain: what is on the table; `draft` names an option for each issue.
        numbers: its numbers.
        frontier: its undominated packages.
        most: so many packages are shown of each kind.
        deadline: a moment of time.monotonic() after which what is unfinished is left, and said to be.
        promises: whether to work out what each other option would take.
        limits: where the draft gives somebody less than its no-deal worth, packages that do so too may dominate it:
            how far these are looked for. None: until the deadline.

    Returns:
        The diagnosis, or None and the issues for which the draft names no option. `ties` of a package counts those that
        no statement leaves out (and the draft itself); it is 1 where there were too many to count, and `note` says so.

    Raises:
        ValueError: `most` is less than 1.
    """
    if most < 1:
        raise ValueError(f"at least one package is shown of each kind, not {most}")
    missing = tuple(
        issue for issue, options in domain.issues.items() if domain.draft.get(issue) not in options
    )
    if missing or not domain.issues:
        return None, missing
    within = Limits(deadline=deadline) if limits is None else limits
    return _diagnosed(domain, numbers, frontier, most, within, deadline, promises), ()


def _diagnosed(
    domain: Domain,
    numbers: Numbers,
    frontier: Frontier,
    most: int,
    limits: Limits,
    deadline: float | None,
    with_promises: bool,
) -> Draft:
    scale = scale_of(numbers, numbers.places(domain.draft))
    blocks = blocks_of(numbers, scale.draft)
    ties = Ties(scale, blocks, frontier)
    above = _at_least_the_draft(scale, frontier, limits)
    dominating, count, accepted = _dominated_by(scale, above, most)
    nearest, as_near, near_note = better_for_all(scale, blocks, frontier, most, deadline)
    trades, trade_notes, all_trades = best_trades(scale, blocks, most, deadline)
    if near_note:
        nearest, as_near = _nearest_known(
            scale, [*nearest, *trades, *_gains_and_places(scale, dominating)], most, as_near
        )
    within = Within(scale, blocks, ties, deadline)
    drafted = dict(numbers.package(scale.draft))
    excluded = domain.is_excluded(drafted)
    own_ties = ties.count([0] * len(numbers.parties))
    shown = [[_change(scale, ties, *one) for one in some] for some in (nearest, trades)]
    promises = promises_of(domain, scale, within) if with_promises else ()
    unfinished = [] if frontier.is_whole and above.is_whole else [INEXACT]
    unfinished += [near_note] if near_note else []
    notes = [
        *_below_no_deal(domain, numbers, scale, count, accepted),
        *unfinished,
        *trade_notes,
        *within.notes,
    ]
    return Draft(
        package=Package(drafted, numbers.in_units(scale.point), own_ties),
        dominated_by=tuple(dominating),
        count=count if above.is_whole else None,
        accepted=accepted if above.is_whole else None,
        better_for_all=tuple(shown[0]),
        nearest=as_near,
        trades=tuple(shown[1]),
        promises=promises,
        excluded=tuple(str(one) for one in excluded),
        complete=not unfinished and all_trades and not within.notes,
        note=" ".join([*notes, UNCOUNTED] if ties.unknown else notes),
    )


def _change(scale: Scale, ties: Ties, gain: Sequence[int], places: Sequence[int]) -> Change:
    numbers = scale.numbers
    point = [int(has) + more for has, more in zip(scale.point, gain, strict=True)]
    return scale.change(Package(numbers.package(places), numbers.in_units(point), ties.count(gain)), gain)


def _is_below(scale: Scale) -> list[bool]:
    """Which parties have less with the draft than without a deal."""
    return [
        limit is not None and int(has) < limit
        for limit, has in zip(scale.numbers.no_deal, scale.point, strict=True)
    ]


def _at_least_the_draft(scale: Scale, frontier: Frontier, limits: Limits) -> Frontier:
    """Undominated packages among which those are that dominate the draft.

    Where the draft gives somebody less than its no-deal worth, packages that do so too may be better than it.
    """
    if not any(_is_below(scale)):
        return frontier
    floor = tuple(int(has) for has in scale.point)
    try:
        return frontier_of(replace(scale.numbers, no_deal=floor), limits)
    except TooLinked:
        return frontier


def _dominated_by(scale: Scale, frontier: Frontier, most: int) -> tuple[list[Change], int, int]:
    """The points of a frontier that dominate the draft, the largest smallest shares first.

    Returns:
        At most `most` of them, how many there are, and how many of them give every party its no-deal worth.
    """
    gains = frontier.points - scale.point
    better = gains[(gains >= 0).all(axis=1) & (gains > 0).any(axis=1)]
    accepted = (better >= np.array(scale.need, np.int64)).all(axis=1)
    ranked = sorted(((scale.shares(gain), gain) for gain in better.tolist()), reverse=True)
    if len(ranked) > most:
        last = ranked[most - 1][0]
        ranked = [one for one in ranked if one[0] >= last]
    chosen = [gain for _, gain in ranked]
    packages = frontier.labelled(np.array(chosen, np.int64).reshape(-1, len(scale.spans)) + scale.point)
    found = [
        (scale.change(package, gain), scale.shares(gain), scale.numbers.places(package.options))
        for package, gain in zip(packages, chosen, strict=True)
    ]
    found.sort(key=lambda one: ([-share for share in one[1]], one[2]))
    return [change for change, _, _ in found[:most]], len(better), int(accepted.sum())


def _below_no_deal(domain: Domain, numbers: Numbers, scale: Scale, count: int, accepted: int) -> list[str]:
    """Who would be better off without a deal than with the draft, and what that means for what dominates it."""
    worth = numbers.in_units(scale.point)
    said = [
        f"With the draft {domain.call(party)} has {figure(worth[party])}, less than the {figure(no_deal.low)} that it "
        "has without a deal."
        for party, is_below in zip(numbers.parties, _is_below(scale), strict=True)
        if is_below and (no_deal := domain.no_deal[party]) is not None
    ]
    if said and count:
        outcomes = (
            "1 undominated outcome dominates" if count == 1 else f"{count:,} undominated outcomes dominate"
        )
        which = _how_many(count, accepted)
        said.append(f"{outcomes} the draft, and {which} every party what it has without a deal.")
    return said


def _gains_and_places(scale: Scale, changes: Sequence[Change]) -> list[Found]:
    places = [scale.numbers.places(change.package.options) for change in changes]
    return [(tuple(scale.gain(one).tolist()), one) for one in places]


def _nearest_known(scale: Scale, found: Sequence[Found], most: int, as_near: int) -> tuple[list[Found], int]:
    """Of what was found on the way the packages that are better for all, where the search for these was cut short.

    Returns:
        At most `most` of them, and how many gains are known with as few changes as the first, `as_near` at least.
    """
    better = [
        (_changed(scale, places), gain, places)
        for gain, places in dict.fromkeys(found)
        if min(gain) > 0 and all(by >= need for by, need in zip(gain, scale.need, strict=True))
    ]
    kept = [one for one in better if not any(_is_before(other, one) for other in better)]
    kept.sort(key=lambda one: (one[0], [-share for share in scale.shares(one[1])], one[2]))
    first = len({gain for changes, gain, _ in kept if changes == kept[0][0]})
    return [(gain, places) for _, gain, places in kept[:most]], max(first, as_near)


def _is_before(other: tuple[int, *Found], one: tuple[int, *Found]) -> bool:
    """Whether another package (changes, gain, places) makes one needless: as near and better, or nearer and alike."""
    if other[1] == one[1]:
        return (other[0], other[2]) < (one[0], one[2])
    return other[0] <= one[0] and _covers(other[1], one[1])


def _changed(scale: Scale, places: Sequence[int]) -> int:
    """How many issues differ from the draft."""
    return sum(new != old for new, old in zip(places, scale.draft, strict=True))


def _covers(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether the first gives nobody less."""
    return all(a >= b for a, b in zip(one, other, strict=True))


def _how_many(count: int, accepted: int) -> str:
    """`it does not give`, `none of them gives`, `1 of them gives`, `each of them gives`."""
    if count == 1:
        return "it gives" if accepted else "it does not give"
    if accepted == count:
        return "each of them gives"
    return f"{accepted:,} of them give" if accepted > 1 else f"{accepted or 'none'} of them gives"
