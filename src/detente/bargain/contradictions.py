"""Which statements together leave no package, and which no-deal worths: a minimal set, with the place of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from detente.bargain.domain import Domain, Exclusion
from detente.bargain.nogoods import Nogood, Steps, knot, masks_of, nogoods_of
from detente.deal.model import in_words
from detente.errors import CannotCount, MissingExtra, NothingLeft

if TYPE_CHECKING:
    from detente.bargain.numbers import Numbers

T = TypeVar("T")
SECONDS: Final = 10.0
MOST_POINTS: Final = 100_000
"""So many points are kept where packages are looked for without scipy."""
_MOST_SAID: Final = 20


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What leaves no package.

    `statements`: in the order of the file; where several say the same, all are named, whoever makes them, and one is
    enough. `no_deal`: labels of the parties whose no-deal worths take part. If `minimal`, what is named here leaves a
    package as soon as any one of them is left out (or all that say the same). Other sets may leave nothing too.
    `alone`: each of `no_deal` excludes all packages by itself. `said`: the statements as they are to be read;
    `sentence`: all of it.
    """

    statements: tuple[Exclusion, ...]
    no_deal: tuple[str, ...]
    alone: bool
    minimal: bool
    said: tuple[str, ...]
    sentence: str

    @property
    def places(self) -> tuple[str, ...]:
        """Where each statement is written, or ""."""
        return tuple(one.place for one in self.statements)


def refuse_nothing_left(domain: Domain) -> None:
    """Go on only if some package is left by the statements, or if that was not decided.

    Raises:
        NothingLeft: there is none.
    """
    try:
        found = left_out(domain)
    except CannotCount:
        return  # what is computed next says what it finds
    if found is not None:
        raise NothingLeft(found.said)


def left_out(domain: Domain) -> Contradiction | None:
    """A minimal set of statements that together leave no package; None if some package is left.

    Decided by search with constraint propagation, without listing packages; the set by QuickXplain (Junker 2004, AAAI,
    167-172), in which statements that come first in the file are preferred; not quite minimal, and `minimal` is
    false, where that would take very many steps.

    Raises:
        CannotCount: it was not decided in very many steps.
    """
    same = nogoods_of(domain)
    nogoods = list(same)
    sizes = [len(options) for options in domain.issues.values()]
    inside = knot(sizes, nogoods, Steps())
    if inside is None:
        return None
    steps = Steps()
    undecided = False

    def contradict(some: Sequence[int]) -> bool:
        nonlocal undecided
        try:
            if steps.left:
                return knot(sizes, [nogoods[at] for at in some], steps) is not None
        except CannotCount:
            pass
        undecided = True
        return False

    minimal = _explained(inside, contradict)
    statements = _listed(domain, same, [nogoods[at] for at in minimal])
    said = _said(domain, statements)
    return Contradiction(statements, (), False, not undecided, said, NothingLeft(said).sentence)


def below_no_deal(
    domain: Domain, numbers: Numbers, *, empty: bool = False, time_limit: float = SECONDS
) -> Contradiction | None:
    """Which no-deal worths, with which statements, leave no package; None if some package gives all theirs.

    A party that no package at all gives its no-deal worth is found by sums of its best options. Otherwise packages are
    looked for by mixed-integer programming, and the set is made minimal by QuickXplain: no-deal worths first, then
    statements.

    Args:
        domain: what is on the table.
        numbers: its numbers.
        empty: it is known that no package is left. Then, where scipy is not installed or time runs out, only that is
            said, with no set.
        time_limit: in seconds.

    Raises:
        CannotCount: not decided in time.
        MissingExtra: scipy is needed to decide, and not installed.
    """
    found = left_out(domain)
    if found is not None:
        return found
    alone = [party for party, limit, most in _limits_and_most(numbers) if most < limit]
    if alone:
        return _below(domain, (), alone, alone=True, minimal=True)
    try:
        return _explained_below(domain, numbers, time.perf_counter() + time_limit)
    except (CannotCount, MissingExtra):
        if not empty:
            raise
    limited = [party for party, _, _ in _limits_and_most(numbers)]
    return _below(domain, (), limited, alone=False, minimal=False)


def _limits_and_most(numbers: Numbers) -> Iterable[tuple[str, int, int]]:
    """Parties with a no-deal worth, that worth on the grid, and more than which no package can be worth to them."""
    for at, (party, limit) in enumerate(zip(numbers.parties, numbers.no_deal, strict=True)):
        if limit is not None:
            most = int(numbers.base[at]) + sum(int(worth[:, at].max()) for worth in numbers.worth)
            yield party, limit, most + sum(int(factor.worth[..., at].max()) for factor in numbers.factors)


@dataclass(slots=True)
class _Asked:
    """Asks whether some statements and no-deal worths leave a package."""

    numbers: Numbers
    end: float
    undecided: int = 0
    known: dict[tuple[tuple[Nogood, ...], tuple[str, ...]], bool] = field(default_factory=dict)

    def excludes(self, nogoods: Sequence[Nogood], parties: Sequence[str]) -> bool:
        """Whether they leave none; what is not decided in time counts as leaving some."""
        from detente.bargain.milp import any_package  # noqa: PLC0415 -- scipy is an extra

        some = _only(self.numbers, nogoods, parties)
        left = max(0.0, self.end - time.perf_counter())
        try:
            found = any_package(some, time_limit=left)
        except MissingExtra:
            return self._by_listing(some, left)
        self.undecided += not found.proved
        return found.proved and found.chosen is None

    def _by_listing(self, some: Numbers, left: float) -> bool:
        """The same without scipy: whether no undominated package is left."""
        from detente.bargain.frontier.eliminate import (  # noqa: PLC0415 -- slow to import, and wanted only here
            Limits,
            frontier_of,
        )

        try:
            listed = frontier_of(some, Limits(MOST_POINTS, deadline=time.monotonic() + left))
        except CannotCount:
            self.undecided += 1
            return False
        self.undecided += not (listed.is_whole or len(listed))
        return listed.is_whole and not len(listed)


def _explained_below(domain: Domain, numbers: Numbers, end: float) -> Contradiction | None:
    same = nogoods_of(domain)
    asked = _Asked(numbers, end)
    nogoods = list(same)
    limited = [party for party, _, _ in _limits_and_most(numbers)]
    if not asked.excludes(nogoods, limited):
        if asked.undecided:
            raise CannotCount(
                "Whether some package gives every party its no-deal worth was not decided in time."
            )
        return None
    alone = [party for party in limited if asked.excludes(nogoods, [party])]
    # All who have it alone are named, so that none is named for what holds of others too.
    groups = [[party] for party in alone] or [_explained(limited, lambda some: asked.excludes(nogoods, some))]
    needed = dict.fromkeys(
        one for parties in groups for one in _explained(nogoods, partial(asked.excludes, parties=parties))
    )
    return _below(
        domain,
        _listed(domain, same, needed),
        [party for parties in groups for party in parties],
        alone=bool(alone),
        minimal=not asked.undecided and len(groups) == 1,
    )


def _only(numbers: Numbers, nogoods: Iterable[Nogood], parties: Sequence[str]) -> Numbers:
    """The numbers with some of the statements and no-deal worths."""
    allowed, bans = masks_of(map(len, numbers.options), nogoods)
    limits = tuple(
        limit if party in parties else None
        for party, limit in zip(numbers.parties, numbers.no_deal, strict=True)
    )
    return replace(numbers, allowed=allowed, bans=bans, no_deal=limits)


def _below(
    domain: Domain, statements: tuple[Exclusion, ...], parties: Sequence[str], *, alone: bool, minimal: bool
) -> Contradiction:
    said = _said(domain, statements)
    names = in_words([domain.call(party) for party in parties])
    if not (minimal or statements or alone):
        sentence = "No package that is left gives every party at least what it has without a deal."
    elif alone:
        either = "" if len(parties) == 1 else ", each taken alone,"
        sentence = f"No package gives {names}{either} what it has without a deal."
    else:
        whom = f"{names} what it has" if len(parties) == 1 else f"{names} at once what they have"
        sentence = f"No package gives {whom} without a deal."
    if statements:
        more = [f"and {len(said) - _MOST_SAID:,} more"] if len(said) > _MOST_SAID else []
        these = "this statement" if len(said) == 1 else f"these {len(said):,} statements"
        sentence = f"With {these}, n{sentence[1:-1]}: {'; '.join([*said[:_MOST_SAID], *more])}."
        sentence += " What of it gives way is for the parties to say."
    return Contradiction(statements, tuple(parties), alone, minimal, said, sentence)


def _listed(
    domain: Domain, same: Mapping[Nogood, Sequence[int]], nogoods: Iterable[Nogood]
) -> tuple[Exclusion, ...]:
    """All statements that say one of these, in the order of the file."""
    return tuple(domain.excluded[at] for at in sorted(at for one in nogoods for at in same[one]))


def _said(domain: Domain, statements: Iterable[Exclusion]) -> tuple[str, ...]:
    """Statements as they are read, with their places."""
    return tuple(
        f"{domain.in_words(one)} ({one.place})" if one.place else domain.in_words(one) for one in statements
    )


def _explained(elements: Sequence[T], contradict: Callable[[Sequence[T]], bool]) -> list[T]:
    """A minimal part of contradictory elements that is contradictory itself, in their order: QuickXplain."""

    def part(before: list[T], new: bool, some: list[T]) -> list[T]:
        if new and contradict(before):
            return []
        if len(some) == 1:
            return some
        half = len(some) // 2
        first, second = some[:half], some[half:]
        later = part([*before, *first], True, second)
        return [*part([*before, *later], bool(later), first), *later]

    given = list(elements)
    return [] if not given or contradict([]) else part([], False, given)
