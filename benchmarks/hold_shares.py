"""How many valuations a second `share` tests, beside plain numpy in the same run: ``python benchmarks/hold_shares.py``.

Three parties with 20 values each, ranges that are uniform: first the sums of what is left, which a fixed order asks
for (20 rows a party), then 200 and 1,000 rows a party with 8 values in each. The peer is what one writes with numpy
alone: `Generator.uniform`, and running sums or a product of matrices, in pieces of 8,192 valuations. Both count the
same event with different random numbers, so the counts differ by chance. Each figure is the best of several runs.
Prints figures; nothing here passes or fails.
"""

from __future__ import annotations

import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from detente.deal.worth import Worth
from detente.hold.shares.uncertain import Row, Share, Tests, Value, share

PARTIES = ("north", "south", "valley")
VALUES = 20
RUNS = 3
PIECE = 8192
COUNTS = {0: (8_000_000, 1_000_000), 200: (1_000_000, 200_000), 1000: (200_000, 100_000)}  # ours, numpy's


def main() -> None:
    """Measure and print."""
    sys.stdout.write(f"Python {platform.python_version()}, numpy {np.__version__}, {platform.machine()}\n\n")
    with tempfile.TemporaryDirectory() as empty:
        sys.stdout.write(f"Nothing compiled before. {ready(empty)}Compiled before. {ready()}\n")
    speeds = {rows: ours(rows, count, fewer) for rows, (count, fewer) in COUNTS.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"\npeak memory so far, with Python, numpy and numba: {peak:.0f} MiB\n\n")
    for rows, (_, fewer) in COUNTS.items():
        tests = deal(rows)
        speed = line(f"{rows or 20} rows, numpy alone", fewer, partial(plain, tests, fewer))
        sys.stdout.write(f"    share on two threads is {speeds[rows] / speed:.1f} times as fast\n")


def ready(cache: str = "") -> str:
    """What `share` tells of its first use, in a process of its own; with an empty cache, it has to compile."""
    code = "import hold_shares as h; h.share(h.deal(0), samples=10, fast=True, told=print) or print('No numba.')\n"
    place = {"NUMBA_CACHE_DIR": cache} if cache else {}
    words = [sys.executable, "-c", code]
    done = subprocess.run(
        words,
        env={**os.environ, **place},
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def ours(rows: int, count: int, fewer: int) -> float:
    """The speeds of `share`; returns the one on two threads, in valuations a second."""
    tests = deal(rows)
    name = f"{rows} rows" if rows else "20 rows, running sums"
    line(f"{name}, numpy path", fewer, lambda: found(tests, fewer, fast=False, workers=1))
    line(f"{name}, 1 thread", count, lambda: found(tests, count, fast=True, workers=1))
    return line(f"{name}, 2 threads", count, lambda: found(tests, count, fast=True, workers=2))


def deal(rows: int) -> list[Tests]:
    """Three parties' tests: running sums of a fixed order for 0, else so many rows of eight values."""
    made = []
    rng = random.Random(rows)  # noqa: S311 -- a benchmark
    for party in PARTIES:
        names = [f"act-{place}" for place in range(VALUES)]
        values = tuple(Value(name, Worth(rng.randint(-10, 5), rng.randint(6, 12))) for name in names)
        tested = (
            [Row(f"after {k}", dict.fromkeys(names[k:], -1.0), -5) for k in range(VALUES)]
            if not rows
            else [Row(f"way {k}", dict.fromkeys(rng.sample(names, 8), -1.0), -20) for k in range(rows)]
        )
        made.append(Tests(party, values, tuple(tested)))
    return made


def line(name: str, count: int, run: Callable[[], float]) -> float:
    """The best of several runs, in valuations a second, with the share that it found."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        holds = run()
        times.append(time.perf_counter() - started)
    speed = count / min(times)
    sys.stdout.write(f"{name:34} {speed / 1e6:8.3f} million/s ({count:,} valuations, {holds:.4f} hold)\n")
    return speed


def found(tests: list[Tests], count: int, fast: bool, workers: int) -> float:
    """The share by our own sampler."""
    result = share(tests, samples=count, fast=fast, workers=workers)
    if not isinstance(result, Share):
        raise SystemExit("a share was expected")
    return result.holds


def plain(tests: list[Tests], count: int) -> float:
    """The share by numpy alone."""
    rng = np.random.default_rng(0)
    arrays = [arrays_of(one) for one in tests]
    held = 0
    for first in range(0, count, PIECE):
        size = min(PIECE, count - first)
        good = np.ones(size, bool)
        for low, high, matrix, limits, running in arrays:
            values = rng.uniform(low, high, (size, len(low)))
            gains = np.cumsum(-values[:, ::-1], axis=1)[:, ::-1] if running else values @ matrix.T
            good &= (gains <= limits).all(axis=1)
        held += int(good.sum())
    return held / count


def arrays_of(one: Tests) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, bool]:
    """Bounds, matrix and limits of one party, and whether its rows are running sums."""
    low = np.array([value.worth.low for value in one.values])
    high = np.array([value.worth.high for value in one.values])
    matrix = np.array([[row.coefficients.get(value.name, 0.0) for value in one.values] for row in one.rows])
    return low, high, matrix, np.array([-row.constant for row in one.rows]), one.rows[0].point == "after 0"


if __name__ == "__main__":
    main()
