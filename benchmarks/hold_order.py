"""How long the best order takes, beside CP-SAT of OR-tools in the same run: ``python benchmarks/hold_order.py``.

Up to 28 acts the answer is exact: the first use (with every import; one line more has also the compilation of the
kernel) and the second use in the same process stand apart, with the most memory that the process has held.
CP-SAT solves the same instances by an order form (a Boolean for every two acts), with a limit. Beyond, the answer is an
interval, and what is printed is how wide. Instances: two to four parties, costs 1 to 100; `tight`: every party receives
in all exactly what it pays; `free`: a tenth more. Prints seconds and growth; nothing here passes or fails. About a
quarter of an hour in all.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time

import growth

EXACT = (16, 18, 20, 22, 24, 26)
LARGE = (40, 80)
PEER_SECONDS = 10.0
LARGE_SECONDS = 30.0
INSTANCES = 6  # a size, kind and objective of the large ones
WITHIN = 0.05
OBJECTIVES = ("least-maximum", "least-total")


def main() -> None:
    """Measure and print."""
    target = growth.asked(__doc__)
    has = ", ".join(
        f"{name} {'there' if importlib.util.find_spec(name) else 'missing'}" for name in ("numba", "ortools")
    )
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}; {has}\n\n")
    if importlib.util.find_spec("numba"):
        with tempfile.TemporaryDirectory() as folder:
            ours = row("ours", EXACT[-1], OBJECTIVES[0], "without", NUMBA_CACHE_DIR=folder)
        sys.stdout.write(
            f"{EXACT[-1]} acts with no compiled kernel on disk: first use {ours['first']:.2f} s\n\n"
        )
    grown = {
        f"{objective}, {pairs} precedence": exact(objective, pairs)
        for objective in OBJECTIVES
        for pairs in ("without", "with")
    }
    growth.write(target, "Best order: seconds by number of acts, second use", grown)
    for count in LARGE:
        for objective in OBJECTIVES:
            for kind in ("tight", "free"):
                large(count, objective, kind)


def exact(objective: str, pairs: str) -> list[tuple[float, float]]:
    """One table: a line for each number of acts, each in a process of its own."""
    found: list[tuple[float, float]] = []
    sys.stdout.write(f"{objective}, three parties, {pairs} precedence\n")
    last = None
    for count in EXACT:
        ours = row("ours", count, objective, pairs)
        peer = row("peer", count, objective, pairs) if importlib.util.find_spec("ortools") else None
        grown = f", {ours['second'] / last:.1f} times the line before" if last else ""
        last = ours["second"]
        found.append((count, last))
        sys.stdout.write(
            f"  {count} acts: first use {ours['first']:.2f} s, second {ours['second']:.3f} s{grown}; "
            f"{ours['peak']:.0f} MiB at most ({ours['grown']:.0f} above the imports); {ours['method']}, "
            f"{'proved' if ours['proved'] else 'not proved'} {ours['value']}{told(peer, ours)}\n"
        )
        sys.stdout.flush()
    sys.stdout.write("\n")
    return found


def told(peer: dict | None, ours: dict) -> str:
    """The peer's line."""
    if peer is None:
        return ""
    how = "proved" if peer["proved"] else f"not proved in {PEER_SECONDS:.0f} s"
    times = peer["second"] / ours["second"]
    return f"; CP-SAT {peer['second']:.2f} s, {times:.0f} times, {how} {peer['value']}"


def row(who: str, count: int, objective: str, pairs: str, **variables: str) -> dict:
    """Run one line in a fresh process."""
    command = [sys.executable, __file__, who, str(count), objective, pairs]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=os.environ | variables)
    return json.loads(done.stdout)


def one_row(who: str, count: int, objective: str, pairs: str) -> None:
    """What the fresh process does: the same instance twice, or the peer once."""
    deal = instance(count, 3, 1, "tight", count // 3 if pairs == "with" else 0)
    started = time.perf_counter()
    sys.stdout.write(
        json.dumps(by_peer(deal, objective) if who == "peer" else by_us(deal, objective, started))
    )


def by_us(deal: object, objective: str, started: float) -> dict:
    """First and second use, from before the import."""
    from detente.hold.orders.order import best_order  # noqa: PLC0415 -- the import is part of the first use

    before = peak()
    best_order(deal, objective=objective)
    first = time.perf_counter() - started
    best = best_order(deal, objective=objective)
    return {
        "first": first,
        "second": best.seconds,
        "peak": peak(),
        "grown": peak() - before,
        "method": best.method,
        "proved": best.proved,
        "value": best.value,
    }


def by_peer(deal: object, objective: str) -> dict:
    """CP-SAT with no bound and no better hint than the order given."""
    from detente.hold.orders._indexed import Clock  # noqa: PLC0415 -- in the fresh process alone
    from detente.hold.orders._solver import solve  # noqa: PLC0415
    from detente.hold.orders.order import indexed  # noqa: PLC0415

    x = indexed(deal, dict.fromkeys(deal.players, 1))
    place = {act: number for number, act in enumerate(deal.acts)}
    order = [place[act] for act in deal.topological()]
    started = time.perf_counter()
    solved = solve(x, objective == "least-total", 0, order, Clock(PEER_SECONDS))
    return {
        "second": time.perf_counter() - started,
        "proved": solved.proved,
        "value": x.value(solved.order or order, objective == "least-total"),
    }


def peak() -> float:
    """The most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)


def large(count: int, objective: str, kind: str) -> None:
    """One line: how often the interval is closed or narrow, and how long it took."""
    from detente.hold.orders.order import best_order  # noqa: PLC0415 -- the rows above measure its import

    found = []
    for seed in range(INSTANCES):
        deal = instance(count, 2 + seed % 3, seed, kind, 0)
        found.append(best_order(deal, objective=objective, time_limit=LARGE_SECONDS))
    gaps = [best.value - best.lower_bound for best in found]
    near = sum(gap <= WITHIN * best.value for gap, best in zip(gaps, found, strict=True))
    intervals = ", ".join(f"[{best.lower_bound}, {best.value}]" for best in found)
    seconds = [best.seconds for best in found]
    sys.stdout.write(
        f"{count} acts, {objective}, {kind}: proved {sum(best.proved for best in found)} of {INSTANCES}, "
        f"within {WITHIN:.0%} {near}; {min(seconds):.1f} to {max(seconds):.1f} s; {intervals}\n"
    )
    sys.stdout.flush()


def instance(count: int, parties: int, seed: int, kind: str, pairs: int) -> object:
    """A deal in which each act costs its performer, and every party receives its share of the others' acts."""
    from detente.hold.orders.order import Ordering  # noqa: PLC0415 -- the rows measure its import

    r = random.Random(seed)  # noqa: S311 -- examples, not secrets
    acts = tuple(f"act-{number}" for number in range(count))
    players = tuple(f"party-{number}" for number in range(parties))
    by = {act: (players[number % parties],) for number, act in enumerate(acts)}
    cost = {act: r.randint(1, 100) for act in acts}
    worth = {}
    for player in players:
        others = [act for act in acts if by[act] != (player,)]
        pays = sum(cost[act] for act in acts if by[act] == (player,))
        gets = pays if kind == "tight" else pays * 11 // 10
        cuts = sorted(r.randint(0, gets) for _ in others[1:])
        shares = [b - a for a, b in zip((0, *cuts), (*cuts, gets), strict=True)]
        worth[player] = {act: -cost[act] for act in acts if by[act] == (player,)}
        worth[player] |= dict(zip(others, shares, strict=True))
    hidden = r.sample(acts, count)
    spots = [sorted(r.sample(range(count), 2)) for _ in range(pairs)]
    return Ordering(players, acts, by, worth, {}, frozenset((hidden[i], hidden[j]) for i, j in spots))


if __name__ == "__main__":
    if sys.argv[1:2] in (["ours"], ["peer"]):
        one_row(sys.argv[1], int(sys.argv[2]), *sys.argv[3:5])
    else:
        main()
