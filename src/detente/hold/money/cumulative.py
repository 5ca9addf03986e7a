"""The order of jobs that keeps the highest level lowest, where each job first raises the level and then lowers it.

A job is a pair `(rise, fall)` of whole numbers, 0 or more: while it is done the level stands higher by `rise`, and
afterwards by `rise - fall`. This is the problem of Abdel-Wahab and Kameda, "Scheduling to minimize maximum cumulative
cost subject to series-parallel precedence constraints", Operations Research 26(1), 1978. Without precedence the best
order is Johnson's rule for two machines with the times `rise` and `fall` (Naval Research Logistics Quarterly, 1954);
Monma and Sidney (Mathematics of Operations Research, 1979) show why the same exchange works for whole strings of jobs.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TypeAlias

from detente.hold.money.series_parallel import Pairs, fold

Job: TypeAlias = tuple[int, int]
Key: TypeAlias = tuple[int, int]
Tree: TypeAlias = "int | tuple[Tree, Tree]"
# A string of jobs done one after another: its place in the sorted order, its highest level, its last level, its jobs.
Segment: TypeAlias = tuple[Key, int, int, Tree]

_key = itemgetter(0)


def peak(jobs: Sequence[Job], order: Iterable[int]) -> int:
    """The highest level that an order of the jobs reaches, counted from 0; at least 0."""
    level = highest = 0
    for job in order:
        rise, fall = jobs[job]
        highest = max(highest, level + rise)
        level += rise - fall
    return highest


def sorted_order(jobs: Sequence[Job]) -> list[int]:
    """The best order without precedence: O(n log n).

    Jobs that do not raise the level come first, by increasing rise; then the others, by decreasing fall.
    """
    down = [job for job, (rise, fall) in enumerate(jobs) if rise <= fall]
    up = [job for job, (rise, fall) in enumerate(jobs) if rise > fall]
    down.sort(key=lambda job: jobs[job][0])
    up.sort(key=lambda job: -jobs[job][1])
    return down + up


def series_parallel_order(jobs: Sequence[Job], pairs: Pairs) -> list[int] | None:
    """The best order under a series-parallel precedence; None where the precedence is not series-parallel.

    Every part is kept as a list of strings in sorted order, which is the best order of that part whatever comes
    between: side by side two lists are merged; in series they are joined end to end, and strings that then stand
    against the order are tied together.

    Args:
        jobs: `(rise, fall)` of each, at least one.
        pairs: (before, after), by place.

    Raises:
        ValueError: the precedence has a circle.
    """

    def leaf(job: int) -> list[Segment]:
        rise, fall = jobs[job]
        return [_segment(rise, rise - fall, job)]

    strings = fold(len(jobs), pairs, leaf, _series, _parallel)
    return None if strings is None else [job for string in strings for job in _flat(string[3])]


def key(highest: int, last: int) -> Key:
    """Where a string stands in the sorted order, from its highest and its last level above its start."""
    return (0, highest) if last <= 0 else (1, last - highest)


def _segment(highest: int, last: int, jobs: Tree) -> Segment:
    return key(highest, last), highest, last, jobs


def _tied(one: Segment, two: Segment) -> Segment:
    return _segment(max(one[1], one[2] + two[1]), one[2] + two[2], (one[3], two[3]))


def _series(first: list[Segment], second: list[Segment]) -> list[Segment]:
    at = 0
    if second[0][0] < first[-1][0]:
        middle = _tied(first.pop(), second[0])
        at = 1
        while True:
            if first and middle[0] < first[-1][0]:
                middle = _tied(first.pop(), middle)
            elif at < len(second) and second[at][0] < middle[0]:
                middle = _tied(middle, second[at])
                at += 1
            else:
                break
        first.append(middle)
    del second[:at]
    if len(first) < len(second):
        second[:0] = first
        return second
    first.extend(second)
    return first


def _parallel(one: list[Segment], two: list[Segment]) -> list[Segment]:
    small, large = sorted((one, two), key=len)
    for string in small:
        insort(large, string, key=_key)
    return large


def _flat(tree: Tree) -> list[int]:
    found: list[int] = []
    work = [tree]
    while work:
        part = work.pop()
        if isinstance(part, int):
            found.append(part)
        else:
            work += (part[1], part[0])
    return found
