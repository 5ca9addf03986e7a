"""The same question as `cumulative` under any precedence: exact for few jobs, else a search with a proved bound.

With any precedence the problem is NP-hard (Abdel-Wahab and Kameda 1978), so that a search may have to stop early.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from detente.hold.money.cumulative import Job, key, peak, sorted_order
from detente.hold.money.series_parallel import Pairs, followers, topological

SUBSETS_MOST = 20  # jobs of which every subset is looked at
SEARCH_MOST = 300  # jobs among which the search branches; with more, only the rule of thumb is used
STATES_MOST = 20_000  # sets of jobs done that the search opens
_LARGEST = 1 << 60  # sums up to it are exact in 64 bits


@dataclass(frozen=True, slots=True)
class Found:
    """An order of the jobs by place, its peak, a number that no order stays below, and how they were found."""

    order: tuple[int, ...]
    value: int
    lower_bound: int
    method: str


def best_order(jobs: Sequence[Job], pairs: Pairs, time_limit: float | None = None) -> Found:
    """The best order that can be found, with a lower bound; proved best where the two are equal.

    Up to 20 jobs the answer is exact (a bottleneck path through the subsets, 2^n numbers of 64 bits). With more, a
    best-first search opens at most 20,000 sets of jobs.

    Args:
        jobs: `(rise, fall)` of each.
        pairs: (before, after), by place.
        time_limit: seconds after which the search stops; None leaves the number of sets as the only limit, so that
            the answer is the same on every machine.

    Raises:
        ValueError: the precedence has a circle.
    """
    topological(followers(len(jobs), pairs))
    total = sum(rise + fall for rise, fall in jobs)
    if len(jobs) <= SUBSETS_MOST and total < _LARGEST:
        order = _over_subsets(jobs, pairs)
        value = peak(jobs, order)
        return Found(tuple(order), value, value, "all subsets")
    return _Search(jobs, pairs, time_limit).run()


def rule_of_thumb(jobs: Sequence[Job], pairs: Pairs) -> list[int]:
    """An order that respects the precedence, good but not proved: the better of one made forwards and one backwards.

    A job counts as the string that it makes with the follower it most helps to bring forward.
    """
    back = [(fall, rise) for rise, fall in jobs]
    turned = [(after, before) for before, after in pairs]
    ways = (_by_strings(jobs, pairs), _by_strings(back, turned)[::-1])
    return min(ways, key=lambda order: peak(jobs, order))


def _by_strings(jobs: Sequence[Job], pairs: Pairs) -> list[int]:
    nexts = followers(len(jobs), pairs)
    strings = [(rise, rise - fall) for rise, fall in jobs]
    waits = [0] * len(jobs)
    for job in reversed(topological(nexts)):
        for after in nexts[job]:
            waits[after] += 1
        rise, last = min(
            (strings[after] for after in nexts[job]), key=lambda s: key(*s), default=strings[job]
        )
        if key(rise, last) < key(*strings[job]):
            high, end = strings[job]
            strings[job] = (max(high, end + rise), end + last)
    free = [(key(*strings[job]), job) for job, number in enumerate(waits) if not number]
    heapq.heapify(free)
    order: list[int] = []
    while free:
        job = heapq.heappop(free)[1]
        order.append(job)
        for after in nexts[job]:
            waits[after] -= 1
            if not waits[after]:
                heapq.heappush(free, (key(*strings[after]), after))
    return order


def _over_subsets(jobs: Sequence[Job], pairs: Pairs) -> list[int]:
    """The best order by the least peak with which each set of jobs can be done first, from small sets to large."""
    import numpy as np  # noqa: PLC0415 -- it takes a tenth of a second, and only precedence that is hard needs it

    count = len(jobs)
    level = np.zeros(1, dtype=np.int64)
    size = np.zeros(1, dtype=np.int8)
    for rise, fall in jobs:
        level = np.concatenate([level, level + (rise - fall)])
        size = np.concatenate([size, size + np.int8(1)])
    least = np.full(1 << count, np.iinfo(np.int64).max, dtype=np.int64)
    least[0] = 0
    needs = _needs(count, pairs)
    by_size = np.argsort(size, kind="stable")
    starts = np.searchsorted(size[by_size], np.arange(count + 2))
    for layer in range(count):
        sets = by_size[starts[layer] : starts[layer + 1]]
        sets = sets[least[sets] < np.iinfo(np.int64).max]
        for job, (rise, _) in enumerate(jobs):
            ready = sets[((sets >> job) & 1 == 0) & (sets & needs[job] == needs[job])]
            reached = ready | (1 << job)
            least[reached] = np.minimum(least[reached], np.maximum(least[ready], level[ready] + rise))
    order: list[int] = []
    left = (1 << count) - 1
    while left:  # back from the whole: a last job that explains the number
        for job, (rise, _) in enumerate(jobs):
            rest = left & ~(1 << job)
            fits = left >> job & 1 and needs[job] & rest == needs[job]
            if fits and max(least[rest], level[rest] + rise) == least[left]:
                order.append(job)
                left = rest
                break
    return order[::-1]


def _needs(count: int, pairs: Pairs) -> list[int]:
    needs = [0] * count
    for before, after in pairs:
        needs[after] |= 1 << before
    return needs


# What the end of any order from here cannot stay below, jobs left (so that deeper states come first), the jobs done as
# a mask, level, peak, and how it was reached.
Way: TypeAlias = "tuple[Way, int] | None"
State: TypeAlias = tuple[int, int, int, int, int, Way]


class _Search:
    """Best first over the sets of jobs done, by the bound that forgets the precedence of what is left."""

    def __init__(self, jobs: Sequence[Job], pairs: Pairs, time_limit: float | None) -> None:
        self.jobs = jobs
        self.needs = _needs(len(jobs), pairs)
        self.sorted = sorted_order(jobs)
        self.ends = None if time_limit is None else time.monotonic() + time_limit
        self.order = rule_of_thumb(jobs, pairs)
        self.value = peak(jobs, self.order)
        self.seen: set[int] = set()

    def run(self) -> Found:
        """Search until the bound meets the best order known, or a limit is reached."""
        lower = peak(self.jobs, self.sorted)
        method = "rule of thumb"
        if lower < self.value and len(self.jobs) <= SEARCH_MOST:
            lower = self.searched()
            method = "best-first search"
        return Found(tuple(self.order), self.value, lower, method)

    def searched(self) -> int:
        """The lower bound when the search ends; the best order is kept on the way."""
        heap = [self.state(0, 0, 0, None)]
        self.dive(heap[0])
        while heap and heap[0][0] < self.value:
            if self.spent():
                self.dive(heap[0])
                return min(heap[0][0], self.value)
            state = heapq.heappop(heap)
            if state[2] in self.seen:
                continue
            self.seen.add(state[2])
            for follower in self.followers(state):
                if not follower[1]:
                    self.keep(follower)
                elif follower[0] < self.value and follower[2] not in self.seen:
                    heapq.heappush(heap, follower)
        return self.value

    def spent(self) -> bool:
        late = self.ends is not None and time.monotonic() > self.ends
        return late or len(self.seen) >= STATES_MOST

    def dive(self, state: State) -> None:
        """Follow the most promising follower to the end."""
        while state[1]:
            state = min(self.followers(state), key=lambda follower: (follower[0], follower[4], follower[3]))
        self.keep(state)

    def keep(self, state: State) -> None:
        """Keep a whole order that is better than the best known."""
        if state[4] < self.value:
            self.value = state[4]
            order: list[int] = []
            way = state[5]
            while way is not None:
                way, job = way
                order.append(job)
            self.order = order[::-1]

    def followers(self, state: State) -> Iterator[State]:
        """The states after one more job."""
        _, _, done, level, highest, way = state
        for job in self.sorted:
            if not done >> job & 1 and self.needs[job] & ~done == 0:
                rise, fall = self.jobs[job]
                yield self.state(done | 1 << job, level + rise - fall, max(highest, level + rise), (way, job))

    def state(self, done: int, level: int, highest: int, way: Way) -> State:
        """The state, after all jobs that can be done at no harm: they lower the level and do not raise the peak."""
        again = True
        while again:
            again = False
            for job in self.sorted:
                rise, fall = self.jobs[job]
                if rise > fall or level + rise > highest:
                    break
                if not done >> job & 1 and self.needs[job] & ~done == 0:
                    done |= 1 << job
                    level += rise - fall
                    way = (way, job)
                    again = True
        left = [job for job in self.sorted if not done >> job & 1]
        bound = max(highest, level + self.rest(left))
        return bound, len(left), done, level, highest, way

    def rest(self, left: Sequence[int]) -> int:
        """How far the jobs left rise above the level now, their precedence forgotten."""
        above = last = 0
        for job in left:
            rise, fall = self.jobs[job]
            above = max(above, last + rise)
            last += rise - fall
        return above
