"""Repairs by one or two more conditions: what is owed to a party waits for that party's own act.

Where a breach releases only what depends on it, a party that is owed nothing that waits for its act keeps everything
by leaving it out (theorem T2). One more `after` (or `while`, for a standing duty) changes that. Single conditions are
tried first, then pairs of them, each on the course of the deal as it would then be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Final, TypeAlias

from detente.deal.model import Deal
from detente.deal.phrases import Ref, parse_ref
from detente.hold.play.acts import RELEASES, Act
from detente.hold.repair.conflicts import conflicts_of
from detente.hold.repair.draft import Draft
from detente.hold.repair.judged import Judged, every_of, judge, late, variant
from detente.hold.repair.proposal import MOST_SEARCHED, Proposal, Wish, refs_of
from detente.hold.signs import Reading
from detente.hold.stopping import Stopping

MOST_SHOWN: Final = 2
_MOST_PAIRED: Final = 12
Score: TypeAlias = tuple[int, Fraction]


@dataclass(frozen=True, slots=True)
class Condition:
    """`after` waits for `before`. `key` is `after`, or `while` where what it waits for is a standing duty.

    `parties` are those whose act it waits for and to whom it is owed; `places` are both places in the order of play,
    which settle ties.
    """

    parties: tuple[str, ...]
    before: str
    after: str
    key: str
    places: tuple[int, int]


def conditions(judged: Judged, wish: Wish) -> Iterator[Proposal]:
    """The best single conditions, and the best pair where it is better than each of them."""
    stopping = judged.asked.get(RELEASES)
    if stopping is None:
        return
    known = _gathered(judged, _conditions(judged, stopping))
    search = _Search(judged, wish)
    now = search.score_of(judged)
    singles = sorted(
        (
            (score, one)
            for one in known[:MOST_SEARCHED]
            if (score := search.score((one,))) is not None and score < now
        ),
        key=lambda pair: (pair[0], pair[1].places),
    )
    for _, one in _shown(judged, singles):
        yield search.proposal((one,))
    best = singles[0][0] if singles else now
    pair = search.best_pair([one for _, one in singles], known, best)
    if pair is not None:
        yield search.proposal(pair)


def _gathered(judged: Judged, found: Iterable[Condition]) -> list[Condition]:
    """Each condition once, with all whom it concerns, in the order of play."""
    same: dict[tuple[str, str, str], Condition] = {}
    for one in found:
        first = same.setdefault((one.before, one.after, one.key), one)
        parties = {*first.parties, *one.parties}
        same[one.before, one.after, one.key] = replace(
            first,
            parties=tuple(party for party in judged.deal.parties if party in parties),
            places=min(first.places, one.places),
        )
    return sorted(same.values(), key=lambda one: (one.places, one.before, one.after))


def _shown(judged: Judged, singles: Sequence[tuple[Score, Condition]]) -> Iterator[tuple[Score, Condition]]:
    """The best few for each party whose act is waited for, so that no party's are crowded out by another's."""
    counts = dict.fromkeys(judged.deal.parties, 0)
    for score, one in singles:
        if any(counts[party] < MOST_SHOWN for party in one.parties):
            yield score, one
        for party in one.parties:
            counts[party] += 1


class _Search:
    """Scores conditions on the deal as it would be with them; less is better."""

    def __init__(self, judged: Judged, wish: Wish) -> None:
        self.judged, self.wish = judged, wish
        self.conflicts = conflicts_of(judged.deal)
        self.tried = 0

    def score_of(self, judged: Judged) -> Score:
        """What is left to be gained; without values, at how many points: the party with most of them, then all."""
        if judged.deal.values:
            return self.wish.goal.value(judged.needs)
        return judged.every_most, Fraction(judged.every)

    def score(self, added: Sequence[Condition]) -> Score | None:
        """The score with these conditions; None where they go in a circle, do not fit the days, or are late."""
        if late(self.wish.deadline):
            return None
        self.tried += 1
        deal = _with(self.judged.deal, added)
        then = judge(deal, self.wish.deadline) if conflicts_of(deal) <= self.conflicts else None
        return None if then is None else self.score_of(then)

    def best_pair(
        self, good: Sequence[Condition], known: Sequence[Condition], best: Score
    ) -> tuple[Condition, Condition] | None:
        """The first best pair among the best singles, or among all where no single helps; better than the best one."""
        among = list(good[:_MOST_PAIRED]) or list(known[:_MOST_PAIRED])
        found = None
        for pair in combinations(among, 2):
            score = self.score(pair)
            if score is not None and score < best:
                best, found = score, pair
        return found

    def proposal(self, added: Sequence[Condition]) -> Proposal:
        deal, draft = self.judged.deal, Draft(self.judged.deal)
        for one in added:
            draft.append(deal.obligations[one.after], one.key, one.before)
        waits = " and ".join(f"`{one.after}` waited for `{one.before}`" for one in added)
        loses = "; ".join(
            f"{deal.call_all(one.parties)} would {'each ' if len(one.parties) > 1 else ''}lose `{one.after}` "
            f"by leaving out `{one.before}`"
            for one in added
        )
        searched = f"{self.tried} additions tried, single ones and pairs; judged by "
        by = (
            "the largest gain that is left"
            if deal.values
            else "the points left where stopping gains for every valuation"
        )
        return Proposal("condition", f"If {waits}, {loses}", draft, searched + by)


def _with(deal: Deal, added: Iterable[Condition]) -> Deal:
    fields: dict[str, dict[str, object]] = {}
    for one in added:
        name = "while_" if one.key == "while" else "after"
        mine = fields.setdefault(one.after, {})
        refs = mine.get(name, getattr(deal.obligations[one.after], name))
        mine[name] = (*(refs if isinstance(refs, tuple) else ()), parse_ref(one.before))
    return variant(deal, fields)


def _conditions(judged: Judged, stopping: Stopping) -> Iterator[Condition]:
    """What is owed to a party, and does not yet wait for an act at which the party gains by stopping."""
    play = stopping.play
    released = Reading(play).released
    for party, labels in _stopping(judged, stopping).items():
        for before in (play.acts[play.place[label]] for label in labels):
            place = play.place[before.id]
            gone = released(place)
            for later, act in enumerate(play.acts):
                if (
                    not gone >> later & 1
                    and _is_owed(act, party)
                    and _fits(judged, before, act, later > place)
                ):
                    yield from _between(judged.deal, party, (place, later), before, act)


def _stopping(judged: Judged, stopping: Stopping) -> Mapping[str, Iterable[str]]:
    if judged.deal.values:
        return {party: judged.stopping_at(party) for party in stopping.play.choosers}
    return every_of(stopping.play)


def _is_owed(act: Act, party: str) -> bool:
    return party in act.to and party not in act.by


def _fits(judged: Judged, before: Act, after: Act, later: bool) -> bool:
    """Whether the days and the stages of both allow it; by signs alone the order of play stays as it is."""
    if before.day is not None and after.day is not None and after.day < before.day:
        return False
    stages = {label: number for number, label in enumerate(judged.deal.stages)}
    if stages.get(after.stage or "", len(stages)) < stages.get(before.stage or "", -1):
        return False
    return later or bool(judged.deal.values)


def _between(deal: Deal, party: str, places: tuple[int, int], before: Act, after: Act) -> Iterator[Condition]:
    key = "while" if before.standing else "after"
    ref, owed = refs_of(before, party)[0], after.members[0]
    waits = ref if _is_part(ref) else ref.partition(".")[0]
    is_head = owed.part in (None, 1) and after.id == after.base
    # Only the beginning of a duty, or its first part, can have an `after`.
    allowed = (key == "while" or is_head) and owed.obligation != waits.partition(".")[0]
    if allowed and not _names(deal, owed.obligation, key, waits):
        yield Condition((party,), waits, owed.obligation, key, places)


def _is_part(ref: str) -> bool:
    return ref.partition(".")[2].isdecimal()


def _names(deal: Deal, owed: str, key: str, waits: str) -> bool:
    refs: object = deal.obligations[owed].while_ if key == "while" else deal.obligations[owed].after
    return isinstance(refs, tuple) and any(isinstance(ref, Ref) and str(ref) == waits for ref in refs)
