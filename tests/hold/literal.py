"""One player's deviations played out one move at a time: the oracle for the worst way to stop."""

from __future__ import annotations

from itertools import chain, combinations

from detente.hold.game import Game


def paid(game: Game, player: str, out: set[str], walks: str | None) -> tuple[int, str | None] | None:
    """What the player gets in all, and the first move it leaves out; None where it is never asked at `walks`."""
    done: set[str] = set()
    pay = 0
    first = None
    walked = False
    breaches: list[str] = []
    for place, move in enumerate(game.moves):
        if any(other not in done for other in move.waits_for):
            continue
        if player not in move.by or not (walked or move.id in out or move.id == walks):
            done.add(move.id)
            pay += game.worth[player].get(move.id, 0)
            continue
        first = first or move.id
        breaches.append(move.id)
        if not walked and (move.ends_deal or move.id == walks):
            pay += game.walk.get(player, {}).get(move.id, 0)
            pay -= sum(
                game.walk_adds.get(player, {}).get(earlier.id, 0)
                for earlier in game.moves[:place]
                if earlier.id not in done
            )
        walked = walked or move.id == walks
        if move.ends_deal:
            break
    for pledge in game.pledges:
        times = sum(breach in pledge.covers for breach in breaches) if pledge.player == player else 0
        pay -= pledge.loses * (times if pledge.per_breach else min(times, 1))
    return None if walks is not None and not walked else (pay, first)


def largest_gains(game: Game, player: str) -> dict[str, int]:
    """For each own move, the largest gain among all plans whose first move left out it is: all subsets, all walks."""
    own = [move.id for move in game.moves if player in move.by]
    exits = [
        move.id
        for move in game.moves
        if player in move.by and not move.ends_deal and move.id in game.walk.get(player, {})
    ]
    goes_on = paid(game, player, set(), None)
    assert goes_on is not None
    best: dict[str, int] = {}
    for out in chain.from_iterable(combinations(own, size) for size in range(len(own) + 1)):
        for walks in (None, *exits):
            result = paid(game, player, set(out), walks)
            if result is not None and result[1] is not None:
                gain = result[0] - goes_on[0]
                best[result[1]] = max(best.get(result[1], gain), gain)
    return best
