"""Maximum flow and maximum closure on whole numbers of any size (Dinic 1970; Picard 1976)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Network:
    """Arcs with capacities, and the flow that has been sent over them so far."""

    def __init__(self, nodes: int) -> None:
        self.leaving: list[list[int]] = [[] for _ in range(nodes)]
        self.to: list[int] = []
        self.left: list[int] = []

    def arc(self, tail: int, head: int, capacity: int) -> None:
        """Add an arc; its reverse, with the number one higher, starts empty."""
        self.leaving[tail].append(len(self.to))
        self.leaving[head].append(len(self.to) + 1)
        self.to += (head, tail)
        self.left += (capacity, 0)

    def max_flow(self, source: int, sink: int) -> int:
        """Send as much as fits from the source to the sink (Dinic's layers, without recursion)."""
        sent = 0
        while True:
            layer = self._layers(source, sink)
            if layer[sink] < 0:
                return sent
            sent += self._blocking(source, sink, layer)

    def reached(self, source: int) -> list[bool]:
        """For each node, whether something more could be sent to it: the smallest side of a minimum cut."""
        return [layer >= 0 for layer in self._layers(source, -1)]

    def _layers(self, source: int, sink: int) -> list[int]:
        layer = [-1] * len(self.leaving)
        layer[source] = 0
        queue = [source]
        to, left = self.to, self.left
        for node in queue:
            deeper = layer[node] + 1
            for arc in self.leaving[node]:
                if left[arc] and layer[to[arc]] < 0:
                    layer[to[arc]] = deeper
                    queue.append(to[arc])
            if node == sink:
                break
        return layer

    def _blocking(self, source: int, sink: int, layer: list[int]) -> int:
        to, left, leaving = self.to, self.left, self.leaving
        turn = [0] * len(leaving)
        way: list[int] = []
        node = source
        sent = 0
        while True:
            if node == sink:
                sent += self._send(way)
                node = self._back_to_room(way)
                continue
            arcs = leaving[node]
            deeper = layer[node] + 1
            at = turn[node]
            while at < len(arcs) and not (left[arcs[at]] and layer[to[arcs[at]]] == deeper):
                at += 1
            turn[node] = at
            if at < len(arcs):
                way.append(arcs[at])
                node = to[arcs[at]]
            elif way:
                node = to[way.pop() ^ 1]
                turn[node] += 1
            else:
                return sent

    def _send(self, way: list[int]) -> int:
        left = self.left
        least = min([left[arc] for arc in way])
        for arc in way:
            left[arc] -= least
            left[arc ^ 1] += least
        return least

    def _back_to_room(self, way: list[int]) -> int:
        """Cut the way back to the tail of its first full arc, and return that tail."""
        first = next(place for place, arc in enumerate(way) if not self.left[arc])
        tail = self.to[way[first] ^ 1]
        del way[first:]
        return tail


def best_closure(
    weights: Sequence[int],
    follows: Iterable[tuple[int, int]],
    costs: Iterable[tuple[int, int, int]] = (),
    inside: Iterable[int] = (),
    outside: Iterable[int] = (),
) -> tuple[int, list[bool]] | None:
    """The set of nodes with the largest sum of weights that holds whatever follows from its nodes.

    Args:
        weights: what each node adds, one whole number a node.
        follows: pairs (one, other): where one is in the set, the other is too.
        costs: triples (one, other, cost): where one is in the set and the other is not, the cost of at least 0 is paid.
        inside: nodes that have to be in the set.
        outside: nodes that may not be in it.

    Returns:
        The largest sum, and for each node whether it is in the smallest such set; None where no set is possible.

    Source:
        J. C. Picard, "Maximal closure of a graph and applications to combinatorial problems", Management Science 22
        (1976): the closure is the source side of a minimum cut. E. A. Dinic, Soviet Math. Doklady 11 (1970): the cut.
    """
    costs = list(costs)
    source, sink = len(weights), len(weights) + 1
    network = Network(len(weights) + 2)
    gains = sum(weight for weight in weights if weight > 0)
    never = 1 + gains - sum(weight for weight in weights if weight < 0) + sum(cost for *_, cost in costs)
    for node, weight in enumerate(weights):
        if weight > 0:
            network.arc(source, node, weight)
        elif weight < 0:
            network.arc(node, sink, -weight)
    for one, other in follows:
        network.arc(one, other, never)
    for one, other, cost in costs:
        network.arc(one, other, cost)
    for node in inside:
        network.arc(source, node, never)
    for node in outside:
        network.arc(node, sink, never)
    cut = network.max_flow(source, sink)
    if cut >= never:
        return None
    return gains - cut, network.reached(source)[:-2]
