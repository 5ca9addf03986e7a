"""The worst way to stop as a closure problem: what follows from what, what each node adds, and what is left to branch.

A set of moves not performed is closed: with a move, all that waits for it. Beyond that, a move in it must be *started*
(left out by the player, who pays its pledges) or *supported* by a move that it waits for and that is out too. With one
possible support both are linear in the set, and a minimum cut is exact; with several, the relaxation starts the move
for free, and the caller branches on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.hold.game.flow import best_closure
from detente.hold.game.ways import Side, bits

Child = tuple[list[int], list[int]]


@dataclass(slots=True)
class Node:
    """One node: a move, a pledge lost once, or a place of a chain (by it the deal has ended, or the player has walked).

    `start` is added where it is in the set without support; `pays` are then in the set, and `off` are not.
    """

    weight: int = 0
    free: bool = True
    start: int = 0
    supports: list[int] = field(default_factory=list)
    pays: list[int] = field(default_factory=list)
    off: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Cut:
    """What one minimum cut is asked."""

    weights: list[int]
    follows: list[tuple[int, int]]
    costs: list[tuple[int, int, int]]
    outside: set[int]

    def start(self, place: int, node: Node, supports: list[int]) -> None:
        """A node that has none of its supports for certain: exact with one that is possible, or with none."""
        if not node.free:
            if not supports:
                self.outside.add(place)
            elif len(supports) == 1:
                self.follows.append((place, supports[0]))
        elif not supports:
            self.weights[place] += node.start
            self.follows += [(place, pledge) for pledge in node.pays]
        elif len(supports) == 1:
            self.weights[place] += node.start
            self.weights[supports[0]] -= node.start


class Relaxation:
    """The ways that start with the own move at one place, of one kind: `skips`, `ends` the deal, or `walks`."""

    def __init__(self, side: Side, at: int, kind: str) -> None:
        self.side, self.at, self.kind = side, at, kind
        self.forced = side.below[at]
        self.constant = -sum(side.worth[place] for place in bits(self.forced))
        self.nodes: list[Node] = []
        self.follows: list[tuple[int, int]] = []
        self.products: list[tuple[int, int, int]] = []
        self.inside: list[int] = []
        later = side.own_mask & side.after(at) & ~self.forced
        self.exits = self._exits(later)
        self.endings = bits(later & side.ends) if kind != "skips" else []
        if kind == "walks" and self.exits:
            self.endings = [place for place in self.endings if place > self.exits[0]]
        self.possible = self.exits != [] or kind == "skips"
        if self.possible:
            self._build(later)

    def _exits(self, later: int) -> list[int]:
        if self.kind == "ends":
            return bits(later & self.side.ends)
        return bits((later | 1 << self.at) & self.side.walkable) if self.kind == "walks" else []

    def _build(self, later: int) -> None:
        side = self.side
        out = 0
        for place in bits(later if self.kind == "walks" else later & ~side.ends):
            out |= side.below[place]
        if self.endings:
            out |= side.after(self.endings[0])
        self.moves = bits(out & ~self.forced)
        self.node = {place: node for node, place in enumerate(self.moves)}
        self.nodes = [Node(-side.worth[place], bool(side.own_mask >> place & 1)) for place in self.moves]
        self._follow_conditions()
        self._charge()
        ended = self._chain(self.endings, self.moves, supports=True)
        walked = ended
        if self.kind == "walks":
            walked = self._chain(self.exits, [move for move in self.moves if side.own_mask >> move & 1])
        self._endings_only_as_such(ended, walked)
        self._take_exits(walked)

    def _follow_conditions(self) -> None:
        for place, node in self.node.items():
            for wait in self.side.tight[place]:
                if wait in self.node:
                    self.nodes[node].supports.append(self.node[wait])
                    self.follows.append((self.node[wait], node))

    def _charge(self) -> None:
        """Pledges: those lost at the first move are lost; each other is charged where a covered move starts."""
        first = self.side.game.moves[self.at].id
        for pledge in self.side.pledges:
            if first in pledge.covers:
                self.constant -= pledge.loses
                if not pledge.per_breach:
                    continue
            covered = [
                self.node[place]
                for place in self.side.covered[pledge.id]
                if place > self.at and place in self.node
            ]
            if pledge.per_breach or len(covered) == 1:
                for node in covered:
                    self.nodes[node].start -= pledge.loses
            elif covered:
                self.nodes.append(Node(-pledge.loses))
                for node in covered:
                    self.nodes[node].pays.append(len(self.nodes) - 1)

    def _chain(self, places: list[int], members: list[int], supports: bool = False) -> dict[int, int]:
        """A node for each place, true from there on; with it all members from there on are out.

        Returns:
            For each place of the deal from the first of the chain, the last node of the chain up to it.
        """
        chain: dict[int, int] = {}
        for place in places:
            last = len(self.nodes) - 1
            self.nodes.append(Node(supports=[last] if chain else []))
            if chain:
                self.follows.append((last, last + 1))
            chain[place] = last + 1
        latest = None
        upto = {}
        for place in range(places[0] if places else self.side.size, self.side.size):
            latest = chain.get(place, latest)
            assert latest is not None  # noqa: S101 -- the first place has a node
            upto[place] = latest
        for member in members:
            if member in upto:
                self.follows.append((upto[member], self.node[member]))
                if supports:
                    self.nodes[self.node[member]].supports.append(upto[member])
        return upto

    def _endings_only_as_such(self, ended: dict[int, int], walked: dict[int, int]) -> None:
        """A move that ends the deal starts only as the node of the chain that ends it."""
        for place in self.moves:
            if self.side.ends >> place & 1:
                self.nodes[self.node[place]].free = False
        for place in self.endings:
            end, move = self.nodes[ended[place]], self.nodes[self.node[place]]
            end.start, end.pays = move.start, move.pays
            end.off = [node for node in move.supports if node != ended[place]]
            if self.kind == "walks":
                self.follows.append((ended[place], walked[place]))

    def _take_exits(self, walked: dict[int, int]) -> None:
        side = self.side
        for place in self.exits:
            node = self.nodes[walked[place]]
            node.start += side.exits.get(place, 0)
            if place in self.node and self.kind == "walks":
                node.off = [self.node[wait] for wait in side.tight[place] if wait in self.node]
        if not self.exits:
            return
        self.inside.append(walked[self.exits[-1]])
        for place, adds in side.adds.items():
            if self.forced >> place & 1:
                self.constant -= adds
                if place in walked:
                    self.nodes[walked[place]].weight += adds
            elif place in self.node:
                self._take_off(place, adds, walked.get(place))

    def _take_off(self, place: int, adds: int, by: int | None) -> None:
        """An exit after a move that is out is less by what the move adds: by the product of out and not yet walked."""
        node = self.node[place]
        if by is None or self.kind == "ends" or self.side.own_mask >> place & 1:
            self.nodes[node].weight -= adds
            if by is not None:
                self.nodes[by].weight += adds
        else:
            self.products.append((node, by, -adds))

    def solve(self, ones: frozenset[int], zeros: frozenset[int]) -> tuple[int, list[bool]] | None:
        """The largest value of the relaxation with some nodes in the set and some out, and the set; None if none is."""
        cut = _Cut([node.weight for node in self.nodes], self.follows.copy(), [], set(zeros))
        for place, node in enumerate(self.nodes):
            if not ones or ones.isdisjoint(node.supports):
                cut.start(place, node, [one for one in node.supports if one not in zeros])
        for one, other, value in self.products:
            if other in zeros or (value > 0 and other not in ones):
                cut.weights[one] += value
            elif other not in ones:
                cut.costs.append((one, other, -value))
        found = best_closure(cut.weights, cut.follows, cut.costs, {*self.inside, *ones}, cut.outside)
        return None if found is None else (self.constant + found[0], found[1])

    def branches(self, chosen: list[bool], ones: frozenset[int], zeros: frozenset[int]) -> list[Child] | None:
        """What to add to the nodes in and out so that a broken condition is decided; None if none is broken."""
        worst: tuple[int, list[Child]] | None = None
        for place, node in enumerate(self.nodes):
            if chosen[place] and not any(chosen[one] for one in node.supports):
                broken = self._broken(node, chosen, zeros)
                if broken is not None and (worst is None or broken > worst[0]):
                    worst = broken, self._children(place, node)
        for one, other, value in self.products:
            counted = value > 0 and chosen[one] and chosen[other] and other not in ones
            if counted and (worst is None or value > worst[0]):
                worst = value, [([other], []), ([], [other])]
        return None if worst is None else worst[1]

    def _broken(self, node: Node, chosen: list[bool], zeros: frozenset[int]) -> int | None:
        """By how much a node in the set without support is valued too high; None if it is valued right."""
        if not node.free:
            return abs(node.weight)
        unpaid = sum(-self.nodes[pledge].weight for pledge in node.pays if not chosen[pledge])
        if sum(one not in zeros for one in node.supports) > 1:
            unpaid -= node.start
        wrong = unpaid or any(chosen[one] for one in node.off)
        return unpaid if wrong else None

    def _children(self, place: int, node: Node) -> list[Child]:
        children: list[Child] = [([], [place])]
        for number, one in enumerate(node.supports):
            children.append(([place, one], node.supports[:number]))
        if node.free:
            children.append(([place], [*node.supports, *node.off]))
        return children

    def way(self, chosen: list[bool]) -> tuple[int, int | None]:
        """The own moves that a set leaves out, as a mask, and the place at which it walks away, or None."""
        leaves = 1 << self.at
        for place, node in self.node.items():
            if chosen[node] and self.side.own_mask >> place & 1:
                leaves |= 1 << place
        if self.kind != "walks":
            return leaves, None
        return leaves, self._first(self.exits, chosen)

    def _first(self, places: Iterable[int], chosen: list[bool]) -> int | None:
        first = self.inside[0] - len(self.exits) + 1
        return next((place for number, place in enumerate(places) if chosen[first + number]), None)
