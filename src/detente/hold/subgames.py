"""The subgame-perfect answer beside the default one: what each party would do at every turn, foreseeing the rest."""

from __future__ import annotations

from collections.abc import Mapping
from math import lcm
from typing import Final

from detente.errors import DetenteError
from detente.hold.game import Game
from detente.hold.game.credible import credible
from detente.hold.play import NOMINAL, Play, game_of
from detente.hold.results import BySubgames
from detente.hold.stopping import Stopping

Notes = tuple[str, ...]
MOST_MOVES: Final = 200
"""Beyond so many acts, points without end would be met before it shows that they are too many."""


def by_subgames(
    asked: Mapping[str, Stopping], verdicts: Mapping[str, bool | None]
) -> tuple[tuple[BySubgames, ...], Notes]:
    """Solve the game of each form backwards, at the points, likely values or middles of ranges."""
    found: list[BySubgames] = []
    notes: list[str] = []
    for form, stopping in asked.items():
        if not stopping.play.choosers:
            notes.append("The subgame-perfect answer needs values.")
            break
        game = joint_game(stopping.play)
        if game is None:
            notes.append("The subgame-perfect answer needs a number for every value; some are unknown.")
            break
        if len(game.moves) > MOST_MOVES and not all(move.ends_deal for move in game.moves):
            notes.append(f"The subgame-perfect answer is not worked out for more than {MOST_MOVES} acts.")
            break
        try:
            solved = credible(game)
        except DetenteError as error:
            notes.append(f"The subgame-perfect answer was not worked out: {error}")
            break
        out = tuple(move.id for move in game.moves if move.id not in solved.performed)
        method = f"{solved.method}; at points, likely values or middles of ranges"
        default = verdicts.get(form)
        found.append(
            BySubgames(
                form,
                solved.holds,
                solved.performed,
                out,
                default is not None and default != solved.holds,
                method,
            )
        )
    return tuple(found), tuple(dict.fromkeys(notes))


def joint_game(play: Play, corner: str = NOMINAL) -> Game | None:
    """One game with the numbers of all choosers on one grid; None where a value has no number."""
    games = {party: game_of(play, party, corner) for party in play.choosers}
    made = {party: game for party, game in games.items() if game is not None}
    if not made or len(made) < len(games):
        return None
    grid = lcm(*(game.grid for game in made.values()))
    first = next(iter(made.values()))
    times = {party: grid // game.grid for party, game in made.items()}
    return Game(
        players=play.choosers,
        moves=first.moves,
        worth={p: _times(game.worth[p], times[p]) for p, game in made.items()},
        pledges=tuple(
            type(pledge)(pledge.id, pledge.player, pledge.covers, pledge.loses * times[p], pledge.per_breach)
            for p, game in made.items()
            for pledge in game.pledges
        ),
        walk={p: _times(game.walk.get(p, {}), times[p]) for p, game in made.items()},
        walk_adds={p: _times(game.walk_adds.get(p, {}), times[p]) for p, game in made.items()},
        grid=grid,
    )


def _times(numbers: Mapping[str, int], times: int) -> dict[str, int]:
    return {name: number * times for name, number in numbers.items()}
