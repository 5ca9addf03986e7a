"""The best order as a constraint program for CP-SAT (extra `solve`): which of two acts comes first, for every two.

Positions tie the pairs together; an assignment of acts to positions instead of pairs is clearly slower here.
"""

from __future__ import annotations

import importlib
import importlib.util
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from detente.hold.orders._indexed import Clock, Indexed

LARGEST = 2**50  # the solver's own sums have to stay within 64 bits


@dataclass(frozen=True, slots=True)
class Solved:
    """The order that the solver ends with (None if it found none), a bound, and whether it proved the order best."""

    order: tuple[int, ...] | None
    low: int
    proved: bool


def installed() -> bool:
    """Whether OR-tools is there."""
    return importlib.util.find_spec("ortools") is not None


def solve(x: Indexed, total: bool, low: int, hint: Sequence[int], clock: Clock) -> Solved | None:
    """Look for an order that is better than the hint; None where the numbers are too large for the solver.

    Args:
        x: the acts and players.
        total: least weighted sum of needs, else least weighted maximum.
        low: what no order can be below.
        hint: an order to start from.
        clock: when to end; the time to build the program counts.
    """
    if x.largest * max(1, x.n) >= LARGEST:
        return None
    high = x.value(hint, total)
    return _Program(x, total, low, high, hint).run(clock)


class _Program:
    def __init__(self, x: Indexed, total: bool, low: int, high: int, hint: Sequence[int]) -> None:
        self.cp = importlib.import_module("ortools.sat.python.cp_model")
        self.x, self.model = x, self.cp.CpModel()
        self.place = {act: place for place, act in enumerate(hint)}
        self.first: dict[tuple[int, int], Any] = {}
        self._pairs()
        needs = [self.model.new_int_var(0, high // weight, f"need{i}") for i, weight in enumerate(x.weights)]
        self._tails(needs)
        self.goal = self.model.new_int_var(low, high, "goal")
        weighted = [need * weight for need, weight in zip(needs, x.weights, strict=True)]
        if total:
            self.model.add(self.goal == sum(weighted))
        else:
            for one in weighted:
                self.model.add(self.goal >= one)
        self.model.minimize(self.goal)

    def _pairs(self) -> None:
        n, model = self.x.n, self.model
        at = [model.new_int_var(0, n - 1, f"at{act}") for act in range(n)]
        for a in range(n):
            model.add_hint(at[a], self.place[a])
            for b in range(a + 1, n):
                one = model.new_bool_var(f"{a}<{b}")
                self.first[a, b], self.first[b, a] = one, one.negated()
                model.add_hint(one, self.place[a] < self.place[b])
                model.add(at[a] + 1 <= at[b]).only_enforce_if(one)
                model.add(at[b] + 1 <= at[a]).only_enforce_if(one.negated())
                if self.x.before[b] >> a & 1:
                    model.add(one == 1)
                elif self.x.before[a] >> b & 1:
                    model.add(one == 0)
        for b in range(n):
            model.add(at[b] == sum(self.first[a, b] for a in range(n) if a != b))

    def _tails(self, needs: Sequence[Any]) -> None:
        x = self.x
        for act, movers in enumerate(x.movers):
            for i in movers:
                row = x.worth[i]
                later = sum(row[b] * self.first[act, b] for b in range(x.n) if b != act and row[b])
                self.model.add(needs[i] + later >= x.exits[i] - row[act])

    def run(self, clock: Clock) -> Solved:
        solver = self.cp.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.01, clock.left())
        solver.parameters.random_seed = 0
        solver.parameters.num_workers = min(8, os.cpu_count() or 1)
        status = solver.solve(self.model)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return Solved(None, 0, False)
        low = math.ceil(solver.best_objective_bound - 1e-6)
        n = self.x.n
        ranks = [
            sum(1 for b in range(n) if b != a and solver.boolean_value(self.first[b, a])) for a in range(n)
        ]
        return Solved(tuple(sorted(range(n), key=ranks.__getitem__)), low, status == self.cp.OPTIMAL)
