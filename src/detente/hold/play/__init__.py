"""A deal ready to be asked who would gain by stopping: its moves, what is at stake for each party, its guarantees."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final

from detente.deal.course import Course, course_of
from detente.deal.model import Deal
from detente.hold.game import Game, Move, Pledge
from detente.hold.play.acts import ENDS, RELEASES, Act, acts_of
from detente.hold.play.pledges import DONE, Bearing, bearings_of, with_losses
from detente.hold.play.stakes import Stake, Stakes, split_of, stakes_of

CAREFUL: Final = "careful"
"""Every value at the end of its range that speaks for stopping."""
HOPEFUL: Final = "hopeful"
"""Every value at the end of its range that speaks for going on."""
NOMINAL: Final = "nominal"
"""Every value at its point, its likely value, or the middle of its range."""
_FAR: Final = 10**15  # a share of an unknown value still outweighs everything known


@dataclass(frozen=True)
class Play:
    """One deal under one reading of what a breach does: `form` is `releases` or `ends the deal`.

    `form` decides only where the text does not. `choosers` are the parties with values, or with guarantors that have
    values: everybody else is taken to perform. `stakes` and `bearings` go by party.
    """

    deal: Deal
    course: Course = field(repr=False)
    form: str
    acts: tuple[Act, ...]
    choosers: tuple[str, ...]
    stakes: Mapping[str, Stakes]
    losses: Mapping[str, Mapping[str, Stake]]
    bearings: Mapping[str, tuple[Bearing, ...]]

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each act in the order of play."""
        return {act.id: place for place, act in enumerate(self.acts)}

    def own(self, party: str) -> tuple[Act, ...]:
        """The acts that a party performs and may leave out."""
        return tuple(act for act in self.acts if party in act.by and not act.free)

    def choosing(self, act: Act) -> tuple[str, ...]:
        """Those who perform an act and may leave it out."""
        return () if act.free else tuple(who for who in act.by if who in self.choosers)

    def ends(self, act: Act) -> bool:
        """Whether leaving the act out ends the deal."""
        return (act.then or self.form) == ENDS


def forms_of(deal: Deal) -> tuple[str, ...]:
    """What a breach does: one form where the text settles it for every act that somebody may leave out, else both."""
    thens = {act.then for act in _acts(deal) if any(who in deal.parties for who in act.by)}
    if None in thens:
        return (RELEASES, ENDS)
    return (ENDS,) if thens == {ENDS} else (RELEASES,)


def play_of(deal: Deal, form: str) -> Play:
    """Make a deal ready under one form.

    Raises:
        CannotCount: a values file holds a discount that cannot be read.
    """
    course, acts = course_of(deal), _acts(deal)
    choosers = tuple(party for party in deal.parties if party in deal.values)
    ended = any((act.then or form) == ENDS for act in acts)
    stakes = {party: stakes_of(deal, party, acts, ended=ended) for party in choosers}
    bearings = {party: bearings_of(course, party, acts) for party in deal.parties}
    losses = {party: with_losses(stakes[party], bearings[party]) for party in choosers}
    return Play(deal, course, form, acts, choosers, stakes, losses, bearings)


def _acts(deal: Deal) -> tuple[Act, ...]:
    """The moves of a deal, made once: they are the same under every form."""
    if "moves" not in deal.kept:
        deal.kept["moves"] = acts_of(course_of(deal), split_of(deal))
    moves: tuple[Act, ...] = deal.kept["moves"]
    return moves


def game_of(
    play: Play, party: str, corner: str, at: str | None = None, *, pledged: bool = True
) -> Game | None:
    """The numbers of one party at one corner of its values.

    Args:
        play: the deal.
        party: one of its choosers.
        corner: `careful`, `hopeful` or `nominal`.
        at: the point at which losses are counted; matters only with a discount.
        pledged: whether the guarantees count.

    Returns:
        The game; None where a value has no number at this corner (nominal only). An end of a range without bounds is
        a number larger than everything else together: `known` tells it from the others.
    """
    numbers = _numbers(play.losses[party], corner)
    if numbers is None:
        return None
    return _Building(play, party, numbers, at, pledged).game()


def _numbers(stakes: Mapping[str, Stake], corner: str) -> dict[str, Fraction | float] | None:
    found: dict[str, Fraction | float] = {}
    for name, one in stakes.items():
        number = _corner(one, corner)
        if not math.isfinite(number) and corner == NOMINAL:
            return None
        found[name] = number if math.isinf(number) else Fraction(repr(float(number)))
    return found


def _corner(one: Stake, corner: str) -> float:
    worth = one.worth
    if corner == NOMINAL:
        return worth.likely if worth.likely is not None else (worth.low + worth.high) / 2
    return worth.low if (corner == CAREFUL) != one.for_stopping else worth.high


class _Building:
    """Turns named stakes into whole numbers on one grid."""

    def __init__(
        self, play: Play, party: str, numbers: Mapping[str, Fraction | float], at: str | None, pledged: bool
    ) -> None:
        self.play, self.party, self.at, self.pledged = play, party, at, pledged
        self.stakes = play.stakes[party]
        finite = [abs(number) for number in numbers.values() if isinstance(number, Fraction)]
        # No sum of what has bounds is larger: every value counts at most once for each act, exit and guarantee.
        self.most = int(sum(finite) * (len(play.acts) + 2)) + 1
        beyond = self.most * _FAR * self._least_share()
        self.numbers = {name: _finite(number, beyond) for name, number in numbers.items()}

    def _least_share(self) -> int:
        """How many of the smallest shares that are counted make a whole."""
        stakes = self.stakes
        shares = [share for of in stakes.of.values() for share in of.values() if share > 0]
        return math.ceil(1 / min([*shares, *stakes.weight.values(), Fraction(1)]))

    def sum(self, shares: Mapping[str, Fraction]) -> Fraction:
        return sum((self.numbers[name] * share for name, share in shares.items()), Fraction(0))

    def game(self) -> Game:
        play, party = self.play, self.party
        worth = {act.id: self.sum(self.stakes.of[act.id]) for act in play.acts}
        pledges = self.pledges() if self.pledged else []
        walk, adds = self.exits()
        grid = _grid([*worth.values(), *walk.values(), *adds.values(), *(loses for _, loses in pledges)])
        moves = tuple(Move(act.id, play.choosing(act), act.waits_for, play.ends(act)) for act in play.acts)
        return Game(
            players=play.choosers,
            moves=moves,
            worth={party: _on(grid, worth)},
            pledges=tuple(
                Pledge(one.guarantee, party, one.covers, int(loses * grid), one.per_breach)
                for one, loses in pledges
                if loses >= 0
            ),
            walk={party: _on(grid, walk)},
            walk_adds={party: _on(grid, adds)},
            grid=grid,
        )

    def pledges(self) -> list[tuple[Bearing, Fraction]]:
        found = []
        for bearing in self.play.bearings[self.party]:
            if bearing.counts:
                loses = -bearing.times * self.numbers[bearing.name]
                # Of what is lost at each breach, `first_breach` adds what the first counts for beyond a later one.
                at = None if bearing.per_breach else self.at
                found.append((bearing, loses * lost_at(self.stakes, bearing, at)))
        return found

    def exits(self) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
        if self.stakes.exit_ is None:
            return {}, {}
        gets = self.sum(self.stakes.exit_)
        adds = {act: self.sum(shares) for act, shares in self.stakes.exit_adds.items()}
        walk, has = {}, gets
        for act in self.play.acts:
            weight = self.stakes.weight[act.id]
            if self.party in act.by and not act.free:
                inside = self.stakes.exit_in.get(act.stage or "", {})
                walk[act.id] = (has + self.sum(inside)) * weight
            has += adds.get(act.id, Fraction(0))
        times = taken_back_at(self.play, self.party, self.at)
        return walk, {act: number * times(act, number) for act, number in adds.items()}


def taken_back_at(play: Play, party: str, at: str | None) -> Callable[[str, Fraction | float], Fraction]:
    """What one unit of an exit that rests on an act counts for at day zero, where that act was not performed.

    It counts at the time of the exit: that of the point where the deal ends there, else the one after the act at which
    the gain is largest.
    """
    weight = play.stakes[party].weight
    if at is not None and play.ends(play.acts[play.place[at]]):
        return lambda _act, _number: weight[at]
    own = [(play.place[act.id], weight[act.id]) for act in play.own(party)]

    def times(act: str, number: Fraction | float) -> Fraction:
        later = [counts for place, counts in own if place > play.place[act]]
        return (min if number > 0 else max)(later, default=weight[act])

    return times


def helped_by(play: Play, party: str, corner: str, at: str) -> dict[str, Fraction]:
    """What others do on a breach that is worth something to the party, by id: what it gains so, at most, discounted.

    Counted if the act at the point calls for it, or a later own act may: no sum of an answer is less than it should be.
    """
    coming = {act.id for act in play.acts[play.place[at] :]}
    helps = [
        one
        for one in play.bearings[party]
        if one.counts and one.times == DONE and one.loses is not None and one.loses.low < 0
        if one.covers & coming
    ]
    numbers = _numbers(play.losses[party], corner) if helps else None
    found: dict[str, Fraction] = {}
    for one in helps if numbers is not None else ():
        number = numbers[one.name] if numbers is not None else Fraction(0)
        if isinstance(number, Fraction) and number > 0:
            found[one.guarantee] = number * lost_at(play.stakes[party], one, at)
    return found


def lost_at(stakes: Stakes, bearing: Bearing, at: str | None, times: int = 1) -> Fraction:
    """What one unit lost so many times counts for at day zero, on the careful side.

    The first time at the time of the point, if the act there calls for it; else, and every further time, as if at the
    last act that does. What helps the party counts as if at the earliest, where it can only come later.
    """
    weight = stakes.weight
    later = min((weight[act] for act in bearing.covers), default=Fraction(1))
    if at is not None and at in bearing.covers:
        return weight[at] + (times - 1) * later
    if at is not None and bearing.times == DONE and bearing.loses is not None and bearing.loses.low < 0:
        acts = list(weight)
        coming = bearing.covers.intersection(acts[acts.index(at) :])
        return max((weight[act] for act in coming), default=later)
    return times * later


def first_breach(play: Play, party: str, corner: str, at: str) -> Fraction:
    """What the breach at the point costs beyond a later one, where a guarantee is lost at each: only by discount."""
    stakes = play.stakes[party]
    more = {
        one.name: lost_at(stakes, one, at) - lost_at(stakes, one, None)
        for one in play.bearings[party]
        if one.counts and one.per_breach
    }
    numbers = _numbers(play.losses[party], corner) if any(more.values()) else None
    found = Fraction(0)
    for name, counts in more.items() if numbers is not None else ():
        number = numbers[name] if numbers is not None else Fraction(0)
        if isinstance(number, Fraction):
            found -= number * counts
    return found


def most_known(play: Play, party: str, corner: str) -> int:
    """No sum of a party's values that have bounds is larger at this corner."""
    numbers = _numbers(play.losses[party], corner) or {}
    return _Building(play, party, numbers, None, pledged=True).most


def known(most: int, game: Game, gridded: int) -> Fraction | None:
    """A gridded number in the file's unit; None where it rests on a value without bounds (see `most_known`)."""
    return Fraction(gridded, game.grid) if abs(gridded) <= most * game.grid else None


def _finite(number: Fraction | float, beyond: int) -> Fraction:
    if isinstance(number, Fraction):
        return number
    return Fraction(beyond if number > 0 else -beyond)


def _grid(numbers: Iterable[Fraction]) -> int:
    grid = 1
    for number in numbers:
        grid = math.lcm(grid, number.denominator)
    return grid


def _on(grid: int, numbers: Mapping[str, Fraction]) -> dict[str, int]:
    return {name: int(number * grid) for name, number in numbers.items()}
