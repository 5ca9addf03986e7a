"""A deal as numbers: who moves in which order, what each move waits for, and what it is worth to each player.

Every number is a whole number in one exact grid: a worth in the file's unit times `Game.grid`. So sums that are equal
on paper are equal here, and a tie is a tie (a party that gains nothing by stopping goes on).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Move:
    """One move: an act, a part of one, a piece of a standing duty, or several acts at one moment.

    `by` holds the players who perform it and may leave it out; () for a move that is taken to be performed whenever it
    is due. `waits_for` holds earlier moves: it is due only if all of them were performed. `ends_deal`: leaving it out
    while it is due ends the deal, so that nothing later is due.
    """

    id: str
    by: tuple[str, ...]
    waits_for: tuple[str, ...] = ()
    ends_deal: bool = False


@dataclass(frozen=True, slots=True)
class Pledge:
    """What one player loses if it leaves out a covered move while it is due: once, or at each such move."""

    id: str
    player: str
    covers: frozenset[str]
    loses: int
    per_breach: bool = False


@dataclass(frozen=True)
class Game:
    """A whole deal in numbers. Moves stand in the order of play, each after all that it waits for.

    `worth[player][move]`: what the performance of the move is worth to the player (absent: nothing).
    `walk[player][move]`: what the player gets, from then on, if it walks away at that move of its own, when everything
    before has been performed (absent: nothing). `walk_adds[player][move]` is the part of every later exit that rests
    on that earlier move: a player that has left the move out, or has had it left out, walks without it.
    """

    players: tuple[str, ...]
    moves: tuple[Move, ...]
    worth: Mapping[str, Mapping[str, int]]
    pledges: tuple[Pledge, ...] = ()
    walk: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    walk_adds: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    grid: int = 1

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for move in self.moves:
            missing = [other for other in move.waits_for if other not in seen]
            if missing or move.id in seen:
                raise ValueError(f"the move `{move.id}` stands twice or before `{missing[:1]}`")
            seen.add(move.id)

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each move in the order of play, from 0."""
        return {move.id: place for place, move in enumerate(self.moves)}

    @cached_property
    def waits(self) -> tuple[tuple[int, ...], ...]:
        """For each place, the earlier places that its move waits for."""
        return tuple(tuple(sorted(self.place[other] for other in move.waits_for)) for move in self.moves)

    @cached_property
    def own(self) -> dict[str, tuple[int, ...]]:
        """The places of each player's own moves."""
        return {
            player: tuple(place for place, move in enumerate(self.moves) if player in move.by)
            for player in self.players
        }

    def worth_of(self, player: str) -> tuple[int, ...]:
        """What each move is worth to one player, in the order of play."""
        mine = self.worth.get(player, {})
        return tuple(mine.get(move.id, 0) for move in self.moves)

    def pledges_of(self, player: str) -> tuple[Pledge, ...]:
        """What one player stands to lose."""
        return tuple(pledge for pledge in self.pledges if pledge.player == player)

    def number(self, gridded: int) -> float:
        """A gridded number back in the file's unit."""
        return float(Fraction(gridded, self.grid))


def played(game: Game, left_out: Sequence[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Play it through: the named moves are left out where they are due, everything else is performed whenever due.

    Returns:
        The moves performed, and the moves left out while they were due (the breaches).
    """
    out = set(left_out)
    done: set[str] = set()
    breached: list[str] = []
    for move in game.moves:
        if not done.issuperset(move.waits_for):
            continue
        if move.id not in out:
            done.add(move.id)
            continue
        breached.append(move.id)
        if move.ends_deal:
            break
    return tuple(move.id for move in game.moves if move.id in done), tuple(breached)
