"""Valuations drawn block by block, and the count of those under which no row gains.

Every number drawn is a function of (key of the value, block, place in the block) alone, so the answer is the same
whichever worker draws which block: splitmix64 (G. Steele, D. Lea, C. Flood, Fast splittable pseudorandom number
generators, OOPSLA 2014) with the state computed from the counter. One output of 64 bits makes two numbers of 32 bits:
its lower half for a place in the first half of a block, its upper half for the same place in the second half.
No more than one block of valuations is held at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Words = npt.NDArray[np.uint64]
    Rows = Floats | Sequence[Sequence[float]]
    Places = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

BLOCK = 8192  # valuations
HALF = BLOCK // 2
GAMMA = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
UNIFORM, TRIANGULAR, EXPONENTIAL = 0, 1, 2
TRIAL = 40  # trials and steps are counted above the lower 40 bits of the counter
ROWS, PLACES = 64, 512  # multiplied at a time: small enough to stay in the cache and in one thread


def key(seed: int, *names: str) -> int:
    """The state from which the numbers of one value start."""
    digest = hashlib.blake2b(repr((seed, *names)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def mixed(state: Words) -> Words:
    """The output function of splitmix64."""
    state = (state ^ (state >> np.uint64(30))) * FIRST
    state = (state ^ (state >> np.uint64(27))) * SECOND
    return state ^ (state >> np.uint64(31))


@dataclass(frozen=True)
class Draws:
    """Values that are drawn independently.

    `keys`, `kinds`, `modes` have one entry a value; the mode of a triangular value lies between 0 and 1.
    """

    keys: Words
    kinds: npt.NDArray[np.int8]
    modes: Floats


@dataclass(frozen=True)
class Chain:
    """Rows of which each is the one before plus further values: a running sum is compared with limits (inf: none)."""

    draws: Draws
    weights: Floats
    limits: Floats


@dataclass(frozen=True)
class General:
    """Any rows: matrix (rows x values) times the values drawn is compared with limits, one a row."""

    draws: Draws
    matrix: Floats
    limits: Floats


@dataclass(frozen=True)
class Ranked:
    """Sizes that are ranked, in coordinates that are drawn until `extra` times them is above 0.

    Without `follow`, the coordinates lie along the rays of a cone and are independent exponentials. With `follow` and
    `chances`, they are sizes: an order is drawn by these tables, and sorted exponentials stand in it. With `steps`,
    every valuation is the end of its own hit-and-run walk along rays, of so many steps from `start`, on the
    coordinates that sum to 1 (R. L. Smith, Efficient Monte Carlo procedures for generating points uniformly
    distributed over bounded regions, Operations Research 32, 1984).
    """

    keys: Words
    place: int
    extra: Floats
    matrix: Floats
    start: Floats
    steps: int
    follow: npt.NDArray[np.int32] | None = None
    chances: Floats | None = None


def ranked_plan(keys: Sequence[int], extra: Rows, matrix: Rows = (), place: int = 0) -> Ranked:
    """A plan that draws again until accepted."""
    across = len(keys)
    return Ranked(
        np.array(keys, np.uint64),
        place,
        np.array(extra, np.float64).reshape(-1, across),
        np.array(matrix, np.float64).reshape(-1, across),
        np.zeros(across),
        0,
    )


Plan = Chain | General | Ranked


def bits(state: int | np.uint64, block: int) -> npt.NDArray[np.int32]:
    """One block of whole numbers, each uniform on the 2**32 signed ones."""
    counters = np.arange(block * HALF + 1, (block + 1) * HALF + 1, dtype=np.uint64)
    words = mixed(np.uint64(state) + counters * GAMMA)
    return np.concatenate([words.astype(np.uint32), (words >> np.uint64(32)).astype(np.uint32)]).view(
        np.int32
    )


def drawn(draws: Draws, block: int) -> Floats:
    """One block: values x places. A uniform value stays the whole number that was drawn; weights scale it."""
    numbers = np.empty((len(draws.keys), BLOCK))
    for row, state in enumerate(draws.keys):
        numbers[row] = bits(state, block)
        if draws.kinds[row] != UNIFORM:
            share = (numbers[row] + 2147483648.5) * 2.0**-32
            numbers[row] = (
                -np.log(share) if draws.kinds[row] == EXPONENTIAL else triangular(share, draws.modes[row])
            )
    return numbers


def triangular(share: Floats, mode: float) -> Floats:
    """The inverse of the distribution function on 0..1."""
    return np.where(share < mode, np.sqrt(share * mode), 1.0 - np.sqrt((1.0 - share) * (1.0 - mode)))


def holds(plans: Sequence[Plan], block: int) -> Mask:
    """For one block, whether no row of any plan gains."""
    ok = np.ones(BLOCK, np.bool_)
    for plan in plans:
        if isinstance(plan, Chain):
            _chain(plan, block, ok)
        elif isinstance(plan, General):
            _rows(plan.matrix, drawn(plan.draws, block), plan.limits, ok)
        else:
            _rows(plan.matrix, ranked(plan, block), np.zeros(len(plan.matrix)), ok)
    return ok


def _chain(plan: Chain, block: int, ok: Mask) -> None:
    total = np.zeros(BLOCK)
    numbers = drawn(plan.draws, block)
    for weight, limit, number in zip(plan.weights, plan.limits, numbers, strict=True):
        total += weight * number
        if limit < np.inf:
            ok &= total <= limit


def _rows(matrix: Floats, numbers: Floats, limits: Floats, ok: Mask) -> None:
    for start in range(0, BLOCK, PLACES):
        here = slice(start, start + PLACES)
        for first in range(0, len(matrix), ROWS):
            rows = slice(first, first + ROWS)
            ok[here] &= np.all(matrix[rows] @ numbers[:, here] <= limits[rows, None], axis=0)


def ranked(plan: Ranked, block: int) -> Floats:
    """One block: coordinates x places."""
    places = np.arange(BLOCK)
    if plan.steps:
        return _walked(plan, block, places)
    numbers = _tried(plan, block, 0, places)
    left = places[~_within(plan.extra, numbers)]
    trial = 1
    while left.size:
        again = _tried(plan, block, trial, left)
        good = _within(plan.extra, again)
        numbers[:, left[good]] = again[:, good]
        left = left[~good]
        trial += 1
    return numbers


def accepted(plan: Ranked) -> float:
    """The share of one block of draws that the extra sums accept."""
    return float(_within(plan.extra, _tried(plan, 0, 0, np.arange(BLOCK))).mean())


def _tried(plan: Ranked, block: int, trial: int, places: Places) -> Floats:
    numbers = _exponentials(plan.keys, block, trial, places)
    if plan.follow is None or plan.chances is None:
        return numbers
    count = len(plan.keys)
    smallest_first = np.cumsum(numbers / np.arange(count, 0, -1)[:, None], axis=0)
    sizes = np.empty_like(numbers)
    row = np.zeros(len(places), np.int32)
    states = mixed(np.uint64(plan.place) + np.arange(count, dtype=np.uint64) * GAMMA)
    for rank, state in enumerate(states):
        share = _shares(state, block, trial, places)
        name = (plan.chances[row] <= share[:, None]).sum(axis=1)
        sizes[name, np.arange(len(places))] = smallest_first[count - 1 - rank]
        row = plan.follow[row, name]
    return sizes


def _within(extra: Floats, numbers: Floats) -> Mask:
    inside: Mask = np.all(extra @ numbers > 0, axis=0)
    return inside


def _shares(state: np.uint64, block: int, trial: int, places: Places) -> Floats:
    """Uniform numbers between 0 and 1 for one trial or step, at some places of a block."""
    counters = (block * HALF + 1 + places % HALF).astype(np.uint64) + np.uint64(trial << TRIAL)
    words = mixed(state + counters * GAMMA)
    halves = np.where(places < HALF, words & np.uint64(0xFFFFFFFF), words >> np.uint64(32))
    return (halves.astype(np.float64) + 0.5) * 2.0**-32


def _exponentials(keys: Words, block: int, trial: int, places: Places) -> Floats:
    return -np.log(np.stack([_shares(state, block, trial, places) for state in keys]))


def _walked(plan: Ranked, block: int, places: Places) -> Floats:
    """The ends of the walks. Each step: a direction that keeps the sum, and a uniform place on the chord along it."""
    bounds = np.vstack([np.eye(len(plan.keys)), plan.extra])
    numbers = np.repeat(plan.start[:, None], len(places), axis=1)
    for step in range(1, plan.steps + 1):
        way = np.stack([_shares(state, block, step, places) for state in plan.keys]) - 0.5
        way -= way.mean(axis=0)
        slope = bounds @ way
        reach = -(bounds @ numbers) / np.where(slope == 0, np.nan, slope)
        low = np.where(slope > 0, reach, -np.inf).max(axis=0)
        high = np.where(slope < 0, reach, np.inf).min(axis=0)
        numbers += (low + _shares(np.uint64(plan.place), block, step, places) * (high - low)) * way
    return numbers
