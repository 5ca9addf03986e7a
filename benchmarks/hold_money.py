"""How long the best order with payments takes, beside peers: ``python benchmarks/hold_money.py [--svg FILE]``.

First the sort rule and the series-parallel algorithm for growing numbers of acts. Then deals that the peers can solve
too: CP-SAT of OR-tools (extra ``solve``) finds the order as a model of positions in pairs, to a proof or its time
limit; HiGHS by SciPy finds the least guarantees of one order as a linear program over all payments. Each of our
figures is the best of several runs. Prints seconds, ratios and growth; nothing here passes or fails.
"""

from __future__ import annotations

import importlib.util
import platform
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import growth

from detente.hold.money.money import MoneyProblem, costs_and_gains, money_need, money_order
from detente.hold.money.payments import payments

if TYPE_CHECKING:
    from detente.hold.money.money import MoneyOrder

RUNS = 3
SORTED = (1_000, 10_000, 100_000)
SERIES_PARALLEL = (250, 500, 1_000, 2_000)
SMALL = (6, 9, 12)
SECONDS = 10.0  # that a peer may take
Pairs = list[tuple[int, int]]
T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}, best of {RUNS}\n")
    target = growth.asked(__doc__)
    grown = {
        name: grows(name, counts, make)
        for name, counts, make in (
            ("no precedence", SORTED, lambda count: problem(count, [])),
            ("random series-parallel", SERIES_PARALLEL, lambda count: problem(count, series_parallel(count))),
            ("one long comb", SERIES_PARALLEL, lambda count: problem(count, comb(count))),
            ("one long chain", SERIES_PARALLEL, lambda count: problem(count, chain(count))),
        )
    }
    growth.write(target, "Best order with money: seconds by number of acts", grown)
    sys.stdout.write("\npayments for the best order\n")
    for count in SORTED:
        deal = problem(count, [])
        order = money_order(deal).order
        taken, schedule = best(partial(payments, deal, order))
        sys.stdout.write(f"{count:7} acts: {taken:.3f} s, {len(schedule.payments)} payments\n")
    sys.stdout.write("\nbeside peers, series-parallel precedence\n")
    for count in SMALL:
        row(problem(count, series_parallel(count)))


def grows(
    name: str, counts: tuple[int, ...], make: Callable[[int], MoneyProblem]
) -> list[tuple[float, float]]:
    """The time for growing numbers of acts, and by how much it grows."""
    sys.stdout.write(f"\n{name}\n")
    before = 0.0
    found_at: list[tuple[float, float]] = []
    for count in counts:
        deal = make(count)
        taken, found = best(partial(money_order, deal))
        grown = f", {taken / before:.1f} times" if before else ""
        pairs = len(deal.precedence)
        sys.stdout.write(f"{count:7} acts, {pairs:7} pairs: {taken:.3f} s ({found.method}){grown}\n")
        before = taken
        found_at.append((count, taken))
    return found_at


def row(deal: MoneyProblem) -> None:
    """One small deal: our own time, and how many times longer each peer takes; the values are compared."""
    taken, found = best(lambda: money_order(deal))
    sys.stdout.write(f"{len(deal.acts):7} acts: {found.value} in {taken * 1e3:.2f} ms\n")
    if importlib.util.find_spec("ortools"):
        peer("CP-SAT, order", lambda: by_cp_sat(deal), found, taken)
    else:
        sys.stdout.write("          CP-SAT: not installed\n")
    if importlib.util.find_spec("scipy"):
        ours, _ = best(lambda: (money_need(deal, found.order), payments(deal, found.order)))
        peer("HiGHS, payments for that order", lambda: by_linear_program(deal, found.order), found, ours)
    else:
        sys.stdout.write("          HiGHS: not installed\n")


def peer(name: str, run: Callable[[], tuple[float, str]], found: MoneyOrder, ours: float) -> None:
    """One peer's value and time beside ours for the same question."""
    run()  # so that its import does not count
    taken, (value, said) = best(run)
    agrees = "the same value" if abs(value - found.value) < 1e-6 else f"value {value:g}"
    sys.stdout.write(f"          {name}: {taken * 1e3:.1f} ms, {taken / ours:.0f} times, {agrees}, {said}\n")


def best(run: Callable[[], T]) -> tuple[float, T]:
    """The shortest of several runs in seconds, and what the last gave."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        found = run()
        times.append(time.perf_counter() - started)
    return min(times), found


def problem(count: int, pairs: Pairs) -> MoneyProblem:
    """Two players, random costs and gains, the same at every run."""
    chance = random.Random(count)  # noqa: S311 -- no secret
    acts = tuple(f"act-{number}" for number in range(count))
    worth = {
        "north": {act: -chance.randint(0, 1000) for act in acts},
        "south": {act: chance.randint(0, 1000) for act in acts},
    }
    return MoneyProblem(acts, ("north", "south"), worth, tuple((acts[one], acts[two]) for one, two in pairs))


def series_parallel(count: int) -> Pairs:
    """A random construction, with only the pairs that join the last of one part to the first of the next."""
    chance = random.Random(count)  # noqa: S311 -- no secret
    # Parts as (first acts, last acts), joined two by two.
    parts = [([number], [number]) for number in range(count)]
    pairs: Pairs = []
    while len(parts) > 1:
        one, two = (parts.pop(chance.randrange(len(parts))) for _ in "12")
        if chance.random() < 0.5:
            pairs += [(last, first) for last in one[1] for first in two[0]]
            parts.append((one[0], two[1]))
        else:
            parts.append((one[0] + two[0], one[1] + two[1]))
    return pairs


def comb(count: int) -> Pairs:
    """The deepest construction: one act after all before it, one beside them, in turn; all pairs are given."""
    return [(before, after) for after in range(1, count, 2) for before in range(after)]


def chain(count: int) -> Pairs:
    """One act after the other."""
    return [(number, number + 1) for number in range(count - 1)]


def by_cp_sat(deal: MoneyProblem) -> tuple[float, str]:
    """The order as who comes before whom, with positions, and the largest need to be made least."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 -- an extra that need not be installed

    costs, gains = costs_and_gains(deal)
    count = len(costs)
    model = cp_model.CpModel()
    places = [model.new_int_var(0, count - 1, "") for _ in range(count)]
    least = model.new_int_var(0, sum(costs) + sum(gains), "")
    model.add_all_different(places)
    after: dict[tuple[int, int], cp_model.LiteralT] = {}
    for one in range(count):
        for two in range(one):
            later = model.new_bool_var("")
            after[one, two], after[two, one] = later, later.negated()
            model.add(places[one] > places[two]).only_enforce_if(after[one, two])
            model.add(places[one] < places[two]).only_enforce_if(after[two, one])
    for act in range(count):
        rest = sum((gains[k] - costs[k]) * after[k, act] for k in range(count) if k != act)
        model.add(least >= costs[act] - rest)
    index = {act: place for place, act in enumerate(deal.acts)}
    for first, second in deal.precedence:
        model.add(places[index[first]] < places[index[second]])
    model.minimize(least)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    return solver.objective_value, solver.status_name(status).lower()


def by_linear_program(deal: MoneyProblem, order: tuple[str, ...]) -> tuple[float, str]:
    """The least guarantees and all payments of one order: what stopping at each point would gain is at most 0."""
    import numpy as np  # noqa: PLC0415 -- only this peer needs it
    from scipy.optimize import linprog  # type: ignore[import-untyped] # noqa: PLC0415 -- need not be installed

    count, gaps = len(deal.players), len(order) + 1
    total = count + count * gaps
    above, limits = [], []
    for number, player in enumerate(deal.players):
        worth = [deal.worth[player][act] for act in order]
        for gap in range(gaps):
            for first in (gap, gap + 1):  # before the payments of the gap, and after them
                row = np.zeros(total)
                row[number] = -1
                row[count + number * gaps + first : count + (number + 1) * gaps] = -1
                above.append(row)
                limits.append(sum(worth[gap:]))
    equal = np.hstack([np.zeros((gaps, count)), *[np.eye(gaps)] * count])
    found = linprog(
        np.concatenate([np.ones(count), np.zeros(count * gaps)]),
        A_ub=np.array(above),
        b_ub=limits,
        A_eq=equal,
        b_eq=np.zeros(gaps),
        bounds=[(0, None)] * count + [(None, None)] * (count * gaps),
    )
    return float(found.fun), "optimal" if found.success else "not solved"


if __name__ == "__main__":
    main()
