"""NegMAS's side of bargain_vs_negmas.py: what it is asked, and traps that a few outcomes show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from negmas.outcomes import SubsetCartesianOutcomeSpace, make_issue, make_os
from negmas.preferences import (
    LinearAdditiveUtilityFunction,
    MappingUtilityFunction,
    MOBANOSParetoSampler,
    nash_points,
    pareto_frontier,
)

from detente.bargain.domain import Domain

Vectors = np.ndarray


def theirs_of(domain: Domain) -> tuple[Any, list[Any]]:
    """NegMAS's outcome space and utility functions with our numbers."""
    space = make_os([make_issue(list(options), name=issue) for issue, options in domain.issues.items()])
    functions = []
    for party in domain.parties:
        own, without = domain.own[party], domain.no_deal.get(party)
        functions.append(
            LinearAdditiveUtilityFunction(
                values=[
                    {option: float(own[issue, option].low) for option in options}
                    for issue, options in domain.issues.items()
                ],
                weights=[1.0] * len(domain.issues),
                bias=0.0,
                outcome_space=space,
                reserved_value=float("-inf") if without is None else float(without.low),
                name=party,
            )
        )
    return space, functions


def listing(functions: Sequence[Any]) -> tuple[Any, Any]:
    """`pareto_frontier` on all outcomes."""
    return pareto_frontier(functions)


def mobanos(functions: Sequence[Any]) -> list[Any]:
    """The outcomes of the sampler MOBANOS."""
    sampler = MOBANOSParetoSampler()
    sampler.init(functions[0], functions[1])
    return list(sampler.pareto_outcomes(min_util=float("-inf")))


def values_of(functions: Sequence[Any], outcomes: Sequence[Any]) -> Vectors:
    """NegMAS's utilities of some outcomes, shape (outcomes, parties)."""
    rows = [[float(one(outcome)) for one in functions] for outcome in outcomes]
    return np.array(rows, float).reshape(len(rows), len(functions))


def traps() -> dict[str, str]:
    """Traps a, b and d of the specification, each as this version has it now."""
    return {"a": constraints(), "b": two_losses(), "d": ties()}


def table(rows: dict[tuple[str, str], tuple[float, float]], space: Any, reserved: float) -> list[Any]:
    """Two utility functions from a table of outcomes."""
    return [
        MappingUtilityFunction(
            {outcome: values[at] for outcome, values in rows.items()},
            outcome_space=space,
            reserved_value=reserved,
        )
        for at in range(2)
    ]


def constraints() -> str:
    """`pareto_frontier` without `outcomes`, on a space that leaves the best outcome out."""
    issues = (make_issue(["0", "1"], name="x"), make_issue(["0", "1"], name="y"))
    rows = {(a, b): (float(a) + float(b), float(a) + float(b) / 2) for a in "01" for b in "01"}
    space = SubsetCartesianOutcomeSpace(issues, outcomes=[one for one in rows if one != ("1", "1")])
    found, _ = listing(table(rows, space, float("-inf")))
    points = [tuple(map(float, one)) for one in found]
    held = "ignored" if rows["1", "1"] in points else "kept"
    return f"a space without the outcome 1 1, worth (2, 1.5): pareto_frontier gives {points}; the space is {held}"


def two_losses() -> str:
    """`nash_points` where one point is below both reserved values."""
    frontier = [(-1.0, -1.0), (0.4, 0.5)]
    found = [point for point, _ in nash_points(None, frontier, ranges=[(-2.0, 1.0), (-2.0, 1.0)])]
    wrong = "two losses multiply to a gain" if found == [(-1.0, -1.0)] else "losses do not count"
    return f"frontier {frontier}, reserved 0 and 0: nash_points gives {found}: {wrong}"


def ties() -> str:
    """How many of two outcomes with the same utilities are on the frontier."""
    space = make_os([make_issue(["0", "1"], name="x"), make_issue(["0", "1"], name="y")])
    rows = {(a, b): (1.0, 1.0) if a == b else (0.0, 0.0) for a in "01" for b in "01"}
    found, _ = listing(table(rows, space, float("-inf")))
    return f"two outcomes that are worth (1, 1): {len(found)} of them on the frontier"
