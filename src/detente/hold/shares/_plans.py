"""From a party's tests in exact numbers to plans for the sampler."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from detente.deal.worth import Ranking
from detente.hold.shares._cone import Cone, cone_of
from detente.hold.shares._extensions import tables
from detente.hold.shares._linear import Program
from detente.hold.shares._sampling import (
    EXPONENTIAL,
    TRIANGULAR,
    UNIFORM,
    Chain,
    Draws,
    General,
    Plan,
    Ranked,
    accepted,
    key,
    ranked_plan,
)
from detente.hold.shares._settled import Settled, side
from detente.hold.shares.valuations import ExactRow, Linear, Value, orders

if TYPE_CHECKING:
    from detente.hold.shares._sampling import Floats

ZERO = Fraction(0)
WALK = 10  # steps of a walk times the square of the number of rays: see the test of its uniformity
ENOUGH = 1 / 2  # the share of accepted draws at which no better way is looked for
REJECT_FROM = 1 / 500  # the least share of accepted draws at which drawing again is quicker than a walk


@dataclass(frozen=True, slots=True)
class _Line:
    """A row over the numbers that are drawn: it holds if the sum is at most the limit."""

    sums: dict[str, Fraction]
    limit: Fraction


@dataclass(frozen=True, slots=True)
class _Number:
    """What is drawn for one value: the value is `base` plus `scale` times the number."""

    kind: int
    base: Fraction
    scale: Fraction
    mode: float = 0.0


def plans_of(parties: Sequence[Settled], seed: int) -> tuple[list[Plan], str]:
    """The plans of all parties, and in words what is drawn and how."""
    plans: list[Plan] = []
    ways: dict[str, None] = {}
    for party in parties:
        whose = party.tests.party
        ranked = set(party.ranked)
        sized = [row for row in party.live if ranked.intersection(row.coefficients)]
        given = [row for row in party.live if not ranked.intersection(row.coefficients)]
        lines, numbers = _given(party, given)
        if given:
            ways["values drawn from their ranges"] = None
        if sized:
            cone = cone_of(party.tests.rankings)
            sizes = [_sizes(row, party) for row in sized]
            plan, way = _ranked(party, cone, sizes, seed) if cone.extra else (None, "exact draws")
            if plan:
                plans.append(plan)
            else:
                along = ({_ray(ray): n for ray, n in cone.along(one).items()} for one in sizes)
                lines += [_Line(one, ZERO) for one in along]
                numbers |= {_ray(name): _Number(EXPONENTIAL, ZERO, Fraction(1)) for name in cone.parts}
            ways[f"sizes that sum to 1, uniform given the rankings, by {way}"] = None
        if lines:
            plans.append(_plan(whose, lines, numbers, seed))
    return plans, "sampled: " + "; ".join(ways)


def work(plan: Plan) -> float:
    """About how many nanoseconds numpy takes for one valuation more than the kernels do (0: there is no kernel)."""
    if isinstance(plan, Ranked):
        return 0.0
    return 4.0 * len(plan.draws.keys) + (0.5 * plan.matrix.size if isinstance(plan, General) else 0.0)


def _ray(name: str) -> str:
    return f"\0ray {name}"


def _sizes(row: ExactRow, party: Settled) -> dict[str, Fraction]:
    """A row over the sizes of ranked values; a value that is not known counts as 0 (it does not matter here)."""
    signs = {name: side(party.values[name]) for name in party.ranked}
    return {name: number * signs[name] for name, number in row.coefficients.items() if signs.get(name)}


def _given(party: Settled, rows: Iterable[ExactRow]) -> tuple[list[_Line], dict[str, _Number]]:
    """Rows of ranges over standard numbers; a value that is not known counts as 0 (it does not matter here)."""
    numbers = {
        name: _standard(value)
        for name, value in party.values.items()
        if not (value.worth.is_unknown or value.worth.is_point)
    }
    lines = []
    for row in rows:
        known = {name: number for name, number in row.coefficients.items() if name in numbers}
        sums = {name: number * numbers[name].scale for name, number in known.items()}
        base = sum((number * numbers[name].base for name, number in known.items()), row.constant)
        lines.append(_Line(sums, -base))
    return lines, numbers


def _standard(value: Value) -> _Number:
    low, high = value.bounds
    if low is None or high is None:
        raise ValueError(f"`{value.name}` has no bounds to draw between.")
    width = high - low
    if (
        value.worth.likely is None
    ):  # the number drawn is whole, from -2**31; its place is the middle of its step
        return _Number(UNIFORM, low + width * (Fraction(1, 2) + Fraction(1, 2**33)), width / 2**32)
    likely = value.nominal or Fraction(0)
    return _Number(TRIANGULAR, low, width, float((likely - low) / width))


def _plan(party: str, lines: Sequence[_Line], numbers: Mapping[str, _Number], seed: int) -> Plan:
    """A chain where the rows nest, else a matrix."""
    steps = _nested(lines)
    names = list(steps) if steps is not None else sorted({name for line in lines for name in line.sums})
    draws = Draws(
        np.array([key(seed, party, name) for name in names], np.uint64),
        np.array([numbers[name].kind for name in names], np.int8),
        np.array([numbers[name].mode for name in names], np.float64),
    )
    if steps is not None:
        weights = np.array([float(weight) for weight, _ in steps.values()])
        return Chain(draws, weights, np.array([limit for _, limit in steps.values()]))
    matrix = np.array([[float(line.sums.get(name, 0)) for name in names] for line in lines])
    return General(draws, matrix, np.array([float(line.limit) for line in lines]))


def _nested(lines: Sequence[_Line]) -> dict[str, tuple[Fraction, float]] | None:
    """Each value's weight and the limit on the sum so far, where every row continues the shorter ones; else None."""
    steps: dict[str, tuple[Fraction, float]] = {}
    last = ""
    for line in sorted(lines, key=lambda line: (len(line.sums), line.limit)):
        if any(line.sums.get(name) != weight for name, (weight, _) in steps.items()):
            return None
        new = sorted(set(line.sums) - set(steps))
        for name in new:
            steps[name] = line.sums[name], np.inf
        last = new[-1] if new else last
        weight, limit = steps[last]
        steps[last] = weight, min(limit, float(line.limit))
    return steps


def _ranked(party: Settled, cone: Cone, sizes: Sequence[Linear], seed: int) -> tuple[Ranked, str]:
    """A plan for rankings that say more than one cone of rays does: the way that loses fewest draws."""
    names = list(cone.parts)
    keys = [key(seed, party.tests.party, _ray(name)) for name in names]
    place = key(seed, party.tests.party, "\0place")
    along = table(names, [cone.along(one) for one in sizes])
    by_ray = ranked_plan(keys, table(names, cone.extra), along, place)
    if cone.accepted < ENOUGH:
        by_order = ordered(party.tests.rankings, names, ranked_plan(keys, [], table(names, sizes), place))
        if by_order and not len(by_order.extra):
            return by_order, "exact draws"
        if by_order and (chance := accepted(by_order)) > cone.accepted and chance >= REJECT_FROM:
            return by_order, "rejection"
    if cone.accepted >= REJECT_FROM:
        return by_ray, "rejection"
    plan = walking(names, cone, by_ray)
    return plan, f"hit-and-run walks of {plan.steps} steps"


def walking(names: Sequence[str], cone: Cone, plan: Ranked) -> Ranked:
    """The plan with walks in the place of draws that are mostly not accepted."""
    start = np.array(_inside(names, cone.extra))
    return replace(plan, start=start, steps=WALK * len(names) ** 2)


def ordered(rankings: Sequence[Ranking], names: Sequence[str], plan: Ranked) -> Ranked | None:
    """A plan that draws orders of the names by what ranks one above one; what ranks sums is left to be accepted."""
    above: dict[str, list[str]] = {}
    extra = []
    for one in (sums for ranking in rankings for sums in orders(ranking)):
        larger, smaller = ([name for name, n in one.items() if n * sign > 0] for sign in (1, -1))
        if len(larger) == len(smaller) == 1:
            above.setdefault(smaller[0], []).append(larger[0])
        elif smaller:
            extra.append(one)
    made = tables(names, above)
    return made and replace(plan, extra=table(names, extra), follow=made[0], chances=made[1])


def table(names: Sequence[str], rows: Sequence[Linear]) -> Floats:
    """Rows x names."""
    numbers = [[float(row.get(name, 0)) for name in names] for row in rows]
    return np.array(numbers, np.float64).reshape(-1, len(names))


def _inside(names: Sequence[str], extra: Sequence[Linear]) -> list[float]:
    """A point well inside: the least coordinate and the least extra sum are as large as they can be."""
    one = Fraction(1)
    program = Program({**dict.fromkeys(names, (Fraction(0), one)), "\0margin": (Fraction(0), one)})
    whole = dict.fromkeys(names, one)
    program.always = [(whole, one), (dict.fromkeys(names, -one), -one)]
    for sums in [*({name: one} for name in names), *extra]:
        program.always.append(
            ({**{name: -number for name, number in sums.items()}, "\0margin": one}, Fraction(0))
        )
    best = program.most({"\0margin": one})
    if best is None:
        raise ValueError("The rankings contradict each other.")
    return [float(best[1][name]) for name in names]
