"""What a party gains by stopping at one of its acts: the worst way for the deal, at one corner of its values.

Leaving out an act that only releases what depends on it is looked at in the order of play, which does not matter then.
Leaving out one that ends the deal is looked at in the least favourable order that the text allows: acts whose order
with it is not given may have been done before, or not.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Final

from detente.hold.game import Game, Move
from detente.hold.game.closure import Worst, worst_of
from detente.hold.game.ways import Side
from detente.hold.masks import bits
from detente.hold.play import (
    CAREFUL,
    Play,
    first_breach,
    game_of,
    helped_by,
    known,
    most_known,
    taken_back_at,
)
from detente.hold.play.acts import Act
from detente.hold.play.precedence import Precedence
from detente.hold.play.stakes import exact


@dataclass(frozen=True, slots=True)
class Stop:
    """The best that a party can do by stopping at an act, at one corner of its values.

    `gain` is in the unit of its file, at the time of the act; None where it rests on a value without bounds, and then
    `sign` says which way. `released`: everything not performed then, in the order of play. `lost`: guarantees with how
    often. `bound` is at least the gain; equal to it where `exact`. `left_out`: what it leaves out while it is due.
    """

    at: str
    corner: str
    gain: Fraction | None
    sign: int
    bound: Fraction | None
    released: tuple[str, ...]
    lost: tuple[tuple[str, int], ...]
    walks_at: str | None
    exact: bool
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A game to ask, and what is to be added to its gains.

    `also` holds what others do on a breach that is worth something to the party: it is among what is added.
    """

    game: Game
    extra: int
    also: tuple[str, ...] = ()


_GRACE: Final = 0.5


class Stopping:
    """Asks one play; games are made once for each party and corner."""

    def __init__(self, play: Play, deadline: float | None = None) -> None:
        self.play = play
        self.deadline = deadline
        self.precedence = Precedence(play)
        # The game is kept with its side, so that its identity is not given away to another.
        self._sides: dict[tuple[int, str], tuple[Side, Game]] = {}
        self._roughly: dict[tuple[str, str], int] = {}
        self._most: dict[tuple[str, str], int] = {}
        self._timed = {
            party: any(weight != 1 for weight in stakes.weight.values())
            for party, stakes in play.stakes.items()
        }
        self._games: dict[tuple[str, str, str | None, bool], Game | None] = {}

    def game(self, party: str, corner: str, at: str | None, pledged: bool) -> Game | None:
        """The numbers of a party at a corner; by point only where the time of a loss matters."""
        point = at if self._timed[party] else None
        key = (party, corner, point, pledged)
        if key not in self._games:
            self._games[key] = game_of(self.play, party, corner, point, pledged=pledged)
        return self._games[key]

    def question(self, party: str, act: str, corner: str, *, pledged: bool = True) -> Question | None:
        """The game in which the act is the first left out; None where a value has no number (nominal corner)."""
        game = self.game(party, corner, act, pledged)
        if game is None:
            return None
        place = self.play.place[act]
        asked = Question(game, 0)
        if self.play.ends(self.play.acts[place]) and self._other_orders(place):
            asked = self._any_order(game, party, place)
        if not pledged:
            return asked
        helps = helped_by(self.play, party, corner, act)
        more = sum(helps.values(), first_breach(self.play, party, corner, act))
        # Rounded up to the grid: the sign of the whole stays what it is.
        return replace(asked, extra=asked.extra + ceil(more * game.grid), also=tuple(helps))

    def _other_orders(self, place: int) -> bool:
        """Whether what falls with an act is more, or may be other, than what comes after it in the order of play."""
        earlier = (1 << place) - 1
        return bool(self.precedence.open_to(place) or self.precedence.falls(place) & earlier)

    @property
    def is_late(self) -> bool:
        """Whether the time for searching is over by more than what a small deal takes."""
        return self.deadline is not None and time.monotonic() > self.deadline + _GRACE

    def rough(self, party: str, act: str, corner: str) -> Stop | None:
        """In place of `at`, when time is over: no way is looked for, and the bound is all that could be kept back."""
        game = self.game(party, corner, act, pledged=False)
        if game is None:
            return None
        if (party, corner) not in self._roughly:
            kept = sum(-number for number in game.worth[party].values() if number < 0)
            helps = {
                name: one
                for own in self.play.own(party)
                for name, one in helped_by(self.play, party, corner, own.id).items()
            }
            exits = max(0, 0, *game.walk.get(party, {}).values())
            self._roughly[party, corner] = kept + exits + ceil(sum(helps.values()) * game.grid)
        most = Question(game, 0, ())
        bound = self._known(party, corner, act, most, self._roughly[party, corner])
        return Stop(act, corner, None, -1, bound, (), (), None, exact=False)

    def at(self, party: str, act: str, corner: str, *, pledged: bool = True) -> Stop | None:
        """What the party gains by leaving out the act; None where a value has no number (nominal corner)."""
        asked = self.question(party, act, corner, pledged=pledged)
        if asked is None:
            return None
        own_order = asked.game is not self.game(party, corner, act, pledged)
        side = Side(asked.game, party) if own_order else self._side(asked.game, party)
        found = worst_of(side, act, deadline=self.deadline)
        total = found.gain + asked.extra
        most = (
            found.bound
            if corner != CAREFUL
            else max(found.bound, self._in_other_orders(asked, party, corner, act, found))
        )
        order = self.play.place
        ends = self.play.ends(self.play.acts[order[act]])
        return Stop(
            at=act,
            corner=corner,
            gain=self._known(party, corner, act, asked, found.gain),
            sign=(total > 0) - (total < 0),
            bound=self._known(party, corner, act, asked, most),
            released=tuple(sorted(found.way.released, key=order.__getitem__)),
            lost=(*found.way.lost, *((label, 1) for label in asked.also)),
            walks_at=act if ends else found.way.walks_at,
            exact=found.exact and most == found.bound,
            left_out=(act,) if ends else found.way.left_out,
        )

    def _in_other_orders(self, asked: Question, party: str, corner: str, act: str, found: Worst) -> int:
        """A bound where another order than those that were looked at could be worse for the deal.

        An act that only releases is looked at in the order of play. Elsewhere a walk may leave out fewer own acts, its
        exit may rest on others, and an own act that ends the deal may come after more of what others owe. The bound is
        loose, on the careful side.
        """
        place, game = self.play.place[act], asked.game
        if self.play.ends(self.play.acts[place]):
            return found.bound + self._sooner_walk(party, corner, act)
        below = self._side(game, party).below[place]
        own = [at for at in game.own[party] if at >= place and not (below >> at & 1 and at != place)]
        walked = self._other_walks(game, party, act, own, below)
        most = found.bound if walked is None else max(found.bound, walked)
        if any(self.play.ends(self.play.acts[at]) and self._other_orders(at) for at in own):
            most = max(most, self._loose(game, party, act, below))
        return most

    def _other_walks(self, game: Game, party: str, act: str, own: list[int], below: int) -> int | None:
        """A bound for walking in another order: any own acts left out, and the best exit that any order gives."""
        exits = [game.walk.get(party, {}).get(self.play.acts[at].id, 0) for at in own]
        adds = {self.play.place[move]: add for move, add in game.walk_adds.get(party, {}).items()}
        bears = sum(1 << at for at in {*game.own[party], *adds})
        if not (adds or max(exits) > 0) or not any(self.precedence.open_to(at) & bears for at in own):
            return None
        skipped = replace(game, walk={}, walk_adds={})
        best = worst_of(Side(skipped, party), act, deadline=self.deadline).bound
        return best + self._best_exit(game, party, act, exits, below)

    def _sooner_walk(self, party: str, corner: str, act: str) -> int:
        """By how much an exit may be more at an act without order that only releases, before what takes from it."""
        game = self.game(party, corner, act, pledged=True)
        open_ = self.precedence.open_to(self.play.place[act])
        others = [
            one
            for one in self.play.own(party)
            if open_ >> self.play.place[one.id] & 1 and not self.play.ends(one)
        ]
        if game is None or not others:
            return 0
        weight = self.play.stakes[party].weight
        adds = game.walk_adds.get(party, {}).items()
        return ceil(
            sum(
                (-add * max(Fraction(1), weight[act] / weight[at]) for at, add in adds if add < 0),
                Fraction(0),
            )
        )

    def _best_exit(self, game: Game, party: str, act: str, exits: list[int], below: int) -> int:
        """What is had anyway, and all that may rest on acts done before; at the time that counts most."""
        weight = self.play.stakes[party].weight
        more = Fraction(0)
        for move, add in game.walk_adds.get(party, {}).items():
            if not below >> self.play.place[move] & 1:
                more += abs(add) * max(Fraction(1), weight[act] / weight[move])
        return max(exits) + ceil(more)

    def _loose(self, game: Game, party: str, act: str, below: int) -> int:
        """All that could be kept back, less what is surely lost with the act."""
        before = self.precedence.before[self.play.place[act]]
        worth = game.worth_of(party)
        kept = sum(-number for at, number in enumerate(worth) if number < 0 and not before >> at & 1)
        lost = sum(number for at, number in enumerate(worth) if number > 0 and below >> at & 1)
        pledged = sum(one.loses for one in game.pledges_of(party) if act in one.covers)
        exits = [game.walk.get(party, {}).get(one.id, 0) for one in game.moves]
        return kept - lost - pledged + max(0, self._best_exit(game, party, act, exits, below))

    def _side(self, game: Game, party: str) -> Side:
        """The party's side of a game, made once: what depends on what is the same at all its acts."""
        key = (id(game), party)
        if key not in self._sides:
            self._sides[key] = (Side(game, party), game)
        return self._sides[key][0]

    def _known(self, party: str, corner: str, act: str, asked: Question, gain: int) -> Fraction | None:
        if (party, corner) not in self._most:
            self._most[party, corner] = most_known(self.play, party, corner)
        number = known(self._most[party, corner], asked.game, gain + asked.extra)
        return None if number is None else number / self.play.stakes[party].weight[act]

    def exit(self, party: str, stop: Stop) -> dict[str, Fraction]:
        """What the exit is made of, by named values, at the time of the point.

        What it has anyway, what rests on acts done before, what holds in the stage; with a discount, what is taken back
        for an act not done may not count as much as what had been added for it.
        """
        if stop.walks_at is None or self.play.stakes[party].exit_ is None:
            return {}
        stakes, order = self.play.stakes[party], self.play.place
        at, here = order[stop.walks_at], stakes.weight[stop.at]
        act = self.play.acts[at]
        weight = stakes.weight[act.id]
        may_be_done = self.precedence.open_to(at) if self.play.ends(act) else 0
        back = taken_back_at(self.play, party, stop.at)
        found = {name: share * weight / here for name, share in self._standing_exit(party, act).items()}
        for other, shares in stakes.exit_adds.items():
            out = other in stop.released
            if order[other] < at or may_be_done >> order[other] & 1:
                for name, share in shares.items():
                    high = self.play.losses[party][name].worth.high
                    count = weight - back(other, exact(high)) if out else weight
                    found[name] = found.get(name, Fraction(0)) + share * count / here
        return {name: share for name, share in found.items() if share}

    def _standing_exit(self, party: str, act: Act) -> dict[str, Fraction]:
        stakes = self.play.stakes[party]
        return {**(stakes.exit_ or {}), **stakes.exit_in.get(act.stage or "", {})}

    def _any_order(self, game: Game, party: str, place: int) -> Question:
        """The same question where others' acts, and own ones, may or may not have come before.

        The act comes first; what must follow it falls with it; of the acts whose order is not given the party may
        choose which have been done. Only the act itself is left out while it is due.
        """
        acts = self.play.acts
        at = acts[place].id
        free = self.precedence.open_to(place)
        late = self.precedence.falls(place)
        # What comes after a duty that only lasts as long as the act may have been done before.
        bound = free | self.precedence.after[place]
        moves = [Move(at, (party,))]
        for other in bits(free | late):
            waits = [acts[one].id for one in self.precedence.last(self.precedence.before[other] & bound)]
            first = (at,) if late >> other & 1 else ()
            moves.append(Move(acts[other].id, (party,), (*first, *waits)))
        adds = game.walk_adds.get(party, {})
        worth = dict(game.worth[party])
        for other in bits(free):
            worth[acts[other].id] = worth.get(acts[other].id, 0) + adds.get(acts[other].id, 0)
        extra = game.walk.get(party, {}).get(at, 0)
        # The exit counts what stands before in the order of play; of what is open, all may have been done.
        extra += sum(adds.get(acts[other].id, 0) for other in bits(free) if other > place)
        extra -= sum(adds.get(acts[other].id, 0) for other in bits(late) if other < place)
        pledges = tuple(replace(one, covers=frozenset([at])) for one in game.pledges if at in one.covers)
        asked = Game(
            players=game.players,
            moves=tuple(moves),
            worth={party: worth},
            pledges=pledges,
            grid=game.grid,
        )
        return Question(asked, extra)
