"""Cycles that only readings of the order close, with the smallest sets of readings that each knot needs.

A link of a reading leads on to another one where the text lets the act that it puts later come before the act that the
other puts earlier. A cycle among links is then a cycle among acts, and only the links of readings have to be searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from detente.deal.graph import knots, reached, shortest_way
from detente.deal.links import Link

_MOST_READINGS = 12  # in one knot; beyond this only single readings and pairs are tried one by one
_MOST_LINKS = 1000

Closed = tuple[Link, ...]
"""The links of a cycle, each to what comes next; the last leads to the first."""


def cycles_under_readings(text: Sequence[Link], added: Sequence[Link]) -> list[Closed]:
    """One cycle for each smallest set of readings in each knot that readings add; the smallest sets first.

    Args:
        text: the links of the text.
        added: the links of readings. Those between acts that wait for each other in the text anyway add no knot.
    """
    nexts: dict[str, dict[str, Link]] = {}
    for link in text:
        nexts.setdefault(link.before, {}).setdefault(link.after, link)
        nexts.setdefault(link.after, {})
    tied = {act: place for place, knot in enumerate(knots(nexts)) for act in knot}
    links = [
        link
        for link in added
        if link.before not in tied or link.after not in tied or tied[link.before] != tied[link.after]
    ][:_MOST_LINKS]
    ways = {after: reached(nexts, after) for after in dict.fromkeys(link.after for link in links)}
    leads = {
        one: [two for two, other in enumerate(links) if other.before in ways[link.after]]
        for one, link in enumerate(links)
    }
    found = [cycle for knot in knots(leads) for cycle in _of_knot(knot, leads, links, nexts)]
    return sorted(found, key=lambda cycle: len(readings_of(cycle)))


def readings_of(cycle: Closed) -> tuple[int, ...]:
    """The readings that a cycle needs, by identity, in the order of the cycle; empty if it stands in the text."""
    return tuple(dict.fromkeys(id(link.reading) for link in cycle if link.reading is not None))


def _of_knot(
    knot: list[int], leads: dict[int, list[int]], links: list[Link], nexts: dict[str, dict[str, Link]]
) -> Iterator[Closed]:
    """Try sets of readings, the smallest first; beyond the limit, make a cycle smaller until nothing can go."""
    readings = list(dict.fromkeys(id(links[one].reading) for one in knot))
    seen: list[frozenset[int]] = []
    most = len(readings) if len(readings) <= _MOST_READINGS else 2
    for size in range(1, most + 1):
        for chosen in map(frozenset, combinations(readings, size)):
            if not any(smaller <= chosen for smaller in seen):
                within = _within(knot, leads, links, chosen)
                for small in knots(within):
                    seen.append(chosen)
                    yield _closed(small[0], within, links, nexts, chosen)
    if not seen:
        chosen = frozenset(readings)
        for reading in readings:
            if knots(_within(knot, leads, links, chosen - {reading})):
                chosen -= {reading}
        within = _within(knot, leads, links, chosen)
        yield _closed(knots(within)[0][0], within, links, nexts, chosen)


def _within(
    knot: list[int], leads: dict[int, list[int]], links: list[Link], chosen: frozenset[int]
) -> dict[int, list[int]]:
    """The part of a knot of links that belongs to some of the readings."""
    kept = {one for one in knot if id(links[one].reading) in chosen}
    return {one: [two for two in leads[one] if two in kept] for one in knot if one in kept}


def _closed(
    start: int,
    leads: dict[int, list[int]],
    links: list[Link],
    nexts: dict[str, dict[str, Link]],
    chosen: frozenset[int],
) -> Closed:
    """The cycle of acts along a cycle of links: each link of a reading, and the way on through the text."""
    way = shortest_way(leads, start, start)
    assert way is not None  # noqa: S101 -- a node of a knot is on a cycle
    walk: list[Link] = []
    for one, two in pairwise(way):
        walk.append(links[one])
        acts = [links[one].after]
        if links[one].after != links[two].before:
            acts = shortest_way(nexts, links[one].after, links[two].before) or acts
        walk += [nexts[act][after] for act, after in pairwise(acts)]
    return _without_loops(walk, chosen)


def _without_loops(walk: list[Link], chosen: frozenset[int]) -> Closed:
    """A walk may pass an act twice: of its loops keep one that needs all the readings, drop those of the text."""
    path: list[Link] = []
    for link in walk:
        path.append(link)
        places = [place for place, passed in enumerate(path) if passed.before == link.after]
        if places:
            loop = tuple(path[places[0] :])
            if chosen <= set(readings_of(loop)):
                return loop
            del path[places[0] :]
    return tuple(walk)
