"""The ways in which one player may stop: what it leaves out, what is released by it, and what it loses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import UnknownName

if TYPE_CHECKING:
    from detente.hold.game import Game, Pledge


@dataclass(frozen=True, slots=True)
class Way:
    """One way to stop, when everything before has been performed and all others perform what is due.

    Attributes:
        player: who stops.
        at: its first move left out.
        left_out: the moves that it leaves out while they are due (the breaches), in the order of play.
        released: all moves that are not performed, the breaches included, in the order of play.
        lost: each pledge that it loses, and how many times.
        walks_at: the move at which it takes its exit: where it walks away, or where its breach ends the deal; or None.
    """

    player: str
    at: str
    left_out: tuple[str, ...]
    released: tuple[str, ...]
    lost: tuple[tuple[str, int], ...]
    walks_at: str | None


def gain_of(game: Game, way: Way) -> int:
    """What the player gains by it, gridded: the released worth with the sign turned, its exit, less what it loses."""
    worth = game.worth.get(way.player, {})
    gain = -sum(worth.get(move, 0) for move in way.released)
    loses = {pledge.id: pledge.loses for pledge in game.pledges_of(way.player)}
    gain -= sum(loses[pledge] * times for pledge, times in way.lost)
    if way.walks_at is None:
        return gain
    adds = game.walk_adds.get(way.player, {})
    before = game.place[way.walks_at]
    without = sum(adds.get(move, 0) for move in way.released if game.place[move] < before)
    return gain + game.walk.get(way.player, {}).get(way.walks_at, 0) - without


def ways(game: Game, player: str, at: str | None = None, most: int = 20_000) -> tuple[Way, ...] | None:
    """All ways in which one player may stop, each once.

    A way is decided at the player's own moves as they come due: perform, leave out, or walk away (at a move with an
    exit in `Game.walk`). Two ways that differ at a due move differ in what they release, so that no way is met twice,
    and none loses more than another that releases the same with the same exit: nothing has to be compared.

    Args:
        game: the deal in numbers.
        player: who may stop.
        at: its first move left out; None for all its moves, in the order of play.
        most: how many ways are listed.

    Returns:
        The ways, or None if there are more than `most`.

    Raises:
        UnknownName: if there is no such player, or it has no such move.
    """
    side = Side(game, player)
    found: list[Way] = []
    for place in side.own if at is None else (side.own_place(at),):
        for way in _ways_from(side, place):
            found.append(way)
            if len(found) > most:
                return None
    return tuple(found)


class Side:
    """One player's side of a game in bit masks: bit `place` stands for the move at that place."""

    def __init__(self, game: Game, player: str) -> None:
        if player not in game.players:
            raise UnknownName.among("player", player, game.players)
        self.game = game
        self.player = player
        self.own = game.own[player]
        self.pledges: tuple[Pledge, ...] = game.pledges_of(player)
        self.size = len(game.moves)
        self.everything = (1 << self.size) - 1
        self.own_mask = sum(1 << place for place in self.own)
        self.worth = game.worth_of(player)
        self.ends = sum(1 << place for place in self.own if game.moves[place].ends_deal)
        self.tight, self.below = _conditions(game)
        self.exits = {game.place[move]: exit_ for move, exit_ in game.walk.get(player, {}).items()}
        self.adds = {game.place[move]: adds for move, adds in game.walk_adds.get(player, {}).items() if adds}
        self.walkable = sum(1 << place for place in self.own if place in self.exits) & ~self.ends
        self.covered = {
            pledge.id: [place for place in self.own if game.moves[place].id in pledge.covers]
            for pledge in self.pledges
        }

    def own_place(self, at: str) -> int:
        """The place of one of its own moves."""
        place = self.game.place.get(at)
        if place is None or place not in self.own:
            raise UnknownName.among(
                f"move of {self.player}", at, [self.game.moves[own].id for own in self.own]
            )
        return place

    def stops(self, leaves: int, walks: int | None = None) -> Way | None:
        """Leave out the own moves in the mask, and all from `walks` on; None if it is not due there, or nothing is."""
        released = 0
        breaches: list[int] = []
        exit_at = walks
        for place in self.own:
            walked = walks is not None and place >= walks
            if not (walked or leaves >> place & 1):
                continue
            if released >> place & 1:
                if place == walks:
                    return None
                continue
            breaches.append(place)
            released |= self.below[place]
            if self.ends >> place & 1:
                released |= self.after(place)
                exit_at = place if walks is None else walks
                break
        if not breaches or (walks is not None and walks not in breaches):
            return None
        return self.way(breaches, released, exit_at)

    def after(self, place: int) -> int:
        """The mask of a place and all later ones."""
        return self.everything >> place << place

    def way(self, breaches: list[int], released: int, walks: int | None) -> Way:
        """Name the places."""
        moves = self.game.moves
        left_out = tuple(moves[place].id for place in breaches)
        lost = []
        for pledge in self.pledges:
            times = sum(move in pledge.covers for move in left_out)
            if times:
                lost.append((pledge.id, times if pledge.per_breach else 1))
        named = tuple(moves[place].id for place in bits(released))
        walks_at = None if walks is None else moves[walks].id
        return Way(self.player, left_out[0], left_out, named, tuple(lost), walks_at)


def bits(mask: int) -> list[int]:
    """The places in a mask, in order."""
    digits = bin(mask)[:1:-1]
    return [place for place, digit in enumerate(digits) if digit == "1"]


def _conditions(game: Game) -> tuple[list[list[int]], list[int]]:
    """For each place, the last moves that it waits for (all others follow), and all that its move releases."""
    above: list[int] = []
    tight: list[list[int]] = []
    for place, waits in enumerate(game.waits):
        left = sum(1 << wait for wait in waits)
        kept = []
        up = 1 << place
        while left:
            last = left.bit_length() - 1
            kept.append(last)
            left &= ~above[last]
            up |= above[last]
        above.append(up)
        tight.append(kept[::-1])
    below = [1 << place for place in range(len(above))]
    for place in range(len(above) - 1, -1, -1):
        for wait in tight[place]:
            below[wait] |= below[place]
    return tight, below


def _ways_from(side: Side, at: int) -> Iterator[Way]:
    """Every way whose first move left out is the one at this place, by its due moves in order."""
    first = side.own.index(at)
    stack = [(first, 0, 0)]
    while stack:
        turn, leaves, released = stack.pop()
        while turn < len(side.own) and released >> side.own[turn] & 1:
            turn += 1
        if turn == len(side.own):
            yield _sure(side.stops(leaves))
            continue
        place = side.own[turn]
        if side.walkable >> place & 1:
            yield _sure(side.stops(leaves, place))
        if leaves:
            stack.append((turn + 1, leaves, released))
        if side.ends >> place & 1:
            yield _sure(side.stops(leaves | 1 << place))
        else:
            stack.append((turn + 1, leaves | 1 << place, released | side.below[place]))


def _sure(way: Way | None) -> Way:
    if way is None:  # pragma: no cover -- the moves of a way are due by construction
        raise AssertionError("a way without a move that is due")
    return way
