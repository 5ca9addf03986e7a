"""From package to better package, until the solver leaves nothing better: exact in whole numbers at every step."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from detente.bargain.milp.goals import Goal, Requirement
    from detente.bargain.milp.model import Model
    from detente.bargain.milp.program import Solved

MOST_ROUNDS: Final = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The best package found, and what none exceeds.

    `chosen`: places of options, or None: there is no such package if `proved`, else none was found in time. `value` is
    exact. `proved`: no package gives more than `value`, which `upper_bound` then equals.
    """

    chosen: tuple[int, ...] | None
    value: Fraction | None
    upper_bound: Fraction | None
    proved: bool


@dataclass(slots=True)
class _Climb:
    model: Model
    goal: Goal
    requirements: Sequence[Requirement]
    bound: Fraction
    best: tuple[int, ...] | None = None
    value: Fraction | None = None
    met: list[tuple[int, ...]] = field(default_factory=list)
    seen: list[tuple[int, ...]] = field(default_factory=list)

    def take(self, chosen: tuple[int, ...]) -> None:
        """Look at a package in whole numbers."""
        self.met.append(chosen)
        if not self.model.numbers.is_allowed(chosen):
            return
        point = self.model.point(chosen)
        if not all(one.holds(point) for one in self.requirements):
            return
        self.seen.append(point)
        value = self.goal.value(point)
        if self.value is None or value > self.value:
            self.best, self.value = chosen, value

    @property
    def done(self) -> bool:
        """Whether the bound leaves nothing better."""
        return self.value is not None and self.bound < self.goal.above(self.value)

    def ask(self, seconds: float) -> Solved:
        """Ask the solver for something better than the best, and new."""
        program = self.model.program.copy()
        better = [] if self.value is None else self.goal.better(self.value, self.seen)
        for one in (*self.requirements, *better):
            one.put(program, self.model)
        for chosen in self.met:
            program.row(self.model.columns(chosen), [1.0] * len(chosen), high=len(chosen) - 1.0)
        return program.largest(self.goal.put(program, self.model, self.seen), seconds=seconds)

    def found(self, *, proved: bool) -> Found:
        """What there is to report."""
        if proved:
            return Found(self.best, self.value, self.value, True)
        return Found(self.best, self.value, self.bound, False)


def climb(
    model: Model,
    goal: Goal,
    requirements: Sequence[Requirement],
    *,
    until: float,
    start: tuple[int, ...] | None = None,
) -> Found:
    """The package that a goal is largest at, among those that meet all requirements.

    Every package that the solver names is looked at in whole numbers; then the solver is asked for one that is better
    by at least a step and has not been named, until there is none or its bound says so. So what its tolerances blur is
    told apart one by one. `until`: a time of `time.perf_counter`; `start`: a package to begin from.
    """
    state = _Climb(model, goal, requirements, goal.highest(model))
    if start is not None:
        state.take(start)
    for _ in range(MOST_ROUNDS):
        if state.done:
            return state.found(proved=True)
        solved = state.ask(until - time.perf_counter())
        if solved.none:
            return state.found(proved=True)
        if solved.bound < float("inf"):
            bound = goal.read(solved.bound, model)
            state.bound = min(state.bound, bound if state.value is None else max(bound, state.value))
        if solved.numbers is None:
            break
        state.take(model.chosen(solved.numbers))
        if time.perf_counter() >= until:
            break
    if state.value is not None:
        state.bound = max(state.bound, state.value)
    return state.found(proved=state.done)
