"""Ask what is on the table: the undominated packages, the solution points, and what is wrong with the draft."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.bargain.answer import Bargain
from detente.bargain.answering import Asked, answered
from detente.bargain.contradictions import refuse_nothing_left
from detente.bargain.domain import Choice, Domain
from detente.bargain.frontier.eliminate import Limits, frontier_of
from detente.bargain.numbers import numbers_of
from detente.bargain.of_deal import domain_of
from detente.bargain.tables import Tables, domain_of_tables
from detente.bargain.uncertain import nominal
from detente.deal.loader import load
from detente.deal.model import Deal, in_words
from detente.errors import CannotCount

if TYPE_CHECKING:
    from detente.bargain.frontier.frontier import Frontier


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
        NothingLeft: statements together leave no package. (Where no-deal worths do, the answer says so.)
        UnknownName: a name that is not in the domain.

    Methods and sources: docs/why-bargain.md.
    """
    _refuse(samples, time_limit, most_points, memory_limit)
    _whole("seed", seed)
    if quorum is not None:
        _whole("quorum", quorum)
    if isinstance(vetoes, str):
        raise CannotCount(
            f"`vetoes` is a list of parties, and {vetoes!r} is one piece of text.", help=f"[{vetoes!r}]"
        )
    for party, least in (at_least or {}).items():
        _number(f"at_least of {party}", least)
    deadline = None if time_limit is None else time.monotonic() + time_limit
    given = _domain(on, values, no_deal, never, rules_out, draft, unit)
    asked = Asked(
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
    return answered(given, asked)


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
    if values is not None and not isinstance(on, Path | str):
        raise CannotCount("`values` is a folder for the path of a deal, and no path is given.")
    if isinstance(on, Domain | Deal | Path | str):
        of_tables = {"no_deal": no_deal, "never": never, "rules_out": rules_out, "draft": draft, "unit": unit}
        given = [f"`{name}`" for name, value in of_tables.items() if value]
        if given:
            what = "a domain" if isinstance(on, Domain) else "a deal"
            raise CannotCount(f"For {what} {in_words(given)} cannot be given besides: it brings its own.")
    if isinstance(on, Domain):
        return on
    if isinstance(on, Path | str):
        on = load(on, values=values)
    if isinstance(on, Deal):
        return domain_of(on)
    return domain_of_tables(on, no_deal=no_deal, never=never, rules_out=rules_out, draft=draft, unit=unit)


def _refuse(samples: int | None, time_limit: float | None, most_points: int | None, memory: int) -> None:
    for name, value in {"samples": samples, "most_points": most_points, "memory_limit": memory}.items():
        if value is not None:
            _whole(name, value)
    if time_limit is not None:
        _number("time_limit", time_limit)
    if samples is not None and samples < 1:
        raise CannotCount(f"{samples} valuations cannot be drawn.", help="1 or more")
    if time_limit is not None and not time_limit >= 0:
        raise CannotCount(f"{time_limit} is not a length of time in seconds.", help="0 or more")
    if most_points is not None and most_points < 1:
        raise CannotCount(f"{most_points} points cannot be kept.", help="1 or more")
    if memory < 1:
        raise CannotCount(f"{memory} MiB of memory is not enough to keep a point.", help="1 or more")


def _whole(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise CannotCount(f"`{name}` is a whole number, and {value!r} is none.")


def _number(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CannotCount(f"`{name}` is a number, and {value!r} is none.")
