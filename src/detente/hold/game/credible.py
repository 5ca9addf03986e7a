"""Play in which every choice is the best from its own point on (subgame-perfect), by dynamic programming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import DetenteError, UnknownName
from detente.hold.game.turns import PERFORM, Pays, Turn, Turns, added

if TYPE_CHECKING:
    from detente.hold.game import Game

MOST_STATES = 200_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What one player does at one move that has come due."""

    move: str
    player: str
    does: str


@dataclass(frozen=True, slots=True)
class Credible:
    """Subgame-perfect play.

    Attributes:
        holds: whether every move is performed on the path of play.
        path: the choices that are met when all play by it, in order.
        performed: the moves performed on that path.
        payoff: for each player, the worth of what is performed, with its exit and less what it loses, gridded.
        strategy: what the mover does at every point that any play can reach; see `Strategy`.
        states: how many points were solved.
        method: always `backward induction over performed sets; ties perform`.
    """

    holds: bool
    path: tuple[Choice, ...]
    performed: tuple[str, ...]
    payoff: Mapping[str, int]
    strategy: Strategy
    states: int
    method: str


class Strategy:
    """What the mover does at each point, by what has been performed, who has walked and what has been lost so far."""

    def __init__(self, game: Game, kept: _Kept, choices: Mapping[Turn, str]) -> None:
        self._game, self._kept, self._choices = game, kept, choices

    def does(
        self,
        move: str,
        player: str,
        performed: Iterable[str],
        walked: Iterable[str] = (),
        lost: Iterable[str] = (),
    ) -> str:
        """`perform`, `leave out` or `walk`, for a player who is asked at a move that is due.

        Args:
            move: the move that is due.
            player: one of those who perform it; those before it in `Game.players` have performed their part.
            performed: the earlier moves that have been performed.
            walked: the players that have walked away.
            lost: the pledges lost so far; those lost at each breach do not matter.

        Raises:
            UnknownName: if no play comes to this point.
        """
        game = self._game
        place = game.place[move]
        by = [one for one in game.players if one in game.moves[place].by]
        lost, walked = set(lost), set(walked)
        turn = Turn(
            place,
            by.index(player),
            sum(1 << game.place[done] for done in set(performed)),
            sum(1 << number for number, one in enumerate(game.players) if one in walked),
            sum(1 << number for number, pledge in enumerate(game.pledges) if pledge.id in lost),
        )
        choice = self._choices.get(self._kept.of(turn))
        if choice is None:
            raise UnknownName(f"No play comes to `{move}` with {player} to decide after these moves.")
        return choice


def credible(game: Game, most_states: int = MOST_STATES) -> Credible:
    """Solve the deal backwards: at every point the mover does what is best for it, given what all do later.

    Two points with the same set of performed moves, as far as it matters later, are one. Equal choices are broken for
    performing, then for leaving out without walking. One of several performers decides after those before it.

    Args:
        game: the deal in numbers; there are at most 2 ** moves points for a deal without exits and joint moves.
        most_states: how many points are solved at most.

    Raises:
        DetenteError: if there are more points than that.

    Source:
        R. Selten, "Reexamination of the perfectness concept", International Journal of Game Theory 4 (1975); backward
        induction after E. Zermelo (1913).
    """
    turns = Turns(game)
    kept = _Kept(game)
    layers = _points(turns, kept, most_states)
    choices: dict[Turn, str] = {}
    values: dict[Turn, Pays] = {}
    for layer in reversed(layers):
        for turn in layer:
            choices[turn], values[turn] = _best(turns, kept, turn, values)
    path, performed, pays = _played(turns, kept, choices)
    return Credible(
        holds=len(performed) == len(game.moves),
        path=path,
        performed=performed,
        payoff=dict(zip(game.players, pays, strict=True)),
        strategy=Strategy(game, kept, choices),
        states=len(choices),
        method="backward induction over performed sets; ties perform",
    )


class _Kept:
    """What of the past matters from each place on: the rest is forgotten, so that fewer points are different."""

    def __init__(self, game: Game) -> None:
        size = len(game.moves)
        self.performed = [0] * (size + 1)
        self.walked = [0] * (size + 1)
        self.lost = [0] * (size + 1)
        for place in range(size - 1, -1, -1):
            move = game.moves[place]
            self.performed[place] = self.performed[place + 1] | sum(1 << wait for wait in game.waits[place])
            self.walked[place] = self.walked[place + 1]
            self.lost[place] = self.lost[place + 1]
            for number, player in enumerate(game.players):
                if player in move.by:
                    self.walked[place] |= 1 << number
                    adds = game.walk_adds.get(player, {})
                    self.performed[place] |= sum(1 << game.place[other] for other in adds)
            for number, pledge in enumerate(game.pledges):
                if move.id in pledge.covers and pledge.player in move.by and not pledge.per_breach:
                    self.lost[place] |= 1 << number

    def of(self, turn: Turn) -> Turn:
        """The turn without what does not matter any more."""
        place, part, performed, walked, lost = turn
        return Turn(
            place,
            part,
            performed & self.performed[place],
            walked & self.walked[place],
            lost & self.lost[place],
        )


def _points(turns: Turns, kept: _Kept, most: int) -> list[dict[Turn, None]]:
    """All points that some play reaches, by move and performer in the order of play."""
    number: dict[tuple[int, int], int] = {}
    for place, deciders in enumerate(turns.deciders):
        for part in range(len(deciders)):
            number[place, part] = len(number)
    layers: list[dict[Turn, None]] = [{} for _ in number]
    found = 0
    todo = [turns.first()[0]]
    for layer in [None, *layers]:
        for turn in layer or ():
            todo += [turns.after(turn, choice)[0] for choice in turns.choices(turn)]
        for after in todo:
            if not turns.over(after):
                same = kept.of(after)
                of_its_kind = layers[number[same.place, same.part]]
                found += same not in of_its_kind
                of_its_kind[same] = None
        todo.clear()
        if found > most:
            raise DetenteError(
                f"Exact credible play of this deal has more than {most:,} points.",
                help="the default verdict lists no points; or raise the number of points that is allowed",
            )
    return layers


def _best(turns: Turns, kept: _Kept, turn: Turn, values: Mapping[Turn, Pays]) -> tuple[str, Pays]:
    mover = turns.decider(turn)
    best: tuple[str, Pays] | None = None
    for choice in turns.choices(turn):
        after, pays = turns.after(turn, choice)
        if not turns.over(after):
            pays = added(pays, values[kept.of(after)])
        if best is None or pays[mover] > best[1][mover]:
            best = choice, pays
    return best or (PERFORM, turns.none)


def _played(
    turns: Turns, kept: _Kept, choices: Mapping[Turn, str]
) -> tuple[tuple[Choice, ...], tuple[str, ...], Pays]:
    game = turns.game
    path: list[Choice] = []
    turn, total = turns.first()
    while not turns.over(turn):
        does = choices[kept.of(turn)]
        move = game.moves[turn.place].id
        path.append(Choice(move, game.players[turns.decider(turn)], does))
        turn, pays = turns.after(turn, does)
        total = added(total, pays)
    performed = tuple(move.id for place, move in enumerate(game.moves) if turn.performed >> place & 1)
    return tuple(path), performed, total
