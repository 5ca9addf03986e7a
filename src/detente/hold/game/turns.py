"""A deal as a game of turns: who decides next, what it may choose, and what each choice pays on the way."""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from detente.hold.game import Game

PERFORM, LEAVE_OUT, WALK = "perform", "leave out", "walk"
Pays = tuple[int, ...]


class Turn(NamedTuple):
    """A point at which one performer of a due move decides, by places and masks.

    `part` counts the performers of the move that have agreed to it already. The masks are over places (`performed`),
    players (`walked`) and pledges (`lost`, those that can be lost once only). At the place after the last move nobody
    decides any more.
    """

    place: int
    part: int
    performed: int
    walked: int
    lost: int


class Turns:
    """The rules of play.

    At a due move its performers decide in the order of the players: each performs its part, leaves the move out, or
    walks where it has an exit. The move is performed only if all perform; the first who does not is in breach, and the
    others are not asked. One that has walked leaves out all that comes due for it later.
    """

    def __init__(self, game: Game) -> None:
        self.game = game
        self.none: Pays = (0,) * len(game.players)
        self.waits = [sum(1 << wait for wait in waits) for waits in game.waits]
        self.deciders = [
            [number for number, player in enumerate(game.players) if player in move.by] for move in game.moves
        ]
        self.worths: list[Pays] = [
            tuple(game.worth.get(player, {}).get(move.id, 0) for player in game.players)
            for move in game.moves
        ]
        self.exits = [
            {game.place[move]: exit_ for move, exit_ in game.walk.get(player, {}).items()}
            for player in game.players
        ]
        self.pledges = [
            [
                [
                    (number, pledge.loses, pledge.per_breach)
                    for number, pledge in enumerate(game.pledges)
                    if pledge.player == player and move.id in pledge.covers
                ]
                for player in game.players
            ]
            for move in game.moves
        ]
        self.adds = [
            {game.place[move]: adds for move, adds in game.walk_adds.get(player, {}).items() if adds}
            for player in game.players
        ]

    def first(self) -> tuple[Turn, Pays]:
        """The first turn, and what is paid before it."""
        return self._on(Turn(0, 0, 0, 0, 0), self.none)

    def over(self, turn: Turn) -> bool:
        """Whether nobody decides any more."""
        return turn.place == len(self.deciders)

    def decider(self, turn: Turn) -> int:
        """The number of the player whose turn it is."""
        return self.deciders[turn.place][turn.part]

    def choices(self, turn: Turn) -> tuple[str, ...]:
        """What it may choose. Where leaving the move out ends the deal, that is walking too."""
        move = self.game.moves[turn.place]
        if not move.ends_deal and turn.place in self.exits[self.decider(turn)]:
            return (PERFORM, LEAVE_OUT, WALK)
        return (PERFORM, LEAVE_OUT)

    def after(self, turn: Turn, choice: str) -> tuple[Turn, Pays]:
        """The next turn, and what is paid to each player until then."""
        if choice == PERFORM:
            return self._on(
                Turn(turn.place, turn.part + 1, turn.performed, turn.walked, turn.lost), self.none
            )
        player = self.decider(turn)
        lost, pays = self._breach(turn, player)
        ends = self.game.moves[turn.place].ends_deal
        if ends or choice == WALK:
            pays = _more(pays, player, self._exit(turn, player))
        walked = turn.walked | (1 << player if choice == WALK else 0)
        place = len(self.deciders) if ends else turn.place + 1
        return self._on(Turn(place, 0, turn.performed, walked, lost), pays)

    def _on(self, turn: Turn, pays: Pays) -> tuple[Turn, Pays]:
        place, part, performed, lost = turn.place, turn.part, turn.performed, turn.lost
        while place < len(self.deciders):
            deciders = self.deciders[place]
            if performed & self.waits[place] != self.waits[place]:
                place, part = place + 1, 0
            elif part == len(deciders):
                pays = added(pays, self.worths[place])
                performed |= 1 << place
                place, part = place + 1, 0
            elif not turn.walked >> deciders[part] & 1:
                return Turn(place, part, performed, turn.walked, lost), pays
            else:
                lost, more = self._breach(Turn(place, part, performed, turn.walked, lost), deciders[part])
                pays = added(pays, more)
                ends = self.game.moves[place].ends_deal
                place, part = len(self.deciders) if ends else place + 1, 0
        return Turn(place, part, performed, turn.walked, lost), pays

    def _breach(self, turn: Turn, player: int) -> tuple[int, Pays]:
        """The pledges lost once after a breach, and what it costs."""
        lost, cost = turn.lost, 0
        for number, loses, per_breach in self.pledges[turn.place][player]:
            if per_breach or not lost >> number & 1:
                cost += loses
            if not per_breach:
                lost |= 1 << number
        return lost, _more(self.none, player, -cost)

    def _exit(self, turn: Turn, player: int) -> int:
        without = sum(
            adds
            for place, adds in self.adds[player].items()
            if place < turn.place and not turn.performed >> place & 1
        )
        return self.exits[player].get(turn.place, 0) - without


def added(some: Pays, more: Pays) -> Pays:
    """The sums, player by player."""
    return tuple(map(add, some, more))


def _more(pays: Pays, player: int, much: int) -> Pays:
    return (*pays[:player], pays[player] + much, *pays[player + 1 :])
