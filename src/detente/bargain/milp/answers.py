"""The five solution points without the frontier, in the words of those that are found on it."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from detente.bargain.milp.points import (
    SECONDS,
    Single,
    best_leximin,
    best_nash,
    best_smallest_gain,
    best_sum,
    ideal,
)
from detente.bargain.results import Package, Solution
from detente.bargain.solutions import saying
from detente.bargain.solutions.bounds import as_float

if TYPE_CHECKING:
    from detente.bargain.domain import Domain
    from detente.bargain.numbers import Numbers

NOTHING: Final = (
    "No package gives every party the worth that its gain is measured from, so there is no solution point."
)
ONE_OF_MANY: Final = (
    "Found by mixed-integer programming, without the list of undominated packages: other packages may reach the same, "
    "and they are not counted."
)
OPEN: Final = "Not proved in the time given: another package may reach up to the upper bound."
MAYBE_DOMINATED: Final = "That nobody can be better off without another losing is not proved."


@dataclass(frozen=True, slots=True, eq=False)
class _Gains:
    """What gains are measured from; `numbers` has it as the no-deal worths.

    `known[p]`: the best worth found for p; `ideal[p]`: none is larger.
    """

    domain: Domain
    numbers: Numbers
    reference: tuple[int, ...]
    ideal: tuple[int, ...]
    known: tuple[int | None, ...]

    @property
    def who_can_gain(self) -> tuple[int, ...]:
        """As far as is known."""
        return tuple(place for place, best in enumerate(self.ideal) if best > self.reference[place])

    @property
    def stretch(self) -> Fraction | None:
        """How many times too large a gain may be taken as the best possible; None where that is not known."""
        found = Fraction(1)
        for place in self.who_can_gain:
            known = self.known[place]
            if known is None or known <= self.reference[place]:
                return None
            found = max(
                found, Fraction(self.ideal[place] - self.reference[place], known - self.reference[place])
            )
        return found

    def scale(self, *, shares: bool) -> list[Fraction | None]:
        """Of gains on the grid: the best possible ones, or units."""
        return [
            None
            if place not in self.who_can_gain
            else Fraction(self.ideal[place] - self.reference[place])
            if shares
            else 1 / self.numbers.step[place]
            for place in range(len(self.ideal))
        ]


def solutions_by_milp(
    domain: Domain,
    numbers: Numbers,
    reference: Sequence[int],
    *,
    time_limit: float = SECONDS,
    notes: list[str] | None = None,
) -> dict[str, Solution | None]:
    """The five solution points by mixed-integer programming: for domains whose frontier is not exact, or is not there.

    Each is one package where its formula is largest, undominated, with a bound where that was not proved in time; None
    where the formula gives none, or none was found: `notes` is told why. The same formulas as `solutions_of`.

    Args:
        domain: parties, their names and units.
        numbers: its numbers.
        reference: what gains are measured from, on the grid, one a party.
        time_limit: in seconds, for all together.
        notes: sentences are added here.

    Raises:
        MissingExtra: scipy is not installed.
    """
    end = time.perf_counter() + time_limit
    said: list[str] = []
    start = tuple(int(number) for number in reference)
    floors = tuple(
        number if limit is None else max(number, limit)
        for number, limit in zip(start, numbers.no_deal, strict=True)
    )
    numbers = replace(numbers, no_deal=floors)
    best = ideal(numbers, time_limit=time_limit / (1 + len(saying.NAMES)))
    if any(one.proved and one.chosen is None for one in best.values()):
        found: dict[str, Solution | None] = dict.fromkeys(saying.NAMES)
        said.append(NOTHING)
    else:
        found = _found(_gains(domain, numbers, start, list(best.values())), end, said)
    if notes is not None:
        notes.extend(dict.fromkeys(sentence for sentence in said if sentence))
    return found


def _gains(domain: Domain, numbers: Numbers, start: tuple[int, ...], best: list[Single]) -> _Gains:
    """No package is better than the bounds of the best ones."""
    ideals = [int(one.upper_bound // 1) if one.upper_bound is not None else 0 for one in best]
    known = tuple(None if one.value is None else int(one.value) for one in best)
    return _Gains(domain, numbers, start, tuple(ideals), known)


def _found(gains: _Gains, end: float, said: list[str]) -> dict[str, Solution | None]:
    said.extend([saying.left_out(gains), saying.rounded(gains)])
    found: dict[str, Solution | None] = dict.fromkeys(saying.NAMES)
    order = (saying.UTILITARIAN, saying.NASH, saying.KALAI_SMORODINSKY, saying.EGALITARIAN, saying.LEXIMIN)
    for left, name in zip(range(len(order), 0, -1), order, strict=True):
        why = saying.no_sum(gains.domain) if name == saying.UTILITARIAN else ""
        if name != saying.UTILITARIAN and not gains.who_can_gain:
            why = saying.NO_GAINS
        if not why:
            single = _single(name, gains, max(0.0, end - time.perf_counter()) / left)
            found[name] = _solution(name, gains, single)
            why = _why_none(name, gains, single) if found[name] is None else ""
        said.append(why)
    return found


def _why_none(name: str, gains: _Gains, single: Single) -> str:
    if name == saying.NASH and single.proved:
        return saying.no_nash(gains, sure=True)
    if name == saying.LEXIMIN and single.chosen is not None:
        return "The leximin package is not given: it was not proved in the time given."
    return f"No {name} package was found in the time given."


def _single(name: str, gains: _Gains, seconds: float) -> Single:
    numbers = gains.numbers
    if name == saying.UTILITARIAN:
        return best_sum(numbers, numbers.step, time_limit=seconds)
    if name == saying.NASH:
        counts = [place in gains.who_can_gain for place in range(len(gains.ideal))]
        return best_nash(numbers, gains.reference, counts=counts, time_limit=seconds)
    best = best_leximin if name == saying.LEXIMIN else best_smallest_gain
    scale = gains.scale(shares=name != saying.EGALITARIAN)
    return best(numbers, gains.reference, scale, time_limit=seconds)


def _solution(name: str, gains: _Gains, single: Single) -> Solution | None:
    """In units, with labels and what has to be said."""
    if single.chosen is None or single.value is None or single.upper_bound is None:
        return None
    if name == saying.LEXIMIN and not single.proved:
        return None
    shares = name in (saying.KALAI_SMORODINSKY, saying.LEXIMIN)
    proved = single.proved and not (shares and gains.stretch != 1)
    value, bound = (_in_units(name, gains, number) for number in (single.value, single.upper_bound))
    if shares:
        bound = Fraction(1) if gains.stretch is None else min(Fraction(1), bound * gains.stretch)
    numbers = gains.numbers
    places = range(len(gains.ideal)) if name == saying.UTILITARIAN else gains.who_can_gain
    notes = [
        ONE_OF_MANY,
        "" if name == saying.UTILITARIAN else saying.left_out(gains),
        saying.unlike(gains.domain) if name == saying.EGALITARIAN else "",
        "" if proved else OPEN,
        "" if single.undominated else MAYBE_DOMINATED,
        saying.rounded(gains),
    ]
    return Solution(
        name=name,
        formula=saying.formula_of(name, gains, tuple(places)),
        packages=(
            Package(numbers.package(single.chosen), numbers.in_units(numbers.point(single.chosen).tolist())),
        ),
        value=as_float(value),
        upper_bound=as_float(bound, up=not proved),
        exact=proved and not any(numbers.rounding),
        note=" ".join(note for note in notes if note),
    )


def _in_units(name: str, gains: _Gains, number: Fraction) -> Fraction:
    """What a formula gives on the grid, in units of the parties."""
    steps = gains.numbers.step
    if name == saying.NASH:
        return number * math.prod(steps[place] for place in gains.who_can_gain)
    if name == saying.UTILITARIAN:
        return number - sum(start * step for start, step in zip(gains.reference, steps, strict=True))
    return number
