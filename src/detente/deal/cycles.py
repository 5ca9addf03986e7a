"""Acts that wait for each other, in the text and under readings of its order, with the readings that are needed.

Strongly connected components after Tarjan (1972); the shortest cycle through a component by breadth-first search.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.deal.links import Link, links_of_readings
from detente.deal.model import Deal, Reading

_MOST_READINGS = 12  # beyond this, subsets of readings are not searched one by one
_MOST_CYCLES = 50


@dataclass(frozen=True, slots=True)
class Cycle:
    """Acts that wait for each other: each of `ids` waits for the next, and the last for the first.

    `readings` is a smallest set of readings under which the cycle is there; () if it stands in the text.
    """

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    readings: tuple[Reading, ...]


def cycles_of(deal: Deal, links: Sequence[Link]) -> tuple[Cycle, ...]:
    """One shortest cycle a knot of acts: first those of the text, then those that readings add."""
    ordering = [link for link in links if link.why != "while"]
    found = [Cycle(*cycle, ()) for cycle in _shortest(ordering)]
    added = list(links_of_readings(deal))
    if added:
        knotted = {frozenset(cycle.ids) for cycle in found}
        for cycle in _under_readings(ordering, added):
            if frozenset(cycle.ids) not in knotted:
                knotted.add(frozenset(cycle.ids))
                found.append(cycle)
    return tuple(found[:_MOST_CYCLES])


def _under_readings(links: list[Link], added: list[Link]) -> Iterable[Cycle]:
    """Cycles that need readings; the fewest readings first, so that each cycle names only those it needs."""
    readings = list(dict.fromkeys(_key(link) for link in added))
    by_key = {_key(link): link.reading for link in added}
    most = len(readings) if len(readings) <= _MOST_READINGS else 2
    seen: list[frozenset[int]] = []
    for size in range(1, most + 1):
        for chosen in combinations(readings, size):
            wanted = frozenset(chosen)
            if any(smaller <= wanted for smaller in seen):
                continue
            union = links + [link for link in added if _key(link) in wanted]
            for ids, used in _shortest(union, needing=wanted):
                seen.append(wanted)
                yield Cycle(
                    ids, used, tuple(reading for key in chosen if (reading := by_key[key]) is not None)
                )


def _key(link: Link) -> int:
    return id(link.reading)


def _shortest(
    links: Iterable[Link], needing: frozenset[int] = frozenset()
) -> list[tuple[tuple[str, ...], tuple[Link, ...]]]:
    """A shortest cycle of each strongly connected component, through a link of the needed readings if any."""
    waits: dict[str, dict[str, Link]] = {}
    for link in links:
        waits.setdefault(link.after, {}).setdefault(link.before, link)
        waits.setdefault(link.before, {})
    cycles = []
    for knot in _components(waits):
        inside = set(knot)
        starts = [
            node for node in knot if not needing or any(_key(k) in needing for k in waits[node].values())
        ]
        for start in starts[:_MOST_CYCLES]:
            ids = _cycle_through(start, waits, inside)
            used = tuple(waits[one][two] for one, two in zip(ids, (*ids[1:], ids[0]), strict=True))
            if needing <= {_key(link) for link in used}:
                cycles.append((ids, used))
                break
    return cycles


def _cycle_through(start: str, waits: dict[str, dict[str, Link]], inside: set[str]) -> tuple[str, ...]:
    came: dict[str, str] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for before in waits[node]:
            if before == start:
                path = [node]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return tuple(reversed(path))
            if before in inside and before not in came:
                came[before] = node
                queue.append(before)
    return (start,)


def _components(waits: dict[str, dict[str, Link]]) -> list[list[str]]:
    """Tarjan's algorithm without recursion; only components that hold a cycle, in the order of the file."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on: set[str] = set()
    found: list[list[str]] = []
    for root, firsts in waits.items():
        if root in index:
            continue
        work = [(root, iter(firsts))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        while work:
            node, befores = work[-1]
            before = next(befores, None)
            if before is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_popped(stack, on, node))
            elif before not in index:
                index[before] = low[before] = len(index)
                stack.append(before)
                on.add(before)
                work.append((before, iter(waits[before])))
            elif before in on:
                low[node] = min(low[node], index[before])
    order = {node: place for place, node in enumerate(waits)}
    knots = [
        sorted(knot, key=order.__getitem__) for knot in found if len(knot) > 1 or knot[0] in waits[knot[0]]
    ]
    return sorted(knots, key=lambda knot: order[knot[0]])


def _popped(stack: list[str], on: set[str], node: str) -> list[str]:
    knot = []
    while True:
        top = stack.pop()
        on.discard(top)
        knot.append(top)
        if top == node:
            return knot
