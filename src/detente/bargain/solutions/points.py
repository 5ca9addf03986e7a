"""The solution points on a frontier: what each formula makes largest, with its ties and its bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from detente.bargain.results import Package, Solution
from detente.bargain.solutions import saying
from detente.bargain.solutions.bounds import as_float, nash_bound, share_bound, smallest_bound, sum_bound
from detente.bargain.solutions.gains import Gains, gains_of
from detente.bargain.solutions.largest import FROM_THE_SMALLEST, PRODUCT, SMALLEST, SUM, Rule, largest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.bargain.domain import Domain
    from detente.bargain.frontier.frontier import Frontier

MOST_LISTED: Final = 1_000
"""So many points that reach one solution are listed; if there are more, the note says how many."""


@dataclass(frozen=True, slots=True, eq=False)
class Solutions:
    """The solution points by name, None where a formula gives none, and sentences that say why or what is left out."""

    solutions: Mapping[str, Solution | None]
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The printed form of the points."""
        return {name: None if one is None else one.as_dict() for name, one in self.solutions.items()}


@dataclass(frozen=True, slots=True)
class _Kind:
    rule: Rule
    bound: Callable[[Gains], Fraction]
    of_shares: bool = False
    of_all: bool = False


_KINDS: Final = {
    saying.NASH: _Kind(PRODUCT, nash_bound),
    saying.KALAI_SMORODINSKY: _Kind(SMALLEST, share_bound, of_shares=True),
    saying.EGALITARIAN: _Kind(SMALLEST, smallest_bound),
    saying.UTILITARIAN: _Kind(SUM, sum_bound, of_all=True),
    saying.LEXIMIN: _Kind(FROM_THE_SMALLEST, share_bound, of_shares=True),
}


def solutions_of(
    domain: Domain, frontier: Frontier, *, reference: Sequence[int], ideal: Sequence[int]
) -> Solutions:
    """Every solution point of a frontier, each where its formula is largest, ties included.

    Gains are measured from `reference`; packages that leave a party below it never count. Parties that no acceptable
    package gives a gain are left out of every formula but the sum, and the notes say so.

    Args:
        domain: parties, their names and units.
        frontier: the undominated packages, exact or up to its eps.
        reference: what gains are measured from, on the grid, one a party: its no-deal worth, or another floor.
        ideal: what the best acceptable package is worth to each party, on the grid, or something above it.

    Returns:
        `nash`: the largest product of gains (Nash 1950, The bargaining problem, Econometrica 18). `kalai-smorodinsky`:
        the largest smallest share of the best possible gain (Kalai and Smorodinsky 1975, Econometrica 43, on the
        packages themselves). `egalitarian`: the largest smallest gain (Kalai 1977, Econometrica 45). `utilitarian`: the
        largest sum, only where all parties share a unit. `leximin`: the shares sorted, the smallest as large as can be,
        then the next (Sen 1970, Collective Choice and Social Welfare; Imai 1983, Econometrica 51). Formulas are
        compared in whole numbers.

    Raises:
        ValueError: `ideal` is below a point of the frontier.
    """
    gains = gains_of(domain, frontier, reference, ideal)
    if not len(gains.points):
        found = "" if frontier.exact or not len(gains.above) else " was found that"
        nothing = f"No package{found} gives every party the worth that its gain is measured from"
        return Solutions(dict.fromkeys(saying.NAMES), (f"{nothing}, so there is no solution point.",))
    reasons = {name: why for name in saying.NAMES if (why := _why_not(name, gains))}
    left_out = saying.left_out(gains)
    points = {name: None if name in reasons else _solution(name, gains, left_out) for name in saying.NAMES}
    said = dict.fromkeys(
        sentence for sentence in (left_out, *reasons.values(), saying.rounded(gains)) if sentence
    )
    return Solutions(points, tuple(said))


def _why_not(name: str, gains: Gains) -> str:
    """Why there is no such point, or ""."""
    if name == saying.UTILITARIAN:
        return saying.no_sum(gains.domain)
    places = gains.who_can_gain
    if not places:
        return saying.NO_GAINS
    if name == saying.NASH and not (gains.over[:, places] > 0).all(axis=1).any():
        return saying.no_nash(gains, sure=gains.frontier.exact)
    return ""


def _solution(name: str, gains: Gains, left_out: str) -> Solution:
    kind = _KINDS[name]
    places = gains.everybody if kind.of_all else gains.who_can_gain
    step = gains.numbers.step
    weights = [
        Fraction(1, gains.ideal[p] - gains.reference[p]) if kind.of_shares else step[p] for p in places
    ]
    rows, value = largest(kind.rule, gains.over[:, list(places)], weights)
    packages, cut = _listed(gains, gains.points[rows])
    exact = gains.frontier.exact
    bound = value if exact else kind.bound(gains)
    notes = [
        "" if kind.of_all else left_out,
        cut,
        saying.shares_from_below(gains) if kind.of_shares else "",
        saying.unlike(gains.domain) if name == saying.EGALITARIAN else "",
        "" if exact else "The frontier is not exact: another package may reach up to the upper bound.",
        saying.rounded(gains),
    ]
    return Solution(
        name=name,
        formula=saying.formula_of(name, gains, places),
        packages=packages,
        value=as_float(value),
        upper_bound=as_float(bound, up=not exact),
        exact=exact and not any(gains.numbers.rounding),
        note=" ".join(note for note in notes if note),
    )


def _listed(gains: Gains, points: NDArray[np.int64]) -> tuple[tuple[Package, ...], str]:
    """Points with labels in the order of the file, and what is to be said if there are too many to list."""
    cut = (
        f"{len(points):,} different points reach it; the first {MOST_LISTED:,} in the order of the file are listed."
        if len(points) > MOST_LISTED
        else ""
    )
    return tuple(gains.frontier.labelled(gains.frontier.in_file_order(points)[:MOST_LISTED])), cut
