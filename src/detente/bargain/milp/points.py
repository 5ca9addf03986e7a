"""Single packages without the frontier: best by one formula, exact, with a bound where time runs out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from detente.bargain.milp.climb import Found, climb
from detente.bargain.milp.goals import Product, Smallest, Total, common_step
from detente.bargain.milp.model import AtLeast, Model, Together, model_of

if TYPE_CHECKING:
    from detente.bargain.milp.goals import Goal, Requirement
    from detente.bargain.numbers import Numbers

SECONDS: Final = 60.0
METHOD: Final = "mixed-integer programming (HiGHS), every package checked in whole numbers"
OUTER: Final = f"outer approximation by tangents of the logarithms (Duran & Grossmann 1986), {METHOD}"
_FOR_THE_FORMULA: Final = 0.5
_FOR_THE_LARGEST_SUM: Final = 0.75
"""Shares of the time: after the first, the formula's package is taken as it is and made undominated; after the second,
only what dominates it is still looked for."""


@dataclass(frozen=True, slots=True)
class Single:
    """One package.

    `chosen`: the place of the option chosen for each issue; None where there is no package with what is asked
    (`proved`) or none was found in time. `value`: what the formula gives, exact, from whole numbers on the grid.
    `upper_bound`: no package gives more; equal to `value` if `proved`.
    `undominated`: no package that gives everybody its no-deal worth is worse for nobody and better for somebody.
    Whether the solver is right that nothing is left rests on 64-bit numbers with tolerances; all else is exact.
    """

    chosen: tuple[int, ...] | None
    value: Fraction | None
    upper_bound: Fraction | None
    proved: bool
    undominated: bool
    method: str
    seconds: float


def best_smallest_gain(
    numbers: Numbers,
    reference: Sequence[int],
    scale: Sequence[Fraction | None],
    *,
    time_limit: float = SECONDS,
) -> Single:
    """The largest smallest (worth - reference) / scale, among packages that give all their no-deal worth.

    Egalitarian with scale 1 / step (Kalai 1977, Econometrica 45), Kalai-Smorodinsky with the best possible gain as the
    scale (Kalai & Smorodinsky 1975, Econometrica 43). Of the packages that reach it, one with the largest sum of gains
    as shares of the range of each party's worths, to the solver's tolerance, so that it is undominated.

    Args:
        numbers: the domain.
        reference: what gains are measured from, on the grid, one a party.
        scale: above 0, on the grid, one a party; None leaves a party out of the smallest, but not all of them.
        time_limit: in seconds.

    Raises:
        MissingExtra: scipy is not installed.
        ValueError: no party has a scale, or one is not above 0.
    """
    clock = _Clock(time_limit)
    model = model_of(numbers)
    goal = Smallest(_ints(reference), _scales(scale))
    asked: list[Requirement] = [no_deal(numbers)]
    found = climb(model, goal, asked, until=clock.formula)
    if found.value is not None:
        asked.append(goal.keep(found.value))
    return _polished(model, goal, found, asked, METHOD, clock)


def best_leximin(
    numbers: Numbers,
    reference: Sequence[int],
    scale: Sequence[Fraction | None],
    *,
    time_limit: float = SECONDS,
) -> Single:
    """The leximin package: the smallest (worth - reference) / scale as large as can be, then the next, and so on.

    `value` and `upper_bound` are of the smallest; `proved` only if every step was. Each step keeps those before it:
    at most so many parties may have less (Bouveret & Lemaitre 2009, Artificial Intelligence 173(2), 343-364).

    Args, raises: as `best_smallest_gain`.
    """
    clock = _Clock(time_limit)
    model = model_of(numbers)
    goal = Smallest(_ints(reference), _scales(scale))
    asked: list[Requirement] = [no_deal(numbers)]
    first = found = climb(model, goal, asked, until=clock.formula)
    later = goal
    for excused in range(1, sum(one is not None for one in goal.scale)):
        if found.value is None or not found.proved:
            break
        asked.append(later.keep(found.value))
        later = replace(goal, excused=excused)
        found = climb(model, later, asked, until=clock.formula, start=found.chosen)
    if found.value is not None:
        asked.append(later.keep(found.value))
    last = replace(found, value=first.value, upper_bound=first.upper_bound)
    return _polished(model, goal, last, asked, METHOD, clock)


def best_sum(numbers: Numbers, weights: Sequence[Fraction], *, time_limit: float = SECONDS) -> Single:
    """The largest sum of weight times worth on the grid, among packages that give all their no-deal worth.

    Utilitarian with the steps of the grid as weights, in a shared unit. Weights are 0 or more.

    Raises:
        MissingExtra: scipy is not installed.
        ValueError: a weight is below 0.
    """
    given = tuple(Fraction(weight) for weight in weights)
    if min(given) < 0:
        raise ValueError("a weight is below 0")
    clock = _Clock(time_limit)
    model = model_of(numbers)
    goal = Total(given, common_step(given))
    asked: list[Requirement] = [no_deal(numbers)]
    found = climb(model, goal, asked, until=clock.formula)
    if found.proved and all(given):
        return _single(found, METHOD, clock, undominated=found.chosen is not None)
    if found.value is not None:
        asked.append(Together(given, found.value, goal.step))
    return _polished(model, goal, found, asked, METHOD, clock)


def best_nash(
    numbers: Numbers,
    reference: Sequence[int],
    *,
    counts: Sequence[bool] | None = None,
    time_limit: float = SECONDS,
) -> Single:
    """The largest product of worth - reference on the grid, among packages that give all their no-deal worth.

    Only packages in which every party that counts (`counts`; all if None) has more than its reference: `chosen` is None
    and `proved` where there is none. Nash 1950, Econometrica 18; by outer approximation, the incumbent from below and
    the master program from above.

    Raises:
        MissingExtra: scipy is not installed.
    """
    clock = _Clock(time_limit)
    model = model_of(numbers)
    counted = tuple(counts) if counts is not None else (True,) * len(numbers.parties)
    goal = Product(_ints(reference), counted)
    asked: list[Requirement] = [no_deal(numbers), goal.above_nothing]
    found = climb(model, goal, asked, until=clock.formula)
    if found.proved and all(counted):
        return _single(found, OUTER, clock, undominated=found.chosen is not None)
    if found.chosen is not None:
        asked.append(AtLeast(model.point(found.chosen)))
    return _polished(model, goal, found, asked, OUTER, clock)


def ideal(numbers: Numbers, *, time_limit: float = SECONDS) -> dict[str, Single]:
    """Each party's best worth on the grid among packages that give all their no-deal worth.

    Raises:
        MissingExtra: scipy is not installed.
    """
    clock = _Clock(time_limit)
    model = model_of(numbers)
    found = {}
    for left, (place, party) in zip(
        range(len(numbers.parties), 0, -1), enumerate(numbers.parties), strict=True
    ):
        one = clock.share(left)
        best = climb(model, _alone(model, place), [no_deal(numbers)], until=one.end)
        found[party] = _single(best, METHOD, one, undominated=False)
    return found


def any_package(numbers: Numbers, *, time_limit: float = SECONDS) -> Found:
    """Some package that gives all their no-deal worth; `proved` without one where there is none.

    Raises:
        MissingExtra: scipy is not installed.
    """
    model = model_of(numbers)
    nothing = Total((Fraction(0),) * len(numbers.parties), Fraction(1))
    return climb(model, nothing, [no_deal(numbers)], until=_Clock(time_limit).end)


def no_deal(numbers: Numbers) -> AtLeast:
    """Every party that has a no-deal worth gets it."""
    return AtLeast(tuple(None if limit is None else int(limit) for limit in numbers.no_deal))


def _alone(model: Model, place: int) -> Goal:
    return Total(
        tuple(Fraction(party == place) for party in range(len(model.worth))),
        Fraction(1),
    )


def _ints(reference: Sequence[int]) -> tuple[int, ...]:
    return tuple(int(number) for number in reference)


def _scales(scale: Sequence[Fraction | None]) -> tuple[Fraction | None, ...]:
    given = tuple(None if one is None else Fraction(one) for one in scale)
    if not any(given) or any(one is not None and one <= 0 for one in given):
        raise ValueError("the scale of at least one party is needed, and each has to be above 0")
    return given


class _Clock:
    """When to stop."""

    def __init__(self, seconds: float) -> None:
        self.start = time.perf_counter()
        self.formula = self.start + _FOR_THE_FORMULA * seconds
        self.largest_sum = self.start + _FOR_THE_LARGEST_SUM * seconds
        self.end = self.start + seconds

    def share(self, of: int) -> _Clock:
        """One of so many equal parts of the time that is left."""
        return _Clock(max(0.0, self.end - time.perf_counter()) / of)

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.perf_counter() - self.start


def _polished(
    model: Model, goal: Goal, found: Found, asked: Sequence[Requirement], method: str, clock: _Clock
) -> Single:
    """Among packages with what is asked, the one with the largest sum of worths as shares of their ranges.

    `asked` has to hold for whatever dominates the package found. Where its value was not proved it can only grow.
    """
    if found.chosen is None or found.value is None or found.upper_bound is None:
        return _single(found, method, clock, undominated=False)
    spread = [most - least for least, most in zip(model.least, model.most, strict=True)]
    weights = tuple(Fraction(1, size) if size else Fraction(0) for size in spread)
    step = min((weight for weight in weights if weight), default=Fraction(1))
    total = Total(weights, step)
    best = climb(model, total, asked, until=clock.largest_sum, start=found.chosen)
    if not best.proved and best.chosen is not None:
        point = AtLeast(model.point(best.chosen))
        best = climb(model, total, [*asked, point], until=clock.end, start=best.chosen)
    value = goal.value(model.point(best.chosen or found.chosen))
    better = Found(best.chosen, value, max(found.upper_bound, value), found.proved)
    return _single(better, method, clock, undominated=best.proved)


def _single(found: Found, method: str, clock: _Clock, *, undominated: bool) -> Single:
    return Single(
        found.chosen, found.value, found.upper_bound, found.proved, undominated, method, clock.seconds
    )
