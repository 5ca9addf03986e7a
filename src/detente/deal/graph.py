"""Two questions about any graph: where its knots are, and the shortest way from one node to another.

A graph is a mapping from each node to the nodes that it leads to.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def knots(nexts: Mapping[T, Collection[T]]) -> list[list[T]]:
    """The sets of nodes that all lead to each other (Tarjan 1972, without recursion), where there is a cycle.

    Every node has to be a key. Knots, and the nodes in each, come in the order of the keys.
    """
    index: dict[T, int] = {}
    low: dict[T, int] = {}
    stack: list[T] = []
    on: set[T] = set()
    found: list[list[T]] = []
    for root, firsts in nexts.items():
        if root in index:
            continue
        work = [(root, iter(firsts))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        while work:
            node, rest = work[-1]
            after = next(rest, None)
            if after is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_popped(stack, on, node))
            elif after not in index:
                index[after] = low[after] = len(index)
                stack.append(after)
                on.add(after)
                work.append((after, iter(nexts[after])))
            elif after in on:
                low[node] = min(low[node], index[after])
    order = {node: place for place, node in enumerate(nexts)}
    tied = [
        sorted(knot, key=order.__getitem__) for knot in found if len(knot) > 1 or knot[0] in nexts[knot[0]]
    ]
    return sorted(tied, key=lambda knot: order[knot[0]])


def _popped(stack: list[T], on: set[T], node: T) -> list[T]:
    knot = []
    while True:
        top = stack.pop()
        on.discard(top)
        knot.append(top)
        if top == node:
            return knot


def shortest_way(nexts: Mapping[T, Iterable[T]], start: T, end: T) -> list[T] | None:
    """The nodes of a shortest way by breadth-first search, both ends included; None where there is no way.

    From a node to itself the way leads round a cycle, and the node stands at both ends.
    """
    came: dict[T, T] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for after in nexts.get(node, ()):
            if after == end:
                way = [end, node]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if after not in came and after != start:
                came[after] = node
                queue.append(after)
    return None


def reached(nexts: Mapping[T, Iterable[T]], start: T) -> set[T]:
    """The nodes to which a node leads, itself included."""
    found = {start}
    todo = [start]
    while todo:
        for after in nexts.get(todo.pop(), ()):
            if after not in found:
                found.add(after)
                todo.append(after)
    return found


def ends_first(nexts: Mapping[T, Iterable[T]], start: T) -> list[T]:
    """A node and all that it leads to, each after what it leads to itself, as far as no cycle forbids it."""
    found: dict[T, None] = {}
    met = {start}
    work = [(start, iter(nexts.get(start, ())))]
    while work:
        node, rest = work[-1]
        after = next(rest, None)
        if after is None:
            work.pop()
            found[node] = None
        elif after not in met:
            met.add(after)
            work.append((after, iter(nexts.get(after, ()))))
    return list(found)
