"""The undominated points of each issue, and of each group of linked issues.

Issues that `rules out`, `never` of several or shared obligations link are eliminated one after the other, with a set of
undominated points for each choice on the issues that they still touch (bucket elimination with several aims: Dechter
1999; Rollon and Larrosa 2006).
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from detente.bargain.frontier.listing import choices_of
from detente.bargain.frontier.merge import sum_of
from detente.bargain.frontier.prune import undominated
from detente.bargain.frontier.sets import Chain, Options, PointSet, Union
from detente.bargain.linked import groups_of
from detente.errors import CannotCount

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.nogoods import Ban
    from detente.bargain.numbers import Factor, Numbers

MOST_CHOICES: Final = 200_000
"""So many choices on linked issues are looked at one by one at most, for each issue that is eliminated."""
ALWAYS: Final = 1_000
"""So many choices are looked at whatever the time."""
Table: TypeAlias = tuple[tuple[int, ...], dict[tuple[int, ...], PointSet]]


class TooLinked(CannotCount):
    """Statements or obligations link so many issues that not every choice on them can be looked at, or not in time."""


def parts_of(numbers: Numbers, deadline: float | None = None) -> list[PointSet]:
    """The undominated points of each issue or group of linked issues, without the base.

    Args:
        numbers: those of the domain.
        deadline: a moment of time.monotonic() after which linked issues are not looked at any further.

    Raises:
        TooLinked: there are too many choices on linked issues, or time was over first.
    """
    return [
        _alone(numbers, group[0]) if len(group) == 1 else _eliminated(numbers, group, deadline)
        for group in groups_of(numbers)
    ]


def _alone(numbers: Numbers, issue: int) -> PointSet:
    options = np.flatnonzero(numbers.allowed[issue])
    return _options(issue, options, numbers.worth[issue][options])


def _options(issue: int, options: NDArray[np.intp], worth: NDArray[np.int64]) -> Options:
    """The undominated ones of some options with their worths."""
    points = undominated(np.ascontiguousarray(worth))
    rows: dict[tuple[int, ...], list[int]] = {tuple(point): [] for point in points.tolist()}
    for option, row in zip(options.tolist(), worth.tolist(), strict=True):
        if tuple(row) in rows:
            rows[tuple(row)].append(option)
    return Options(issue, points, tuple(tuple(row) for row in rows.values()), len(options))


def _eliminated(numbers: Numbers, group: tuple[int, ...], deadline: float | None) -> PointSet:
    """One issue after the other, the one that touches the fewest choices first."""
    inside = set(group)
    pending = _Pending(
        numbers,
        [factor for factor in numbers.factors if set(factor.scope) <= inside],
        [ban for ban in numbers.bans if set(ban[0]) <= inside],
        [],
        deadline,
    )
    left = list(group)
    while left:
        issue = min(left, key=lambda one: (pending.size(one), one))
        if pending.size(issue) > MOST_CHOICES:
            few = choices_of(numbers, group)
            if few is not None:
                return few
            raise _too_linked(numbers, (issue, *pending.around(issue)), pending.size(issue))
        left.remove(issue)
        pending.eliminate(issue)
    (_, table), *others = pending.tables
    found = [table.get(())] + [other.get(()) for _, other in others]
    if any(one is None for one in found):
        return _nothing(group, len(numbers.parties))
    return _sum([one for one in found if one is not None])


def _nothing(group: tuple[int, ...], parties: int) -> PointSet:
    empty = np.zeros((0, parties), np.int64)
    parts = tuple(Options(issue, empty, (), 0) for issue in group)
    return Chain(parts, tuple(empty for _ in parts))


def _too_linked(numbers: Numbers, issues: Iterable[int], size: int) -> TooLinked:
    named = ", ".join(f"`{numbers.issues[issue]}`" for issue in sorted(issues))
    return TooLinked(
        f"Statements or obligations link {named} so closely that {size:,} choices on them would have to be looked at, "
        f"and at most {MOST_CHOICES:,} can be.",
        help="single solution points can still be found (scipy is needed): the frontier cannot",
    )


def _out_of_time(numbers: Numbers, issues: Iterable[int]) -> TooLinked:
    named = ", ".join(f"`{numbers.issues[issue]}`" for issue in sorted(issues))
    return TooLinked(
        f"Time was over before every choice on {named}, which statements or obligations link, was looked at.",
        help="give more time",
    )


@dataclass(slots=True)
class _Pending:
    """What is still to be eliminated."""

    numbers: Numbers
    factors: list[Factor]
    bans: list[Ban]
    tables: list[Table]
    deadline: float | None

    def around(self, issue: int) -> tuple[int, ...]:
        """The other issues that are linked with this one now."""
        scopes = [f.scope for f in self.factors] + [b[0] for b in self.bans] + [t[0] for t in self.tables]
        near = {other for scope in scopes if issue in scope for other in scope}
        return tuple(sorted(near - {issue}))

    def size(self, issue: int) -> int:
        """How many choices would be looked at."""
        return math.prod(len(self.numbers.options[one]) for one in (issue, *self.around(issue)))

    def eliminate(self, issue: int) -> None:
        """Replace all that touches the issue by one table over those around it."""
        around = self.around(issue)
        factors = [one for one in self.factors if issue in one.scope]
        bans = [one for one in self.bans if issue in one[0]]
        tables = [one for one in self.tables if issue in one[0]]
        table: dict[tuple[int, ...], PointSet] = {}
        allowed = [np.flatnonzero(self.numbers.allowed[one]).tolist() for one in around]
        timed = self.deadline is not None and self.size(issue) > ALWAYS
        for choice in product(*allowed):
            if timed and self.deadline is not None and time.monotonic() > self.deadline:
                raise _out_of_time(self.numbers, (issue, *around))
            chosen = dict(zip(around, choice, strict=True))
            found = self._one(issue, chosen, factors, bans, tables)
            if found is not None:
                table[choice] = found
        self.factors = [one for one in self.factors if issue not in one.scope]
        self.bans = [one for one in self.bans if issue not in one[0]]
        self.tables = [one for one in self.tables if issue not in one[0]]
        self.tables.append((around, table))

    def _one(
        self, issue: int, chosen: dict[int, int], factors: list[Factor], bans: list[Ban], tables: list[Table]
    ) -> PointSet | None:
        """The undominated points of all options of the issue, for one choice on those around it."""
        bare: list[tuple[int, NDArray[np.int64]]] = []
        members: list[PointSet] = []
        for option in np.flatnonzero(self.numbers.allowed[issue]).tolist():
            chosen[issue] = option
            if any(all(chosen[i] == o for i, o in zip(*ban, strict=True)) for ban in bans):
                continue
            below = [table.get(tuple(chosen[one] for one in scope)) for scope, table in tables]
            if any(one is None for one in below):
                continue
            point = self.numbers.worth[issue][option].copy()
            for factor in factors:
                point += factor.worth[tuple(chosen[one] for one in factor.scope)]
            if below:
                leaf = Options(issue, point[None, :], ((option,),), 1)
                members.append(_sum([leaf, *(one for one in below if one is not None)]))
            else:
                bare.append((option, point))
        chosen.pop(issue, None)
        if bare:
            members.append(
                _options(issue, np.array([o for o, _ in bare]), np.array([point for _, point in bare]))
            )
        return _united(members)


def _sum(parts: list[PointSet]) -> PointSet:
    if len(parts) == 1:
        return parts[0]
    # Sums are taken apart by the points of the later parts, which are therefore the small ones.
    parts = sorted(parts, key=lambda part: -len(part.points))
    stages = [parts[0].points]
    for part in parts[1:]:
        stages.append(sum_of(stages[-1], part.points))
    return _remembered(Chain(tuple(parts), tuple(stages)))


def _united(members: list[PointSet]) -> PointSet | None:
    if len(members) < 2:
        return members[0] if members else None
    points = undominated(np.concatenate([member.points for member in members]))
    return _remembered(Union(tuple(members), points))


def _remembered(made: Chain | Union) -> PointSet:
    """With counts and first packages looked up now, so that later nothing has to go down all the way."""
    made.counts()
    made.first(np.arange(len(made.points)))
    return made


# --- one party alone ---


def extremes(numbers: Numbers, deadline: float | None = None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The worst and the best worth of each party on the grid, over the packages that no statement leaves out.

    Raises:
        TooLinked: as `parts_of`.
    """
    places = range(len(numbers.parties))
    low = tuple(extreme(numbers, at, -1, deadline) for at in places)
    return low, tuple(extreme(numbers, at, 1, deadline) for at in places)


def extreme(numbers: Numbers, at: int, sign: int, deadline: float | None = None) -> int:
    """The worst (sign -1) or the best worth (1) of the party at one place, as in `extremes`."""
    alone = replace(
        numbers,
        parties=numbers.parties[at : at + 1],
        step=(Fraction(1),),
        base=sign * numbers.base[at : at + 1],
        worth=tuple(np.ascontiguousarray(sign * worth[:, at : at + 1]) for worth in numbers.worth),
        factors=tuple(
            replace(factor, worth=np.ascontiguousarray(sign * factor.worth[..., at : at + 1]))
            for factor in numbers.factors
        ),
        no_deal=(None,),
        rounding=(Fraction(0),),
    )
    best = sum(int(part.points[0, 0]) for part in parts_of(alone, deadline))
    return sign * (best + int(alone.base[0]))
