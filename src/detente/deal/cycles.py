"""Acts that wait for each other, in the text and under readings of its order, with the readings that are needed.

Strongly connected components after Tarjan (1972); the shortest cycle through a component by breadth-first search.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.deal.graph import knots, shortest_way
from detente.deal.links import Link, links_of_readings
from detente.deal.model import Deal, Reading
from detente.deal.reading_cycles import Closed, cycles_under_readings

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
    added = list(links_of_readings(deal))
    closed = [*_in_text(ordering), *(cycles_under_readings(ordering, added) if added else ())]
    found: dict[frozenset[str], Cycle] = {}
    order = {label: place for place, label in enumerate(deal.obligations)}
    for links_round in closed:
        cycle = _cycle(links_round, order, deal.readings)
        found.setdefault(frozenset(cycle.ids), cycle)
    return tuple(found.values())[:_MOST_CYCLES]


def _in_text(links: Sequence[Link]) -> Iterator[Closed]:
    nexts: dict[str, dict[str, Link]] = {}
    for link in links:
        nexts.setdefault(link.before, {}).setdefault(link.after, link)
        nexts.setdefault(link.after, {})
    for knot in knots(nexts):
        way = shortest_way(nexts, knot[0], knot[0]) or []
        yield tuple(nexts[before][after] for before, after in pairwise(way))


def _cycle(closed: Closed, order: Mapping[str, int], readings: Sequence[Reading]) -> Cycle:
    """Turn a cycle round, so that each act waits for the next; the first of the file stands first."""
    links = closed[::-1]
    acts = [link.after for link in links]
    first = min(range(len(acts)), key=lambda place: (order[acts[place].partition(".")[0]], acts[place]))
    links = links[first:] + links[:first]
    needed = {id(link.reading) for link in links if link.reading is not None}
    told = tuple(reading for reading in readings if id(reading) in needed)
    return Cycle(tuple(link.after for link in links), links, told)
