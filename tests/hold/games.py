"""Random deals in numbers, for hypothesis and for plain loops, with all four kinds of condition."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from detente.hold.game import Game, Move, Pledge

KINDS = ("none", "all earlier", "last reciprocal", "random")


def seeded(name: str) -> random.Random:
    """A generator that gives the same deals in every run."""
    return random.Random(name)  # noqa: S311 -- no secret


def random_game(
    rng: random.Random,
    *,
    kind: str | None = None,
    moves: tuple[int, int] = (2, 6),
    players: tuple[int, int] = (2, 4),
    exits: bool = True,
    composites: bool = True,
    normal: bool | None = None,
    largest: int = 4,
) -> Game:
    """A deal of one kind of condition (or of any); signs are normal (own moves cost, others' do not) or arbitrary.

    Kinds: no move waits; every move waits for all earlier ones, or ends the deal (stop form); a move waits for the last
    move of somebody else; a random acyclic graph, with some moves that end the deal.
    """
    kind = kind or rng.choice(KINDS)
    labels = tuple("ABCD"[: rng.randint(*players)])
    by = [_performers(rng, labels, composites) for _ in range(rng.randint(*moves))]
    ends = kind == "all earlier" and rng.random() < 0.5
    some_end = kind == "random" and rng.random() < 0.5
    made = tuple(
        Move(
            f"m{place}",
            performers,
            () if ends else _waits(rng, kind, by, place),
            ends_deal=ends or (some_end and rng.random() < 0.4),
        )
        for place, performers in enumerate(by)
    )
    normal = rng.random() < 0.5 if normal is None else normal
    worth = {
        label: {
            move.id: _number(rng, largest, -1 if label in move.by else 1)
            if normal
            else rng.randint(-largest, largest)
            for move in made
        }
        for label in labels
    }
    walk, adds = _exits(rng, labels, made, largest) if exits and rng.random() < 0.6 else ({}, {})
    return Game(
        labels, made, worth, _pledges(rng, labels, made, largest), walk, adds, grid=rng.choice((1, 10))
    )


def _performers(rng: random.Random, labels: tuple[str, ...], composites: bool) -> tuple[str, ...]:
    if rng.random() < 0.07:
        return ()
    if composites and rng.random() < 0.15:
        return tuple(rng.sample(labels, 2))
    return (rng.choice(labels),)


def _waits(rng: random.Random, kind: str, by: list[tuple[str, ...]], place: int) -> tuple[str, ...]:
    if kind == "all earlier":
        return tuple(f"m{other}" for other in range(place))
    if kind == "last reciprocal":
        return next((((f"m{other}"),) for other in range(place - 1, -1, -1) if by[other] != by[place]), ())
    if kind == "random":
        return tuple(f"m{other}" for other in range(place) if rng.random() < 0.35)
    return ()


def _number(rng: random.Random, largest: int, sign: int) -> int:
    return sign * rng.randint(0, largest)


def _pledges(
    rng: random.Random, labels: tuple[str, ...], moves: tuple[Move, ...], largest: int
) -> tuple[Pledge, ...]:
    made = []
    for label in labels:
        own = [move.id for move in moves if label in move.by]
        for number in range(rng.choice((0, 1, 1, 2))):
            covers = own if rng.random() < 0.4 else [move for move in own if rng.random() < 0.6]
            loses = rng.randint(0, 2 * largest)
            made.append(Pledge(f"bond-{label}{number}", label, frozenset(covers), loses, rng.random() < 0.4))
    return tuple(made)


def _exits(
    rng: random.Random, labels: tuple[str, ...], moves: tuple[Move, ...], largest: int
) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    walk: dict[str, dict[str, int]] = {label: {} for label in labels}
    adds: dict[str, dict[str, int]] = {label: {} for label in labels}
    for label in labels:
        for move in moves:
            if label in move.by and rng.random() < 0.7:
                walk[label][move.id] = rng.randint(-largest, largest)
            if rng.random() < 0.3:
                adds[label][move.id] = rng.randint(-2, largest)
    return walk, adds


@st.composite
def games(draw: st.DrawFn, *, kind: str | None = None, moves: tuple[int, int] = (2, 6)) -> Game:
    """The same deals; they shrink to small seeds, not to small deals: few moves are asked for where that matters."""
    return random_game(seeded(str(draw(st.integers(0, 2**32 - 1)))), kind=kind, moves=moves)
