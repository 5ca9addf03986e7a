"""A deal as an extensive-form game in the file format of Gambit, for a solver that nobody here wrote."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.errors import DetenteError
from detente.hold.game.turns import Pays, Turn, Turns, added

if TYPE_CHECKING:
    from detente.hold.game import Game

MOST_NODES = 100_000


def efg(game: Game, title: str, most_nodes: int = MOST_NODES) -> str:
    """The deal as a game tree with perfect information, as text for a `.efg` file.

    A node of choice is named by its move and a number, and offers `perform`, `leave out` and, where the mover has an
    exit, `walk`. Payoffs are exact, in the unit of the deal's file: whole numbers, or fractions such as `7/2`.

    Args:
        game: the deal in numbers.
        title: what the file calls the game.
        most_nodes: how many nodes are written at most, those at the ends included.

    Raises:
        DetenteError: if the tree has more nodes than that.

    Source:
        The Gambit manual, "The extensive game (.efg) file format", version `EFG 2 R`.
    """
    writer = _Writer(game, title)
    for number, line in enumerate(writer.nodes(), start=1):
        if number > most_nodes:
            raise DetenteError(
                f"The game tree of this deal has more than {most_nodes:,} nodes.",
                help="export a part of the deal, or raise the number of nodes",
            )
        writer.lines.append(line)
    return "\n".join(writer.lines) + "\n"


class _Writer:
    def __init__(self, game: Game, title: str) -> None:
        self.game = game
        self.turns = Turns(game)
        self.asked = dict.fromkeys(range(len(game.players)), 0)
        self.outcomes: dict[Pays, int] = {}
        players = " ".join(_quoted(player) for player in game.players)
        self.lines = [f"EFG 2 R {_quoted(title)} {{ {players} }}", '""', ""]

    def nodes(self) -> Iterator[str]:
        """One line a node, each before what follows it."""
        stack = [self.turns.first()]
        number = 0
        while stack:
            turn, pays = stack.pop()
            if self.turns.over(turn):
                yield self.end(pays)
                continue
            number += 1
            choices = self.turns.choices(turn)
            yield self.choice(turn, choices, number)
            for choice in reversed(choices):
                after, more = self.turns.after(turn, choice)
                stack.append((after, added(pays, more)))

    def choice(self, turn: Turn, choices: tuple[str, ...], number: int) -> str:
        player = self.turns.decider(turn)
        self.asked[player] += 1
        label = _quoted(f"{self.game.moves[turn.place].id} #{number}")
        actions = " ".join(_quoted(choice) for choice in choices)
        return f"p {label} {player + 1} {self.asked[player]} {label} {{ {actions} }} 0"

    def end(self, pays: Pays) -> str:
        number = self.outcomes.setdefault(pays, len(self.outcomes) + 1)
        payoffs = ", ".join(str(Fraction(pay, self.game.grid)) for pay in pays)
        return f't "" {number} "outcome {number}" {{ {payoffs} }}'


def _quoted(text: str) -> str:
    """Gambit reads ASCII, and no other escape than that of the quotation mark."""
    plain = " ".join(text.replace("\\", "/").split()).encode("ascii", "xmlcharrefreplace").decode()
    escaped = plain.replace('"', '\\"')
    return f'"{escaped}"'
