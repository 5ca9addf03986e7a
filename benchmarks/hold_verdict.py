"""How long the verdict takes, beside Gambit in the same run: ``python benchmarks/hold_verdict.py [--svg FILE]``.

Small deals: the same random deals are asked of us (`closure.worst` at every own act) and of Gambit (the regret at the
root of "perform whatever is due", from our exported tree; exporting and loading is not counted). Gambit works on the
whole tree, so that this compares an answer made for the question with one for any game. Large deals: seconds by number
of acts, for four kinds of condition, with the most memory held by what was made; and the whole of `hold` on deals in
text. Prints seconds and growth; nothing here passes or fails.
"""

from __future__ import annotations

import io
import platform
import random
import sys
import time
import tracemalloc

import growth

from detente.deal.loader import load_text
from detente.hold.game import Game, Move, Pledge
from detente.hold.game.closure import stopping
from detente.hold.game.efg import efg
from detente.hold.run import hold

KINDS = ("all earlier", "none", "stages of ten", "two earlier at random")
SIZES = (62, 125, 250, 500, 1000)
SMALL = 100


def main() -> None:
    """Measure and print."""
    target = growth.asked(__doc__)
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}\n\n")
    beside_gambit()
    grown = {kind: grows(kind) for kind in KINDS}
    whole()
    growth.write(target, "The verdict: seconds by number of acts", grown)


def deal(rng: random.Random, count: int, kind: str, parties: int = 3) -> Game:
    """A deal in numbers: own acts cost, others' acts are worth something; a bond for every party."""
    labels = tuple("ABCD"[:parties])
    moves = []
    for place in range(count):
        waits = _waits(rng, place, kind)
        moves.append(Move(f"m{place}", (labels[place % parties],), tuple(f"m{one}" for one in waits)))
    worth = {
        label: {move.id: -rng.randint(1, 50) if label in move.by else rng.randint(0, 30) for move in moves}
        for label in labels
    }
    own = {label: frozenset(move.id for move in moves if label in move.by) for label in labels}
    pledges = tuple(Pledge(f"bond {label}", label, own[label], 20) for label in labels)
    return Game(labels, tuple(moves), worth, pledges)


def _waits(rng: random.Random, place: int, kind: str) -> list[int]:
    if kind == "none" or not place:
        return []
    if kind == "all earlier":
        return [place - 1]
    if kind == "stages of ten":
        first = place // 10 * 10
        return list(range(first - 10, first)) if first else []
    return sorted(rng.sample(range(max(0, place - 12), place), min(2, place)))


def beside_gambit() -> None:
    """The same small deals, one after the other."""
    import pygambit  # noqa: PLC0415 -- the peer; in the extra `test`

    rng = random.Random(7)  # noqa: S311 -- no secret
    for count in (3, 4, 5):
        games = [deal(rng, count, rng.choice(KINDS), 2) for _ in range(SMALL)]
        trees = [pygambit.read_efg(io.StringIO(efg(game, "small"))) for game in games]
        started = time.perf_counter()
        ours = [
            all(found.bound <= 0 for who in game.players for found in stopping(game, who)) for game in games
        ]
        middle = time.perf_counter()
        theirs = [_keeps(tree) for tree in trees]
        done = time.perf_counter()
        same = sum(one == two for one, two in zip(ours, theirs, strict=True))
        sys.stdout.write(
            f"{SMALL} deals of {count} acts, two parties: ours {middle - started:.3f} s, Gambit {done - middle:.3f} s, "
            f"{(done - middle) / (middle - started):.1f} times; the same answer for {same}\n"
        )
    sys.stdout.write("\n")


def _keeps(tree: object) -> bool:
    profile = tree.mixed_behavior_profile(rational=True)  # type: ignore[attr-defined]
    for player in tree.players:  # type: ignore[attr-defined]
        for place in player.infosets:
            for action in place.actions:
                profile[action] = int(action.label == "perform")
    return profile.max_regret() == 0  # type: ignore[no-any-return]


def grows(kind: str) -> list[tuple[int, float]]:
    """Every own act of three parties, by number of acts."""
    sys.stdout.write(f"condition: {kind}; three parties, a bond each\n")
    found: list[tuple[int, float]] = []
    for count in SIZES:
        game = deal(random.Random(count), count, kind)  # noqa: S311
        started = time.perf_counter()
        exact = sum(one.exact for who in game.players for one in stopping(game, who))
        took = time.perf_counter() - started
        tracemalloc.start()
        stopping(game, "A")
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        times = f", {took / found[-1][1]:.1f} times the line before" if found else ""
        sys.stdout.write(f"  {count:5} acts: {took:.3f} s{times}; {exact} points exact; {peak:.1f} MiB\n")
        sys.stdout.flush()
        found.append((count, took))
    return found


def whole() -> None:
    """From a deal in text to the whole answer, with values as ranges, and without."""
    sys.stdout.write("\nthe whole of `hold`, two parties, each act after the one before\n")
    for count in (100, 300, 1000):
        for valued in (False, True):
            text = _text(count, valued)
            started = time.perf_counter()
            read = load_text(text)
            middle = time.perf_counter()
            hold(read)
            done = time.perf_counter()
            what = "with ranges" if valued else "by signs"
            sys.stdout.write(
                f"  {count:5} acts {what}: read {middle - started:.2f} s, asked {done - middle:.2f} s\n"
            )


def _text(count: int, valued: bool) -> str:
    lines = [
        "detente: 1",
        "kind: other",
        "if breached: releases what depends on it",
        "parties: {a: {}, b: {}}",
    ]
    lines.append("obligations:")
    for n in range(count):
        by, to = ("a", "b") if n % 2 else ("b", "a")
        after = f", after: [x{n - 1}]" if n else ""
        lines.append(f"  x{n}: {{by: {by}, to: {to}, due: 2031-01-01{after}}}")
    lines += ["values:"] if valued else []
    for party in ("a", "b") if valued else ():
        lines += [f"  {party}:", "    unit: points", "    worth:"]
        for n in range(count):
            mine = (n % 2 == 1) == (party == "a")
            lines.append(f"      x{n}: {'-5..-3' if mine else '4..6'}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
