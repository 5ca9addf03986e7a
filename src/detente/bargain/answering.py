"""One question answered: the parts of the answer put together, and what could not be found told in its notes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from detente.bargain.acceptable import acceptable_of
from detente.bargain.answer import Bargain
from detente.bargain.contradictions import below_no_deal, refuse_nothing_left
from detente.bargain.draft import draft_of
from detente.bargain.frontier.eliminate import Limits, frontier_of, nothing_found
from detente.bargain.frontier.parts import TooLinked
from detente.bargain.listed import listed_of
from detente.bargain.numbers import numbers_of
from detente.bargain.reference import reference_of
from detente.bargain.solutions import solutions_of
from detente.bargain.solutions.saying import KALAI_SMORODINSKY, LEXIMIN
from detente.bargain.uncertain import nominal, shares_of
from detente.bargain.winner import winner_of
from detente.deal.model import in_words
from detente.errors import MissingExtra

if TYPE_CHECKING:
    from detente.bargain.domain import Domain
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.numbers import Numbers
    from detente.bargain.results import Draft, Shares, Solution


BY_POINTS: Final = (
    "Statements or obligations link the issues too closely to list the undominated packages; single solution points "
    "are found by mixed-integer programming."
)
NOTHING_LISTED: Final = (
    "Statements or obligations link the issues too closely to list the undominated packages, and no single solution "
    "point was found."
)
UNFINISHED: Final = (
    "The diagnosis of the draft is not complete: not everything that may be better than it was looked at."
)
MILP_SECONDS: Final = 10.0
"""So long single solution points are looked for where the frontier is not exact, unless a time limit is given."""
LISTING: Final = 0.4
"""The share of a time limit that the list of undominated packages may take."""
SHORTEST: Final = 0.5
"""Seconds that are taken for them at least."""
LISTED_FOR_SHARES: Final = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked besides the domain."""

    at_least: Mapping[str, float] | None
    vetoes: tuple[str, ...]
    quorum: int | None
    samples: int | None
    seed: int
    most_points: int | None
    memory_limit: int
    deadline: float | None
    promises: bool
    progress: Callable[[int, int], None] | None

    def limits_for(self, share: float = 1.0) -> Limits:
        """For a search of undominated packages that may take a share of the time that is left."""
        deadline = None if self.left is None else time.monotonic() + share * self.left
        return Limits(self.most_points, self.memory_limit, deadline)

    @property
    def left(self) -> float | None:
        """Seconds until the deadline."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())


def answered(given: Domain, asked: Asked) -> Bargain:
    """The whole answer for a domain.

    Raises:
        CannotCount, NothingLeft, UnknownName: see `detente.bargain.run.bargain`.
    """
    refuse_nothing_left(given)
    domain = nominal(given)
    numbers = numbers_of(domain)
    notes: list[str] = []
    reference, why = reference_of(domain, numbers, asked.limits_for(LISTING / 2).deadline)
    frontier = _frontier(domain, numbers, asked, notes)
    solutions = _solutions(domain, numbers, frontier, reference, asked, notes)
    exact = frontier is not None and frontier.exact
    winner, why_not = winner_of(domain)
    if len(domain.parties) == 2 and why_not:
        notes.append(f"There is no Adjusted Winner. {why_not}")
    draft = _draft(domain, numbers, frontier, asked, notes)
    shares = _shares(given, frontier, solutions, draft, asked)
    return Bargain(
        domain=domain,
        frontier=frontier,
        exact=exact,
        eps=_eps(domain, frontier),
        reference=dict(numbers.in_units(reference)),
        solutions=solutions,
        draft=draft,
        acceptable=acceptable_of(
            numbers,
            domain,
            at_least=asked.at_least,
            vetoes=asked.vetoes,
            quorum=asked.quorum,
            seed=asked.seed,
            deadline=asked.deadline,
        ),
        winner=winner,
        shares=shares,
        method=_method(frontier, solutions),
        assumptions=(*domain.assumptions, *why),
        warnings=domain.warnings,
        notes=tuple(dict.fromkeys(notes)),
    )


def _method(frontier: Frontier | None, solutions: Mapping[str, Solution | None]) -> str:
    if frontier is not None:
        return frontier.method
    return BY_POINTS if any(solutions.values()) else NOTHING_LISTED


def _shares(
    given: Domain,
    frontier: Frontier | None,
    solutions: Mapping[str, Solution | None],
    draft: Draft | None,
    asked: Asked,
) -> Shares | None:
    """How often packages are undominated among valuations: of those listed, else of those found most often."""
    if asked.samples is None:
        return None
    packages = [] if not frontier else listed_of(frontier, solutions, draft, LISTED_FOR_SHARES)
    found = shares_of(given, packages or None, samples=asked.samples, seed=asked.seed, deadline=asked.left)
    return replace(found, undominated=len(frontier) if frontier and packages else None)


def _eps(domain: Domain, frontier: Frontier | None) -> dict[str, float | None]:
    if frontier is None:
        return dict.fromkeys(domain.parties)
    return {party: float(eps) for party, eps in zip(domain.parties, frontier.eps, strict=True)}


def _frontier(domain: Domain, numbers: Numbers, asked: Asked, notes: list[str]) -> Frontier | None:
    try:
        found = frontier_of(numbers, asked.limits_for(LISTING), asked.progress)
    except TooLinked as error:
        notes.append(error.sentence)
        return None
    if found.exact and not len(found):
        why = below_no_deal(domain, numbers, empty=True)
        notes.extend([why.sentence] if why is not None else [])
    return found


def _solutions(
    domain: Domain,
    numbers: Numbers,
    frontier: Frontier | None,
    reference: tuple[int, ...],
    asked: Asked,
    notes: list[str],
) -> dict[str, Solution | None]:
    found: dict[str, Solution | None] = {}
    if frontier is not None:
        ideal = frontier.above.max(axis=0).tolist() if len(frontier.above) else list(reference)
        listed = solutions_of(domain, frontier, reference=reference, ideal=ideal)
        found = dict(listed.solutions)
        notes.extend(listed.notes)
        if frontier.is_whole:
            return found
    alone = frontier is None  # else what formulas give no point, and why, is told already
    return _with_single_points(found, _single_points(domain, numbers, reference, asked, notes, alone=alone))


def _single_points(
    domain: Domain,
    numbers: Numbers,
    reference: tuple[int, ...],
    asked: Asked,
    notes: list[str],
    *,
    alone: bool,
) -> dict[str, Solution | None]:
    from detente.bargain.milp import solutions_by_milp  # noqa: PLC0415 -- scipy is an extra

    try:
        return solutions_by_milp(
            domain,
            numbers,
            reference,
            time_limit=MILP_SECONDS if asked.left is None else max(SHORTEST, asked.left),
            notes=notes if alone else None,
        )
    except MissingExtra as error:
        notes.append(f"{error.sentence} ({error.help})")
        return {}


def _with_single_points(
    listed: Mapping[str, Solution | None], single: Mapping[str, Solution | None]
) -> dict[str, Solution | None]:
    """The better of both for each formula, under the lower of both bounds."""
    found: dict[str, Solution | None] = {}
    for name in dict.fromkeys([*listed, *single]):
        both = [one for one in (listed.get(name), single.get(name)) if one is not None]
        if not both:
            found[name] = None
            continue
        best = max(both, key=lambda one: (one.exact, one.value))  # where both are exact they are the same
        bound = min(one.upper_bound for one in both)
        found[name] = replace(best, upper_bound=max(bound, best.value))
    return _of_one_mind(found)


def _of_one_mind(found: dict[str, Solution | None]) -> dict[str, Solution | None]:
    """Kalai-Smorodinsky and leximin look at the smallest share first: what is known of one is known of the other."""
    one, other = found.get(KALAI_SMORODINSKY), found.get(LEXIMIN)
    if one is None or other is None:
        return found
    best, bound = max(one.value, other.value), min(one.upper_bound, other.upper_bound)
    for name, mine, theirs in ((KALAI_SMORODINSKY, one, other), (LEXIMIN, other, one)):
        packages = mine.packages if mine.value >= theirs.value else theirs.packages
        found[name] = replace(
            mine,
            packages=packages,
            value=best,
            upper_bound=max(bound, best),
            exact=mine.exact and mine.value >= theirs.value,
        )
    return found


def _draft(
    domain: Domain, numbers: Numbers, frontier: Frontier | None, asked: Asked, notes: list[str]
) -> Draft | None:
    listed = nothing_found(numbers) if frontier is None else frontier
    found, missing = draft_of(
        domain, numbers, listed, deadline=asked.deadline, promises=asked.promises, limits=asked.limits_for()
    )
    if missing and domain.draft:
        notes.append(
            f"The draft leaves {in_words([f'`{issue}`' for issue in missing])} open, so that it is no package."
        )
    if found is not None and not found.complete:
        notes.append(UNFINISHED)
    return found
