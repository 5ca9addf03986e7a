"""Ask what is on the table: the undominated packages, the solution points, and what is wrong with the draft."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from detente.bargain.acceptable import acceptable_of
from detente.bargain.answer import Bargain
from detente.bargain.contradictions import below_no_deal, refuse_nothing_left
from detente.bargain.domain import Choice, Domain
from detente.bargain.draft import draft_of
from detente.bargain.frontier.eliminate import Limits, TooLinked, frontier_of, nothing_found
from detente.bargain.numbers import Numbers, numbers_of
from detente.bargain.of_deal import domain_of
from detente.bargain.reference import reference_of
from detente.bargain.results import Draft, Solution
from detente.bargain.solutions import solutions_of
from detente.bargain.tables import Tables, domain_of_tables
from detente.bargain.uncertain import nominal, shares_of
from detente.bargain.winner import winner_of
from detente.deal.loader import load
from detente.deal.model import Deal, in_words
from detente.errors import CannotCount, MissingExtra

if TYPE_CHECKING:
    from detente.bargain.frontier.frontier import Frontier

BY_POINTS: Final = (
    "Statements or obligations link the issues too closely to list the undominated packages; single solution points "
    "are found by mixed-integer programming."
)
MILP_SECONDS: Final = 10.0
"""So long single solution points are looked for where the frontier is not exact, unless a time limit is given."""
SHORTEST: Final = 0.5
"""Seconds that are taken for them at least."""
LISTED_FOR_SHARES: Final = 12


@dataclass(frozen=True, slots=True)
class _Asked:
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

    @property
    def left(self) -> float | None:
        """Seconds until the deadline."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())


def bargain(
    on: Deal | Domain | Tables | Path | str,
    *,
    values: Path | str | None = None,
    no_deal: Mapping[str, Any] | None = None,
    never: Mapping[str, Iterable[Choice]] | None = None,
    rules_out: Iterable[tuple[Choice, Choice]] = (),
    draft: Mapping[str, str] | None = None,
    unit: str | Mapping[str, str] | None = None,
    at_least: Mapping[str, float] | None = None,
    vetoes: Iterable[str] = (),
    quorum: int | None = None,
    samples: int | None = None,
    seed: int = 0,
    most_points: int | None = None,
    memory_limit: int = 1024,
    time_limit: float | None = None,
    promises: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Bargain:
    """Find the packages that nobody can improve on without another losing, and what is better than the draft.

    Args:
        on: a deal or its path, a domain, or plain tables of worths: `{issue: {option: {party: worth}}}`.
        values: for a path: a folder of values files to use in place of those beside the deal.
        no_deal: for tables: what each party has without a deal.
        never: for tables: by party, the options (issue, option) that it never accepts.
        rules_out: for tables: pairs of options of two issues that exclude each other.
        draft: for tables: the draft's option of each issue.
        unit: for tables: the unit of all worths, or of each party's.
        at_least: by party, the worth from which on it would accept a package, in place of its no-deal worth.
        vetoes: parties without which no package passes.
        quorum: how many parties have to accept a package; all, unless said otherwise.
        samples: also draw so many valuations from ranges and rankings, and give shares.
        seed: the seed of all drawing.
        most_points: keep at most so many points at a time; the answer then says its eps.
        memory_limit: MiB that the points may take.
        time_limit: seconds after which searches stop and say how far they came.
        promises: also say for each option what would have to be promised for it.
        progress: called with how many issues are done, and of how many.

    Returns:
        The answer. Worths are in each party's own unit, on an exact grid inside.

    Raises:
        CannotRead: there is no deal file at the path.
        CannotCount: the deal was not understood whole, or worths are missing or cannot be computed with.
        NothingLeft: statements or no-deal worths together leave no package.
        UnknownName: a name that is not in the domain.

    Methods and sources: docs/why-bargain.md.
    """
    _refuse(samples, time_limit, most_points, memory_limit)
    deadline = None if time_limit is None else time.monotonic() + time_limit
    given = _domain(on, values, no_deal, never, rules_out, draft, unit)
    asked = _Asked(
        at_least,
        tuple(vetoes),
        quorum,
        samples,
        seed,
        most_points,
        memory_limit,
        deadline,
        promises,
        progress,
    )
    return _answered(given, asked)


def undominated(
    on: Deal | Domain | Tables | Path | str,
    *,
    no_deal: Mapping[str, Any] | None = None,
    never: Mapping[str, Iterable[Choice]] | None = None,
    rules_out: Iterable[tuple[Choice, Choice]] = (),
    most_points: int | None = None,
    memory_limit: int = 1024,
    time_limit: float | None = None,
) -> Frontier:
    """Find the undominated packages alone, without solution points or anything of the draft.

    Args:
        on: a deal or its path, a domain, or plain tables of worths, as in `bargain`; so are the others.
        no_deal: for tables: what each party has without a deal.
        never: for tables: by party, the options that it never accepts.
        rules_out: for tables: pairs of options of two issues that exclude each other.
        most_points: keep at most so many points at a time; the answer then says its eps.
        memory_limit: MiB that the points may take.
        time_limit: seconds after which points are left out, and the answer says its eps.

    Returns:
        A sequence of packages, the best for the first party first; `.points` is the array behind it.

    Raises:
        CannotCount, NothingLeft, UnknownName: as `bargain`.
    """
    _refuse(None, time_limit, most_points, memory_limit)
    deadline = None if time_limit is None else time.monotonic() + time_limit
    domain = _domain(on, None, no_deal, never, rules_out, None, None)
    refuse_nothing_left(domain)
    return frontier_of(numbers_of(nominal(domain)), Limits(most_points, memory_limit, deadline))


def _domain(
    on: Deal | Domain | Tables | Path | str,
    values: Path | str | None,
    no_deal: Mapping[str, Any] | None,
    never: Mapping[str, Iterable[Choice]] | None,
    rules_out: Iterable[tuple[Choice, Choice]],
    draft: Mapping[str, str] | None,
    unit: str | Mapping[str, str] | None,
) -> Domain:
    if isinstance(on, Domain):
        return on
    if isinstance(on, Path | str):
        on = load(on, values=values)
    if isinstance(on, Deal):
        return domain_of(on)
    return domain_of_tables(on, no_deal=no_deal, never=never, rules_out=rules_out, draft=draft, unit=unit)


def _refuse(samples: int | None, time_limit: float | None, most_points: int | None, memory: int) -> None:
    if samples is not None and samples < 1:
        raise CannotCount(f"{samples} valuations cannot be drawn.", help="1 or more")
    if time_limit is not None and not time_limit >= 0:
        raise CannotCount(f"{time_limit} is not a length of time in seconds.", help="0 or more")
    if most_points is not None and most_points < 1:
        raise CannotCount(f"{most_points} points cannot be kept.", help="1 or more")
    if memory < 1:
        raise CannotCount(f"{memory} MiB of memory is not enough to keep a point.", help="1 or more")


def _answered(given: Domain, asked: _Asked) -> Bargain:
    refuse_nothing_left(given)
    domain = nominal(given)
    numbers = numbers_of(domain)
    refuse_nothing_left(domain)
    notes: list[str] = []
    reference, why = reference_of(domain, numbers)
    frontier = _frontier(domain, numbers, asked, notes)
    solutions = _solutions(domain, numbers, frontier, reference, asked, notes)
    exact = frontier is not None and frontier.exact
    winner, why_not = winner_of(domain)
    if len(domain.parties) == 2 and why_not:
        notes.append(f"There is no Adjusted Winner. {why_not}")
    shares = None
    if asked.samples is not None:
        packages = [dict(one.options) for one in (frontier or [])[:LISTED_FOR_SHARES]]
        shares = shares_of(
            given, packages or None, samples=asked.samples, seed=asked.seed, deadline=asked.left
        )
    return Bargain(
        domain=domain,
        frontier=frontier,
        exact=exact,
        eps=_eps(domain, frontier),
        reference=dict(numbers.in_units(reference)),
        solutions=solutions,
        draft=_draft(domain, numbers, frontier, asked, notes),
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
        method=BY_POINTS if frontier is None else frontier.method,
        assumptions=(*domain.assumptions, *why),
        warnings=domain.warnings,
        notes=tuple(dict.fromkeys(notes)),
    )


def _eps(domain: Domain, frontier: Frontier | None) -> dict[str, float | None]:
    if frontier is None:
        return dict.fromkeys(domain.parties)
    return {party: float(eps) for party, eps in zip(domain.parties, frontier.eps, strict=True)}


def _frontier(domain: Domain, numbers: Numbers, asked: _Asked, notes: list[str]) -> Frontier | None:
    try:
        limits = Limits(asked.most_points, asked.memory_limit, asked.deadline)
        found = frontier_of(numbers, limits, asked.progress)
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
    asked: _Asked,
    notes: list[str],
) -> dict[str, Solution | None]:
    found: dict[str, Solution | None] = {}
    if frontier is not None:
        ideal = frontier.above.max(axis=0).tolist() if len(frontier.above) else list(reference)
        listed = solutions_of(domain, frontier, reference=reference, ideal=ideal)
        found = dict(listed.solutions)
        notes.extend(listed.notes)
        if frontier.exact:
            return found
    return _with_single_points(found, _single_points(domain, numbers, reference, asked, notes))


def _single_points(
    domain: Domain, numbers: Numbers, reference: tuple[int, ...], asked: _Asked, notes: list[str]
) -> dict[str, Solution | None]:
    from detente.bargain.milp import solutions_by_milp  # noqa: PLC0415 -- scipy is an extra

    try:
        return solutions_by_milp(
            domain,
            numbers,
            reference,
            time_limit=MILP_SECONDS if asked.left is None else max(SHORTEST, asked.left),
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
        found[name] = replace(best, upper_bound=max(bound, best.value), exact=best.exact)
    return found


def _draft(
    domain: Domain, numbers: Numbers, frontier: Frontier | None, asked: _Asked, notes: list[str]
) -> Draft | None:
    listed = nothing_found(numbers) if frontier is None else frontier
    found, missing = draft_of(domain, numbers, listed, deadline=asked.deadline, promises=asked.promises)
    if missing and domain.draft:
        notes.append(
            f"The draft leaves {in_words([f'`{issue}`' for issue in missing])} open, so that it is no package."
        )
    return found
