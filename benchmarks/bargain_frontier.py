"""How long the exact frontier takes, issue by issue, and how it grows: ``python benchmarks/bargain_frontier.py``.

Worths are additive, and each set of options is added to the sums so far and pruned, in the order given. Instances, all
from a fixed seed:

- `opposed`: two parties; along the options of an issue one gains and the other loses, each at a rate of its own, drawn
  from 1 to 100 for whole numbers and from 0 to 1 else; so most of what can be chosen is undominated.
- `bent`: the same, but the steps from option to option are drawn one by one.
- `drawn`: the worth of each option to each party is drawn evenly, whole from 0 to 100 or fine from 0 to 1.
- `shared out`: each party has 100 whole points in all, drawn evenly over the issues; an option has a part of them.
- `conflict`: three parties, of which two are opposed and the third has worths drawn evenly from 0 to 100.

Fine worths lie on a grid of 2**-48, so that none is equal to another by chance. Each case runs in a process of its own
with numpy alone and with compiled kernels: the best of three, the points, the sums that were looked at, and the most
memory held above what Python and the imports hold. 10**6 packages are also listed and sorted, in numpy, as a peer.
Prints figures; nothing here passes or fails. About two minutes in all.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import growth
import numpy as np
from numpy.typing import NDArray

from detente.bargain.frontier.merge import sum_of
from detente.bargain.frontier.prune import kernels, undominated

Points = NDArray[np.int64]
RUNS = 3
FINE = 2.0**48
ENOUGH = 10.0  # seconds after which a case is not run again
TABLE = (  # kind, parties, issues, options, whole worths
    ("drawn", 2, 6, 10, False),
    ("drawn", 3, 6, 10, False),
    ("drawn", 2, 30, 10, False),
    ("opposed", 2, 30, 10, True),
    ("opposed", 2, 30, 10, False),
    ("bent", 2, 30, 10, False),
    ("opposed", 2, 100, 10, True),
    ("opposed", 2, 100, 10, False),
    ("opposed", 2, 125, 10, False),
    ("bent", 2, 100, 10, True),
    ("bent", 2, 100, 10, False),
    ("shared out", 3, 30, 10, True),
    ("drawn", 3, 30, 10, True),
    ("drawn", 3, 30, 10, False),
    ("drawn", 3, 50, 10, False),
    ("conflict", 3, 10, 10, True),
    ("drawn", 4, 10, 10, True),
    ("drawn", 5, 6, 10, True),
)
LINES = (("opposed", 2, True), ("bent", 2, False), ("drawn", 3, True), ("drawn", 3, False))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--svg", type=Path, metavar="FILE", help="also draw seconds by the number of issues")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.case:
        sys.stdout.write(json.dumps(measured(*json.loads(asked.case))))
        return
    sys.stdout.write(f"Python {platform.python_version()}, numpy {np.__version__}, {platform.machine()}\n\n")
    for case in TABLE:
        told(*case)
    grown = {name(kind, parties, whole): by_issues(kind, parties, whole) for kind, parties, whole in LINES}
    for kind, parties, whole in LINES:
        grows(
            f"{name(kind, parties, whole)}, 15 issues",
            [(kind, parties, 15, n, whole) for n in (4, 8, 16, 32)],
        )
    grows("drawn, whole, 6 issues", [("drawn", parties, 6, 10, True) for parties in (2, 3, 4, 5)])
    listed()  # last, for a process can be told to have held what the one that started it has
    if asked.svg:
        title = "Exact frontier: seconds by number of issues of 10 options"
        asked.svg.write_text(growth.growth_svg(title, "issues", "seconds", grown), encoding="utf-8")
        sys.stdout.write(f"written: {asked.svg}\n")


def name(kind: str, parties: int, whole: bool) -> str:
    """A kind in words."""
    return f"{kind}, {parties} parties, {'whole' if whole else 'fine'}"


def by_issues(kind: str, parties: int, whole: bool) -> list[tuple[float, float]]:
    """One line of the drawing."""
    cases = [(kind, parties, issues, 10, whole) for issues in (5, 10, 20, 40)]
    return list(zip((5.0, 10.0, 20.0, 40.0), grows(name(kind, parties, whole), cases), strict=True))


def grows(title: str, cases: list[tuple[str, int, int, int, bool]]) -> list[float]:
    """A row of cases, each with how much more it takes than the one before."""
    sys.stdout.write(f"\n{title}\n")
    found: list[float] = []
    for case in cases:
        before = found[-1] if found else None
        found.append(told(*case, before=before))
    return found


def told(
    kind: str, parties: int, issues: int, options: int, whole: bool, before: float | None = None
) -> float:
    """Print one case with numpy alone and compiled; the seconds of the faster."""
    case = [kind, parties, issues, options, whole]
    paths = [False, True] if importlib.util.find_spec("numba") else [False]
    rows = [row([*case, fast]) for fast in paths]
    best = min(float(one["seconds"]) for one in rows)
    each = ", ".join(
        f"{'compiled' if fast else 'numpy'} {one['seconds']:.4f} s and {one['grown']:.0f} MiB"
        for fast, one in zip(paths, rows, strict=True)
    )
    more = f", {best / before:.1f} times the line before" if before else ""
    sys.stdout.write(
        f"  {name(kind, parties, whole):30} {issues:3} issues x {options:2}: {int(rows[0]['points']):7,} points of "
        f"{int(rows[0]['sums']):10,} sums; {each}{more}\n"
    )
    sys.stdout.flush()
    return best


def row(case: list[object]) -> dict[str, float]:
    """One case in a process of its own."""
    words = [sys.executable, str(Path(__file__)), "--case", json.dumps(case)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measured(kind: str, parties: int, issues: int, options: int, whole: bool, fast: bool) -> dict[str, float]:
    """The best seconds, points, sums looked at, and MiB above the imports."""
    sets = KINDS[kind](np.random.default_rng(7), parties, issues, options, whole)
    chain(KINDS[kind](np.random.default_rng(8), parties, 4, options, whole), fast)  # imports and compiles
    if fast:
        kernels(0, parties, fast=True)
    start = peak()
    times: list[float] = []
    while len(times) < RUNS and sum(times) < ENOUGH:
        began = time.perf_counter()
        points, sums = chain(sets, fast)
        times.append(time.perf_counter() - began)
    return {"seconds": min(times), "points": len(points), "sums": sums, "grown": peak() - start}


def chain(sets: list[Points], fast: bool) -> tuple[Points, int]:
    """The frontier of all issues, and how many sums were looked at."""
    found, sums = undominated(sets[0], fast=fast), 0
    for one in sets[1:]:
        options = undominated(one, fast=fast)
        sums += len(found) * len(options)
        found = sum_of(found, options, fast=fast)
    return found, sums


def listed() -> None:
    """The peer: every package of 10**6, sorted, with a running maximum; and our frontier of the same."""
    sets = drawn(np.random.default_rng(7), 2, 6, 10, whole=False)
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        every = np.zeros((1, 2), np.int64)
        for one in sets:
            every = (every[:, None, :] + one[None, :, :]).reshape(-1, 2)
        every = every[np.lexsort((every[:, 1], every[:, 0]))[::-1]]
        best = np.maximum.accumulate(every[:, 1])
        kept = every[np.concatenate(([True], every[1:, 1] > best[:-1]))]
        times.append(time.perf_counter() - began)
    ours = measured("drawn", 2, 6, 10, whole=False, fast=False)
    if len(kept) != ours["points"]:
        raise SystemExit("both should find the same")
    sys.stdout.write(
        f"\n10**6 packages, two parties, listed and sorted with numpy: {min(times):.3f} s, "
        f"{min(times) / ours['seconds']:.0f} times as long\n"
    )


def peak() -> float:
    """The most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def opposed(rng: np.random.Generator, _parties: int, issues: int, options: int, whole: bool) -> list[Points]:
    """One gains and the other loses by even steps."""
    made = []
    for _ in range(issues):
        rates = rng.integers(1, 101, 2) if whole else (rng.random(2) * FINE).astype(np.int64)
        step = np.arange(options)
        made.append(np.stack((rates[0] * step, rates[1] * step[::-1]), axis=1))
    return made


def bent(rng: np.random.Generator, _parties: int, issues: int, options: int, whole: bool) -> list[Points]:
    """One gains and the other loses by uneven steps."""
    made = []
    for _ in range(issues):
        steps = (
            rng.integers(1, 101, (options, 2))
            if whole
            else (rng.random((options, 2)) * FINE).astype(np.int64)
        )
        up = np.cumsum(steps, axis=0)
        made.append(np.stack((up[:, 0], up[::-1, 1]), axis=1))
    return made


def drawn(rng: np.random.Generator, parties: int, issues: int, options: int, whole: bool) -> list[Points]:
    """Each worth by itself."""
    highest = 101 if whole else int(FINE)
    return [rng.integers(0, highest, (options, parties)) for _ in range(issues)]


def shared_out(
    rng: np.random.Generator, parties: int, issues: int, options: int, _whole: bool
) -> list[Points]:
    """100 points a party in all."""
    most = rng.multinomial(100, np.full(issues, 1 / issues), parties)
    return [rng.integers(0, most[:, at] + 1, (options, parties)) for at in range(issues)]


def conflict(rng: np.random.Generator, _parties: int, issues: int, options: int, whole: bool) -> list[Points]:
    """Two opposed and one whose worths have nothing to do with theirs."""
    pairs = opposed(rng, 2, issues, options, whole)
    return [np.concatenate((pair, rng.integers(0, 101, (options, 1))), axis=1) for pair in pairs]


KINDS: dict[str, Callable[..., list[Points]]] = {
    "opposed": opposed,
    "bent": bent,
    "drawn": drawn,
    "shared out": shared_out,
    "conflict": conflict,
}

if __name__ == "__main__":
    main()
