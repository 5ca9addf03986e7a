"""Steps in an order that respects what each waits for (Kahn 1962, with a heap for the ties)."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from detente.deal.graph import knots
from detente.deal.links import Link

Key = tuple[float, float, int]


def in_order(keys: Mapping[str, Key], links: Iterable[Link]) -> list[str]:
    """The steps, each after all that it waits for.

    Args:
        keys: what decides between steps that may both come next; the smaller first.
        links: what waits for what; both ends are keys.

    Returns:
        Every step once. Duties that are kept only while each other is kept begin side by side: none waits to begin.
        Where all that is left waits for each other, a step that waits only to begin beside a standing duty (`while`)
        goes first; else the one with the smallest key.
    """
    return _Waiting(keys, _without_mutual(links)).played()


def _without_mutual(links: Iterable[Link]) -> list[Link]:
    """Leave out `while` between standing duties where it runs in a circle; acts part by part still take turns."""
    every = list(links)
    nexts: dict[str, list[str]] = {}
    for link in every:
        nexts.setdefault(link.before, []).append(link.after)
        nexts.setdefault(link.after, [])
    tied = {piece: number for number, knot in enumerate(knots(nexts)) for piece in knot}
    return [link for link in every if not (_is_beside(link) and _is_tied(tied, link))]


def _is_beside(link: Link) -> bool:
    """Whether one standing duty is owed only while another is kept."""
    ends = [link.deal.obligations.get(piece.partition(".")[0]) for piece in (link.before, link.after)]
    return link.why == "while" and all(owed is not None and owed.is_standing for owed in ends)


def _is_tied(tied: Mapping[str, int], link: Link) -> bool:
    return link.before in tied and tied[link.before] == tied.get(link.after)


class _Waiting:
    """Steps that are still to be played, and how many links each waits for: `while` is soft, the others are firm."""

    def __init__(self, keys: Mapping[str, Key], links: Iterable[Link]) -> None:
        self.keys = keys
        self.firm = dict.fromkeys(keys, 0)
        self.soft = dict.fromkeys(keys, 0)
        self.nexts: dict[str, list[tuple[str, dict[str, int]]]] = {}
        for link in links:
            counts = self.soft if link.why == "while" else self.firm
            counts[link.after] += 1
            self.nexts.setdefault(link.before, []).append((link.after, counts))
        self.free: list[tuple[Key, str]] = []
        self.nearly: list[tuple[Key, str]] = []

    def played(self) -> list[str]:
        done: dict[str, None] = {}
        for piece in self.keys:
            self.queue(piece)
        blocked = iter(sorted(self.keys, key=self.keys.__getitem__))
        while len(done) < len(self.keys):
            heap = self.free or self.nearly
            piece = heapq.heappop(heap)[1] if heap else next(blocked)
            if piece in done:
                continue
            done[piece] = None
            for after, counts in self.nexts.get(piece, ()):
                counts[after] -= 1
                if not counts[after]:
                    self.queue(after)
        return list(done)

    def queue(self, piece: str) -> None:
        if not self.firm[piece]:
            heapq.heappush(self.nearly if self.soft[piece] else self.free, (self.keys[piece], piece))
