"""How often a deal holds over the values that people give: the share of valuations, with its interval, seed and count.

Parties are independent, and so are the values of a party: a range is uniform, a range with a likely value is
triangular. Sizes that a party only ranks are uniform on the sizes that sum to 1 and agree with its rankings.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.deal.shares import wilson
from detente.hold.shares._settled import Settled
from detente.hold.shares.rankings import check_rankings
from detente.hold.shares.valuations import ExactRow, Row, Tests, Value, exact, exact_rows, extent

if TYPE_CHECKING:
    from detente.hold.shares._sampling import Plan

__all__ = [
    "ExactRow", "PointShare", "Row", "Share", "Tests", "Unsettled", "Value", "exact", "exact_rows", "extent",
    "share", "shares_by_point", "why_no_share",
]  # fmt: skip

Progress = Callable[[int, int], None]
FAST_FROM = 3e9  # nanoseconds of numpy from which the compiled kernels repay what they take to get ready
FIRST_USE = 10.0  # seconds that compiling may take, the first time on a machine
MOST = 1 << 40  # valuations: the length of one value's sequence of numbers


@dataclass(frozen=True, slots=True)
class Share:
    """The share of valuations under which nobody gains by stopping, with its 95 % interval.

    `method` says how: "exact" (nothing was drawn: `samples` is 0), or what was drawn and by which sampler. The interval
    is Wilson's (E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927).
    """

    holds: float
    low: float
    high: float
    samples: int
    seed: int
    method: str


@dataclass(frozen=True, slots=True)
class PointShare:
    """The share for one party at one point; None where a value that is not known could decide."""

    party: str
    point: str
    share: Share | None


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Why there is no share: values of a party without bounds or distribution could change the verdict."""

    party: str
    values: tuple[str, ...]
    sentence: str


def share(
    tests: Sequence[Tests],
    *,
    samples: int = 100_000,
    seed: int = 0,
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
    deadline: float | None = None,
    told: Callable[[str], None] | None = None,
    fast: bool | None = None,
) -> Share | None:
    """The share of joint valuations under which no row of any party gains.

    Figures that a party ranks as well are drawn from their ranges alone: the ranking only has to be possible for them.

    Args:
        tests: one entry a party.
        samples: valuations to draw.
        seed: the same seed gives the same answer, whatever the workers, the executor and the order of the parties.
        workers: threads, where no executor is given; tasks in flight are twice as many.
        executor: any executor; the tasks and their arguments are picklable.
        progress: called with the valuations done and asked for.
        deadline: seconds from now. When they have passed, the share is of the whole blocks done so far, at least one
            of 8,192 valuations; asking for that count gives the same answer again.
        told: called with a sentence when compiled kernels have to be made ready first.
        fast: use compiled kernels (numba); by default where the count repays their first use, a
            deadline leaves 10 seconds for it, and numba is installed.

    Returns:
        The share, or None where a value without bounds could change the verdict (`why_no_share` says which).

    Raises:
        ValueError: no party, a party twice, or a count that is not positive.
        ContradictoryRankings: the rankings of a party cannot all be true.
    """
    until = math.inf if deadline is None else time.monotonic() + deadline
    _check(tests, samples, workers)
    parties = [Settled(one) for one in tests]
    undecided = [party for party in parties if not party.always()]
    if not undecided:
        return Share(1.0, 1.0, 1.0, 0, seed, "exact")
    if any(party.never() for party in undecided):
        return Share(0.0, 0.0, 0.0, 0, seed, "exact")
    if any(_unsettled(party) for party in undecided):
        return None
    from detente.hold.shares import _plans  # noqa: PLC0415 -- it needs numpy, which takes a while to import

    plans, method = _plans.plans_of(undecided, seed)
    if fast is None:
        enough = samples * sum(map(_plans.work, plans)) >= FAST_FROM
        fast = enough and (deadline is None or deadline >= FIRST_USE)
    work = _Work(plans, samples, fast and _ready(told))
    done, held = _counted(work, workers, executor, progress, until)
    low, high = wilson(held, done)
    return Share(held / done, low, high, done, seed, method)


def shares_by_point(
    tests: Sequence[Tests],
    *,
    samples: int = 100_000,
    seed: int = 0,
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
    told: Callable[[str], None] | None = None,
) -> tuple[PointShare, ...]:
    """The share for each party and each point with rows, in their order; the arguments are those of `share`.

    `progress` counts points. The valuations drawn are the same at every point.
    """
    _check(tests, samples, workers)
    pairs = [(one, point) for one in tests for point in one.points]
    found = []
    for count, (one, point) in enumerate(pairs, 1):
        part = replace(one, rows=tuple(row for row in one.rows if row.point == point))
        its = share([part], samples=samples, seed=seed, workers=workers, executor=executor, told=told)
        found.append(PointShare(one.party, point, its))
        if progress:
            progress(count, len(pairs))
    return tuple(found)


def why_no_share(tests: Sequence[Tests]) -> tuple[Unsettled, ...]:
    """Which values of which parties keep `share` from an answer; () where it has one."""
    _check(tests)
    parties = [party for party in map(Settled, tests) if not party.always()]
    if any(party.never() for party in parties):
        return ()
    return tuple(found for party in parties if (found := _unsettled(party)))


def _check(tests: Sequence[Tests], samples: int = 1, workers: int = 1) -> None:
    if not tests:
        raise ValueError("There is no party to test.")
    names = [one.party for one in tests]
    if len(set(names)) < len(names):
        raise ValueError(f"The party `{next(n for n in names if names.count(n) > 1)}` stands twice.")
    if not 0 < samples <= MOST:
        raise ValueError(f"The samples are from 1 to {MOST}, not {samples}.")
    if workers < 1:
        raise ValueError(f"At least one worker is needed, not {workers}.")
    for one in tests:
        check_rankings(one)


def _unsettled(party: Settled) -> Unsettled | None:
    """What keeps the share of a party that neither always nor never holds from being drawn."""
    if not party.free or not (party.linked or party.open()):
        return None
    told = ", ".join(f"`{name}`" for name in party.free)
    whose = party.tests.party
    if party.linked:
        sentence = f"{whose}: rankings give no scale to {told}, and figures stand beside them."
    else:
        sentence = f"{whose}: {told} could be anything and could decide whether {whose} gains by stopping."
    return Unsettled(whose, party.free, sentence)


def _ready(told: Callable[[str], None] | None) -> bool:
    """Import and try the kernels; False where numba is not installed."""
    started = time.perf_counter()
    try:
        from detente.hold.shares import _kernels  # noqa: PLC0415 -- compiling takes seconds the first time
    except ImportError:
        return False
    _kernels.warm()
    spent = time.perf_counter() - started
    if told and spent > 0.05:
        told(f"Fast kernels made ready in {spent:.1f} s; later runs on this machine start sooner.")
    return True


@dataclass(frozen=True)
class _Work:
    """What a worker needs to count any run of blocks."""

    plans: Sequence[Plan]
    samples: int
    fast: bool

    def blocks(self) -> int:
        from detente.hold.shares._sampling import BLOCK  # noqa: PLC0415 -- it needs numpy

        return -(-self.samples // BLOCK)

    def count(self, first: int, last: int) -> tuple[int, int]:
        """Valuations drawn and those that hold, for the blocks from `first` to before `last`."""
        from detente.hold.shares import _sampling  # noqa: PLC0415 -- it needs numpy

        holds = _sampling.holds
        if self.fast:
            from detente.hold.shares import _kernels  # noqa: PLC0415 -- it needs numba

            holds = _kernels.holds
        done = held = 0
        for block in range(first, last):
            size = min(_sampling.BLOCK, self.samples - block * _sampling.BLOCK)
            held += int(holds(self.plans, block)[:size].sum())
            done += size
        return done, held


def _counted(
    work: _Work, workers: int, executor: Executor | None, progress: Progress | None, until: float
) -> tuple[int, int]:
    """Sum the counts of all blocks, or of those from the first on that are done when the time is over."""
    blocks = work.blocks()
    size = max(1, min(64, blocks // (8 * workers)))
    runs = [(first, min(first + size, blocks)) for first in range(0, blocks, size)]
    done = held = 0
    for count, good in _results(work, runs, workers, executor, until):
        done, held = done + count, held + good
        if progress:
            progress(done, work.samples)
        if time.monotonic() >= until:
            break
    return done, held


def _results(
    work: _Work, runs: list[tuple[int, int]], workers: int, executor: Executor | None, until: float
) -> Iterator[tuple[int, int]]:
    """The counts of the runs, in their order."""
    if executor is None and workers == 1:
        yield from (work.count(*run) for run in runs)
    elif executor is None:
        with ThreadPoolExecutor(workers) as threads:
            yield from _in_flight(work, runs, 2 * workers, threads, until)
    else:
        yield from _in_flight(work, runs, 2 * workers if workers > 1 else 32, executor, until)


def _in_flight(
    work: _Work, runs: list[tuple[int, int]], most: int, executor: Executor, until: float
) -> Iterator[tuple[int, int]]:
    waiting: deque[Future[tuple[int, int]]] = deque()
    left = iter(runs)
    try:
        for run in left:
            waiting.append(executor.submit(work.count, *run))
            if len(waiting) == most:
                break
        first = True
        while waiting:
            try:
                result = waiting[0].result(
                    None if first or until == math.inf else max(0.0, until - time.monotonic())
                )
            except TookTooLong:
                return
            first = False
            waiting.popleft()
            for run in left:
                waiting.append(executor.submit(work.count, *run))
                break
            yield result
    finally:
        for future in waiting:
            future.cancel()
