"""Counting packages without listing them: equal sums are merged, issue by issue, with how many packages have them.

A dynamic programme over the issues. Its states are what each party still needs and, where statements or obligations
link issues, the options chosen on those that are still to be compared with others. What is still needed is cut to what
the issues to come can give: below the least of it a party surely accepts, above the most it never does.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.bargain.linked import groups_of, links_of
from detente.bargain.numbers import FITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers


@dataclass(frozen=True, slots=True)
class Bar:
    """What a package has to reach: `needs` on the grid by place of party, who has a veto, and how many must accept.

    Only the parties of `needs` are asked; `vetoes` are among them, and `quorum` is from 0 to how many they are.
    """

    needs: dict[int, int]
    vetoes: frozenset[int]
    quorum: int

    def passes(self, accepts: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether packages pass; accepts: shape (n, parties asked), in the order of `needs`."""
        passing = accepts.sum(axis=1) >= self.quorum
        for column, party in enumerate(self.needs):
            if party in self.vetoes:
                passing &= accepts[:, column]
        found: NDArray[np.bool_] = passing
        return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How many packages pass, and how many more would if a party asked accepted everything."""

    passing: int
    blocked: dict[int, int]


def tally(numbers: Numbers, bar: Bar, *, most_cells: int, deadline: float | None = None) -> Tally | None:
    """Count the allowed packages that pass, or None where there are too many states or time is over.

    Args:
        numbers: the domain.
        bar: what they have to reach.
        most_cells: how many numbers the states of one step may take.
        deadline: a moment of `time.monotonic()`.
    """
    count = _Count(numbers, bar)
    for issue in issue_order(numbers):
        if deadline is not None and time.monotonic() > deadline:
            return None
        if count.cells(issue) > most_cells:
            return None
        count.add(issue)
    return count.result()


class _Count:
    """The states after some issues: `rows` holds needs, then choices on `pending` issues; `counts`, packages."""

    def __init__(self, numbers: Numbers, bar: Bar) -> None:
        self.numbers = numbers
        self.bar = bar
        self.asked = list(bar.needs)
        self.links = links_of(numbers)
        self.bans = {issue: [ban for ban in numbers.bans if issue in ban[0]] for issue in self.links}
        self.todo = set(range(len(numbers.issues)))
        self.pending: list[int] = []
        # The least and the most that what is not yet in can give to each party asked, or less and more than that.
        self.least = np.zeros(len(self.asked), np.int64)
        self.most = np.zeros(len(self.asked), np.int64)
        for worth in self._parts():
            self._expect(worth, 1)
        needs = [
            min(max(need - int(numbers.base[party]), int(self.least[at])), int(self.most[at]) + 1)
            for at, (party, need) in enumerate(bar.needs.items())
        ]
        size = math.prod(int(allowed.sum()) for allowed in numbers.allowed)
        self.rows: NDArray[np.int64] = np.array([needs], np.int64)
        self.counts: NDArray[Any] = np.ones(1, np.int64 if size < FITS else object)

    def cells(self, issue: int) -> int:
        """How many numbers the next step takes."""
        options = int(self.numbers.allowed[issue].sum())
        return len(self.rows) * options * (len(self.asked) + len(self.pending) + 2)

    def add(self, issue: int) -> None:
        """Put in one more issue."""
        self._multiply(issue)
        self._expect(self._options(issue), -1)
        self.todo.discard(issue)
        self.pending.append(issue)
        self._compare(issue)
        self._forget()
        self._cut()
        self.rows, self.counts = merged(self.rows, self.counts)

    def _parts(self) -> Iterator[NDArray[np.int64]]:
        yield from (self._options(issue) for issue in range(len(self.numbers.issues)))
        yield from (factor.worth for factor in self.numbers.factors)

    def _options(self, issue: int) -> NDArray[np.int64]:
        return self.numbers.worth[issue][self.numbers.allowed[issue]]

    def _expect(self, worth: NDArray[np.int64], sign: int) -> None:
        """Count a table in among what is to come, or out."""
        rows = worth.reshape(-1, len(self.numbers.parties))[:, self.asked]
        if len(rows):
            self.least += sign * rows.min(axis=0)
            self.most += sign * rows.max(axis=0)

    def _multiply(self, issue: int) -> None:
        """Every state with every option; the options of an issue that nothing links are merged first."""
        allowed = np.flatnonzero(self.numbers.allowed[issue])
        worth = self.numbers.worth[issue][allowed][:, self.asked]
        times: NDArray[Any] = np.ones(len(allowed), self.counts.dtype)
        linked = issue in self.links
        if not linked and len(worth):
            worth, times = merged(worth, times)
        states, asked = len(self.rows), len(self.asked)
        rows = np.repeat(self.rows, len(worth), axis=0)
        rows[:, :asked] -= np.tile(worth, (states, 1))
        chosen = np.tile(allowed if linked else np.zeros(len(worth), np.int64), states)[:, None]
        self.rows = np.concatenate([rows, chosen], axis=1)
        self.counts = np.repeat(self.counts, len(worth)) * np.tile(times, states)

    def _compare(self, issue: int) -> None:
        """Leave out what is banned, and count what hangs on several issues, once the last of them is in."""
        for factor in self.numbers.factors:
            if issue in factor.scope and self.todo.isdisjoint(factor.scope):
                places = tuple(self._choice(one) for one in factor.scope)
                self.rows[:, : len(self.asked)] -= factor.worth[places][:, self.asked]
                self._expect(factor.worth, -1)
        for issues, options in self.bans.get(issue, ()):
            if self.todo.isdisjoint(issues):
                banned = np.ones(len(self.rows), np.bool_)
                for one, option in zip(issues, options, strict=True):
                    banned &= self._choice(one) == option
                self.rows, self.counts = self.rows[~banned], self.counts[~banned]

    def _choice(self, issue: int) -> NDArray[np.int64]:
        return self.rows[:, len(self.asked) + self.pending.index(issue)]

    def _forget(self) -> None:
        """Drop the choices on issues that are compared with no issue to come."""
        kept = [one for one in self.pending if not self.links.get(one, frozenset()).isdisjoint(self.todo)]
        columns = [*range(len(self.asked)), *(len(self.asked) + self.pending.index(one) for one in kept)]
        self.rows, self.pending = self.rows[:, columns], kept

    def _cut(self) -> None:
        """Cut needs to what is still to come, drop what no one party can save, and level what surely passes."""
        asked = len(self.asked)
        if not asked:
            return
        needs = np.clip(self.rows[:, :asked], self.least, self.most + 1)
        sure = self.bar.passes(needs <= self.least)
        needs[sure] = self.least
        self.rows[:, :asked] = needs
        kept = self._may_pass(needs <= self.most)
        self.rows, self.counts = self.rows[kept], self.counts[kept]

    def _may_pass(self, possible: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether a state can pass, perhaps with one party that accepts everything."""
        vetoes = [at for at, party in enumerate(self.asked) if party in self.bar.vetoes]
        missing = (~possible[:, vetoes]).sum(axis=1)
        found: NDArray[np.bool_] = (missing <= 1) & (possible.sum(axis=1) + 1 >= self.bar.quorum)
        return found

    def result(self) -> Tally:
        accepts = self.rows[:, : len(self.asked)] <= 0
        passes = self.bar.passes(accepts)
        blocked = {}
        for column, party in enumerate(self.asked):
            willing = accepts.copy()
            willing[:, column] = True
            blocked[party] = int(self.counts[~passes & self.bar.passes(willing)].sum())
        return Tally(int(self.counts[passes].sum()), blocked)


def merged(rows: NDArray[np.int64], counts: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Each row once, with the sum of its counts, in no particular order; rows: shape (n, columns)."""
    if len(rows) < 2:
        return rows, counts
    order = _order(rows)
    rows, counts = rows[order], counts[order]
    first = np.ones(len(rows), np.bool_)
    first[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    starts = np.flatnonzero(first)
    return rows[starts], np.add.reduceat(counts, starts)


def _order(rows: NDArray[np.int64]) -> NDArray[np.intp]:
    """An order in which equal rows stand together."""
    least = rows.min(axis=0, initial=FITS)
    spans = [
        int(most) - int(low) + 1 for most, low in zip(rows.max(axis=0, initial=-FITS), least, strict=True)
    ]
    if math.prod(spans) >= FITS:
        return np.lexsort(rows.T)
    key = np.zeros(len(rows), np.int64)
    for column, span in enumerate(spans):
        key = key * span + (rows[:, column] - least[column])
    return np.argsort(key, kind="stable")


def issue_order(numbers: Numbers) -> list[int]:
    """Linked issues first, so that few choices are open at once; then those that matter most, so that needs are cut."""
    order: list[int] = []
    links = links_of(numbers)
    groups = groups_of(numbers)
    for group in groups:
        if len(group) > 1:
            order += _narrow(numbers, group, links)
    alone = [group[0] for group in groups if len(group) == 1]
    total = sum((_spread(numbers, issue) for issue in alone), np.zeros(len(numbers.parties)))
    weights = {issue: float((_spread(numbers, issue) / np.maximum(total, 1)).sum()) for issue in alone}
    return [*order, *sorted(alone, key=lambda issue: -weights[issue])]


def _spread(numbers: Numbers, issue: int) -> NDArray[np.float64]:
    """How far apart the options of an issue are, for each party."""
    worth = numbers.worth[issue]
    found: NDArray[np.float64] = worth.max(axis=0).astype(float) - worth.min(axis=0)
    return found


def _narrow(numbers: Numbers, group: Sequence[int], links: dict[int, frozenset[int]]) -> list[int]:
    """The next issue is one after which the fewest choices are open."""
    left = set(group)
    open_: set[int] = set()
    order: list[int] = []

    def after(issue: int) -> tuple[float, int]:
        still = [one for one in (*open_, issue) if links[one] & (left - {issue})]
        return sum(math.log2(max(1, len(numbers.options[one]))) for one in still), issue

    while left:
        near = {one for issue in open_ for one in links[issue]} & left
        best = min(near or left, key=after)
        left.discard(best)
        open_ = {one for one in (*open_, best) if links[one] & left}
        order.append(best)
    return order
