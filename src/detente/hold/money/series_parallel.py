"""Whether a precedence is series-parallel, and if so any quantity computed along its construction.

The precedence is taken with all that follows from it (its transitive closure). It is series-parallel when it can be
built from single jobs by putting one part wholly before another (series) or side by side (parallel).

The way is that of Valdes, Tarjan and Lawler, "The recognition of series parallel digraphs", SIAM Journal on Computing
11(2), 1982: reduce the precedence transitively, read it as the line digraph of a network in which each job is an arc,
and shrink that network by joining arcs in series and in parallel until one arc is left, or nothing more can be joined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from detente.hold.masks import bits

R = TypeVar("R")
Pairs = Sequence[tuple[int, int]]  # (before, after), jobs by their places from 0

_START, _END = 0, 1


def fold(
    count: int,
    pairs: Pairs,
    leaf: Callable[[int], R],
    series: Callable[[R, R], R],
    parallel: Callable[[R, R], R],
) -> R | None:
    """Compute along the construction of a series-parallel precedence.

    Transitive reduction takes a time of (pairs kept) * (jobs of the connected part) / 64 word operations and as many
    bits as the square of the largest connected part; the rest is linear but for what the three functions take.

    Args:
        count: how many jobs there are, at least 1; they are called 0 .. count - 1.
        pairs: the precedence, repeated and implied pairs allowed.
        leaf: what a single job gives.
        series: joins what the part before gives with what the part after gives; may use both up.
        parallel: joins what two parts side by side give; may use both up.

    Returns:
        What the whole gives, or None where the precedence is not series-parallel.

    Raises:
        ValueError: the precedence has a circle.
    """
    found: R | None = None
    nexts = followers(count, pairs)
    for part in _connected(nexts, topological(nexts)):
        if len(part) == 1:
            value: R | None = leaf(part[0])
        else:
            value = _connected_part(part, nexts, leaf, series, parallel)
        if value is None:
            return None
        found = value if found is None else parallel(found, value)
    return found


def followers(count: int, pairs: Pairs) -> list[list[int]]:
    """For each job, the jobs that come after it by a pair, each once."""
    nexts: list[list[int]] = [[] for _ in range(count)]
    for before, after in pairs:
        nexts[before].append(after)
    return [list(dict.fromkeys(after)) for after in nexts]


def topological(nexts: Sequence[Sequence[int]]) -> list[int]:
    """The jobs in an order that respects the precedence (Kahn 1962).

    Raises:
        ValueError: the precedence has a circle.
    """
    waits = [0] * len(nexts)
    for those in nexts:
        for job in those:
            waits[job] += 1
    order = [job for job, number in enumerate(waits) if not number]
    for job in order:
        for after in nexts[job]:
            waits[after] -= 1
            if not waits[after]:
                order.append(after)
    if len(order) < len(nexts):
        raise ValueError("the precedence has a circle")
    return order


def _connected(nexts: Sequence[Sequence[int]], order: Sequence[int]) -> list[list[int]]:
    """The parts that no pair joins, each in the order given."""
    root = list(range(len(nexts)))

    def find(job: int) -> int:
        while root[job] != job:
            root[job] = root[root[job]]
            job = root[job]
        return job

    for job, after in enumerate(nexts):
        for other in after:
            one, two = find(job), find(other)
            root[max(one, two)] = min(one, two)
    parts: dict[int, list[int]] = {}
    for job in order:
        parts.setdefault(find(job), []).append(job)
    return list(parts.values())


def reduction(part: Sequence[int], nexts: Sequence[Sequence[int]]) -> list[int]:
    """The transitive reduction: for each job of a part, a mask of the places in it that follow at once.

    Args:
        part: jobs in topological order, with all that follows them.
        nexts: for each job, the jobs after it.
    """
    place = {job: at for at, job in enumerate(part)}
    reach = [0] * len(part)
    kept = [0] * len(part)
    for at in range(len(part) - 1, -1, -1):
        left = 0
        for job in nexts[part[at]]:
            left |= 1 << place[job]
        while left:  # the lowest is not reached by way of another, so it is kept
            low = left & -left
            kept[at] |= low
            reach[at] |= low | reach[low.bit_length() - 1]
            left &= ~reach[at]
    return kept


def _connected_part(
    part: Sequence[int],
    nexts: Sequence[Sequence[int]],
    leaf: Callable[[int], R],
    series: Callable[[R, R], R],
    parallel: Callable[[R, R], R],
) -> R | None:
    """The same for one connected part of two or more jobs."""
    kept = reduction(part, nexts)
    tails, heads = [_START] * len(part), [_END] * len(part)
    nodes: dict[int, int] = {0: _END}
    for after in kept:
        if after in nodes:
            continue
        nodes[after] = len(nodes) + 1
        for at in bits(after):
            if tails[at] != _START:  # its followers are partly another's: an N
                return None
            tails[at] = nodes[after]
    for at, after in enumerate(kept):
        heads[at] = nodes[after]
    network = _Network[R](len(nodes) + 1, series, parallel)
    for at, job in enumerate(part):
        network.add(tails[at], heads[at], leaf(job))
    return network.shrunk()


class _Network(Generic[R]):
    """Arcs between nodes, at most one from a node to another: a second one is joined to it in parallel."""

    def __init__(self, count: int, series: Callable[[R, R], R], parallel: Callable[[R, R], R]) -> None:
        self.series = series
        self.parallel = parallel
        self.outs: list[dict[int, R]] = [{} for _ in range(count)]
        self.ins: list[set[int]] = [set() for _ in range(count)]

    def add(self, tail: int, head: int, value: R) -> None:
        """Add an arc."""
        outs = self.outs[tail]
        outs[head] = self.parallel(outs[head], value) if head in outs else value
        self.ins[head].add(tail)

    def shrunk(self) -> R | None:
        """Join as long as there is something to join; None if more than one arc is left."""
        work = list(range(len(self.outs) - 1, _END, -1))
        left = len(work)
        while work:
            node = work.pop()
            if len(self.ins[node]) != 1 or len(self.outs[node]) != 1:
                continue
            left -= 1
            tail = self.ins[node].pop()
            head, after = self.outs[node].popitem()
            self.ins[head].discard(node)
            self.add(tail, head, self.series(self.outs[tail].pop(node), after))
            work.extend(end for end in (tail, head) if end > _END)
        return None if left else self.outs[_START][_END]
